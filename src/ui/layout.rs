//! The frame every page stands in: head, header, navigation, notice, footer.
use super::{Frame, Page, Theme, Ui, icon, outbox, sharing};
use crate::assets;
use crate::kernel::lang::Lang;
use crate::urls;
use maud::{DOCTYPE, Markup, html};

/// A whole document.
pub(super) fn document(ui: &Ui, page: &impl Page) -> Markup {
    let title = page.title(ui);
    html! {
        (DOCTYPE)
        html lang=(ui.lang.tag()) dir=(ui.lang.dir()) data-theme=[theme(ui)] {
            head { (head(ui, page, &title)) }
            @let mine = ui.viewer.as_ref().and_then(|viewer| viewer.outbox.as_ref());
            body data-sw=[has_worker(ui, page).then_some(urls::SERVICE_WORKER)]
                data-outbox-owner=[mine.map(|mine| &mine.owner)] data-outbox-half=[mine.map(|mine| &mine.half)] {
                a class="skip" href="#main" { (ui.text.app_skip()) }
                (header(ui, page.frame()))
                (navigation(ui, page.frame()))
                p class="offline-bar" data-offline role="status" hidden { (icon("warning")) span { (ui.text.app_offline()) } }
                @if mine.is_some() { div class="container no-print" { (outbox::notes(ui)) } }
                main class="main container" id="main" tabindex="-1" {
                    @if let Some(notice) = &ui.notice {
                        div class="notice notice-success" role="status" { (icon("check")) p dir="auto" { (notice) } }
                    }
                    (page.body(ui))
                }
                (footer(ui))
            }
        }
    }
}

/// Whether the page sees to it that the site is there without a network: those of staff do only where a copy may be kept.
fn has_worker(ui: &Ui, page: &impl Page) -> bool {
    page.frame() != Frame::Staff || page.kept_until(ui.today).is_some()
}

fn theme(ui: &Ui) -> Option<&'static str> {
    (ui.theme != Theme::Auto).then(|| ui.theme.name())
}

fn head(ui: &Ui, page: &impl Page, title: &str) -> Markup {
    let manifest = match ui.lang {
        Lang::Fa => "app/manifest-fa.webmanifest",
        Lang::En => "app/manifest-en.webmanifest",
    };
    html! {
        meta charset="utf-8";
        meta name="viewport" content="width=device-width, initial-scale=1";
        title { (title) @if title != ui.public_name { " | " (ui.public_name) } }
        @if page.is_private() { meta name="robots" content="noindex"; } @else {
            (sharing::tags(ui, page, title))
        }
        meta name="theme-color" content="#0c4a50";
        link rel="stylesheet" href=(assets::path("css/app.css"));
        @if !ui.save_data {
            link rel="preload" href=(assets::path("font/vazirmatn.woff2")) as="font" type="font/woff2" crossorigin;
        }
        link rel="manifest" href=(assets::path(manifest));
        link rel="icon" href=(assets::path("app/favicon.svg")) type="image/svg+xml";
        link rel="apple-touch-icon" href=(assets::path("app/icon-192.png"));
        script src=(assets::path("js/app.js")) defer {}
    }
}

pub(super) fn path_of(path: &str) -> &str {
    path.split('?').next().unwrap_or(path)
}

/// The name, the way to sign in, and on the pages of buyers the search; whoever works here gets a shorter one.
fn header(ui: &Ui, frame: Frame) -> Markup {
    let other = ui.lang.other();
    html! {
        header class="site-header" { div class="container site-header-in" {
            a class="brand" href=(urls::home(ui.lang)) { (icon("brand")) span { (ui.public_name) } }
            @if frame == Frame::Public {
                (search(ui))
                @if ui.basket > 0 { a class="head-link head-basket" href=(urls::basket(ui.lang)) { (icon("basket")) span { (ui.text.app_basket()) " " b { (ui.count(ui.basket)) } } } }
            }
            nav class="site-links" aria-label=(ui.text.app_links_label()) {
                a class="head-link" href=(urls::in_lang(other, &ui.path)) lang=(other.tag()) hreflang=(other.tag()) { (ui.text.app_other_language()) }
                @match &ui.viewer {
                    Some(viewer) => a class="head-link head-link-key" href=(own_place(ui)) { (icon("person")) span dir="auto" { (viewer.name) } },
                    None => a class="head-link head-link-key" href=(urls::sign_in(ui.lang)) { (icon("person")) span { (ui.text.app_sign_in()) } },
                }
            }
        } }
    }
}

fn search(ui: &Ui) -> Markup {
    html! {
        form class="search" role="search" action=(urls::search(ui.lang)) {
            label class="visually-hidden" for="q" { (ui.text.app_search_label()) }
            input id="q" name="q" type="search" value=[searched(ui)] placeholder=(ui.text.app_search_hint()) enterkeyhint="search" autocomplete="off";
            button { (icon("search")) span { (ui.text.app_search_go()) } }
        }
    }
}

/// What this page was searched for, so that it stays in the box.
fn searched(ui: &Ui) -> Option<String> {
    let (path, query) = ui.path.split_once('?')?;
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).ok()?;
    pairs.into_iter().find(|(name, _)| path == urls::pattern::search && name == "q").map(|(_, typed)| typed)
}

/// The first screen of the reader's role.
pub(crate) fn own_place(ui: &Ui) -> String {
    match &ui.viewer {
        Some(viewer) if viewer.sells => urls::my_day(ui.lang),
        Some(viewer) if viewer.does_casework => urls::casework(ui.lang),
        Some(viewer) if viewer.runs_sites => urls::sites(ui.lang),
        Some(viewer) if viewer.administers => urls::admin(ui.lang),
        _ => urls::account(ui.lang),
    }
}

/// One place of a navigation: link, icon, word.
struct Place {
    url: String,
    icon: &'static str,
    word: String,
    is_main: bool,
    /// How many things wait there.
    waiting: i64,
    /// Patterns of pages that belong here and lie elsewhere.
    also: &'static [&'static str],
}

fn place(url: String, icon: &'static str, word: String) -> Place {
    Place { url, icon, word, is_main: false, waiting: 0, also: &[] }
}

impl Place {
    /// How much of a path leads here; nothing when the path does not belong to this place.
    fn reach(&self, lang: Lang, path: &str) -> Option<usize> {
        let also = self.also.iter().map(|pattern| urls::in_lang(lang, pattern.split("/{").next().unwrap_or(pattern)));
        std::iter::once(self.url.clone())
            .chain(also)
            .filter(|root| {
                path.strip_prefix(root.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
            .map(|root| root.len())
            .max()
    }
}

fn navigation(ui: &Ui, frame: Frame) -> Markup {
    let places = match (&ui.viewer, frame) {
        (Some(viewer), Frame::Producer) if viewer.sells => producer_places(ui),
        (Some(viewer), Frame::Public) if viewer.sells => producer_places(ui),
        (Some(_), Frame::Staff | Frame::Producer) => staff_places(ui),
        _ => return html! {},
    };
    let here = urls::in_lang(ui.lang, path_of(&ui.path));
    let nearest = places.iter().filter_map(|place| place.reach(ui.lang, &here)).max();
    html! {
        nav class="bar" aria-label=(ui.text.app_places_label()) { ul {
            @for place in &places {
                li { a class=[place.is_main.then_some("bar-main")] href=(place.url)
                    aria-current=[(nearest.is_some() && place.reach(ui.lang, &here) == nearest).then_some("page")] {
                    (icon(place.icon)) span { (place.word) }
                    @if place.waiting > 0 { " " b class="bar-many" { (many(ui, place.waiting)) span class="visually-hidden" { " " (ui.text.app_place_waiting()) } } }
                } }
            }
        } }
    }
}

/// A number that fits beside a word; what is more than that is "and more".
fn many(ui: &Ui, count: i64) -> String {
    const MOST: i64 = 99;
    if count > MOST { ui.text.app_place_waiting_more(ui.number(MOST)) } else { ui.number(count) }
}

fn producer_places(ui: &Ui) -> Vec<Place> {
    let (lang, text) = (ui.lang, ui.text);
    vec![
        place(urls::my_day(lang), "home", text.app_place_home()),
        Place { is_main: true, ..place(urls::sell(lang), "sell", text.app_place_sell()) },
        Place { also: &[urls::pattern::my_batch], ..place(urls::my_goods(lang), "goods", text.app_place_goods()) },
        place(urls::my_stall(lang), "stall", text.app_place_stall()),
        Place { also: &[urls::pattern::my_shop], ..place(urls::account(lang), "me", text.app_place_me()) },
    ]
}

fn staff_places(ui: &Ui) -> Vec<Place> {
    let (lang, text) = (ui.lang, ui.text);
    let Some(viewer) = &ui.viewer else {
        return Vec::new();
    };
    let mut places = Vec::new();
    if viewer.does_casework {
        places.push(place(urls::casework(lang), "household", text.app_place_households()));
        let equipment = place(urls::equipment_list(lang), "machine", text.app_place_equipment());
        places.push(Place { also: &[urls::pattern::imports], ..equipment });
    }
    if viewer.decides {
        places.push(place(urls::decisions(lang), "document", text.app_place_decisions()));
        let months = place(urls::months(lang), "lock", text.app_place_months());
        places.push(Place { also: &[urls::pattern::reports], ..months });
    }
    if viewer.runs_sites {
        let sites = place(urls::sites(lang), "stall", text.app_place_sites());
        places.push(Place { also: &[urls::pattern::day, urls::pattern::reports], ..sites });
    }
    if viewer.runs_sites || viewer.administers {
        let queue = place(urls::moderation(lang), "search", text.app_place_moderation());
        places.push(Place { waiting: viewer.waiting, ..queue });
    }
    if viewer.administers {
        places.push(place(urls::people(lang), "people", text.app_place_people()));
        places.push(place(urls::admin(lang), "settings", text.app_place_office()));
    }
    places.push(place(urls::account(lang), "me", text.app_place_me()));
    places
}

fn footer(ui: &Ui) -> Markup {
    let choice = |theme: Theme, word: String, drawing: Option<&'static str>| {
        html! {
            button class="chip" name="theme" value=(theme.name()) aria-pressed=(if ui.theme == theme { "true" } else { "false" }) {
                @if let Some(name) = drawing { (icon(name)) } (word)
            }
        }
    };
    html! {
        footer class="site-footer" { div class="container stack" {
            ul {
                li { a href=(urls::orders(ui.lang)) { (ui.text.orders_mine_title()) } }
                li { a href=(urls::about(ui.lang)) { (ui.text.app_about()) } }
                li { a href=(urls::market_days(ui.lang)) { (ui.text.app_market_days()) } }
            }
            form class="cluster" method="post" action=(urls::theme(ui.lang)) {
                input type="hidden" name="back" value=(ui.path);
                span class="label" { (ui.text.app_theme()) }
                (choice(Theme::Auto, ui.text.app_theme_auto(), None))
                (choice(Theme::Light, ui.text.app_theme_light(), Some("sun")))
                (choice(Theme::Dark, ui.text.app_theme_dark(), Some("moon")))
            }
        } }
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, place};
    use crate::kernel::lang::Lang;
    use crate::urls;

    #[test]
    fn a_place_holds_its_own_pages_and_those_that_belong_to_it_elsewhere() {
        for lang in Lang::BOTH {
            let at = |path: &str| urls::in_lang(lang, path);
            let sites = Place { also: &[urls::pattern::day], ..place(urls::sites(lang), "stall", String::new()) };
            for path in ["/sites", "/sites/7/rows", "/days/7", "/days/7/plan"] {
                assert!(sites.reach(lang, &at(path)).is_some(), "{path}");
            }
            for path in ["/sitesmap", "/daysoff", "/my"] {
                assert_eq!(sites.reach(lang, &at(path)), None, "{path}");
            }
        }
    }

    #[test]
    fn the_nearest_place_is_the_one_that_reaches_furthest() {
        let (day, me) =
            (place(urls::my_day(Lang::Fa), "home", String::new()), place(urls::account(Lang::Fa), "me", String::new()));
        let me = Place { also: &[urls::pattern::my_shop], ..me };
        assert!(me.reach(Lang::Fa, "/my/shop") > day.reach(Lang::Fa, "/my/shop"));
        assert!(me.reach(Lang::Fa, "/my/goods") < day.reach(Lang::Fa, "/my/goods"));
    }
}
