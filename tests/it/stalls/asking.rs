//! Asking for a stall, day by day and every week, and what the asker is told.
use super::Market;
use crate::support::Client;
use crate::support::town::see_other;

#[test]
fn a_stall_is_asked_for_in_one_tap_and_announced_without_a_name() {
    let mut market = Market::open();
    market.draw();
    let day = market.open_day();
    let mut seller = market.seller();
    assert_eq!(seller.post(&format!("/my/stall/{day}"), &[("do", "usual")]).status, 303);
    assert!(seller.get("/my/stall").has("درخواست شما ثبت است"));

    let path = format!("/days/{day}");
    assert_eq!(market.manager.post(&format!("{path}/trial"), &[]).status, 303);
    assert!(!seller.get("/my/stall").has("برای شماست"), "nothing is told before it is announced");
    let page = market.manager.get(&path);
    assert!(page.has("زهرا رضایی"), "{}", page.words());
    let (run, revision) = (page.value_of("run"), page.value_of("revision"));
    let sent = [("run", run.as_str()), ("revision", &revision), ("close", "yes")];
    let told = market.manager.post(&format!("{path}/publish"), &sent);
    assert_eq!(told.status, 303, "{}", told.words());

    assert!(seller.get("/my/stall").has("برای شماست"));
    let inbox = seller.get("/messages");
    assert!(inbox.has("غرفهٔ شما") && inbox.has("غرفهٔ ۱"), "{}", inbox.words());
    assert!(seller.get("/messages").has("خواندم"), "looking reads nothing off the list");
    assert_eq!(seller.post("/messages", &[]).status, 303);
    assert!(!seller.get("/messages").has("خواندم"));
    let public = market.app.client().get(&format!("/market/{day}"));
    assert_eq!(public.status, 200);
    assert!(!public.has("رضایی") && !public.has("زهرا"), "{}", public.words());
    assert!(!public.has("این غرفه"), "no stall is sought: {}", public.words());
    assert!(market.app.client().get(&format!("/market/{day}?stall=1")).has("این غرفه"));
    let over = seller.get(&format!("/my/stall/{day}"));
    assert!(over.has("برای شماست") && !over.text().contains("name=\"flexible\""), "{}", over.words());
    let asking = market.manager.get(&format!("{path}/requests"));
    assert!(asking.has("درخواست دارد"), "{}", asking.words());
    let theirs = market.manager.get(&asking.link(&format!("{path}/requests?household=")));
    assert!(theirs.has("درخواست غرفه برای") && theirs.has("فقط همین‌ها را می‌خواهد"), "{}", theirs.words());
    assert!(theirs.text().contains("stall-taken"), "the manager sees who has a stall already");
    let council = market.manager.get(&format!("{path}/plan?names=no"));
    assert!(!council.has("رضایی") && market.manager.get(&format!("{path}/plan")).has("رضایی"));
}

#[test]
fn a_request_taken_back_by_mistake_is_asked_again_with_one_tap() {
    let mut market = Market::open();
    market.draw();
    let day = market.open_day();
    let mut seller = market.seller();
    let path = format!("/my/stall/{day}");
    let asked = see_other(&seller.post(&path, &[("do", "usual")]));
    assert!(seller.get(&asked).has("غرفه برای شنبه ۷ آذر خواسته شد."));
    let gone = see_other(&seller.post(&format!("{path}/withdraw"), &[]));
    let page = seller.get(&gone);
    assert!(page.has("درخواست شنبه ۷ آذر برداشته شد.") && page.has("برگردان"), "{}", page.words());
    let again = see_other(&seller.post(&path, &[("do", "usual")]));
    assert!(seller.get(&again).has("درخواست شما ثبت است"));
    assert!(!seller.get(&gone).has("برگردان"), "nothing is left to be brought back");
}

#[test]
fn wishes_are_touched_on_the_plan_in_order_and_kept_without_script() {
    let mut market = Market::open();
    market.draw();
    let day = market.open_day();
    let mut seller = market.seller();
    let path = format!("/my/stall/{day}");
    let form = seller.get(&path);
    let stalls: Vec<String> = form.values_of("touch");
    assert_eq!(stalls.len(), 3, "{}", form.words());
    let said = [("category", "bread"), ("power", "none"), ("baking", "none"), ("most", "2"), ("least", "2")];
    let touch = |wishes: &str, stall: &str| -> Vec<(String, String)> {
        let fields = said.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let pressed = [("wishes".to_owned(), wishes.to_owned()), ("touch".to_owned(), stall.to_owned())];
        fields.chain(pressed).collect()
    };
    let send = |seller: &mut Client, fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        seller.post(&path, &fields)
    };
    let once = send(&mut seller, touch("", &stalls[2]));
    assert_eq!(once.status, 200, "{}", once.words());
    let twice = send(&mut seller, touch(&once.value_of("wishes"), &stalls[1]));
    assert_eq!(twice.value_of("wishes"), format!("{},{}", stalls[2], stalls[1]));
    assert!(twice.has("دلخواه ۱") && twice.has("دلخواه ۲"), "{}", twice.words());
    let wishes = twice.value_of("wishes");
    let asked = [&said[..], &[("wishes", wishes.as_str()), ("flexible", "no"), ("do", "ask")]].concat();
    assert_eq!(seller.post(&path, &asked).status, 303);
    assert_eq!(seller.get(&path).value_of("wishes"), wishes);

    let few = [&said[..4], &[("least", "3"), ("wishes", ""), ("do", "ask")]].concat();
    let refused = seller.post(&path, &few);
    assert!(refused.status == 422 && refused.has("کمترین تعداد"), "{}", refused.words());

    assert_eq!(market.manager.post(&format!("/days/{day}/trial"), &[]).status, 303);
    let page = market.manager.get(&format!("/days/{day}"));
    let (run, revision) = (page.value_of("run"), page.value_of("revision"));
    let sent = [("run", run.as_str()), ("revision", &revision), ("close", "yes")];
    assert_eq!(market.manager.post(&format!("/days/{day}/publish"), &sent).status, 303);
    assert!(seller.get("/my/stall").has("غرفه‌های ۲ و ۳ برای شماست"));
    let told = seller.get("/messages");
    assert!(told.has("غرفه‌های ۲ و ۳"), "{}", told.words());
    assert_eq!(told.links("/my/stall#d"), [format!("/my/stall#d{day}")], "the message leads to the day");
    assert!(seller.get("/my/stall").text().contains(&format!("id=\"d{day}\"")));
    assert!(market.manager.get(&format!("/days/{day}/check-in")).has("۲ و ۳"));
}

#[test]
fn the_same_every_week_is_one_tick_and_one_day_is_skipped_by_itself() {
    let mut market = Market::open();
    market.draw();
    let day = market.open_day();
    let mut seller = market.seller();
    let path = format!("/my/stall/{day}");
    assert!(seller.get(&path).has("هر شنبه همین‌طور"));
    let every = [("do", "ask"), ("category", "bread"), ("power", "none"), ("baking", "none"), ("weekly", "yes")];
    assert_eq!(seller.post(&path, &every).status, 303);
    let next = [
        ("first-day", "۱۴"),
        ("first-month", "9"),
        ("first-year", "۱۴۰۵"),
        ("weeks", "1"),
        ("opens", "480"),
        ("closes", "840"),
    ];
    assert_eq!(market.manager.post(&format!("/sites/{}/days", market.site), &next).status, 303);
    let days = seller.get("/my/stall");
    assert!(days.has("هر هفته") && days.text().matches("درخواست شما ثبت است").count() == 2, "{}", days.words());
    assert_eq!(seller.post(&format!("{path}/withdraw"), &[]).status, 303);
    let days = seller.get("/my/stall");
    assert_eq!(days.text().matches("درخواست شما ثبت است").count(), 1, "{}", days.words());
    let weekly = days.value_of("weekly");
    assert_eq!(seller.post("/my/stall", &[("do", "weekly-end"), ("weekly", &weekly)]).status, 303);
    assert_eq!(seller.post("/my/stall", &[("do", "weekly-end"), ("weekly", &weekly)]).status, 404);
    assert!(!seller.get("/my/stall").has("درخواست شما ثبت است"));
}

#[test]
fn who_wishes_only_for_stalls_that_lack_something_is_asked_whether_that_is_meant_and_loses_nothing() {
    let mut market = Market::open();
    market.draw();
    let day = market.open_day();
    let mut seller = market.seller();
    let path = format!("/my/stall/{day}");
    let stalls = seller.get(&path).values_of("touch");
    let wanted = [("category", "bread"), ("power", "three_phase"), ("baking", "none"), ("weekly", "yes")];
    let only = [&wanted[..], &[("flexible", "no"), ("wishes", stalls[1].as_str())]].concat();
    let with = |pressed: &'static str| [&only[..], &[("do", pressed)]].concat();

    let touched = seller.post(&path, &[&only[..], &[("touch", stalls[0].as_str())]].concat());
    assert!(touched.has("نامناسب") && touched.has("این را ندارد: برق سه‌فاز"), "{}", touched.words());
    let plain = seller.post(&path, &[("power", "none"), ("touch", stalls[0].as_str())]);
    assert!(!plain.has("نامناسب") && !plain.has("این را ندارد"), "{}", plain.words());

    let asked = seller.post(&path, &with("ask"));
    assert!(asked.status == 422 && asked.has("به این کار نمی‌آید"), "{}", asked.words());
    assert_eq!(asked.value_of("wishes"), stalls[1]);
    assert!(asked.text().contains("value=\"yes\" checked"), "the tick is kept");
    assert!(!seller.get("/my/stall").has("درخواست شما ثبت است"));

    assert_eq!(seller.post(&path, &with("ask-all-the-same")).status, 303);
    assert!(seller.get("/my/stall").has("فقط غرفهٔ دلخواه"));
    assert_eq!(seller.post(&path, &with("ask-for-any")).status, 303);
    let days = seller.get("/my/stall");
    assert!(days.has("درخواست شما ثبت است") && !days.has("فقط غرفهٔ دلخواه"), "{}", days.words());
}
