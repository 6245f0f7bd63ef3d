//! Two versions of the program on one database, as during an upgrade without a pause.
use crate::failures::{Stand, left};
use crate::support::database;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use std::sync::atomic::{AtomicBool, Ordering};

/// Makes the schema that of the version before: without its last migration.
fn age(url: &str) {
    let down = if database::server().is_some() {
        include_str!("../../migrations/postgres/0010_search/down.sql")
    } else {
        include_str!("../../migrations/sqlite/0010_search/down.sql")
    };
    let sql = format!("BEGIN; {down}; DELETE FROM __diesel_schema_migrations WHERE version = '0010'; COMMIT");
    match database::server() {
        Some(_) => PgConnection::establish(url).expect("PostgreSQL opens").batch_execute(&sql).expect("aged"),
        None => database::sqlite(url).batch_execute(&sql).expect("aged"),
    }
}

#[test]
fn an_older_process_goes_on_selling_while_a_newer_one_migrates_and_serves_beside_it() {
    let mut stand = Stand::open();
    let older = stand.serve(&[]);
    age(stand.town.app.database());
    assert_eq!(older.client().get("/readyz").status, 503, "the schema is not that of the newer program");

    let over = AtomicBool::new(false);
    let (sold, newer) = std::thread::scope(|scope| {
        let selling = scope.spawn(|| {
            let mut seller = stand.seller(&older);
            let mut sold = 0;
            while !over.load(Ordering::Relaxed) && sold < 15 {
                let page = stand.sell(&mut seller, &format!("older-{sold}"));
                assert_eq!(page.status, 303, "{}", page.words());
                sold += 1;
            }
            assert_eq!(stand.sell(&mut seller, "older-last").status, 303);
            sold + 1
        });
        let newer = stand.serve(&[]);
        over.store(true, Ordering::Relaxed);
        (selling.join().expect("it sold"), newer)
    });
    let mut seller = stand.seller(&newer);
    assert_eq!(stand.sell(&mut seller, "newer").status, 303);
    let again = stand.sell(&mut stand.seller(&older), "newer");
    assert_eq!(again.status, 303, "the older one knows the sale of the newer one");
    assert_eq!(older.client().get("/readyz").status, 200);
    older.kill();
    newer.kill();
    assert_eq!(left(&mut stand), (20 - sold - 1).to_string());
    assert!(stand.verified().contains("everything adds up"));
}
