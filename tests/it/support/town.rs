//! A small town made through the screens: two cities, two institutions, and people of every role. What a test needs more
//! it makes with the same hands: households, goods, machines, sites.
use super::{App, Client, Page, make};

/// The start of a path of something that has an id.
fn id_after<'a>(link: &'a str, start: &str) -> &'a str {
    link.strip_prefix(start).unwrap_or_default().split('/').next().unwrap_or_default()
}

/// The address that an answer leads to; panics when the form came back instead.
pub fn see_other(page: &Page) -> String {
    assert_eq!(page.status, 303, "{}", page.words());
    page.location().to_owned()
}

pub struct Town {
    pub app: App,
    pub admin: Client,
    /// The area above all others.
    pub country: String,
    pub city: String,
    pub espiari: String,
    pub other_city: String,
    pub other_neighbourhood: String,
    pub behzisti: String,
    pub emdad: String,
    phones: u32,
}

/// A household with the account of its head.
pub struct Home {
    pub id: String,
    pub person: String,
    pub producer: Client,
}

impl Home {
    /// The path of its case file.
    pub fn path(&self) -> String {
        format!("/casework/households/{}", self.id)
    }
}

/// Today, 2 Azar 1405, in the three fields of a date.
pub fn today(name: &str) -> Vec<(String, String)> {
    date(name, ("1405", "9", "2"))
}

/// The three fields of a date.
pub fn date(name: &str, (year, month, day): (&str, &str, &str)) -> Vec<(String, String)> {
    let field = |part: &str, value: &str| (format!("{name}-{part}"), value.to_owned());
    vec![field("year", year), field("month", month), field("day", day)]
}

/// Fields of several kinds, one after the other.
pub fn fields(plain: &[(&str, &str)], dates: &[Vec<(String, String)>]) -> Vec<(String, String)> {
    let plain = plain.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    plain.chain(dates.iter().flatten().cloned()).collect()
}

pub fn post(client: &mut Client, path: &str, fields: &[(String, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.post(path, &fields)
}

impl Town {
    pub fn open() -> Town {
        Town::of(App::start())
    }

    pub fn of(app: App) -> Town {
        let mut admin = make::admin(&app);
        let first = admin.get("/admin/areas").link("/admin/areas/1");
        let country = id_after(&first, "/admin/areas/").to_owned();
        let mut town = Town {
            app,
            admin,
            country,
            city: String::new(),
            espiari: String::new(),
            other_city: String::new(),
            other_neighbourhood: String::new(),
            behzisti: String::new(),
            emdad: String::new(),
            phones: 100,
        };
        let country = town.country.clone();
        let province = town.area(&country, "مازندران", "Mazandaran");
        let county = town.area(&province, "شهرستان آمل", "Amol");
        town.city = town.area(&county, "آمل", "Amol City");
        town.espiari = town.area(&town.city.clone(), "اسپیاری", "Espiari");
        town.other_city = town.area(&county, "رینه", "Rineh");
        town.other_neighbourhood = town.area(&town.other_city.clone(), "بالامحله", "Upper Quarter");
        town.behzisti = town.institution("behzisti", "بهزیستی", "Behzisti");
        town.emdad = town.institution("emdad", "کمیتهٔ امداد", "Emdad");
        town
    }

    fn area(&mut self, below: &str, fa: &str, en: &str) -> String {
        let path = format!("/admin/areas/{below}");
        see_other(&self.admin.post(&path, &[("name-fa", fa), ("name-en", en)]));
        let page = self.admin.get(&path);
        let row = page.row_with("/admin/areas/", fa);
        id_after(&row, "/admin/areas/").to_owned()
    }

    fn institution(&mut self, kind: &str, fa: &str, en: &str) -> String {
        let path = "/admin/institutions";
        see_other(&self.admin.post(path, &[("kind", kind), ("name-fa", fa), ("name-en", en)]));
        let page = self.admin.get(path);
        let links = page.links("/admin/institutions/1");
        let id = links
            .iter()
            .map(|link| id_after(link, "/admin/institutions/").to_owned())
            .find(|id| *id != self.behzisti)
            .expect("the institution");
        see_other(
            &self.admin.post(&format!("/admin/institutions/{id}/programmes"), &[("name-fa", fa), ("name-en", en)]),
        );
        id
    }

    /// A mobile number that nobody has yet.
    pub fn phone(&mut self) -> String {
        self.phones += 1;
        format!("09120000{:03}", self.phones)
    }

    /// An account without a role, and its id.
    pub fn person(&mut self, name: &str) -> (Client, String) {
        let phone = self.phone();
        let id = make::person(&self.app, &mut self.admin, name, &phone);
        let mut client = self.app.client();
        client.sign_in(&phone, make::PASSWORD);
        (client, id)
    }

    pub fn give_role(&mut self, account: &str, role: (&str, &str, &str)) {
        make::role(&self.app, &mut self.admin, account, role);
    }

    /// Someone of the staff.
    pub fn staff(&mut self, name: &str, role: (&str, &str, &str)) -> Client {
        let (client, id) = self.person(name);
        self.give_role(&id, role);
        client
    }

    /// The caseworker of Espiari.
    pub fn caseworker(&mut self) -> Client {
        let (institution, area) = (self.behzisti.clone(), self.espiari.clone());
        self.staff("مریم مددکار", ("caseworker", &institution, &area))
    }

    /// A household of the caseworker's first neighbourhood whose head sells under their own account.
    pub fn home(&mut self, caseworker: &mut Client, (given, family): (&str, &str)) -> Home {
        let form = caseworker.get("/casework/households/new");
        let (area, key) = (form.value_of("area"), form.value_of("idem"));
        let phone = self.phone();
        let head = [("given-name", given), ("family-name", family), ("area", &area), ("phone", &phone), ("idem", &key)];
        let head = fields(&head, &[date("since", ("1404", "1", "1"))]);
        let path = see_other(&post(caseworker, "/casework/households/new", &head));
        let invite = format!("{path}/invite");
        let person = caseworker.get(&invite).value_of("person");
        let card = caseworker.post(&invite, &[("person", &person), ("phone", &phone)]);
        assert_eq!(card.status, 200, "{}", card.words());
        make::choose_password(&self.app, &card.words());
        let mut producer = self.app.client();
        producer.sign_in(&phone, make::PASSWORD);
        Home { id: id_after(&path, "/casework/households/").to_owned(), person, producer }
    }
}

/// Lists a good at 25,000 toman, with twenty of it; gives its id.
pub fn good(producer: &mut Client, name: &str) -> String {
    let good = [("name", name), ("price", "۲۵۰۰۰"), ("unit", "piece"), ("category", "bread"), ("stock", "۲۰")];
    see_other(&producer.post("/my/goods/new", &good));
    let row = producer.get("/my/goods").row_with("/my/goods/1", name);
    id_after(&row, "/my/goods/").to_owned()
}

/// Sells so many of a good with a fresh form; gives the id of the sale.
pub fn sell(producer: &mut Client, good: &str, count: &str) -> String {
    let path = format!("/my/sell/{good}");
    let key = producer.get(&path).value_of("idem");
    let done = see_other(&producer.post(&path, &[("idem", &key), ("quantity", count)]));
    done.split("sold=").nth(1).expect("the sale").to_owned()
}

/// Writes down for a household that its head sold so many of a good today; gives the id of the sale.
pub fn sell_on_behalf(caseworker: &mut Client, home: &Home, good: &str, count: &str) -> String {
    let path = format!("{}/sales/new", home.path());
    let key = caseworker.get(&path).value_of("idem");
    let plain = [("idem", key.as_str()), ("good", good), ("seller", &home.person), ("quantity", count)];
    let done = see_other(&post(caseworker, &path, &fields(&plain, &[today("sold")])));
    done.split("sold=").nth(1).expect("the sale").to_owned()
}

/// The day on which machines are granted and bought.
const GRANTED: (&str, &str, &str) = ("1405", "8", "1");

/// Grants an oven decided on paper on 1 Aban; gives the path of the machine.
pub fn grant_oven(caseworker: &mut Client, home: &Home, serial: &str) -> String {
    let path = format!("{}/grants/new", home.path());
    let form = caseworker.get(&path);
    let (programme, key) = (form.option("programme", ""), form.value_of("idem"));
    let plain = [
        ("idem", key.as_str()),
        ("decision", "paper"),
        ("programme", programme.as_str()),
        ("paper", "۱۲/۳۴"),
        ("kind", "asset"),
        ("machine", "oven"),
        ("maker", "صنعت مازند"),
        ("serial", serial),
        ("cost", "۹۵٬۰۰۰٬۰۰۰"),
        ("own", "۲۵٬۰۰۰٬۰۰۰"),
    ];
    let sent = fields(&plain, &["awarded", "acquired", "decided"].map(|name| date(name, GRANTED)));
    see_other(&post(caseworker, &path, &sent))
}

/// Hands a machine over to a household.
pub fn hand_over(caseworker: &mut Client, machine: &str, home: &Home, on: (&str, &str, &str)) -> Page {
    hand_over_with(caseworker, machine, (home, on), &[])
}

/// Hands a machine over with photos, each with its field and its name.
pub fn hand_over_with(
    caseworker: &mut Client,
    machine: &str,
    (home, on): (&Home, (&str, &str, &str)),
    photos: &[(&str, &str, &[u8])],
) -> Page {
    let plain = [
        ("household", home.id.as_str()),
        ("receiver", home.person.as_str()),
        ("condition", "new"),
        ("accepted", "yes"),
        ("giver", ""),
        ("witness", "گواه"),
    ];
    let sent = fields(&plain, &[date("handed", on)]);
    if photos.is_empty() {
        return post(caseworker, &format!("{machine}/hand-over"), &sent);
    }
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    caseworker.upload_all(&format!("{machine}/hand-over"), &sent, photos)
}

/// Opens a site for an area and gives the path on which its manager runs it.
pub fn site(admin: &mut Client, manager: &mut Client, area: &str) -> String {
    let site = [
        ("name", "بازار میدان"),
        ("area", area),
        ("address", "میدان هفده شهریور"),
        ("opens", "480"),
        ("closes", "840"),
        ("cutoff", "۲۴"),
        ("no-show", "۶۰"),
        ("north", "up"),
    ];
    see_other(&admin.post("/admin/sites", &site));
    manager.get("/sites").link("/sites/1")
}

/// Sends a form about the drawing of a site, as somebody who has just looked at it: to its rows, its stalls or its settings.
pub fn redraw(manager: &mut Client, site: &str, form: &str, fields: &[(&str, &str)]) -> Page {
    let seen = manager.get(&format!("{site}/rows")).value_of("seen");
    manager.post(&format!("{site}/{form}"), &[&[("seen", seen.as_str())], fields].concat())
}

/// Draws three stalls and opens one market day; gives the ids of a stall and of the day.
pub fn market_day(manager: &mut Client, site: &str) -> (String, String) {
    let row =
        [("name", "الف"), ("count", "۳"), ("first", "۱"), ("width", "۲۰۰"), ("power", "none"), ("baking", "none")];
    see_other(&redraw(manager, site, "rows", &row));
    let stall = manager.get(&format!("{site}/rows")).link(&format!("{site}/stalls?stall="));
    let plain = [("weeks", "1"), ("opens", "480"), ("closes", "840")];
    see_other(&post(manager, &format!("{site}/days"), &fields(&plain, &[date("first", ("1405", "9", "7"))])));
    let day = manager.get(site).link("/days/1");
    let stall = stall.split("stall=").nth(1).unwrap_or_default();
    (stall.to_owned(), id_after(&day, "/days/").to_owned())
}

/// Opens a batch of a good by hand, ready at seven tomorrow, with orders until eight this evening; gives its page.
pub fn batch(producer: &mut Client, product: &str, quantity: &str) -> String {
    let batches = format!("/my/goods/{product}/batches");
    let page = producer.get(&batches);
    let (key, on) = (page.value_of("idem"), page.option("on", "فردا"));
    let terms = [("idem", key.as_str()), ("on", &on), ("quantity", quantity), ("ready", "420"), ("until-days", "1")];
    see_other(&producer.post(&batches, &[&terms[..], &[("until", "1200"), ("shelf", "۳")]].concat()));
    producer.forget_notice();
    producer.get(&batches).link("/my/batches/")
}

/// Opens the door of a seller's shop from 17 to 19 on every day of the week.
pub fn door(producer: &mut Client, place: &str) {
    let days = ["0", "1", "2", "3", "4", "5", "6"].map(|day| ("day", day));
    let times = [&days[..], &[("opens", "17"), ("closes", "19"), ("place", place)]].concat();
    see_other(&producer.post("/my/shop/door", &times));
    producer.forget_notice();
}

/// Places an order of a good, by its public page, to be collected at the first time that its shop offers; gives its path.
pub fn order(buyer: &mut Client, good: &str, (name, phone): (&str, &str), quantity: &str) -> String {
    let code = good.trim_start_matches("/p/");
    see_other(&buyer.post("/basket/add", &[("good", code), ("quantity", quantity)]));
    let placed = see_other(&send_basket(buyer, (name, phone)));
    buyer.forget_notice();
    placed
}

/// Sends the basket as it is seen, with the first time that each shop offers.
pub fn send_basket(buyer: &mut Client, who: (&str, &str)) -> Page {
    send_basket_of(buyer, "/basket", who)
}

/// The same in the language of this path.
pub fn send_basket_of(buyer: &mut Client, path: &str, (name, phone): (&str, &str)) -> Page {
    let basket = buyer.get("/basket");
    let times: Vec<String> =
        basket.links("/s/").iter().map(|shop| format!("at-{}", shop.trim_start_matches("/s/"))).collect();
    let chosen: Vec<String> = times.iter().map(|time| basket.value_of(time)).collect();
    let seen: Vec<String> =
        basket.links("/p/").iter().map(|good| format!("p-{}", good.trim_start_matches("/p/"))).collect();
    let prices: Vec<String> = seen.iter().map(|price| basket.value_of(price)).collect();
    let key = basket.value_of("idem");
    let mut sent = vec![("idem", key.as_str()), ("name", name), ("phone", phone), ("do", "place")];
    sent.extend(times.iter().map(String::as_str).zip(chosen.iter().map(String::as_str)));
    sent.extend(seen.iter().map(String::as_str).zip(prices.iter().map(String::as_str)));
    buyer.post(path, &sent)
}

/// Accepts the open order of a buyer of this name and hands it over.
pub fn hand_over_order(producer: &mut Client, buyer: &str) {
    let links = producer.get("/my/orders").links("/my/orders/1");
    let id = |link: &String| link.split(['/', '#']).nth(3).unwrap_or_default().to_owned();
    let mut orders = links.iter().map(|link| format!("/my/orders/{}", id(link)));
    let order = orders.find(|order| producer.get(order).has(buyer)).expect("the order");
    see_other(&producer.post(&format!("{order}/step"), &[("to", "accept")]));
    let key = producer.get(&order).value_of("idem");
    see_other(&producer.post(
        &format!("{order}/collect"),
        &[("idem", key.as_str()), ("pin", ""), ("without", "known"), ("way", "cash")],
    ));
    producer.forget_notice();
}

/// Says of the one good of a collected order what its buyer thinks.
pub fn review(buyer: &mut Client, order: &str, (stars, words): (&str, &str)) -> Page {
    let form = format!("{order}/reviews");
    let line = buyer.get(&form).values_of("line").pop().unwrap_or_else(|| "1".to_owned());
    let done = buyer.post(&form, &[("line", line.as_str()), ("stars-1", stars), ("words-1", words)]);
    buyer.forget_notice();
    done
}
