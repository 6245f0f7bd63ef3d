//! Rows of the two chains tampered with behind the guards, and what a verification says of them. Without the guards the
//! chains are all there is.
use super::world::{Home, World, done};
use crate::db::AnyConnection;
use crate::kernel::money::Rial;
use crate::sales::cost::{self, NewCost};
use crate::sales::model::CostCategory;
use crate::sales::verify::verify;
use crate::sales::{anchors, record};
use crate::testing::{self, TestPool};
use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Text};
use diesel::{Connection, QueryableByName, RunQueryDsl, sql_query};

/// A chain by its table, the column that tells chains apart, and one chain of at least five rows.
struct Book {
    table: &'static str,
    column: &'static str,
    chain: i64,
    /// How a verification calls it.
    name: String,
    /// What makes a row differ.
    change: &'static str,
    /// The columns of a row between its number and its hashes.
    columns: &'static str,
    /// What a row that is put in says there.
    forged: &'static str,
}

const TRAIL: &str = "at, account_id, session, address, role, scope, action, object, object_id, household_id, detail, \
    allowed, rule, request_id";
const LEDGER: &str = "ym, household_id, institution_id, occurred_on, posted_at, posted_by, on_behalf, reverses, reason, \
    kind, sale_line_id, qty_milli, amount_irr, category, idem";
const FORGED_COST: &str = "ym, household_id, institution_id, occurred_on, posted_at, posted_by, on_behalf, reverses, reason, \
    'cost', NULL, 0, -1, 'inputs', 'put-in-later'";

fn books(world: &World) -> [Book; 2] {
    let area = world.office.espiari.0;
    [
        Book {
            table: "audit_event",
            column: "chain",
            chain: area,
            name: format!("audit trail {area}"),
            change: "role = 'x'",
            columns: TRAIL,
            forged: TRAIL,
        },
        Book {
            table: "ledger",
            column: "area_id",
            chain: area,
            name: format!("ledger of area {area}"),
            change: "reason = 'x'",
            columns: LEDGER,
            forged: FORGED_COST,
        },
    ]
}

impl Book {
    fn change(&self) -> String {
        format!("UPDATE {} SET {} WHERE {}", self.table, self.change, self.is("= 3"))
    }

    fn is(&self, seq: &str) -> String {
        format!("{} = {} AND seq {seq}", self.column, self.chain)
    }

    fn renumber(&self, to: &str, which: &str) -> String {
        format!("UPDATE {} SET seq = {to} WHERE {};", self.table, self.is(which))
    }

    fn remove(&self, which: &str) -> String {
        format!("DELETE FROM {} WHERE {};", self.table, self.is(which))
    }

    fn swap(&self) -> String {
        [("-1", "= 2"), ("2", "= 3"), ("3", "= -1")].map(|(to, which)| self.renumber(to, which)).concat()
    }

    /// The rows from the third on move down by one, and a forged one takes the third place, after the second.
    fn put_in(&self) -> String {
        let Book { table, column, chain, columns, forged, .. } = self;
        let room = self.renumber("-seq", ">= 3") + &self.renumber("1 - seq", "< 0");
        let insert = format!("INSERT INTO {table} (id, {column}, seq, {columns}, prev_hash, hash)");
        format!(
            "{room} {insert} SELECT 7, {chain}, 3, {forged}, hash, prev_hash FROM {table} WHERE {};",
            self.is("= 2")
        )
    }
}

/// An office whose two chains have at least five rows, without a guard.
fn office(pool: &TestPool) -> World {
    let world = World::new(pool);
    let home = &world.homes[0];
    for key in ["row-one-1", "row-two-2", "row-three"] {
        done(pool, |db| record::record(db, &home.keeper, &home.sale(key, 1)));
    }
    for key in ["flour-one", "flour-two", "flour-three"] {
        let new = NewCost {
            idem: Home::idem(key),
            category: CostCategory::Inputs,
            amount: Rial(400_000),
            spent_on: super::world::start(),
            note: "آرد".to_owned(),
        };
        done(pool, |db| cost::spend(db, &home.keeper, &new));
    }
    pool.change_now(|db| {
        for table in ["audit_event", "ledger", "attribution"] {
            unguard(db.conn, table)?;
        }
        Ok(())
    })
    .unwrap();
    world
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    rows: i64,
}

fn unguard(conn: &mut AnyConnection, table: &str) -> diesel::QueryResult<()> {
    match conn {
        AnyConnection::Postgres(conn) => conn.batch_execute(&format!(
            "ALTER TABLE {table} DISABLE TRIGGER USER; ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {table}_seq_from_one; \
             ALTER TABLE attribution DROP CONSTRAINT IF EXISTS attribution_ledger_fk;"
        )),
        AnyConnection::Sqlite(conn) => {
            let triggers = format!("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}'");
            let found: Vec<Name> = sql_query(triggers).load(conn)?;
            found.iter().try_for_each(|found| conn.batch_execute(&format!("DROP TRIGGER {}", found.name)))
        }
    }
}

fn execute(pool: &TestPool, statements: &str) {
    if testing::is_postgres(pool) {
        diesel::PgConnection::establish(&pool.url).unwrap().batch_execute(statements).unwrap();
    } else {
        let mut conn = diesel::SqliteConnection::establish(&pool.url).unwrap();
        conn.batch_execute(
            "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA busy_timeout = 10000;",
        )
        .unwrap();
        conn.batch_execute(statements).unwrap();
    }
}

/// What a verification says after some statements, which are undone by making the office anew.
fn said(tamper: impl Fn(&Book) -> String, at: usize) -> (String, Vec<String>) {
    let pool = testing::pool();
    let world = office(&pool);
    assert_eq!(pool.change_now(|db| verify(db, &[])).unwrap().faults, []);
    let anchored = pool.read_now(anchors::heads).unwrap();
    let books = books(&world);
    let statements = format!("{};", tamper(&books[at]));
    execute(&pool, &statements);
    let found = pool.change_now(|db| verify(db, &anchored)).unwrap();
    (books[at].name.clone(), found.faults.iter().map(ToString::to_string).collect())
}

fn tells(tamper: impl Fn(&Book) -> String + Copy, expected: &[(i64, &str)]) {
    for at in 0..2 {
        let (name, faults) = said(tamper, at);
        for (row, what) in expected {
            let fault = format!("{name}, row {row}: {what}");
            assert!(faults.iter().any(|said| said.starts_with(&fault)), "{fault} is not in {faults:#?}");
        }
    }
}

#[test]
fn a_changed_row_is_named() {
    let (name, faults) = said(Book::change, 0);
    assert_eq!(faults, [format!("{name}, row 3: it was changed")]);
    let (name, faults) = said(Book::change, 1);
    assert_eq!(faults, [format!("{name}, row 3: it or its attribution was changed")]);
}

#[test]
fn a_removed_row_is_named() {
    tells(|book| book.remove("= 3"), &[(3, "it is missing")]);
}

#[test]
fn a_removed_row_shows_even_when_the_others_close_the_gap() {
    let close = |book: &Book| book.remove("= 3") + &book.renumber("-seq", "> 3") + &book.renumber("-seq - 1", "< 0");
    tells(close, &[(3, "it does not follow the row before it"), (3, "it was moved here: it is row 4")]);
}

#[test]
fn a_row_that_was_put_in_is_named() {
    tells(Book::put_in, &[(3, "it was put in later"), (4, "it was moved here: it is row 3")]);
}

#[test]
fn a_row_before_the_first_is_named() {
    let before = |seq: i64| {
        move |book: &Book| {
            let Book { table, column, chain, columns, forged, .. } = book;
            let insert = format!("INSERT INTO {table} (id, {column}, seq, {columns}, prev_hash, hash)");
            format!(
                "{insert} SELECT 7, {chain}, {seq}, {forged}, prev_hash, hash FROM {table} WHERE {};",
                book.is("= 2")
            )
        }
    };
    tells(before(0), &[(0, "it was put in")]);
    tells(before(-3), &[(-3, "it was put in")]);
    tells(before(i64::MIN), &[(i64::MIN, "it was put in")]);
}

#[test]
fn swapped_rows_are_named() {
    tells(Book::swap, &[(2, "it was moved here: it is row 3"), (3, "it was moved here: it is row 2")]);
}

#[test]
fn an_end_that_was_cut_off_is_shown_by_its_anchor() {
    tells(|book| book.remove("> 3"), &[(4, "the rows from here to row")]);
    tells(|book| book.remove("> 0"), &[(1, "the rows from here to row")]);
}

/// What a verification says after the parts of the first sale were written anew, with the sum that they had.
fn said_of_parts(parts: &str) -> Vec<String> {
    let pool = testing::pool();
    let world = office(&pool);
    let home = &world.homes[0];
    pool.clock().advance(chrono::TimeDelta::hours(1));
    done(&pool, |db| record::record(db, &home.keeper, &home.sale("row-hour-later", 1)));
    assert_eq!(pool.change_now(|db| verify(db, &[])).unwrap().faults, []);
    let row = "(SELECT id FROM ledger WHERE idem LIKE 'row-hour-later%')";
    execute(&pool, &parts.replace("$row", row));
    pool.change_now(|db| verify(db, &[])).unwrap().faults.iter().map(ToString::to_string).collect()
}

#[test]
fn parts_with_the_right_sum_and_a_wrong_split_are_named() {
    let faults = said_of_parts(
        "UPDATE attribution SET amount_irr = amount_irr + 1 WHERE ledger_id = $row AND ord = 0; \
         UPDATE attribution SET amount_irr = amount_irr - 1 WHERE ledger_id = $row AND ord = 1;",
    );
    let split = "row 7: its split does not follow from its weights and the payments for the machines";
    assert!(faults.iter().any(|fault| fault.ends_with(split)), "{faults:#?}");
}

#[test]
fn a_sale_put_down_to_own_means_though_the_machines_were_there_is_named() {
    let faults = said_of_parts(
        "DELETE FROM attribution WHERE ledger_id = $row AND ord > 0; \
         UPDATE attribution SET equipment_id = NULL, funding_id = NULL, grant_id = NULL, amount_irr = \
            (SELECT amount_irr FROM ledger WHERE id = $row) WHERE ledger_id = $row;",
    );
    let said = "a machine of its weights got no part of it, though the household had it on the day of production";
    assert!(faults.iter().any(|fault| fault.ends_with(said)), "{faults:#?}");
}

#[test]
fn anchors_are_written_once_a_day_and_sent_to_whom_the_setting_names() {
    let pool = testing::pool();
    office(&pool);
    let folder = std::env::temp_dir().join(format!("bazarche_anchored_{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut config = crate::config::Config::read(None, |name| match name {
        "BAZARCHE_DATA" => Some(folder.display().to_string()),
        "BAZARCHE_ANCHOR_EMAIL" => Some("auditor@elsewhere.example".to_owned()),
        _ => None,
    })
    .unwrap();
    config.mail = crate::config::Mail::Memory;
    anchors::anchor(&pool, &config).unwrap();
    let written = anchors::read(&config.anchors()).unwrap();
    assert_eq!(written.all, pool.read_now(anchors::heads).unwrap());
    assert!(written.all.len() > 2, "chains of the trail and of the ledger: {written:?}");
    let waiting: Count = pool
        .read_now(|db| {
            let due = "SELECT COUNT(*) AS rows FROM job WHERE state = 'waiting' AND kind = 'send_anchors'";
            sql_query(due).get_result(db.conn)
        })
        .unwrap();
    assert_eq!(waiting.rows, 1);
    let mailer = crate::messages::Mailer::new(&config).unwrap();
    anchors::send(&mailer, &config, "2026-11-23T09:00:00Z trail 5 7 00\n").unwrap();
    let sent = mailer.sent();
    assert_eq!(sent[0].to, "auditor@elsewhere.example");
    assert_eq!(sent[0].subject, "bazarche: audit anchors 2026-11-23");
    std::fs::remove_dir_all(&folder).unwrap();
}
