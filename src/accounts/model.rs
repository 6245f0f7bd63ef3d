//! What pages are told of accounts.
use crate::accounts::access::Role;
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{AccountId, RoleProposalId, ScopeId};
use crate::kernel::lang::Lang;
use crate::kernel::text_enum;
use chrono::{NaiveDate, NaiveDateTime};

/// An account in a list.
#[derive(Clone, Debug)]
pub(crate) struct AccountRow {
    pub id: AccountId,
    pub name: String,
    pub roles: Vec<Role>,
    pub is_disabled: bool,
}

/// A role of an account, with the names of where it holds.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct ScopeRow {
    pub id: ScopeId,
    pub role: Role,
    pub area_fa: String,
    pub area_en: String,
    pub institution_fa: Option<String>,
    pub institution_en: Option<String>,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
}

/// A role that was proposed, with who did; a page of people lists it with the account it is for.
#[derive(Clone, Debug)]
pub(crate) struct RoleProposal {
    pub id: RoleProposalId,
    pub account: AccountId,
    pub name: String,
    pub role: Role,
    pub area: Named,
    pub institution: Option<Named>,
    pub ends_on: Option<NaiveDate>,
    pub by: AccountId,
    pub by_name: String,
    pub proposed_at: NaiveDateTime,
}

impl RoleProposal {
    /// Where the role is to hold: the area, and the institution if it has one.
    pub fn place(&self, lang: Lang) -> String {
        let area = self.area.name(lang);
        match &self.institution {
            Some(institution) => format!("{area} · {}", institution.name(lang)),
            None => area.to_owned(),
        }
    }
}

/// One account, whole, as its owner or an admin sees it.
#[derive(Clone, Debug)]
pub(crate) struct AccountCard {
    pub id: AccountId,
    pub name: String,
    pub mobile: Option<Mobile>,
    pub email: Option<String>,
    pub has_password: bool,
    pub is_disabled: bool,
    pub scopes: Vec<ScopeRow>,
}

text_enum! {
    /// What someone is signed in on: enough to know it again, and no more is kept of it.
    pub(crate) enum Device {
        Android = "android",
        Iphone = "iphone",
        Computer = "computer",
        Other = "other",
    }
}

impl Device {
    /// What the name a browser gives itself tells of the device.
    pub fn of(agent: &str) -> Device {
        let is = |words: &[&str]| words.iter().any(|word| agent.contains(word));
        match agent {
            _ if is(&["Android"]) => Device::Android,
            _ if is(&["iPhone", "iPad"]) => Device::Iphone,
            _ if is(&["Windows", "Macintosh", "Linux", "CrOS"]) => Device::Computer,
            _ => Device::Other,
        }
    }
}

/// One of the places where an account is signed in.
#[derive(Clone, Debug)]
pub(crate) struct SessionRow {
    pub device: Device,
    pub seen_at: NaiveDateTime,
    pub is_this: bool,
}

/// Something to choose from: an id and its names.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct Named {
    pub id: i64,
    pub name_fa: String,
    pub name_en: String,
}

impl Named {
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fa => &self.name_fa,
            Lang::En => &self.name_en,
        }
    }
}
