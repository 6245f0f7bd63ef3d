//! Drawing a site and a day of its own through the screens.
use super::{MANAGER, Market};
use crate::support::make;

#[test]
fn a_row_that_cannot_be_drawn_comes_back_as_it_was_typed() {
    let mut market = Market::open();
    market.draw();
    let row = [("name", "ب"), ("count", "۹۹"), ("first", "۱"), ("width", "۲۰۰"), ("power", "none"), ("baking", "none")];
    let page = market.redraw("rows", &row);
    assert_eq!(page.status, 422);
    assert!(page.has("عددی از ۱ تا ۶۰ بنویسید") && page.text().contains("value=\"۹۹\""), "{}", page.words());
    let again =
        [("name", "ب"), ("count", "۲"), ("first", "۳"), ("width", "۲۰۰"), ("power", "none"), ("baking", "none")];
    let page = market.redraw("rows", &again);
    assert!(page.status == 422 && page.has("غرفهٔ ۳ از قبل روی نقشه هست"), "{}", page.words());
}

#[test]
fn a_manager_lays_the_site_out_and_reads_what_is_wrong_with_it() {
    let mut market = Market::open();
    market.draw();
    let rows = format!("/sites/{}/rows", market.site);
    let stall = market.manager.get(&rows).link(&format!("/sites/{}/stalls?stall=", market.site));
    let page = market.manager.get(&stall);
    assert!(page.has("میان غرفه‌های ۱ و ۲"), "{}", page.words());
    let (one, next) = (page.value_of("stall"), page.value_of("next"));
    let tree = [("do", "obstacle"), ("stall", one.as_str()), ("next", &next), ("kind", "tree"), ("between", "۱۵۰")];
    assert_eq!(market.redraw("stalls", &tree).status, 303);
    assert!(market.manager.get(&rows).has("درخت"));
    let far = [("do", "obstacle"), ("stall", one.as_str()), ("next", &one), ("kind", "tree"), ("between", "۱۵۰")];
    let refused = market.redraw("stalls", &far);
    assert!(refused.status == 422 && refused.has("کنار هم نیستند"), "{}", refused.words());

    let row = market.manager.get(&rows).value_of("row");
    let ring = [("do", "row"), ("row", row.as_str()), ("row-name", "میدان"), ("ring", "yes")];
    assert_eq!(market.redraw("rows", &ring).status, 303);
    let long = "م".repeat(81);
    let refused = market.redraw("rows", &[("do", "row"), ("row", row.as_str()), ("row-name", long.as_str())]);
    assert!(refused.status == 422 && refused.text().contains(&format!("value=\"{long}\"")), "{}", refused.words());
    assert!(market.manager.get(&rows).has("حلقه‌ای"));

    let settings = format!("/sites/{}/settings", market.site);
    let seen = market.manager.get(&settings).value_of("seen-rules");
    let rules = [("seen-rules", seen.as_str()), ("max-each", "2"), ("refused-first", "yes")];
    assert_eq!(market.manager.post(&settings, &rules).status, 303);
    let stale = market.manager.post(&settings, &[("seen-rules", seen.as_str()), ("max-each", "3"), ("ab-list", "yes")]);
    assert!(stale.status == 422 && stale.has("کس دیگری عوض کرده است"), "{}", stale.words());
    assert_eq!(
        stale.text().matches(" checked").count(),
        1,
        "what was chosen is there, and nothing else: {}",
        stale.text()
    );
    let unmarked = [("do", "category"), ("category", "bread"), ("required", "yes"), ("max-stalls", "")];
    let refused = market.redraw("settings", &unmarked);
    assert!(refused.status == 422 && refused.has("هنوز غرفه‌ای ویژهٔ این دسته نیست"), "{}", refused.words());
    let limited = [("do", "category"), ("category", "bread"), ("max-stalls", "۵"), ("max-vendors", "")];
    assert_eq!(market.redraw("settings", &limited).status, 303);
    assert!(market.manager.get(&settings).has("تا ۵ غرفه"));
    let mut stranger = market.seller();
    assert_eq!(stranger.get(&settings).status, 404);
    assert_eq!(stranger.post(&settings, &rules).status, 404);
}

#[test]
fn a_manager_reads_what_changed_on_the_drawing_and_brings_an_earlier_one_back() {
    let mut market = Market::open();
    market.draw();
    let rows = format!("/sites/{}/rows", market.site);
    let stall = market.manager.get(&rows).link(&format!("/sites/{}/stalls?stall=", market.site));
    let stall = market.manager.get(&stall).value_of("stall");
    let change =
        [("stall", stall.as_str()), ("number", "۷"), ("width", "۲۵۰"), ("state", "blocked"), ("reason", "لوله")];
    assert_eq!(market.redraw("stalls", &change).status, 303);
    let versions = format!("/sites/{}/versions", market.site);
    let list = market.manager.get(&versions);
    assert!(list.has("شمارهٔ غرفهٔ ۱ عوض شد: ۷") && list.has("ردیف الف با ۳ غرفه اضافه شد"), "{}", list.words());
    let once = market.manager.get(&format!("{versions}/2"));
    assert!(once.has("نسخهٔ ۲") && once.has("همین نقشه برگردد"), "{}", once.words());
    let seen = once.value_of("seen");
    assert_eq!(market.manager.post(&format!("{versions}/2"), &[("seen", &seen)]).status, 303);
    let stale = market.manager.post(&format!("{versions}/2"), &[("seen", &seen)]);
    assert!(stale.status == 422 && stale.has("در این میان نقشه عوض شد"), "{}", stale.words());
    assert!(!market.manager.get(&rows).has("لوله"));
    let again = market.manager.post(&format!("{versions}/4"), &[("seen", "4")]);
    assert!(again.status == 422 && again.has("نقشه از قبل همین است"), "{}", again.words());
    assert_eq!(market.manager.get(&format!("{versions}/99")).status, 404);
    let mut stranger = market.seller();
    assert_eq!((stranger.get(&versions).status, stranger.post(&format!("{versions}/2"), &[]).status), (404, 404));
}

#[test]
fn a_manager_changes_the_drawing_for_one_day() {
    let mut market = Market::open();
    market.draw();
    let day = market.open_day();
    let drawing = format!("/days/{day}/drawing");
    let page = market.manager.get(&drawing);
    assert!(page.has("فقط برای این روز است"), "{}", page.words());
    let row = [
        ("seen", "0"),
        ("name", "جشنواره"),
        ("count", "۲"),
        ("first", "ج۱"),
        ("width", "۲۰۰"),
        ("power", "none"),
        ("baking", "none"),
    ];
    assert_eq!(market.manager.post(&drawing, &row).status, 303);
    let stale = market.manager.post(&drawing, &row);
    assert!(stale.status == 422 && stale.has("در این میان عوض شده است"), "{}", stale.words());
    assert!(stale.text().contains("value=\"جشنواره\""), "what was typed stays");
    let page = market.manager.get(&drawing);
    assert!(page.has("این روز نقشهٔ خودش را دارد") && page.has("ردیف جشنواره با ۲ غرفه"), "{}", page.words());
    assert!(!market.manager.get(&format!("/sites/{}/rows", market.site)).has("جشنواره"));
    let mut seller = market.seller();
    assert!(seller.get(&format!("/my/stall/{day}")).has("جشنواره"));
    assert_eq!((seller.get(&drawing).status, seller.post(&drawing, &row).status), (404, 404));
    let back = [("seen", "1"), ("do", "throw-away")];
    assert_eq!(market.manager.post(&drawing, &back).status, 303);
    assert!(!market.manager.get(&drawing).has("جشنواره"));
}

#[test]
fn the_plan_on_paper_is_drawn_to_scale() {
    let mut market = Market::open();
    market.draw();
    let day = market.open_day();
    let paper = market.manager.get(&format!("/days/{day}/plan"));
    assert!(paper.text().contains("viewBox=\"0 0 600 370\""), "{}", paper.text());
    let site = market.manager.get(&format!("/sites/{}/rows", market.site));
    assert!(site.text().contains("class=\"scale-stall stall-free\""), "{}", site.words());
}

const ROW: [(&str, &str); 6] =
    [("name", "ب"), ("count", "۲"), ("first", "۴"), ("width", "۲۰۰"), ("power", "none"), ("baking", "none")];

/// The number of the first stall becomes another; gives the stall.
fn renumber(market: &mut Market, number: &str) -> String {
    let rows = format!("/sites/{}/rows", market.site);
    let stall = market.manager.get(&rows).link(&format!("/sites/{}/stalls?stall=", market.site));
    let stall = market.manager.get(&stall).value_of("stall");
    let change = [("stall", stall.as_str()), ("number", number), ("width", "۲۰۰"), ("state", "open")];
    let changed = market.redraw("stalls", &change);
    assert_eq!(changed.status, 303, "{}", changed.words());
    stall
}

#[test]
fn of_two_who_draw_at_once_the_second_reads_what_the_first_changed() {
    let mut market = Market::open();
    market.draw();
    let rows = format!("/sites/{}/rows", market.site);
    let mut other = market.app.client();
    other.sign_in(MANAGER, make::PASSWORD);
    let seen = other.get(&rows).value_of("seen");
    renumber(&mut market, "۷");
    let row = [&[("seen", seen.as_str())], &ROW[..]].concat();
    let stale = other.post(&rows, &row);
    assert!(stale.status == 422 && stale.has("نقشه در این میان عوض شده است"), "{}", stale.words());
    assert!(stale.has("شمارهٔ غرفهٔ ۱ عوض شد: ۷"), "{}", stale.words());
    assert!(stale.text().contains("value=\"ب\""), "what was typed stays");
    let english = other.post(&format!("/en{rows}"), &row);
    assert!(english.status == 422 && english.has("The drawing was changed meanwhile"), "{}", english.words());
    let unsaid = other.post(&rows, &ROW);
    assert_eq!(unsaid.status, 422, "a form that does not say what it stood beside changes nothing");
    let newest = stale.value_of("seen");
    let again = [&[("seen", newest.as_str())], &ROW[..]].concat();
    assert_eq!(other.post(&rows, &again).status, 303);
    let both = market.manager.get(&rows);
    assert!(both.has("ردیف ب") && both.has("۷"), "{}", both.words());
}

#[test]
fn a_form_of_a_stall_or_of_a_category_that_stood_beside_an_older_drawing_comes_back_as_it_was_typed() {
    let mut market = Market::open();
    market.draw();
    let seen = market.manager.get(&format!("/sites/{}/rows", market.site)).value_of("seen");
    let stall = renumber(&mut market, "۷");
    let change = [("seen", seen.as_str()), ("stall", &stall), ("number", "۸"), ("width", "۳۱۰"), ("state", "open")];
    let stale = market.manager.post(&format!("/sites/{}/stalls", market.site), &change);
    assert!(stale.status == 422 && stale.has("در این میان عوض شده است"), "{}", stale.words());
    assert!(stale.text().contains("value=\"۸\"") && stale.text().contains("value=\"۳۱۰\""), "{}", stale.text());
    assert!(stale.has("شمارهٔ غرفهٔ ۱ عوض شد: ۷"), "{}", stale.words());
    let limit = [("seen", seen.as_str()), ("do", "category"), ("category", "bread"), ("max-stalls", "۵")];
    let stale = market.manager.post(&format!("/sites/{}/settings", market.site), &limit);
    assert!(stale.status == 422 && stale.has("در این میان عوض شده است"), "{}", stale.words());
    assert!(stale.text().contains("value=\"۵\""), "{}", stale.text());
    let versions = market.manager.get(&format!("/sites/{}/versions", market.site));
    assert!(!versions.has("نسخهٔ ۴"), "nothing was changed by a stale form: {}", versions.words());
}

#[test]
fn a_form_of_a_stall_that_went_with_the_days_own_drawing_comes_back_with_the_drawing_of_now() {
    let mut market = Market::open();
    market.draw();
    let day = market.open_day();
    let drawing = format!("/days/{day}/drawing");
    let row = [&[("seen", "0")], &ROW[..]].concat();
    assert_eq!(market.manager.post(&drawing, &row).status, 303);
    let links = market.manager.get(&drawing).links(&format!("{drawing}/stalls?stall="));
    let stall = links[3].rsplit('=').next().unwrap_or_default().to_owned();
    assert_eq!(market.manager.post(&drawing, &[("seen", "1"), ("do", "throw-away")]).status, 303);
    let change = [("seen", "1"), ("stall", &stall), ("number", "۹"), ("width", "۲۰۰"), ("state", "open")];
    let stale = market.manager.post(&format!("{drawing}/stalls"), &change);
    assert!(stale.status == 422 && stale.has("دیگر روی نقشه نیست"), "{}", stale.words());
    assert_eq!(market.manager.get(&links[3]).status, 404);
}
