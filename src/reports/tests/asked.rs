//! The figures of a season, and who may read them.
use super::*;
use crate::i18n::Locale;
use crate::kernel::lang::Lang;
use crate::kernel::money::MoneyUnit;
use crate::reports::council::{Counted, DealtBy};
use crate::reports::csv;
use crate::reports::figures::Figures;
use crate::reports::model::Tally;
use crate::stalls::layout;
use crate::stalls::model::Rules;

#[test]
fn a_season_counts_days_requests_and_those_who_came() {
    let town = Town::new();
    town.season();
    let record = town.record(Naming::Names);
    let figures = Figures::of(&record.days);
    assert_eq!(record.days.len(), 4);
    let expected = Tally {
        usable: 8,
        taken: 8,
        asked: 12,
        placed: 8,
        came: 4,
        no_show: 4,
        wished: 12,
        on_wish: 4,
        on_best: 4,
        ..Tally::default()
    };
    assert_eq!(figures.total, expected);
    assert_eq!(figures.days.iter().map(|day| day.tally).sum::<Tally>(), expected);
}

#[test]
fn the_good_stall_and_its_spread_follow_from_the_wishes() {
    let town = Town::new();
    town.season();
    let figures = Figures::of(&town.record(Naming::Names).days);
    let of = |at: usize| figures.household(town.sellers[at].household).copied().unwrap();
    assert_eq!((of(0).stalls, of(0).for_asking), (Some(3_000), Some(3_000)), "three wished for it every day");
    assert_eq!((of(1).stalls, of(1).for_asking), (Some(0), Some(0)), "nobody wished for the other stall");
    assert_eq!((of(2).stalls, of(2).for_asking), (None, Some(0)), "no stall counts as nothing");
    assert_eq!(figures.spread, Some(10_000), "one got all that is good");
}

#[test]
fn who_signed_off_counts_as_that_and_as_nothing_else() {
    let town = Town::new();
    town.day_before(0);
    for seller in 0..3 {
        town.ask(0, seller, &[]);
    }
    town.withdraw(0, 1);
    town.publish(0);
    town.check_in(0, &[]);
    let total = Figures::of(&town.record(Naming::Names).days).total;
    assert_eq!((total.asked, total.placed, total.signed_off, total.wished), (2, 2, 1, 0));
}

#[test]
fn a_day_to_come_and_a_day_called_off_are_not_held() {
    let town = Town::new();
    town.day_before(0);
    town.ask(0, 0, &[]);
    town.publish(0);
    assert_eq!(town.record(Naming::Names).days.len(), 0, "tomorrow");
    town.check_in(0, &[]);
    let by: DayManager = town.manages("day", town.days[1].0);
    done(&town.pool, |db| days::cancel(db, &by));
    town.day_before(2);
    let record = town.record(Naming::Names);
    assert_eq!((record.days.len(), record.cancelled), (1, 1));
}

#[test]
fn a_supervisor_is_told_shops_and_the_public_nobody() {
    let town = Town::new();
    town.season();
    let told = |naming| {
        let record = town.record(naming);
        record.in_order().into_iter().filter_map(|(_, seller)| seller.words()).collect::<Vec<String>>().join("|")
    };
    assert_eq!(told(Naming::Names), "خانوار 0 · فروشگاه 0|خانوار 1 · فروشگاه 1|خانوار 2 · فروشگاه 2");
    assert_eq!(told(Naming::Shops), "فروشگاه 0|فروشگاه 1|فروشگاه 2");
    assert_eq!(told(Naming::Nobody), "");
}

#[test]
fn the_manager_and_a_supervisor_of_the_whole_city_read_and_nobody_else() {
    let town = Town::new();
    let office = &town.office;
    assert_eq!(town.reader(office.manager).map(|by| by.naming()), Some(Naming::Names));
    assert_eq!(town.reader(office.supervisor).map(|by| by.naming()), Some(Naming::Shops));
    for other in [office.caseworker, office.auditor, office.admin, town.sellers[0].account] {
        assert!(town.reader(other).is_none());
    }
    let institution = Some(office.institution);
    let below = town
        .pool
        .change_now(|db| {
            let account = testing::person(db, "سرپرست محله", "09120009999", None)?;
            testing::give(db, account, Role::Supervisor, institution, office.espiari)?;
            Ok(account)
        })
        .unwrap();
    assert!(town.reader(below).is_none(), "the site serves more than their neighbourhood");
}

#[test]
fn the_pack_of_the_council_tells_kinds_and_no_names() {
    let town = Town::new();
    town.season();
    let record = town.record(Naming::Nobody);
    let counted = Counted::of(&record.days, &record.sellers);
    assert_eq!(counted.trades.len(), 1);
    assert_eq!(
        (counted.trades[0].category.as_str(), counted.trades[0].sellers, counted.trades[0].stalls),
        ("bread", 2, 8)
    );
    assert!(counted.sellers.is_empty() && counted.uses.values().all(|of| of.seller.is_none()), "{counted:?}");
    let named = town.record(Naming::Names);
    assert_eq!(Counted::of(&named.days, &named.sellers).sellers.len(), 2);
}

#[test]
fn the_files_hold_a_row_for_everyone_and_every_day() {
    let town = Town::new();
    town.season();
    let record = town.record(Naming::Names);
    let figures = Figures::of(&record.days);
    let locale = Locale::new(Lang::Fa, MoneyUnit::Toman, first_friday());
    let lines = |file: Vec<u8>| -> Vec<String> {
        let text = String::from_utf8(file).unwrap();
        text.strip_prefix('\u{feff}').unwrap().split_terminator("\r\n").map(str::to_owned).collect()
    };
    let sellers = lines(csv::sellers(&locale, &record, &figures).unwrap());
    assert_eq!(sellers.len(), 4);
    assert_eq!(sellers[1], "خانوار 0 · فروشگاه 0,4,4,4,0,0,0,0,0,4,4,3.000,3.000");
    let days = lines(csv::days(&locale, &figures).unwrap());
    assert_eq!((days.len(), days[1].as_str()), (5, "1405/9/6,2,2,3,2,1,1,0,0,0,0,1,1"));
}

#[test]
fn the_rules_are_those_of_the_last_day_and_it_is_said_that_they_were_others_before() {
    let town = Town::new();
    let by: SiteManager = town.manages("site", town.site.0);
    town.season_with(|day| {
        if day == 2 {
            let rules = Rules { max_each: Some(1), ab_list: false, refused_first: true };
            let seen = Rules::default().written();
            town.pool.write_now(|db| layout::set_rules(db, &by, (&seen, &rules))).unwrap().unwrap();
        }
    });
    let record = town.record(Naming::Nobody);
    let drawing = town.pool.read_now(|db| stalls::drawing(db, town.site, db.now.today)).unwrap();
    let dealt_by = |days| DealtBy::of(days, (&record.site, &drawing));
    let (all, first) = (dealt_by(&record.days), dealt_by(&record.days[..2]));
    assert_eq!((all.rules.max_each, all.rules.refused_first, all.differ), (Some(1), true, true));
    assert_eq!((first.rules, first.differ), (Rules::default(), false));
    assert_eq!(dealt_by(&[]).rules, record.site.rules, "no day to read them from");
}
