//! Where a letter leads its reader in the program.
use super::Letter;
use crate::kernel::ids::MarketDayId;
use crate::messages::About;

/// Where the reader of a letter finds what it tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leads {
    /// The own request for a market day.
    OwnStall(MarketDayId),
    /// The plan of a market day, for whoever manages it.
    Plan(MarketDayId),
    /// The orders of the own shop.
    ShopOrders,
    /// What is wanted every week of the own shop.
    ShopStanding,
    /// What they ordered themselves.
    OwnOrders,
    /// The own goods.
    Goods,
    /// The own shop's name and story.
    Shop,
    /// What buyers say of the own goods.
    Reviews,
    Licences,
    Earnings,
}

impl Letter {
    /// Where to go from it in the program; nowhere if all is said.
    pub fn leads(&self) -> Option<Leads> {
        match self {
            Letter::StallAssigned { on, .. }
            | Letter::StallRefused { on }
            | Letter::StallDayCancelled { on }
            | Letter::StallGivenOn { on, .. }
            | Letter::StallPartGone { on, .. }
            | Letter::StallTakenBack { on, .. } => on.id.map(Leads::OwnStall),
            Letter::PlanReady { on, .. } => on.id.map(Leads::Plan),
            Letter::OrderPlaced { .. }
            | Letter::OrderWithdrawn { .. }
            | Letter::OrderResumed { .. }
            | Letter::LineWithdrawn { .. }
            | Letter::LineWanted { .. } => Some(Leads::ShopOrders),
            Letter::OrderAccepted { .. }
            | Letter::OrderReady { .. }
            | Letter::OrderUnanswered { .. }
            | Letter::OrderNotReady { .. }
            | Letter::OrderNotMade { .. }
            | Letter::OrderStands { .. }
            | Letter::OrderCancelled { .. }
            | Letter::OrderNotCollected { .. }
            | Letter::LineMissing { .. }
            | Letter::LineThere { .. }
            | Letter::BatchMoved { .. }
            | Letter::BatchCalledBack { .. } => Some(Leads::OwnOrders),
            Letter::StandingAsked { .. } | Letter::StandingChanged { .. } | Letter::StandingEnded { .. } => {
                Some(Leads::ShopStanding)
            }
            Letter::StandingPlaced { .. } | Letter::StandingMissed { .. } | Letter::StandingStopped { .. } => {
                Some(Leads::OwnOrders)
            }
            Letter::LookedOver(looked_over) => Some(match looked_over.about {
                About::Good => Leads::Goods,
                About::Sign | About::Shop => Leads::Shop,
                About::Review | About::Answer => Leads::Reviews,
                About::Licence => Leads::Licences,
            }),
            Letter::LicenceEnding(_) | Letter::LicenceNeeded { .. } => Some(Leads::Licences),
            Letter::SaleOnBehalf { .. } => Some(Leads::Earnings),
            Letter::ResetPassword
            | Letter::CardMade { .. }
            | Letter::ProposalApproved { .. }
            | Letter::ProposalRefused { .. }
            | Letter::PaperDecision { .. }
            | Letter::ListEntered { .. }
            | Letter::GoodBack { .. } => None,
        }
    }
}
