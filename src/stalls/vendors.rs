//! Sellers known at a site: their seniority there, 1 being the most senior, and what they sell.
//! Whoever asks for a stall becomes known, behind everyone who was known before.
use super::access::SiteManager;
use super::model::{Terms, VendorList};
use super::queries;
use crate::audit::{self, Event};
use crate::db::schema::site_vendor;
use crate::db::{Abort, Db, Write, refuse, violated};
use crate::households::invite::{Invitation, InviteRefusal, Invited, invite_member};
use crate::households::persons::{NewPerson, namesakes};
use crate::households::register::{NewHousehold, RegisterRefusal, register_business};
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{AreaId, HouseholdId, PersonId, SiteId};
use crate::kernel::lang::Lang;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// Why a seller is not taken in or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum VendorRefusal {
    #[error("the site does not serve this household")]
    OtherArea,
    #[error("the household is known at the site already")]
    Known,
    #[error("there is no such category")]
    UnknownCategory,
    #[error("the seniority number belongs to someone else")]
    SeniorityTaken,
    #[error("the household is not known at the site")]
    Unknown,
}

/// Takes a household of the site's area in, behind all others; gives its seniority. Whoever registered it, it is taken in once
/// its shop is open: what stands in the list of newcomers does not tell who is supported.
pub(crate) fn take_in(
    db: &mut Db,
    by: &SiteManager,
    household: HouseholdId,
    category: &str,
) -> Write<i32, VendorRefusal> {
    if !queries::serves(db, by.area_path(), household)? || !queries::has_open_shop(db, household)? {
        return refuse(VendorRefusal::OtherArea);
    }
    if queries::vendor(db, by.site(), household)?.is_some() {
        return refuse(VendorRefusal::Known);
    }
    if !queries::is_category(db, category)? {
        return refuse(VendorRefusal::UnknownCategory);
    }
    let seniority = insert(db, by.site(), household, category)?;
    note(db, by, "take_in_seller", household)?;
    Ok(seniority)
}

/// A home business that nobody knew yet: who runs it, and where.
#[derive(Clone, Debug)]
pub(crate) struct NewSeller {
    pub head: NewPerson,
    pub mobile: Mobile,
    /// A neighbourhood that the site serves.
    pub area: AreaId,
    /// The language the account begins with.
    pub lang: Lang,
}

/// Why a home business is not registered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NewSellerRefusal {
    #[error("the site does not serve this neighbourhood")]
    OtherArea,
    #[error("the person is registered already")]
    Known,
    #[error("the number belongs to another account")]
    MobileTaken,
}

/// Registers a home business and invites the one who runs it; gives the card. One who was registered at a market before and has
/// not chosen a password yet gets a new card instead.
pub(crate) fn register(db: &mut Db, by: &SiteManager, new: &NewSeller) -> Write<Invited, NewSellerRefusal> {
    if !queries::is_area_of(db, by.area_path(), new.area)? {
        return refuse(NewSellerRefusal::OtherArea);
    }
    if let Some((household, person, area)) = waiting(db, by, new)? {
        let again = Invitation { person, mobile: None, lang: new.lang };
        return invite_member(db, by.actor(), (household, area), &again).map_err(|abort| abort.map(not_invited));
    }
    let since = db.now.today;
    let business =
        NewHousehold { area: new.area, head: new.head.clone(), address: String::new(), notes: String::new(), since };
    let household = register_business(db, by.actor(), &[], &business).map_err(|abort| abort.map(not_registered))?;
    let person = queries::head_of(db, household)?;
    let invitation = Invitation { person, mobile: Some(new.mobile.clone()), lang: new.lang };
    invite_member(db, by.actor(), (household, new.area), &invitation).map_err(|abort| abort.map(not_invited))
}

/// The household of someone of the same name and phone whose card was made at a market and is not used yet.
fn waiting(db: &mut Db, by: &SiteManager, new: &NewSeller) -> QueryResult<Option<(HouseholdId, PersonId, AreaId)>> {
    let head = NewPerson { mobile: Some(new.mobile.clone()), ..new.head.clone() };
    let Some((household, _)) = namesakes(db, &head, db.now.today)?.into_iter().next() else {
        return Ok(None);
    };
    if !queries::serves(db, by.area_path(), household)? {
        return Ok(None);
    }
    Ok(queries::awaits_card(db, household)?.map(|(person, area)| (household, person, area)))
}

fn not_registered(refusal: RegisterRefusal) -> NewSellerRefusal {
    match refusal {
        RegisterRefusal::Area | RegisterRefusal::Day => NewSellerRefusal::OtherArea,
        RegisterRefusal::Known { .. } | RegisterRefusal::KnownBusiness { .. } | RegisterRefusal::KnownElsewhere => {
            NewSellerRefusal::Known
        }
    }
}

fn not_invited(refusal: InviteRefusal) -> NewSellerRefusal {
    match refusal {
        InviteRefusal::MobileTaken | InviteRefusal::NoMobile => NewSellerRefusal::MobileTaken,
        InviteRefusal::NoMember | InviteRefusal::IsStaff => NewSellerRefusal::Known,
    }
}

/// Why no new card is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CardRefusal {
    #[error("the household is no home business of the site")]
    Unknown,
    #[error("nobody of it waits for a card")]
    NotAwaited,
}

/// Makes a new card for a home business of the site whose head has not chosen a password yet; the card before it ends.
pub(crate) fn new_card(db: &mut Db, by: &SiteManager, household: HouseholdId) -> Write<Invited, CardRefusal> {
    if queries::vendor(db, by.site(), household)?.is_none() {
        return refuse(CardRefusal::Unknown);
    }
    let Some((person, area)) = queries::awaits_card(db, household)? else {
        return refuse(CardRefusal::NotAwaited);
    };
    let invitation = Invitation { person, mobile: None, lang: Lang::Fa };
    invite_member(db, by.actor(), (household, area), &invitation)
        .map_err(|abort| abort.map(|_| CardRefusal::NotAwaited))
}

/// Adds a household behind all others.
pub(super) fn insert(db: &mut Db, site: SiteId, household: HouseholdId, category: &str) -> QueryResult<i32> {
    let last: Option<i32> = site_vendor::table
        .filter(site_vendor::site_id.eq(site))
        .select(diesel::dsl::max(site_vendor::seniority))
        .first(db.conn)?;
    let seniority = last.unwrap_or(0) + 1;
    diesel::insert_into(site_vendor::table)
        .values((
            site_vendor::site_id.eq(site),
            site_vendor::household_id.eq(household),
            site_vendor::seniority.eq(seniority),
            site_vendor::category_code.eq(category),
            site_vendor::list.eq(VendorList::A),
            site_vendor::guaranteed.eq(0),
        ))
        .execute(db.conn)?;
    Ok(seniority)
}

/// A seller's place and goods as they shall be.
#[derive(Clone, Debug)]
pub(crate) struct VendorChange {
    pub household: HouseholdId,
    pub seniority: i32,
    pub category: String,
    pub terms: Terms,
}

/// Changes a seller's seniority, category or terms at the site.
pub(crate) fn change(db: &mut Db, by: &SiteManager, new: &VendorChange) -> Write<(), VendorRefusal> {
    if !queries::is_category(db, &new.category)? {
        return refuse(VendorRefusal::UnknownCategory);
    }
    let changed = diesel::update(
        site_vendor::table
            .filter(site_vendor::site_id.eq(by.site()))
            .filter(site_vendor::household_id.eq(new.household)),
    )
    .set((
        (site_vendor::seniority.eq(new.seniority), site_vendor::category_code.eq(&new.category)),
        (site_vendor::list.eq(new.terms.list), site_vendor::guaranteed.eq(new.terms.guaranteed)),
    ))
    .execute(db.conn)
    .map_err(|error| {
        if violated(&error, "site_vendor_seniority_unique", "site_vendor.site_id, site_vendor.seniority") {
            Abort::Refused(VendorRefusal::SeniorityTaken)
        } else {
            Abort::Database(error)
        }
    })?;
    if changed == 0 {
        return refuse(VendorRefusal::Unknown);
    }
    note(db, by, "change_seller", new.household)?;
    Ok(())
}

fn note(db: &mut Db, by: &SiteManager, action: &'static str, household: HouseholdId) -> QueryResult<()> {
    let event = Event { action, object: ("household", household.0), detail: "", area: Some(by.area()) };
    audit::record(db, by.actor(), event)
}
