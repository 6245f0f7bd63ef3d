//! Reads of lists of goods: shelves, and what a search finds.
use super::{PAGE, mark_ahead};
use crate::db::offers::{After, Asked, Filter, Found, Offer, Shelf, offers};
use crate::db::schema::product;
use crate::db::{Db, search};
use crate::home::model::Goods;
use crate::home::synonyms;
use crate::kernel::persian::SearchQuery;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// The good of this code, for a list that goes on after it.
fn after_of(db: &mut Db, code: Option<&str>) -> QueryResult<Option<After>> {
    let Some(code) = code else {
        return Ok(None);
    };
    let columns = (product::id, product::price_irr, product::sort_key);
    product::table.filter(product::code.eq(code)).select(columns).first(db.conn).map(Some)
}

/// Cuts a list that was read longer than a page.
fn paged(mut cards: Vec<Offer>) -> Goods {
    let has_more = cards.len() > PAGE;
    cards.truncate(PAGE);
    let more_after = cards.last().filter(|_| has_more).map(|card| card.code.clone());
    Goods { cards, more_after }
}

/// Reads a page and `more` goods than it.
fn read(db: &mut Db, (shelf, filter): (&Shelf, &Filter), after: Option<&str>, more: usize) -> QueryResult<Vec<Offer>> {
    let after = after_of(db, after)?;
    let most = i64::try_from(PAGE.saturating_add(more)).unwrap_or(i64::MAX);
    offers(db.conn, &Asked { shelf, filter: *filter, after, most })
}

/// A page of the goods of a shelf, after the one of this code.
pub(in crate::home) fn shelf(db: &mut Db, shelf: &Shelf, filter: &Filter, after: Option<&str>) -> QueryResult<Goods> {
    let mut goods = paged(read(db, (shelf, filter), after, 1)?);
    mark_ahead(db, &mut goods.cards)?;
    Ok(goods)
}

/// A page of the goods that a search finds, also under their other names, after the one of this code.
pub(in crate::home) fn found(
    db: &mut Db,
    query: &SearchQuery,
    filter: &Filter,
    after: Option<&str>,
) -> QueryResult<Goods> {
    shelf(db, &Shelf::Found(synonyms::found_by(query)), filter, after)
}

/// A page of the goods that are near to what a search is for, without those it has found: with a slip in each word perhaps.
/// Nothing if there are none, or if it has found enough.
pub(in crate::home) fn near(
    db: &mut Db,
    query: &SearchQuery,
    (filter, after): (&Filter, Option<&str>),
    found: &Goods,
) -> QueryResult<Option<Goods>> {
    /// So many are almost nothing.
    const ALMOST_NOTHING: usize = 2;

    if found.cards.len() > ALMOST_NOTHING {
        return Ok(None);
    }
    let words = search::near_words(db.conn, query.terms())?;
    let Some(ways) = query.near_ways(&words) else {
        return Ok(None);
    };
    let named = vec![query.near_beginnings(&words)];
    let mut cards = read(db, (&Shelf::Found(Found { ways, named }), filter), after, ALMOST_NOTHING + 1)?;
    cards.retain(|card| found.cards.iter().all(|known| known.code != card.code));
    let mut goods = paged(cards);
    mark_ahead(db, &mut goods.cards)?;
    Ok(Some(goods).filter(|goods| !goods.cards.is_empty()))
}
