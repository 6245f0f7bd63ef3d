//! A type for every table's id, and the source of new ids, public codes and tokens.
//! Ids are made by the program: 43 bits of milliseconds and 20 random bits, so that they follow time and need no sequence.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::BigInt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, RngCore, SeedableRng};
use serde::{Deserialize, Serialize};

use super::stored::stored_number;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, AsExpression, FromSqlRow,
        )]
        #[diesel(sql_type = BigInt)]
        #[serde(transparent)]
        pub(crate) struct $name(pub(crate) i64);

        stored_number!($name, i64, BigInt);

        impl From<i64> for $name {
            fn from(id: i64) -> Self {
                Self(id)
            }
        }

        impl From<$name> for i64 {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIntError;

            fn from_str(text: &str) -> Result<Self, ParseIntError> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// An institution that supports households.
    InstitutionId,
    /// A country, province, county, city or neighbourhood.
    AreaId,
    /// An institution's lead or part in an area.
    AreaRoleId,
    /// A data key, wrapped by the master key.
    KeyId,
    /// A person, with or without an account.
    PersonId,
    /// An account that signs in.
    AccountId,
    /// A role that an account holds in an area.
    ScopeId,
    /// A household.
    HouseholdId,
    /// A person's stay in a household.
    MemberId,
    /// A household's case file with an institution.
    CaseId,
    /// A caseworker's turn at a case file.
    CaseAssignmentId,
    /// Why a case file was corrected, closed or opened again.
    CaseEventId,
    /// An institution's programme of support.
    ProgrammeId,
    /// A role that one admin proposed for an account.
    RoleProposalId,
    /// What a caseworker asks for on behalf of a household.
    ProposalId,
    /// A decision on support for a household.
    DecisionId,
    /// A grant that was awarded.
    GrantId,
    /// A household's share in a grant.
    GrantShareId,
    /// A piece of equipment.
    EquipmentId,
    /// What one payer paid of a piece of equipment.
    FundingId,
    /// A handing over of equipment, with its signed terms.
    HandoverId,
    /// A photo of a handing over, of the machine or of the signed sheet.
    HandoverPhotoId,
    /// A stretch of time in which one holder answers for a piece of equipment.
    CustodyId,
    /// A household's right to use equipment that another holds.
    UseRightId,
    /// What a household earned before its support.
    BaselineId,
    /// A shop.
    ShopId,
    /// A photo.
    PhotoId,
    /// A product of a household.
    ProductId,
    /// The agreed weights of the equipment behind a product.
    WeightSetId,
    /// A change of a product's stock.
    StockMoveId,
    /// A place where markets are held.
    SiteId,
    /// A row of stalls at a site.
    RowId,
    /// A stall.
    StallId,
    /// A household's lasting hold of a stall.
    OwnStallId,
    /// A time in which a household comes to no market day of a site.
    AbsenceId,
    /// One day of a market.
    MarketDayId,
    /// What a household asks for every week.
    WeeklyId,
    /// The address under which a calendar reads a household's market days.
    CalendarLinkId,
    /// A household's booking for a market day.
    BookingId,
    /// One run of the assignment of stalls.
    RunId,
    /// Something that happened on a market day.
    IncidentId,
    /// Something that is looked over before buyers see it.
    ModerationId,
    /// A kind of licence.
    LicenceKindId,
    /// A licence of a shop.
    LicenceId,
    /// What a visitor told of a good.
    ReportId,
    /// What a buyer says of a good that was collected.
    ReviewId,
    /// A weekly time at which a shop's door is open.
    DoorTimeId,
    /// An order that a buyer placed.
    OrderId,
    /// A payment for an order.
    OrderPaymentId,
    /// A weekly plan of the batches of a good.
    BatchPlanId,
    /// A dated quantity of a good.
    GoodBatchId,
    /// A good that somebody wants every week.
    StandingId,
    /// Somebody who waits for a good that is sold out.
    WishId,
    /// An SMS.
    SmsId,
    /// A sale.
    SaleId,
    /// A line of a sale.
    SaleLineId,
    /// A row of the ledger.
    LedgerId,
    /// A durable job.
    JobId,
    /// A message to an account.
    MessageId,
    /// An event of the audit trail.
    AuditId,
    /// An imported list.
    BatchId,
    /// A list that was uploaded and waits to be confirmed.
    UploadId,
}

/// Letters and digits that are not taken for one another, without vowels, so that no code spells a word.
const CODE_ALPHABET: &[u8] = b"23456789bcdfghjkmnpqrstvwxyz";
const CODE_LENGTH: usize = 8;
const RANDOM_BITS: u32 = 20;

/// The process's source of ids, codes and tokens; clones share it.
#[derive(Clone)]
pub struct IdSource(Arc<Mutex<Source>>);

struct Source {
    random: StdRng,
    last: i64,
}

impl IdSource {
    /// A source fed by the operating system, or for the demo and tests one that repeats itself for the same seed.
    pub fn new(seed: Option<u64>) -> Self {
        let random = seed.map_or_else(StdRng::from_os_rng, StdRng::seed_from_u64);
        Self(Arc::new(Mutex::new(Source { random, last: 0 })))
    }

    /// A new id for the instant `now_ms`, in milliseconds of Unix time: greater than every id this source gave before.
    pub(crate) fn next(&self, now_ms: i64) -> i64 {
        self.with(|source| {
            let low = i64::from(source.random.random_range(0..1_u32 << RANDOM_BITS));
            let timed = (now_ms.max(0) << RANDOM_BITS) | low;
            source.last = timed.max(source.last.saturating_add(1 + (low & 0xff)));
            source.last
        })
    }

    /// A short code for a public address, as `k7w2mqx9`.
    pub(crate) fn code(&self) -> String {
        self.with(|source| {
            (0..CODE_LENGTH)
                .filter_map(|_| CODE_ALPHABET.choose(&mut source.random))
                .map(|letter| char::from(*letter))
                .collect()
        })
    }

    /// A code of twice the length, which nobody finds by trying.
    pub(crate) fn long_code(&self) -> String {
        self.code() + &self.code()
    }

    /// 256 random bits for a session or a one-time link.
    pub(crate) fn token(&self) -> [u8; 32] {
        self.with(|source| {
            let mut token = [0; 32];
            source.random.fill_bytes(&mut token);
            token
        })
    }

    fn with<T>(&self, draw: impl FnOnce(&mut Source) -> T) -> T {
        draw(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for IdSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdSource")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_grow_even_when_the_clock_stands_still_or_turns_back() {
        let source = IdSource::new(Some(1));
        let mut last = 0;
        for step in 0..100_000_i64 {
            let id = source.next(1_780_000_000_000 - step / 1000);
            assert!(id > last);
            last = id;
        }
    }

    #[test]
    fn ids_of_a_later_millisecond_are_greater_across_sources() {
        let (early, late) = (IdSource::new(None), IdSource::new(None));
        for ms in 1_780_000_000_000..1_780_000_001_000 {
            assert!(early.next(ms) < late.next(ms + 1));
        }
    }

    #[test]
    fn an_id_fits_until_the_year_2248() {
        assert!(IdSource::new(Some(1)).next((1 << 43) - 1) > 0);
    }

    #[test]
    fn codes_are_eight_plain_letters_and_differ() {
        let source = IdSource::new(None);
        let codes: HashSet<_> = (0..1000).map(|_| source.code()).collect();
        assert_eq!(codes.len(), 1000);
        assert!(codes.iter().all(|code| code.len() == 8 && code.bytes().all(|b| CODE_ALPHABET.contains(&b))));
    }

    #[test]
    fn the_same_seed_repeats_and_no_seed_does_not() {
        assert_eq!(IdSource::new(Some(9)).token(), IdSource::new(Some(9)).token());
        assert_ne!(IdSource::new(None).token(), IdSource::new(None).token());
    }

    #[test]
    fn clones_share_one_source() {
        let source = IdSource::new(Some(3));
        assert!(source.clone().next(5) < source.next(5));
    }

    #[test]
    fn an_id_reads_what_it_shows() {
        let id = HouseholdId(1_866_465_280_000_123_456);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!("12x".parse::<HouseholdId>().is_err());
        assert_eq!(serde_json::to_string(&id).unwrap(), "1866465280000123456");
    }
}
