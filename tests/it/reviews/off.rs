//! An office that has turned reviews off: nothing is shown, told to search engines, written, answered or reported.
use super::Bakery;
use crate::support::town::see_other;
use crate::switches::{SWITCHES, turn};

#[test]
fn reviews_that_are_off_are_told_to_no_search_engine_and_have_no_addresses() {
    let mut bakery = Bakery::collected();
    see_other(&bakery.write("5", "خوب بود"));
    see_other(&bakery.decide("accept"));
    let form = bakery.baker.producer.get("/my/reviews").link("/my/reviews/1");
    see_other(&bakery.baker.producer.post(&form, &[("answer", "سپاس از شما")]));
    bakery.baker.producer.forget_notice();
    let page = bakery.public()[0].link("/reviews/");
    let code = page.trim_end_matches("/report").to_owned();
    let addresses = [page.clone(), format!("{code}/answer/report"), bakery.reviews()];
    for address in &addresses {
        assert_eq!(bakery.buyer.get(address).status, 200, "{address}");
    }
    for page in bakery.public() {
        assert!(page.text().contains("aggregateRating") && page.has("خوب بود"), "{}", page.text());
    }

    turn(&mut bakery.town.admin, &["messages", "public-prices"]);
    for page in bakery.public() {
        let text = page.text();
        assert!(text.contains("application/ld+json") && !text.contains("aggregateRating"), "{text}");
        assert!(!page.has("خوب بود") && !page.has("سپاس از شما") && page.links("/reviews/").is_empty(), "{text}");
    }
    for address in &addresses {
        assert_eq!(bakery.buyer.get(address).status, 404, "{address}");
        let sent = [("reason", "rude"), ("line", "1"), ("words-1", "باز هم خوب بود")];
        assert_eq!(bakery.buyer.post(address, &sent).status, 404, "{address}");
    }
    assert_eq!(bakery.baker.producer.post(&form, &[("answer", "باز هم")]).status, 404);
    let order = bakery.order.clone();
    assert!(bakery.buyer.get(&order).links(&bakery.reviews()).is_empty(), "no page leads there");

    turn(&mut bakery.town.admin, &SWITCHES);
    assert!(bakery.public().iter().all(|page| page.text().contains("aggregateRating")), "and it comes back");
}
