//! How much a shop may put up, and how soon it is trusted: numbers that the office sets, for shops that are not trusted yet
//! and for all.
use super::list_good::GoodRefusal;
use super::model::GoodState;
use super::queries::MOST_GOODS;
use super::waiting;
use crate::db::schema::{posted, product, setting};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::ShopId;
use crate::kernel::text_enum;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

text_enum! {
    /// A number that the office sets, by the name of its setting.
    pub(crate) enum Limit {
        /// After how many accepted goods in a row a shop is trusted; with none it is from its beginning.
        TrustAfter = "trust-after",
        /// Goods that a shop which is not trusted lists on a day.
        GoodsOfNew = "new-shop-goods-a-day",
        /// Goods that such a shop has in all.
        ListedOfNew = "new-shop-goods",
        /// Photos that such a shop sends on a day.
        PhotosOfNew = "new-shop-photos-a-day",
        Goods = "shop-goods-a-day",
        Listed = "shop-goods",
        Photos = "shop-photos-a-day",
    }
}

impl Limit {
    /// What holds until the office sets another number.
    fn first(self) -> i64 {
        match self {
            Limit::TrustAfter => 3,
            Limit::GoodsOfNew => 10,
            Limit::ListedOfNew | Limit::PhotosOfNew => 30,
            Limit::Goods | Limit::Listed | Limit::Photos => MOST_GOODS,
        }
    }

    /// The least and the most that the office may set. A shop with no good at all would be none.
    pub fn range(self) -> (i64, i64) {
        match self {
            Limit::TrustAfter => (0, 50),
            _ => (1, MOST_GOODS),
        }
    }
}

/// The numbers that hold today.
#[derive(Clone, Debug)]
pub(crate) struct Limits(Vec<(String, String)>);

impl Limits {
    /// Reads them all at once.
    pub fn today(db: &mut Db) -> QueryResult<Limits> {
        setting::table
            .filter(setting::name.eq_any(Limit::ALL.iter().map(|limit| limit.as_str())))
            .filter(setting::valid_from.le(db.now.today))
            .order(setting::valid_from)
            .select((setting::name, setting::value))
            .load(db.conn)
            .map(Limits)
    }

    /// All of them in one word, by which a form says which ones it was drawn with.
    pub fn written(&self) -> String {
        Limit::ALL.iter().map(|limit| self.of(*limit).to_string()).collect::<Vec<_>>().join(".")
    }

    pub fn of(&self, limit: Limit) -> i64 {
        let set = self.0.iter().rev().find(|(name, _)| name == limit.as_str());
        let (least, most) = limit.range();
        set.and_then(|(_, value)| value.parse().ok()).unwrap_or_else(|| limit.first()).clamp(least, most)
    }
}

/// Refuses a further good to a shop that has put up as many as it may, and counts it otherwise.
pub(super) fn count_good(db: &mut Db, shop: ShopId) -> Write<(), GoodRefusal> {
    room_for_good(db, shop)?;
    let (limits, is_trusted) = (Limits::today(db)?, waiting::is_trusted(db, shop)?);
    let a_day = if is_trusted { Limit::Goods } else { Limit::GoodsOfNew };
    let (goods, photos) = today(db, shop)?;
    if goods >= limits.of(a_day) {
        return refuse(GoodRefusal::TooManyToday(limits.of(a_day)));
    }
    Ok(put(db, shop, (goods + 1, photos))?)
}

/// Refuses a shop that has as many goods as it may.
pub(super) fn room_for_good(db: &mut Db, shop: ShopId) -> Write<(), GoodRefusal> {
    let in_all = if waiting::is_trusted(db, shop)? { Limit::Listed } else { Limit::ListedOfNew };
    let most = Limits::today(db)?.of(in_all);
    let goods: i64 = product::table
        .filter(product::shop_id.eq(shop))
        .filter(product::state.ne(GoodState::Removed))
        .count()
        .get_result(db.conn)?;
    if goods >= most { refuse(GoodRefusal::TooMany(most)) } else { Ok(()) }
}

/// The same for a photo.
pub(super) fn count_photo(db: &mut Db, shop: ShopId) -> Write<(), GoodRefusal> {
    let limit = if waiting::is_trusted(db, shop)? { Limit::Photos } else { Limit::PhotosOfNew };
    let most = Limits::today(db)?.of(limit);
    let (goods, photos) = today(db, shop)?;
    if photos >= most {
        return refuse(GoodRefusal::PhotosToday(most));
    }
    Ok(put(db, shop, (goods, photos + 1))?)
}

/// How many goods and photos the shop has put up today. Earlier days are forgotten by then.
fn today(db: &mut Db, shop: ShopId) -> QueryResult<(i64, i64)> {
    let counted: Vec<(i32, i32)> = posted::table
        .filter(posted::shop_id.eq(shop))
        .filter(posted::day.eq(db.now.today))
        .select((posted::goods, posted::photos))
        .load(db.conn)?;
    Ok(counted.first().map_or((0, 0), |(goods, photos)| (i64::from(*goods), i64::from(*photos))))
}

fn put(db: &mut Db, shop: ShopId, (goods, photos): (i64, i64)) -> QueryResult<()> {
    let few = |many: i64| i32::try_from(many).unwrap_or(i32::MAX);
    diesel::delete(posted::table.filter(posted::shop_id.eq(shop))).execute(db.conn)?;
    diesel::insert_into(posted::table)
        .values((
            (posted::shop_id.eq(shop), posted::day.eq(db.now.today)),
            (posted::goods.eq(few(goods)), posted::photos.eq(few(photos))),
        ))
        .execute(db.conn)
        .map(drop)
}
