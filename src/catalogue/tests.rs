//! The verbs of catalogue against a real database.
use super::access::{OwnGood, OwnGoodEver, WeightKeeper};
use super::edit_good::{self, GoodEdit};
use super::list_good::{self, GoodFace, GoodRefusal, NewGood};
use super::model::Weight;
use super::queries;
use super::stock;
use super::take_off;
use super::weights::{self, NewWeights, WeightRefusal};
use crate::accounts::access::Role;
use crate::db::Pool;
use crate::db::offers::{Asked, Filter, Found, Shelf, offers};
use crate::db::schema::{account, case_file, household, household_member, person, product, shop};
use crate::households::access::Producer;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{AccountId, AreaId, EquipmentId, HouseholdId, PersonId, ProductId};
use crate::kernel::money::Rial;
use crate::kernel::persian::SearchQuery;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::testing::{Office, TestPool, give, person as account_of, pool, proof};
use chrono::{NaiveDate, TimeDelta};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

/// A household in Espiari with a case file, and the account of the one who sells for it.
struct Family {
    household: HouseholdId,
    account: AccountId,
}

fn family(pool: &Pool, office: &Office, mobile: &str) -> Family {
    let start = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    pool.change_now(|db| {
        let key: crate::kernel::ids::KeyId = account::table.select(account::key_id).first(db.conn)?;
        let (id, person_id): (HouseholdId, PersonId) = (db.id(), db.id());
        diesel::insert_into(household::table)
            .values((
                household::id.eq(id),
                household::key_id.eq(key),
                household::area_id.eq(office.espiari),
                household::name.eq("خانوار"),
                household::name_search.eq("خانوار"),
                household::sort_key.eq(vec![1_u8]),
                household::registered_on.eq(start),
            ))
            .execute(db.conn)?;
        diesel::insert_into(person::table)
            .values((
                person::id.eq(person_id),
                person::key_id.eq(key),
                person::given_name.eq("مهتاب"),
                person::family_name.eq("رضایی"),
                person::name_search.eq("مهتاب رضایی"),
                person::sort_key.eq(vec![1_u8]),
                person::national_id_repaired.eq(false),
            ))
            .execute(db.conn)?;
        let (member, file): (i64, i64) = (db.id(), db.id());
        diesel::insert_into(household_member::table)
            .values((
                household_member::id.eq(member),
                household_member::household_id.eq(id),
                household_member::person_id.eq(person_id),
                household_member::relation.eq("head"),
                household_member::earner.eq(true),
                household_member::starts_on.eq(start),
            ))
            .execute(db.conn)?;
        diesel::insert_into(case_file::table)
            .values((
                case_file::id.eq(file),
                case_file::household_id.eq(id),
                case_file::institution_id.eq(office.institution),
                case_file::opened_on.eq(start),
            ))
            .execute(db.conn)?;
        let account = account_of(db, "مهتاب رضایی", mobile, Some(person_id))?;
        give(db, account, Role::Producer, None, office.espiari)?;
        Ok(Family { household: id, account })
    })
    .unwrap()
}

struct Stage {
    pool: TestPool,
    office: Office,
    family: Family,
    producer: Producer,
}

fn stage() -> Stage {
    let pool = pool();
    let office = Office::new(&pool);
    let family = family(&pool, &office, "09121111111");
    let producer = proof(&pool, family.account, &[]).unwrap();
    Stage { pool, office, family, producer }
}

fn face(name: &str) -> GoodFace {
    GoodFace {
        name: name.to_owned(),
        category: "bread".to_owned(),
        description: String::new(),
        unit: SellUnit::Piece,
        price: Rial(250_000),
        by_weight: None,
        lead_days: 0,
        machines: Vec::new(),
    }
}

impl Stage {
    fn try_list(&self, face: GoodFace) -> Result<ProductId, GoodRefusal> {
        let idem = Idem::fresh(self.pool.ids());
        let new = NewGood { idem, face, stock: Quantity(12_000), photo: None, shop_name: "نان تازه".to_owned() };
        self.pool.write_now(|db| list_good::list(db, &self.producer, &new)).unwrap()
    }

    fn listed(&self, name: &str) -> OwnGood {
        let id = self.try_list(face(name)).unwrap();
        self.own(id).unwrap()
    }

    fn own(&self, id: ProductId) -> Option<OwnGood> {
        self.pool.read_now(|db| OwnGood::of(db, &self.producer, id)).unwrap()
    }

    fn stock_of(&self, good: &OwnGood) -> Quantity {
        self.pool.read_now(|db| queries::good(db, good.product())).unwrap().unwrap().stock
    }

    fn found(&self, typed: &str) -> Vec<ProductId> {
        let ways = SearchQuery::parse(typed).unwrap().ways();
        let shelf = Shelf::Found(Found { ways, named: Vec::new() });
        let asked = Asked { shelf: &shelf, filter: Filter::NONE, after: None, most: 10 };
        let ids = self.pool.read_now(|db| {
            let codes: Vec<String> = offers(db.conn, &asked)?.into_iter().map(|offer| offer.code).collect();
            product::table
                .filter(product::code.eq_any(codes))
                .order(product::id.desc())
                .select(product::id)
                .load(db.conn)
        });
        ids.unwrap()
    }
}

#[test]
fn the_first_good_opens_one_shop_in_the_city_and_begins_with_its_own_means() {
    let stage = stage();
    let good = stage.listed("نان سنگک");
    stage.listed("نان بربری");
    let cities: Vec<AreaId> = stage.pool.read_now(|db| shop::table.select(shop::city_id).load(db.conn)).unwrap();
    assert_eq!(cities, [stage.office.city], "the neighbourhood is not told");
    let set = stage.pool.read_now(|db| queries::weights_on(db, good.product(), db.now.today)).unwrap().unwrap();
    assert_eq!(set.lines, [Weight { machine: None, share_bp: weights::WHOLE }]);
    assert_eq!(stage.stock_of(&good), Quantity(12_000));
}

#[test]
fn a_good_cannot_be_made_with_a_machine_that_is_not_within_reach() {
    let stage = stage();
    let face = GoodFace { machines: vec![EquipmentId(1)], ..face("نان") };
    assert_eq!(stage.try_list(face), Err(GoodRefusal::Machine));
    assert_eq!(stage.found("نان"), []);
}

#[test]
fn an_edit_made_from_an_old_version_is_refused() {
    let stage = stage();
    let good = stage.listed("نان سنگک");
    let edit = GoodEdit { face: face("نان کنجدی"), photo: None, version: 1 };
    let first = stage.pool.write_now(|db| edit_good::edit(db, &good, &edit)).unwrap();
    assert_eq!(first, Ok(None));
    let second = stage.pool.write_now(|db| edit_good::edit(db, &good, &edit)).unwrap();
    assert_eq!(second, Err(GoodRefusal::Stale));
}

#[test]
fn another_household_has_no_proof_for_a_good() {
    let stage = stage();
    let good = stage.listed("نان سنگک");
    let other = family(&stage.pool, &stage.office, "09122222222");
    let path = [("product", good.product().0)];
    assert!(proof::<OwnGood>(&stage.pool, stage.family.account, &path).is_some());
    assert!(proof::<OwnGood>(&stage.pool, other.account, &path).is_none());
}

#[test]
fn stock_follows_what_is_made_counted_and_sold_out_and_comes_back_with_what_was_made_last() {
    let stage = stage();
    let good = stage.listed("نان سنگک");
    let write = |verb: fn(&mut crate::db::Db, &OwnGood) -> _| stage.pool.write_now(|db| verb(db, &good)).unwrap();
    assert_eq!(write(|db, good| stock::make(db, good, Quantity(3_000))), Ok(Quantity(15_000)));
    assert_eq!(write(|db, good| stock::count(db, good, Quantity(9_000))), Ok(Quantity(9_000)));
    assert_eq!(write(stock::sell_out), Ok(Quantity::ZERO));
    assert_eq!(write(stock::sell_out), Ok(Quantity::ZERO));
    assert_eq!(write(stock::restock), Ok(Quantity(3_000)));
    assert_eq!(write(stock::restock), Ok(Quantity(3_000)));
}

#[test]
fn what_was_corrected_to_nothing_comes_back_with_as_much_as_was_made_and_not_with_the_correction() {
    let stage = stage();
    let good = stage.listed("نان سنگک");
    let write = |verb: fn(&mut crate::db::Db, &OwnGood) -> _| stage.pool.write_now(|db| verb(db, &good)).unwrap();
    assert_eq!(write(|db, good| stock::count(db, good, Quantity(1_000))), Ok(Quantity(1_000)));
    assert_eq!(write(|db, good| stock::count(db, good, Quantity::ZERO)), Ok(Quantity::ZERO));
    assert_eq!(write(stock::restock), Ok(Quantity(12_000)));
}

#[test]
fn a_removed_good_is_neither_found_nor_anyones_to_change() {
    let stage = stage();
    let good = stage.listed("نان سنگک");
    assert_eq!(stage.found("سنگک"), [good.product()]);
    let ever = OwnGoodEver::from(&good);
    for _ in 0..2 {
        assert_eq!(
            stage.pool.write_now(|db| take_off::take_off(db, &ever)).unwrap(),
            Ok(()),
            "a second tap is no failure"
        );
    }
    assert_eq!(stage.found("سنگک"), []);
    assert!(stage.own(good.product()).is_none());
}

#[test]
fn a_good_is_put_back_for_ten_minutes_and_not_later() {
    let stage = stage();
    let good = OwnGoodEver::from(&stage.listed("نان سنگک"));
    let put_back = || stage.pool.write_now(|db| take_off::put_back(db, &good)).unwrap();
    let take_off = || stage.pool.write_now(|db| take_off::take_off(db, &good)).unwrap();
    assert_eq!((take_off(), put_back(), put_back()), (Ok(()), Ok(()), Ok(())));
    assert_eq!(stage.found("سنگک"), [good.product()], "as it was");
    assert_eq!(take_off(), Ok(()));
    stage.pool.clock().advance(TimeDelta::minutes(10));
    assert_eq!(put_back(), Err(GoodRefusal::Stale));
    assert_eq!(stage.found("سنگک"), []);
}

#[test]
fn search_finds_every_way_of_writing_and_leaves_hidden_shops_out() {
    let stage = stage();
    let lavash = stage.listed("نان‌لواش").product();
    let ash = stage.listed("آش رشته").product();
    for typed in ["نان لواش", "نانلواش", "نان‌لواش", "لواش نان", "لوا", "لو"] {
        assert_eq!(stage.found(typed), [lavash], "{typed}");
    }
    for typed in ["آش رشته", "اش رشته", "bread رشته"] {
        assert_eq!(stage.found(typed), [ash], "{typed}");
    }
    assert_eq!(stage.found("نان"), [ash, lavash], "the name of the category counts, the newest stands first");
    let now = crate::testing::now();
    stage.pool.change_now(|db| diesel::update(shop::table).set(shop::hidden_at.eq(now)).execute(db.conn)).unwrap();
    assert_eq!(stage.found("لواش"), []);
}

fn own_means(share_bp: i32, starts_on: NaiveDate) -> NewWeights {
    NewWeights { starts_on, reason: "دلیل".to_owned(), lines: vec![Weight { machine: None, share_bp }] }
}

#[test]
fn shares_are_sealed_whole_by_the_households_own_caseworker_only() {
    let stage = stage();
    let good = stage.listed("نان سنگک").product();
    let path = [("household", stage.family.household.0), ("product", good.0)];
    let keeper: WeightKeeper = proof(&stage.pool, stage.office.caseworker, &path).unwrap();
    assert!(proof::<WeightKeeper>(&stage.pool, stage.office.manager, &path).is_none());
    let today = stage.pool.clock().now().today;
    let seal = |new: &NewWeights| stage.pool.write_now(|db| weights::seal(db, &keeper, new)).unwrap();
    assert_eq!(seal(&own_means(9_999, today)), Err(WeightRefusal::NotWhole));
    assert_eq!(seal(&own_means(weights::WHOLE, today.pred_opt().unwrap())), Err(WeightRefusal::StartsWrong));
    let sealed = seal(&own_means(weights::WHOLE, today)).unwrap();
    let set = stage.pool.read_now(|db| queries::weights_on(db, good, today)).unwrap().unwrap();
    assert_eq!(set.id, sealed);
    let history = stage.pool.read_now(|db| queries::weight_history(db, good)).unwrap();
    assert_eq!(history.len(), 2);
}
