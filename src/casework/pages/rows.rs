//! The rows behind a figure.
use super::{household_word, rows_url, undo_form};
use crate::casework::model::{Bucket, FigureRow, Filter, Kinds, Months};
use crate::grants::model::{GrantRow, Machine};
use crate::grants::{left_to_right, machine_note};
use crate::i18n::named;
use crate::kernel::ids::{HouseholdId, LedgerId, SaleId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::sales::cost_word;
use crate::sales::model::Kind;
use crate::ui::parts::{page_head, pager};
use crate::ui::{Frame, Page, Ui};
use crate::urls;
use maud::{Markup, html};

/// GET /casework/households/{household}/rows.
pub(crate) struct Rows {
    pub household: HouseholdId,
    pub name: String,
    pub names: bool,
    pub filter: Filter,
    pub machines: Vec<Machine>,
    pub grants: Vec<GrantRow>,
    /// Of every row of the filter, whatever page is shown.
    pub sum: Rial,
    /// Each row, with the part of it that belongs to the figure.
    pub rows: Vec<(FigureRow, Rial)>,
    /// The sales that the reader may take back.
    pub undoable: Vec<SaleId>,
    /// The last one shown, when there are more.
    pub older: Option<LedgerId>,
}

impl Page for Rows {
    fn title(&self, ui: &Ui) -> String {
        let what = match self.filter.bucket {
            Bucket::All => match self.filter.kinds {
                Kinds::All => ui.text.casework_rows_all(),
                Kinds::Sales => ui.text.casework_net_sales(),
                Kinds::Costs => ui.text.sales_costs(),
                Kinds::OwnUse => ui.text.sales_own_use(),
            },
            Bucket::Machine(_) => {
                let kind = self.machine().map(|machine| machine.row.kind.name.in_lang(ui.lang).to_owned());
                ui.text.casework_rows_of(kind.unwrap_or_else(|| ui.text.casework_other_machine()))
            }
            Bucket::Grant(id) => {
                let found = self.grants.iter().find(|grant| grant.id == id);
                found.map_or_else(
                    || ui.text.casework_rows_of(ui.text.casework_other_grant()),
                    |grant| {
                        let number = left_to_right(&ui.in_digits(&grant.number));
                        ui.text.casework_rows_of(ui.text.casework_grant_column(number))
                    },
                )
            }
            Bucket::OwnPayment => ui.text.casework_rows_of(ui.text.casework_own_payment()),
            Bucket::OtherPayment => ui.text.casework_rows_of(ui.text.casework_other_payment()),
            Bucket::OwnMeans => ui.text.casework_rows_of(ui.text.casework_own_means()),
        };
        match self.filter.months {
            Months::All => what,
            Months::One(month) => ui.text.casework_rows_in(named::MonthWhat { month: ui.month(month), what }),
            Months::Since(month) => ui.text.casework_rows_since(named::MonthWhat { month: ui.month(month), what }),
            Months::Between(first, last) if first == last => {
                ui.text.casework_rows_in(named::MonthWhat { month: ui.month(first), what })
            }
            Months::Between(first, last) => {
                let between = named::FromUntil { from: ui.month(first), until: ui.month(last) };
                ui.text.casework_rows_in(named::MonthWhat { month: ui.text.casework_from_until(between), what })
            }
        }
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let back =
            (urls::household(ui.lang, self.household), household_word(ui, self.names, self.household, &self.name));
        let page = |before: Option<LedgerId>| rows_url(ui, self.household, Filter { before, ..self.filter });
        html! {
            div class="stack" {
                (page_head(Some(back), &self.title(ui), None))
                @if let Some(machine) = self.machine() { p class="muted" { (machine_note(ui, &machine.row.maker, &machine.row.serial)) } }
                dl class="facts" { div { dt { (ui.text.casework_rows_sum()) } dd { (ui.money(self.shown(self.sum))) } } }
                @if self.rows.is_empty() { p class="muted" { (ui.text.casework_nothing_written()) } } @else { (self.table(ui)) }
                (pager(ui, self.filter.before.map(|_| page(None)), self.older.map(|last| page(Some(last)))))
            }
        }
    }
}

impl Rows {
    /// The machine whose part the rows show.
    fn machine(&self) -> Option<&Machine> {
        let Bucket::Machine(id) = self.filter.bucket else {
            return None;
        };
        self.machines.iter().find(|machine| machine.row.id == id)
    }

    /// Whether costs alone are shown.
    fn is_of_costs(&self) -> bool {
        self.filter.only().is_some_and(|kinds| kinds == Kind::OF_COSTS)
    }

    /// An amount as it stands on this page: among costs alone, what was spent is no minus, as in the figure that leads here.
    fn shown(&self, amount: Rial) -> Rial {
        if self.is_of_costs() { Rial(amount.0.saturating_neg()) } else { amount }
    }

    fn table(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        let is_part = self.filter.bucket != Bucket::All;
        html! {
            table class="table table-slim" {
                caption { @if self.is_of_costs() { (text.casework_rows_caption_costs(ui.unit_word())) } @else { (text.casework_rows_caption(ui.unit_word())) } }
                thead { tr {
                    th scope="col" { (text.casework_rows_what()) } th scope="col" { (text.casework_rows_day()) }
                    th scope="col" class="n" { (text.casework_rows_amount()) }
                    @if is_part { th scope="col" class="n" { (text.casework_rows_part()) } }
                    th scope="col" class="n" { (text.casework_rows_number()) }
                } }
                tbody { @for (row, part) in &self.rows { tr {
                    th scope="row" dir="auto" { (what(ui, row, self.names)) @if row.on_behalf { " " small { (text.sales_on_behalf()) } } (self.undo(ui, row)) }
                    td { (ui.short_date(row.occurred_on)) }
                    td class="n" data-label=[is_part.then(|| text.casework_rows_amount())] { bdi { (ui.amount(self.shown(row.amount))) } }
                    @if is_part { td class="n" data-label=(text.casework_rows_part()) { bdi { (ui.amount(*part)) } } }
                    td class="n" data-label=(text.casework_rows_number()) { (ui.in_digits(&row.seq.to_string())) }
                } } }
            }
        }
    }

    /// The way back for a sale that was written down on behalf of the household.
    fn undo(&self, ui: &Ui, row: &FigureRow) -> Markup {
        let sale = row.sale.filter(|sale| row.kind == Kind::Sale && self.undoable.contains(sale));
        html! { @if let Some(sale) = sale { (undo_form(ui, self.household, sale, "btn btn-quiet no-print")) } }
    }
}

/// What a row is about; what somebody typed is left out for a reader who may see no names.
fn what(ui: &Ui, row: &FigureRow, names: bool) -> String {
    let kind = match row.kind {
        Kind::Sale => ui.text.casework_kind_sale(),
        Kind::Return => ui.text.casework_kind_return(),
        Kind::Void => ui.text.casework_kind_void(),
        Kind::Cost => cost(ui, row, ui.text.casework_kind_cost()),
        Kind::CostReversal => cost(ui, row, ui.text.casework_kind_cost_reversal()),
        Kind::OwnUse => ui.text.sales_own_use(),
        Kind::OwnUseReversal => ui.text.casework_kind_own_use_reversal(),
    };
    match (row.name.as_deref().zip(row.unit), row.reason.as_str()) {
        (Some((name, unit)), _) => {
            let many = ui.quantity(Quantity(row.quantity.0.saturating_abs()), unit);
            ui.text.sales_spent_with_note(named::NoteWhat {
                note: ui.text.sales_goods(named::NameQuantity { name, quantity: many }),
                what: kind,
            })
        }
        (None, reason) if reason.is_empty() || !names => kind,
        (None, reason) => ui.text.sales_spent_with_note(named::NoteWhat { note: reason, what: kind }),
    }
}

/// A cost with what it was for.
fn cost(ui: &Ui, row: &FigureRow, what: String) -> String {
    match row.category {
        Some(category) => ui.text.casework_cost_for(named::CategoryWhat { category: cost_word(ui, category), what }),
        None => what,
    }
}
