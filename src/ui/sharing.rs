//! What a public page tells search engines, feed readers and those who share a link to it.
use super::layout::path_of;
use super::photo::SHARED;
use super::{Page, Ui};
use crate::assets;
use crate::kernel::lang::Lang;
use crate::urls;
use maud::{Markup, PreEscaped, html};

pub(super) fn tags(ui: &Ui, page: &impl Page, title: &str) -> Markup {
    let here = |lang: Lang| format!("{}{}", ui.origin, urls::in_lang(lang, path_of(&ui.path)));
    let description = page.description(ui);
    let (picture, (width, height)) = match page.picture() {
        Some(path) => (path, SHARED),
        None => (assets::path("app/icon-512.png"), (512, 512)),
    };
    html! {
        meta name="description" content=(description);
        meta property="og:type" content=(page.shared_as());
        meta property="og:site_name" content=(ui.public_name);
        meta property="og:title" content=(title);
        meta property="og:description" content=(description);
        meta property="og:url" content=(here(ui.lang));
        meta property="og:locale" content=(locale(ui.lang));
        meta property="og:locale:alternate" content=(locale(ui.lang.other()));
        meta property="og:image" content=(format!("{}{picture}", ui.origin));
        meta property="og:image:width" content=(width);
        meta property="og:image:height" content=(height);
        @for lang in Lang::BOTH { link rel="alternate" hreflang=(lang.tag()) href=(here(lang)); }
        link rel="alternate" hreflang="x-default" href=(here(Lang::Fa));
        link rel="canonical" href=(here(ui.lang));
        @if let Some(feed) = page.feed(ui) { link rel="alternate" type="application/atom+xml" title=(title) href=(feed); }
        @if let Some(data) = page.structured(ui) { script type="application/ld+json" { (PreEscaped(as_data(&data))) } }
    }
}

/// A language as Open Graph names it.
fn locale(lang: Lang) -> &'static str {
    match lang {
        Lang::Fa => "fa_IR",
        Lang::En => "en_US",
    }
}

/// JSON in which no browser finds an end of its element, or any other mark.
fn as_data(data: &serde_json::Value) -> String {
    let mut out = String::new();
    for letter in data.to_string().chars() {
        match letter {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::as_data;
    use serde_json::{Value, json};

    #[test]
    fn no_text_ends_the_element_that_it_stands_in() {
        let data = json!({ "name": "نان</script><script>alert(1)</script><!-- & \u{2028} \"" });
        let written = as_data(&data);
        assert!(!written.contains(['<', '>', '&', '\u{2028}']), "{written}");
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), data);
    }
}
