//! The families: registered with their members, invited, and opening their shops in the course of the year.
use super::cast;
use super::goods::{OTHERS, SUPPORTED, Trade};
use super::office::Office;
use super::stage::{Stage, proof, told};
use crate::accounts::choose_password;
use crate::accounts::people::NewLink;
use crate::catalogue::list_good::{self, GoodFace, NewGood};
use crate::catalogue::shop::{self, ShopFace};
use crate::db::{Abort, Db, Write, refuse};
use crate::households::access::{Caseworker, CaseworkerOf, Producer};
use crate::households::invite::{self, Invitation, Invited};
use crate::households::members::{self, NewMember};
use crate::households::model::Relation;
use crate::households::persons::NewPerson;
use crate::households::queries;
use crate::households::register::{NewHousehold, register, register_business};
use crate::kernel::contact::{Mobile, NationalId};
use crate::kernel::idem::Idem;
use crate::kernel::ids::{AccountId, AreaId, DecisionId, EquipmentId, HouseholdId, PersonId, ProductId, ProposalId};
use crate::kernel::lang::Lang;
use crate::kernel::money::Rial;
use crate::kernel::persian::persian_digits;
use crate::kernel::picture::{Picture, draw};
use crate::kernel::quantity::Quantity;
use anyhow::Context;
use std::collections::BTreeMap;

pub(super) const SUPPORTED_COUNT: usize = 30;
pub(super) const COUNT: usize = 40;

/// A good on sale.
#[derive(Clone, Debug)]
pub(super) struct OnSale {
    pub id: ProductId,
    pub price: Rial,
    pub made: i64,
    pub most: i64,
    pub lead_days: i64,
}

/// A family with what the year needs to know of it.
pub(super) struct Family {
    pub number: usize,
    pub phone: String,
    pub household: HouseholdId,
    pub head: PersonId,
    pub account: AccountId,
    pub trade: &'static Trade,
    /// How many families before it have the same trade.
    of_its_trade: usize,
    /// The caseworker who follows it, unless it is a home business that was never supported.
    pub caseworker: Option<AccountId>,
    /// The day of the year on which its machines are handed over, or on which it opens its shop.
    pub starts: u64,
    /// What its caseworker proposed for it, and what the supervisor decided; neither where the decision came on paper.
    pub proposal: Option<ProposalId>,
    pub decision: Option<DecisionId>,
    pub machines: Vec<EquipmentId>,
    pub goods: Vec<OnSale>,
    /// How many days of work there are in ten days.
    pub zeal: i64,
}

/// Registers everyone within the first days. The supported and the other families alternate, as they come.
pub(super) fn settle(stage: &mut Stage, office: &Office) -> anyhow::Result<Vec<Family>> {
    let mut families = Vec::new();
    let mut supported = 0;
    for number in 0..COUNT {
        let is_supported = number % 4 != 3 && supported < SUPPORTED_COUNT;
        supported += usize::from(is_supported);
        stage.at(stage.day(number as u64 / 4), 9 * 60);
        let mut family = one(stage, office, number, is_supported)?;
        family.of_its_trade =
            families.iter().filter(|before: &&Family| before.trade.shops == family.trade.shops).count();
        families.push(family);
    }
    Ok(families)
}

fn one(stage: &mut Stage, office: &Office, number: usize, is_supported: bool) -> anyhow::Result<Family> {
    let at = match number % 5 {
        2 => 1,
        4 => 2,
        _ => 0,
    };
    let area = *office.neighbourhoods.get(at).context("three neighbourhoods")?;
    let caseworker = office.caseworkers.get(at).copied().filter(|_| is_supported);
    let trades: &'static [Trade] = if is_supported { &SUPPORTED } else { &OTHERS };
    let trade = trades.get(number % trades.len()).context("a trade")?;
    // Over the first half of the year the machines come, one after another.
    let spread = i64::try_from(stage.length() / 2).unwrap_or(0);
    let starts = if is_supported { 22 + stage.between(0, spread) } else { 12 + stage.between(0, spread / 3) };
    let phone = cast::phone(100 + number);
    let (household, head, account) = match caseworker {
        Some(by) => join_by_caseworker(stage, by, area, number)?,
        None => join_by_manager(stage, office, area, number)?,
    };
    let starts = if number == 0 { 20 } else { u64::try_from(starts).unwrap_or(30) };
    let zeal = if number == 0 { 8 } else { stage.between(2, 7) };
    Ok(Family {
        number,
        phone,
        household,
        head,
        account,
        trade,
        of_its_trade: 0,
        caseworker,
        starts,
        proposal: None,
        decision: None,
        machines: Vec::new(),
        goods: Vec::new(),
        zeal,
    })
}

fn head_of(number: usize) -> Write<NewPerson, String> {
    let is_woman = number % 3 != 2;
    let name = if is_woman {
        cast::WOMEN.get(number / 2 % cast::WOMEN.len())
    } else {
        cast::MEN.get(number % cast::MEN.len())
    };
    person(name, number, number, Some(cast::phone(100 + number)))
}

fn person(name: Option<&&str>, family: usize, id: usize, phone: Option<String>) -> Write<NewPerson, String> {
    let wrong = |error: &dyn std::fmt::Display| Abort::Refused(error.to_string());
    Ok(NewPerson {
        given_name: name.copied().unwrap_or_default().to_owned(),
        family_name: cast::FAMILIES.get(family % cast::FAMILIES.len()).copied().unwrap_or_default().to_owned(),
        national_id: Some(NationalId::parse(&cast::national_id(1000 + id)).map_err(|error| wrong(&error))?),
        mobile: phone.map(|phone| Mobile::parse(&phone)).transpose().map_err(|error| wrong(&error))?,
    })
}

fn household_of(db: &Db, area: AreaId, number: usize) -> Write<NewHousehold, String> {
    let plate = persian_digits(&(3 + number * 2).to_string());
    let address = format!("آمل، کوچهٔ {}، پلاک {plate}", cast::FAMILIES.get((number + 7) % 40).unwrap_or(&""));
    Ok(NewHousehold { area, head: head_of(number)?, address, notes: String::new(), since: db.now.today })
}

pub(super) type Joined = (HouseholdId, PersonId, AccountId);

fn join_by_caseworker(stage: &Stage, by: AccountId, area: AreaId, number: usize) -> anyhow::Result<Joined> {
    stage.act(|db| {
        let caseworker: Caseworker = proof(db, by, &[])?;
        let new = household_of(db, area, number)?;
        let household = told(register(db, &caseworker, &new))?;
        let of: CaseworkerOf = proof(db, by, &[("household", household.0)])?;
        add_members(db, &of, number)?;
        let head = head_in(db, household)?;
        let invitation = Invitation { person: head, mobile: None, lang: Lang::Fa };
        let invited = told(invite::invite(db, &of, &invitation))?;
        let account = account_of(db, stage, &invited)?;
        Ok((household, head, account))
    })
}

pub(super) fn join_by_manager(stage: &Stage, office: &Office, area: AreaId, number: usize) -> anyhow::Result<Joined> {
    stage.act(|db| {
        let manager = crate::audit::Actor {
            account: office.manager,
            role: "market_manager",
            request: "demo".to_owned(),
            origin: Default::default(),
        };
        let new = household_of(db, area, number)?;
        let household = told(register_business(db, &manager, &[], &new))?;
        let head = head_in(db, household)?;
        let invitation = Invitation { person: head, mobile: None, lang: Lang::Fa };
        let invited = told(invite::invite_member(db, &manager, (household, area), &invitation))?;
        let account = account_of(db, stage, &invited)?;
        Ok((household, head, account))
    })
}

/// Chooses the password of someone who was invited by a card.
fn account_of(db: &mut Db, stage: &Stage, invited: &Invited) -> Write<AccountId, String> {
    match &invited.link {
        NewLink::Card(token) => told(choose_password(db, token, &stage.hash)),
        NewLink::Mailed => refuse(format!("{} has an account already", invited.name)),
    }
}

fn add_members(db: &mut Db, by: &CaseworkerOf, number: usize) -> Write<(), String> {
    let spouse = if number % 3 == 2 { cast::WOMEN.get(number % 20) } else { cast::MEN.get(number % 12) };
    let child = cast::CHILDREN.get(number % cast::CHILDREN.len());
    for (name, relation, id, is_earner) in
        [(spouse, Relation::Spouse, 200, number.is_multiple_of(5)), (child, Relation::Child, 400, false)]
    {
        let new =
            NewMember { person: person(name, number, id + number, None)?, relation, is_earner, since: db.now.today };
        told(members::add(db, by, &new))?;
    }
    Ok(())
}

fn head_in(db: &mut Db, household: HouseholdId) -> Write<PersonId, String> {
    let members = queries::members(db, household)?;
    members.first().map(|member| member.person).ok_or_else(|| Abort::Refused("a household without a head".to_owned()))
}

/// Drawn pictures of the goods, each made once.
#[derive(Default)]
pub(super) struct Album(BTreeMap<&'static str, Vec<Picture>>);

/// Opens the family's shop with its first goods.
pub(super) fn open_shop(stage: &Stage, album: &mut Album, family: &mut Family) -> anyhow::Result<()> {
    let Trade { shops, stories, .. } = family.trade;
    let name = shops.get(family.of_its_trade % shops.len()).copied().unwrap_or_default();
    let story = stories.get(family.of_its_trade % stories.len()).copied().unwrap_or_default();
    for template in family.trade.goods {
        let photo = stage.keep_photo(album.of(template.picture)?)?;
        let (account, machines) = (family.account, family.machines.clone());
        let id = stage.act(|db| {
            let by: Producer = proof(db, account, &[])?;
            let face = GoodFace {
                name: template.name.to_owned(),
                category: template.category.to_owned(),
                description: template.about.to_owned(),
                unit: template.unit,
                price: template.price,
                by_weight: None,
                lead_days: template.lead_days,
                machines: machines.clone(),
            };
            let stock = Quantity::of_units(template.made).unwrap_or(Quantity::ZERO);
            let idem = Idem::fresh(db.ids);
            let new = NewGood { idem, face, stock, photo: Some(photo.clone()), shop_name: name.to_owned() };
            told(list_good::list(db, &by, &new))
        })?;
        family.goods.push(OnSale {
            id,
            price: template.price,
            made: template.made,
            most: template.most,
            lead_days: i64::from(template.lead_days),
        });
    }
    let account = family.account;
    stage.act(|db| {
        let by: Producer = proof(db, account, &[])?;
        told(shop::describe(db, &by, &ShopFace { name: name.to_owned(), story: story.to_owned() })).map(drop)
    })
}

impl Album {
    pub fn of(&mut self, name: &'static str) -> anyhow::Result<&[Picture]> {
        if !self.0.contains_key(name) {
            let file = crate::assets::drawn_good(name).with_context(|| format!("no drawing {name}"))?;
            let pictures = draw(file).map_err(|refusal| anyhow::anyhow!("{name}: {refusal}"))?;
            self.0.insert(name, pictures);
        }
        self.0.get(name).map(Vec::as_slice).context("just drawn")
    }
}
