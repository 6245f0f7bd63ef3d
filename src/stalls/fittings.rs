//! What a stall offers and what a seller cannot do without, in the same words; who is served by what.
//! The engine follows the same rule; a test holds the two together.
use crate::kernel::text_enum;
use serde::{Deserialize, Serialize};

text_enum! {
    /// Electricity; three phases serve whoever needs one.
    pub(crate) enum Power {
        None = "none",
        Single = "power",
        ThreePhase = "three_phase",
    }
}

text_enum! {
    /// Fire and smoke; a stall for heavy baking serves light baking too.
    pub(crate) enum Baking {
        None = "none",
        Light = "light",
        Heavy = "heavy",
    }
}

/// Power, water, baking, and a stand of one's own: as a stall offers them or as a request needs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, diesel::Queryable)]
pub(crate) struct Fittings {
    pub power: Power,
    pub water: bool,
    pub baking: Baking,
    pub own_unit: bool,
}

/// One thing a stall lacks for a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lack {
    Power,
    ThreePhase,
    Water,
    LightBaking,
    HeavyBaking,
    OwnUnit,
    /// The category stands on marked stalls only, and this one is not marked for it.
    Category,
}

impl Fittings {
    pub const NONE: Fittings = Fittings { power: Power::None, water: false, baking: Baking::None, own_unit: false };

    /// What a stall with these fittings lacks for someone with those needs; nothing if it suits.
    pub fn lacks(&self, needs: &Fittings) -> Vec<Lack> {
        let mut lacks = Vec::new();
        if self.power < needs.power {
            lacks.push(if needs.power == Power::ThreePhase { Lack::ThreePhase } else { Lack::Power });
        }
        if needs.water && !self.water {
            lacks.push(Lack::Water);
        }
        if self.baking < needs.baking {
            lacks.push(if needs.baking == Baking::Heavy { Lack::HeavyBaking } else { Lack::LightBaking });
        }
        if needs.own_unit && !self.own_unit {
            lacks.push(Lack::OwnUnit);
        }
        lacks
    }

    /// The engine's words for these fittings, whether offered or needed.
    pub fn words(&self) -> impl Iterator<Item = String> + use<> {
        let power = match self.power {
            Power::None => None,
            Power::Single => Some("power"),
            Power::ThreePhase => Some("three-phase"),
        };
        let baking = match self.baking {
            Baking::None => None,
            Baking::Light => Some("baking-light"),
            Baking::Heavy => Some("baking"),
        };
        let water = self.water.then_some("water");
        let own_unit = self.own_unit.then_some("own-unit");
        [power, water, baking, own_unit].into_iter().flatten().map(str::to_owned)
    }
}
