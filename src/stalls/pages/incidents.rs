//! What happened on a market day: the form to note it on the phone, and the list of a day.
use super::parts::stall_words;
use crate::kernel::ids::MarketDayId;
use crate::stalls::model::{DrawnStall, Happened, Incident, IncidentKind};
use crate::ui::form::{Choice, Field, choices};
use crate::ui::parts::{Tone, badge, pager};
use crate::ui::{Form, Ui, icon, outbox};
use crate::urls;
use maud::{Markup, html};

/// What `do` says of an incident, and of one that is taken back.
pub(crate) const INCIDENT: &str = "incident";
pub(crate) const TAKE_BACK: &str = "take-back";

/// A stall by the code of its site and its number, as its square names it.
pub(crate) type Scanned = (String, String);

/// The form of an incident, folded until it is wanted.
pub(super) struct IncidentForm<'a> {
    pub day: MarketDayId,
    pub form: &'a Form,
    /// The stalls to choose from; the only one is chosen.
    pub stalls: Vec<&'a DrawnStall>,
    /// Whose it is when it waits on the phone.
    pub owner: &'a str,
    /// The page of a stall to return to.
    pub scanned: Option<&'a Scanned>,
}

impl IncidentForm<'_> {
    pub fn render(&self, ui: &Ui) -> Markup {
        let is_refused = ["kind", "note", "stall", "idem"].iter().any(|field| self.form.problem(field).is_some());
        html! {
            details class="panel" id="incident" open[is_refused] {
                summary { (ui.text.stalls_incident_go()) }
                form class="form stack" method="post" action=(urls::day_check_in(ui.lang, self.day)) data-outbox=(self.owner)
                    data-unchosen=(ui.text.stalls_incident_kind_missing()) data-unwritten=(ui.text.stalls_incident_note_missing()) data-unwritten-for=(IncidentKind::Other.as_str()) {
                    (self.form.key())
                    @if let Some(scanned) = self.scanned { (scanned_fields(scanned)) }
                    (choices(self.form, "kind", &ui.text.stalls_incident_kind(), &kinds(ui)))
                    (self.place(ui))
                    (Field::new(self.form, "note", ui.text.stalls_incident_note()).hint(ui.text.stalls_incident_note_hint()).optional().textarea(ui))
                    p { button class="btn btn-primary" name="do" value=(INCIDENT) { (icon("check")) span { (ui.text.stalls_incident_save()) } } }
                    (outbox::cannot_wait(ui))
                }
            }
        }
    }

    fn place(&self, ui: &Ui) -> Markup {
        if let [only] = self.stalls.as_slice() {
            return html! { input type="hidden" name="stall" value=(only.id); };
        }
        let stalls =
            self.stalls.iter().map(|stall| (stall.id.to_string(), ui.text.stalls_stall(ui.in_digits(&stall.number))));
        let options: Vec<(String, String)> =
            std::iter::once((String::new(), ui.text.stalls_incident_everywhere())).chain(stalls).collect();
        Field::new(self.form, "stall", ui.text.stalls_incident_where()).select(ui, &options)
    }
}

/// The fields by which the answer to a form finds back to the page of a stall.
pub(super) fn scanned_fields((market, number): &Scanned) -> Markup {
    html! {
        input type="hidden" name="market" value=(market);
        input type="hidden" name="number" value=(number);
    }
}

fn kinds(ui: &Ui) -> Vec<Choice> {
    let choice = |kind: &IncidentKind| Choice {
        value: kind.as_str().to_owned(),
        word: kind_word(ui, *kind),
        note: None,
        icon: None,
    };
    IncidentKind::ALL.iter().map(choice).collect()
}

fn kind_word(ui: &Ui, kind: IncidentKind) -> String {
    match kind {
        IncidentKind::PowerCut => ui.text.stalls_incident_power_cut(),
        IncidentKind::Water => ui.text.stalls_incident_water(),
        IncidentKind::Damage => ui.text.stalls_incident_damage(),
        IncidentKind::Accident => ui.text.stalls_incident_accident(),
        IncidentKind::Dispute => ui.text.stalls_incident_dispute(),
        IncidentKind::Cleanliness => ui.text.stalls_incident_cleanliness(),
        IncidentKind::MissingEquipment => ui.text.stalls_incident_missing_equipment(),
        IncidentKind::Other => ui.text.stalls_incident_other(),
    }
}

/// The name in the address of the last incident shown before.
pub(crate) const BEFORE: &str = "happened-before";

/// What happened on a day, the newest first, with the way to the rest.
pub(super) fn incident_list(ui: &Ui, day: MarketDayId, happened: &Happened) -> Markup {
    let path = urls::day(ui.lang, day);
    let last = happened.incidents.last().filter(|_| happened.has_more);
    let older = last.map(|last| format!("{}#incidents", urls::with_query(&path, &[(BEFORE, &last.id.to_string())])));
    let newest = (!happened.is_first).then(|| format!("{path}#incidents"));
    html! { @if !happened.incidents.is_empty() || newest.is_some() {
        section class="stack" id="incidents" {
            h2 { (ui.text.stalls_incidents_title()) }
            ul class="rows" { @for incident in &happened.incidents { li { (row(ui, day, incident)) } } }
            (pager(ui, newest, older))
        }
    } }
}

fn row(ui: &Ui, day: MarketDayId, incident: &Incident) -> Markup {
    html! {
        form class="row" method="post" action=(urls::day_check_in(ui.lang, day)) {
            (icon("warning"))
            span class="row-main" {
                span class="row-title" {
                    (kind_word(ui, incident.kind))
                    @if let Some(stall) = &incident.stall { " · " (stall_words(ui, std::slice::from_ref(stall))) }
                    @if let Some(name) = &incident.name { " · " bdi { (name) } }
                }
                @if let Some(note) = &incident.note { span class="row-note" dir="auto" { (note) } }
                span class="row-note" { (ui.time(incident.at)) " · " bdi { (incident.by) } }
            }
            span class="row-end" {
                @if incident.is_taken_back { (badge(Tone::Muted, &ui.text.stalls_incident_taken_back())) }
                @else {
                    input type="hidden" name="incident" value=(incident.id);
                    button class="btn btn-quiet" name="do" value=(TAKE_BACK) { (icon("undo")) span { (ui.text.stalls_incident_take_back()) } }
                }
            }
        }
    }
}
