//! What is sold and listed in the filled office: goods with their photo, sales and costs, lists, the market.
use super::super::canaries::*;
use crate::support::town::{self, Home, Town, see_other};
use crate::support::{Client, make};

/// Public by the seller's own choice.
pub const SHOP: &str = "نان تازهٔ مهتاب";
const GOOD: [(&str, &str); 6] = [
    ("name", "نان لواش"),
    ("price", "۲۵٬۰۰۰"),
    ("unit", "piece"),
    ("category", "bread"),
    ("stock", "۲۰"),
    ("shop-name", SHOP),
];

/// Lists the good that both shops offer, and one that is taken away again; gives the first.
pub(super) fn offered(producer: &mut Client, photo: &[u8]) -> String {
    see_other(&producer.upload("/my/goods/new", &GOOD, ("photo", "loaf.jpg", photo)));
    let id = |producer: &mut Client, name: &str| {
        let row = producer.get("/my/goods").row_with("/my/goods/1", name);
        row.split('/').nth(3).unwrap_or_default().to_owned()
    };
    let good = id(producer, GOOD[0].1);
    let removed = town::good(producer, REMOVED);
    see_other(&producer.post(&format!("/my/goods/{removed}/remove"), &[]));
    producer.forget_notice();
    good
}

/// A photo as a phone makes it, with a place in its EXIF, a comment and a description.
pub(super) fn photo_with_a_place() -> Vec<u8> {
    let loaf = include_bytes!("../../../../static/goods/lavash.jpg");
    let block = |marker: u8, head: &str| {
        let text = format!("{head}{PLACE}");
        let length = u16::try_from(text.len() + 2).expect("a short header").to_be_bytes();
        [&[0xff, marker], &length[..], text.as_bytes()].concat()
    };
    let (exif, xmp) = (block(0xe1, "Exif\0\0"), block(0xe1, "http://ns.adobe.com/xap/1.0/\0"));
    [&loaf[..2], &exif, &xmp, &block(0xfe, ""), &loaf[2..], PLACE.as_bytes()].concat()
}

/// Shares of the machine, a sale by the caseworker, one by the seller, and a cost; gives the first sale.
pub(super) fn sold(caseworker: &mut Client, home: &mut Home, good: &str, machine: &str) -> String {
    let share = format!("share-{}", machine.rsplit('/').next().unwrap_or_default());
    let weights = [(share.as_str(), "60"), ("share-own", "40"), ("reason", WEIGHTS)];
    let weights = town::fields(&weights, &[town::date("starts", ("1405", "9", "2"))]);
    see_other(&town::post(caseworker, &format!("{}/goods/{good}/weights", home.path()), &weights));
    let sale = town::sell_on_behalf(caseworker, home, good, "2");
    town::sell(&mut home.producer, good, "1");
    let key = home.producer.get("/my/costs/new").value_of("idem");
    let cost = [("idem", key.as_str()), ("category", "inputs"), ("amount", "۴۰۰۹۱"), ("day", "0"), ("note", COST)];
    see_other(&home.producer.post("/my/costs/new", &cost));
    sale
}

/// Two orders to be collected at the household's door: one that waits, one that the shop could not prepare.
pub(super) fn ordered(town: &Town, home: &mut Home) {
    town::door(&mut home.producer, DOOR);
    let shop = home.producer.get("/my/shop").link("/s/");
    for _ in 0..2 {
        let mut buyer = town.app.client();
        let good = buyer.get(&shop).link("/p/");
        town::order(&mut buyer, &good, (BUYER, BUYER_PHONE), "1");
    }
    let order = home.producer.get("/my/orders").link("/my/orders/1");
    let order = order.trim_end_matches("/step").to_owned();
    see_other(&home.producer.post(&format!("{order}/step"), &[("to", "cancel"), ("reason", ORDER_REASON)]));
    dropped(town, home, &shop);
}

/// An order of two goods of which the shop has only one; the other is taken off the shop.
fn dropped(town: &Town, home: &mut Home, shop: &str) {
    let first = town.app.client().get(shop).link("/p/");
    let product = town::good(&mut home.producer, "نان بربری");
    home.producer.forget_notice();
    let mut buyer = town.app.client();
    let second = buyer.get(shop).row_with("/p/", "نان بربری");
    for good in [&first, &second] {
        let code = good.trim_start_matches("/p/");
        see_other(&buyer.post("/basket/add", &[("good", code), ("quantity", "1")]));
    }
    buyer.forget_notice();
    see_other(&town::send_basket(&mut buyer, (BUYER, BUYER_PHONE)));
    let order = home.producer.get("/my/orders").row_with("/my/orders/1", "نان بربری");
    let order = order.trim_end_matches("/step").to_owned();
    let newer = [("to", "drop"), ("line", "2"), ("why", ORDER_REASON)];
    see_other(&home.producer.post(&format!("{order}/step"), &newer));
    see_other(&home.producer.post(&format!("/my/goods/{product}/remove"), &[]));
    home.producer.forget_notice();
}

/// A good that was reported and stays, and words of the shop that were refused with a note and wait again.
pub(super) fn looked_over(town: &mut Town, home: &mut Home) {
    let mut visitor = town.app.client();
    let good = visitor.get(&home.producer.get("/my/shop").link("/s/")).link("/p/");
    see_other(&visitor.post(&format!("{good}/report"), &[("reason", "other"), ("words", REPORTED)]));
    let item = town.admin.get("/moderation").row_with("/moderation/items/", "گزارش");
    let seen = town.admin.get(&item);
    let (version, shop) = (seen.value_of("version"), seen.link("/moderation/shops/1"));
    see_other(&town.admin.post(&item, &[("version", &version), ("do", "accept")]));
    see_other(&town.admin.post(&shop, &[("do", "distrust")]));
    let sign = [("name", UNSEEN_SIGN), ("story", UNSEEN_STORY)];
    see_other(&home.producer.post("/my/shop", &sign));
    let waiting = town.admin.get("/moderation").row_with("/moderation/items/", UNSEEN_SIGN);
    let version = town.admin.get(&waiting).value_of("version");
    let no = [("version", version.as_str()), ("do", "refuse"), ("reason", "rude"), ("note", NOTED)];
    see_other(&town.admin.post(&waiting, &no));
    see_other(&home.producer.post("/my/shop", &sign));
    see_other(&town.admin.post(&shop, &[("do", "trust")]));
    home.producer.forget_notice();
    town.admin.forget_notice();
}

/// Two orders that were collected: one with a review that waits, and one with a review that was taken down again, so that both
/// shops look alike, to which the shop gave an answer that waits.
pub(super) fn reviewed(town: &mut Town, home: &mut Home) {
    let mut reader = town.app.client();
    let good = reader.get(&home.producer.get("/my/shop").link("/s/")).link("/p/");
    let read = town::order(&mut reader, &good, ("سارا", "09351234568"), "1");
    town::hand_over_order(&mut home.producer, "سارا");
    see_other(&town::review(&mut reader, &read, ("4", "نان خوبی بود")));
    let item = town.admin.get("/moderation?kind=review").link("/moderation/items/1");
    let seen = town.admin.get(&item);
    let (version, shop) = (seen.value_of("version"), seen.link("/moderation/shops/1"));
    see_other(&town.admin.post(&item, &[("version", &version), ("do", "accept")]));
    see_other(&town.admin.post(&shop, &[("do", "distrust")]));
    let form = home.producer.get("/my/reviews").link("/my/reviews/1");
    see_other(&home.producer.post(&form, &[("answer", UNSEEN_ANSWER)]));
    see_other(&town.admin.post(&shop, &[("do", "trust")]));
    let again = format!("review:{}", form.trim_start_matches("/my/reviews/"));
    let item = see_other(&town.admin.post(&shop, &[("again", &again)]));
    let version = town.admin.get(&item).value_of("version");
    see_other(&town.admin.post(&item, &[("version", &version), ("do", "refuse"), ("reason", "rude")]));
    home.producer.forget_notice();
    town.admin.forget_notice();

    let mut buyer = town.app.client();
    let good = buyer.get(&home.producer.get("/my/shop").link("/s/")).link("/p/");
    let placed = town::order(&mut buyer, &good, ("نرگس", "09351234567"), "1");
    town::hand_over_order(&mut home.producer, "نرگس");
    see_other(&town::review(&mut buyer, &placed, ("2", UNSEEN_REVIEW)));
}

/// A licence that waits to be looked over.
pub(super) fn licensed(home: &mut Home) {
    let plain = [("kind", "1"), ("number", UNSEEN_LICENCE), ("issuer", ISSUER)];
    let fields = town::fields(&plain, &[town::date("until", ("1406", "1", "1"))]);
    see_other(&town::post(&mut home.producer, "/my/licences/new", &fields));
    home.producer.forget_notice();
}

/// A good that was sold out and is gone, for which somebody waits who left a number.
pub(super) fn waited_for(town: &Town, home: &mut Home) {
    let good = town::good(&mut home.producer, REMOVED);
    let path = format!("/my/goods/{good}");
    see_other(&home.producer.post(&format!("{path}/stock"), &[("count", "0")]));
    let shop = home.producer.get("/my/shop").link("/s/");
    let mut visitor = town.app.client();
    let page = visitor.get(&shop).row_with("/p/", REMOVED);
    see_other(&visitor.post(&format!("{page}/tell-me"), &[("phone", BUYER_PHONE)]));
    see_other(&home.producer.post(&format!("{path}/remove"), &[]));
}

/// Of a good that is gone by now: a batch that was made and called back, and a weekly plan.
pub(super) fn made_ahead(home: &mut Home) {
    let good = town::good(&mut home.producer, REMOVED);
    let batch = town::batch(&mut home.producer, &good, "۱۲");
    see_other(&home.producer.post(&batch, &[("do", "today")]));
    see_other(&home.producer.post(&batch, &[("do", "made")]));
    see_other(&home.producer.post(&batch, &[("do", "recall"), ("reason", RECALL), ("left", "۱۲")]));
    let form = format!("/my/goods/{good}/plan");
    let key = home.producer.get(&form).value_of("idem");
    let plan = [("idem", key.as_str()), ("day", "saturday"), ("quantity", "۴۰"), ("ready", "420"), ("until-days", "1")];
    see_other(&home.producer.post(&form, &[&plan[..], &[("until", "1200")]].concat()));
    see_other(&home.producer.post(&format!("/my/goods/{good}/remove"), &[]));
    home.producer.forget_notice();
}

/// A list that was entered, and one that waits to be confirmed.
pub(super) fn listed(caseworker: &mut Client, area: &str) {
    let head = "نام,کد ملی,تلفن همراه,نشانی,نوع دستگاه,سازنده,سریال,قیمت (ریال),تاریخ تحویل\n";
    let programme = caseworker.get("/casework/imports").option("programme", "");
    let place = [("area", area), ("programme", programme.as_str())];
    for (id, phone, serial) in [(LISTED_ID, LISTED_PHONE, "L-1"), (WAITING_ID, WAITING_PHONE, "L-2")] {
        let row = format!("{LISTED} {FAMILY},{id},{phone},{LISTED_ADDRESS},تنور,{MAKER},{serial},1000000,1405/8/1\n");
        let file = format!("{head}{row}");
        let upload = see_other(&caseworker.upload("/casework/imports", &place, ("file", FILE, file.as_bytes())));
        assert!(caseworker.get(&upload).has(LISTED), "the trial");
        if id == LISTED_ID {
            see_other(&caseworker.post(&upload, &[]));
        }
    }
}

/// Another neighbourhood of the city.
fn neighbourhood(town: &mut Town) -> String {
    let city = format!("/admin/areas/{}", town.city);
    see_other(&town.admin.post(&city, &[("name-fa", "کاسمده"), ("name-en", "Kasemdeh")]));
    let row = town.admin.get(&city).row_with("/admin/areas/", "کاسمده");
    row.split('/').nth(3).unwrap_or_default().to_owned()
}

/// A site with a blocked stall, and a market day on which the household and a home business have stalls.
pub(super) fn market(town: &mut Town, home: &Home) -> (Client, String, String, Client) {
    let (city, kasemdeh) = (town.city.clone(), neighbourhood(town));
    let mut manager = town.staff("مدیر بازار", ("market_manager", "", &city));
    let site = town::site(&mut town.admin, &mut manager, &city);
    let vendors = format!("{site}/vendors");
    see_other(&manager.post(&vendors, &[("do", "take-in"), ("household", &home.id), ("category", "bread")]));
    let phone = town.phone();
    let seller =
        [("do", "register"), ("given-name", "زهرا"), ("family-name", "احمدی"), ("phone", &phone), ("area", &kasemdeh)];
    make::choose_password(&town.app, &manager.post(&vendors, &seller).words());
    let mut business = town.app.client();
    business.sign_in(&phone, make::PASSWORD);
    let good = offered(&mut business, &photo_with_a_place());
    town::sell(&mut business, &good, "3");
    let (stall, day) = town::market_day(&mut manager, &site);
    let change =
        [("stall", stall.as_str()), ("number", "1"), ("width", "۲۰۰"), ("state", "blocked"), ("reason", BLOCKED)];
    see_other(&town::redraw(&mut manager, &site, "stalls", &change));
    let change = [("seen", "0")].into_iter().chain(change).collect::<Vec<_>>();
    see_other(&manager.post(&format!("/days/{day}/drawing/stalls"), &change));
    for seller in [&mut home.producer.copy(), &mut business] {
        see_other(&seller.post(&format!("/my/stall/{day}"), &[("do", "usual")]));
        seller.forget_notice();
    }
    see_other(&manager.post(&format!("/days/{day}/trial"), &[]));
    let draft = manager.get(&format!("/days/{day}"));
    let [run, revision] = ["run", "revision"].map(|name| draft.value_of(name));
    let seen = [("run", run.as_str()), ("revision", &revision), ("close", "yes")];
    see_other(&manager.post(&format!("/days/{day}/publish"), &seen));
    happened(&mut manager, &site);
    (manager, site, day, business)
}

/// A market day of today, on which something happened.
fn happened(manager: &mut Client, site: &str) {
    let plain = [("weeks", "1"), ("opens", "480"), ("closes", "840")];
    see_other(&town::post(manager, &format!("{site}/days"), &town::fields(&plain, &[town::today("first")])));
    let day = manager.get(site).link("/days/1");
    let noted = [("do", "incident"), ("idem", "what-happened-today"), ("kind", "other"), ("note", INCIDENT)];
    see_other(&manager.post(&format!("{day}/check-in"), &noted));
    manager.forget_notice();
}
