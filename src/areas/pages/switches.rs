//! What is on and off in one city.
use crate::areas::model::{AreaRow, InCity, Switch};
use crate::i18n::named;
use crate::ui::form::{Choice, action_bar, choices, error};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui};
use crate::urls;
use maud::{Markup, html};

/// GET /admin/areas/{city}/switches and its refused form.
pub(crate) struct CitySwitches {
    pub city: AreaRow,
    /// What is on where nothing else is said.
    pub usually: Vec<Switch>,
    pub form: Form,
}

impl Page for CitySwitches {
    fn title(&self, ui: &Ui) -> String {
        ui.text.areas_city_switches()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let (text, home) = (ui.text, urls::admin_area(ui.lang, self.city.id));
        let name = self.city.names.of(ui.lang);
        html! {
            div class="narrow stack" {
                (page_head(Some((home.clone(), name.to_owned())), &text.areas_city_switches(), Some(&text.areas_city_switches_lead(name))))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(urls::admin_city_switches(ui.lang, self.city.id)) {
                    (error(&self.form, "on"))
                    input type="hidden" name="seen" value=(self.form.fields.text("seen"));
                    @for switch in Switch::ALL {
                        (choices(&self.form, switch.as_str(), &switch_word(ui, *switch), &self.ways(ui, *switch)))
                    }
                    (action_bar(&text.app_save(), "check", Some((home, text.app_cancel()))))
                }
            }
        }
    }
}

impl CitySwitches {
    fn ways(&self, ui: &Ui, switch: Switch) -> Vec<Choice> {
        let text = ui.text;
        let on = |is_on: bool| if is_on { text.areas_on() } else { text.areas_off() };
        let usual = on(self.usually.contains(&switch));
        let word = |here: InCity| match here {
            InCity::Usual => text.areas_as_everywhere(usual.as_str()),
            InCity::On => on(true),
            InCity::Off => on(false),
        };
        let choice =
            |here: &InCity| Choice { value: here.as_str().to_owned(), word: word(*here), note: None, icon: None };
        InCity::ALL.iter().map(choice).collect()
    }
}

/// What can be turned on and off, in words.
pub(super) fn switch_word(ui: &Ui, switch: Switch) -> String {
    match switch {
        Switch::Reviews => ui.text.areas_settings_reviews(),
        Switch::Messages => ui.text.areas_settings_messages(),
        Switch::Prices => ui.text.areas_settings_prices(),
    }
}

/// How a city differs, in words: what is on there, or off, other than everywhere; or that nothing is.
pub(super) fn difference(ui: &Ui, here: &[InCity]) -> String {
    let differs = Switch::ALL.iter().zip(here).filter(|(_, here)| **here != InCity::Usual);
    let said = differs.map(|(switch, here)| {
        let what = switch_word(ui, *switch);
        let way = if *here == InCity::On { ui.text.areas_on() } else { ui.text.areas_off() };
        ui.text.areas_switch_is(named::WayWhat { way, what })
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { ui.text.areas_no_difference() } else { said.join(" · ") }
}
