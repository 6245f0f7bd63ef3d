//! The marketplace's own settings (its name, the unit of money), read from the database and kept for a few seconds.
use crate::db::setting::{MONEY_UNIT, OFF, PUBLIC_NAME_EN, PUBLIC_NAME_FA, Switch};
use crate::db::{Db, Pool, schema::setting};
use crate::error::AppError;
use crate::kernel::lang::Lang;
use crate::kernel::money::MoneyUnit;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::result::Error;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::sync::{Arc, RwLock};

/// What holds today.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub unit: MoneyUnit,
    public_name_fa: String,
    public_name_en: String,
    /// What the office has turned off.
    off: Vec<Switch>,
}

impl Settings {
    pub fn is_on(&self, switch: Switch) -> bool {
        !self.off.contains(&switch)
    }

    pub fn public_name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fa => &self.public_name_fa,
            Lang::En => &self.public_name_en,
        }
    }

    /// Reads what holds on the day of `db`; a setting never made has its first value.
    pub fn load(db: &mut Db) -> QueryResult<Settings> {
        let rows: Vec<(String, String)> = setting::table
            .filter(setting::valid_from.le(db.now.today))
            .order((setting::name, setting::valid_from))
            .select((setting::name, setting::value))
            .load(db.conn)?;
        let latest = |name: &str| rows.iter().rev().find(|row| row.0 == name).map(|row| row.1.clone());
        let unit = match latest(MONEY_UNIT) {
            Some(value) => MoneyUnit::parse(&value).ok_or_else(|| unknown_unit(&value))?,
            None => Settings::first().unit,
        };
        let first = Settings::first();
        Ok(Settings {
            unit,
            public_name_fa: latest(PUBLIC_NAME_FA).unwrap_or(first.public_name_fa),
            public_name_en: latest(PUBLIC_NAME_EN).unwrap_or(first.public_name_en),
            off: Switch::ALL.iter().copied().filter(|switch| latest(switch.as_str()).as_deref() == Some(OFF)).collect(),
        })
    }

    /// What holds before anything was set.
    fn first() -> Settings {
        Settings {
            unit: MoneyUnit::Toman,
            public_name_fa: crate::i18n::texts(Lang::Fa).app_name(),
            public_name_en: crate::i18n::texts(Lang::En).app_name(),
            off: Vec::new(),
        }
    }
}

/// Amounts are not shown in a guessed unit.
fn unknown_unit(value: &str) -> Error {
    Error::DeserializationError(format!("the setting {MONEY_UNIT} holds an unknown unit: {value}").into())
}

const KEPT: TimeDelta = TimeDelta::seconds(5);

/// The settings as last read; another process's change is seen within five seconds.
#[derive(Default)]
pub(crate) struct SettingsCache(RwLock<Option<(NaiveDateTime, Arc<Settings>)>>);

impl SettingsCache {
    /// # Errors
    /// When they must be read and the database cannot be reached.
    pub async fn current(&self, pool: &Pool) -> Result<Arc<Settings>, AppError> {
        let now = pool.clock().now().at;
        if let Some((read_at, settings)) = self.kept()
            && (now - read_at).abs() < KEPT
        {
            return Ok(settings);
        }
        let settings = Arc::new(pool.read(Settings::load).await?);
        if let Ok(mut kept) = self.0.write() {
            *kept = Some((now, settings.clone()));
        }
        Ok(settings)
    }

    /// As they were last read, however long ago; the first values of all if they never were.
    pub fn last(&self) -> Arc<Settings> {
        self.kept().map_or_else(|| Arc::new(Settings::first()), |(_, settings)| settings)
    }

    /// Forgets them, after a change made in this process.
    pub fn forget(&self) {
        if let Ok(mut kept) = self.0.write() {
            *kept = None;
        }
    }

    fn kept(&self) -> Option<(NaiveDateTime, Arc<Settings>)> {
        self.0.read().ok().and_then(|kept| kept.clone())
    }
}
