//! Books on the screens: returns, what is used at home, costs, sales written by a caseworker, and months that are closed.
use crate::support::town::{self, Home, Town, date, fields, see_other};
use crate::support::{Client, Page};
use chrono::TimeDelta;

struct Desk {
    town: Town,
    caseworker: Client,
    supervisor: Client,
    home: Home,
    good: String,
}

impl Desk {
    fn open() -> Desk {
        let mut town = Town::open();
        let mut caseworker = town.caseworker();
        let mut home = town.home(&mut caseworker, ("مریم", "کاظمی"));
        let (behzisti, espiari) = (town.behzisti.clone(), town.espiari.clone());
        let supervisor = town.staff("سارا سرپرست", ("supervisor", &behzisti, &espiari));
        let good = town::good(&mut home.producer, "نان لواش");
        Desk { town, caseworker, supervisor, home, good }
    }

    fn give_back(&mut self, sale: &str, more: &[(&str, &str)]) -> Page {
        let form = self.home.producer.get(&format!("/my/sales/{sale}"));
        let (key, line) = (form.value_of("idem"), form.value_of("line"));
        let sent = [&[("idem", key.as_str()), ("line", line.as_str())][..], more].concat();
        self.home.producer.post(&format!("/my/sales/{sale}/return"), &sent)
    }

    /// A month later, with everyone signed in again.
    fn a_month_later(&mut self) {
        self.town.app.advance(TimeDelta::days(31));
        for client in [&mut self.caseworker, &mut self.supervisor, &mut self.home.producer] {
            client.sign_in_again();
        }
    }

    /// Sends the form of the page that asks about the first month of a list which can be closed.
    fn close(&mut self, list: &Page) -> Page {
        let asking = list.links("/casework/months?").into_iter().find(|link| link.contains("close=yes"));
        let page = &self.supervisor.get(&asking.expect("a month to close"));
        assert!(page.has("را می‌بندید. دیگر باز نمی‌شود."), "{}", page.words());
        let [institution, area, month] = ["institution", "area", "month"].map(|name| page.value_of(name));
        let month = [("institution", institution.as_str()), ("area", area.as_str()), ("month", month.as_str())];
        self.supervisor.post("/casework/months", &month)
    }
}

#[test]
fn goods_that_come_back_take_their_money_with_them_and_more_than_was_sold_does_not() {
    let mut desk = Desk::open();
    let sale = town::sell(&mut desk.home.producer, &desk.good.clone(), "3");
    see_other(&desk.give_back(&sale, &[("quantity", "۱"), ("amount", ""), ("goods", "stock")]));
    let page = desk.home.producer.get(&format!("/my/sales/{sale}"));
    assert!(page.has("برگشت ثبت شد.") && page.has("مانده: ۲ عدد، ۵۰٬۰۰۰ تومان"), "{}", page.words());
    assert!(desk.home.producer.get(&format!("/my/sell/{}", desk.good)).has("۱۸ عدد مانده"));
    let more = desk.give_back(&sale, &[("quantity", "۳"), ("goods", "gone")]);
    assert!(more.status == 422 && more.has("فقط ۲ عدد مانده است"), "{}", more.words());
    let dear = desk.give_back(&sale, &[("quantity", "۱"), ("amount", "۶۰۰۰۰"), ("goods", "gone")]);
    assert!(dear.status == 422 && dear.has("بیشتر از ۵۰٬۰۰۰ تومان نمی‌شود برگرداند."), "{}", dear.words());
    assert_eq!(dear.value_of("amount"), "۶۰۰۰۰", "what was typed comes back");
    see_other(&desk.give_back(&sale, &[("quantity", "٢"), ("amount", ""), ("goods", "gone")]));
    assert!(desk.home.producer.get(&format!("/my/sell/{}", desk.good)).has("۱۸ عدد مانده"), "gone goods stay gone");
    assert!(desk.home.producer.get("/my/earnings").has("۰ تومان"));
}

#[test]
fn what_the_family_eats_is_income_and_leaves_the_stock() {
    let mut desk = Desk::open();
    let path = format!("/my/sell/{}", desk.good);
    let key = desk.home.producer.get(&path).value_of("idem");
    let eaten = [("idem", key.as_str()), ("quantity", "۴")];
    let done = see_other(&desk.home.producer.post(&format!("{path}/own-use"), &eaten));
    assert!(desk.home.producer.get(&done).has("آنچه برای خانه برداشتید ثبت شد"));
    assert!(desk.home.producer.get(&path).has("۱۶ عدد مانده"));
    let file = desk.caseworker.get(&desk.home.path());
    assert!(file.has("۱۰۰٬۰۰۰"), "four at 25,000 are mixed income: {}", file.words());
}

#[test]
fn a_wrong_cost_comes_back_as_it_was_typed() {
    let mut desk = Desk::open();
    let key = desk.home.producer.get("/my/costs/new").value_of("idem");
    let cost = [("idem", key.as_str()), ("category", ""), ("amount", "زیاد"), ("day", "1"), ("note", "آرد نانوایی")];
    let page = desk.home.producer.post("/my/costs/new", &cost);
    assert!(page.status == 422 && page.has("بگویید هزینه برای چه بود"), "{}", page.words());
    assert!(page.has("این عدد نیست. مبلغ را با رقم بنویسید، به تومان."), "{}", page.words());
    assert_eq!((page.value_of("amount"), page.value_of("note")), ("زیاد".to_owned(), "آرد نانوایی".to_owned()));
    assert_eq!(page.value_of("idem"), key, "the form keeps its key, so that it counts once");
}

#[test]
fn a_sale_that_the_caseworker_wrote_is_marked_as_such_for_the_producer() {
    let mut desk = Desk::open();
    let path = format!("{}/sales/new", desk.home.path());
    let form = desk.caseworker.get(&path);
    let (good, seller, key) = (form.option("good", "نان لواش"), form.option("seller", "مریم"), form.value_of("idem"));
    let plain = [("idem", key.as_str()), ("good", &good), ("seller", &seller), ("quantity", "۲")];
    let mut send =
        |day: (&str, &str, &str)| town::post(&mut desk.caseworker, &path, &fields(&plain, &[date("sold", day)]));
    let never = send(("1405", "12", "30"));
    assert!(never.status == 422 && never.has("این تاریخ درست نیست"), "{}", never.words());
    assert_eq!(never.value_of("quantity"), "۲");
    let coming = send(("1405", "9", "3"));
    assert!(coming.status == 422 && coming.has("این روز هنوز نیامده"), "{}", coming.words());
    see_other(&send(("1405", "9", "2")));
    let day = desk.home.producer.get("/my");
    assert!(day.has("ثبت مددکار") && day.has("۵۰٬۰۰۰ تومان"), "{}", day.words());
    let sale = desk.home.producer.get("/my/sales").link("/my/sales/1");
    let sale = desk.home.producer.get(&sale);
    assert!(sale.has("این فروش را مددکار برای شما ثبت کرده است"), "{}", sale.words());
    see_other(&desk.home.producer.post(&sale.link("/my/sales/1"), &[]));
    assert!(!desk.home.producer.get("/my").has("۵۰٬۰۰۰ تومان"), "the producer may take it back");
}

#[test]
fn a_sale_written_on_behalf_is_taken_back_by_the_caseworker_and_the_producer_sees_who_did_it() {
    let mut desk = Desk::open();
    let home = desk.home.path();
    let sale = town::sell_on_behalf(&mut desk.caseworker, &desk.home, &desk.good, "2");
    let undo = format!("{home}/sales/{sale}/undo");
    let told = desk.caseworker.get(&format!("{home}?sold={sale}"));
    assert!(told.has("فروش برای خانوار ثبت شد") && told.link(&undo) == undo, "{}", told.words());
    assert_eq!(desk.caseworker.get(&format!("{home}/rows")).link(&undo), undo);
    see_other(&desk.caseworker.post(&undo, &[]));
    assert!(desk.caseworker.get(&home).has("فروش برگردانده شد"));
    assert!(desk.caseworker.get(&format!("{home}/rows")).links(&undo).is_empty());
    let list = desk.home.producer.get("/my/sales");
    assert!(list.has("مددکار برگرداند"), "{}", list.words());
    let page = desk.home.producer.get(&format!("/my/sales/{sale}"));
    assert!(page.has("این فروش را مددکار برگردانده است"), "{}", page.words());
}

#[test]
fn a_caseworker_does_not_take_back_what_the_household_wrote_itself() {
    let mut desk = Desk::open();
    let home = desk.home.path();
    let sale = town::sell(&mut desk.home.producer, &desk.good.clone(), "2");
    assert_eq!(desk.caseworker.post(&format!("{home}/sales/{sale}/undo"), &[]).status, 404);
    assert!(desk.caseworker.get(&format!("{home}/rows")).links(&format!("{home}/sales/{sale}")).is_empty());
    assert!(desk.home.producer.get("/my").has("۵۰٬۰۰۰ تومان"));
}

#[test]
fn a_closed_month_keeps_its_total_whatever_comes_later() {
    let mut desk = Desk::open();
    let sale = town::sell(&mut desk.home.producer, &desk.good.clone(), "3");
    assert!(desk.supervisor.get("/casework/months").has("هنوز تمام نشده"));
    let early = [("institution", desk.town.behzisti.as_str()), ("area", &desk.town.espiari), ("month", "140509")];
    let early = desk.supervisor.post("/casework/months", &early);
    assert!(early.status == 422 && early.has("این ماه هنوز تمام نشده است"), "{}", early.words());

    desk.a_month_later();
    let list = desk.supervisor.get("/casework/months");
    assert!(list.has("بستن آذر ۱۴۰۵") && list.has("فروش خالص: ۷۵٬۰۰۰ تومان"), "{}", list.words());
    see_other(&desk.close(&list));
    let said = "آذر ۱۴۰۵ اسپیاری با فروش خالص ۷۵٬۰۰۰ تومان بسته شد";
    assert!(desk.supervisor.get("/casework/months").has(said));
    let again = [("institution", desk.town.behzisti.as_str()), ("area", &desk.town.espiari), ("month", "140509")];
    let again = desk.supervisor.post("/casework/months", &again);
    assert!(again.status == 422 && again.has("این ماه قبلاً بسته شده است"), "{}", again.words());

    see_other(&desk.give_back(&sale, &[("quantity", "۳"), ("amount", ""), ("goods", "stock")]));
    let list = desk.supervisor.get("/casework/months");
    assert!(list.has("آذر ۱۴۰۵، اسپیاری فروش خالص: ۷۵٬۰۰۰ تومان") || list.has("۷۵٬۰۰۰ تومان"), "{}", list.words());
    assert!(list.has("دی ۱۴۰۵"), "the return stands in the open month: {}", list.words());
}

#[test]
fn what_was_taken_for_the_home_is_listed_apart_counts_as_left_and_can_be_taken_back() {
    let mut desk = Desk::open();
    let path = format!("/my/sell/{}", desk.good);
    let key = desk.home.producer.get(&path).value_of("idem");
    see_other(&desk.home.producer.post(&format!("{path}/own-use"), &[("idem", key.as_str()), ("quantity", "۴")]));
    let earnings = desk.home.producer.get("/my/earnings");
    assert!(earnings.has("آنچه برای خانه برداشتید"), "{}", earnings.words());
    assert!(!earnings.has("هزینه‌های آخر"), "it is no cost: {}", earnings.words());
    assert_eq!(
        earnings.words().matches("۱۰۰٬۰۰۰").count(),
        5,
        "used and left, above and in the table, and in the list"
    );
    let undo = earnings.link("/my/costs/1");
    let done = see_other(&desk.home.producer.post(&undo, &[]));
    let earnings = desk.home.producer.get(&done);
    assert!(earnings.has("مصرف خانه برداشته شد") && !earnings.has("۱۰۰٬۰۰۰"), "{}", earnings.words());
    assert!(desk.home.producer.get(&path).has("۲۰ عدد مانده"), "the goods are in stock again");
    see_other(&desk.home.producer.post(&undo, &[]));
    assert!(desk.home.producer.get(&path).has("۲۰ عدد مانده"), "once only");
}

#[test]
fn the_form_of_an_undone_sale_says_so_when_it_comes_again_and_sells_when_pressed_once_more() {
    let mut desk = Desk::open();
    let path = format!("/my/sell/{}", desk.good);
    let key = desk.home.producer.get(&path).value_of("idem");
    let form = [("idem", key.as_str()), ("quantity", "3")];
    let sale = see_other(&desk.home.producer.post(&path, &form));
    let sale = sale.split("sold=").nth(1).expect("the sale").to_owned();
    see_other(&desk.home.producer.post(&format!("/my/sales/{sale}/undo"), &[]));
    assert!(desk.home.producer.get("/my").has("هنوز فروشی نیست"), "an undone sale is not counted");
    let again = desk.home.producer.post(&path, &form);
    assert!(again.status == 422 && again.has("این فروش را برگردانده بودید"), "{}", again.words());
    let fresh = again.value_of("idem");
    assert_ne!(fresh, key);
    see_other(&desk.home.producer.post(&path, &[("idem", fresh.as_str()), ("quantity", "3")]));
    assert!(desk.home.producer.get(&path).has("۱۷ عدد مانده"));
}

#[test]
fn a_cost_of_no_day_and_a_note_too_long_come_back_with_what_was_typed() {
    let mut desk = Desk::open();
    let key = desk.home.producer.get("/my/costs/new").value_of("idem");
    let long = "آ".repeat(201);
    let cost = [("idem", key.as_str()), ("category", "inputs"), ("amount", "۵۰۰۰"), ("day", "-3"), ("note", &long)];
    let page = desk.home.producer.post("/my/costs/new", &cost);
    assert!(page.status == 422 && page.has("این روز هنوز نیامده"), "{}", page.words());
    assert!(page.has("حداکثر ۲۰۰ حرف") && page.value_of("note") == long, "{}", page.words());
}

#[test]
fn a_losing_month_is_drawn_as_a_loss_and_the_table_has_the_income_before_support() {
    let mut desk = Desk::open();
    let home = desk.home.path();
    town::sell(&mut desk.home.producer, &desk.good.clone(), "3");
    assert!(!desk.caseworker.get(&home).has("زیان"));
    let key = desk.home.producer.get("/my/costs/new").value_of("idem");
    let cost = [("idem", key.as_str()), ("category", "inputs"), ("amount", "۴۰۰٬۰۰۰"), ("day", "0")];
    see_other(&desk.home.producer.post("/my/costs/new", &cost));
    let told = fields(&[("good-months", "۱۲"), ("good", "۲۰۰۰۰۰")], &[date("taken", ("1405", "8", "1"))]);
    see_other(&town::post(&mut desk.caseworker, &format!("{home}/baseline"), &told));
    let file = desk.caseworker.get(&home);
    assert!(file.has("زیان: هزینه بیشتر از درآمد") && file.has("بیشترین زیان: ۳۲۵٬۰۰۰ تومان"), "{}", file.words());
    assert_eq!(file.text().matches("class=\"chart-loss\"").count(), 2, "a bar and its key");
    let table = file.text().split("<table").nth(1).unwrap_or_default().to_owned();
    assert!(table.contains("میانگین یک ماه پیش از حمایت") && table.contains("۲۰۰٬۰۰۰"), "{table}");
}

#[test]
fn each_figure_of_a_month_opens_to_its_own_rows_and_their_sum() {
    let mut desk = Desk::open();
    let home = desk.home.path();
    let good = desk.good.clone();
    town::sell(&mut desk.home.producer, &good, "3");
    let sell = format!("/my/sell/{good}");
    let key = desk.home.producer.get(&sell).value_of("idem");
    see_other(&desk.home.producer.post(&format!("{sell}/own-use"), &[("idem", key.as_str()), ("quantity", "۴")]));
    let key = desk.home.producer.get("/my/costs/new").value_of("idem");
    let cost = [("idem", key.as_str()), ("category", "inputs"), ("amount", "۴۰٬۰۰۰"), ("day", "0"), ("note", "کیسه")];
    see_other(&desk.home.producer.post("/my/costs/new", &cost));
    let file = desk.caseworker.get(&home);
    let rows = [("&kind=sales", "۷۵٬۰۰۰ تومان"), ("&kind=costs", "۴۰٬۰۰۰ تومان"), ("&kind=own-use", "۱۰۰٬۰۰۰ تومان")];
    for (kind, sum) in rows.into_iter().chain([("", "۱۳۵٬۰۰۰ تومان")]) {
        let path = format!("{home}/rows?month=140509{kind}");
        assert!(file.links(&path).contains(&path), "the figure leads to {path}");
        let page = desk.caseworker.get(&path);
        assert!(page.has("جمع همهٔ این ردیف‌ها") && page.has(sum), "{path}: {}", page.words());
        let is_cost = kind.is_empty() || kind.ends_with("costs");
        assert_eq!(page.has("هزینه، آرد و مواد: کیسه"), is_cost, "{path}: {}", page.words());
        let is_negative = page.words().contains('\u{2212}');
        assert_eq!(is_negative, kind.is_empty(), "a cost is a minus only beside what was sold: {path}");
    }
}

#[test]
fn what_is_given_back_for_an_earlier_sale_does_not_make_todays_takings_negative() {
    let mut desk = Desk::open();
    let earlier = town::sell(&mut desk.home.producer, &desk.good.clone(), "3");
    desk.town.app.advance(TimeDelta::days(1));
    desk.home.producer.sign_in_again();
    see_other(&desk.home.producer.post(&format!("/my/sales/{earlier}/undo"), &[]));
    let day = desk.home.producer.get("/my");
    assert!(day.has("فروش امروز۰ تومانهنوز فروشی نیست"), "{}", day.words());
    assert!(day.has("پس‌داده برای فروش‌های پیش از امروز۷۵٬۰۰۰ تومان"), "{}", day.words());
    let today = town::sell(&mut desk.home.producer, &desk.good.clone(), "2");
    see_other(&desk.give_back(&today, &[("quantity", "۱"), ("amount", ""), ("goods", "stock")]));
    let tiles = desk.home.producer.get("/my/sell");
    assert!(tiles.has("فروش امروز۲۵٬۰۰۰ تومان") && tiles.has("۷۵٬۰۰۰ تومان"), "{}", tiles.words());
}

#[test]
fn a_whole_sale_is_undone_within_fourteen_days_and_later_its_goods_come_back() {
    let mut desk = Desk::open();
    let good = desk.good.clone();
    let [first, second] = [0, 1].map(|_| town::sell(&mut desk.home.producer, &good, "3"));
    desk.town.app.advance(TimeDelta::days(14));
    desk.home.producer.sign_in_again();
    let undo = format!("/my/sales/{first}/undo");
    assert_eq!(desk.home.producer.get(&format!("/my/sales/{first}")).link(&undo), undo);
    see_other(&desk.home.producer.post(&undo, &[]));
    desk.town.app.advance(TimeDelta::days(1));
    desk.home.producer.sign_in_again();
    let late = desk.home.producer.get(&format!("/my/sales/{second}"));
    assert!(late.has("یک‌جا برنمی‌گردد") && !late.text().contains("/undo\""), "{}", late.words());
    let refused = desk.home.producer.post(&format!("/my/sales/{second}/undo"), &[]);
    assert!(refused.status == 422 && refused.has("یک‌جا برنمی‌گردد"), "{}", refused.words());
    see_other(&desk.give_back(&second, &[("quantity", "۳"), ("amount", ""), ("goods", "stock")]));
    assert!(desk.home.producer.get(&format!("/my/sell/{good}")).has("۲۰ عدد مانده"));
}

#[test]
fn a_total_ten_times_the_listed_price_is_asked_about_once_in_words() {
    let mut desk = Desk::open();
    let path = format!("/my/sell/{}", desk.good);
    let key = desk.home.producer.get(&path).value_of("idem");
    for slip in ["۷۵۰۰۰۰", "۷۵۰۰"] {
        let asked = desk.home.producer.post(&path, &[("idem", &key), ("quantity", "۳"), ("amount", slip)]);
        assert!(asked.status == 422 && asked.has("به قیمت همیشگی ۷۵٬۰۰۰ تومان می‌شود"), "{}", asked.words());
        assert_eq!((asked.value_of("amount").as_str(), asked.value_of("idem")), (slip, key.clone()));
    }
    let dear = [("idem", key.as_str()), ("quantity", "۳"), ("amount", "۷۵۰۰۰۰")];
    let asked = desk.home.producer.post(&path, &dear);
    assert!(asked.has("۳ نان لواش، ۷۵۰٬۰۰۰ تومان؟") && asked.has("هفتصد و پنجاه هزار تومان"), "{}", asked.words());
    let sure = asked.value_of("sure");
    let other = [&dear[..2], &[("amount", "۷۵۰۰"), ("sure", sure.as_str())]].concat();
    assert_eq!(desk.home.producer.post(&path, &other).status, 422, "the answer was about another amount");
    let done = see_other(&desk.home.producer.post(&path, &[&dear[..], &[("sure", sure.as_str())]].concat()));
    assert!(desk.home.producer.get(&done).has("۷۵۰٬۰۰۰ تومان"));
}

#[test]
fn a_caseworker_is_asked_about_a_total_far_from_the_listed_price() {
    let mut desk = Desk::open();
    let path = format!("{}/sales/new", desk.home.path());
    let form = desk.caseworker.get(&path);
    let (good, seller, key) = (form.option("good", "نان لواش"), form.option("seller", "مریم"), form.value_of("idem"));
    let plain = [("idem", key.as_str()), ("good", &good), ("seller", &seller), ("quantity", "۲"), ("amount", "۵۰۰۰")];
    let asked = town::post(&mut desk.caseworker, &path, &fields(&plain, &[town::today("sold")]));
    assert!(asked.status == 422 && asked.has("به قیمت همیشگی ۵۰٬۰۰۰ تومان می‌شود"), "{}", asked.words());
    let sure = asked.value_of("sure");
    let sent = [&plain[..], &[("sure", sure.as_str())]].concat();
    see_other(&town::post(&mut desk.caseworker, &path, &fields(&sent, &[town::today("sold")])));
}

#[test]
fn a_cost_far_above_the_greatest_of_its_kind_is_asked_about_and_the_first_is_not() {
    let mut desk = Desk::open();
    let mut spend = |kind: &str, amount: &str, sure: &str| {
        let key = desk.home.producer.get("/my/costs/new").value_of("idem");
        let cost = [("idem", key.as_str()), ("category", kind), ("amount", amount), ("day", "0"), ("sure", sure)];
        desk.home.producer.post("/my/costs/new", &cost)
    };
    see_other(&spend("inputs", "۴۰۰٬۰۰۰", ""));
    see_other(&spend("inputs", "۲٬۰۰۰٬۰۰۰", ""));
    see_other(&spend("energy", "۹۰٬۰۰۰٬۰۰۰", ""));
    let asked = spend("inputs", "۲۰٬۰۰۰٬۰۰۰", "");
    assert!(asked.status == 422 && asked.has("بیست میلیون تومان"), "{}", asked.words());
    assert!(asked.has("بیشترین هزینهٔ پیشین از این نوع ۲٬۰۰۰٬۰۰۰ تومان"), "{}", asked.words());
    see_other(&spend("inputs", "۲۰٬۰۰۰٬۰۰۰", &asked.value_of("sure")));
}
