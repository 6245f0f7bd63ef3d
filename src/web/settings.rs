//! The marketplace's own settings (its name, the unit of money), read from the database and kept for a few seconds.
use crate::db::setting::{MONEY_UNIT, PUBLIC_NAME_EN, PUBLIC_NAME_FA};
use crate::db::switch::{self, Switch};
use crate::db::{Db, Pool, schema::setting};
use crate::error::AppError;
use crate::kernel::lang::Lang;
use crate::kernel::money::MoneyUnit;
use crate::kernel::places::Where;
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
    /// Where each thing that can be turned off is on.
    places: Vec<(Switch, Where)>,
}

impl Settings {
    /// Where something is on.
    pub fn places_of(&self, switch: Switch) -> Where {
        let known = self.places.iter().find(|(of, _)| *of == switch);
        known.map_or_else(Where::all, |(_, places)| places.clone())
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
            places: switch::places(db)?,
        })
    }

    /// What holds before anything was set.
    fn first() -> Settings {
        Settings {
            unit: MoneyUnit::Toman,
            public_name_fa: crate::i18n::texts(Lang::Fa).app_name(),
            public_name_en: crate::i18n::texts(Lang::En).app_name(),
            places: Vec::new(),
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
