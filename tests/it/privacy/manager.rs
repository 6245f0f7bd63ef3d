//! A market manager sees sellers, and on no page which of them are supported: caseworkers register both kinds, and all come
//! to the market by the same way, those whom the manager registered among them.
use crate::support::town::{self, Town, see_other};
use crate::support::{App, Client, Page, make};

/// A seller with an open shop.
struct Seller {
    household: String,
    name: &'static str,
    shop: &'static str,
    phone: String,
    client: Client,
}

struct Market {
    /// Serves as long as it is there.
    _town: Town,
    caseworker: Client,
    manager: Client,
    site: String,
    day: String,
    /// The supported one, another whom the caseworker registered, and one whom the manager did.
    sellers: [Seller; 3],
}

impl Market {
    fn open() -> Market {
        let mut town = Town::of(App::start());
        let mut caseworker = town.caseworker();
        let city = town.city.clone();
        let mut manager = town.staff("مدیر بازار", ("market_manager", "", &city));
        let site = town::site(&mut town.admin, &mut manager, &city);
        let (_, day) = town::market_day(&mut manager, &site);
        let home = town.home(&mut caseworker, ("زهرا", "احمدی"));
        town::grant_oven(&mut caseworker, &home, "A-1");
        let phone = town.phone();
        let card = registered(&mut caseworker, ("مریم", "کاظمی", &phone));
        let client = holder(&town, &card, &phone);
        let own = town.phone();
        let card = registered_at(&mut manager, &site, ("سارا", "نعمتی", &town.espiari, &own));
        let manager_s = holder(&town, &card, &own);
        let waiting = manager.get(&format!("{site}/vendors"));
        assert!(!waiting.has("سارا نعمتی"), "before the shop is open: {}", waiting.words());
        let mut sellers = [
            Seller {
                household: home.id,
                name: "زهرا احمدی",
                shop: "نان زهرا",
                phone: "-".to_owned(),
                client: home.producer,
            },
            Seller { household: String::new(), name: "مریم کاظمی", shop: "نان مریم", phone, client },
            Seller {
                household: String::new(), name: "سارا نعمتی", shop: "نان سارا", phone: own, client: manager_s
            },
        ];
        for seller in &mut sellers {
            let good = [
                ("name", "نان لواش"),
                ("price", "۲۵٬۰۰۰"),
                ("unit", "piece"),
                ("category", "bread"),
                ("stock", "۲۰"),
                ("shop-name", seller.shop),
            ];
            see_other(&seller.client.post("/my/goods/new", &good));
        }
        let newcomers = manager.get(&format!("{site}/vendors")).text();
        for seller in &mut sellers[1..] {
            let entry = newcomers.split("<li").find(|entry| entry.contains(seller.name)).expect("a newcomer");
            let value = entry.split("value=\"").nth(1).and_then(|rest| rest.split('"').next());
            seller.household = value.expect("its id").to_owned();
        }
        Market { _town: town, caseworker, manager, site, day, sellers }
    }

    /// What a page says of each seller, without what is only theirs; the same page for all where no path is the seller's own.
    fn told(&mut self, path: impl Fn(&Seller) -> String) -> [Vec<String>; 3] {
        let manager = &mut self.manager;
        self.sellers.each_ref().map(|seller| seller.entries(&manager.get(&path(seller))))
    }
}

/// The one for whom a card was made, with a password chosen by it.
fn holder(town: &Town, card: &Page, phone: &str) -> Client {
    assert_eq!(card.status, 200, "{}", card.words());
    make::choose_password(&town.app, &card.words());
    let mut client = town.app.client();
    client.sign_in(phone, make::PASSWORD);
    client
}

fn registered(caseworker: &mut Client, (given, family, phone): (&str, &str, &str)) -> Page {
    let area = caseworker.get("/casework/businesses/new").value_of("area");
    let fields = [("given-name", given), ("family-name", family), ("phone", phone), ("area", &area)];
    caseworker.post("/casework/businesses/new", &fields)
}

fn registered_at(manager: &mut Client, site: &str, (given, family, area, phone): (&str, &str, &str, &str)) -> Page {
    let fields = [("do", "register"), ("given-name", given), ("family-name", family), ("phone", phone), ("area", area)];
    manager.post(&format!("{site}/vendors"), &fields)
}

impl Seller {
    fn entries(&self, page: &Page) -> Vec<String> {
        assert_eq!(page.status, 200, "{}", page.words());
        let text = page.text();
        let main = text.split("<main").nth(1).unwrap_or_default().split("class=\"reference\"").next();
        let rows = main.unwrap_or_default().split("<li").flat_map(|part| part.split("<tr"));
        let own = rows.filter(|part| part.contains(self.name));
        own.map(|part| self.without_own(part.split("</li>").next().unwrap_or_default())).collect()
    }

    fn without_own(&self, text: &str) -> String {
        let own = [(self.name, "NAME"), (self.shop, "SHOP"), (self.household.as_str(), "ID")];
        let text = own.into_iter().fold(text.to_owned(), |text, (own, word)| text.replace(own, word));
        // The number of the turn and of the stall are each seller's own, too.
        text.replace(|c: char| c.is_numeric(), "0")
    }
}

#[test]
fn a_manager_cannot_tell_by_any_page_a_supported_seller_from_another_whoever_registered_it() {
    let mut market = Market::open();
    let (site, day) = (market.site.clone(), market.day.clone());
    let alike = |[one, others @ ..]: [Vec<String>; 3], what: &str| {
        assert!(!one.is_empty(), "{what}: nothing is told");
        assert_eq!(others, [one.clone(), one], "{what}");
    };
    let vendors = format!("{site}/vendors");
    alike(market.told(|_| vendors.clone()), "the newcomers");
    for seller in 0..3 {
        let household = market.sellers[seller].household.clone();
        let taken = [("do", "take-in"), ("household", household.as_str()), ("category", "bread")];
        see_other(&market.manager.post(&vendors, &taken));
    }
    market.manager.forget_notice();
    alike(market.told(|_| vendors.clone()), "the known sellers");
    alike(market.told(|_| format!("/days/{day}/requests")), "for whom a stall is asked");
    for path in [
        |site: &str, _: &str, of: &str| format!("{site}/vendors?seller={of}"),
        |_: &str, day: &str, of: &str| format!("/days/{day}/requests?household={of}"),
    ] {
        let pages = market.sellers.each_ref().map(|seller| {
            let page = market.manager.copy().get(&path(&site, &day, &seller.household));
            let text = page.text();
            (page.status, seller.without_own(text.split("<main").nth(1).unwrap_or_default()))
        });
        let [one, others @ ..] =
            pages.each_ref().map(|(status, text)| (*status, text.split("class=\"reference\"").next()));
        assert_eq!(one.0, 200);
        assert_eq!(others, [one, one]);
    }
    for seller in &mut market.sellers {
        see_other(&seller.client.post(&format!("/my/stall/{day}"), &[("do", "usual")]));
    }
    see_other(&market.manager.post(&format!("/days/{day}/trial"), &[]));
    alike(market.told(|_| format!("/days/{day}")), "the plan of the day");
    let answers = market.sellers.each_ref().map(|seller| {
        let card = [("do", "card"), ("household", seller.household.as_str())];
        market.manager.copy().post(&vendors, &card).status
    });
    assert_eq!(answers, [422; 3], "who has a password needs no card");
}

#[test]
fn a_home_business_is_registered_once_and_gets_a_new_card_until_it_has_a_password() {
    let mut market = Market::open();
    let known = registered(&mut market.caseworker, ("مریم", "کاظمی", &market.sellers[1].phone));
    assert_eq!(known.status, 422, "{}", known.words());
    assert!(known.has("هنوز پرونده ندارد"), "{}", known.words());
    let new = ("سکینه", "محمدی", "09127770011");
    let [first, second] = [registered(&mut market.caseworker, new), registered(&mut market.caseworker, new)];
    assert_eq!((first.status, second.status), (200, 200), "{}", second.words());
    let nobody = registered(&mut market.caseworker, ("", "محمدی", "12"));
    assert_eq!(nobody.status, 422);
    assert!(nobody.has("شمارهٔ موبایل ۱۱ رقم است") && nobody.value_of("family-name") == "محمدی", "{}", nobody.words());
    let list = market.caseworker.get("/casework");
    assert!(!list.has("سکینه محمدی") && !list.has("مریم کاظمی"), "no file was opened: {}", list.words());
}
