//! The question before names of households are taken away on a file or on paper.
use super::season_word;
use crate::i18n::named;
use crate::reports::season::Season;
use crate::stalls::model::{DayCard, SiteCard};
use crate::ui::form::{Field, Kind, action_bar};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui};
use crate::urls;
use maud::{Markup, html};

/// What is to be taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NamesOf {
    /// The file of the sellers of a season.
    Sellers,
    /// The papers for the council, with names.
    Council,
}

/// GET /sites/{site}/names and its refused form.
pub(crate) struct AskNames {
    pub site: SiteCard,
    pub what: NamesOf,
    /// The market day that the papers are about; else it is the season.
    pub day: Option<DayCard>,
    pub season: Season,
    pub form: Form,
}

impl Page for AskNames {
    fn title(&self, ui: &Ui) -> String {
        match self.what {
            NamesOf::Sellers => ui.text.reports_names_of_sellers(),
            NamesOf::Council => ui.text.reports_names_of_council(),
        }
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let (text, season) = (ui.text, self.season.to_string());
        let about = match &self.day {
            Some(day) => {
                text.reports_council_of_day(named::DateSite { date: ui.full_date(day.day), site: &self.site.name })
            }
            None => {
                let season = season_word(ui, self.season);
                text.reports_of_season(named::SeasonSite { season, site: &self.site.name })
            }
        };
        let (what, go, drawing) = match self.what {
            NamesOf::Sellers => ("sellers", text.reports_names_go_file(), "download"),
            NamesOf::Council => ("council", text.reports_names_go_paper(), "document"),
        };
        html! {
            div class="narrow stack" {
                (page_head(Some(self.back(ui)), &self.title(ui), Some(&text.reports_names_lead())))
                (self.form.summary(ui))
                p { b dir="auto" { (about) } }
                form class="form stack" method="post" action=(urls::site_names(ui.lang, self.site.id)) data-sensitive {
                    input type="hidden" name="what" value=(what);
                    input type="hidden" name="season" value=(season);
                    @if let Some(day) = &self.day { input type="hidden" name="day" value=(day.id); }
                    (Field::new(&self.form, "present", text.accounts_password_present()).kind(Kind::Password).input(ui))
                    (action_bar(&go, drawing, Some((self.back(ui).0, text.app_cancel()))))
                }
            }
        }
    }
}

impl AskNames {
    fn back(&self, ui: &Ui) -> (String, String) {
        let season = self.season.to_string();
        let (path, query, word) = match (self.what, &self.day) {
            (NamesOf::Council, Some(day)) => (
                urls::site_council(ui.lang, self.site.id),
                ("day", day.id.to_string()),
                ui.text.stalls_council_papers(),
            ),
            (NamesOf::Council, None) => {
                (urls::site_council(ui.lang, self.site.id), ("season", season), ui.text.stalls_council_papers())
            }
            (NamesOf::Sellers, _) => {
                (urls::site_report(ui.lang, self.site.id), ("season", season), ui.text.stalls_report_of_season())
            }
        };
        (urls::with_query(&path, &[(query.0, &query.1)]), word)
    }
}
