//! Parts that the pages of stalls share: the plan as rows of cells and as a list, and the words for what stalls offer.
use crate::i18n::named;
use crate::kernel::lang::Lang;
use crate::stalls::fittings::{Baking, Fittings, Lack, Power};
use crate::stalls::model::Grounds;
use crate::stalls::model::{Before, Category, DayCard, Drawing, DrawnStall, North, OwnResult, Precedence, Reason};
use crate::stalls::sentences;
use crate::ui::form::{Choice, Field, choices, tick};
use crate::ui::{Form, Ui, icon};
use maud::{Markup, html};

/// How a stall looks on the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Free,
    Taken,
    Blocked,
    /// The one that was asked after.
    Here,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Look::Free => "stall-free",
            Look::Taken => "stall-taken",
            Look::Blocked => "stall-blocked",
            Look::Here => "stall-mine",
        }
    }

    fn word(self, ui: &Ui) -> String {
        match self {
            Look::Free => ui.text.stalls_look_free(),
            Look::Taken => ui.text.stalls_look_taken(),
            Look::Blocked => ui.text.stalls_look_blocked(),
            Look::Here => ui.text.stalls_look_here(),
        }
    }
}

/// One stall of the plan: how it looks, who is there, where a tap leads.
pub(super) struct Cell {
    pub look: Look,
    pub name: Option<String>,
    pub link: Option<String>,
}

impl Cell {
    /// Who is there, or else how it looks.
    fn word(&self, ui: &Ui) -> String {
        self.name.clone().filter(|name| !name.is_empty()).unwrap_or_else(|| self.look.word(ui))
    }
}

/// A plan to be shown: the drawing, and what to say of each stall.
pub(super) struct Plan<'a> {
    pub title: String,
    pub drawing: &'a Drawing,
    pub cell: &'a dyn Fn(&DrawnStall) -> Cell,
}

/// From this many times the narrowest width on, in percent, a stall is drawn double.
const DOUBLE_FROM: i32 = 150;

impl Plan<'_> {
    /// The plan as rows of cells, as they lie on the ground: the first stall of a row at the right, in both languages.
    /// A wide one moves sideways by itself; without a link in it, it takes the focus to be moved by keys.
    pub fn drawn(&self, ui: &Ui) -> Markup {
        let narrowest = self.drawing.stalls().map(|stall| stall.width_cm).min().unwrap_or(200).max(1);
        let is_double = |stall: &DrawnStall| stall.width_cm * 100 / narrowest >= DOUBLE_FROM;
        let length =
            |stalls: &[DrawnStall]| stalls.iter().map(|stall| 1 + usize::from(is_double(stall))).sum::<usize>();
        let longest = self.drawing.rows.iter().map(|row| length(&row.stalls)).max().unwrap_or(0);
        let is_still = self.drawing.stalls().all(|stall| (self.cell)(stall).link.is_none());
        html! {
            section class="plan" dir="rtl" aria-label=(self.title) tabindex=[is_still.then_some("0")] {
                @for row in &self.drawing.rows {
                    p class="plan-way" { bdi dir=(ui.lang.dir()) { (ui.text.stalls_row_name(&row.name)) } }
                    ol class="plan-row" {
                        @for stall in &row.stalls { (self.stall(ui, stall, is_double(stall))) }
                        @for _ in length(&row.stalls)..longest { li class="plan-nothing" aria-hidden="true" {} }
                    }
                }
                (north_mark(ui, self.drawing.north))
            }
        }
    }

    fn stall(&self, ui: &Ui, stall: &DrawnStall, is_double: bool) -> Markup {
        let cell = (self.cell)(stall);
        let class = format!("plan-cell {}", cell.look.class());
        let inside = html! { b { (ui.in_digits(&stall.number)) } " " span dir="auto" { (cell.word(ui)) } };
        html! {
            li class=[is_double.then_some("plan-wide")] {
                @match &cell.link {
                    Some(link) => a class=(class) href=(link) { (inside) },
                    None => div class=(class) { (inside) },
                }
            }
        }
    }

    /// The same stalls as a list of cells with their words, for phones; a wide screen has room for the words on the plan.
    pub fn listed(&self, ui: &Ui) -> Markup {
        html! {
            div class="stack plan-list" { @for row in &self.drawing.rows {
                h3 { (ui.text.stalls_row_name(&row.name)) }
                ul class="stall-list" { @for stall in &row.stalls { li { (self.cell_of(ui, stall)) } } }
            } }
        }
    }

    fn cell_of(&self, ui: &Ui, stall: &DrawnStall) -> Markup {
        let cell = (self.cell)(stall);
        let class = format!("stall-cell {}", cell.look.class());
        let inside = html! { b { (ui.in_digits(&stall.number)) } small dir="auto" { (cell.word(ui)) } };
        match &cell.link {
            Some(link) => html! { a class=(class) href=(link) { (inside) } },
            None => html! { div class=(class) { (inside) } },
        }
    }
}

/// An arrow to the north, turned as the drawing lies.
fn north_mark(ui: &Ui, north: Option<North>) -> Markup {
    let turn = match north {
        Some(North::Right) => 90,
        Some(North::Down) => 180,
        Some(North::Left) => 270,
        Some(North::Up) | None => 0,
    };
    html! {
        p class="plan-north" {
            svg viewBox="0 0 24 24" aria-hidden="true" { path transform=(format!("rotate({turn} 12 12)")) d="M12 2l7 19-7-5-7 5z" {} }
            span { (ui.text.stalls_north()) }
        }
    }
}

/// What the looks of stalls mean.
pub(super) fn legend(ui: &Ui, looks: &[Look]) -> Markup {
    html! { ul class="legend" { @for look in looks { li { i class=(look.class()) {} (look.word(ui)) } } } }
}

/// Power, water, baking and own stand, each in a word.
pub(super) fn fittings_words(ui: &Ui, shown: &Fittings) -> Vec<String> {
    let power = match shown.power {
        Power::None => None,
        Power::Single => Some(ui.text.stalls_power_single()),
        Power::ThreePhase => Some(ui.text.stalls_power_three()),
    };
    let baking = match shown.baking {
        Baking::None => None,
        Baking::Light => Some(ui.text.stalls_baking_light()),
        Baking::Heavy => Some(ui.text.stalls_baking_heavy()),
    };
    let water = shown.water.then(|| ui.text.stalls_water());
    let own_unit = shown.own_unit.then(|| ui.text.stalls_own_unit());
    [power, water, baking, own_unit].into_iter().flatten().collect()
}

/// What a stall lacks, in a word.
pub(super) fn lack_word(ui: &Ui, lack: Lack) -> String {
    match lack {
        Lack::Power => ui.text.stalls_power_single(),
        Lack::ThreePhase => ui.text.stalls_power_three(),
        Lack::Water => ui.text.stalls_water(),
        Lack::LightBaking => ui.text.stalls_baking_light(),
        Lack::HeavyBaking => ui.text.stalls_baking_heavy(),
        Lack::OwnUnit => ui.text.stalls_own_unit(),
        Lack::Category => ui.text.stalls_lack_category(),
    }
}

/// Words one after the other, as a list is written.
pub(super) fn joined(ui: &Ui, words: &[String]) -> String {
    words.join(&ui.text.stalls_join())
}

/// Stall numbers one after the other, in the reader's digits.
pub(super) fn numbers(ui: &Ui, numbers: &[String]) -> String {
    let words: Vec<String> = numbers.iter().map(|number| ui.in_digits(number)).collect();
    joined(ui, &words)
}

/// The fields for power, water, baking and a stand of one's own.
pub(super) fn fittings_fields(ui: &Ui, form: &Form) -> Markup {
    let choice = |value: &str, word: String| Choice { value: value.to_owned(), word, note: None, icon: None };
    let power = [
        choice(Power::None.as_str(), ui.text.stalls_power_none()),
        choice(Power::Single.as_str(), ui.text.stalls_power_single()),
        choice(Power::ThreePhase.as_str(), ui.text.stalls_power_three()),
    ];
    let baking = [
        choice(Baking::None.as_str(), ui.text.stalls_baking_none()),
        choice(Baking::Light.as_str(), ui.text.stalls_baking_light()),
        choice(Baking::Heavy.as_str(), ui.text.stalls_baking_heavy()),
    ];
    html! {
        (choices(form, "power", &ui.text.stalls_power(), &power))
        (choices(form, "baking", &ui.text.stalls_baking(), &baking))
        fieldset class="field" { legend { (ui.text.stalls_other_needs()) } div class="checks" {
            (tick(form, "water", "yes", ui.text.stalls_water()))
            (tick(form, "own-unit", "yes", ui.text.stalls_own_unit()))
        } }
    }
}

/// A list of the categories to choose one from, with a first line for none.
pub(super) fn category_field(ui: &Ui, form: &Form, categories: &[Category], (label, none): (String, String)) -> Markup {
    let options: Vec<(String, String)> = std::iter::once((String::new(), none))
        .chain(categories.iter().map(|category| (category.code.clone(), category.name(ui.lang).to_owned())))
        .collect();
    Field::new(form, "category", label).select(ui, &options)
}

/// The name of a category.
pub(super) fn category_name<'a>(categories: &'a [Category], code: &'a str, lang: Lang) -> &'a str {
    categories.iter().find(|category| category.code == code).map_or(code, |category| category.name(lang))
}

/// From when to when a market is open; half hours to choose from.
pub(super) fn hours_fields(ui: &Ui, form: &Form) -> Markup {
    let options: Vec<(String, String)> =
        (10..=48).map(|half| (half * 30).to_string()).zip((10..=48).map(|half| ui.minute_of_day(half * 30))).collect();
    html! {
        (Field::new(form, "opens", ui.text.stalls_opens()).select(ui, &options))
        (Field::new(form, "closes", ui.text.stalls_closes()).select(ui, &options))
    }
}

/// «۸:۰۰ تا ۱۴:۰۰».
pub(super) fn hours(ui: &Ui, day: &DayCard) -> String {
    ui.text.stalls_hours(named::FromTo {
        from: ui.minute_of_day(day.opens_minute),
        to: ui.minute_of_day(day.closes_minute),
    })
}

/// The day with its weekday.
pub(super) fn day_title(ui: &Ui, day: &DayCard) -> String {
    ui.date(day.day)
}

/// Why there was no stall, and what to do next time.
pub(super) fn reason_sentence(ui: &Ui, reason: Reason) -> String {
    sentences::reason(ui.text, reason)
}

fn before_sentence(ui: &Ui, before: &Before) -> String {
    let stalls = numbers(ui, &before.stalls);
    match before.rule {
        Precedence::OwnStalls => ui.text.stalls_before_own_stalls(stalls),
        Precedence::PriorityList => ui.text.stalls_before_priority_list(stalls),
        Precedence::SpecialNeeds => ui.text.stalls_before_special_needs(stalls),
        Precedence::MovingHolder => ui.text.stalls_before_moving_holder(stalls),
        Precedence::GuaranteedCount => ui.text.stalls_before_guaranteed_count(stalls),
        Precedence::AcceptsOne => ui.text.stalls_before_accepts_one(stalls),
        Precedence::Seniority => ui.text.stalls_before_seniority(stalls),
        Precedence::EqualSeniority => ui.text.stalls_before_equal_seniority(stalls),
        Precedence::Exchange => ui.text.stalls_before_exchange(stalls),
    }
}

/// What came of a request, with the proof; `anywhere` is what to say of a stall that nobody wished for and that suits.
pub(super) fn result(ui: &Ui, result: &OwnResult, anywhere: &str) -> Markup {
    html! {
        @if let Some(reason) = result.reason { p { (reason_sentence(ui, reason)) } }
        @match &result.grounds {
            Grounds::Refused { stalls, before } => {
                @if stalls.is_empty() { p { (ui.text.stalls_proof_none()) } }
                @else { p { (ui.text.stalls_proof_stalls(numbers(ui, stalls))) } }
                ul { @for one in before { li { (before_sentence(ui, one)) } } }
            }
            Grounds::Wish { rank } => p { (ui.text.stalls_proof_wish(ui.number(i64::try_from(*rank).unwrap_or(1)))) },
            Grounds::Own => p { (ui.text.stalls_proof_own()) },
            Grounds::Anywhere => p { (anywhere) },
            Grounds::Hand => p { (ui.text.stalls_proof_hand()) },
        }
    }
}

/// What the manager says about a day, if anything.
pub(super) fn announcement(day: &DayCard) -> Markup {
    html! { @if !day.announcement.is_empty() { div class="notice notice-warn" role="status" { (icon("info")) p dir="auto" { (day.announcement) } } } }
}
