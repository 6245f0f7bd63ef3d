//! The office's set-up, on the engine under test.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]
use super::institutions::{self, InstitutionRefusal, NewPart, PartRefusal};
use super::model::{Holiday, InstitutionKind, Level, MovedMachine, Names, Part};
use super::places::{self, AreaRefusal};
use super::queries;
use super::settings::{self, Change, HolidayRefusal, SettingRefusal};
use crate::accounts::access::Admin;
use crate::db::setting;
use crate::kernel::money::MoneyUnit;
use crate::testing::{Office, TestPool, now, pool, proof};
use chrono::Days;

fn set_up() -> (TestPool, Office, Admin) {
    let pool = pool();
    let office = Office::new(&pool);
    let admin = proof(&pool, office.admin, &[]).unwrap();
    (pool, office, admin)
}

fn names(fa: &str, en: &str) -> Names {
    Names { fa: fa.to_owned(), en: en.to_owned() }
}

#[test]
fn an_area_stands_one_level_below_its_parent_and_nothing_below_a_neighbourhood() {
    let (pool, office, by) = set_up();
    let id =
        pool.write_now(|db| places::add(db, &by, office.city, &names("هارون‌محله", "Harun Mahalleh"))).unwrap().unwrap();
    let area = pool.read_now(|db| queries::area(db, id)).unwrap().unwrap();
    assert_eq!((area.level, area.parent), (Level::Neighbourhood, Some(office.city)));
    let below = pool.write_now(|db| places::add(db, &by, id, &names("کوچه", "Lane"))).unwrap();
    assert_eq!(below, Err(AreaRefusal::Lowest));
}

#[test]
fn two_areas_of_one_parent_have_different_names() {
    let (pool, office, by) = set_up();
    let again = pool.write_now(|db| places::add(db, &by, office.city, &names("اسپیاری", "ESPIARI"))).unwrap();
    assert_eq!(again, Err(AreaRefusal::Taken));
    let nameless = pool.write_now(|db| places::add(db, &by, office.city, &names("الف", "الف"))).unwrap();
    assert_eq!(nameless, Err(AreaRefusal::NoCode));
}

#[test]
fn a_renamed_area_keeps_its_place() {
    let (pool, office, by) = set_up();
    pool.write_now(|db| places::rename(db, &by, office.espiari, &names("اسپیاری", "Espiari"))).unwrap().unwrap();
    let area = pool.read_now(|db| queries::area(db, office.espiari)).unwrap().unwrap();
    assert_eq!((area.names, area.parent), (names("اسپیاری", "Espiari"), Some(office.city)));
}

#[test]
fn one_institution_leads_in_an_area_and_another_may_after_it_ended() {
    let (pool, office, by) = set_up();
    let emdad = names("کمیتهٔ امداد", "Relief Committee");
    let add = |db: &mut crate::db::Db| institutions::add(db, &by, InstitutionKind::Emdad, &emdad);
    let other = pool.write_now(add).unwrap().unwrap();
    assert_eq!(pool.write_now(add).unwrap(), Err(InstitutionRefusal::Taken));
    let mut new = NewPart { area: office.espiari, institution: other, part: Part::Lead, starts_on: now().date() };
    let refused = pool.write_now(|db| institutions::give_part(db, &by, &new)).unwrap();
    assert_eq!(refused, Err(PartRefusal::LeadTaken));
    new.part = Part::Partner;
    pool.write_now(|db| institutions::give_part(db, &by, &new)).unwrap().unwrap();

    let parts = pool.read_now(|db| queries::parts_in(db, office.espiari)).unwrap();
    let lead = parts.iter().find(|row| row.part == Part::Lead).unwrap().id;
    assert!(!pool.change_now(|db| institutions::end_part(db, &by, (office.city, lead))).unwrap());
    assert!(pool.change_now(|db| institutions::end_part(db, &by, (office.espiari, lead))).unwrap());
    assert!(!pool.change_now(|db| institutions::end_part(db, &by, (office.espiari, lead))).unwrap());
    new.part = Part::Lead;
    pool.write_now(|db| institutions::give_part(db, &by, &new)).unwrap().unwrap();
}

#[test]
fn a_programme_belongs_to_an_institution_under_one_name() {
    let (pool, office, by) = set_up();
    let plan = names("توانمندسازی", "Empowerment");
    let add = |db: &mut crate::db::Db| institutions::add_programme(db, &by, office.institution, &plan);
    pool.write_now(add).unwrap().unwrap();
    assert_eq!(pool.write_now(add).unwrap(), Err(InstitutionRefusal::Taken));
}

#[test]
fn the_unit_of_money_changes_from_a_day_on_and_never_in_the_past() {
    let (pool, _, by) = set_up();
    let today = now().date();
    let change = |unit, from| pool.write_now(|db| settings::change(db, &by, &Change::Unit { unit, from })).unwrap();
    assert_eq!(change(MoneyUnit::Rial, today - Days::new(1)), Err(SettingRefusal::Past));
    change(MoneyUnit::Rial, today).unwrap();
    change(MoneyUnit::Toman, today).unwrap();
    change(MoneyUnit::NewRial, today + Days::new(10)).unwrap();
    let units = pool.read_now(queries::money_units).unwrap();
    assert_eq!(units, [(today, MoneyUnit::Toman), (today + Days::new(10), MoneyUnit::NewRial)]);
    let holds = |pool: &TestPool| pool.read_now(|db| setting::value(db, setting::MONEY_UNIT)).unwrap();
    assert_eq!(holds(&pool).as_deref(), Some("toman"));
    pool.clock().advance(chrono::TimeDelta::days(10));
    assert_eq!(holds(&pool).as_deref(), Some("new_rial"));
}

#[test]
fn a_sale_of_a_good_whose_machine_moved_is_refused_until_someone_chose_otherwise() {
    let (pool, _, by) = set_up();
    assert_eq!(pool.read_now(queries::moved_machine).unwrap(), MovedMachine::Refuse);
    let chosen = Change::MovedMachine(MovedMachine::OwnMeans);
    pool.write_now(|db| settings::change(db, &by, &chosen)).unwrap().unwrap();
    assert_eq!(pool.read_now(queries::moved_machine).unwrap(), MovedMachine::OwnMeans);
}

#[test]
fn a_holiday_is_written_down_once_and_can_be_taken_away() {
    let (pool, _, by) = set_up();
    let holiday = Holiday { day: now().date() + Days::new(5), names: names("شهادت", "Martyrdom") };
    pool.write_now(|db| settings::add_holiday(db, &by, &holiday)).unwrap().unwrap();
    let again = pool.write_now(|db| settings::add_holiday(db, &by, &holiday)).unwrap();
    assert_eq!(again, Err(HolidayRefusal::Taken));
    assert_eq!(pool.read_now(|db| queries::holidays(db, now().date())).unwrap().len(), 1);
    assert!(pool.change_now(|db| settings::remove_holiday(db, &by, holiday.day)).unwrap());
    assert!(!pool.change_now(|db| settings::remove_holiday(db, &by, holiday.day)).unwrap());
}
