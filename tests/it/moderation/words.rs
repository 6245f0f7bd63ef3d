//! How long what people wrote of a matter is kept: reports of visitors, and notes of moderators.
use super::{Careful, decide};
use crate::support::town::see_other;
use chrono::TimeDelta;

#[test]
fn what_somebody_wrote_of_a_matter_is_emptied_half_a_year_after_it_was_decided_and_the_matter_stays() {
    let mut careful = Careful::open();
    careful.list("نان جو");
    see_other(&careful.decide("نان جو", "accept", &[]));
    let shop = careful.shop();
    let good = careful.town.app.client().get(&shop).row_with("/p/", "نان جو");
    let report = [("reason", "untrue"), ("words", "گندم بود نه جو")];
    see_other(&careful.town.app.client().post(&format!("{good}/report"), &report));
    let item = careful.item("نان جو");
    see_other(&decide(&mut careful.manager, &item, "refuse", &[("reason", "claim"), ("note", "جو نیست.")]));
    careful.list("نان گندم");
    see_other(&careful.decide("نان گندم", "mend", &[("note", "عکس بگذارید.")]));
    let url = careful.town.app.database().to_owned();
    let kept = || {
        let reports = "SELECT reason || ':' || words AS text FROM good_report";
        let notes = "SELECT state || ':' || reasons || ':' || note AS text FROM moderation WHERE state <> 'accepted' ORDER BY id";
        (crate::privacy::lines_of(&url, reports), crate::privacy::lines_of(&url, notes))
    };
    let forget = |careful: &mut Careful, days: i64| {
        careful.town.app.advance(TimeDelta::days(days));
        careful.town.app.program.plan_daily_work().expect("planned");
        careful.town.app.program.do_jobs().expect("done");
    };
    forget(&mut careful, 179);
    assert_eq!(kept().0, ["untrue:گندم بود نه جو"]);
    assert_eq!(kept().1, ["refused:claim:جو نیست.", "to_mend::عکس بگذارید."]);
    forget(&mut careful, 2);
    assert_eq!(kept().0, ["untrue:"]);
    assert_eq!(kept().1, ["refused:claim:", "to_mend::"]);
    careful.manager.sign_in_again();
    let page = careful.manager.get(&item);
    assert!(page.has("با واقعیت فرق دارد") && !page.has("گندم بود"), "{}", page.words());
}

#[test]
fn the_words_of_a_matter_that_is_not_decided_stay() {
    let mut careful = Careful::open();
    careful.list("نان جو");
    see_other(&careful.decide("نان جو", "accept", &[]));
    let shop = careful.shop();
    let good = careful.town.app.client().get(&shop).row_with("/p/", "نان جو");
    see_other(
        &careful.town.app.client().post(&format!("{good}/report"), &[("reason", "other"), ("words", "کپک داشت")]),
    );
    careful.town.app.advance(TimeDelta::days(400));
    careful.town.app.program.plan_daily_work().expect("planned");
    careful.town.app.program.do_jobs().expect("done");
    let reports = "SELECT words AS text FROM good_report";
    assert_eq!(crate::privacy::lines_of(careful.town.app.database(), reports), ["کپک داشت"]);
}
