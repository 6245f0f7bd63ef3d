//! A good that is sold by the piece and charged by weight, on the screens of its seller and its buyer.
use crate::orders::{BUYER, order_at, step};
use crate::support::Client;
use crate::support::town::{self, Home, Town, see_other};

const CHICKEN: [(&str, &str); 7] = [
    ("name", "مرغ محلی"),
    ("price", "۳۰٬۰۰۰"),
    ("unit", "weighed"),
    ("weighs-from", "۱٫۶"),
    ("weighs-to", "۲۰۰۰"),
    ("category", "chicks"),
    ("stock", "۱۰"),
];

/// A seller of chickens, and the public page of the chicken.
fn seller() -> (Town, Home, String) {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("زهرا", "مرغدار"));
    see_other(&home.producer.post("/my/goods/new", &CHICKEN));
    home.producer.forget_notice();
    town::door(&mut home.producer, "کوچهٔ لاله ۴");
    let shop = home.producer.get("/my/shop").link("/s/");
    let good = town.app.client().get(&shop).link("/p/");
    (town, home, good)
}

fn collect(shop: &mut Client, order: &str, more: &[(&str, &str)]) -> crate::support::Page {
    let key = shop.get(order).value_of("idem");
    shop.post(&format!("{order}/collect"), &[&[("idem", key.as_str()), ("without", "known")], more].concat())
}

#[test]
fn a_chicken_is_ordered_by_the_piece_weighed_at_the_hand_over_and_its_price_explained_to_both() {
    let (town, mut home, good) = seller();
    let mut buyer = town.app.client();
    let page = buyer.get(&good);
    for told in ["حدود", "۵۴٬۰۰۰", "کیلویی ۳۰٬۰۰۰ تومان", "هر عدد از ۱٫۶ تا ۲ کیلو است."]
    {
        assert!(page.has(told), "{told}: {}", page.words());
    }
    assert!(page.text().contains("UnitPriceSpecification") && page.text().contains("\"KGM\""), "machines read it too");
    assert!(buyer.get("/goods").has("کیلویی ۳۰٬۰۰۰ تومان"));
    let mine = town::order(&mut buyer, &good, BUYER, "۲");
    let asked = buyer.get(&mine);
    assert!(asked.has("۲ عدد، هر عدد حدود ۱٫۸ کیلو، کیلویی ۳۰٬۰۰۰ تومان"), "{}", asked.words());
    assert!(asked.has("۱۰۸٬۰۰۰") && asked.has("قیمت دقیق هنگام تحویل"), "{}", asked.words());

    let order = order_at(&mut home.producer);
    see_other(&step(&mut home.producer, &order, "accept"));
    see_other(&step(&mut home.producer, &order, "ready"));
    let list = home.producer.get("/my/orders");
    assert!(list.text().contains("#collect"), "one tap would not weigh it: {}", list.words());
    let unweighed = collect(&mut home.producer, &order, &[("way", "cash")]);
    assert!(unweighed.status == 422 && unweighed.has("مرغ محلی: وزن را بنویسید"), "{}", unweighed.words());
    let key = home.producer.get(&order).value_of("idem");
    let both = [("idem", key.as_str()), ("pin", "12"), ("given-1", "۲"), ("weight-1", "abc")];
    let wrong = home.producer.post(&format!("{order}/collect"), &both);
    assert!(wrong.has("این کدِ این سفارش نیست") && wrong.has("وزن را با عدد بنویسید"), "{}", wrong.words());
    assert_eq!((wrong.value_of("weight-1"), wrong.value_of("pin")), ("abc".to_owned(), "12".to_owned()));
    let slip = [("way", "cash"), ("given-1", "۲"), ("weight-1", "۳۴٫۵")];
    let far = collect(&mut home.producer, &order, &slip);
    assert!(far.status == 422 && far.has("۲ عدد و ۳۴٫۵ کیلو؟ این تعداد معمولاً حدود ۳٫۶ کیلو است."), "{}", far.words());
    assert_eq!((far.value_of("weight-1"), far.value_of("given-1")), ("۳۴٫۵".to_owned(), "۲".to_owned()));
    see_other(&collect(&mut home.producer, &order, &[("way", "cash"), ("given-1", "۲"), ("weight-1", "۳٬۴۵۰")]));

    let sum = "۲ عدد، ۳٫۴۵ کیلو × ۳۰٬۰۰۰ تومان = ۱۰۳٬۵۰۰ تومان";
    let (kept, told) = (home.producer.get(&order), buyer.get(&mine));
    assert!(kept.has(sum) && kept.has("همه پرداخت شده است."), "{}", kept.words());
    assert!(told.has(sum), "{}", told.words());
    assert!(home.producer.get("/my").has("۱۰۳٬۵۰۰ تومان"), "it is a sale of today");
    assert!(buyer.get(&good).has("۸ عدد") || buyer.get(&good).has("آماده است"), "eight pieces are left");
}

#[test]
fn a_weight_that_is_sure_is_asked_about_once() {
    let (town, mut home, good) = seller();
    let mut buyer = town.app.client();
    town::order(&mut buyer, &good, BUYER, "1");
    let order = order_at(&mut home.producer);
    see_other(&step(&mut home.producer, &order, "accept"));
    let heavy = [("weight-1", "۱۲ کیلو")];
    let asked = collect(&mut home.producer, &order, &heavy);
    assert!(asked.has("۱ عدد و ۱۲ کیلو؟"), "{}", asked.words());
    see_other(&collect(&mut home.producer, &order, &[&heavy[..], &[("sure", &asked.value_of("sure"))]].concat()));
    assert!(home.producer.get(&order).has("۱ عدد، ۱۲ کیلو × ۳۰٬۰۰۰ تومان = ۳۶۰٬۰۰۰ تومان"));
}

#[test]
fn a_chicken_sold_at_the_stall_is_weighed_there() {
    let (_town, mut home, _) = seller();
    let sell = home.producer.get("/my/sell").link("/my/sell/");
    let page = home.producer.get(&sell);
    assert!(page.has("وزن روی هم") && page.has("هر عدد معمولاً حدود ۱٫۸ کیلو"), "{}", page.words());
    let key = page.value_of("idem");
    let form = |more: &[(&'static str, &'static str)]| {
        [
            &[("idem", key.clone()), ("picked", "2".to_owned())][..],
            &more.iter().map(|(name, value)| (*name, (*value).to_owned())).collect::<Vec<_>>(),
        ]
        .concat()
    };
    let mut send = |more: &[(&'static str, &'static str)]| {
        let form = form(more);
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        home.producer.post(&sell, &form)
    };
    let unweighed = send(&[]);
    assert!(unweighed.status == 422 && unweighed.has("وزن را بنویسید"), "{}", unweighed.words());
    let far = send(&[("weight", "۳۴٫۵")]);
    assert!(far.status == 422 && far.has("۲ عدد و ۳۴٫۵ کیلو؟"), "{}", far.words());
    let done = see_other(&send(&[("weight", "۳٫۴۵")]));
    let said = home.producer.get(&done);
    assert!(said.has("۲ مرغ محلی (۳٫۴۵ کیلو)") && said.has("۱۰۳٬۵۰۰ تومان"), "{}", said.words());
    let sale = home.producer.get("/my/sales").link("/my/sales/");
    assert!(home.producer.get(&sale).has("۲ عدد، ۳٫۴۵ کیلو × ۳۰٬۰۰۰ تومان = ۱۰۳٬۵۰۰ تومان"));
}

#[test]
fn a_good_charged_by_weight_comes_back_to_its_form_as_it_was_written() {
    let (_town, mut home, _) = seller();
    let row = home.producer.get("/my/goods").row_with("/my/goods/1", "مرغ محلی");
    let path = row.trim_end_matches("/stock").trim_end_matches("/batches").to_owned();
    let form = home.producer.get(&path);
    for (field, value) in [("price", "۳۰۰۰۰"), ("weighs-from", "۱٫۶"), ("weighs-to", "۲")] {
        assert_eq!(form.value_of(field), value, "{field}");
    }
    assert!(form.text().contains("value=\"weighed\" checked"));
    let version = form.value_of("version");
    let bare: Vec<(&str, &str)> = CHICKEN.iter().copied().filter(|(name, _)| !name.starts_with("weighs")).collect();
    let refused = home.producer.post(&path, &[&bare[..], &[("version", version.as_str())]].concat());
    assert!(refused.status == 422 && refused.has("وزن را بنویسید"), "{}", refused.words());
}
