//! What a household is told of who opened its case file.
use crate::accounts::access::Role;
use crate::households::opened::{Opened, Sight};
use crate::kernel::ids::AuditId;
use crate::ui::empty::Empty;
use crate::ui::parts::{page_head, pager};
use crate::ui::{Frame, Page, Ui, icon};
use crate::urls;
use chrono::NaiveDate;
use maud::{Markup, html};

/// GET /my/opened.
pub(crate) struct WhoOpened {
    /// The newest first.
    pub rows: Vec<Opened>,
    pub has_file: bool,
    pub is_first: bool,
    /// The last of this page, if there are older ones.
    pub older: Option<AuditId>,
}

/// Looks of one day that are alike: who, at what, and how many times.
type Alike = (Role, Sight, i64);

impl Page for WhoOpened {
    fn title(&self, ui: &Ui) -> String {
        ui.text.households_opened_title()
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let here = urls::my_opened(ui.lang);
        let older = self.older.map(|id| urls::with_query(&here, &[("before", &id.to_string())]));
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::account(ui.lang), ui.text.accounts_me_title())), &self.title(ui), Some(&ui.text.households_opened_lead())))
                @if self.rows.is_empty() { (self.nobody(ui)) }
                ul class="rows" { @for (day, looks) in self.days() { @for look in looks { (row(ui, day, look)) } } }
                @if !self.rows.is_empty() { p class="hint" { (ui.text.households_opened_lists()) } }
                (pager(ui, (!self.is_first).then_some(here), older))
            }
        }
    }
}

impl WhoOpened {
    fn nobody(&self, ui: &Ui) -> Markup {
        let text = if self.has_file { ui.text.households_opened_nobody() } else { ui.text.households_opened_no_file() };
        Empty { art: "closed", title: ui.text.households_opened_none(), text, action: None }.render()
    }

    fn days(&self) -> Vec<(NaiveDate, Vec<Alike>)> {
        let mut days: Vec<(NaiveDate, Vec<Alike>)> = Vec::new();
        for row in &self.rows {
            if days.last().is_none_or(|(day, _)| *day != row.day) {
                days.push((row.day, Vec::new()));
            }
            let Some((_, looks)) = days.last_mut() else { continue };
            match looks.iter_mut().find(|(role, sight, _)| (*role, *sight) == (row.role, row.sight)) {
                Some((_, _, times)) => *times += 1,
                None => looks.push((row.role, row.sight, 1)),
            }
        }
        days
    }
}

fn row(ui: &Ui, day: NaiveDate, (role, sight, times): Alike) -> Markup {
    html! {
        li { div class="row" { (icon("person"))
            span class="row-main" {
                span class="row-title" { (role_word(ui, role)) }
                span class="row-note" { (sight_word(ui, sight)) @if times > 1 { " · " (ui.text.households_opened_times(ui.number(times))) } }
            }
            span class="row-end small" { (ui.full_date(day)) }
        } }
    }
}

fn role_word(ui: &Ui, role: Role) -> String {
    match role {
        Role::Supervisor => ui.text.households_opened_supervisor(),
        Role::Auditor => ui.text.households_opened_auditor(),
        Role::Caseworker | Role::Producer | Role::MarketManager | Role::Admin => ui.text.households_opened_caseworker(),
    }
}

fn sight_word(ui: &Ui, sight: Sight) -> String {
    let text = ui.text;
    match sight {
        Sight::Whole => text.households_opened_whole(),
        Sight::Nameless => text.households_opened_nameless(),
        Sight::Sales => text.households_opened_sales(),
        Sight::Family => text.households_opened_family(),
        Sight::Income => text.households_opened_income(),
        Sight::Help => text.households_opened_help(),
        Sight::Goods => text.households_opened_goods(),
        Sight::Stall => text.households_opened_stall(),
        Sight::Found => text.households_opened_found(),
        Sight::Identity => text.households_opened_identity(),
        Sight::Helper => text.households_opened_helper(),
        Sight::Form => text.households_opened_form(),
    }
}
