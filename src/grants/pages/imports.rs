//! Bringing in an office's list: the upload with the lists so far, and what a list would do before it is confirmed.
use super::import_words::{column_word, remark_sentence, trouble_sentence};
use crate::accounts::model::Named;
use crate::grants::import::enter::Good;
use crate::grants::import::uploads::Tried;
use crate::grants::model::{BatchRow, Kind, ProgrammeRow};
use crate::kernel::clock::tehran_day;
use crate::kernel::ids::UploadId;
use crate::ui::form::{Field, action_bar, error};
use crate::ui::parts::{Tone, badge, page_head, stat};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /casework/imports and its refused form.
pub(crate) struct Imports {
    pub areas: Vec<Named>,
    pub programmes: Vec<ProgrammeRow>,
    pub batches: Vec<BatchRow>,
    pub form: Form,
}

impl Page for Imports {
    fn title(&self, ui: &Ui) -> String {
        ui.text.grants_import_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let areas: Vec<(String, String)> =
            self.areas.iter().map(|area| (area.id.to_string(), area.name(ui.lang).to_owned())).collect();
        let programmes: Vec<(String, String)> =
            self.programmes.iter().map(|row| (row.id.to_string(), row.name.in_lang(ui.lang).to_owned())).collect();
        let back = (urls::equipment_list(ui.lang), ui.text.grants_list_title());
        html! {
            div class="narrow stack" {
                (page_head(Some(back), &self.title(ui), Some(&ui.text.grants_import_lead())))
                p class="muted" { (ui.text.grants_import_paper()) }
                (self.form.summary(ui))
                form class="form stack" method="post" action=(urls::imports(ui.lang)) enctype="multipart/form-data" {
                    div class="field" {
                        label for="file" { (ui.text.grants_import_file()) }
                        p class="hint" id="file-hint" { (ui.text.grants_import_file_hint()) }
                        (error(&self.form, "file"))
                        input id="file" name="file" type="file" accept=".csv,.xlsx,.txt" aria-describedby="file-hint";
                    }
                    (Field::new(&self.form, "area", ui.text.grants_import_area()).hint(ui.text.grants_import_area_hint()).select(ui, &areas))
                    (Field::new(&self.form, "programme", ui.text.grants_new_programme()).select(ui, &programmes))
                    (action_bar(&ui.text.grants_import_try(), "upload", None))
                }
                (self.batches(ui))
            }
        }
    }
}

impl Imports {
    fn batches(&self, ui: &Ui) -> Markup {
        html! {
            @if !self.batches.is_empty() { section class="stack stack-s" {
                h2 { (ui.text.grants_import_past()) }
                ul class="rows" { @for batch in &self.batches { li { div class="row" {
                    (icon("document"))
                    span class="row-main" {
                        span class="row-title" { bdi { (batch.file_name) } }
                        span class="row-note" { (ui.full_date(tehran_day(batch.made_at))) " · " (ui.text.grants_import_rows(ui.number(i64::from(batch.added)))) }
                    }
                    @if batch.is_undone { span class="row-end" { (badge(Tone::Muted, &ui.text.grants_import_undone())) } }
                    @else { form class="row-end" method="post" action=(urls::import_undo(ui.lang, batch.id)) {
                        button class="btn btn-quiet" { (icon("undo")) span { (ui.text.grants_import_undo()) } }
                    } }
                } } } }
            } }
        }
    }
}

/// GET /casework/imports/uploads/{upload}: what the list would do.
pub(crate) struct Trial {
    pub upload: UploadId,
    pub tried: Tried,
    /// The names of machines.
    pub kinds: Vec<Kind>,
}

/// How many troubles and remarks are shown; the others are counted.
const SHOWN: usize = 200;
/// How many rows without trouble are shown; the others are counted.
const ROWS: usize = 100;

impl Page for Trial {
    fn title(&self, ui: &Ui) -> String {
        ui.text.grants_import_trial_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let count = |number: i32| html! { (ui.number(i64::from(number))) };
        let back = (urls::imports(ui.lang), ui.text.grants_import_title());
        html! {
            div class="stack" {
                (page_head(Some(back), &self.title(ui), Some(&ui.text.grants_import_trial_lead())))
                p class="muted" { bdi { (self.tried.file_name) } }
                p class="muted" { (ui.text.grants_import_trial_at(ui.moment(self.tried.at))) }
                ul class="stats" {
                    (stat(&ui.text.grants_import_new(), count(self.tried.report.added), None))
                    (stat(&ui.text.grants_import_households(), count(self.tried.report.households), None))
                    (stat(&ui.text.grants_import_known(), count(self.tried.report.known), None))
                    (stat(&ui.text.grants_import_bad(), html! { (ui.number(self.bad_rows())) }, None))
                }
                (self.troubles(ui))
                (self.remarks(ui))
                (self.rows(ui))
                @if self.tried.report.added > 0 {
                    form class="form" method="post" action=(urls::import_upload(ui.lang, self.upload)) {
                        (action_bar(&ui.text.grants_import_confirm(ui.number(i64::from(self.tried.report.added))), "check", Some((urls::imports(ui.lang), ui.text.grants_cancel()))))
                    }
                } @else { p class="notice" { (icon("info")) span { (ui.text.grants_import_nothing()) } } }
            }
        }
    }
}

/// How many of a list are not shown.
fn more(ui: &Ui, all: usize, shown: usize) -> Markup {
    let rest = all.saturating_sub(shown);
    html! { @if rest > 0 { p class="muted" { (ui.text.grants_import_good_more(ui.count(rest))) } } }
}

impl Trial {
    fn bad_rows(&self) -> i64 {
        let mut lines: Vec<i32> = self.tried.report.bad.iter().map(|bad| bad.line).collect();
        lines.dedup();
        i64::try_from(lines.len()).unwrap_or(i64::MAX)
    }

    fn troubles(&self, ui: &Ui) -> Markup {
        html! {
            @if !self.tried.report.bad.is_empty() { section class="stack stack-s" {
                h2 { (ui.text.grants_import_troubles()) }
                p class="muted" { (ui.text.grants_import_troubles_lead()) }
                table class="table" {
                    thead { tr { th scope="col" { (ui.text.grants_import_row()) } th scope="col" { (ui.text.grants_import_column()) } th scope="col" { (ui.text.grants_import_what()) } } }
                    tbody { @for bad in self.tried.report.bad.iter().take(SHOWN) { tr {
                        th scope="row" { (ui.text.grants_import_row_number(ui.number(i64::from(bad.line)))) }
                        td data-label=(ui.text.grants_import_column()) { (column_word(ui, bad.column)) }
                        td data-label=(ui.text.grants_import_what()) { (trouble_sentence(ui, bad.trouble)) }
                    } } }
                }
                (more(ui, self.tried.report.bad.len(), SHOWN))
            } }
        }
    }

    fn rows(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        html! {
            @if !self.tried.report.good.is_empty() { section class="stack stack-s" {
                h2 { (text.grants_import_good()) }
                table class="table table-slim" {
                    caption { (text.grants_import_good_caption(ui.unit_word())) }
                    thead { tr {
                        th scope="col" { (text.grants_import_row()) } th scope="col" { (text.grants_import_name()) }
                        th scope="col" { (text.grants_column_kind()) } th scope="col" class="n" { (text.grants_column_cost()) }
                        th scope="col" { (text.grants_import_state()) }
                    } }
                    tbody { @for row in self.tried.report.good.iter().take(ROWS) { (self.row(ui, row)) } }
                }
                (more(ui, self.tried.report.good.len(), ROWS))
            } }
        }
    }

    fn row(&self, ui: &Ui, row: &Good) -> Markup {
        let text = ui.text;
        let kind = self.kinds.iter().find(|kind| kind.code == row.kind).map_or("", |kind| kind.name.in_lang(ui.lang));
        html! {
            tr {
                th scope="row" { (text.grants_import_row_number(ui.in_digits(&row.line.to_string()))) }
                td { bdi { (row.name) } }
                td { (kind) }
                td class="n" { (ui.amount(row.cost)) }
                td {
                    @if row.is_known { (badge(Tone::Muted, &text.grants_import_known())) } @else { (badge(Tone::Ok, &text.grants_import_fresh())) }
                }
            }
        }
    }

    fn remarks(&self, ui: &Ui) -> Markup {
        html! {
            @if !self.tried.report.remarks.is_empty() { section class="stack stack-s" {
                h2 { (ui.text.grants_import_remarks()) }
                ul { @for (line, remark) in self.tried.report.remarks.iter().take(SHOWN) {
                    li { (ui.text.grants_import_row_number(ui.number(i64::from(*line)))) ": " (remark_sentence(ui, *remark)) }
                } }
                (more(ui, self.tried.report.remarks.len(), SHOWN))
            } }
        }
    }
}
