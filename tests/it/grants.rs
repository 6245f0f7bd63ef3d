//! Grants and machines on the screens: awarded, handed over, taken back, handed to another, lent, proposed and decided.
use crate::support::town::{self, Home, Town, date, fields, see_other, today};
use crate::support::{Client, Page};

type Day = (&'static str, &'static str, &'static str);
const EARLY: Day = ("1405", "8", "2");
const LATER: Day = ("1405", "8", "20");

struct Desk {
    town: Town,
    by: Client,
    baker: Home,
    neighbour: Home,
}

impl Desk {
    fn open() -> Desk {
        let mut town = Town::open();
        let mut by = town.caseworker();
        let baker = town.home(&mut by, ("مریم", "کاظمی"));
        let neighbour = town.home(&mut by, ("زهرا", "احمدی"));
        Desk { town, by, baker, neighbour }
    }

    fn take_back(&mut self, machine: &str, to: &str, on: Day) -> Page {
        let plain = [("to", to), ("reason", "خانوار از آمل رفت")];
        town::post(&mut self.by, &format!("{machine}/return"), &fields(&plain, &[date("on", on)]))
    }
}

#[test]
fn a_granted_oven_tells_who_paid_what_to_the_rial_and_waits_in_the_depot() {
    let mut desk = Desk::open();
    let machine = town::grant_oven(&mut desk.by, &desk.baker, "SM-1");
    let card = desk.by.get(&machine);
    assert!(card.has("کمک و دستگاه ثبت شد") && card.has("در انبار، آمادهٔ تحویل"), "{}", card.words());
    for part in ["۹۵٬۰۰۰٬۰۰۰", "۷۰٬۰۰۰٬۰۰۰", "۲۵٬۰۰۰٬۰۰۰", "SM-1", "صنعت مازند"]
    {
        assert!(card.has(part), "{part}: {}", card.words());
    }
    let grant = desk.by.get(&card.link("/casework/grants/1"));
    assert!(grant.has("۷۰٬۰۰۰٬۰۰۰ تومان") && grant.has("۱ آبان ۱۴۰۵"), "{}", grant.words());
    assert!(desk.by.get(&desk.baker.path()).links("/casework/grants/1").len() == 1);
}

#[test]
fn a_machine_goes_to_a_household_comes_back_and_goes_to_another() {
    let mut desk = Desk::open();
    let machine = town::grant_oven(&mut desk.by, &desk.baker, "SM-1");
    see_other(&town::hand_over(&mut desk.by, &machine, &desk.baker, EARLY));
    assert!(desk.by.get(&desk.baker.path()).links(&machine).contains(&machine));
    let again = town::hand_over(&mut desk.by, &machine, &desk.baker, LATER);
    assert!(again.status == 422 && again.has("دستگاه همین حالا هم آنجاست"), "{}", again.words());

    let before = desk.take_back(&machine, "depot", ("1405", "8", "1"));
    assert!(before.status == 422 && before.has("روزی بعد از آن را بنویسید"), "{}", before.words());
    assert_eq!(before.value_of("reason"), "خانوار از آمل رفت", "what was typed comes back");
    see_other(&desk.take_back(&machine, "depot", LATER));
    see_other(&town::hand_over(&mut desk.by, &machine, &desk.neighbour, ("1405", "8", "25")));
    let card = desk.by.get(&machine);
    let history = ["از ۲ آبان ۱۴۰۵ تا ۲۰ آبان ۱۴۰۵", "از ۲۰ آبان ۱۴۰۵ تا ۲۵ آبان ۱۴۰۵", "از ۲۵ آبان ۱۴۰۵"];
    for line in history.into_iter().chain(["مریم کاظمی", "زهرا احمدی", "در انبار"]) {
        assert!(card.has(line), "{line}: {}", card.words());
    }
}

const NOW: Day = ("1405", "9", "2");

#[test]
fn a_machine_handed_to_the_wrong_family_goes_to_the_right_one_the_same_day() {
    let mut desk = Desk::open();
    let machine = town::grant_oven(&mut desk.by, &desk.baker, "SM-1");
    let list = desk.by.get(&format!("{machine}/hand-over"));
    let places = ["کاظمی", "این دستگاه برای همین خانوار تصویب شده است", "احمدی"].map(|name| list.words().find(name));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}: {}", list.words());
    see_other(&town::hand_over(&mut desk.by, &machine, &desk.neighbour, NOW));
    let direct = town::hand_over(&mut desk.by, &machine, &desk.baker, NOW);
    assert!(direct.status == 422 && direct.has("همین امروز به خانوار دیگری تحویل شده است"), "{}", direct.words());
    assert!(desk.by.get(&format!("{machine}/return")).has("آن تحویل بی‌اثر می‌شود"));
    see_other(&desk.take_back(&machine, "depot", NOW));
    assert!(!desk.by.get(&format!("{machine}/return")).has("آن تحویل بی‌اثر می‌شود"));
    see_other(&town::hand_over(&mut desk.by, &machine, &desk.baker, NOW));
    let card = desk.by.get(&machine);
    assert!(card.has("همان روز پس گرفته شد") && card.has("خانوار از آمل رفت"), "{}", card.words());
    assert!(card.has("همان روز به جای دیگری رفت"), "the depot had it for no day: {}", card.words());
    assert_eq!(card.text().matches("این تحویل بی‌اثر است").count(), 1, "{}", card.words());
    assert!(desk.by.get(&desk.neighbour.path()).links(&machine).is_empty(), "it was never theirs");
    assert!(desk.by.get(&desk.baker.path()).links(&machine).contains(&machine));
    assert!(desk.neighbour.producer.get("/my/goods/new").text().matches("name=\"machine\"").count() == 0);
}

/// Lists bread that the household's oven bakes; gives the good's id.
fn bread(home: &mut Home) -> String {
    let oven = home.producer.get("/my/goods/new").value_of("machine");
    let bread = [("name", "نان"), ("price", "۲۵۰۰۰"), ("unit", "piece"), ("category", "bread"), ("stock", "۹")];
    see_other(&home.producer.post("/my/goods/new", &[&bread[..], &[("machine", oven.as_str())]].concat()));
    home.producer.get("/my").link("/my/sell/").trim_start_matches("/my/sell/").to_owned()
}

#[test]
fn what_a_machine_and_its_grant_earned_is_the_sum_of_all_who_sold_with_it() {
    let mut desk = Desk::open();
    let (behzisti, espiari) = (desk.town.behzisti.clone(), desk.town.espiari.clone());
    let mut auditor = desk.town.staff("ناظر", ("auditor", &behzisti, &espiari));
    let machine = town::grant_oven(&mut desk.by, &desk.baker, "SM-1");
    see_other(&town::hand_over(&mut desk.by, &machine, &desk.baker, EARLY));
    assert!(desk.by.get(&machine).has("در دوازده ماه گذشته فروشی ثبت نشده است"));
    let hers = bread(&mut desk.baker);
    town::sell(&mut desk.baker.producer, &hers, "2");
    let undone = town::sell(&mut desk.baker.producer, &hers, "4");
    see_other(&desk.baker.producer.post(&format!("/my/sales/{undone}/undo"), &[]));
    desk.town.app.advance(chrono::TimeDelta::hours(24));
    for client in [&mut desk.by, &mut desk.neighbour.producer, &mut auditor] {
        client.sign_in_again();
    }
    see_other(&town::hand_over(&mut desk.by, &machine, &desk.neighbour, ("1405", "9", "3")));
    let theirs = bread(&mut desk.neighbour);
    town::sell(&mut desk.neighbour.producer, &theirs, "1");
    let card = desk.by.get(&machine);
    assert!(card.has("۷۵٬۰۰۰ تومان") && card.has("جمع فروش همهٔ فروشنده‌ها"), "{}", card.words());
    let grant = card.link("/casework/grants/1");
    let rows = |page: &Page, home: &Home| page.links(&format!("{}/rows?month=140509&by=", home.path()));
    for (home, words) in [(&desk.baker, "۵۰٬۰۰۰"), (&desk.neighbour, "۲۵٬۰۰۰")] {
        let [link] = rows(&card, home).try_into().expect("a row of the table");
        let behind = desk.by.get(&link);
        assert!(card.has(words) && behind.has(&format!("{words} تومان")), "{}", behind.words());
    }
    let page = desk.by.get(&grant);
    assert!(page.has("۵۵٬۲۶۳٫۱ تومان"), "70 of 95 parts, to the rial: {}", page.words());
    assert!(rows(&page, &desk.baker).len() == 1 && rows(&page, &desk.neighbour).len() == 1, "{}", page.words());
    for path in [&machine, &grant] {
        let page = auditor.get(path);
        assert!(page.has("پروندهٔ ") && !page.has("کاظمی") && !page.has("احمدی"), "{}", page.words());
    }
}

#[test]
fn a_handing_over_of_today_stands_once_something_made_with_the_machine_was_sold() {
    let mut desk = Desk::open();
    let machine = town::grant_oven(&mut desk.by, &desk.baker, "SM-1");
    see_other(&town::hand_over(&mut desk.by, &machine, &desk.neighbour, NOW));
    let bread = bread(&mut desk.neighbour);
    town::sell(&mut desk.neighbour.producer, &bread, "2");
    let refused = desk.take_back(&machine, "depot", NOW);
    assert_eq!(refused.status, 422, "{}", refused.words());
    assert!(!desk.by.get(&machine).has("همان روز پس گرفته شد"));
}

#[test]
fn a_machine_goes_to_another_caseworkers_neighbourhood_by_a_supervisor_of_both() {
    let mut desk = Desk::open();
    let (behzisti, espiari) = (desk.town.behzisti.clone(), desk.town.espiari.clone());
    let (country, upper) = (desk.town.country.clone(), desk.town.other_neighbourhood.clone());
    let mut colleague = desk.town.staff("نرگس مددکار", ("caseworker", &behzisti, &upper));
    desk.town.espiari = upper;
    let there = desk.town.home(&mut colleague, ("سمیه", "دریایی"));
    let machine = town::grant_oven(&mut desk.by, &desk.baker, "SM-1");
    see_other(&town::hand_over(&mut desk.by, &machine, &desk.baker, EARLY));
    assert!(desk.by.get(&machine).has("مسئول مددکاری هر دو محله آن را پس می‌گیرد"));
    assert_eq!(desk.by.get(&format!("{machine}/hand-over?household={}", there.id)).status, 404);
    assert_eq!(town::hand_over(&mut desk.by, &machine, &there, LATER).status, 404);
    let mut local = desk.town.staff("سارا سرپرست", ("supervisor", &behzisti, &espiari));
    assert!(local.get(&machine).links(&format!("{machine}/return")).len() == 1, "all of it is in Espiari");
    assert_eq!(town::hand_over(&mut local, &machine, &there, LATER).status, 404);
    let mut both = desk.town.staff("لیلا سرپرست", ("supervisor", &behzisti, &country));
    let list = both.get(&format!("{machine}/hand-over"));
    assert!(list.has("دریایی") && !list.has("کاظمی"), "not the one that holds it: {}", list.words());
    see_other(&town::hand_over(&mut both, &machine, &there, LATER));
    assert!(colleague.get(&there.path()).links(&machine).contains(&machine));
    assert_eq!(both.get(&format!("{machine}/use-rights")).status, 404, "lending stays with the caseworkers");
    assert!(local.get(&machine).links(&format!("{machine}/return")).is_empty(), "part of it is elsewhere now");
    assert_eq!(local.get(&format!("{machine}/return")).status, 404);
}

#[test]
fn a_machine_that_went_to_another_neighbourhood_names_to_each_caseworker_only_their_own() {
    const ELSEWHERE: &str = "خانواری در محدودهٔ دیگر";
    let mut desk = Desk::open();
    let (behzisti, espiari) = (desk.town.behzisti.clone(), desk.town.espiari.clone());
    let (country, upper) = (desk.town.country.clone(), desk.town.other_neighbourhood.clone());
    let mut colleague = desk.town.staff("نرگس مددکار", ("caseworker", &behzisti, &upper));
    desk.town.espiari = upper;
    let there = desk.town.home(&mut colleague, ("سمیه", "دریایی"));
    let machine = town::grant_oven(&mut desk.by, &desk.baker, "SM-1");
    see_other(&town::hand_over(&mut desk.by, &machine, &desk.baker, EARLY));
    assert_eq!(colleague.get(&machine).status, 404, "nothing of it concerns her yet");
    let mut both = desk.town.staff("لیلا سرپرست", ("supervisor", &behzisti, &country));
    see_other(&town::hand_over(&mut both, &machine, &there, LATER));

    for path in [machine.as_str(), "/casework/equipment"] {
        let page = desk.by.get(path);
        assert!(page.has(ELSEWHERE) && !page.has("دریایی"), "{}", page.words());
        assert!(page.links(&there.path()).is_empty(), "{path}");
        let page = colleague.get(path);
        assert!(page.has("سمیه دریایی") && !page.has("کاظمی"), "{}", page.words());
    }
    assert!(colleague.get(&machine).has(ELSEWHERE) && both.get(&machine).has("مریم کاظمی"));
    let mut auditor = desk.town.staff("ناظر", ("auditor", &behzisti, &espiari));
    let page = auditor.get(&machine);
    assert!(page.has(ELSEWHERE) && page.has("پروندهٔ ") && !page.has("کاظمی"), "{}", page.words());

    for form in ["return", "hand-over", "use-rights"] {
        let path = format!("{machine}/{form}");
        assert!(desk.by.get(&machine).links(&path).is_empty(), "{form}");
        assert_eq!(desk.by.get(&path).status, 404, "{form}");
        assert_eq!(colleague.get(&path).status, 200, "{form}");
    }
    assert_eq!(desk.take_back(&machine, "depot", NOW).status, 404);
    assert_eq!(town::hand_over(&mut desk.by, &machine, &desk.baker, NOW).status, 404);
    let back = fields(&[("to", "repair"), ("reason", "لولا")], &[date("on", ("1405", "8", "25"))]);
    see_other(&town::post(&mut colleague, &format!("{machine}/return"), &back));
    let card = colleague.get(&machine);
    assert!(card.has("دستگاه به تعمیرگاه رفت.") && card.has("سمیه دریایی"), "she reads on: {}", card.words());
    assert!(card.has("دستگاه اکنون دست هیچ خانواری نیست"), "{}", card.words());
    assert!(desk.by.get(&machine).links(&format!("{machine}/return")).len() == 1, "it is nobody's: its grant's again");
}

#[test]
fn a_handing_over_without_its_answers_says_which_ones() {
    let mut desk = Desk::open();
    let machine = town::grant_oven(&mut desk.by, &desk.baker, "SM-1");
    let sent = fields(&[("household", desk.baker.id.as_str())], &[date("handed", ("1405", "13", "1"))]);
    let page = town::post(&mut desk.by, &format!("{machine}/hand-over"), &sent);
    for sentence in [
        "بگویید چه کسی تحویل گرفت.",
        "وضع دستگاه را بگویید.",
        "بگویید شرایط را پذیرفت یا نه.",
        "این تاریخ درست نیست. روز، ماه و سال را ببینید.",
    ] {
        assert!(page.status == 422 && page.has(sentence), "{sentence}: {}", page.words());
    }
}

#[test]
fn income_before_support_is_asked_for_the_newest_grant_and_the_first_answer_is_what_counts() {
    let mut desk = Desk::open();
    let home = desk.baker.path();
    let tell = |desk: &mut Desk, grant: &str, (amount, day): (&str, Day)| {
        let plain = [("grant", grant), ("good-months", "۱۲"), ("good", amount)];
        town::post(&mut desk.by, &format!("{home}/baseline"), &fields(&plain, &[date("taken", day)]))
    };
    see_other(&tell(&mut desk, "", ("۳۰۰۰۰۰", ("1405", "7", "1"))));
    town::grant_oven(&mut desk.by, &desk.baker, "SM-1");
    let form = desk.by.get(&format!("{home}/baseline"));
    let text = form.text();
    let list = text.split("name=\"grant\"").nth(1).and_then(|rest| rest.split(" selected").next()).unwrap_or_default();
    let grant = list.rsplit("value=\"").next().unwrap_or_default().trim_end_matches('"').to_owned();
    assert!(grant.len() > 6 && form.has("پیش از هر کمکی"), "{grant}: {}", form.text());
    see_other(&tell(&mut desk, &grant, ("۹۰۰۰۰۰", EARLY)));
    let page = desk.by.get(&home);
    let text = page.text();
    let table = text.split("<table").nth(1).and_then(|rest| rest.split("</table>").next()).unwrap_or_default();
    assert!(table.contains("۳۰۰٬۰۰۰") && !table.contains("۹۰۰٬۰۰۰"), "{table}");
    assert!(page.has("درآمد پیش از کمک دیگر") && page.has("۹۰۰٬۰۰۰ تومان"), "{}", page.words());
    let wrong = [("good-months", "۱۳"), ("closed-months", "-")];
    let wrong = fields(&wrong, &[date("taken", EARLY)]);
    let page = town::post(&mut desk.by, &format!("{home}/baseline"), &wrong);
    assert!(page.has("ماه‌های خوب: عددی از ۰ تا ۱۲") && page.has("ماه‌های بی‌کار: عددی"), "{}", page.words());
}

#[test]
fn a_machine_that_was_not_taken_over_stays_where_it_is() {
    let mut desk = Desk::open();
    let machine = town::grant_oven(&mut desk.by, &desk.baker, "SM-1");
    let plain = [
        ("household", desk.baker.id.as_str()),
        ("receiver", &desk.baker.person),
        ("condition", "new"),
        ("accepted", "no"),
    ];
    let sent = fields(&plain, &[date("handed", EARLY)]);
    see_other(&town::post(&mut desk.by, &format!("{machine}/hand-over"), &sent));
    let card = desk.by.get(&machine);
    assert!(card.has("مریم کاظمی تحویل نگرفت") && card.has("در انبار، آمادهٔ تحویل"), "{}", card.words());
}

#[test]
fn a_machine_is_not_handed_to_someone_else_than_a_member_nor_in_a_day_to_come() {
    let mut desk = Desk::open();
    let machine = town::grant_oven(&mut desk.by, &desk.baker, "SM-1");
    let other = [("household", desk.baker.id.as_str()), ("receiver", &desk.neighbour.person), ("condition", "new")];
    let sent = fields(&[&other[..], &[("accepted", "yes")]].concat(), &[date("handed", EARLY)]);
    let page = town::post(&mut desk.by, &format!("{machine}/hand-over"), &sent);
    assert!(page.status == 422 && page.has("عضو این خانوار نبوده است"), "{}", page.words());
    let page = town::hand_over(&mut desk.by, &machine, &desk.baker, ("1405", "9", "3"));
    assert!(page.status == 422 && page.has("این روز هنوز نیامده است"), "{}", page.words());
}

#[test]
fn a_lent_machine_shows_who_else_works_with_it_until_that_ends() {
    let mut desk = Desk::open();
    let machine = town::grant_oven(&mut desk.by, &desk.baker, "SM-1");
    see_other(&town::hand_over(&mut desk.by, &machine, &desk.baker, EARLY));
    let path = format!("{machine}/use-rights");
    let lent = [("household", desk.neighbour.id.as_str()), ("agreement", "دوشنبه‌ها صبح")];
    let sent = fields(&lent, &[today("starts"), date("last", ("", "1", ""))]);
    see_other(&town::post(&mut desk.by, &path, &sent));
    let again = town::post(&mut desk.by, &path, &sent);
    assert!(again.status == 422 && again.has("حق استفاده دارد"), "{}", again.words());
    let card = desk.by.get(&machine);
    assert!(card.has("زهرا احمدی") && card.has("دوشنبه‌ها صبح"), "{}", card.words());
    see_other(&desk.by.post(&card.link(&format!("{path}/1")), &[]));
    assert!(desk.by.get(&machine).links(&format!("{path}/1")).is_empty());
}

#[test]
fn a_grant_of_nothing_and_a_serial_number_known_already_come_back_as_typed() {
    let mut desk = Desk::open();
    town::grant_oven(&mut desk.by, &desk.baker, "SM-1");
    let path = format!("{}/grants/new", desk.neighbour.path());
    let form = desk.by.get(&path);
    let (programme, key) = (form.option("programme", ""), form.value_of("idem"));
    let mut send = |serial: &str, own: &str| {
        let plain = [
            ("idem", key.as_str()),
            ("decision", "paper"),
            ("programme", programme.as_str()),
            ("paper", "۱۲/۳۴"),
            ("kind", "asset"),
            ("machine", "oven"),
            ("maker", "صنعت مازند"),
            ("serial", serial),
            ("cost", "۱۰۰۰"),
            ("own", own),
        ];
        let sent = fields(&plain, &["awarded", "acquired", "decided"].map(|name| date(name, EARLY)));
        town::post(&mut desk.by, &path, &sent)
    };
    let nothing = send("SM-2", "۱۰۰۰");
    assert!(nothing.status == 422 && nothing.has("چیزی برای کمک نمی‌ماند"), "{}", nothing.words());
    assert_eq!((nothing.value_of("serial"), nothing.value_of("own")), ("SM-2".to_owned(), "۱۰۰۰".to_owned()));
    let known = send("SM-1", "۱۰");
    assert!(known.status == 422 && known.has("با همین سازنده و شمارهٔ سریال ثبت شده است"), "{}", known.words());
}

/// Proposes what the household needs; gives the key of the form.
fn propose(by: &mut Client, path: &str, (kind, amount, reason): (&str, &str, &str)) -> String {
    let form = by.get(path);
    let (programme, key) = (form.option("programme", ""), form.value_of("idem"));
    let wish = [("programme", programme.as_str()), ("kind", kind), ("amount", amount), ("reason", reason)];
    see_other(&by.post(path, &[&wish[..], &[("idem", key.as_str())]].concat()));
    key
}

/// Sends the form of a grant on the approval that waits.
fn award(by: &mut Client, home: &Home, (kind, amount): (&str, &str)) -> Page {
    let path = format!("{}/grants/new", home.path());
    let form = by.get(&path);
    let decision = form.text().split("name=\"decision\" value=\"1").nth(1).map(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        format!("1{digits}")
    });
    let key = form.value_of("idem");
    let plain = [
        ("idem", key.as_str()),
        ("decision", decision.as_deref().unwrap_or_default()),
        ("kind", kind),
        ("amount", amount),
    ];
    town::post(by, &path, &fields(&plain, &[today("awarded")]))
}

#[test]
fn a_grant_is_what_was_approved_and_no_more_of_it() {
    let mut desk = Desk::open();
    let (behzisti, espiari) = (desk.town.behzisti.clone(), desk.town.espiari.clone());
    propose(&mut desk.by, &format!("{}/proposals/new", desk.baker.path()), ("loan", "۵٬۰۰۰٬۰۰۰", "آرد"));
    let mut supervisor = desk.town.staff("سارا سرپرست", ("supervisor", &behzisti, &espiari));
    let proposal = supervisor.get("/casework/decisions").link("/casework/decisions/1");
    see_other(&supervisor.post(&proposal, &[("outcome", "approved")]));
    let other = award(&mut desk.by, &desk.baker, ("training", "۱۰۰۰"));
    assert!(other.status == 422 && other.has("آنچه تصویب شده «وام» است"), "{}", other.words());
    let more = award(&mut desk.by, &desk.baker, ("loan", "۵٬۰۰۰٬۰۰۱"));
    assert!(more.status == 422 && more.has("تا ۵٬۰۰۰٬۰۰۰ تومان تصویب شده است"), "{}", more.words());
    see_other(&award(&mut desk.by, &desk.baker, ("loan", "۴٬۰۰۰٬۰۰۰")));
}

#[test]
fn a_form_that_arrives_twice_makes_one_grant_and_one_proposal() {
    let mut desk = Desk::open();
    let path = format!("{}/grants/new", desk.baker.path());
    let form = desk.by.get(&path);
    let (programme, key) = (form.option("programme", ""), form.value_of("idem"));
    let plain = [
        ("idem", key.as_str()),
        ("decision", "paper"),
        ("programme", programme.as_str()),
        ("paper", "۱۲/۳۴"),
        ("kind", "asset"),
        ("machine", "oven"),
        ("cost", "۹۵٬۰۰۰٬۰۰۰"),
    ];
    let sent = fields(&plain, &["awarded", "acquired", "decided"].map(|name| date(name, EARLY)));
    let first = see_other(&town::post(&mut desk.by, &path, &sent));
    assert_eq!(see_other(&town::post(&mut desk.by, &path, &sent)), first);
    assert_eq!(desk.by.get("/casework/equipment").links("/casework/equipment/1").len(), 1);
    let without = town::post(&mut desk.by, &path, &sent[1..]);
    assert!(without.status == 422 && without.has("این صفحه قدیمی بود"), "{}", without.words());

    let path = format!("{}/proposals/new", desk.baker.path());
    let key = propose(&mut desk.by, &path, ("loan", "۵۰۰۰", "آرد"));
    let wish =
        [("idem", key.as_str()), ("programme", &programme), ("kind", "loan"), ("amount", "۵۰۰۰"), ("reason", "آرد")];
    see_other(&desk.by.post(&path, &wish));
    let (behzisti, espiari) = (desk.town.behzisti.clone(), desk.town.espiari.clone());
    let mut supervisor = desk.town.staff("سارا سرپرست", ("supervisor", &behzisti, &espiari));
    assert_eq!(supervisor.get("/casework/decisions").links("/casework/decisions/1").len(), 1);
}

#[test]
fn what_a_caseworker_proposes_a_supervisor_decides_and_then_it_is_granted() {
    let mut desk = Desk::open();
    let (behzisti, espiari) = (desk.town.behzisti.clone(), desk.town.espiari.clone());
    let path = format!("{}/proposals/new", desk.baker.path());
    propose(&mut desk.by, &path, ("loan", "۵٬۰۰۰٬۰۰۰", "خرید آرد برای عید"));
    let mut supervisor = desk.town.staff("سارا سرپرست", ("supervisor", &behzisti, &espiari));
    let list = supervisor.get("/casework/decisions");
    assert!(list.has("خرید آرد برای عید") && list.has("۵٬۰۰۰٬۰۰۰ تومان"), "{}", list.words());
    let proposal = list.link("/casework/decisions/1");
    see_other(&supervisor.post(&proposal, &[("outcome", "approved")]));
    assert!(supervisor.get("/casework/decisions").has("تصویب شد."));
    see_other(&supervisor.post(&proposal, &[("outcome", "refused")]));
    assert!(supervisor.get("/casework/decisions").has("کسی پیش از شما تصمیم گرفته است"));

    let grant = see_other(&award(&mut desk.by, &desk.baker, ("loan", "۵٬۰۰۰٬۰۰۰")));
    assert!(desk.by.get(&grant).has("۵٬۰۰۰٬۰۰۰ تومان"));
}

#[test]
fn a_refusal_says_why_and_the_caseworker_learns_it() {
    let mut desk = Desk::open();
    let (behzisti, espiari) = (desk.town.behzisti.clone(), desk.town.espiari.clone());
    let home = desk.baker.path();
    propose(&mut desk.by, &format!("{home}/proposals/new"), ("loan", "۵٬۰۰۰٬۰۰۰", "آرد برای عید"));
    let file = desk.by.get(&home);
    assert!(file.has("منتظر تصمیم") && file.has("آرد برای عید"), "{}", file.words());
    let mut supervisor = desk.town.staff("سارا سرپرست", ("supervisor", &behzisti, &espiari));
    let proposal = supervisor.get("/casework/decisions").link("/casework/decisions/1");
    let silent = supervisor.post(&proposal, &[("outcome", "refused"), ("reason", " ")]);
    assert!(silent.status == 422 && silent.has("بنویسید چرا رد می‌کنید"), "{}", silent.words());
    see_other(&supervisor.post(&proposal, &[("outcome", "refused"), ("reason", "بودجهٔ امسال تمام شد")]));
    let file = desk.by.get(&home);
    assert!(file.has("۲ آذر ۱۴۰۵ رد شد") && file.has("دلیل: بودجهٔ امسال تمام شد"), "{}", file.words());
    let inbox = desk.by.get("/messages");
    assert!(inbox.has("پیشنهادتان رد شد") && !inbox.has("مریم کاظمی"), "{}", inbox.words());
}

#[test]
fn nobody_decides_on_a_proposal_of_their_own() {
    let mut desk = Desk::open();
    let (behzisti, espiari) = (desk.town.behzisti.clone(), desk.town.espiari.clone());
    let (mut both, id) = desk.town.person("همه‌کاره");
    desk.town.give_role(&id, ("caseworker", &behzisti, &espiari));
    desk.town.give_role(&id, ("supervisor", &behzisti, &espiari));
    both.sign_in_again();
    let path = format!("{}/proposals/new", desk.baker.path());
    propose(&mut both, &path, ("loan", "۵۰۰۰", "آرد"));
    let list = both.get("/casework/decisions");
    assert!(list.has("پیشنهاد خودتان است؛ دیگری تصمیم می‌گیرد."), "{}", list.words());
    let mut other = desk.town.staff("سارا سرپرست", ("supervisor", &behzisti, &espiari));
    let proposal = other.get("/casework/decisions").link("/casework/decisions/1");
    see_other(&both.post(&proposal, &[("outcome", "approved")]));
    assert!(other.get("/casework/decisions").links("/casework/decisions/1").contains(&proposal), "it is still open");
}

#[test]
fn income_before_support_is_asked_before_the_machine_comes_and_once() {
    let mut desk = Desk::open();
    let path = format!("{}/baseline", desk.baker.path());
    let mut tell = |good: &str, day: Day| {
        let plain = [
            ("good-months", good),
            ("good", "۴۰۰۰۰۰۰"),
            ("average-months", "۶"),
            ("average", "۲۵۰۰۰۰۰"),
            ("bad-months", "2"),
            ("bad", "۱۰۰۰۰۰۰"),
            ("closed-months", "١"),
            ("other", ""),
        ];
        town::post(&mut desk.by, &path, &fields(&plain, &[date("taken", day)]))
    };
    let eleven = tell("۲", EARLY);
    assert!(eleven.status == 422 && eleven.has("جمع ماه‌ها ۱۱ شد"), "{}", eleven.words());
    assert_eq!(eleven.value_of("good"), "۴۰۰۰۰۰۰");
    see_other(&tell("۳", EARLY));
    let page = desk.by.get(&desk.baker.path());
    assert!(page.has("۲٬۴۱۶٬۶۶۷ تومان"), "3 at 40, 6 at 25, 2 at 10 and 1 closed: {}", page.words());
}

#[test]
fn income_before_support_is_corrected_with_a_reason_and_the_page_shows_which_counts() {
    let mut desk = Desk::open();
    let home = desk.baker.path();
    let plain = [("good-months", "۱۲"), ("good", "۴۰۰۰۰۰۰۰"), ("other", "۱۰۰۰۰۰")];
    let told = fields(&plain, &[date("taken", EARLY)]);
    see_other(&town::post(&mut desk.by, &format!("{home}/baseline"), &told));
    let path = desk.by.get(&home).link(&format!("{home}/baseline/1"));
    let form = desk.by.get(&path);
    let typed = (form.value_of("good-months"), form.value_of("good"), form.value_of("other"));
    assert_eq!((typed.0.as_str(), typed.1.as_str(), typed.2.as_str()), ("۱۲", "۴۰۰۰۰۰۰۰", "۱۰۰۰۰۰"));
    let right = |reason: &str| {
        fields(&[("good-months", "۱۲"), ("good", "۴۰۰۰۰۰۰"), ("reason", reason)], &[date("taken", EARLY)])
    };
    let without = town::post(&mut desk.by, &path, &right(""));
    assert!(without.status == 422 && without.has("در یک جمله بنویسید چرا"), "{}", without.words());
    assert_eq!(without.value_of("good"), "۴۰۰۰۰۰۰");
    see_other(&town::post(&mut desk.by, &path, &right("یک صفر زیاد بود")));
    let page = desk.by.get(&home);
    let (counts, corrected) =
        page.text().split_once("پیش از اصلاح").map(|(a, b)| (a.to_owned(), b.to_owned())).expect("both");
    assert!(counts.contains("۴٬۰۰۰٬۰۰۰") && counts.contains("یک صفر زیاد بود"), "{}", page.words());
    assert!(!counts.contains("۴۰٬۰۰۰٬۰۰۰") && corrected.contains("۴۰٬۰۰۰٬۰۰۰"), "{}", page.words());
    let late = town::post(&mut desk.by, &path, &right("دوباره"));
    assert!(late.status == 422 && late.has("این نوشته پیش‌تر اصلاح شده است"), "{}", late.words());
    let elsewhere = path.replace(&home, "/casework/households/123");
    assert_eq!(desk.by.get(&elsewhere).status, 404);
}

#[test]
fn a_member_leaves_a_household_by_the_button_of_its_page_but_the_last_one_stays() {
    let mut desk = Desk::open();
    let home = desk.baker.path();
    let son = [("relation", "child"), ("given-name", "علی"), ("family-name", "کاظمی")];
    see_other(&desk.by.post(&format!("{home}/members/new"), &son));
    let page = desk.by.get(&home);
    let ends_of = |page: &Page| -> Vec<String> {
        page.links(&format!("{home}/members/1")).into_iter().filter(|link| link.ends_with("/end")).collect()
    };
    let ends = ends_of(&page);
    assert!(ends.len() == 1 && page.has("پایان عضویت علی کاظمی"), "{}", page.words());
    assert!(page.has("سرپرست را نمی‌شود همین‌طور بیرون گذاشت"), "{}", page.words());
    let links = page.links(&format!("{home}/members/1"));
    let head = links.iter().find(|link| !link.ends_with("/end")).expect("the head's page");
    let head = format!("{head}/end");
    desk.town.app.advance(chrono::TimeDelta::hours(24));
    desk.by.sign_in_again();
    let end = ends.first().expect("a form").clone();
    see_other(&desk.by.post(&end, &[]));
    let page = desk.by.get(&home);
    assert!(
        page.has("عضویت این فرد تمام شد.") && page.has("عضوهای پیشین") && page.has("علی کاظمی"),
        "{}",
        page.words()
    );
    assert!(ends_of(&page).is_empty(), "the last one has no such button");
    assert_ne!(head, end);
    see_other(&desk.by.post(&head, &[]));
    assert!(desk.by.get(&home).has("این تنها عضو خانوار است"));
    for link in [format!("{home}/details"), format!("{home}/stall")] {
        assert!(page.links(&link).contains(&link), "the page leads to {link}");
        assert_eq!(desk.by.get(&link).status, 200);
    }
}

#[test]
fn a_year_of_the_other_calendar_is_refused_with_the_calendar_of_the_form() {
    let mut desk = Desk::open();
    let path = format!("{}/baseline", desk.baker.path());
    let told = |year| fields(&[("closed-months", "12")], &[date("taken", (year, "8", "1"))]);
    let mixed = town::post(&mut desk.by, &path, &told("2026"));
    assert!(mixed.status == 422 && mixed.has("سال را شمسی بنویسید؛ مثل ۱۴۰۵."), "{}", mixed.words());
    let mixed = town::post(&mut desk.by, &format!("/en{path}"), &told("1405"));
    assert!(mixed.status == 422 && mixed.has("Write the year as 2026."), "{}", mixed.words());
    see_other(&town::post(&mut desk.by, &path, &told("۱۴۰۵")));
}

#[test]
fn the_head_leaves_only_after_another_member_became_the_head() {
    let mut desk = Desk::open();
    let home = desk.baker.path();
    let head = desk.by.get(&home).links(&format!("{home}/members/1")).first().expect("the head's page").clone();
    let son = [("relation", "child"), ("given-name", "علی"), ("family-name", "کاظمی")];
    see_other(&desk.by.post(&format!("{home}/members/new"), &son));
    see_other(&desk.by.post(&format!("{head}/end"), &[]));
    assert!(desk.by.get(&home).has("اول سرپرست تازه را انتخاب کنید."));
    let links = desk.by.get(&home).links(&format!("{home}/members/1"));
    let son = links.iter().find(|link| !link.ends_with("/end") && **link != head).expect("the son's page").clone();
    assert!(desk.by.get(&son).has("علی کاظمی سرپرست شود"));
    see_other(&desk.by.post(&format!("{son}/head"), &[]));
    let page = desk.by.get(&home);
    assert!(page.has("سرپرست تازه ثبت شد.") && page.has("علی کاظمی سرپرست خانوار شد"), "{}", page.words());
    assert!(page.has("پدر یا مادر"), "the head before is the parent of the new one: {}", page.words());
    see_other(&desk.by.post(&format!("{head}/end"), &[]));
    assert!(desk.by.get(&home).has("عضویت این فرد تمام شد."));
}
