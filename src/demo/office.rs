//! The office: areas, institutions, a programme and the staff.
use super::stage::{Stage, proof, told};
use crate::accounts::access::{Admin, AdminOf, Role};
use crate::accounts::people::{self, NewAccount};
use crate::accounts::role_proposals;
use crate::accounts::scopes::{self, NewScope};
use crate::accounts::{choose_password, first_admin_link, make_first_admin};
use crate::areas::model::{InstitutionKind, Names, Part};
use crate::areas::{institutions, places};
use crate::db::{Db, Write};
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{AccountId, AreaId, InstitutionId, ProgrammeId};
use crate::kernel::lang::Lang;
use anyhow::Context;

pub(super) const ADMIN: &str = "09990000001";
/// Confirms the roles that the first admin proposes.
const SECOND_ADMIN: &str = "09990000008";
pub(super) const SUPERVISOR: &str = "09990000002";
pub(super) const AUDITOR: &str = "09990000003";
pub(super) const MANAGER: &str = "09990000004";
/// The caseworkers with the neighbourhood each serves, in the order of [`NEIGHBOURHOODS`].
pub(super) const CASEWORKERS: [(&str, &str); 3] =
    [("مهناز امینی", "09990000005"), ("الهام قربانی", "09990000006"), ("سعید نجفی", "09990000007")];
const NEIGHBOURHOODS: [(&str, &str); 3] =
    [("اسپیاری", "Espiari"), ("هارون‌محله", "Harun Mahalleh"), ("رضوانیه", "Rezvanieh")];

/// Who and what the rest of the demo needs to know.
pub(super) struct Office {
    pub admin: AccountId,
    pub city: AreaId,
    pub neighbourhoods: Vec<AreaId>,
    pub caseworkers: Vec<AccountId>,
    pub supervisor: AccountId,
    pub manager: AccountId,
    pub programme: ProgrammeId,
}

pub(super) fn open(stage: &mut Stage) -> anyhow::Result<Office> {
    let admin = admin_by_console(stage, 1, ("مدیر سامانه", ADMIN))?;
    let second = admin_by_console(stage, 2, ("نسرین شکوهی", SECOND_ADMIN))?;
    stage.act(|db| {
        let by: Admin = proof(db, admin, &[])?;
        let with: Admin = proof(db, second, &[])?;
        let (country, city) = down_to_the_city(db, &by)?;
        let (behzisti, programme) = four_institutions(db, &by)?;
        let mut neighbourhoods = Vec::new();
        for (fa, en) in NEIGHBOURHOODS {
            let id = told(places::add(db, &by, city, &names(fa, en)))?;
            let part =
                institutions::NewPart { area: id, institution: behzisti, part: Part::Lead, starts_on: stage.first_day };
            told(institutions::give_part(db, &by, &part))?;
            neighbourhoods.push(id);
        }
        let mut caseworkers = Vec::new();
        for ((name, phone), area) in CASEWORKERS.into_iter().zip(&neighbourhoods) {
            caseworkers.push(employ(
                db,
                stage,
                (&by, &with),
                (name, phone),
                (Role::Caseworker, Some(behzisti), *area),
            )?);
        }
        let supervisor =
            employ(db, stage, (&by, &with), ("ناهید رجبی", SUPERVISOR), (Role::Supervisor, Some(behzisti), city))?;
        employ(db, stage, (&by, &with), ("فرزاد حبیبی", AUDITOR), (Role::Auditor, Some(behzisti), country))?;
        Ok(Office {
            admin,
            manager: employ(db, stage, (&by, &with), ("کامران فرهادی", MANAGER), (Role::MarketManager, None, city))?,
            city,
            neighbourhoods,
            caseworkers,
            supervisor,
            programme,
        })
    })
}

fn admin_by_console(stage: &mut Stage, least: usize, (name, phone): (&str, &str)) -> anyhow::Result<AccountId> {
    let token = first_admin_link(&stage.pool, least)?.context("there are enough administrators already")?;
    stage.act(|db| told(make_first_admin(db, &token, &account(name, phone)?, &stage.hash)))
}

fn names(fa: &str, en: &str) -> Names {
    Names { fa: fa.to_owned(), en: en.to_owned() }
}

fn account(name: &str, phone: &str) -> Write<NewAccount, String> {
    let mobile = Mobile::parse(phone).map_err(|error| crate::db::Abort::Refused(error.to_string()))?;
    Ok(NewAccount { name: name.to_owned(), mobile, email: None, lang: Lang::Fa, person: None })
}

fn down_to_the_city(db: &mut Db, by: &Admin) -> Write<(AreaId, AreaId), String> {
    let country = scopes::country(db)?;
    let province = told(places::add(db, by, country, &names("مازندران", "Mazandaran")))?;
    let county = told(places::add(db, by, province, &names("شهرستان آمل", "Amol County")))?;
    let city = told(places::add(db, by, county, &names("آمل", "Amol")))?;
    Ok((country, city))
}

fn four_institutions(db: &mut Db, by: &Admin) -> Write<(InstitutionId, ProgrammeId), String> {
    let behzisti = told(institutions::add(db, by, InstitutionKind::Behzisti, &names("بهزیستی آمل", "Behzisti Amol")))?;
    for (kind, fa, en) in [
        (InstitutionKind::Emdad, "کمیتهٔ امداد آمل", "Emdad Committee Amol"),
        (InstitutionKind::Setad, "ستاد اجرایی", "Setad"),
        (InstitutionKind::Helal, "هلال احمر آمل", "Red Crescent Amol"),
    ] {
        told(institutions::add(db, by, kind, &names(fa, en)))?;
    }
    let programme = names("توانمندسازی محله‌محور", "Community-based empowerment");
    let programme = told(institutions::add_programme(db, by, behzisti, &programme))?;
    Ok((behzisti, programme))
}

type Post = (Role, Option<InstitutionId>, AreaId);

fn employ(
    db: &mut Db,
    stage: &Stage,
    (by, with): (&Admin, &Admin),
    (name, phone): (&str, &str),
    post: Post,
) -> Write<AccountId, String> {
    let (id, token) = told(people::open(db, by, &account(name, phone)?))?;
    let (role, institution, area) = post;
    let scope = NewScope { role, institution, area, starts_on: db.now.today, ends_on: None };
    told(choose_password(db, &token, &stage.hash))?;
    let colleague = |db: &mut Db, admin: &Admin| AdminOf::of(db, admin, id)?.ok_or(diesel::result::Error::NotFound);
    let (by, with) = (colleague(db, by)?, colleague(db, with)?);
    let proposal = told(role_proposals::propose(db, &by, &scope))?;
    told(role_proposals::confirm(db, &with, proposal))?;
    Ok(id)
}
