//! Which statements the program sends to a database, as diesel tells them.
use super::database;
use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use diesel::deserialize::QueryableByName;
use diesel::prelude::*;
use diesel::sql_types::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

static SEEN: Mutex<BTreeMap<String, BTreeSet<String>>> = Mutex::new(BTreeMap::new());

/// Listens to every connection opened from now on; what is kept is of the databases that are watched.
pub fn listen() {
    set_default_instrumentation(|| Some(Box::new(Listener::default()))).expect("nothing else listens");
}

/// Forgets what was sent to this database, and keeps what will be.
pub fn watch(url: &str) {
    seen().insert(url.to_owned(), BTreeSet::new());
}

/// The queries sent since then, each once, without their values. Those for the rows of an empty list ask for nothing.
pub fn queries(url: &str) -> Vec<String> {
    let all = seen().get(url).cloned().unwrap_or_default();
    all.into_iter().filter(|sql| sql.starts_with("SELECT") && !sql.contains("(1=0)")).collect()
}

fn seen() -> std::sync::MutexGuard<'static, BTreeMap<String, BTreeSet<String>>> {
    SEEN.lock().unwrap_or_else(PoisonError::into_inner)
}

#[derive(Default)]
struct Listener {
    url: String,
}

impl Instrumentation for Listener {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartEstablishConnection { url, .. } => url.clone_into(&mut self.url),
            InstrumentationEvent::StartQuery { query, .. } => {
                if let Some(statements) = seen().get_mut(&self.url) {
                    let text = query.to_string();
                    statements.insert(text.split(" -- binds:").next().unwrap_or_default().to_owned());
                }
            }
            _ => {}
        }
    }
}

#[derive(QueryableByName)]
struct SqliteStep {
    #[diesel(sql_type = Text)]
    detail: String,
}

#[derive(QueryableByName)]
struct PostgresStep {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    step: String,
}

/// How the engine would answer queries whatever their values: a line a step. PostgreSQL is told to go without an index only
/// where none will do, since its tables are small here.
pub struct Planner(Engine);

enum Engine {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Planner {
    pub fn new(url: &str) -> Planner {
        Planner(match database::server() {
            None => Engine::Sqlite(database::sqlite(url)),
            Some(_) => {
                let mut conn = PgConnection::establish(url).expect("opens");
                for setting in ["enable_seqscan = off", "plan_cache_mode = force_generic_plan"] {
                    diesel::sql_query(format!("SET {setting}")).execute(&mut conn).expect(setting);
                }
                Engine::Postgres(conn)
            }
        })
    }

    /// Whether the engine has this index and chooses among those it has by how the rows are spread, which a small database
    /// does not show: PostgreSQL. SQLite's plan stands in its words.
    pub fn may_choose(&mut self, index: &str) -> bool {
        match &mut self.0 {
            Engine::Sqlite(_) => false,
            Engine::Postgres(conn) => diesel::sql_query("SELECT 1 FROM pg_indexes WHERE indexname = $1")
                .bind::<Text, _>(index)
                .execute(conn)
                .is_ok_and(|rows| rows == 1),
        }
    }

    pub fn plan(&mut self, sql: &str) -> Vec<String> {
        match &mut self.0 {
            Engine::Sqlite(conn) => {
                let steps: Vec<SqliteStep> =
                    diesel::sql_query(format!("EXPLAIN QUERY PLAN {sql}")).load(conn).expect(sql);
                steps.into_iter().map(|step| step.detail).collect()
            }
            Engine::Postgres(conn) => {
                let values = (1..).take_while(|number| sql.contains(&format!("${number}"))).count();
                let nulls = vec!["NULL"; values].join(", ");
                let call = if values == 0 { String::new() } else { format!("({nulls})") };
                diesel::sql_query(format!("PREPARE asked AS {sql}")).execute(conn).expect(sql);
                let steps: Vec<PostgresStep> =
                    diesel::sql_query(format!("EXPLAIN EXECUTE asked{call}")).load(conn).expect(sql);
                diesel::sql_query("DEALLOCATE asked").execute(conn).expect(sql);
                steps.into_iter().map(|step| step.step).collect()
            }
        }
    }
}
