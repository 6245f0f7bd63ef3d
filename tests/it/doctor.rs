//! `doctor`: says of everything the program stands on that it is well, or what is wrong and what to do.
use crate::read_only::ReadOnly;
use crate::support::place::{self, Place};
use crate::support::process::free_port;
use crate::support::town::{Town, see_other};
use crate::support::{App, database, make};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

fn said(output: &Output) -> String {
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Everything that it found wrong, but for what the PostgreSQL of the tests is set to for speed.
fn wrong(output: &Output) -> Vec<String> {
    let said = said(output);
    let lines: Vec<String> = said.lines().filter(|line| line.starts_with("WRONG")).map(str::to_owned).collect();
    assert_eq!(output.status.code(), Some(i32::from(!lines.is_empty())), "{said}");
    lines.into_iter().filter(|line| !line.contains("fsync is off")).collect()
}

/// The one thing that it found wrong.
fn one_wrong(output: &Output) -> String {
    let lines = wrong(output);
    assert_eq!(lines.len(), 1, "{lines:?}");
    lines[0].clone()
}

fn execute(app: &App, sql: &str) {
    match database::server() {
        Some(_) => PgConnection::establish(app.database()).expect("opens").batch_execute(sql),
        None => database::sqlite(app.database()).batch_execute(sql),
    }
    .expect(sql);
}

/// An office by the machine's own clock.
fn office() -> App {
    let app = App::start_today();
    make::admin(&app);
    app.mail();
    app
}

#[test]
fn an_office_that_is_well_is_told_so_line_by_line() {
    let app = office();
    let output = app.command(&["doctor"]);
    assert_eq!(wrong(&output), Vec::<String>::new());
    let said = said(&output);
    for check in [
        "configuration",
        "data folder",
        "disk",
        "photos",
        "left behind",
        "database",
        "schema",
        "clock",
        "keys",
        "work",
        "mail",
    ] {
        assert!(said.lines().any(|line| line.contains(&format!(" {check}: "))), "{check}: {said}");
    }
}

#[test]
fn the_wrong_keys_and_keys_that_others_may_read_are_told() {
    let app = office();
    let run = || place::command(app.folder(), app.database(), &["doctor"]).output().expect("it runs");
    assert!(one_wrong(&run()).contains("is missing: put it back from its copy"));

    let file = app.folder().join("master.key");
    let write = |master: &str, index: &str| {
        std::fs::write(&file, format!("master-1 = {}\nindex = {}\n", master.repeat(32), index.repeat(32)))
            .expect("keys");
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).expect("chmod");
    };
    write("03", "02");
    assert!(one_wrong(&run()).contains("is not the key file of this database"));
    write("01", "04");
    assert!(one_wrong(&run()).contains("the index key"));
    write("01", "02");
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).expect("chmod");
    assert!(one_wrong(&run()).contains("others may read it: chmod 600"));
}

#[test]
fn a_clock_that_is_behind_and_work_that_waits_are_told() {
    let app = office();
    let job = "INSERT INTO job (id, kind, args, run_at, attempts, state) VALUES (1, 'send', '', '2026-01-01 00:00:00', 0, 'waiting')";
    execute(&app, job);
    assert!(one_wrong(&app.command(&["doctor"])).contains("a job waits since 2026-01-01 00:00 UTC: start the server"));
    execute(&app, "UPDATE job SET state = 'done' WHERE id = 1");
    execute(
        &app,
        "INSERT INTO audit_event SELECT 9, 9, 1, '2099-01-01 00:00:00', account_id, session, address, role, scope, action, \
         object, object_id, household_id, detail, allowed, rule, request_id, prev_hash, hash FROM audit_event LIMIT 1",
    );
    assert!(
        one_wrong(&app.command(&["doctor"])).contains("the last row was written at 2099-01-01 00:00: set the clock")
    );
}

#[test]
fn work_that_was_given_up_is_told_listed_repeated_and_dropped() {
    let app = office();
    for (id, kind) in [(1, "sweep_photos"), (2, "send")] {
        execute(
            &app,
            &format!(
                "INSERT INTO job (id, kind, args, run_at, attempts, state, last_error) \
                 VALUES ({id}, '{kind}', 'a secret', '2026-01-01 00:00:00', 12, 'failed', 'no folder')"
            ),
        );
    }
    let said = one_wrong(&app.command(&["doctor"]));
    assert!(said.contains("2 jobs were given up (send, sweep_photos): `bazarche jobs list` says why"), "{said}");
    let listed = place::told(&app.command(&["jobs", "list"]));
    assert!(listed.contains("1  sweep_photos, tried 12 times") && listed.contains(": no folder"), "{listed}");
    assert!(!listed.contains("a secret"), "{listed}");

    assert!(place::told(&app.command(&["jobs", "retry", "1"])).contains("1 is tried again"));
    assert!(place::refusal(&app.command(&["jobs", "retry", "1"])).contains("no job of the number 1 was given up"));
    assert!(place::told(&app.command(&["jobs", "drop", "--all"])).contains("2 is dropped"));
    assert!(place::told(&app.command(&["jobs", "list"])).contains("0 jobs were given up"));
    assert_eq!(wrong(&app.command(&["doctor"])), Vec::<String>::new());
}

#[test]
fn a_setting_something_left_and_a_mail_server_that_is_not_there_are_told() {
    let app = office();
    place::give_keys(app.folder());
    let run = |name: &str, value: &str| {
        let mut command = place::command(app.folder(), app.database(), &["doctor"]);
        command.env("BAZARCHE_MAIL_FROM", "office@bazarche.example").env(name, value).output().expect("it runs")
    };
    let refused = run("BAZARCHE_WORKERS", "many");
    assert!(said(&refused).starts_with("WRONG  configuration: BAZARCHE_WORKERS: write a number"), "{refused:?}");
    assert!(one_wrong(&run("BAZARCHE_MAIL", "smtp://127.0.0.1:9")).contains("the mail server does not let us in"));
    assert!(wrong(&run("BAZARCHE_MAIL", &format!("file:{}", app.folder().join("mail").display()))).is_empty());

    std::fs::write(app.folder().join("night.backup.part"), "half").expect("written");
    assert!(one_wrong(&run("BAZARCHE_MAIL", "none")).contains("was left by a command that was cut short"));
    std::fs::remove_file(app.folder().join("night.backup.part")).expect("removed");
}

#[test]
fn a_place_where_nothing_was_started_yet_is_told_what_to_do_and_nothing_is_made() {
    let place = Place::new();
    let output = place.command(&["doctor"]).output().expect("it runs");
    assert!(one_wrong(&output).contains("`bazarche serve` makes it at its first start"));
    assert!(!place.folder.exists());
}

#[test]
fn a_database_of_an_older_program_is_told_to_be_migrated() {
    let app = office();
    execute(&app, "DELETE FROM __diesel_schema_migrations WHERE version = '0010'");
    assert!(one_wrong(&app.command(&["doctor"])).contains("then `bazarche migrate`"));
    execute(&app, "INSERT INTO __diesel_schema_migrations (version) VALUES ('0010'), ('9999')");
    assert!(one_wrong(&app.command(&["doctor"])).contains("a newer bazarche made it (schema 9999)"));
}

#[test]
fn a_photo_that_is_shown_without_its_file_is_told() {
    let mut town = Town::of(App::start_today());
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("مریم", "کاظمی"));
    let good = [("name", "نان"), ("price", "۲۵۰۰۰"), ("unit", "piece"), ("category", "bread"), ("stock", "۲۰")];
    let loaf = include_bytes!("../../static/goods/lavash.jpg");
    see_other(&home.producer.upload("/my/goods/new", &good, ("photo", "loaf.jpg", loaf)));
    town.app.mail();
    assert_eq!(wrong(&town.app.command(&["doctor"])), Vec::<String>::new());

    let photos = std::fs::read_dir(town.app.folder().join("photos")).expect("photos");
    let mut files = photos.map(|entry| entry.expect("an entry").path());
    let file = files.find(|path| path.to_string_lossy().ends_with("-640.webp")).expect("a photo");
    std::fs::remove_file(file).expect("removed");
    assert!(one_wrong(&town.app.command(&["doctor"])).contains("1 of 1 photos lack a file"));
}

#[test]
fn a_database_that_takes_no_writes_is_told() {
    let app = office();
    app.command(&["doctor"]);
    let Some(_read_only) = ReadOnly::make(&app) else { return };
    let said = said(&place::command(app.folder(), app.database(), &["doctor"]).output().expect("it runs"));
    if database::server().is_some() {
        assert!(said.contains("it takes no writes: set default_transaction_read_only = off"), "{said}");
    } else {
        assert!(said.contains("cannot be opened to be written to: give it to the user that runs the server"), "{said}");
        assert!(said.contains("WRONG  data folder: nothing can be written to"), "{said}");
    }
}

#[test]
fn visitors_over_https_who_all_seem_to_be_the_proxy_are_told() {
    let app = office();
    place::give_keys(app.folder());
    let run = |behind_proxy: &str| {
        let mut command = place::command(app.folder(), app.database(), &["doctor"]);
        command.env("BAZARCHE_ORIGIN", "https://bazarche.example").env("BAZARCHE_BEHIND_PROXY", behind_proxy);
        command.output().expect("it runs")
    };
    assert!(one_wrong(&run("false")).contains("set BAZARCHE_BEHIND_PROXY=true"));
    assert_eq!(wrong(&run("true")), Vec::<String>::new());
}

#[test]
fn a_photo_store_that_is_no_folder_is_told() {
    let app = office();
    std::fs::write(app.folder().join("photos"), "something else").expect("written");
    assert!(one_wrong(&app.command(&["doctor"])).contains("photos is no folder; move it away"));
}

#[test]
fn a_database_that_is_not_reached_is_told() {
    let app = office();
    place::give_keys(app.folder());
    let nobody = format!("postgres://tester@127.0.0.1:{}/office", free_port());
    let output = place::command(app.folder(), &nobody, &["doctor"]).output().expect("it runs");
    let said = wrong(&output).join("\n");
    assert!(said.contains("DATABASE_URL: it cannot be reached") && said.contains("Connection refused"), "{said}");
}

#[test]
fn a_disk_without_room_is_told() {
    let app = office();
    let small = app.folder().join("small");
    std::fs::create_dir(&small).expect("a folder");
    let mount = |arguments: &[&str]| Command::new(arguments[0]).args(&arguments[1..]).arg(&small).output();
    let is_mounted = mount(&["mount", "-t", "tmpfs", "-o", "size=16m", "none"]).is_ok_and(|done| done.status.success());
    if !is_mounted {
        println!("not tested: this user cannot mount a small disk");
        return;
    }
    place::give_keys(&small);
    let output = place::command(&small, app.database(), &["doctor"]).output();
    mount(&["umount"]).expect("taken away");
    let said = wrong(&output.expect("it runs")).join("\n");
    assert!(said.contains("WRONG  disk: only 1") && said.contains("MB are free; make room"), "{said}");
}

#[test]
fn a_disk_that_is_full_is_told_with_what_to_do_and_the_other_checks_go_on() {
    let app = office();
    let small = app.folder().join("full");
    std::fs::create_dir(&small).expect("a folder");
    let mount = |arguments: &[&str]| Command::new(arguments[0]).args(&arguments[1..]).arg(&small).output();
    let is_mounted = mount(&["mount", "-t", "tmpfs", "-o", "size=64k", "none"]).is_ok_and(|done| done.status.success());
    if !is_mounted {
        println!("not tested: this user cannot mount a small disk");
        return;
    }
    place::give_keys(&small);
    // It takes as much as there is room for, and then no more.
    std::fs::write(small.join("filled"), vec![0; 128 << 10]).expect_err("it is full");
    let output = place::command(&small, app.database(), &["doctor"]).output();
    let left = std::fs::read_dir(&small).expect("a folder").count();
    mount(&["umount"]).expect("taken away");
    let said = wrong(&output.expect("it runs")).join("\n");
    assert!(said.contains("WRONG  data folder: nothing can be written to"), "{said}");
    assert!(said.contains("its disk is full: make room on it") && !said.contains("give it to the user"), "{said}");
    assert!(said.contains("WRONG  disk: only 0 MB are free"), "{said}");
    assert_eq!(left, 2, "the trial was taken away");
}
