//! Another member becomes the head of the household, which goes by the head's name; the one before stays a member.
use super::access::CaseworkerOf;
use super::correct::rename_household;
use super::history::{self, Note};
use super::model::{EventKind, Relation};
use super::persons::NewPerson;
use crate::audit::{self, Event};
use crate::db::schema::{household_member, person};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::MemberId;
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl};

/// Why the head stays who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum HeadRefusal {
    #[error("there is no such member who stays")]
    NotThere,
    #[error("the member is the head already")]
    Already,
}

/// Makes a member the head. What the head was to them is turned round; what the others were to the head stays as written.
pub(crate) fn make_head(db: &mut Db, by: &CaseworkerOf, member: MemberId) -> Write<(), HeadRefusal> {
    let found: Option<(Relation, String, String)> = household_member::table
        .find(member)
        .inner_join(person::table)
        .filter(household_member::household_id.eq(by.household()))
        .filter(household_member::starts_on.le(db.now.today).and(household_member::ends_on.is_null()))
        .select((household_member::relation, person::given_name, person::family_name))
        .first(db.conn)
        .optional()?;
    let Some((relation, given_name, family_name)) = found else {
        return refuse(HeadRefusal::NotThere);
    };
    if relation == Relation::Head {
        return refuse(HeadRefusal::Already);
    }
    let before = household_member::table
        .filter(household_member::household_id.eq(by.household()))
        .filter(household_member::relation.eq(Relation::Head));
    diesel::update(before).set(household_member::relation.eq(relation.seen_from_there())).execute(db.conn)?;
    let changed = diesel::update(household_member::table.find(member).filter(household_member::relation.eq(relation)))
        .set(household_member::relation.eq(Relation::Head))
        .execute(db.conn)?;
    if changed == 0 {
        return refuse(HeadRefusal::NotThere);
    }
    let head = NewPerson { given_name, family_name, national_id: None, mobile: None };
    rename_household(db, by, &head)?;
    let note = Note { kind: EventKind::NewHead, member: Some(member), fields: "", reason: "" };
    history::write(db, by.actor(), by.household(), &note)?;
    let object = ("household", by.household().0);
    let event = Event { action: "make_head", object, detail: "members", area: Some(by.area()) };
    Ok(audit::record(db, by.actor(), event)?)
}
