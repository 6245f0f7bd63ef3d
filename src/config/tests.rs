use super::Config;
use std::path::Path;

fn read(pairs: &[(&str, &str)]) -> Result<Config, String> {
    Config::read(None, |name| pairs.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned()))
        .map_err(|error| error.to_string())
}

#[test]
fn with_no_settings_everything_has_its_default() {
    let config = read(&[]).expect("defaults");
    assert_eq!(config.database_url, "data/bazarche.db");
    assert_eq!(config.origin, "http://127.0.0.1:8080");
    assert!(!config.is_https());
}

#[test]
fn a_bad_setting_is_refused_by_its_name() {
    for (name, value) in [
        ("BAZARCHE_LISTEN", "here"),
        ("BAZARCHE_ORIGIN", "http://bazarche.example"),
        ("BAZARCHE_MAIL", "pigeon"),
        ("BAZARCHE_WORKERS", "0"),
        ("BAZARCHE_BEHIND_PROXY", "perhaps"),
        ("BAZARCHE_METRICS", "9464"),
        ("BAZARCHE_ANCHOR_EMAIL", "auditor"),
        ("BAZARCHE_LISTEN", "127.0.0.1:0"),
        ("BAZARCHE_LOG", "verbose"),
        ("BAZARCHE_LOG", "bazarche=loud"),
        ("DATABASE_URL", "mysql://office@localhost/bazarche"),
    ] {
        let refusal = read(&[(name, value)]).expect_err(name);
        assert!(refusal.starts_with(name), "{refusal}");
    }
}

#[test]
fn the_debug_form_tells_no_secret() {
    let config = read(&[
        ("DATABASE_URL", "postgres://u:hunter2@127.0.0.1/x"),
        ("BAZARCHE_MAIL", "smtp://u:hunter2@localhost"),
        ("BAZARCHE_MAIL_FROM", "a@b.example"),
    ])
    .expect("good settings");
    assert!(!format!("{config:?}").contains("hunter2"));
}

#[test]
fn a_wrong_type_in_the_settings_file_is_told_with_its_key() {
    let file = std::env::temp_dir().join(format!("bazarche-settings-{}.toml", std::process::id()));
    let read = |text: &str| {
        std::fs::write(&file, text).expect("written");
        Config::read(Some(Path::new(&file)), |_| None).map_err(|error| error.to_string())
    };
    for (text, told) in [
        ("listen = 8080", "listen: write a text in quotes"),
        ("workers = \"4\"", "workers: write a number, without quotes"),
        ("behind_proxy = \"yes\"", "behind_proxy: write true or false, without quotes"),
        ("lisen = \"127.0.0.1:8080\"", "there is no setting lisen"),
    ] {
        let refusal = read(text).expect_err(text);
        assert!(refusal.ends_with(told), "{refusal}");
    }
    let good = read("workers = 4\nbehind_proxy = true\nlog = \"info,bazarche=debug\"").expect("settings");
    assert_eq!((good.workers, good.behind_proxy, good.log.as_str()), (4, true, "info,bazarche=debug"));
    std::fs::remove_file(&file).expect("cleaned");
}
