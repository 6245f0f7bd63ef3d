//! What the office does for the families: proposals and decisions, grants, machines and their handover, months that close.
use super::families::Family;
use super::goods::machine;
use super::office::Office;
use super::stage::{Stage, proof, told};
use crate::accounts::access::Role;
use crate::accounts::trail;
use crate::casework::whole;
use crate::db::{Abort, Db, Write};
use crate::grants::access::{Decider, EquipmentKeeper};
use crate::grants::award::{self, Award};
use crate::grants::decide::{self, NewProposal, PaperDecision, Verdict};
use crate::grants::hand_over::{self, Handover, Terms};
use crate::grants::model::{Condition, GrantKind, Outcome};
use crate::grants::register::{self, NewMachine, Paid};
use crate::grants::tell_baseline::{self, Months, NewBaseline};
use crate::households::access::CaseworkerOf;
use crate::i18n::texts;
use crate::kernel::calendar::{Jalali, YearMonth};
use crate::kernel::ids::{AccountId, DecisionId, EquipmentId, GrantId, HouseholdId, PersonId, ProgrammeId, ProposalId};
use crate::kernel::lang::Lang;
use crate::kernel::money::Rial;
use crate::sales::access::MonthCloser;
use crate::sales::{close_month, months};

/// How many days before its machines come a family is proposed, and decided on.
const PROPOSED_BEFORE: u64 = 9;
const DECIDED_BEFORE: u64 = 4;

/// The day's part of a family's way to its machines. A third of the decisions came on paper and are only written down.
pub(super) fn support(stage: &mut Stage, office: &Office, family: &mut Family, day: u64) -> anyhow::Result<()> {
    let Some(caseworker) = family.caseworker else {
        return Ok(());
    };
    let is_on_paper = family.number.is_multiple_of(3);
    if day + PROPOSED_BEFORE == family.starts && !is_on_paper {
        stage.at(stage.day(day), 11 * 60);
        let asked =
            asking(office.programme, GrantKind::Asset, Rial(cost_of(family)), "همهٔ خانواده کار را بلدند و جا دارند.");
        let household = family.household;
        family.proposal = Some(stage.act(|db| propose(db, caseworker, household, &asked))?);
    }
    if let Some(proposal) = family.proposal.filter(|_| day + DECIDED_BEFORE == family.starts) {
        stage.at(stage.day(day), 13 * 60);
        let approved = Verdict { outcome: Outcome::Approved, reason: String::new() };
        family.decision = Some(stage.act(|db| decide(db, office.supervisor, proposal, &approved))?);
    }
    if day == family.starts {
        stage.at(stage.day(day), 9 * 60);
        equip(stage, office, family)?;
    }
    Ok(())
}

/// Every third week the caseworkers look through the files of their families, as they would on a page.
pub(super) fn look_after(stage: &mut Stage, day: u64, families: &[Family]) -> anyhow::Result<()> {
    if !day.is_multiple_of(21) {
        return Ok(());
    }
    stage.at(stage.day(day), 12 * 60);
    for (household, caseworker) in families.iter().filter_map(|family| Some((family.household, family.caseworker?))) {
        stage.act(|db| {
            let by: CaseworkerOf = proof(db, caseworker, &[("household", household.0)])?;
            trail::look(db, &by, whole(Role::Caseworker), |_, _, _| Ok(())).map_err(Abort::from)
        })?;
    }
    Ok(())
}

/// What is asked for beside the machines: so many days before the last, for which family, what, and whether it is decided.
const REQUESTS: [(u64, usize, GrantKind, i64, &str, bool); 3] = [
    (20, 5, GrantKind::Loan, 60, "برای خرید مواد اولیهٔ زمستان.", true),
    (6, 4, GrantKind::Loan, 80, "سفارش از توانشان بیشتر شده و سرمایهٔ در گردش می‌خواهند.", false),
    (2, 0, GrantKind::Asset, 315, "خمیرگیر قرضی دیگر جواب سفارش‌ها را نمی‌دهد.", false),
];

/// Requests of the last weeks: one is refused, the others wait for the supervisor.
pub(super) fn requests(stage: &Stage, office: &Office, families: &[Family], day: u64) -> anyhow::Result<()> {
    for (before, number, kind, million, reason, is_refused) in REQUESTS {
        let Some(family) = families.get(number).filter(|_| day + before == stage.length()) else {
            continue;
        };
        let Some(caseworker) = family.caseworker else {
            continue;
        };
        stage.at(stage.day(day), 11 * 60 + 30);
        let asked = asking(office.programme, kind, Rial(million * 1_000_000), reason);
        stage.act(|db| {
            let proposal = propose(db, caseworker, family.household, &asked)?;
            if is_refused {
                let reason = "این خانوار همین امسال کمک دیگری گرفته است.".to_owned();
                decide(db, office.supervisor, proposal, &Verdict { outcome: Outcome::Refused, reason })?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn asking(programme: ProgrammeId, kind: GrantKind, amount: Rial, reason: &str) -> NewProposal {
    NewProposal { programme, kind, amount, reason: reason.to_owned() }
}

fn propose(db: &mut Db, by: AccountId, of: HouseholdId, asked: &NewProposal) -> Write<ProposalId, String> {
    let by: CaseworkerOf = proof(db, by, &[("household", of.0)])?;
    told(decide::propose(db, &by, asked))
}

fn decide(db: &mut Db, by: AccountId, on: ProposalId, verdict: &Verdict) -> Write<DecisionId, String> {
    let by: Decider = proof(db, by, &[])?;
    told(decide::decide(db, &by, on, verdict))
}

/// The price of all machines of a family's trade, in rials.
fn cost_of(family: &Family) -> i64 {
    family.trade.machines.iter().map(|kind| machine(kind).1 * 10).sum()
}

/// The day a family's work begins: the grant, the income before it, the machines and their handover.
fn equip(stage: &mut Stage, office: &Office, family: &mut Family) -> anyhow::Result<()> {
    let Some(caseworker) = family.caseworker else {
        return Ok(());
    };
    let is_mixed = stage.happens(35);
    let incomes = [stage.between(25, 60), stage.between(12, 25), stage.between(0, 10)];
    let cost = cost_of(family);
    let granted = if is_mixed { cost / 4 * 3 } else { cost };
    let of = &*family;
    let machines = stage.act(|db| {
        let by: CaseworkerOf = proof(db, caseworker, &[("household", of.household.0)])?;
        let decision = match of.decision {
            Some(decision) => decision,
            None => on_paper(db, &by, (office.programme, of.number))?,
        };
        let awarded_on = db.now.today;
        let award =
            Award { decision, number: None, kind: GrantKind::Asset, amount: Rial(granted), awarded_on, others: vec![] };
        let grant = told(award::award(db, &by, &award))?;
        tell_baseline(db, &by, grant, incomes)?;
        let mut left = granted;
        let mut machines = Vec::new();
        for kind in of.trade.machines {
            let new = new_machine(db, (kind, of.number), (grant, is_mixed), &mut left);
            let id = told(register::register(db, &by, &new))?;
            give(db, caseworker, id, (of.household, of.head))?;
            machines.push(id);
        }
        Ok(machines)
    })?;
    family.machines = machines;
    Ok(())
}

fn on_paper(db: &mut Db, by: &CaseworkerOf, (programme, number): (ProgrammeId, usize)) -> Write<DecisionId, String> {
    let paper = PaperDecision { programme, decided_on: db.now.today, paper: format!("۱۴۰۵/{}", 310 + number) };
    told(decide::record_paper(db, by, &paper))
}

/// Good, average and bad months' income before the grant, in millions of rials.
fn tell_baseline(db: &mut Db, by: &CaseworkerOf, grant: GrantId, incomes: [i64; 3]) -> Write<(), String> {
    let [good, average, bad] = incomes.map(|million| Rial(million * 1_000_000));
    let baseline = NewBaseline {
        grant: Some(grant),
        taken_on: db.now.today,
        good: Months { count: 3, income: good },
        average: Months { count: 5, income: average },
        bad: Months { count: 3, income: bad },
        closed: 1,
        other: Rial(18_000_000),
    };
    told(tell_baseline::tell(db, by, &baseline)).map(drop)
}

/// A machine and who paid for it: the grant as far as it goes, a quarter by the family where the funding is mixed.
fn new_machine(
    db: &Db,
    (kind, number): (&str, usize),
    (grant, is_mixed): (GrantId, bool),
    left: &mut i64,
) -> NewMachine {
    let (maker, toman) = machine(kind);
    let cost = toman * 10;
    let own = if is_mixed { cost / 4 } else { 0 };
    let part = (cost - own).min(*left);
    *left -= part;
    let mut paid = vec![Paid::Grant(grant, Rial(part))];
    if cost > part {
        paid.push(Paid::Household(Rial(cost - part)));
    }
    NewMachine {
        kind: kind.to_owned(),
        maker: maker.to_owned(),
        serial: format!("{}-{:04}", kind.to_uppercase(), 2100 + number),
        cost: Rial(cost),
        acquired_on: db.now.today,
        paid,
    }
}

/// Hands a machine over to a household.
pub(super) fn give(
    db: &mut Db,
    caseworker: AccountId,
    id: EquipmentId,
    to: (HouseholdId, PersonId),
) -> Write<(), String> {
    let keeper: EquipmentKeeper = proof(db, caseworker, &[("equipment", id.0)])?;
    let done = Handover {
        household: to.0,
        receiver: to.1,
        handed_on: db.now.today,
        witness: "کارشناس محله".to_owned(),
        condition: Condition::New,
        terms: Terms::in_force(&texts(Lang::Fa).grants_terms_text()),
        accepted: true,
        giver: String::new(),
        photos: Vec::new(),
    };
    told(hand_over::hand_over(db, &keeper.moving(), &done)).map(drop)
}

/// On the fifth of a month the supervisor closes the months before the last one, which stays open for late entries.
pub(super) fn close_months(stage: &Stage, office: &Office, day: u64) -> anyhow::Result<()> {
    let today = stage.day(day);
    if Jalali::of(today).day() != 5 {
        return Ok(());
    }
    stage.at(today, 19 * 60);
    let last = YearMonth::of(today).plus(-1);
    stage.act(|db| {
        let by: MonthCloser = proof(db, office.supervisor, &[])?;
        let (months, _) = months::months_within(db, &by, None)?;
        let open = months.into_iter().filter(|row| row.closed_at.is_none());
        for row in open.filter(|row| row.of.month < last) {
            told(close_month::close(db, &by, row.of))?;
        }
        Ok(())
    })
}
