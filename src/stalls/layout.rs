//! How the stalls of a site stand to each other: rows as rings, obstacles between neighbours; and the rules by which its
//! stalls are dealt: limits, lists and the rules of categories.
use super::access::SiteManager;
use super::drawing::drawn;
use super::model::{CategoryRule, Obstacle, Rules};
use super::queries;
use crate::db::schema::{market_site, obstacle, site_category, site_row};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::{RowId, StallId};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// Why the layout is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum LayoutRefusal {
    #[error("there is no such row at this site")]
    UnknownRow,
    #[error("there is no such stall at this site")]
    UnknownStall,
    #[error("the two stalls do not stand side by side")]
    NotNeighbours,
    #[error("nothing stands there")]
    NoObstacle,
    #[error("there is no such category")]
    UnknownCategory,
    /// It would stand nowhere.
    #[error("no stall is marked for the required category")]
    Unmarked,
}

/// A row as it shall be.
#[derive(Clone, Debug)]
pub(crate) struct RowChange {
    pub row: RowId,
    pub name: String,
    pub is_ring: bool,
}

/// Changes the name of a row, and whether its last stall stands beside its first.
pub(crate) fn change_row(db: &mut Db, by: &SiteManager, new: &RowChange) -> Write<(), LayoutRefusal> {
    let row = site_row::table.filter(site_row::id.eq(new.row)).filter(site_row::site_id.eq(by.site()));
    let changed =
        diesel::update(row).set((site_row::name.eq(&new.name), site_row::ring.eq(new.is_ring))).execute(db.conn)?;
    if changed == 0 {
        return refuse(LayoutRefusal::UnknownRow);
    }
    drawn(db, by, "change_row", ("site_row", new.row.0))?;
    Ok(())
}

/// Something that stands between two stalls.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewObstacle {
    /// Neighbours, in either order.
    pub between: (StallId, StallId),
    pub obstacle: Obstacle,
}

/// Draws an obstacle between two neighbouring stalls; what stood there before is replaced.
pub(crate) fn put_obstacle(db: &mut Db, by: &SiteManager, new: &NewObstacle) -> Write<(), LayoutRefusal> {
    let drawing = queries::drawing(db, by.site(), db.now.today)?;
    let (one, other) = new.between;
    if drawing.stall(one).is_none() || drawing.stall(other).is_none() {
        return refuse(LayoutRefusal::UnknownStall);
    }
    let Some(after) = drawing.first_of(one, other) else {
        return refuse(LayoutRefusal::NotNeighbours);
    };
    diesel::delete(obstacle::table.find(after)).execute(db.conn)?;
    diesel::insert_into(obstacle::table)
        .values((
            obstacle::stall_id.eq(after),
            obstacle::kind.eq(new.obstacle.kind),
            obstacle::width_cm.eq(new.obstacle.width_cm),
        ))
        .execute(db.conn)?;
    drawn(db, by, "put_obstacle", ("stall", after.0))?;
    Ok(())
}

/// Takes the obstacle after a stall away.
pub(crate) fn clear_obstacle(db: &mut Db, by: &SiteManager, after: StallId) -> Write<(), LayoutRefusal> {
    if queries::stall(db, by.site(), after)?.is_none_or(|stall| stall.after.is_none()) {
        return refuse(LayoutRefusal::NoObstacle);
    }
    diesel::delete(obstacle::table.find(after)).execute(db.conn)?;
    drawn(db, by, "clear_obstacle", ("stall", after.0))?;
    Ok(())
}

/// Sets the rules by which the site deals its stalls.
pub(crate) fn set_rules(db: &mut Db, by: &SiteManager, new: &Rules) -> Write<(), LayoutRefusal> {
    diesel::update(market_site::table.find(by.site()))
        .set((
            market_site::max_each.eq(new.max_each),
            market_site::ab_list.eq(new.ab_list),
            market_site::refused_first.eq(new.refused_first),
        ))
        .execute(db.conn)?;
    drawn(db, by, "set_rules", ("market_site", by.site().0))?;
    Ok(())
}

/// Sets the rules of one category at the site.
pub(crate) fn set_category(db: &mut Db, by: &SiteManager, new: &CategoryRule) -> Write<(), LayoutRefusal> {
    if !queries::is_category(db, &new.category)? {
        return refuse(LayoutRefusal::UnknownCategory);
    }
    let drawing = queries::drawing(db, by.site(), db.now.today)?;
    let is_marked = drawing.stalls().any(|stall| stall.category.as_deref() == Some(new.category.as_str()));
    if new.required && !is_marked {
        return refuse(LayoutRefusal::Unmarked);
    }
    write_category(db, by, new)?;
    drawn(db, by, "set_category", ("market_site", by.site().0))?;
    Ok(())
}

fn write_category(db: &mut Db, by: &SiteManager, new: &CategoryRule) -> QueryResult<()> {
    let values = (
        site_category::required.eq(new.required),
        site_category::max_stalls.eq(new.max_stalls),
        site_category::max_vendors.eq(new.max_vendors),
    );
    let theirs = site_category::table.find((by.site(), &new.category));
    if diesel::update(theirs).set(values).execute(db.conn)? == 0 {
        let key = (site_category::site_id.eq(by.site()), site_category::category_code.eq(&new.category));
        diesel::insert_into(site_category::table).values((key, values)).execute(db.conn)?;
    }
    Ok(())
}
