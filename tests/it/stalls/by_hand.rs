//! A change by hand through the screens: what it breaks is said first, and it is done once that was read.
use super::Market;
use crate::support::Page;
use crate::support::town::see_other;

#[test]
fn a_manager_who_gives_more_than_the_market_does_reads_so_and_does_it_knowingly() {
    let mut market = Market::open();
    market.draw();
    let day = market.open_day();
    let settings = format!("/sites/{}/settings", market.site);
    let seen = market.manager.get(&settings).value_of("seen-rules");
    see_other(&market.manager.post(&settings, &[("seen-rules", seen.as_str()), ("max-each", "1")]));
    let limited = [("do", "category"), ("category", "bread"), ("max-stalls", "۱"), ("max-vendors", "")];
    see_other(&market.redraw("settings", &limited));
    let mut seller = market.seller();
    see_other(&seller.post(&format!("/my/stall/{day}"), &[("do", "usual")]));
    let path = format!("/days/{day}");
    see_other(&market.manager.post(&format!("{path}/trial"), &[]));
    let page = market.manager.get(&path);
    let [run, revision] = ["run", "revision"].map(|name| page.value_of(name));
    let free = market.manager.get(&page.links(&format!("{path}/move?stall="))[1]);
    let [booking, stall] = ["booking", "stall"].map(|name| free.value_of(name));
    let more =
        [("run", run.as_str()), ("revision", &revision), ("booking", &booking), ("stall", &stall), ("do", "also")];
    let asked = market.manager.post(&format!("{path}/move"), &more);
    assert!(free.has("غرفهٔ ۱ · نان") && free.has("به ترتیب غرفه‌ها روی نقشه"), "{}", free.words());
    assert!(free.has("غرفهٔ ۲ را هم بگیرد"), "{}", free.words());
    assert_eq!(asked.status, 422, "{}", asked.words());
    for said in [
        "زهرا رضایی بیشتر از ۱ غرفه نخواسته بود.",
        "در این بازار به هر فروشنده حداکثر ۱ غرفه می‌رسد و زهرا رضایی بیشتر از این می‌گیرد.",
        "نان در این بازار تا ۱ غرفه جا دارد و پر است.",
        "زهرا رضایی در غرفهٔ ۱ می‌ماند و غرفهٔ ۲ را هم می‌گیرد.",
    ] {
        assert!(asked.has(said), "{said}: {}", asked.words());
    }
    let english = market.manager.post(&format!("/en{path}/move"), &more);
    assert!(english.has("a seller gets at most this many stalls: 1"), "{}", english.words());
    see_other(&market.manager.post(&format!("{path}/move"), &[&more[..], &[("accept", "yes")]].concat()));
}

#[test]
fn a_stall_taken_by_hand_is_not_told_to_its_manager_as_if_another_had_done_it() {
    let mut market = Market::open();
    market.draw();
    let day = market.open_day();
    let path = format!("/days/{day}");
    see_other(&market.seller().post(&format!("/my/stall/{day}"), &[("do", "usual")]));
    see_other(&market.manager.post(&format!("{path}/trial"), &[]));
    let page = market.manager.get(&path);
    let held = market.manager.get(&page.links(&format!("{path}/move?stall="))[0]);
    let [run, revision, booking] = ["run", "revision", "booking"].map(|name| held.value_of(name));
    let empty = [("run", run.as_str()), ("revision", &revision), ("booking", &booking)];
    let asked = market.manager.post(&format!("{path}/move"), &empty);
    assert!(asked.has("زهرا رضایی از غرفهٔ ۱ می‌رود و بدون غرفه می‌ماند."), "{}", asked.words());
    assert!(!asked.has("با این حال"), "nothing more is broken: {}", asked.words());
    see_other(&market.manager.post(&format!("{path}/move"), &[&empty[..], &[("accept", "yes")]].concat()));
    let day = market.manager.get(&path);
    assert!(day.has("با تغییر دستی چیدمان، بدون غرفه مانده است."), "{}", day.words());
    assert!(!day.has("دلیلش را از او بپرسید"), "{}", day.words());
}

#[test]
fn a_request_changed_after_the_trial_is_announced_only_once_it_was_run_again() {
    let mut market = Market::open();
    market.draw();
    let day = market.open_day();
    let (path, asks) = (format!("/days/{day}"), format!("/my/stall/{day}"));
    let mut seller = market.seller();
    see_other(&seller.post(&asks, &[("do", "usual")]));
    see_other(&market.manager.post(&format!("{path}/trial"), &[]));
    let wanted = [("do", "ask"), ("category", "bread"), ("power", "none"), ("baking", "none"), ("most", "2")];
    see_other(&seller.post(&asks, &[&wanted[..], &[("least", "2"), ("flexible", "yes")]].concat()));
    let early = announce(&mut market, &path);
    let said = "بعد از چیدن، درخواست‌ها یا قاعده‌ها عوض شده است. اول دوباره بچینید.";
    assert!(early.status == 422 && early.has(said), "{}", early.words());
    let last = early.value_of("last");
    see_other(&market.manager.post(&format!("{path}/trial"), &[("last", last.as_str())]));
    see_other(&announce(&mut market, &path));
    assert!(seller.get("/my/stall").has("غرفه‌های ۱ و ۲"));
}

/// Announces the newest plan of a day, before requests for it have ended.
fn announce(market: &mut Market, path: &str) -> Page {
    let page = market.manager.get(path);
    let [run, revision] = ["run", "revision"].map(|name| page.value_of(name));
    let sent = [("run", run.as_str()), ("revision", &revision), ("close", "yes")];
    market.manager.post(&format!("{path}/publish"), &sent)
}
