//! Licences of the demo: some that buyers are told of, one of them near its end, one that waits to be looked over, and a kind
//! that chicks will need.
use super::families::Family;
use super::office::Office;
use super::stage::{Stage, proof, told};
use crate::accounts::access::Admin;
use crate::catalogue::licences::enter::{self, NewLicence};
use crate::catalogue::licences::rules::{self, KindRules};
use crate::db::schema::licence;
use crate::db::{Db, Write};
use crate::households::access::Producer;
use crate::kernel::ids::{AccountId, LicenceKindId, ModerationId};
use crate::moderation::access::ItemModerator;
use crate::moderation::decide::{self, Decision, Outcome};
use chrono::Days;
use diesel::{QueryDsl, RunQueryDsl};

const HEALTH: LicenceKindId = LicenceKindId(1);
const FOOD: LicenceKindId = LicenceKindId(2);
const HATCHERY: LicenceKindId = LicenceKindId(3);
const HOME: LicenceKindId = LicenceKindId(4);

/// A licence of the demo: of which family, which kind, its number, who gave it, how many days it has left, whether it is accepted.
type Told = (usize, LicenceKindId, &'static str, &'static str, u64, bool);

const LICENCES: [Told; 5] = [
    (0, HEALTH, "۲۴۷/۱۸۳۰", "مرکز بهداشت آمل", 12, true),
    (0, FOOD, "۵۶/۱۱۹۰۴", "دانشگاه علوم پزشکی بابل", 240, true),
    (1, HOME, "۱۴۰۴۰۸۲۲۱۷", "", 400, true),
    (2, HEALTH, "۲۴۷/۱۹۰۲", "مرکز بهداشت آمل", 95, true),
    (0, HOME, "۱۴۰۵۰۹۱۱۰۸", "وزارت تعاون، کار و رفاه اجتماعی", 180, false),
];

/// How many days chicks are still shown without a licence.
const NOTICE: u64 = 25;

/// Enters the licences, and sets what chicks will need.
pub(super) fn license(stage: &Stage, office: &Office, families: &[Family]) -> anyhow::Result<()> {
    let day = |days: u64| stage.last_day.checked_add_days(Days::new(days)).unwrap_or(stage.last_day);
    let (admin, manager) = (office.admin, office.manager);
    let hatchery = KindRules {
        name_fa: "پروانهٔ جوجه‌کشی".to_owned(),
        name_en: "Hatchery licence".to_owned(),
        may: Vec::new(),
        must: vec!["chicks".to_owned()],
        from: day(NOTICE),
    };
    stage.act(|db| {
        let by: Admin = proof(db, admin, &[])?;
        told(rules::save(db, &by, (Some(HATCHERY), &hatchery))).map(drop)
    })?;
    let shops: Vec<&Family> = families.iter().filter(|family| !family.goods.is_empty()).collect();
    let hatcher = shops.iter().position(|family| family.trade.category == "chicks");
    let of_chicks = hatcher.map(|at| (at, HATCHERY, "۷۱/۳۳۰۸", "دامپزشکی آمل", 210, true));
    for (at, kind, number, issuer, days, is_accepted) in LICENCES.into_iter().chain(of_chicks) {
        let Some(account) = shops.get(at).map(|family| family.account) else {
            continue;
        };
        let (number, issuer, expires_on) = (number.to_owned(), issuer.to_owned(), day(days));
        let new = NewLicence { kind, number, issuer, expires_on };
        stage.act(|db| enter_one(db, (account, &new), is_accepted.then_some(manager)))?;
    }
    Ok(())
}

fn enter_one(
    db: &mut Db,
    (account, new): (AccountId, &NewLicence),
    accepted_by: Option<AccountId>,
) -> Write<(), String> {
    let by: Producer = proof(db, account, &[])?;
    let id = told(enter::enter(db, &by, new))?;
    let Some(manager) = accepted_by else {
        return Ok(());
    };
    let item: ModerationId = licence::table.find(id).select(licence::item_id).first(db.conn)?;
    let by: ItemModerator = proof(db, manager, &[("item", item.0)])?;
    let decision = Decision { to: Outcome::Accept, reasons: Vec::new(), note: String::new() };
    told(decide::decide(db, &by, 1, &decision))
}
