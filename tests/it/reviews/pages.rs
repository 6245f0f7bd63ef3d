//! Many reviews, page by page: for everyone, and for the shop that answers.
use super::Bakery;
use crate::support::Page;
use crate::support::town::{self, see_other};

/// The numbers of the reviews that a page shows, in its order.
fn shown(page: &Page) -> Vec<usize> {
    let words = page.words();
    let numbers = words.split("نظر شمارهٔ ").skip(1);
    numbers.filter_map(|rest| rest.split(' ').next().and_then(|number| number.parse().ok())).collect()
}

#[test]
fn reviews_are_read_ten_at_a_time_the_newest_first_each_once() {
    let mut bakery = Bakery::open();
    town::hand_over_order(&mut bakery.baker.producer, "نرگس");
    for number in 2..=6 {
        town::good(&mut bakery.baker.producer, &format!("نان {number}"));
        bakery.baker.producer.forget_notice();
    }
    let shop = bakery.baker.producer.get("/my/shop").link("/s/");
    let goods = bakery.town.app.client().get(&shop).links("/p/");
    assert_eq!(goods.len(), 6);
    let mut written = 0;
    for name in ["سارا", "لاله"] {
        let mut buyer = bakery.town.app.client();
        for good in &goods {
            let code = good.trim_start_matches("/p/");
            see_other(&buyer.post("/basket/add", &[("good", code), ("quantity", "1")]));
            buyer.forget_notice();
        }
        let mobile = bakery.town.phone();
        let order = see_other(&town::send_basket(&mut buyer, (name, &mobile)));
        town::hand_over_order(&mut bakery.baker.producer, name);
        let form = format!("{order}/reviews");
        let lines = buyer.get(&form).values_of("line");
        assert_eq!(lines.len(), 6);
        let words: Vec<String> = (1..=6).map(|at| format!("نظر شمارهٔ {} بود", written + at)).collect();
        let fields: Vec<String> = (1..=6).map(|at| format!("words-{at}")).collect();
        let said = fields.iter().map(String::as_str).zip(words.iter().map(String::as_str));
        let sent: Vec<(&str, &str)> = lines.iter().map(|line| ("line", line.as_str())).chain(said).collect();
        see_other(&buyer.post(&form, &sent));
        written += 6;
    }
    for _ in 0..written {
        see_other(&bakery.decide("accept"));
    }
    let mut visitor = bakery.town.app.client();
    let first = visitor.get(&shop);
    assert_eq!(shown(&first), (3..=12).rev().collect::<Vec<_>>(), "{}", first.words());
    assert!(first.has("۱۲ نظر"), "{}", first.words());
    let older = visitor.get(first.link(&format!("{shop}?reviews=")).trim_end_matches("#reviews"));
    assert_eq!(shown(&older), [2, 1], "{}", older.words());
    assert!(older.links(&format!("{shop}?reviews=")).is_empty(), "nothing is older");
    assert!(older.links(&format!("{shop}#reviews")).len() == 1, "the way back: {:?}", older.links(&shop));
    let none = visitor.get(&format!("{shop}?reviews=nobody"));
    assert_eq!(shown(&none).len(), 10, "a code that nobody has begins at the newest");

    let mine = bakery.baker.producer.get("/my/reviews");
    assert_eq!(shown(&mine).len(), 10);
    let older = bakery.baker.producer.get(&mine.link("/my/reviews?before="));
    assert_eq!(shown(&older), [2, 1], "{}", older.words());
    assert!(older.links("/my/reviews?before=").is_empty());
}
