//! Why somebody is refused: the code and the stalls he would have accepted. Who has them is in `proof`.
//! Read off the finished dealing, so that the reason shows what everyone can see on the plan.

use super::deal::{Dealer, Denial};
use super::entrant::{Entrant, Footing};
use super::names::StallNumber;
use super::outcome::{Refusal, RefusalCode};
use super::site::Run;
use super::table::StallIx;

impl<'a> Dealer<'a> {
    /// Gives the reason and the proof for a refused vendor.
    pub(super) fn refusal(&self, entrant: &Entrant<'a>, denial: Denial) -> Refusal {
        let accepted = self.accepted(entrant);
        let code = self.code(entrant, denial, &accepted);
        let before_you = match (code, denial) {
            _ if self.is_beyond_an_empty_market(entrant) => Vec::new(),
            (RefusalCode::CategoryFull, _) | (RefusalCode::OwnStallUnavailable, Denial::CategoryFull) => {
                self.who_fill_the_category(entrant, denial)
            }
            _ if entrant.footing == Footing::Stranded => Vec::new(),
            _ => self.who_hold(entrant, &accepted),
        };
        let stalls = if code == RefusalCode::OwnStallUnavailable {
            entrant.vendor.own_stalls.iter().cloned().collect()
        } else {
            self.numbers(&accepted)
        };
        Refusal { code, stalls, before_you }
    }

    fn code(&self, entrant: &Entrant<'a>, denial: Denial, accepted: &[StallIx]) -> RefusalCode {
        let suitable = self.suitable(entrant);
        let least = entrant.counts.least;
        if matches!(entrant.footing, Footing::Displaced | Footing::Stranded) {
            RefusalCode::OwnStallUnavailable
        } else if !entrant.takes_any() && !entrant.has_wishes() {
            RefusalCode::NoWishAvailable
        } else if suitable.is_empty() {
            RefusalCode::NoSuitableStall
        } else if denial == Denial::CategoryFull {
            RefusalCode::CategoryFull
        } else if accepted.is_empty() {
            RefusalCode::NoWishAvailable
        } else if suitable.len() < least || entrant.counts.most < least {
            RefusalCode::MinimumUnavailable
        } else if !self.has_run(entrant) {
            RefusalCode::NoAdjacentRun
        } else {
            self.code_for_taken(entrant, &suitable, accepted)
        }
    }

    /// Gives the code where runs exist that would do, but others have them.
    fn code_for_taken(&self, entrant: &Entrant<'a>, suitable: &[StallIx], accepted: &[StallIx]) -> RefusalCode {
        let is_free = |stall: &StallIx| self.position.packing.holder_of(*stall).is_none();
        let free = suitable.iter().filter(|stall| is_free(stall)).count();
        let is_market_full = !self.site.stalls().any(|(stall, _)| self.site.is_open(stall) && is_free(&stall));
        if !entrant.takes_any() && !accepted.iter().any(is_free) {
            RefusalCode::NoWishAvailable
        } else if is_market_full {
            RefusalCode::MarketFull
        } else if free == 0 {
            RefusalCode::NoSuitableStall
        } else if free < entrant.counts.least {
            RefusalCode::MinimumUnavailable
        } else {
            RefusalCode::NoAdjacentRun
        }
    }

    /// Says whether an applicant would get nothing even if nobody else came: more is asked for at least than a limit allows, or
    /// than stands side by side. Then nobody is named as having come before.
    fn is_beyond_an_empty_market(&self, entrant: &Entrant<'a>) -> bool {
        let least = entrant.counts.least;
        entrant.footing == Footing::Applicant
            && (entrant.counts.most < least || !self.has_run(entrant) || self.never_allows(entrant, least))
    }

    /// Says whether the drawing has a run of the least count with an accepted stall, whoever may stand there.
    fn has_run(&self, entrant: &Entrant<'a>) -> bool {
        let pleases = |run: &Run| entrant.takes_any() || entrant.best_tier(run).is_some();
        let suits = |run: &Run| run.iter().all(|stall| entrant.suits(*stall));
        self.site.runs(entrant.counts.least).iter().any(|run| suits(run) && pleases(run))
    }

    fn suitable(&self, entrant: &Entrant<'a>) -> Vec<StallIx> {
        let stalls = self.site.stalls().map(|(stall, _)| stall);
        stalls.filter(|stall| entrant.suits(*stall)).collect()
    }

    fn accepted(&self, entrant: &Entrant<'a>) -> Vec<StallIx> {
        let mut stalls = self.suitable(entrant);
        if !entrant.takes_any() {
            stalls.retain(|stall| entrant.wish_tier(*stall).is_some());
        }
        stalls
    }

    /// Names stalls in the order of their numbers.
    pub(super) fn numbers(&self, stalls: &[StallIx]) -> Vec<StallNumber> {
        let mut stalls = stalls.to_vec();
        stalls.sort_by_key(|stall| self.site.rank(*stall));
        stalls.iter().filter_map(|stall| self.site.number(*stall).cloned()).collect()
    }
}
