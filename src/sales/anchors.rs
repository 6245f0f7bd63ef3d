//! Anchors: once a day the end of every chain, of the trail and of the ledger, is written to a file outside the database, and
//! sent by e-mail if a setting says to whom. A chain whose end was cut off is whole in itself; its anchor shows the cut.
use crate::config::Config;
use crate::db::{Db, Pool};
use crate::jobs;
use crate::kernel::digest::{hex, unhex};
use crate::kernel::text_enum;
use crate::messages::{Email, Mailer};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use diesel::sql_types::{BigInt, Binary};
use diesel::{QueryResult, QueryableByName, RunQueryDsl, sql_query};
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

text_enum! {
    /// What a chain is of.
    pub enum Book {
        Trail = "trail",
        Ledger = "ledger",
    }
}

/// The end of a chain at some moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Anchor {
    pub at: NaiveDateTime,
    pub book: Book,
    pub chain: i64,
    pub seq: i64,
    pub hash: Vec<u8>,
}

impl Anchor {
    pub fn day(&self) -> NaiveDate {
        self.at.date()
    }

    /// The line of the file: when, what, chain, row, hash.
    fn line(&self) -> String {
        let at = self.at.format(AT);
        format!("{at} {} {} {} {}\n", self.book.as_str(), self.chain, self.seq, hex(&self.hash))
    }

    fn read(line: &str) -> Option<Anchor> {
        let mut words = line.split(' ');
        let anchor = Anchor {
            at: NaiveDateTime::parse_from_str(words.next()?, AT).ok()?,
            book: Book::parse(words.next()?)?,
            chain: words.next()?.parse().ok()?,
            seq: words.next()?.parse().ok()?,
            hash: unhex(words.next()?).filter(|hash| hash.len() == 32)?,
        };
        words.next().is_none().then_some(anchor)
    }
}

const AT: &str = "%Y-%m-%dT%H:%M:%SZ";

/// What a file of anchors says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Anchors {
    pub all: Vec<Anchor>,
    /// Lines that are none, by their number: one that a loss of power cut short, or one that was tampered with.
    pub unreadable: Vec<usize>,
}

/// Reads a file of anchors.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn read(file: &Path) -> std::io::Result<Anchors> {
    let text = String::from_utf8_lossy(&std::fs::read(file)?).into_owned();
    let mut anchors = Anchors::default();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match Anchor::read(line.trim()) {
            Some(anchor) => anchors.all.push(anchor),
            None => anchors.unreadable.push(at + 1),
        }
    }
    Ok(anchors)
}

/// The kind of the job that anchors the chains, and of the one that sends what it wrote.
pub(crate) const ANCHOR: &str = "anchor_chains";
pub(crate) const SEND_ANCHORS: &str = "send_anchors";
/// How often the chains are anchored.
pub(crate) const EVERY: TimeDelta = TimeDelta::days(1);

/// Anchors every chain. Done twice it writes the same lines twice, which says no less.
///
/// # Errors
/// When the database or the file cannot be written to.
pub(crate) fn anchor(pool: &Pool, config: &Config) -> anyhow::Result<()> {
    let lines: String = pool.read_now(heads)?.iter().map(Anchor::line).collect();
    append(&config.anchors(), &lines)?;
    if config.anchor_email.is_some() && !lines.is_empty() {
        pool.change_now(|db| jobs::enqueue(db, SEND_ANCHORS, &lines, db.now.at).map(drop))?;
    }
    Ok(())
}

/// Sends the lines that were written to the address of the setting.
///
/// # Errors
/// When the e-mail could not be handed over; it is then tried again.
pub(crate) fn send(mailer: &Mailer, config: &Config, lines: &str) -> anyhow::Result<()> {
    let Some(to) = config.anchor_email.clone() else {
        return Ok(());
    };
    let day = lines.split('T').next().unwrap_or_default();
    Ok(mailer.send(&Email { to, subject: format!("bazarche: audit anchors {day}"), text: lines.to_owned() })?)
}

/// Plans the first time, unless it is planned already.
pub(crate) fn plan_anchoring(db: &mut Db) -> QueryResult<()> {
    let now = db.now.at;
    jobs::plan(db, ANCHOR, now)
}

#[derive(QueryableByName)]
struct HeadRow {
    #[diesel(sql_type = BigInt)]
    chain: i64,
    #[diesel(sql_type = BigInt)]
    seq: i64,
    #[diesel(sql_type = Binary)]
    hash: Vec<u8>,
}

/// The last row of each chain, found by index, one look-up an area.
const TRAIL_HEADS: &str = "SELECT e.chain AS chain, e.seq AS seq, e.hash AS hash \
    FROM (SELECT id FROM area UNION ALL SELECT 0) AS c INNER JOIN audit_event AS e ON e.chain = c.id \
    WHERE e.seq = (SELECT MAX(l.seq) FROM audit_event AS l WHERE l.chain = c.id) ORDER BY e.chain";
const LEDGER_HEADS: &str = "SELECT e.area_id AS chain, e.seq AS seq, e.hash AS hash \
    FROM area AS c INNER JOIN ledger AS e ON e.area_id = c.id \
    WHERE e.seq = (SELECT MAX(l.seq) FROM ledger AS l WHERE l.area_id = c.id) ORDER BY e.area_id";

/// The end of every chain, as it is now.
pub(super) fn heads(db: &mut Db) -> QueryResult<Vec<Anchor>> {
    let mut all = Vec::new();
    for (book, query) in [(Book::Trail, TRAIL_HEADS), (Book::Ledger, LEDGER_HEADS)] {
        let rows: Vec<HeadRow> = sql_query(query).load(db.conn)?;
        let at = db.now.at;
        all.extend(rows.into_iter().map(|row| Anchor { at, book, chain: row.chain, seq: row.seq, hash: row.hash }));
    }
    Ok(all)
}

/// Adds lines at the end of the file, which only its owner reads, and waits until they are on the disk. A line that was cut
/// short before is ended first.
fn append(path: &Path, lines: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(path)?;
    let mut last = [b'\n'];
    if file.metadata()?.len() > 0 {
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
    }
    let broken = if last == [b'\n'] { "" } else { "\n" };
    file.write_all(format!("{broken}{lines}").as_bytes())?;
    file.sync_all()?;
    path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Book, append, read};
    use chrono::NaiveDate;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn what_is_written_is_read_again_beside_a_line_that_was_cut_short() {
        let folder = std::env::temp_dir().join(format!("bazarche_anchors_{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("audit-anchors");
        let at = NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|day| day.and_hms_opt(9, 0, 0)).unwrap();
        let anchor = Anchor { at, book: Book::Trail, chain: 5, seq: 7, hash: vec![9; 32] };
        append(&file, &anchor.line()).unwrap();
        append(&file, "2026-11-24T09:00:00Z trail 5").unwrap();
        append(&file, &anchor.line()).unwrap();
        let found = read(&file).unwrap();
        assert_eq!(found.all, [anchor.clone(), anchor]);
        assert_eq!(found.unreadable, [2]);
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
