//! A backup of an office that is being served: nobody who looks or sells is turned away or waits, and what is made of the
//! file elsewhere has the same digests. The soak asks for a gigabyte: BAZARCHE_TEST_GOODS, BAZARCHE_TEST_LETTERS and
//! BAZARCHE_TEST_PHOTOS say how much there is, BAZARCHE_TEST_LONGEST_PAUSE how many milliseconds a backup may add to the
//! longest answer of as long a time without one.
use crate::support::place::Place;
use crate::support::shop::{STOCK, Shop, left, plenty, sale_of, send_sale};
use crate::support::{Client, database};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Between two probes.
const REST: Duration = Duration::from_millis(5);
/// What a backup leaves behind, such as a long log, is still felt for so long.
const AFTERWARDS: Duration = Duration::from_secs(4);

fn asked(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

fn execute(url: &str, sql: &str) {
    match database::server() {
        Some(_) => PgConnection::establish(url).expect("opens").batch_execute(sql),
        None => SqliteConnection::establish(url).expect("opens").batch_execute(sql),
    }
    .expect("done");
}

/// Puts so many letters of half a kilobyte into an inbox: they are what makes a database large in little time.
fn fill_inbox(url: &str, letters: usize) {
    let noise = match database::server() {
        Some(_) => "repeat(md5(n::text), 12)",
        None => "hex(randomblob(192))",
    };
    execute(
        url,
        &format!(
            "INSERT INTO message (id, account_id, channel, kind, args, made_at, state) \
             WITH RECURSIVE count (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < {letters}) \
             SELECT n, (SELECT min(id) FROM account), 'inbox', 'letter', \
             '{{\"kind\":\"stall_refused\",\"site\":\"' || {noise} || '\",\"day\":\"2026-11-27\"}}', \
             '2026-11-01 08:00:00', 'sent' FROM count"
        ),
    );
}

/// Gives a shop so many photos that no good shows, each with its three files.
fn add_photos(shop: &Shop, photos: usize) {
    let folder = shop.folder.join("photos");
    let mut rows = Vec::new();
    let mut noise = 0x9e37_79b9_7f4a_7c15_u64;
    for number in 0..photos {
        for (width, bytes) in [(320, 7_000), (640, 40_000), (960, 100_000)] {
            let picture: Vec<u8> = (0..bytes / 8)
                .flat_map(|_| {
                    noise ^= noise << 13;
                    noise ^= noise >> 7;
                    noise ^= noise << 17;
                    noise.to_le_bytes()
                })
                .collect();
            fs::write(folder.join(format!("zz{number:06}-{width}.webp")), picture).expect("written");
        }
        rows.push(format!("({number}, 'zz{number:06}', (SELECT min(id) FROM shop), 960, 720, '2026-11-01 08:00:00')"));
    }
    for some in rows.chunks(1000) {
        execute(
            &shop.database(),
            &format!("INSERT INTO photo (id, code, shop_id, width, height, added_at) VALUES {}", some.join(",")),
        );
    }
}

fn length(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    entries
        .map(
            |entry| if entry.path().is_dir() { length(&entry.path()) } else { entry.metadata().expect("a file").len() },
        )
        .sum()
}

/// How long each answer took, and when it came.
type Answers = Vec<(Instant, Duration)>;

/// Asks again and again until told to stop.
fn probe(over: &AtomicBool, mut ask: impl FnMut(usize)) -> Answers {
    let mut answers = Vec::new();
    while !over.load(Ordering::Relaxed) {
        let begun = Instant::now();
        ask(answers.len());
        answers.push((Instant::now(), begun.elapsed()));
        std::thread::sleep(REST);
    }
    answers
}

/// The longest answer that came between two instants, and a line that tells of all of them.
fn longest(what: &str, answers: &Answers, from: Instant, until: Instant) -> Duration {
    let mut took: Vec<Duration> =
        answers.iter().filter(|(at, _)| (from..until).contains(at)).map(|(_, took)| *took).collect();
    took.sort_unstable();
    let at = |share: f64| took.get((took.len() as f64 * share) as usize).or(took.last()).copied().unwrap_or_default();
    let longest = took.last().copied().unwrap_or_default();
    println!(
        "{what}: {} answers, half within {:?}, 99 % within {:?}, the longest {longest:?}",
        took.len(),
        at(0.5),
        at(0.99)
    );
    longest
}

/// When the backup began and ended.
struct Times {
    watched: Instant,
    begun: Instant,
    ended: Instant,
}

/// Waits as long as asked, makes a backup, and waits for what it leaves behind.
fn back_up(shop: &Shop, file: &Path, before: Duration) -> Times {
    let watched = Instant::now();
    std::thread::sleep(before);
    let begun = Instant::now();
    let output = shop.said(&["backup", &file.display().to_string()]);
    let ended = Instant::now();
    assert!(output.status.success(), "{output:?}");
    println!("backup: {} bytes in {:?}", fs::metadata(file).expect("the file").len(), ended - begun);
    std::thread::sleep(AFTERWARDS);
    Times { watched, begun, ended }
}

/// Makes the office elsewhere; that every digest is the same is asked of the command and of the books.
fn restored(shop: &Shop, file: &Path) {
    let place = Place::new();
    let begun = Instant::now();
    let into = place.folder.display().to_string();
    let output = shop
        .command(&["restore", &file.display().to_string(), "--into", &into])
        .env("DATABASE_URL", place.url())
        .stdout(std::process::Stdio::piped())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && said.contains("every digest as in the backup"), "{output:?}");
    println!("restore: {:?}, {said}", begun.elapsed());
    fs::copy(shop.folder.join("master.key"), place.folder.join("master.key")).expect("the keys");
    let mut verify = shop.command(&["verify"]);
    let verified = verify.env("DATABASE_URL", place.url()).env("BAZARCHE_DATA", &place.folder).status();
    assert!(verified.expect("it runs").success());
}

#[test]
fn whoever_looks_or_sells_while_a_backup_is_made_does_not_notice_it() {
    let mut shop = Shop::open(&["--further-goods", &asked("BAZARCHE_TEST_GOODS", 300).to_string()]);
    fill_inbox(&shop.database(), asked("BAZARCHE_TEST_LETTERS", 20_000));
    add_photos(&shop, asked("BAZARCHE_TEST_PHOTOS", 40));
    println!("{} bytes in the folder, {} of them photos", length(&shop.folder), length(&shop.folder.join("photos")));
    shop.start();
    let mut producer = shop.producer();
    let good = plenty(&mut producer);
    let file = shop.folder.join("office.backup");
    let pause = std::env::var("BAZARCHE_TEST_LONGEST_PAUSE").ok().and_then(|text| text.parse().ok());
    // What is usual is seen for as long as a backup takes, if anything is to be said of it.
    let before = if pause.is_some() { Duration::from_secs(60) } else { Duration::from_secs(2) };
    let over = AtomicBool::new(false);
    let (looks, sales, times) = std::thread::scope(|scope| {
        let looking = {
            let (mut visitor, over): (Client, _) = (shop.client(), &over);
            scope.spawn(move || probe(over, |_| assert_eq!(visitor.get("/en/market").status, 200)))
        };
        let selling = {
            let (mut seller, good, over) = (producer.copy(), &good, &over);
            scope.spawn(move || {
                probe(over, |number| {
                    drop(sale_of(&send_sale(&mut seller, good, &format!("sale-{number:06}")).expect("an answer")))
                })
            })
        };
        let times = back_up(&shop, &file, before);
        over.store(true, Ordering::Relaxed);
        (looking.join().expect("a visitor"), selling.join().expect("a seller"), times)
    });
    assert_eq!(left(&mut producer, &good), STOCK - i64::try_from(sales.len()).expect("a count"));
    shop.kill();
    let added = [("pages", &looks), ("sales", &sales)].map(|(what, answers)| {
        let usual = longest(&format!("{what} before"), answers, times.watched, times.begun);
        let meanwhile = longest(&format!("{what} during the backup"), answers, times.begun, times.ended);
        let afterwards = longest(&format!("{what} afterwards"), answers, times.ended, times.ended + AFTERWARDS);
        meanwhile.max(afterwards).saturating_sub(usual)
    });
    restored(&shop, &file);
    println!("the backup made the longest answer longer by {added:?} (pages, sales)");
    assert!(added.iter().all(|added| pause.is_none_or(|pause| *added <= Duration::from_millis(pause))), "{added:?}");
}
