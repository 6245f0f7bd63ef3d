//! What waits to be looked over when the demo is opened: a new home business sent its first goods, one of them is to be mended,
//! and a good was reported. Every shop before it was trusted from its beginning.
use super::families::{Album, Family, join_by_manager};
use super::goods::{OTHERS, Template};
use super::office::Office;
use super::stage::{Stage, proof, told};
use crate::accounts::access::Admin;
use crate::catalogue::limits::Limit;
use crate::catalogue::list_good::{self, GoodFace, NewGood};
use crate::db::schema::{moderation, placed_order, product, review};
use crate::db::{Db, Write};
use crate::households::access::Producer;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{AccountId, ModerationId, ProductId, ShopId};
use crate::kernel::quantity::Quantity;
use crate::messages::Reason;
use crate::moderation::access::ItemModerator;
use crate::moderation::decide::{self, Decision, Outcome};
use crate::moderation::model::ReportReason;
use crate::moderation::report::{self, NewReport};
use crate::moderation::rules;
use crate::orders::access::CodeHolder;
use crate::orders::model::OrderState;
use crate::orders::queries::order;
use crate::reviews::write::{self, NewReview};
use anyhow::Context;
use diesel::result::Error;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

/// The families of the year have smaller numbers, those of the crowd larger ones.
const NUMBER: usize = 900;
const SHOP: &str = "دستپخت خاله مهین";

/// Has every shop trusted from its beginning, or looked over as an office begins with.
pub(super) fn trust_after(stage: &Stage, office: &Office, goods: i64) -> anyhow::Result<()> {
    let admin = office.admin;
    stage.act(|db| {
        let by: Admin = proof(db, admin, &[])?;
        Ok(rules::set(db, &by, &[(Limit::TrustAfter, goods)])?)
    })
}

/// Opens a shop that is not trusted yet, and leaves something in the queue.
pub(super) fn wait(stage: &mut Stage, office: &Office, families: &[Family]) -> anyhow::Result<()> {
    trust_after(stage, office, 3)?;
    let area = *office.neighbourhoods.first().context("a neighbourhood")?;
    stage.at(stage.last_day, 21 * 60 + 10);
    let (_, _, account) = join_by_manager(stage, office, area, NUMBER)?;
    let mut album = Album::default();
    let mut last = None;
    for template in OTHERS.iter().take(2).flat_map(|trade| trade.goods) {
        last = Some(list(stage, &mut album, (account, template))?);
    }
    let (last, manager) = (last.context("a good")?, office.manager);
    stage.act(|db| ask_to_mend(db, manager, last))?;
    stage.act(|db| review(db, manager))?;
    let reported = families.iter().flat_map(|family| &family.goods).nth(1).context("a good on sale")?.id;
    stage.act(|db| tell_of(db, reported))
}

fn list(stage: &Stage, album: &mut Album, (account, template): (AccountId, &Template)) -> anyhow::Result<ProductId> {
    let photo = stage.keep_photo(album.of(template.picture)?)?;
    stage.act(|db| {
        let by: Producer = proof(db, account, &[])?;
        let face = GoodFace {
            name: template.name.to_owned(),
            category: template.category.to_owned(),
            description: template.about.to_owned(),
            unit: template.unit,
            price: template.price,
            lead_days: template.lead_days,
            machines: Vec::new(),
        };
        let stock = Quantity::of_units(template.made).unwrap_or(Quantity::ZERO);
        let (idem, photo) = (Idem::fresh(db.ids), Some(photo.clone()));
        told(list_good::list(db, &by, &NewGood { idem, face, stock, photo, shop_name: SHOP.to_owned() }))
    })
}

fn ask_to_mend(db: &mut Db, manager: AccountId, good: ProductId) -> Write<(), String> {
    let item: ModerationId =
        moderation::table.filter(moderation::product_id.eq(good)).select(moderation::id).first(db.conn)?;
    let by: ItemModerator = proof(db, manager, &[("item", item.0)])?;
    let decision = Decision { to: Outcome::Mend, reasons: vec![Reason::PhotoUnclear], note: String::new() };
    told(decide::decide(db, &by, 1, &decision))
}

/// Reviews the goods of the orders that were collected, and has everyone read the first review; the others wait.
fn review(db: &mut Db, manager: AccountId) -> Write<(), String> {
    let codes: Vec<String> = placed_order::table
        .filter(placed_order::state.eq(OrderState::Collected))
        .order(placed_order::id)
        .select(placed_order::code)
        .load(db.conn)?;
    let said = [
        (5, "تازه و خوش‌عطر بود؛ باز هم می‌خریم."),
        (4, "خوب بود، فقط کمی دیر آماده شد."),
        (5, "بسته‌بندی تمیز و طعم عالی."),
    ];
    for (at, (code, (stars, words))) in codes.iter().zip(said).enumerate() {
        let by = CodeHolder::of(db, code)?.ok_or(Error::NotFound)?;
        let line = order(db, by.order())?.given.first().map_or(0, |given| given.line);
        let new = NewReview { line, stars: Some(stars), words: words.to_owned(), household: None };
        let id = told(write::write(db, by, &new))?;
        if at == 0 {
            let item: ModerationId = review::table.find(id).select(review::item_id).first(db.conn)?;
            let by: ItemModerator = proof(db, manager, &[("item", item.0)])?;
            let decision = Decision { to: Outcome::Accept, reasons: Vec::new(), note: String::new() };
            told(decide::decide(db, &by, 1, &decision))?;
        }
    }
    Ok(())
}

fn tell_of(db: &mut Db, good: ProductId) -> Write<(), String> {
    let shop: ShopId = product::table.find(good).select(product::shop_id).first(db.conn)?;
    let (reason, words) = (ReportReason::Untrue, "با عکسش فرق داشت.".to_owned());
    told(report::report(db, &NewReport { good: (good, shop), reason, words, address: Vec::new() }))
}
