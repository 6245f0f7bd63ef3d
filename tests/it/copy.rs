//! `copy`: an office moves to another database, on the same engine or the other one, and works on there.
use crate::demo::rows;
use crate::support::place::{refusal, told};
use crate::support::{App, database, town};

/// The databases on the way: SQLite's next file and, where the suite runs on PostgreSQL, back there.
fn way(app: &App) -> Vec<String> {
    let file = app.folder().join("moved.db").display().to_string();
    std::iter::once(file).chain(database::empty()).collect()
}

#[test]
fn an_office_moves_with_every_row_adds_up_there_and_goes_on_selling() {
    let app = App::start();
    let accounts = app.fill_demo();
    let mut last = app.database().to_owned();
    for next in way(&app) {
        let said = told(&app.command(&["copy", &last, &next]));
        assert!(said.contains("the same digests on both sides"), "{said}");
        last = next;
    }
    let (here, there) = (rows(app.database()), rows(&last));
    assert!(here.get("sale").is_some_and(|sales| sales.len() > 100), "there are sales");
    let different: Vec<&String> = here.keys().filter(|table| here.get(*table) != there.get(*table)).collect();
    assert_eq!(different, Vec::<&String>::new());

    let moved = App::start_on(&last);
    let mut producer = moved.client();
    producer.sign_in(&accounts.producer.phone, &accounts.producer.password);
    let good = producer.get("/my").link("/my/sell/1").replace("/my/sell/", "");
    let sale = town::sell(&mut producer, &good, "1");
    assert_eq!(producer.get(&format!("/my/sales/{sale}")).status, 200);
    assert!(told(&moved.command(&["verify"])).contains("everything adds up"));
}

#[test]
fn a_database_that_holds_an_office_or_something_else_is_not_copied_over() {
    let (from, to) = (App::start(), App::start());
    crate::support::make::admin(&to);
    let refused = refusal(&from.command(&["copy", from.database(), to.database()]));
    assert!(refused.contains("holds an office already; name an empty one"), "{refused}");

    let other = from.folder().join("letters.db").display().to_string();
    diesel::connection::SimpleConnection::batch_execute(
        &mut database::sqlite(&other),
        "CREATE TABLE letter (id INTEGER)",
    )
    .expect("a table");
    let refused = refusal(&from.command(&["copy", from.database(), &other]));
    assert!(refused.contains("holds something else"), "{refused}");
}

#[test]
fn a_database_that_was_left_before_its_first_table_is_copied_into() {
    let from = App::start();
    let begun = from.folder().join("begun.db").display().to_string();
    diesel::connection::SimpleConnection::batch_execute(
        &mut database::sqlite(&begun),
        "CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY NOT NULL, \
         run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)",
    )
    .expect("a table");
    told(&from.command(&["copy", from.database(), &begun]));
}

#[test]
fn a_copy_of_nothing_makes_nothing() {
    let app = App::start();
    let (from, to) = (app.folder().join("none.db"), app.folder().join("copy.db"));
    let refused = refusal(&app.command(&["copy", &from.display().to_string(), &to.display().to_string()]));
    assert!(refused.contains("there is no database"), "{refused}");
    assert!(!from.exists() && !to.exists());
}
