use super::Config;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

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

/// What is said of a template, which the setting names.
fn template(text: &str, secret: Option<&str>) -> Result<Config, String> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let file = std::env::temp_dir().join(format!("bazarche-sms-{}-{number}.toml", std::process::id()));
    std::fs::write(&file, text).expect("written");
    let path = format!("file:{}", file.display());
    Config::read(None, |name| match name {
        "BAZARCHE_SMS" => Some(path.clone()),
        "BAZARCHE_SMS_SECRET" => secret.map(str::to_owned),
        _ => None,
    })
    .map_err(|error| error.to_string())
}

#[test]
fn a_template_that_cannot_work_is_refused_with_what_to_do() {
    const GOOD: &str = "url = \"https://sms.example/send?to={to}&text={text}\"\n";
    const JSON: &str = "[headers]\nContent-Type = \"application/json\"\n";
    for (text, told) in [
        (String::new(), "url"),
        (GOOD.replace("https:", "http:"), "url: write https://"),
        (GOOD.replace("https://sms.example", "sms.example"), "url: write https://"),
        (GOOD.replace("{text}", "{message}"), "there is no {message}"),
        (GOOD.replace("{text}", "x"), "must have {text}"),
        (GOOD.replace("{to}", "x"), "{to} or {to_98}"),
        (GOOD.replace("send?", "send?key={secret}&"), "{secret}: name a secret_file"),
        (GOOD.replace("send?", "send?from={from}&"), "from: write the number"),
        (format!("{GOOD}method = \"PUT\"\n"), "method: write GET or POST"),
        (format!("{GOOD}method = \"GET\"\nbody = \"x\"\n"), "method: a GET has no body"),
        (format!("{GOOD}body = \"x\"\n"), "headers: a body needs a Content-Type"),
        (format!("{GOOD}body = '{{\"text\": {{text}}}}'\n{JSON}"), "body: it is not JSON"),
        (format!("{GOOD}[headers]\nX-To = \"{{to}}\"\n"), "headers: only {from} and {secret}"),
        (format!("{GOOD}[headers]\n\"X To\" = \"1\"\n"), "headers: X To"),
        (format!("{GOOD}answer_is = \"1\"\n"), "answer_pointer"),
        (format!("{GOOD}answer_pointer = \"status\"\nanswer_is = \"1\"\n"), "starts with /"),
        (format!("{GOOD}timeout = 0\n"), "timeout: write a number of seconds"),
        (format!("{GOOD}quiet_from = 25\n"), "quiet_from and quiet_until"),
        (format!("{GOOD}secret_file = \"/nowhere/key\"\n"), "secret_file: /nowhere/key"),
        (format!("{GOOD}number = \"1\"\n"), "number"),
    ] {
        let refusal = template(&text, None).expect_err(told);
        assert!(refusal.starts_with("BAZARCHE_SMS: ") && refusal.contains(told), "{refusal}");
    }
    assert!(read(&[("BAZARCHE_SMS", "pigeon")]).expect_err("no template").starts_with("BAZARCHE_SMS: write file:"));
    assert!(template(GOOD, None).expect("it is well").sms.is_set_up());
    let keyed = template(&GOOD.replace("send?", "send?key={secret}&"), Some("hunter2")).expect("the key is there");
    assert!(!format!("{keyed:?}").contains("hunter2"));
}

#[test]
fn a_key_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let key = std::env::temp_dir().join(format!("bazarche-sms-key-{}", std::process::id()));
    std::fs::write(&key, "hunter2\n").expect("written");
    let text = format!("url = \"https://sms.example/{{secret}}?to={{to}}&text={{text}}\"\nsecret_file = {key:?}\n");
    let mode = |mode| std::fs::set_permissions(&key, std::fs::Permissions::from_mode(mode)).expect("a mode");
    mode(0o644);
    assert!(template(&text, None).expect_err("it is open to others").contains("let only its owner"));
    mode(0o600);
    assert!(template(&text, None).is_ok());
    std::fs::remove_file(&key).expect("cleaned");
}

/// What is said of a file that names a bucket.
fn bucket(text: &str, secret: Option<&str>) -> Result<Config, String> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let file = std::env::temp_dir().join(format!("bazarche-photos-{}-{number}.toml", std::process::id()));
    std::fs::write(&file, text).expect("written");
    let path = format!("file:{}", file.display());
    let read = Config::read(None, |name| match name {
        "BAZARCHE_PHOTOS" => Some(path.clone()),
        "BAZARCHE_PHOTOS_SECRET" => secret.map(str::to_owned),
        _ => None,
    });
    std::fs::remove_file(&file).expect("cleaned");
    read.map_err(|error| error.to_string())
}

#[test]
fn a_bucket_that_cannot_work_is_refused_with_what_to_do() {
    const GOOD: &str = "endpoint = \"https://s3.example\"\nbucket = \"photos\"\nkey_id = \"AK\"\n";
    for (text, told) in [
        (String::new(), "endpoint"),
        (GOOD.replace("https:", "http:"), "endpoint: write https://, or allow_http"),
        (GOOD.replace("https://", ""), "endpoint: write https://"),
        (GOOD.replace(".example", ".example/photos"), "with no path"),
        (GOOD.replace("\"photos", "\"My Photos"), "bucket: write its name"),
        (GOOD.replace("\"AK\"", "\"\""), "key_id and its secret"),
        (format!("{GOOD}prefix = \"../other\"\n"), "prefix: write plain letters"),
        (format!("{GOOD}timeout = 0\n"), "timeout: write a number of seconds"),
        (format!("{GOOD}secret_file = \"/nowhere/key\"\n"), "secret_file: /nowhere/key"),
        (format!("{GOOD}secret = \"hunter2\"\n"), "secret"),
    ] {
        let refusal = bucket(&text, Some("hunter2")).expect_err(told);
        assert!(refusal.starts_with("BAZARCHE_PHOTOS: ") && refusal.contains(told), "{refusal}");
        assert!(!refusal.contains("hunter2"), "{refusal}");
    }
    assert!(bucket(GOOD, None).expect_err("no secret").contains("set BAZARCHE_PHOTOS_SECRET"));
    assert!(read(&[("BAZARCHE_PHOTOS", "s3")]).expect_err("no bucket").starts_with("BAZARCHE_PHOTOS: write file:"));
    let here = bucket(&GOOD.replace("https://s3.example", "http://127.0.0.1:9000/"), Some("hunter2"));
    assert!(!format!("{:?}", here.expect("a store on this machine")).contains("hunter2"));
    assert!(bucket(&format!("{}allow_http = true\n", GOOD.replace("https:", "http:")), Some("hunter2")).is_ok());
}
