//! Small parts that many pages share.
use super::{Ui, icon};
use crate::kernel::by_weight::PriceTag;
use crate::kernel::money::Rial;
use maud::{Markup, html};

/// What a badge means; each has its colour and its icon, and always a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    Ok,
    Warn,
    Danger,
    Muted,
}

pub(crate) fn badge(tone: Tone, word: &str) -> Markup {
    let (class, drawing) = match tone {
        Tone::Ok => ("badge badge-ok", "check"),
        Tone::Warn => ("badge badge-warn", "warning"),
        Tone::Danger => ("badge badge-danger", "close"),
        Tone::Muted => ("badge badge-muted", "clock"),
    };
    html! { span class=(class) { (icon(drawing)) (word) } }
}

/// A price with its unit.
pub(crate) fn price(ui: &Ui, tag: PriceTag) -> Markup {
    html! { span class="price" { (price_words(ui, tag)) } }
}

/// The same as it stands on the page of the good.
pub(crate) fn big_price(ui: &Ui, tag: PriceTag) -> Markup {
    html! { span class="price price-big" { (price_words(ui, tag)) } }
}

/// What stands in the place of a price where visitors are shown none.
pub(crate) fn hidden_price(ui: &Ui) -> Markup {
    html! { span class="muted small" { (ui.text.app_price_hidden()) } }
}

/// The price of a unit; an estimate says so, and what a kilo costs.
fn price_words(ui: &Ui, tag: PriceTag) -> Markup {
    html! {
        @if tag.kilo.is_some() { small { (ui.text.app_roughly()) } " " }
        b { (ui.amount(tag.price)) } " " (ui.unit_word()) " " small { (ui.text.app_price_per(ui.sell_unit(tag.unit))) }
        @if let Some(kilo) = tag.kilo { " " small class="per-kilo" { (ui.text.app_kilo_price(ui.money(kilo))) } }
    }
}

/// So many stars of five, as a word and as a picture.
pub(crate) fn stars(ui: &Ui, many: i32) -> Markup {
    html! { p class="cluster stars" { (icon("star")) b { (ui.text.reviews_stars(ui.number(many.into()))) } } }
}

/// The head of a page: perhaps a way back, the title, perhaps one sentence.
pub(crate) fn page_head(back: Option<(String, String)>, title: &str, lead: Option<&str>) -> Markup {
    html! {
        div class="page-head" {
            @if let Some((url, word)) = back { a class="back" href=(url) { (icon("back")) span dir="auto" { (word) } } }
            h1 dir="auto" { (title) }
            @if let Some(lead) = lead { p class="lead" { (lead) } }
        }
    }
}

/// Links to the newer and the older part of a list.
pub(crate) fn pager(ui: &Ui, newer: Option<String>, older: Option<String>) -> Markup {
    html! {
        @if newer.is_some() || older.is_some() {
            nav class="pager" aria-label=(ui.text.app_pages_label()) {
                @if let Some(url) = newer { a class="btn" href=(url) rel="prev" { (icon("back")) span { (ui.text.app_pages_first()) } } }
                @if let Some(url) = older { a class="btn" href=(url) rel="next" { span { (ui.text.app_pages_next()) } (icon("next")) } }
            }
        }
    }
}

/// One figure: what it is, how much, and since or until when.
pub(crate) fn stat(label: &str, value: Markup, note: Option<&str>) -> Markup {
    html! {
        li class="stat" {
            span class="stat-label" { (label) } span class="stat-value" { (value) }
            @if let Some(note) = note { span class="stat-note" { (note) } }
        }
    }
}

/// A serial number or another code as it is printed on the thing, in its own digits and direction.
pub(crate) fn code(text: &str) -> Markup {
    html! { bdi dir="ltr" data-latin-digits { (text) } }
}

/// A number with blanks, dashes or dots, set apart so that it keeps its order within a sentence that reads either way.
pub(crate) fn left_to_right(number: &str) -> String {
    format!("\u{2066}{number}\u{2069}")
}

/// The button that prints the page; it appears only where scripts run, because a page cannot print itself without one.
pub(crate) fn print_button(word: &str) -> Markup {
    html! { button class="btn" type="button" data-print hidden { (icon("print")) span { (word) } } }
}

/// A question about a number that looks like a slip, at the top of its form: back to the field, or the button that says
/// of this very number (`sure`) that it is right. `form` is the id of the form where the question stands outside it.
pub(crate) fn doubt_box(ui: &Ui, sentence: &str, sure: Rial, (field, form): (&str, Option<&str>)) -> Markup {
    html! {
        div class="notice notice-warn doubt" role="alert" tabindex="-1" autofocus { (icon("warning")) div class="stack stack-s" {
            p { (sentence) }
            div class="cluster" {
                a class="btn" href={ "#" (field) } { (icon("edit")) span { (ui.text.form_mend()) } }
                button class="btn" form=[form] name="sure" value=(sure.0) { (icon("check")) span { (ui.text.form_sure()) } }
            }
        } }
    }
}

/// An amount with its word, small.
pub(crate) fn money(ui: &Ui, amount: Rial) -> Markup {
    html! { (ui.amount(amount)) " " small { (ui.unit_word()) } }
}

/// What something costs that is weighed into this field at this price of a kilo; it is said while the weight is typed.
pub(crate) fn price_at_scales(ui: &Ui, field: &str, kilo: Rial) -> Markup {
    html! { output class="in-words" for=(field) data-kilo=(kilo.0) data-places=(ui.unit.typed_places()) data-unit=(ui.unit_word()) {} }
}
