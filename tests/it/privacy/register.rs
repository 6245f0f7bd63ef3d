//! The register of what is stored: a row for every column that holds text or bytes, with what it holds and who may be told.
//! A column without a row fails, so that nobody adds one without an answer; and so does a canary that was not planted.
use super::canaries::*;
use super::office::Office;
use crate::support::database;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use std::collections::BTreeSet;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// For everyone's eyes: the sellers and the office wrote it for the public.
    Public,
    /// A word of the program or something it made, in ASCII letters: it names nobody.
    Code,
    /// Words of the office or of a file, in the clear, because those who follow a household search or read them; told to
    /// nobody else. The canary stands in the column.
    Words(&'static str),
    /// Sealed under a key of the household's, the account's or the list's own; nowhere in the clear.
    Sealed,
    /// A keyed index or a digest, of which nothing can be read.
    Digest,
    /// Bytes that sort like the words beside them.
    Order,
}

use Holds::{Code, Digest, Order, Public, Sealed, Words};

type Table = (&'static str, &'static [(&'static str, Holds)]);

#[rustfmt::skip]
const REGISTER: &[Table] = &[
    ("setting", &[("name", Code), ("value", Public)]),
    ("city_switch", &[("name", Code), ("value", Code)]),
    ("holiday", &[("name_fa", Public), ("name_en", Public)]),
    ("institution", &[("code", Code), ("kind", Code), ("name_fa", Words("بهزیستی")), ("name_en", Words("Behzisti"))]),
    ("area", &[("level", Code), ("code", Code), ("path", Code), ("name_fa", Words("اسپیاری")), ("name_en", Words("Espiari")), ("sort_key", Order)]),
    ("area_role", &[("role", Code)]),
    ("data_key", &[("wrapped", Sealed)]),
    ("person", &[("given_name", Words(GIVEN)), ("family_name", Words(FAMILY)), ("name_search", Words(CHILD)), ("sort_key", Order),
        ("national_id_sealed", Sealed), ("national_id_index", Digest), ("mobile_sealed", Sealed), ("mobile_index", Digest)]),
    ("account", &[("name", Words(CASEWORKER)), ("sort_key", Order), ("mobile_sealed", Sealed), ("mobile_index", Digest), ("email_sealed", Sealed),
        ("email_index", Digest), ("password_hash", Digest), ("language", Code)]),
    ("account_scope", &[("role", Code)]),
    ("role_proposal", &[("role", Code)]),
    ("incompatible_role", &[("role_a", Code), ("role_b", Code)]),
    ("session", &[("token_hash", Digest), ("device", Code)]),
    ("one_time_link", &[("token_hash", Digest), ("purpose", Code)]),
    ("throttle", &[("subject", Digest)]),
    ("household", &[("name", Words(GIVEN)), ("name_search", Words(FAMILY)), ("sort_key", Order),
        ("address_sealed", Sealed), ("notes_sealed", Sealed), ("sheba_sealed", Sealed)]),
    ("household_member", &[("relation", Code)]),
    ("case_assignment", &[("kind", Code)]),
    ("case_event", &[("kind", Code), ("fields", Code), ("reason_sealed", Sealed)]),
    ("programme", &[("code", Code), ("name_fa", Words("بهزیستی")), ("name_en", Words("Behzisti"))]),
    ("proposal", &[("kind", Code), ("reason", Words(PROPOSAL))]),
    ("decision", &[("outcome", Code), ("reason", Words(DECISION)), ("paper", Words(PAPER))]),
    ("grant_award", &[("number", Words(GRANT_NUMBER)), ("kind", Code)]),
    ("equipment_kind", &[("code", Code), ("name_fa", Public), ("name_en", Public), ("power", Code)]),
    ("equipment", &[("kind_code", Code), ("maker", Words(MAKER)), ("maker_norm", Words(MAKER)), ("serial", Words(SERIAL)), ("serial_norm", Words(SERIAL))]),
    ("equipment_funding", &[("source", Code)]),
    ("handover", &[("witness", Words(WITNESS)), ("condition", Code), ("terms_version", Code), ("terms_sha256", Digest),
        ("giver", Words(GIVER)), ("signature_sha256", Digest)]),
    ("handover_photo", &[("shows", Code), ("sealed", Sealed)]),
    ("custody", &[("holder", Code), ("reason", Words(CUSTODY))]),
    ("use_right", &[("agreement", Words(AGREEMENT))]),
    ("baseline", &[("reason", Words(BASELINE))]),
    ("category", &[("code", Code), ("name_fa", Public), ("name_en", Public)]),
    ("shop", &[("code", Code), ("name", Public), ("sort_key", Order), ("story", Public)]),
    ("photo", &[("code", Code)]),
    ("product", &[("code", Code), ("idem", Code), ("category_code", Code), ("name", Words(REMOVED)), ("search_text", Words(REMOVED)), ("sort_key", Order),
        ("description", Public), ("unit", Code), ("state", Code), ("removed_from", Code)]),
    ("weight_set", &[("reason", Words(WEIGHTS))]),
    ("stock_move", &[("kind", Code)]),
    ("batch_plan", &[("ended_unit", Code)]),
    ("batch", &[("code", Code), ("state", Code), ("reason", Words(RECALL))]),
    ("market_site", &[("code", Code), ("name", Public), ("address", Public), ("north", Code)]),
    ("site_row", &[("name", Public)]),
    ("stall", &[("number", Public), ("power", Code), ("baking", Code), ("marked_category", Code), ("blocked_reason", Words(BLOCKED))]),
    ("obstacle", &[("kind", Code)]),
    ("former_number", &[("number", Public)]),
    ("site_category", &[("category_code", Code)]),
    ("site_vendor", &[("category_code", Code), ("list", Code)]),
    ("market_day", &[("state", Code), ("announcement", Public)]),
    ("weekly_request", &[("weekday", Code), ("category_code", Code), ("power", Code), ("baking", Code)]),
    ("booking", &[("category_code", Code), ("power", Code), ("baking", Code), ("state", Code), ("origin", Code)]),
    ("assignment_run", &[("input", Code), ("result_sha256", Digest), ("engine", Code)]),
    ("assignment", &[("refusal", Code), ("proof", Code)]),
    ("assignment_stall", &[("number", Public)]),
    ("drawing_version", &[("action", Code), ("content", Words(BLOCKED))]),
    ("day_drawing", &[("content", Words(BLOCKED))]),
    ("check_in", &[("state", Code)]),
    ("calendar_link", &[("token_hash", Digest)]),
    ("on_offer", &[("category_code", Code), ("unit", Code), ("sort_key", Order)]),
    ("search_word", &[("slip", Words(REMOVED)), ("word", Words(REMOVED))]),
    ("incident", &[("kind", Code), ("note_sealed", Sealed), ("idem", Code)]),
    ("door_time", &[("place_sealed", Sealed)]),
    ("placed_order", &[("code", Code), ("pin", Code), ("number", Code), ("idem", Code), ("name_sealed", Sealed), ("mobile_sealed", Sealed),
        ("mobile_index", Digest), ("address_index", Digest), ("state", Code), ("language", Code)]),
    ("order_line", &[("name", Words("نان لواش")), ("unit", Code), ("dropped_by", Code), ("dropped_why", Words(ORDER_REASON))]),
    ("standing_order", &[("weekday", Code), ("language", Code), ("state", Code)]),
    ("standing_turn", &[("state", Code), ("why", Code)]),
    ("order_step", &[("state", Code), ("met_by", Code), ("made_by", Code), ("reason", Words(ORDER_REASON))]),
    ("order_payment", &[("idem", Code), ("way", Code), ("last4", Code), ("trace", Code)]),
    ("sale", &[("idem", Code), ("channel", Code)]),
    ("sale_line", &[("name", Words("نان لواش")), ("unit", Code)]),
    ("ledger", &[("kind", Code), ("category", Code), ("reason", Words(COST)), ("idem", Code), ("prev_hash", Digest), ("hash", Digest)]),
    ("period", &[("digest", Digest)]),
    ("job", &[("kind", Code), ("args", Code), ("state", Code), ("last_error", Code)]),
    ("form_key", &[("object", Code), ("key", Code), ("content_sha256", Digest)]),
    ("message", &[("channel", Code), ("kind", Code), ("args", Words("بازار میدان")), ("state", Code), ("trouble", Code)]),
    ("stock_wish", &[("mobile_sealed", Sealed), ("mobile_index", Digest), ("address_index", Digest), ("code", Code), ("language", Code), ("state", Code)]),
    ("sms", &[("kind", Code), ("state", Code), ("trouble", Code)]),
    ("audit_event", &[("session", Code), ("address", Code), ("role", Code), ("scope", Code), ("rule", Code), ("action", Code), ("object", Code), ("detail", Code), ("request_id", Code), ("prev_hash", Digest), ("hash", Digest)]),
    ("moderation", &[("kind", Code), ("name", Words(UNSEEN_SIGN)), ("words", Words(UNSEEN_STORY)), ("former_name", Public), ("former_words", Public),
        ("state", Code), ("reasons", Code), ("note", Words(NOTED))]),
    ("good_report", &[("reason", Code), ("words", Words(REPORTED)), ("address_index", Digest)]),
    ("review", &[("words", Words(UNSEEN_REVIEW)), ("answer", Words(UNSEEN_ANSWER)), ("code", Code)]),
    ("licence_kind", &[("name_fa", Public), ("name_en", Public)]),
    ("category_licence", &[("category_code", Code)]),
    ("licence", &[("number", Words(UNSEEN_LICENCE)), ("issuer", Words(ISSUER)), ("state", Code)]),
    ("import_batch", &[("file_name", Words(FILE)), ("file_sha256", Digest), ("state", Code)]),
    ("import_row", &[("row_sha256", Digest), ("outcome", Code)]),
    ("import_upload", &[("file_name", Words(FILE)), ("file_sha256", Digest), ("sealed", Sealed), ("report_sealed", Sealed)]),
];

/// The columns of the schema that hold text or bytes, as `table.column`; the schema is that of the database by a test of its own.
fn stored() -> BTreeSet<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/db/schema.rs");
    let schema = std::fs::read_to_string(path).expect("schema.rs");
    let mut found = BTreeSet::new();
    for block in schema.split("diesel::table! {").skip(1) {
        let mut lines = block.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', '/']));
        let table = lines.next().unwrap_or_default().split(['(', ' ']).next().unwrap_or_default();
        for (column, kind) in lines.take_while(|line| *line != "}").filter_map(|line| line.split_once(" -> ")) {
            let inner = kind.trim_end_matches(',').trim_start_matches("Nullable<").trim_end_matches('>');
            if !matches!(inner, "BigInt" | "Integer" | "Bool" | "Date" | "Timestamp") {
                found.insert(format!("{table}.{column}"));
            }
        }
    }
    found
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    text: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    rows: i64,
}

pub fn lines(url: &str, sql: &str) -> Vec<String> {
    let lines: Vec<Line> = match database::server() {
        Some(_) => diesel::sql_query(sql).load(&mut PgConnection::establish(url).expect("opens")),
        None => diesel::sql_query(sql).load(&mut database::sqlite(url)),
    }
    .expect(sql);
    lines.into_iter().map(|line| line.text).collect()
}

fn rows(url: &str, table: &str, condition: &str) -> i64 {
    let sql = format!("SELECT count(*) AS rows FROM {table} WHERE {condition}");
    let counted: Count = match database::server() {
        Some(_) => diesel::sql_query(&sql).get_result(&mut PgConnection::establish(url).expect("opens")),
        None => diesel::sql_query(&sql).get_result(&mut database::sqlite(url)),
    }
    .expect(&sql);
    counted.rows
}

#[test]
fn every_column_that_holds_text_or_bytes_has_a_row_in_the_register() {
    let stored = stored();
    assert!(stored.len() > 150, "the schema was read: {stored:?}");
    let registered: BTreeSet<String> = REGISTER
        .iter()
        .flat_map(|(table, columns)| columns.iter().map(move |(column, _)| format!("{table}.{column}")))
        .collect();
    let missing: Vec<_> = stored.difference(&registered).collect();
    assert!(missing.is_empty(), "say in the register what they hold: {missing:?}");
    let gone: Vec<_> = registered.difference(&stored).collect();
    assert!(gone.is_empty(), "the register knows columns that are gone: {gone:?}");
}

/// What is wrong with a column of the filled office, if anything is.
fn fault(url: &str, table: &str, (column, holds): (&str, Holds)) -> Option<&'static str> {
    match holds {
        Words(canary) => {
            let planted = format!("lower({column}) LIKE '%{}%'", canary.to_lowercase());
            (rows(url, table, &planted) == 0).then_some("holds no canary")
        }
        Sealed => (rows(url, table, &format!("{column} IS NOT NULL")) == 0).then_some("holds nothing sealed"),
        Code => {
            let sql = format!("SELECT DISTINCT {column} AS text FROM {table} WHERE {column} IS NOT NULL");
            let is_plain = lines(url, &sql).iter().all(|text| text.is_ascii());
            (!is_plain).then_some("holds more than codes")
        }
        Public | Digest | Order => None,
    }
}

#[test]
fn every_column_of_the_filled_office_holds_what_the_register_says() {
    let office = Office::open();
    let url = office.town.app.database();
    let mut faults = Vec::new();
    for (table, columns) in REGISTER {
        for column in *columns {
            if let Some(fault) = fault(url, table, *column) {
                faults.push(format!("{table}.{} {fault}", column.0));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
