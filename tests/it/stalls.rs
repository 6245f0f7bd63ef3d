//! A market day through the screens: drawn, opened, asked for, assigned, announced, and read by everyone.
mod on_the_day;

use crate::support::town::see_other;
use crate::support::{App, Client, Page, database, make};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

const MANAGER: &str = "09120000005";
const SELLER: &str = "09121000001";

struct Market {
    app: App,
    manager: Client,
    site: String,
    neighbourhood: String,
}

/// What stands at the end of a link.
fn id_of(link: &str) -> String {
    link.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The areas that a page links to.
fn areas(page: &Page) -> Vec<String> {
    let ids = page.links("/admin/areas/").iter().map(|link| id_of(link)).collect::<Vec<_>>();
    ids.into_iter().filter(|id| id.bytes().all(|byte| byte.is_ascii_digit())).collect()
}

/// Adds an area below another and gives its id.
fn area(admin: &mut Client, below: &str, name: &str) -> String {
    let path = format!("/admin/areas/{below}");
    let known = areas(&admin.get(&path));
    let done = admin.post(&path, &[("name-fa", name), ("name-en", "Place")]);
    assert_eq!(done.status, 303, "{}", done.words());
    areas(&admin.get(&path)).into_iter().find(|id| !known.contains(id)).expect("the new area")
}

fn country(admin: &mut Client) -> String {
    areas(&admin.get("/admin/areas")).into_iter().next().expect("the country's form")
}

impl Market {
    fn open() -> Market {
        let app = App::start();
        let mut admin = make::admin(&app);
        let country = country(&mut admin);
        let province = area(&mut admin, &country, "مازندران");
        let county = area(&mut admin, &province, "شهرستان آمل");
        let city = area(&mut admin, &county, "آمل");
        let neighbourhood = area(&mut admin, &city, "اسپیاری");
        let person = make::person(&app, &mut admin, "مینا یوسفی", MANAGER);
        make::role(&app, &mut admin, &person, ("market_manager", "", &city));
        let opened = admin.post("/admin/sites", &site(&city));
        assert_eq!(opened.status, 303, "{}", opened.words());
        let mut manager = app.client();
        manager.sign_in(MANAGER, make::PASSWORD);
        let site = id_of(&manager.get("/sites").link("/sites/1"));
        Market { app, manager, site, neighbourhood }
    }

    fn draw(&mut self) {
        let row =
            [("name", "الف"), ("count", "۳"), ("first", "۱"), ("width", "۲۰۰"), ("power", "none"), ("baking", "none")];
        let drawn = self.manager.post(&format!("/sites/{}/rows", self.site), &row);
        assert_eq!(drawn.status, 303, "{}", drawn.words());
    }

    fn open_day(&mut self) -> String {
        let day = [
            ("first-day", "۷"),
            ("first-month", "9"),
            ("first-year", "۱۴۰۵"),
            ("weeks", "1"),
            ("opens", "480"),
            ("closes", "840"),
        ];
        let opened = self.manager.post(&format!("/sites/{}/days", self.site), &day);
        assert_eq!(opened.status, 303, "{}", opened.words());
        id_of(&self.manager.get(&format!("/sites/{}", self.site)).link("/days/1"))
    }

    fn seller(&mut self) -> Client {
        self.register(("زهرا", "رضايي"), SELLER)
    }

    /// A home business with an open shop, whose seller is signed in.
    fn register(&mut self, (given, family): (&str, &str), phone: &str) -> Client {
        let card = self.manager.post(
            &format!("/sites/{}/vendors", self.site),
            &[
                ("do", "register"),
                ("given-name", given),
                ("family-name", family),
                ("phone", phone),
                ("area", self.neighbourhood.as_str()),
            ],
        );
        assert_eq!(card.status, 200, "{}", card.words());
        make::choose_password(&self.app, &card.words());
        let mut seller = self.app.client();
        seller.sign_in(phone, make::PASSWORD);
        let good = [
            ("name", "نان لواش"),
            ("price", "۲۵٬۰۰۰"),
            ("unit", "piece"),
            ("category", "bread"),
            ("stock", "۲۰"),
            ("shop-name", if phone == SELLER { "نانوایی میدان" } else { "نانوایی نوری" }),
        ];
        see_other(&seller.post("/my/goods/new", &good));
        seller.forget_notice();
        seller
    }
}

fn site(city: &str) -> Vec<(&'static str, &str)> {
    vec![
        ("name", "بازار میدان"),
        ("area", city),
        ("address", "میدان هفده شهریور"),
        ("opens", "480"),
        ("closes", "840"),
        ("cutoff", "۲۴"),
        ("no-show", "۶۰"),
        ("north", "up"),
    ]
}

#[test]
fn a_stall_is_asked_for_in_one_tap_and_announced_without_a_name() {
    let mut market = Market::open();
    market.draw();
    let day = market.open_day();
    let mut seller = market.seller();
    assert_eq!(seller.post(&format!("/my/stall/{day}"), &[("do", "usual")]).status, 303);
    assert!(seller.get("/my/stall").has("درخواست شما ثبت است"));

    let path = format!("/days/{day}");
    assert_eq!(market.manager.post(&format!("{path}/trial"), &[]).status, 303);
    assert!(!seller.get("/my/stall").has("برای شماست"), "nothing is told before it is announced");
    let page = market.manager.get(&path);
    assert!(page.has("زهرا رضایی"), "{}", page.words());
    let (run, revision) = (page.value_of("run"), page.value_of("revision"));
    let sent = [("run", run.as_str()), ("revision", &revision), ("close", "yes")];
    let told = market.manager.post(&format!("{path}/publish"), &sent);
    assert_eq!(told.status, 303, "{}", told.words());

    assert!(seller.get("/my/stall").has("برای شماست"));
    let inbox = seller.get("/messages");
    assert!(inbox.has("غرفهٔ شما") && inbox.has("غرفهٔ ۱"), "{}", inbox.words());
    assert!(seller.get("/messages").has("خواندم"), "looking reads nothing off the list");
    assert_eq!(seller.post("/messages", &[]).status, 303);
    assert!(!seller.get("/messages").has("خواندم"));
    let public = market.app.client().get(&format!("/market/{day}"));
    assert_eq!(public.status, 200);
    assert!(!public.has("رضایی") && !public.has("زهرا"), "{}", public.words());
    assert!(!public.has("این غرفه"), "no stall is sought: {}", public.words());
    assert!(market.app.client().get(&format!("/market/{day}?stall=1")).has("این غرفه"));
    let over = seller.get(&format!("/my/stall/{day}"));
    assert!(over.has("برای شماست") && !over.text().contains("name=\"flexible\""), "{}", over.words());
    let asking = market.manager.get(&format!("{path}/requests"));
    assert!(asking.has("درخواست دارد"), "{}", asking.words());
    let theirs = market.manager.get(&asking.link(&format!("{path}/requests?household=")));
    assert!(theirs.has("درخواست غرفه برای") && theirs.has("فقط همین‌ها را می‌خواهد"), "{}", theirs.words());
    assert!(theirs.text().contains("stall-taken"), "the manager sees who has a stall already");
    let council = market.manager.get(&format!("{path}/plan?names=no"));
    assert!(!council.has("رضایی") && market.manager.get(&format!("{path}/plan")).has("رضایی"));
}

#[test]
fn a_request_taken_back_by_mistake_is_asked_again_with_one_tap() {
    let mut market = Market::open();
    market.draw();
    let day = market.open_day();
    let mut seller = market.seller();
    let path = format!("/my/stall/{day}");
    let asked = see_other(&seller.post(&path, &[("do", "usual")]));
    assert!(seller.get(&asked).has("غرفه برای شنبه ۷ آذر خواسته شد."));
    let gone = see_other(&seller.post(&format!("{path}/withdraw"), &[]));
    let page = seller.get(&gone);
    assert!(page.has("درخواست شنبه ۷ آذر برداشته شد.") && page.has("برگردان"), "{}", page.words());
    let again = see_other(&seller.post(&path, &[("do", "usual")]));
    assert!(seller.get(&again).has("درخواست شما ثبت است"));
    assert!(!seller.get(&gone).has("برگردان"), "nothing is left to be brought back");
}

#[test]
fn a_seller_manages_nothing_and_learns_nothing() {
    let mut market = Market::open();
    market.draw();
    let day = market.open_day();
    let mut seller = market.seller();
    for path in
        [format!("/days/{day}"), format!("/sites/{}", market.site), "/days/77".to_owned(), "/admin/sites".to_owned()]
    {
        assert_eq!(seller.get(&path).status, 404, "{path}");
        assert_eq!(market.app.client().get(&path).status, 303, "{path}");
    }
    assert_eq!(seller.post(&format!("/days/{day}/trial"), &[]).status, 404);
}

#[test]
fn a_row_that_cannot_be_drawn_comes_back_as_it_was_typed() {
    let mut market = Market::open();
    market.draw();
    let row = [("name", "ب"), ("count", "۹۹"), ("first", "۱"), ("width", "۲۰۰"), ("power", "none"), ("baking", "none")];
    let page = market.manager.post(&format!("/sites/{}/rows", market.site), &row);
    assert_eq!(page.status, 422);
    assert!(page.has("عددی از ۱ تا ۶۰ بنویسید") && page.text().contains("value=\"۹۹\""), "{}", page.words());
    let again =
        [("name", "ب"), ("count", "۲"), ("first", "۳"), ("width", "۲۰۰"), ("power", "none"), ("baking", "none")];
    let page = market.manager.post(&format!("/sites/{}/rows", market.site), &again);
    assert!(page.status == 422 && page.has("غرفهٔ ۳ از قبل روی نقشه هست"), "{}", page.words());
}

#[test]
fn a_seller_without_a_password_gets_a_new_card_and_one_with_a_password_does_not() {
    let mut market = Market::open();
    let vendors = format!("/sites/{}/vendors", market.site);
    let form = [
        ("do", "register"),
        ("given-name", "زهرا"),
        ("family-name", "رضایی"),
        ("phone", SELLER),
        ("area", market.neighbourhood.as_str()),
    ];
    let first = market.manager.post(&vendors, &form);
    assert_eq!(first.status, 200, "{}", first.words());
    let page = market.manager.get(&vendors);
    assert!(!page.has("زهرا رضایی"), "who has no shop yet is in no list: {}", page.words());
    let second = market.manager.post(&vendors, &form);
    assert_eq!(second.status, 200, "{}", second.words());
    assert_ne!(first.words(), second.words());
    let other = market.manager.post(
        &vendors,
        &form
            .map(|(name, value)| (name, value.replace("رضایی", "حسینی")))
            .each_ref()
            .map(|(name, value)| (*name, value.as_str())),
    );
    assert!(other.status == 422 && other.has("این شماره"), "{}", other.words());
    make::choose_password(&market.app, &second.words());
    let third = market.manager.post(&vendors, &form);
    assert!(third.status == 422 && third.has("این شماره"), "{}", third.words());
    let mut stranger = market.app.client();
    assert_ne!(stranger.post(&vendors, &form).status, 200);
}

#[test]
fn a_market_manager_does_not_learn_that_a_seller_came_to_be_supported() {
    let mut market = Market::open();
    market.seller();
    let vendors = format!("/sites/{}/vendors", market.site);
    let household = market.manager.get(&vendors).value_of("household");
    let taken = [("do", "take-in"), ("household", household.as_str()), ("category", "bread")];
    see_other(&market.manager.post(&vendors, &taken));
    market.manager.forget_notice();
    let pages = [vendors.clone(), format!("{vendors}?seller={household}")];
    let before = pages.each_ref().map(|page| market.manager.get(page).words());
    assert!(before[1].contains("زهرا رضایی"), "{before:?}");
    open_file(&market.app, &household);
    assert_eq!(pages.each_ref().map(|page| market.manager.get(page).words()), before);
}

/// Opens a case file for a household, as its caseworker would.
fn open_file(app: &App, household: &str) {
    let sql = format!(
        "INSERT INTO institution (id, code, kind, name_fa, name_en) VALUES (1, 'b', 'behzisti', 'ن', 'n'); \
         INSERT INTO case_file (id, household_id, institution_id, opened_on) VALUES (1, {household}, 1, '2026-01-01')"
    );
    let done = match database::server() {
        Some(_) => PgConnection::establish(app.database()).expect("PostgreSQL answers").batch_execute(&sql),
        None => database::sqlite(app.database()).batch_execute(&sql),
    };
    done.expect("a case file");
}

#[test]
fn days_too_far_ahead_too_many_weeks_and_a_negative_first_number_are_refused() {
    let mut market = Market::open();
    let days = format!("/sites/{}/days", market.site);
    let mut open = |year: &str, weeks: &str| {
        let day = [("first-day", "۷"), ("first-month", "9"), ("first-year", year), ("weeks", weeks), ("opens", "480")];
        market.manager.post(&days, &[&day[..], &[("closes", "840")]].concat())
    };
    let far = open("۱۵۰۰", "1");
    assert!(far.status == 422 && far.has("این روز خیلی دور است"), "{}", far.words());
    let many = open("۱۴۰۵", "99");
    assert!(many.status == 422 && many.has("۲۶"), "{}", many.words());
    let row =
        [("name", "الف"), ("count", "۳"), ("first", "-1"), ("width", "۲۰۰"), ("power", "none"), ("baking", "none")];
    let drawn = market.manager.post(&format!("/sites/{}/rows", market.site), &row);
    assert!(drawn.status == 422 && drawn.has("شماره را با عدد بنویسید"), "{}", drawn.words());
}

#[test]
fn an_announcement_too_long_is_refused_and_comes_back_whole() {
    let mut market = Market::open();
    let day = market.open_day();
    let long = "آ".repeat(301);
    let page = market.manager.post(&format!("/days/{day}/announcement"), &[("announcement", long.as_str())]);
    assert!(page.status == 422 && page.has("حداکثر ۳۰۰ حرف") && page.text().contains(&long), "{}", page.words());
}

#[test]
fn wishes_are_touched_on_the_plan_in_order_and_kept_without_script() {
    let mut market = Market::open();
    market.draw();
    let day = market.open_day();
    let mut seller = market.seller();
    let path = format!("/my/stall/{day}");
    let form = seller.get(&path);
    let stalls: Vec<String> = form.values_of("touch");
    assert_eq!(stalls.len(), 3, "{}", form.words());
    let said = [("category", "bread"), ("power", "none"), ("baking", "none"), ("most", "2"), ("least", "2")];
    let touch = |wishes: &str, stall: &str| -> Vec<(String, String)> {
        let fields = said.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let pressed = [("wishes".to_owned(), wishes.to_owned()), ("touch".to_owned(), stall.to_owned())];
        fields.chain(pressed).collect()
    };
    let send = |seller: &mut Client, fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        seller.post(&path, &fields)
    };
    let once = send(&mut seller, touch("", &stalls[2]));
    assert_eq!(once.status, 200, "{}", once.words());
    let twice = send(&mut seller, touch(&once.value_of("wishes"), &stalls[1]));
    assert_eq!(twice.value_of("wishes"), format!("{},{}", stalls[2], stalls[1]));
    assert!(twice.has("دلخواه ۱") && twice.has("دلخواه ۲"), "{}", twice.words());
    let wishes = twice.value_of("wishes");
    let asked = [&said[..], &[("wishes", wishes.as_str()), ("flexible", "no"), ("do", "ask")]].concat();
    assert_eq!(seller.post(&path, &asked).status, 303);
    assert_eq!(seller.get(&path).value_of("wishes"), wishes);

    let few = [&said[..4], &[("least", "3"), ("wishes", ""), ("do", "ask")]].concat();
    let refused = seller.post(&path, &few);
    assert!(refused.status == 422 && refused.has("کمترین تعداد"), "{}", refused.words());

    assert_eq!(market.manager.post(&format!("/days/{day}/trial"), &[]).status, 303);
    let page = market.manager.get(&format!("/days/{day}"));
    let (run, revision) = (page.value_of("run"), page.value_of("revision"));
    let sent = [("run", run.as_str()), ("revision", &revision), ("close", "yes")];
    assert_eq!(market.manager.post(&format!("/days/{day}/publish"), &sent).status, 303);
    assert!(seller.get("/my/stall").has("غرفه‌های ۲ و ۳ برای شماست"));
    assert!(seller.get("/messages").has("غرفه‌های ۲ و ۳"));
    assert!(market.manager.get(&format!("/days/{day}/check-in")).has("۲ و ۳"));
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
    let path = format!("/sites/{}/stalls", market.site);
    assert_eq!(market.manager.post(&path, &tree).status, 303);
    assert!(market.manager.get(&rows).has("درخت"));
    let far = [("do", "obstacle"), ("stall", one.as_str()), ("next", &one), ("kind", "tree"), ("between", "۱۵۰")];
    let refused = market.manager.post(&path, &far);
    assert!(refused.status == 422 && refused.has("کنار هم نیستند"), "{}", refused.words());

    let row = market.manager.get(&rows).value_of("row");
    let ring = [("do", "row"), ("row", row.as_str()), ("row-name", "میدان"), ("ring", "yes")];
    assert_eq!(market.manager.post(&rows, &ring).status, 303);
    let long = "م".repeat(81);
    let refused = market.manager.post(&rows, &[("do", "row"), ("row", row.as_str()), ("row-name", long.as_str())]);
    assert!(refused.status == 422 && refused.text().contains(&format!("value=\"{long}\"")), "{}", refused.words());
    assert!(market.manager.get(&rows).has("حلقه‌ای"));

    let settings = format!("/sites/{}/settings", market.site);
    let rules = [("max-each", "2"), ("refused-first", "yes")];
    assert_eq!(market.manager.post(&settings, &rules).status, 303);
    let unmarked = [("do", "category"), ("category", "bread"), ("required", "yes"), ("max-stalls", "")];
    let refused = market.manager.post(&settings, &unmarked);
    assert!(refused.status == 422 && refused.has("هنوز غرفه‌ای ویژهٔ این دسته نیست"), "{}", refused.words());
    let limited = [("do", "category"), ("category", "bread"), ("max-stalls", "۵"), ("max-vendors", "")];
    assert_eq!(market.manager.post(&settings, &limited).status, 303);
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
    assert_eq!(market.manager.post(&format!("/sites/{}/stalls", market.site), &change).status, 303);
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
fn an_own_stall_is_given_signed_off_and_the_household_goes_away() {
    let mut market = Market::open();
    market.draw();
    market.open_day();
    let mut seller = market.seller();
    let vendors = format!("/sites/{}/vendors", market.site);
    let household = market.manager.get(&vendors).value_of("household");
    let taken = [("do", "take-in"), ("household", household.as_str()), ("category", "bread")];
    see_other(&market.manager.post(&vendors, &taken));
    let theirs = market.manager.get(&vendors).link(&format!("{vendors}?seller="));
    let page = market.manager.get(&theirs);
    let household = page.value_of("household");
    let stall = page.option("stall", "غرفهٔ ۱");
    let give = [("do", "own-give"), ("household", household.as_str()), ("stall", stall.as_str())];
    assert_eq!(market.manager.post(&vendors, &give).status, 303);
    let again = market.manager.post(&vendors, &give);
    assert!(again.status == 422 && again.has("غرفهٔ همیشگی کس دیگری"), "{}", again.words());
    let days = seller.get("/my/stall");
    assert!(days.has("غرفهٔ همیشگی: ۱") && days.has("با غرفهٔ همیشگی"), "{}", days.words());

    let site = days.value_of("site");
    let away = [
        ("do", "absent"),
        ("site", site.as_str()),
        ("from-day", "۵"),
        ("from-month", "9"),
        ("from-year", "۱۴۰۵"),
        ("until-day", "۱۰"),
        ("until-month", "9"),
        ("until-year", "۱۴۰۵"),
    ];
    assert_eq!(seller.post("/my/stall", &away).status, 303);
    let days = seller.get("/my/stall");
    assert!(days.has("غایب") && days.has("این روز در روزهای غیبت است"), "{}", days.words());
    let twice = seller.post("/my/stall", &away);
    assert!(twice.status == 422 && twice.has("از قبل ثبت است"), "{}", twice.words());
    let id = days.value_of("absence");
    assert_eq!(seller.post("/my/stall", &[("do", "present"), ("absence", &id)]).status, 303);
    assert!(!seller.get("/my/stall").has("این روز در روزهای غیبت است"));
    assert_eq!(market.app.client().post("/my/stall", &away).status, 401);
}

#[test]
fn the_same_every_week_is_one_tick_and_one_day_is_skipped_by_itself() {
    let mut market = Market::open();
    market.draw();
    let day = market.open_day();
    let mut seller = market.seller();
    let path = format!("/my/stall/{day}");
    assert!(seller.get(&path).has("هر شنبه همین‌طور"));
    let every = [("do", "ask"), ("category", "bread"), ("power", "none"), ("baking", "none"), ("weekly", "yes")];
    assert_eq!(seller.post(&path, &every).status, 303);
    let next = [
        ("first-day", "۱۴"),
        ("first-month", "9"),
        ("first-year", "۱۴۰۵"),
        ("weeks", "1"),
        ("opens", "480"),
        ("closes", "840"),
    ];
    assert_eq!(market.manager.post(&format!("/sites/{}/days", market.site), &next).status, 303);
    let days = seller.get("/my/stall");
    assert!(days.has("هر هفته") && days.text().matches("درخواست شما ثبت است").count() == 2, "{}", days.words());
    assert_eq!(seller.post(&format!("{path}/withdraw"), &[]).status, 303);
    let days = seller.get("/my/stall");
    assert_eq!(days.text().matches("درخواست شما ثبت است").count(), 1, "{}", days.words());
    let weekly = days.value_of("weekly");
    assert_eq!(seller.post("/my/stall", &[("do", "weekly-end"), ("weekly", &weekly)]).status, 303);
    assert_eq!(seller.post("/my/stall", &[("do", "weekly-end"), ("weekly", &weekly)]).status, 404);
    assert!(!seller.get("/my/stall").has("درخواست شما ثبت است"));
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
