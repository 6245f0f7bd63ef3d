//! What a search finds, the best first: by what the names of the goods hold of the words, and the newest first of what is alike
//! in that. Common words are found rank by rank, each of which is read like a list of its own; of few goods the rank is told
//! of each.
use super::statement::{ranked, statement};
use super::way::{COMMON, LOOKED_AT_FOR_WORDS, Way, comes_in_order, engine, ranges};
use super::{After, Asked, Found, Offer, Part, begun, goods, led, load};
use crate::db::AnyConnection;
use crate::db::schema::product;
use diesel::{QueryDsl, QueryResult, RunQueryDsl};

pub(super) fn best(conn: &mut AnyConnection, asked: &Asked, found: &Found) -> QueryResult<Vec<Offer>> {
    let first = match &asked.after {
        Some(after) => rank_of(conn, found, after)?,
        None => 0,
    };
    let (filter, mut is_looked_at) = (asked.filter, false);
    if !comes_in_order(conn, filter) && !ranges(filter) && filter.day.is_none() {
        // What the newest goods hold tells how common the words are.
        let until = begun(conn, asked, LOOKED_AT_FOR_WORDS)?;
        let way = Way::in_order(conn, until);
        let offers: Vec<Offer> = load(conn, statement(&Part { asked: asked.clone(), rank: Some(first) }, &way))?;
        if is_full(&offers, asked.most) {
            return Ok(offers);
        }
        let any = Part { asked: Asked { most: COMMON, ..asked.clone() }, rank: None };
        let some: Vec<Offer> = load(conn, statement(&any, &way))?;
        if !is_full(&some, COMMON) {
            let engine = engine(conn);
            return load(conn, ranked((asked, found), first, engine));
        }
        is_looked_at = true;
    }
    by_rank(conn, asked, (first, found.named.len()), is_looked_at)
}

/// The goods rank by rank, of which there are three at most, until there are enough; the first goods in the order wanted may
/// have been looked at for the first rank.
fn by_rank(
    conn: &mut AnyConnection,
    asked: &Asked,
    (first, last): (usize, usize),
    is_looked_at: bool,
) -> QueryResult<Vec<Offer>> {
    let mut offers: Vec<Offer> = Vec::new();
    for rank in first..=last {
        let most = asked.most.saturating_sub(i64::try_from(offers.len()).unwrap_or(i64::MAX));
        if most <= 0 {
            break;
        }
        let after = asked.after.clone().filter(|_| rank == first);
        let part = Part { asked: Asked { after, most, ..asked.clone() }, rank: Some(rank) };
        // Of names the index knows little more than what is right; of common words in all texts it knows too much.
        let is_looked_at = is_looked_at && rank == first && rank < last;
        offers.extend(if is_looked_at { led(conn, &part)? } else { goods(conn, &part)? });
    }
    Ok(offers)
}

pub(super) fn is_full(offers: &[Offer], most: i64) -> bool {
    i64::try_from(offers.len()).is_ok_and(|many| many >= most)
}

/// The rank of the good after which a list goes on.
fn rank_of(conn: &mut AnyConnection, found: &Found, after: &After) -> QueryResult<usize> {
    let text: String = product::table.find(after.id).select(product::search_text).first(conn)?;
    let name = text.lines().next().unwrap_or_default();
    Ok(found.named.iter().position(|named| named.are_in(name)).unwrap_or(found.named.len()))
}
