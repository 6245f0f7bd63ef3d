//! Forms by which a machine changes hands: handing over, taking back, a right to use.
use super::{condition_word, machine_note};
use crate::grants::model::{Condition, HouseholdChoice, MOST_OF_MACHINE, MachineRow, PersonChoice};
use crate::ui::form::{Choice, Field, action_bar, choices, date, error};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

fn head(ui: &Ui, machine: &MachineRow, title: &str) -> Markup {
    let kind = machine.kind.name.in_lang(ui.lang);
    let back = (urls::equipment(ui.lang, machine.id), kind.to_owned());
    html! {
        (page_head(Some(back), title, None))
        p class="muted" { (kind) " · " (machine_note(ui, &machine.maker, &machine.serial)) }
    }
}

fn choice(value: &str, word: String, note: Option<String>) -> Choice {
    Choice { value: value.to_owned(), word, note, icon: None }
}

/// What is to be known before a machine is handed over.
pub(crate) struct Before {
    /// The household from which it goes, where the reader may see its name.
    pub holder: Option<String>,
    /// Whether the receiving household never told its income before support, and whether the reader is the one to ask.
    pub is_unasked: bool,
    pub asks: bool,
}

/// GET /casework/equipment/{equipment}/hand-over for a household, and the refused form.
pub(crate) struct HandOver {
    pub machine: MachineRow,
    pub household: HouseholdChoice,
    pub members: Vec<PersonChoice>,
    pub before: Before,
    /// Whether photos were chosen that have to be chosen again.
    pub lost: bool,
    pub form: Form,
}

impl Page for HandOver {
    fn title(&self, ui: &Ui) -> String {
        ui.text.grants_hand_over_title(&self.household.name)
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let path = urls::equipment_hand_over(ui.lang, self.machine.id);
        let receivers: Vec<Choice> = self
            .members
            .iter()
            .map(|person| choice(&person.id.to_string(), format!("{} {}", person.given_name, person.family_name), None))
            .collect();
        let conditions: Vec<Choice> =
            Condition::ALL.iter().map(|one| choice(one.as_str(), condition_word(ui, *one), None)).collect();
        let answers = [
            choice("yes", ui.text.grants_hand_over_yes(), None),
            choice("no", ui.text.grants_hand_over_no(), Some(ui.text.grants_hand_over_no_note())),
        ];
        html! {
            div class="narrow stack" {
                (head(ui, &self.machine, &self.title(ui)))
                p { a class="more" href=(path) { (ui.text.grants_hand_over_other()) } }
                (self.form.summary(ui))
                (self.first(ui))
                form class="form stack" method="post" action=(path) enctype="multipart/form-data" {
                    input type="hidden" name="household" value=(self.household.id);
                    @if receivers.is_empty() { p class="notice notice-warn" { (ui.text.grants_hand_over_nobody()) } }
                    (choices(&self.form, "receiver", &ui.text.grants_hand_over_receiver(), &receivers))
                    (date(ui, &self.form, "handed", &ui.text.grants_hand_over_date()))
                    (choices(&self.form, "condition", &ui.text.grants_hand_over_condition(), &conditions))
                    (Field::new(&self.form, "giver", ui.text.grants_hand_over_giver()).hint(ui.text.grants_hand_over_giver_hint()).optional().input(ui))
                    (Field::new(&self.form, "witness", ui.text.grants_hand_over_witness()).optional().input(ui))
                    section class="panel stack stack-s" { h2 { (ui.text.grants_hand_over_terms()) } p { (ui.text.grants_terms_text()) } }
                    (choices(&self.form, "accepted", &ui.text.grants_hand_over_accepted(), &answers))
                    (self.photos(ui))
                    (action_bar(&ui.text.grants_hand_over_go(), "check", Some((urls::equipment(ui.lang, self.machine.id), ui.text.grants_cancel()))))
                }
            }
        }
    }
}

impl HandOver {
    /// Where photos are chosen, if there are any.
    fn photos(&self, ui: &Ui) -> Markup {
        html! {
            @if self.lost { p class="notice notice-warn" { (ui.text.grants_hand_over_photos_lost()) } }
            div class="field" {
                label for="photos" { (ui.text.grants_hand_over_photos()) " " span class="muted" { (ui.text.form_optional()) } }
                p class="hint" id="photos-hint" { (ui.text.grants_hand_over_photos_hint(ui.count(MOST_OF_MACHINE))) }
                (error(&self.form, "photos"))
                input id="photos" name="photos" type="file" accept="image/*" multiple data-shrink="1600" aria-describedby="photos-hint";
            }
            div class="field" {
                label for="sheet" { (ui.text.grants_hand_over_sheet()) " " span class="muted" { (ui.text.form_optional()) } }
                p class="hint" id="sheet-hint" { (ui.text.grants_hand_over_sheet_hint()) }
                (error(&self.form, "sheet"))
                input id="sheet" name="sheet" type="file" accept="image/*" data-shrink="1600" aria-describedby="sheet-hint";
            }
        }
    }

    /// From whom the machine is taken, and what is better asked before.
    fn first(&self, ui: &Ui) -> Markup {
        html! {
            @if let Some(name) = &self.before.holder {
                div class="notice" { (icon("info")) p dir="auto" { (ui.text.grants_hand_over_from(name)) } }
            }
            @if self.before.is_unasked {
                div class="notice notice-warn" { (icon("warning")) p { (ui.text.grants_hand_over_unasked()) }
                    @if self.before.asks { a class="btn" href=(urls::baseline_new(ui.lang, self.household.id)) { (icon("history")) span { (ui.text.grants_baseline_title()) } } }
                }
            }
        }
    }
}

/// GET /casework/equipment/{equipment}/return and its refused form.
pub(crate) struct TakeBack {
    pub machine: MachineRow,
    /// Whether a household took it over today, so that this undoes the handing over.
    pub undoes: bool,
    pub form: Form,
}

impl Page for TakeBack {
    fn title(&self, ui: &Ui) -> String {
        ui.text.grants_take_back_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let places = [
            choice("depot", ui.text.grants_take_back_depot(), Some(ui.text.grants_take_back_depot_note())),
            choice("repair", ui.text.grants_take_back_repair(), None),
            choice("lost", ui.text.grants_take_back_lost(), None),
            choice("disposed", ui.text.grants_take_back_disposed(), Some(ui.text.grants_take_back_disposed_note())),
        ];
        html! {
            div class="narrow stack" {
                (head(ui, &self.machine, &self.title(ui)))
                (self.form.summary(ui))
                @if self.undoes { div class="notice" role="status" { (icon("info")) p { (ui.text.grants_take_back_undoes()) } } }
                form class="form stack" method="post" action=(urls::equipment_return(ui.lang, self.machine.id)) {
                    (choices(&self.form, "to", &ui.text.grants_take_back_to(), &places))
                    (date(ui, &self.form, "on", &ui.text.grants_take_back_date()))
                    (Field::new(&self.form, "reason", ui.text.grants_take_back_reason()).input(ui))
                    (action_bar(&ui.text.grants_take_back_go(), "check", Some((urls::equipment(ui.lang, self.machine.id), ui.text.grants_cancel()))))
                }
            }
        }
    }
}

/// GET /casework/equipment/{equipment}/use-rights for a household, and the refused form.
pub(crate) struct UseRight {
    pub machine: MachineRow,
    pub household: HouseholdChoice,
    pub form: Form,
}

impl Page for UseRight {
    fn title(&self, ui: &Ui) -> String {
        ui.text.grants_use_title(&self.household.name)
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let path = urls::equipment_use_right(ui.lang, self.machine.id);
        html! {
            div class="narrow stack" {
                (head(ui, &self.machine, &self.title(ui)))
                p { a class="more" href=(path) { (ui.text.grants_hand_over_other()) } }
                (self.form.summary(ui))
                form class="form stack" method="post" action=(path) {
                    input type="hidden" name="household" value=(self.household.id);
                    (date(ui, &self.form, "starts", &ui.text.grants_use_starts()))
                    (date(ui, &self.form, "last", &ui.text.grants_use_last()))
                    (Field::new(&self.form, "agreement", ui.text.grants_use_agreement()).hint(ui.text.grants_use_agreement_hint()).input(ui))
                    (action_bar(&ui.text.grants_use_go(), "check", Some((urls::equipment(ui.lang, self.machine.id), ui.text.grants_cancel()))))
                }
            }
        }
    }
}
