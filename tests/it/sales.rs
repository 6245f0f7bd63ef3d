//! Selling over HTTP: two taps, undo, the last loaves, and who sees what in a case file.
use crate::support::{App, Client, Page, make, town};

const CASEWORKER: &str = "09120000002";
const PRODUCER: &str = "09130000001";

/// An office with a neighbourhood, its caseworker, and a household of it that sells bread.
struct Bazaar {
    app: App,
    caseworker: Client,
    producer: Client,
    household: String,
    /// The path on which the bread is sold.
    bread: String,
}

/// The id of an area, from a link about it.
fn id_in(link: &str) -> String {
    link.split('/').nth(3).unwrap_or_default().to_owned()
}

fn see_other(page: &Page) -> String {
    assert_eq!(page.status, 303, "{}", page.words());
    page.location().to_owned()
}

/// The neighbourhood of a new tree of areas, made on the screens; gives its id.
fn neighbourhood(admin: &mut Client) -> String {
    let mut place = id_in(&admin.get("/admin/areas").links("/admin/areas/").remove(0));
    for name in ["Mazandaran", "Amol", "Amol City", "Espiari"] {
        let path = format!("/admin/areas/{place}");
        see_other(&admin.post(&path, &[("name-fa", name), ("name-en", name)]));
        let known = place.clone();
        let page = admin.get(&path);
        let text = page.text();
        let below = text.split("<main").nth(1).unwrap_or_default();
        place = below
            .split("href=\"/admin/areas/")
            .skip(1)
            .filter_map(|rest| rest.split(['"', '/']).next())
            .map(str::to_owned)
            .filter(|id| *id != known && !id.is_empty())
            .last()
            .unwrap_or_else(|| panic!("no place below in {text}"));
    }
    place
}

impl Bazaar {
    fn open(loaves: &str) -> Bazaar {
        let app = App::start();
        let mut admin = make::admin(&app);
        let area = neighbourhood(&mut admin);
        see_other(
            &admin
                .post("/admin/institutions", &[("kind", "behzisti"), ("name-fa", "بهزیستی"), ("name-en", "Behzisti")]),
        );
        let id = make::person(&app, &mut admin, "مریم مددکار", CASEWORKER);
        let roles = admin.get(&format!("/admin/people/{id}"));
        let institution = option_of(&roles, "institution", "بهزیستی");
        make::role(&app, &mut admin, &id, ("caseworker", &institution, &area));
        let mut caseworker = app.client();
        caseworker.sign_in(CASEWORKER, make::PASSWORD);
        let key = caseworker.get("/casework/households/new").value_of("idem");
        let head = [
            ("given-name", "زهرا"),
            ("family-name", "نان‌پز"),
            ("area", area.as_str()),
            ("phone", PRODUCER),
            ("idem", key.as_str()),
        ];
        let household = see_other(&caseworker.post("/casework/households/new", &head));
        let invite = format!("{household}/invite");
        let person = caseworker.get(&invite).value_of("person");
        let card = caseworker.post(&invite, &[("person", &person), ("phone", PRODUCER)]);
        assert_eq!(card.status, 200, "{}", card.words());
        make::choose_password(&app, &card.words());
        let mut producer = app.client();
        producer.sign_in(PRODUCER, make::PASSWORD);
        let good =
            [("name", "نان لواش"), ("price", "۲۵۰۰۰"), ("unit", "piece"), ("category", "bread"), ("stock", loaves)];
        see_other(&producer.post("/my/goods/new", &good));
        let bread = producer.get("/my").link("/my/sell/");
        Bazaar { app, caseworker, producer, household, bread }
    }

    /// Sells so many loaves with a fresh form.
    fn sell(&mut self, loaves: &str) -> Page {
        let key = self.producer.get(&self.bread).value_of("idem");
        self.producer.post(&self.bread, &[("idem", &key), ("quantity", loaves)])
    }
}

/// The value of the option of a select whose word holds `word`.
fn option_of(page: &Page, select: &str, word: &str) -> String {
    let text = page.text();
    let list = text.split(&format!("name=\"{select}\"")).nth(1).and_then(|rest| rest.split("</select>").next());
    list.unwrap_or_default()
        .split("value=\"")
        .find(|option| option.contains(word))
        .and_then(|option| option.split('"').next())
        .unwrap_or_else(|| panic!("no {word} in {select}: {text}"))
        .to_owned()
}

#[test]
fn a_mother_sells_three_loaves_in_two_taps_and_takes_them_back_in_one() {
    let mut bazaar = Bazaar::open("20");
    let day = bazaar.producer.get("/my");
    assert!(day.links("/my/sell/").contains(&bazaar.bread), "the loaf is a tile of the first screen");
    let done = see_other(&bazaar.sell("3"));
    let page = bazaar.producer.get(&done);
    assert!(page.has("فروش ثبت شد: ۳ نان لواش، ۷۵٬۰۰۰ تومان."), "{}", page.words());
    assert!(bazaar.producer.get("/my").has("۷۵٬۰۰۰ تومان"));
    let undo = page.link("/my/sales/");
    let back = see_other(&bazaar.producer.post(&undo, &[("from", "sell")]));
    assert_eq!(back, "/my/sell", "whoever sells goes on selling");
    assert!(bazaar.producer.get(&back).has("فروش برداشته شد."));
    assert!(bazaar.producer.get(&bazaar.bread).has("۲۰ عدد مانده"));
}

#[test]
fn the_same_form_sent_twice_is_one_sale() {
    let mut bazaar = Bazaar::open("20");
    let key = bazaar.producer.get(&bazaar.bread).value_of("idem");
    let first = see_other(&bazaar.producer.post(&bazaar.bread, &[("idem", &key), ("quantity", "3")]));
    let again = see_other(&bazaar.producer.post(&bazaar.bread, &[("idem", &key), ("quantity", "3")]));
    assert_eq!(again, format!("{first}&again=yes"));
    assert!(bazaar.producer.get(&again).has("این فروش قبلاً ثبت شده بود"));
    assert!(bazaar.producer.get(&bazaar.bread).has("۱۷ عدد مانده"));
}

#[test]
fn a_form_whose_key_is_none_comes_back_with_one() {
    let mut bazaar = Bazaar::open("20");
    let bread = bazaar.bread.clone();
    let page = bazaar.producer.post(&bread, &[("idem", "x"), ("quantity", "3")]);
    assert_eq!(page.status, 422);
    assert!(page.has("این صفحه قدیمی بود."), "{}", page.words());
    let key = page.value_of("idem");
    see_other(&bazaar.producer.post(&bread, &[("idem", &key), ("quantity", "3")]));
}

#[test]
fn an_amount_typed_before_the_unit_changed_is_asked_for_again() {
    let mut bazaar = Bazaar::open("20");
    let bread = bazaar.bread.clone();
    let form = bazaar.producer.get(&bread);
    assert_eq!(form.value_of("amount-unit"), "toman");
    let key = form.value_of("idem");
    let sale = [("idem", key.as_str()), ("quantity", "3"), ("amount", "75000"), ("amount-unit", "rial")];
    let page = bazaar.producer.post(&bread, &sale);
    assert_eq!((page.status, page.value_of("amount").as_str()), (422, "75000"));
    assert!(page.has("مبلغ را به تومان بنویسید."), "{}", page.words());
    assert_eq!(page.value_of("amount-unit"), "toman");
}

#[test]
fn an_amount_whose_unit_is_not_told_is_asked_for_again() {
    let mut bazaar = Bazaar::open("20");
    let bread = bazaar.bread.clone();
    let key = bazaar.producer.get(&bread).value_of("idem");
    for unit in ["", "dollar"] {
        let sale = [("idem", key.as_str()), ("quantity", "3"), ("amount", "75000"), ("amount-unit", unit)];
        let page = bazaar.producer.post(&bread, &sale);
        assert_eq!((page.status, page.value_of("amount").as_str()), (422, "75000"), "{unit}");
        assert!(page.has("مبلغ را به تومان بنویسید."), "{}", page.words());
        assert_eq!(page.value_of("amount-unit"), "toman");
    }
    let whole = [("idem", key.as_str()), ("quantity", "3"), ("amount", ""), ("amount-unit", "")];
    see_other(&bazaar.producer.post(&bread, &whole));
}

#[test]
fn what_cannot_be_sold_comes_back_with_a_sentence() {
    let mut bazaar = Bazaar::open("2");
    let page = bazaar.sell("3");
    assert_eq!(page.status, 422);
    assert!(page.has("فقط ۲ عدد نان لواش مانده است. تعداد را کم کنید یا موجودی را درست کنید."), "{}", page.words());
    assert_eq!(bazaar.sell("یک").status, 422);
    assert_eq!(bazaar.sell("۰").status, 422);
}

#[test]
fn sellers_of_one_neighbourhood_sell_at_once_and_every_sale_stands_in_the_chain() {
    let mut town = town::Town::open();
    let mut by = town.caseworker();
    let mut homes: Vec<_> = ["مریم", "زهرا", "فاطمه", "لیلا"]
        .iter()
        .map(|name| {
            let mut home = town.home(&mut by, (name, "کاظمی"));
            let good = town::good(&mut home.producer, "نان لواش");
            (home, good)
        })
        .collect();
    std::thread::scope(|scope| {
        for (home, good) in &homes {
            for number in 0..5 {
                let (mut client, path) = (home.producer.copy(), format!("/my/sell/{good}"));
                scope.spawn(move || {
                    let key = format!("at-once-{number}");
                    see_other(&client.post(&path, &[("idem", &key), ("quantity", "1")]));
                });
            }
        }
    });
    for (home, good) in &mut homes {
        assert!(home.producer.get(&format!("/my/sell/{good}")).has("۱۵ عدد مانده"));
    }
}

#[test]
fn two_hundred_at_once_buy_the_last_five_loaves_and_five_get_one() {
    let mut bazaar = Bazaar::open("5");
    let bread = bazaar.bread.clone();
    let answers: Vec<Page> = std::thread::scope(|scope| {
        let buyers: Vec<_> = (0..200)
            .map(|number| {
                let (mut client, bread) = (bazaar.producer.copy(), bread.clone());
                scope.spawn(move || {
                    let key = format!("buyer-number-{number}");
                    let form = [("idem", key.as_str()), ("quantity", "1")];
                    // A server too busy to read a request says 408; the phone sends it again, and it still counts once.
                    let mut tries = (0..20).map(|_| client.post(&bread, &form));
                    tries.find(|page| page.status != 408).expect("an answer")
                })
            })
            .collect();
        buyers.into_iter().map(|buyer| buyer.join().expect("an answer")).collect()
    });
    let sold = answers.iter().filter(|page| page.status == 303).count();
    let refused = answers.iter().filter(|page| page.status == 422 && page.has("نان لواش تمام شده است.")).count();
    let others: Vec<u16> =
        answers.iter().map(|page| page.status).filter(|status| ![303, 422].contains(status)).collect();
    assert_eq!((sold, refused), (5, 195), "others: {others:?}");
    assert!(bazaar.producer.get(&bread).has("۰ عدد مانده"));
    assert!(bazaar.producer.get("/my").has("۱۲۵٬۰۰۰ تومان"));
}

#[test]
fn a_usual_number_at_another_price_takes_one_field() {
    let mut bazaar = Bazaar::open("20");
    let key = bazaar.producer.get(&bazaar.bread).value_of("idem");
    let sale = [("idem", key.as_str()), ("picked", "3"), ("quantity", ""), ("amount", "۷۰٬۰۰۰")];
    let done = see_other(&bazaar.producer.post(&bazaar.bread, &sale));
    assert!(bazaar.producer.get(&done).has("فروش ثبت شد: ۳ نان لواش، ۷۰٬۰۰۰ تومان."));
}

#[test]
fn a_cost_is_written_down_and_taken_back() {
    let mut bazaar = Bazaar::open("20");
    let key = bazaar.producer.get("/my/costs/new").value_of("idem");
    let cost = [("idem", key.as_str()), ("category", "inputs"), ("amount", "۴۰۰٬۰۰۰"), ("day", "0"), ("note", "آرد")];
    let earnings = see_other(&bazaar.producer.post("/my/costs/new", &cost));
    let page = bazaar.producer.get(&earnings);
    assert!(page.has("هزینه ثبت شد: ۴۰۰٬۰۰۰ تومان.") && page.has("آرد و مواد: آرد"), "{}", page.words());
    let undo = page.link("/my/costs/1");
    see_other(&bazaar.producer.post(&undo, &[]));
    assert!(!bazaar.producer.get("/my/earnings").has("آرد و مواد: آرد"));
}

#[test]
fn the_caseworker_sees_each_figure_with_its_rows_and_sells_on_behalf() {
    let mut bazaar = Bazaar::open("20");
    see_other(&bazaar.sell("3"));
    let file = bazaar.caseworker.get(&bazaar.household);
    assert_eq!(file.status, 200);
    assert!(file.has("۷۵٬۰۰۰") && file.has("وسایل خود خانوار"), "{}", file.words());
    let rows = file.link(&format!("{}/rows?", bazaar.household));
    assert!(bazaar.caseworker.get(&rows).has("نان لواش"));
    let (path, sent) = on_behalf(&mut bazaar);
    see_other(&town::post(&mut bazaar.caseworker, &path, &sent));
    assert!(bazaar.producer.get("/my").has("ثبت مددکار"));
    let public = bazaar.app.client().get(&bazaar.household);
    assert_eq!(public.status, 303, "a visitor is asked to sign in");
    assert_eq!(bazaar.producer.get(&bazaar.household).status, 404, "a producer sees no case file");
}

/// The form in which the caseworker writes down that the household sold two breads today, and where it goes.
fn on_behalf(bazaar: &mut Bazaar) -> (String, Vec<(String, String)>) {
    let path = format!("{}/sales/new", bazaar.household);
    let form = bazaar.caseworker.get(&path);
    let (good, seller) = (option_of(&form, "good", "نان لواش"), option_of(&form, "seller", "زهرا"));
    let key = form.value_of("idem");
    let plain = [("idem", key.as_str()), ("good", &good), ("seller", &seller), ("quantity", "2")];
    (path, town::fields(&plain, &[town::today("sold")]))
}

#[test]
fn a_seller_is_told_once_of_a_sale_that_was_written_down_for_them() {
    let mut bazaar = Bazaar::open("20");
    see_other(&bazaar.sell("3"));
    let told = "یک فروش برایتان ثبت شد";
    assert!(!bazaar.producer.get("/messages").has(told), "one's own sale is no news");
    let (path, sent) = on_behalf(&mut bazaar);
    for _ in 0..2 {
        see_other(&town::post(&mut bazaar.caseworker, &path, &sent));
    }
    let inbox = bazaar.producer.get("/messages");
    assert_eq!(inbox.text().matches(told).count(), 1, "{}", inbox.words());
    assert!(inbox.has("به مبلغ ۵۰٬۰۰۰ تومان"), "{}", inbox.words());
}

#[test]
fn a_sale_that_is_refused_tells_nobody() {
    let mut bazaar = Bazaar::open("1");
    let (path, sent) = on_behalf(&mut bazaar);
    assert_eq!(town::post(&mut bazaar.caseworker, &path, &sent).status, 422);
    assert!(!bazaar.producer.get("/messages").has("یک فروش برایتان ثبت شد"));
}

#[test]
fn a_sale_to_another_household_is_found_by_its_shop_and_stands_in_its_book_as_a_cost() {
    let mut town = town::Town::open();
    let mut caseworker = town.caseworker();
    let mut baker = town.home(&mut caseworker, ("زهرا", "نان‌پز"));
    let mut buyer = town.home(&mut caseworker, ("مریم", "کاظمی"));
    let bread = town::good(&mut baker.producer, "نان لواش");
    town::good(&mut buyer.producer, "کیک خانگی");
    let shop = buyer.producer.get("/my/shop").link("/s/");
    let path = format!("{}/sales/new", baker.path());
    let mut send = |shop: &str| {
        let key = caseworker.get(&path).value_of("idem");
        let plain = [
            ("idem", key.as_str()),
            ("good", bread.as_str()),
            ("seller", baker.person.as_str()),
            ("quantity", "2"),
            ("buyer", shop),
        ];
        town::post(&mut caseworker, &path, &town::fields(&plain, &[town::today("sold")]))
    };
    let unknown = send("فروشگاه ناکجا");
    assert_eq!(unknown.status, 422);
    assert!(unknown.has("فروشگاهی با این نام یا کد نیست"), "{}", unknown.words());
    assert_eq!(unknown.value_of("buyer"), "فروشگاه ناکجا");
    see_other(&send(&shop));
    let earnings = buyer.producer.get("/my/earnings");
    assert!(earnings.has("نان لواش") && earnings.has("۵۰٬۰۰۰"), "{}", earnings.words());
    assert!(baker.producer.get("/my/earnings").has("۵۰٬۰۰۰"), "gross sales keep it");
}
