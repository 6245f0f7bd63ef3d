//! Why there is no order this week of what somebody wants every week, or none any more, in words.
use crate::i18n::Locale;
use crate::kernel::text_enum;

text_enum! {
    /// Why a week of a standing order has no order.
    pub(crate) enum Missed {
        /// The shop does not hand over on that day.
        Closed = "closed",
        /// The plan of its market was not published in time.
        Unplanned = "unplanned",
        /// There was not enough of it.
        SoldOut = "sold_out",
        /// It is made ahead, and nothing is made for that day, or its orders were closed.
        NotMade = "not_made",
        /// It is not sold now.
        Gone = "gone",
        /// It costs far more than when the buyer saw its price.
        Price = "price",
        /// The shop has as many orders as it can hand over.
        Full = "full",
        /// The program stood still when it was to be placed.
        Late = "late",
    }
}

impl Missed {
    /// Why, in a sentence to the buyer.
    pub fn sentence(self, locale: &Locale) -> String {
        let text = locale.text;
        match self {
            Missed::Closed => text.messages_missed_closed(),
            Missed::Unplanned => text.messages_missed_unplanned(),
            Missed::SoldOut => text.messages_missed_sold_out(),
            Missed::NotMade => text.messages_missed_not_made(),
            Missed::Gone => text.messages_missed_gone(),
            Missed::Price => text.messages_missed_price(),
            Missed::Full => text.messages_missed_full(),
            Missed::Late => text.messages_missed_late(),
        }
    }
}

/// Why there will be no order of it any more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stopped {
    /// Its shop ended it. Letters of old, which do not say why, are of this.
    #[default]
    Shop,
    /// The time at the door at which it was collected is no more.
    DoorEnded,
    /// The good was taken off the shop.
    GoodGone,
}
