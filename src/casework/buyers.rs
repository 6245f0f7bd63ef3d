//! The household that bought, found by its shop among the households of whoever writes the sale down.
use crate::accounts::access::Scope;
use crate::accounts::within::within;
use crate::db::Db;
use crate::db::schema::{area, case_file, household, shop};
use crate::kernel::ids::HouseholdId;
use crate::kernel::persian::fold;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// A household with a shop.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(super) struct Buyer {
    pub household: HouseholdId,
    pub name: String,
    pub code: String,
}

/// Shops that are looked through, and that are told of at most.
const MOST: i64 = 5_000;
const TOLD: usize = 5;

/// The households within the scopes, but the seller's, whose shop has this code or name; where none has it whole, those whose
/// name has it as a part.
pub(super) fn buyers(db: &mut Db, scopes: &[Scope], seller: HouseholdId, typed: &str) -> QueryResult<Vec<Buyer>> {
    let all = shop::table
        .inner_join(household::table.inner_join(area::table).inner_join(case_file::table))
        .order(shop::id)
        .limit(MOST)
        .select((household::id, shop::name, shop::code));
    let shops: Vec<Buyer> = within!(all, scopes, case_file::institution_id)
        .filter(case_file::closed_on.is_null())
        .filter(household::ended_on.is_null())
        .filter(household::id.ne(seller))
        .load(db.conn)?;
    Ok(fitting(shops, typed))
}

fn fitting(mut shops: Vec<Buyer>, typed: &str) -> Vec<Buyer> {
    let (word, code) = (fold(typed.trim()), typed.trim().to_ascii_lowercase());
    // Some paste the address of the shop, in which its name follows the code.
    let code = code.rsplit('/').next().and_then(|last| last.split('-').next()).unwrap_or_default();
    let has_code = |shop: &Buyer| shop.code.eq_ignore_ascii_case(code);
    let is_named = |shop: &Buyer| fold(&shop.name) == word;
    let is_like = |shop: &Buyer| !word.is_empty() && fold(&shop.name).contains(&word);
    if shops.iter().any(has_code) {
        shops.retain(has_code);
    } else if shops.iter().any(is_named) {
        shops.retain(is_named);
    } else {
        shops.retain(is_like);
    }
    shops.truncate(TOLD);
    shops
}

#[cfg(test)]
mod tests {
    use super::{Buyer, fitting};
    use crate::kernel::ids::HouseholdId;

    #[test]
    fn a_shop_is_found_by_its_code_its_address_its_name_or_a_part_of_it() {
        let shop =
            |id, name: &str, code: &str| Buyer { household: HouseholdId(id), name: name.into(), code: code.into() };
        let shops = vec![shop(1, "نان کاظمی", "abc12"), shop(2, "نان", "xyz34"), shop(3, "میوهٔ خشک", "qwe56")];
        let found = |typed: &str| -> Vec<i64> {
            fitting(shops.clone(), typed).into_iter().map(|shop| shop.household.0).collect()
        };
        assert_eq!(found("ABC12"), [1]);
        assert_eq!(found("https://bazar.example/s/qwe56"), [3]);
        assert_eq!(found("/s/qwe56-%D9%85%DB%8C%D9%88%D9%87"), [3]);
        assert_eq!(found("نان"), [2]);
        assert_eq!(found("كاظمي"), [1]);
        assert_eq!(found("ن"), [1, 2]);
        assert_eq!(found("سبزی"), Vec::<i64>::new());
        assert_eq!(found(" "), Vec::<i64>::new());
    }
}
