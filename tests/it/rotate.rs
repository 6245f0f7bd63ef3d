//! `keys rotate`: a new master key, added only when nobody else uses the keys and the database opens with those there are.
use crate::failures::Stand;
use crate::support::App;
use crate::support::database;
use crate::support::make;
use crate::support::place::{command, give_keys, refusal, told};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};

fn key_file(app: &App) -> String {
    fs::read_to_string(app.folder().join("master.key")).expect("the keys")
}

fn rotate(app: &App) -> std::process::Output {
    command(app.folder(), app.database(), &["keys", "rotate"]).output().expect("it runs")
}

#[test]
fn keys_are_not_rotated_under_a_server_that_would_not_know_the_new_one() {
    let stand = Stand::open();
    let process = stand.serve(&[]);
    let app = &stand.town.app;
    let before = key_file(app);
    let refused = refusal(&rotate(app));
    assert!(refused.contains("another bazarche uses") && refused.contains("stop the server"), "{refused}");
    assert_eq!(key_file(app), before);

    process.kill();
    assert!(told(&rotate(app)).contains("data keys are wrapped by it"));
    assert!(key_file(app).contains("master-2 = "));
    let process = {
        let port = crate::support::process::free_port();
        let mut serve = command(app.folder(), app.database(), &["serve"]);
        serve.env("BAZARCHE_LISTEN", format!("127.0.0.1:{port}"));
        crate::support::process::Process::start(serve, port)
    };
    assert_eq!(stand.sell(&mut stand.seller(&process), "after").status, 303);
}

#[test]
fn a_key_file_keeps_its_owner_and_rights_and_may_be_named_without_its_folder() {
    let app = App::start();
    make::admin(&app);
    give_keys(app.folder());
    let file = app.folder().join("master.key");
    fs::set_permissions(&file, PermissionsExt::from_mode(0o400)).expect("chmod");
    let is_root = chown(&file, Some(65534), Some(65534)).is_ok();
    let mut rotate = command(app.folder(), app.database(), &["keys", "rotate"]);
    let done = rotate.current_dir(app.folder()).env("BAZARCHE_KEY_FILE", "master.key").output().expect("it runs");
    assert!(told(&done).contains("data keys are wrapped by it"));
    let kept = fs::metadata(&file).expect("the keys");
    assert_eq!(kept.mode() & 0o777, 0o400);
    assert!(!is_root || (kept.uid(), kept.gid()) == (65534, 65534));
}

#[test]
fn nothing_is_added_where_the_database_does_not_open() {
    let app = App::start();
    make::admin(&app);
    give_keys(app.folder());
    let newer = "INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')";
    match database::server() {
        Some(_) => PgConnection::establish(app.database()).expect("opens").batch_execute(newer),
        None => database::sqlite(app.database()).batch_execute(newer),
    }
    .expect(newer);
    let before = key_file(&app);
    refusal(&rotate(&app));
    assert_eq!(key_file(&app), before);
}
