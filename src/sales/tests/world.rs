//! Four households of two neighbourhoods with machines, payers and goods, made through the verbs where there are any.
use crate::accounts::access::Role;
use crate::catalogue::access::{OwnGood, WeightKeeper};
use crate::catalogue::list_good::{self, GoodFace, NewGood};
use crate::catalogue::model::Weight;
use crate::catalogue::stock;
use crate::catalogue::weights::{self, NewWeights};
use crate::db::schema::{case_file, household, household_member, person};
use crate::db::{Db, Pool, Write, vault};
use crate::grants::access::EquipmentKeeper;
use crate::grants::award::{self, Award};
use crate::grants::decide::{self, PaperDecision};
use crate::grants::hand_over::{self, Handover, Terms};
use crate::grants::model::{Condition, GrantKind};
use crate::grants::register::{self, NewMachine, Paid};
use crate::grants::use_rights::{self, NewUseRight};
use crate::households::access::{CaseworkerOf, Producer};
use crate::kernel::idem::Idem;
use crate::kernel::ids::{AccountId, AreaId, CaseId, EquipmentId, GrantId, HouseholdId, MemberId, PersonId, ProductId};
use crate::kernel::money::Rial;
use crate::kernel::persian::sort_key;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::sales::access::{Bookkeeper, MonthCloser};
use crate::sales::record::{NewLine, NewSale, Paid as PaidFor};
use crate::testing::{self, Office};
use chrono::NaiveDate;
use diesel::{ExpressionMethods, QueryResult, RunQueryDsl};

/// The day on which every machine was handed over.
pub(super) fn start() -> NaiveDate {
    "2026-05-22".parse().unwrap()
}

/// A household as its tests use it.
pub(super) struct Home {
    pub id: HouseholdId,
    pub person: PersonId,
    pub producer: Producer,
    pub keeper: Bookkeeper,
    /// None for a home business that was never supported.
    pub caseworker: Option<CaseworkerOf>,
    pub goods: Vec<ProductId>,
}

pub(super) struct World {
    pub office: Office,
    pub closer: MonthCloser,
    /// The oven and mixer, the one that may use the oven and has a dryer, the one in the other neighbourhood, and one unsupported.
    pub homes: [Home; 4],
    pub oven: EquipmentId,
    pub mixer: EquipmentId,
    pub dryer: EquipmentId,
    pub press: EquipmentId,
    pub oven_keeper: EquipmentKeeper,
}

/// Runs a verb that must succeed, in a transaction of its own.
pub(super) fn done<T, R: std::fmt::Debug>(pool: &Pool, verb: impl Fn(&mut Db) -> Write<T, R>) -> T {
    pool.write_now(verb).unwrap().unwrap()
}

/// Runs a verb that must be refused, in a transaction of its own.
pub(super) fn refused<T: std::fmt::Debug, R>(pool: &Pool, verb: impl Fn(&mut Db) -> Write<T, R>) -> R {
    match pool.write_now(verb).unwrap() {
        Ok(done) => panic!("it was not refused: {done:?}"),
        Err(refusal) => refusal,
    }
}

impl World {
    pub fn new(pool: &Pool) -> World {
        pool.clock().set(start().and_hms_opt(6, 0, 0).unwrap());
        let office = Office::new(pool);
        let institution = Some(office.institution);
        pool.change_now(|db| testing::give(db, office.caseworker, Role::Caseworker, institution, office.city)).unwrap();
        let mut homes = [
            home(pool, &office, 1, office.espiari, true),
            home(pool, &office, 2, office.espiari, true),
            home(pool, &office, 3, office.other_neighbourhood, true),
            home(pool, &office, 4, office.espiari, false),
        ];
        let machine = |home: &Home, kind: &str, granted: i64, own: i64| {
            let by = home.caseworker.as_ref().unwrap();
            let grant = grant(pool, &office, by, granted);
            let paid = vec![Paid::Grant(grant, Rial(granted)), Paid::Household(Rial(own))];
            let cost = Rial(granted + own);
            let new = NewMachine {
                kind: kind.to_owned(),
                maker: "سازنده".to_owned(),
                serial: kind.to_owned(),
                cost,
                acquired_on: start(),
                paid,
            };
            let id = done(pool, |db| register::register(db, by, &new));
            hand_over_to(pool, &office, id, home);
            id
        };
        let oven = machine(&homes[0], "oven", 70_000_000, 25_000_000);
        let mixer = machine(&homes[0], "mixer", 33_333_333, 0);
        let dryer = machine(&homes[1], "dryer", 61_000_003, 17_000_019);
        let press = machine(&homes[2], "press", 45_000_000, 1);
        let oven_keeper = keeper_of(pool, &office, oven);
        let right = NewUseRight {
            household: homes[1].id,
            starts_on: start(),
            last_day: None,
            agreement: "دو روز در هفته".to_owned(),
        };
        done(pool, |db| use_rights::give(db, &oven_keeper, &right));
        let makes = [vec![oven, mixer], vec![oven, dryer], vec![press], vec![]];
        for (home, machines) in homes.iter_mut().zip(makes) {
            home.goods = vec![
                list(pool, home, "نان لواش", SellUnit::Piece, &machines),
                list(pool, home, "میوهٔ خشک", SellUnit::Kilo, &machines),
            ];
        }
        let closer = testing::proof(pool, office.supervisor, &[]).unwrap();
        World { office, closer, homes, oven, mixer, dryer, press, oven_keeper }
    }
}

fn keeper_of(pool: &Pool, office: &Office, id: EquipmentId) -> EquipmentKeeper {
    testing::proof(pool, office.caseworker, &[("equipment", id.0)]).unwrap()
}

fn hand_over_to(pool: &Pool, office: &Office, id: EquipmentId, home: &Home) {
    let by = keeper_of(pool, office, id).moving();
    let done_on = handover(home, start());
    done(pool, |db| hand_over::hand_over(db, &by, &done_on));
}

pub(super) fn handover(home: &Home, on: NaiveDate) -> Handover {
    Handover {
        household: home.id,
        receiver: home.person,
        handed_on: on,
        witness: "گواه".to_owned(),
        condition: Condition::Good,
        terms: Terms { version: "1", sha256: [7; 32] },
        accepted: true,
        giver: String::new(),
        photos: Vec::new(),
    }
}

fn grant(pool: &Pool, office: &Office, by: &CaseworkerOf, amount: i64) -> GrantId {
    let paper = PaperDecision { programme: office.programme, decided_on: start(), paper: "۱۲/۳۴".to_owned() };
    done(pool, |db| {
        let decision =
            decide::record_paper(db, by, &paper).map_err(|abort| abort.map(|refusal| format!("{refusal:?}")))?;
        let new = Award {
            decision,
            number: None,
            kind: GrantKind::Asset,
            amount: Rial(amount),
            awarded_on: start(),
            others: Vec::new(),
        };
        award::award(db, by, &new).map_err(|abort| abort.map(|refusal| format!("{refusal:?}")))
    })
}

fn home(pool: &Pool, office: &Office, number: usize, area: AreaId, is_supported: bool) -> Home {
    let (id, person, account) = pool.change_now(|db| insert_home(db, office, number, (area, is_supported))).unwrap();
    let producer: Producer = testing::proof(pool, account, &[]).unwrap();
    let caseworker = testing::proof(pool, office.caseworker, &[("household", id.0)]);
    Home { id, person, keeper: Bookkeeper::from(&producer), producer, caseworker, goods: Vec::new() }
}

fn insert_home(
    db: &mut Db,
    office: &Office,
    number: usize,
    (area, is_supported): (AreaId, bool),
) -> QueryResult<(HouseholdId, PersonId, AccountId)> {
    let (key, _) = vault::new_key(db)?;
    let (id, who): (HouseholdId, PersonId) = (db.id(), db.id());
    let since: NaiveDate = "2020-03-20".parse().unwrap();
    let name = format!("خانوار {number}");
    diesel::insert_into(household::table)
        .values((
            (household::id.eq(id), household::key_id.eq(key), household::area_id.eq(area), household::name.eq(&name)),
            (household::name_search.eq(&name), household::sort_key.eq(sort_key(&name))),
            household::registered_on.eq(since),
        ))
        .execute(db.conn)?;
    diesel::insert_into(person::table)
        .values((
            (person::id.eq(who), person::key_id.eq(key), person::given_name.eq("مریم"), person::family_name.eq(&name)),
            (
                person::name_search.eq(&name),
                person::sort_key.eq(sort_key(&name)),
                person::national_id_repaired.eq(false),
            ),
        ))
        .execute(db.conn)?;
    let member: MemberId = db.id();
    diesel::insert_into(household_member::table)
        .values((
            household_member::id.eq(member),
            household_member::household_id.eq(id),
            household_member::person_id.eq(who),
            household_member::relation.eq("head"),
            household_member::earner.eq(true),
            household_member::starts_on.eq(since),
        ))
        .execute(db.conn)?;
    if is_supported {
        let case: CaseId = db.id();
        diesel::insert_into(case_file::table)
            .values((
                case_file::id.eq(case),
                case_file::household_id.eq(id),
                case_file::institution_id.eq(office.institution),
                case_file::opened_on.eq(since),
            ))
            .execute(db.conn)?;
    }
    let account = testing::person(db, &name, &format!("0913000000{number}"), Some(who))?;
    testing::give(db, account, Role::Producer, None, area)?;
    Ok((id, who, account))
}

fn list(pool: &Pool, home: &Home, name: &str, unit: SellUnit, machines: &[EquipmentId]) -> ProductId {
    let face = GoodFace {
        name: name.to_owned(),
        category: "bread".to_owned(),
        description: String::new(),
        unit,
        price: Rial(25_003),
        by_weight: None,
        lead_days: 0,
        machines: machines.to_vec(),
    };
    let idem = Idem::fresh(pool.ids());
    let new = NewGood { idem, face, stock: Quantity(200_000), photo: None, shop_name: "نان تازه".to_owned() };
    done(pool, |db| list_good::list(db, &home.producer, &new))
}

impl Home {
    pub fn idem(text: &str) -> Idem {
        Idem::parse(text).unwrap()
    }

    /// One line of this household's first good, at the listed price.
    pub fn sale(&self, idem: &str, pieces: i64) -> NewSale {
        self.sale_of(idem, (pieces * 1000, PaidFor::Listed))
    }

    pub fn sale_of(&self, idem: &str, (milli, paid): (i64, PaidFor)) -> NewSale {
        NewSale {
            idem: Home::idem(idem),
            seller: self.person,
            buyer: None,
            sold_on: start(),
            lines: vec![NewLine { product: self.goods[0], quantity: Quantity(milli), paid, produced_on: None }],
        }
    }

    /// Adds to the stock of a good.
    pub fn make(&self, db: &mut Db, good: ProductId, quantity: Quantity) -> QueryResult<bool> {
        let Some(own) = OwnGood::of(db, &self.producer, good)? else {
            return Ok(false);
        };
        Ok(stock::make(db, &own, quantity).is_ok())
    }

    /// Seals new weights of a good from today on; false when that is refused.
    pub fn weigh(&self, db: &mut Db, good: ProductId, lines: Vec<Weight>) -> QueryResult<bool> {
        let Some(caseworker) = &self.caseworker else {
            return Ok(false);
        };
        let Some(by) = WeightKeeper::of(db, caseworker, good)? else {
            return Ok(false);
        };
        let new = NewWeights { starts_on: db.now.today, reason: "قرار تازه".to_owned(), lines };
        Ok(weights::seal(db, &by, &new).is_ok())
    }
}
