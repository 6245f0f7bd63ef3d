//! Migrations: `common/` for both engines and a folder for each, merged by name, embedded in the binary.
use super::connection::{AnyConnection, Engine, Opener, Purpose};
use diesel::connection::BoxableConnection;
use diesel::migration::{self, Migration, MigrationMetadata, MigrationName, MigrationSource, MigrationVersion};
use diesel::sql_types::{BigInt, Text};
use diesel::{QueryResult, QueryableByName, RunQueryDsl, sql_query};
use diesel_migrations::MigrationHarness;
use std::fmt;

/// One migration: its name, and the text for the way up and the way down.
type Script = (&'static str, &'static str, &'static str);

macro_rules! scripts {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$((
            $name,
            include_str!(concat!("../../migrations/", $folder, "/", $name, "/up.sql")),
            include_str!(concat!("../../migrations/", $folder, "/", $name, "/down.sql")),
        )),*]
    };
}

const COMMON: &[Script] = scripts!("common":
    "0001_places", "0002_accounts", "0003_households", "0004_grants", "0005_catalogue", "0006_stalls", "0007_sales",
    "0008_operation", "0011_site_drawings", "0013_market_day", "0015_calendar_links", "0017_orders",
    "0019_jobs_by_kind", "0022_text_messages", "0024_moderation", "0025_reviews", "0027_batches", "0029_hatches",
    "0030_former_numbers", "0031_licences", "0037_checks_cut_short", "0039_looked_over_again",
    "0041_photo_of_a_good", "0044_batch_reads", "0046_standing_orders", "0050_on_offer", "0052_publications",
    "0054_form_contents", "0060_city_switch", "0064_news", "0065_forgetting");
const SQLITE: &[Script] = scripts!("sqlite":
    "0009_guards", "0010_search", "0012_site_drawing_guards", "0014_market_day_guards", "0016_calendar_link_guards",
    "0018_order_guards", "0021_search_words", "0028_batch_guards", "0032_licence_and_order_guards", "0033_by_weight",
    "0035_goods_by_unit", "0038_checks_cut_short_guards", "0043_sms_of_batches", "0045_batch_unit_guards",
    "0047_dropped_lines", "0051_on_offer_kept", "0053_publication_guards", "0055_names_first", "0057_hand_over",
    "0058_promised", "0059_links", "0062_taken_back");
const POSTGRES: &[Script] = scripts!("postgres":
    "0009_guards", "0010_search", "0012_site_drawing_guards", "0014_market_day_guards", "0016_calendar_link_guards",
    "0018_order_guards", "0021_search_words", "0028_batch_guards", "0032_licence_and_order_guards", "0033_by_weight",
    "0035_goods_by_unit", "0038_checks_cut_short_guards", "0043_sms_of_batches", "0045_batch_unit_guards",
    "0047_dropped_lines", "0051_on_offer_kept", "0053_publication_guards", "0055_names_first", "0057_hand_over",
    "0058_promised", "0059_links", "0062_taken_back");

struct Scripts(Engine);

impl<DB: diesel::backend::Backend> MigrationSource<DB> for Scripts {
    fn migrations(&self) -> migration::Result<Vec<Box<dyn Migration<DB>>>> {
        let own = match self.0 {
            Engine::Sqlite => SQLITE,
            Engine::Postgres => POSTGRES,
        };
        let mut all: Vec<Box<dyn Migration<DB>>> = COMMON
            .iter()
            .chain(own)
            .map(|(name, up, down)| Box::new(Step { engine: self.0, name: Name(name), up, down }) as _)
            .collect();
        all.sort_by_cached_key(|step| step.name().to_string());
        Ok(all)
    }
}

struct Name(&'static str);

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl MigrationName for Name {
    fn version(&self) -> MigrationVersion<'_> {
        MigrationVersion::from(self.0.split('_').next().unwrap_or(self.0))
    }
}

struct Step {
    engine: Engine,
    name: Name,
    up: &'static str,
    down: &'static str,
}

impl<DB: diesel::backend::Backend> Migration<DB> for Step {
    fn run(&self, conn: &mut dyn BoxableConnection<DB>) -> migration::Result<()> {
        Ok(conn.batch_execute(&in_dialect(self.engine, self.up))?)
    }

    fn revert(&self, conn: &mut dyn BoxableConnection<DB>) -> migration::Result<()> {
        Ok(conn.batch_execute(&in_dialect(self.engine, self.down))?)
    }

    fn metadata(&self) -> &dyn MigrationMetadata {
        &InTransaction
    }

    fn name(&self) -> &dyn MigrationName {
        &self.name
    }
}

struct InTransaction;
impl MigrationMetadata for InTransaction {}

/// The column types of the common scripts are PostgreSQL's; SQLite's STRICT tables know four of their own.
fn in_dialect(engine: Engine, script: &str) -> String {
    if engine == Engine::Postgres {
        return script.to_owned();
    }
    let mut out = String::with_capacity(script.len());
    let mut in_table = false;
    for line in script.lines() {
        in_table |= line.starts_with("CREATE TABLE");
        if in_table && line == ");" {
            in_table = false;
            out.push_str(") STRICT;");
        } else if in_table || line.contains(" ADD COLUMN ") {
            let words: Vec<String> = line.split(' ').map(sqlite_word).collect();
            out.push_str(&words.join(" "));
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

fn sqlite_word(word: &str) -> String {
    let (bare, end) = word.split_at(word.trim_end_matches([',', ';']).len());
    let translated = match bare {
        "BIGINT" | "BOOLEAN" => "INTEGER",
        "DATE" | "TIMESTAMP" => "TEXT",
        "BYTEA" => "BLOB",
        other => other,
    };
    format!("{translated}{end}")
}

/// Brings the database to the newest schema; returns the names of the migrations that ran.
///
/// # Errors
/// When a migration fails, or the database has one that this program does not know: it was made by a newer program.
pub fn migrate(conn: &mut AnyConnection) -> anyhow::Result<Vec<String>> {
    match conn {
        AnyConnection::Sqlite(conn) => run(conn, Engine::Sqlite),
        AnyConnection::Postgres(conn) => run(conn, Engine::Postgres),
    }
}

fn run<C, DB>(conn: &mut C, engine: Engine) -> anyhow::Result<Vec<String>>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB> + diesel::Connection<Backend = DB> + 'static,
{
    let known = MigrationSource::<DB>::migrations(&Scripts(engine)).map_err(|e| anyhow::anyhow!(e))?;
    let applied = conn.applied_migrations().map_err(|e| anyhow::anyhow!(e))?;
    for version in &applied {
        anyhow::ensure!(
            known.iter().any(|step| step.name().version() == *version),
            "the database was made by a newer bazarche (it has migration {version}); use that one, or a backup from before"
        );
    }
    let ran = conn.run_pending_migrations(Scripts(engine)).map_err(|e| anyhow::anyhow!(e))?;
    Ok(ran.iter().map(ToString::to_string).collect())
}

/// Whether this program knows the schema whose newest migration is `schema`.
pub(crate) fn knows(schema: &str) -> bool {
    COMMON.iter().chain(SQLITE).any(|(name, ..)| name.split('_').next() == Some(schema))
}

/// Brings the database to the schema whose newest migration is `schema`, as a snapshot names it.
///
/// # Errors
/// When a migration fails, or this program knows no such schema.
pub(super) fn up_to(conn: &mut AnyConnection, schema: &str) -> anyhow::Result<()> {
    match conn {
        AnyConnection::Sqlite(conn) => run_up_to(conn, Engine::Sqlite, schema),
        AnyConnection::Postgres(conn) => run_up_to(conn, Engine::Postgres, schema),
    }
}

fn run_up_to<C, DB>(conn: &mut C, engine: Engine, schema: &str) -> anyhow::Result<()>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB> + diesel::Connection<Backend = DB> + 'static,
{
    let known = MigrationSource::<DB>::migrations(&Scripts(engine)).map_err(|e| anyhow::anyhow!(e))?;
    let version = |step: &dyn Migration<DB>| step.name().version().to_string();
    anyhow::ensure!(
        known.iter().any(|step| version(step.as_ref()) == schema),
        "it was made by a newer bazarche (it has migration {schema}); use that one"
    );
    for applied in conn.applied_migrations().map_err(|e| anyhow::anyhow!(e))? {
        let is_of_it =
            known.iter().any(|step| step.name().version() == applied) && applied.to_string().as_str() <= schema;
        anyhow::ensure!(
            is_of_it,
            "the database has migration {applied}, which is not of schema {schema}; name an empty one"
        );
    }
    for step in conn.pending_migrations(Scripts(engine)).map_err(|e| anyhow::anyhow!(e))? {
        if version(step.as_ref()).as_str() <= schema {
            conn.run_migration(step.as_ref()).map_err(|e| anyhow::anyhow!(e))?;
        }
    }
    Ok(())
}

/// Whether the tables of this program were made in the database before.
///
/// # Errors
/// When the database cannot be asked.
fn was_migrated(conn: &mut AnyConnection) -> QueryResult<bool> {
    let found: Count = match conn {
        AnyConnection::Sqlite(conn) => {
            sql_query("SELECT count(*) AS count FROM sqlite_master WHERE type = 'table' AND name = 'household'")
                .get_result(conn)
        }
        AnyConnection::Postgres(conn) => {
            sql_query("SELECT count(*) AS count FROM pg_tables WHERE tablename = 'household'").get_result(conn)
        }
    }?;
    Ok(found.count > 0)
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

#[derive(QueryableByName)]
struct Ran {
    #[diesel(sql_type = Text)]
    version: String,
}

/// Whether the schema is the newest this program knows; only read, so that a database that takes no writes can be asked.
///
/// # Errors
/// When the database cannot be asked, or has no schema of ours.
pub fn is_current(conn: &mut AnyConnection) -> QueryResult<bool> {
    let query = sql_query("SELECT version FROM __diesel_schema_migrations");
    let (own, ran): (_, Vec<Ran>) = match conn {
        AnyConnection::Sqlite(conn) => (SQLITE, query.load(conn)?),
        AnyConnection::Postgres(conn) => (POSTGRES, query.load(conn)?),
    };
    let has_run = |name: &str| ran.iter().any(|ran| name.split('_').next() == Some(&ran.version));
    Ok(COMMON.iter().chain(own).all(|(name, ..)| has_run(name)))
}

/// Whether the database at `url` was made ready by this program before.
///
/// # Errors
/// When it cannot be opened.
pub fn has_tables(url: &str) -> anyhow::Result<bool> {
    let mut conn = Opener { url: url.to_owned(), purpose: Purpose::Write }.open()?;
    Ok(was_migrated(&mut conn)?)
}

/// Whether the database at `url` has the newest schema this program knows.
///
/// # Errors
/// When it cannot be asked.
pub(crate) fn has_newest_schema(url: &str) -> anyhow::Result<bool> {
    Ok(is_current(&mut Opener { url: url.to_owned(), purpose: Purpose::Read }.open()?)?)
}

#[cfg(test)]
mod tests {
    use super::{Engine, in_dialect};

    #[test]
    fn sqlite_gets_its_own_types_and_strict_tables() {
        let script =
            "CREATE TABLE t (\n    id BIGINT NOT NULL,\n    day DATE,\n    note TEXT\n);\nCREATE INDEX i ON t (id);\n";
        assert_eq!(
            in_dialect(Engine::Sqlite, script),
            "CREATE TABLE t (\n    id INTEGER NOT NULL,\n    day TEXT,\n    note TEXT\n) STRICT;\nCREATE INDEX i ON t (id);\n"
        );
        assert_eq!(in_dialect(Engine::Postgres, script), script);
    }
}
