//! The marketplace's settings, and the days on which nothing is open.
use super::name_fields;
use super::switches::{difference, switch_word};
use crate::areas::model::{AreaRow, Holiday, InCity, MovedMachine, Switch};
use crate::i18n::{Locale, named};
use crate::kernel::money::{MoneyUnit, Rial};
use crate::ui::form::{Choice, Field, choices, date, error, tick};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use chrono::NaiveDate;
use maud::{Markup, html};

/// GET /admin/settings and its refused forms.
pub(crate) struct Settings {
    pub names: Form,
    pub unit: Form,
    pub moved: Form,
    pub limit: Form,
    pub switches: Form,
    /// The cities of markets, and others in which something is other than everywhere.
    pub cities: Vec<(AreaRow, Vec<InCity>)>,
    /// Each unit with its first day, the newest last.
    pub units: Vec<(NaiveDate, MoneyUnit)>,
    /// Above it, a grant decided on paper needs two people.
    pub paper_limit: Rial,
}

impl Page for Settings {
    fn title(&self, ui: &Ui) -> String {
        ui.text.areas_settings()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::admin(ui.lang), ui.text.areas_admin())), &ui.text.areas_settings(), None))
                (self.names.summary(ui)) (self.unit.summary(ui)) (self.limit.summary(ui)) (self.switches.summary(ui))
                section class="panel stack" {
                    h2 { (ui.text.areas_settings_names()) }
                    p class="muted" { (ui.text.areas_settings_names_lead()) }
                    form class="form stack" method="post" action=(urls::admin_names(ui.lang)) { (name_fields(ui, &self.names)) (save(ui)) }
                }
                (self.units(ui))
                (self.moved(ui))
                (self.limit(ui))
                (self.switches(ui))
            }
        }
    }
}

impl Settings {
    fn units(&self, ui: &Ui) -> Markup {
        let list: Vec<Choice> = MoneyUnit::ALL
            .iter()
            .map(|unit| Choice {
                value: unit.as_str().to_owned(),
                word: unit_word(ui, *unit),
                note: unit_note(ui, *unit),
                icon: None,
            })
            .collect();
        let later = self.units.iter().filter(|(from, _)| *from > ui.today);
        html! {
            section class="panel stack" {
                h2 { (ui.text.areas_settings_unit()) }
                p class="muted" { (ui.text.areas_settings_unit_lead()) }
                p { (ui.text.areas_settings_unit_now(ui.unit_word())) }
                @for (from, unit) in later { p { (ui.text.areas_settings_unit_later(named::FromUnit { from: ui.full_date(*from), unit: unit_word(ui, *unit) })) } }
                form class="form stack" method="post" action=(urls::admin_unit(ui.lang)) {
                    (choices(&self.unit, "unit", &ui.text.areas_settings_unit(), &list))
                    (date(ui, &self.unit, "from", &ui.text.areas_settings_unit_from()))
                    (save(ui))
                }
            }
        }
    }

    fn moved(&self, ui: &Ui) -> Markup {
        let list: Vec<Choice> = MovedMachine::ALL
            .iter()
            .map(|way| Choice { value: way.as_str().to_owned(), word: moved_word(ui, *way), note: None, icon: None })
            .collect();
        html! {
            section class="panel stack" {
                h2 { (ui.text.areas_settings_moved()) }
                form class="form stack" method="post" action=(urls::admin_moved_machine(ui.lang)) {
                    (choices(&self.moved, "moved", &ui.text.areas_settings_moved_lead(), &list))
                    (save(ui))
                }
            }
        }
    }

    fn switches(&self, ui: &Ui) -> Markup {
        html! {
            section class="panel stack" {
                h2 { (ui.text.areas_settings_switches()) }
                p class="muted" { (ui.text.areas_settings_switches_lead()) }
                form class="form stack" method="post" action=(urls::admin_switches(ui.lang)) {
                    (error(&self.switches, "on"))
                    input type="hidden" name="seen" value=(self.switches.fields.text("seen"));
                    div class="checks" {
                        @for switch in Switch::ALL { (tick(&self.switches, "on", switch.as_str(), switch_word(ui, *switch))) }
                    }
                    (save(ui))
                }
                p class="muted" { (ui.text.areas_settings_switches_cities()) }
                @if !self.cities.is_empty() { ul class="rows" { @for (city, here) in &self.cities {
                    li { a class="row" href=(urls::admin_city_switches(ui.lang, city.id)) {
                        (icon("map"))
                        span class="row-main" { span class="row-title" { (city.names.of(ui.lang)) } span class="row-note" { (difference(ui, here)) } }
                        span class="row-end" { (icon("next")) }
                    } }
                } } }
            }
        }
    }

    fn limit(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        html! {
            section class="panel stack" {
                h2 { (text.areas_settings_paper()) }
                p class="muted" { (text.areas_settings_paper_lead()) }
                p class="muted" { (text.areas_settings_paper_lists()) }
                p { (text.areas_settings_paper_now(ui.money(self.paper_limit))) }
                form class="form stack" method="post" action=(urls::admin_paper_limit(ui.lang)) {
                    (Field::new(&self.limit, "limit", text.areas_settings_paper_limit()).money(ui))
                    (save(ui))
                }
            }
        }
    }
}

fn save(ui: &Ui) -> Markup {
    html! { button class="btn btn-primary" { (icon("check")) span { (ui.text.app_save()) } } }
}

fn unit_word(locale: &Locale, unit: MoneyUnit) -> String {
    match unit {
        MoneyUnit::Toman => locale.text.format_toman(),
        MoneyUnit::Rial => locale.text.format_rial(),
        MoneyUnit::NewRial => locale.text.format_new_rial(),
    }
}

fn unit_note(locale: &Locale, unit: MoneyUnit) -> Option<String> {
    match unit {
        MoneyUnit::Toman => Some(locale.text.areas_settings_unit_toman_note()),
        MoneyUnit::Rial => None,
        MoneyUnit::NewRial => Some(locale.text.areas_settings_unit_new_rial_note()),
    }
}

fn moved_word(locale: &Locale, way: MovedMachine) -> String {
    match way {
        MovedMachine::Refuse => locale.text.areas_settings_moved_refuse(),
        MovedMachine::OwnMeans => locale.text.areas_settings_moved_own(),
    }
}

/// GET /admin/holidays and its refused form.
pub(crate) struct Holidays {
    pub holidays: Vec<Holiday>,
    pub form: Form,
}

impl Page for Holidays {
    fn title(&self, ui: &Ui) -> String {
        ui.text.areas_holidays()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::admin(ui.lang), ui.text.areas_admin())), &ui.text.areas_holidays(), Some(&ui.text.areas_holidays_lead())))
                (self.form.summary(ui))
                @if self.holidays.is_empty() { p class="muted" { (ui.text.areas_holidays_none()) } }
                ul class="rows" { @for holiday in &self.holidays { li { div class="row" {
                    (icon("calendar"))
                    span class="row-main" { span class="row-title" { (holiday.names.of(ui.lang)) } span class="row-note" { (ui.date(holiday.day)) } }
                    form class="row-end" method="post" action=(urls::admin_holiday_remove(ui.lang, holiday.day)) {
                        button class="btn btn-quiet" { (icon("close")) span { (ui.text.areas_holiday_remove()) } }
                    }
                } } } }
                section class="panel stack" {
                    h2 { (ui.text.areas_holiday_new()) }
                    form class="form stack" method="post" action=(urls::admin_holidays(ui.lang)) {
                        (date(ui, &self.form, "day", &ui.text.areas_holiday_day()))
                        (name_fields(ui, &self.form))
                        button class="btn btn-primary" { (icon("plus")) span { (ui.text.areas_add_go()) } }
                    }
                }
            }
        }
    }
}
