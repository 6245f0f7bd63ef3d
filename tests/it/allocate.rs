//! `allocate`: cases in, answers out, from outside; what is no case is told by the name of its field.
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

struct File(PathBuf);

impl File {
    fn holding(text: &str) -> File {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("bazarche-allocate-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, text).expect("a file of cases");
        File(path)
    }

    fn allocated(&self, options: &[&str]) -> Output {
        let program = Command::new(env!("CARGO_BIN_EXE_bazarche")).arg("allocate").args(options).arg(&self.0).output();
        program.expect("the program runs")
    }
}

impl Drop for File {
    fn drop(&mut self) {
        std::fs::remove_file(&self.0).expect("the file of cases goes");
    }
}

fn answers(text: &str) -> Value {
    let output = File::holding(text).allocated(&[]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// What is said of a file that holds no case, without the name of the file.
fn refused(text: &str) -> String {
    let output = File::holding(text).allocated(&[]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{output:?}");
    let said = String::from_utf8(output.stderr).expect("text");
    let sentence = |line: &str| Some(line.strip_prefix("bazarche: ")?.split_once(": ")?.1.to_owned());
    said.lines().map(|line| sentence(line).expect("file: sentence")).collect::<Vec<_>>().join("\n")
}

fn case() -> Value {
    json!({
        "id": "saturday", "description": "other fields are passed over",
        "market": { "date": "2026-03-21", "rows": [["1", "2"]], "stalls": { "1": {}, "2": { "blocked": true } }, "weather": "fair" },
        "vendors": [
            { "id": "ali", "seniority_rank": 2, "flexible": true, "present": true, "phone": "0912" },
            { "id": "zahra", "seniority_rank": 1, "flexible": true, "present": true },
            { "id": "reza", "seniority_rank": 3, "flexible": true, "present": false },
        ],
    })
}

#[test]
fn one_case_is_answered_with_places_and_reasons() {
    assert_eq!(
        answers(&case().to_string()),
        json!({
            "id": "saturday",
            "assigned": { "zahra": ["1"] },
            "rejected": { "ali": {
                "code": "market_full",
                "fa": "همهٔ غرفه‌ها پر شد. این غرفه‌ها مناسب بود: ۱. در دست کسانی که در این بازار پرسابقه‌ترند: ۱.",
                "en": "All stalls are taken. These stalls would have suited: 1. With someone more senior at this market: 1.",
                "stalls": ["1"],
                "before_you": [{ "vendor": "zahra", "stalls": ["1"], "rule": "seniority" }],
            } },
        })
    );
}

#[test]
fn an_array_is_answered_in_its_order_and_the_same_input_gives_the_same_bytes() {
    let cases = std::fs::read_to_string("tests/data/stall_cases.json").expect("the recorded cases");
    let file = File::holding(&cases);
    let (first, second) = (file.allocated(&[]), file.allocated(&[]));
    assert_eq!(first.status.code(), Some(0), "{first:?}");
    assert_eq!(first.stdout, second.stdout);
    let ids =
        |cases: &Value| cases.as_array().expect("an array").iter().map(|case| case["id"].clone()).collect::<Vec<_>>();
    let asked: Value = serde_json::from_str(&cases).expect("JSON");
    let answered: Value = serde_json::from_slice(&first.stdout).expect("JSON");
    assert_eq!(ids(&asked), ids(&answered));
    assert_eq!(answers("[]"), json!([]));
}

#[test]
fn every_refusal_of_the_recorded_cases_is_told_in_both_languages() {
    for file in ["tests/data/stall_cases.json", "tests/data/stall_days.json"] {
        let answered = answers(&std::fs::read_to_string(file).expect("the recorded cases"));
        for answer in answered.as_array().expect("an array") {
            for refused in answer["rejected"].as_object().expect("an object").values() {
                let (fa, en) = (refused["fa"].as_str().expect("text"), refused["en"].as_str().expect("text"));
                assert!(fa.ends_with('.') && en.ends_with('.'), "{fa} {en}");
                assert!(!fa.contains(|c: char| c.is_ascii_digit()), "Persian digits in {fa}");
                assert!(!fa.contains('{') && !en.contains('{'), "{fa} {en}");
            }
        }
    }
}

#[test]
fn what_is_no_case_is_refused_by_the_name_of_its_field() {
    assert!(refused("").starts_with("this cannot be read as JSON"));
    assert!(refused("{").starts_with("this cannot be read as JSON"));
    assert_eq!(refused("7"), "the case is not an object");
    assert_eq!(refused("{}"), "the field market is missing\nthe field vendors is missing");
    assert_eq!(refused(r#"{"market": 3, "vendors": []}"#), "the field market is not an object");
    assert_eq!(
        refused(r#"[{"market": 3, "vendors": []}]"#),
        "case 0, counted from 0: the field market is not an object"
    );
    let mut wrong = case();
    wrong["vendors"][1]["wants"] = json!({ "min": "two" });
    assert_eq!(refused(&wrong.to_string()), "the field vendors[1].wants.min is not a count");
    let both = json!([case(), wrong]);
    assert_eq!(refused(&both.to_string()), "case 1, counted from 0: the field vendors[1].wants.min is not a count");
    let mut wrong = case();
    wrong["vendors"][2]["preferences"] = json!([["1"], null]);
    assert_eq!(refused(&wrong.to_string()), "the field vendors[2].preferences[1] is not an array");
    let mut wrong = case();
    wrong["market"]["rows"] = json!([["1", "2"], ["1"]]);
    let both = json!([case(), wrong]);
    assert_eq!(
        refused(&both.to_string()),
        "case 1, counted from 0: the field market.rows[1] names stall 1 a second time"
    );
    let mut wrong = case();
    wrong["market"]["obstacles"] = json!([["1", "7"]]);
    assert_eq!(refused(&wrong.to_string()), "the field market.obstacles[0] names stall 7, which is not in the plan");
    assert!(refused(&"[".repeat(100_000)).starts_with("this cannot be read as JSON"));
}

/// Seventeen who insist on five or three side by side, in five rows of thirteen: whether the last of them fits takes more trials
/// than one check may.
#[test]
fn a_check_that_was_cut_short_is_told_and_nothing_is_told_where_none_was() {
    let number = |row: usize, at: usize| (row * 13 + at).to_string();
    let rows: Vec<Vec<String>> = (0..5).map(|row| (1..=13).map(|at| number(row, at)).collect()).collect();
    let stalls: serde_json::Map<String, Value> = rows.iter().flatten().map(|name| (name.clone(), json!({}))).collect();
    let vendor = |at: usize| {
        let count = if at < 7 { 5 } else { 3 };
        json!({ "id": format!("v{at:02}"), "seniority_rank": at, "present": true, "wants": { "min": count, "max": count } })
    };
    let market = json!({ "date": "2026-03-21", "rows": rows, "stalls": stalls });
    let answer = |vendors: usize| {
        let vendors: Vec<Value> = (0..vendors).map(vendor).collect();
        answers(&json!({ "market": market, "vendors": vendors }).to_string())
    };
    let crowded = answer(17);
    assert_eq!((crowded["checks_cut_short"].as_u64(), crowded["rejected"]["v16"].is_object()), (Some(1), true));
    assert!(answer(16).get("checks_cut_short").is_none());
}

#[test]
fn every_fault_of_every_case_is_named_and_of_very_many_the_first() {
    let mut wrong = case();
    wrong["vendors"][0]["id"] = json!("");
    wrong["vendors"][2]["seniority_rank"] = json!("first");
    let said = refused(&json!([wrong, case(), 7]).to_string());
    assert_eq!(
        said,
        "case 0, counted from 0: the field vendors[0].id is not a text with anything in it\n\
         case 0, counted from 0: the field vendors[2].seniority_rank is not a whole number\n\
         case 2, counted from 0: the case is not an object"
    );
    let said = refused(&json!(vec![7; 250]).to_string());
    assert_eq!((said.lines().count(), said.lines().last()), (101, Some("and 150 faults more")));
}

#[test]
fn a_name_cannot_write_on_the_terminal_and_an_output_that_is_full_is_said() {
    let mut wrong = case();
    wrong["market"]["obstacles"] = json!([["1", "\u{1b}[2J\nbazarche: all is well"]]);
    let said = refused(&wrong.to_string());
    assert!(said.contains("stall \\u{1b}[2J\\u{a}bazarche: all is well, which"), "{said}");
    let full = std::fs::File::options().write(true).open("/dev/full").expect("a full device");
    let file = File::holding(&case().to_string());
    let output = Command::new(env!("CARGO_BIN_EXE_bazarche")).arg("allocate").arg(&file.0).stdout(full).output();
    let output = output.expect("the program runs");
    let said = String::from_utf8(output.stderr).expect("text");
    assert_eq!((output.status.code(), said.contains("the answers cannot be written")), (Some(1), true), "{said}");
}

#[test]
fn what_nobody_could_have_blames_nobody() {
    let mut above = case();
    above["market"]["categories"] = json!({ "bread": { "max": 1 } });
    above["vendors"][0]["category"] = json!("bread");
    above["vendors"][0]["wants"] = json!({ "min": 2, "max": 2 });
    let refused = answers(&above.to_string())["rejected"]["ali"].clone();
    assert_eq!((&refused["code"], &refused["before_you"]), (&json!("category_full"), &json!([])));
    assert_eq!(refused["fa"], "کمترین تعداد غرفه‌ای که خواسته شده از سقف این دسته از کالا در این بازار بیشتر است.");
    let mut apart = case();
    apart["market"] = json!({
        "date": "2026-03-21", "rows": [["1", "2", "3"]], "stalls": { "1": {}, "2": {}, "3": {} }, "obstacles": [["1", "2"]],
    });
    apart["vendors"][0]["wants"] = json!({ "min": 3, "max": 3 });
    let refused = answers(&apart.to_string())["rejected"]["ali"].clone();
    assert_eq!((&refused["code"], &refused["before_you"]), (&json!("no_adjacent_run"), &json!([])));
}

#[test]
fn a_name_that_stands_twice_in_one_object_is_refused_with_its_line() {
    let text = case().to_string().replace(r#""seniority_rank":2"#, "\"seniority_rank\":2,\n\"seniority_rank\":9");
    assert_eq!(refused(&text), "the name seniority_rank stands twice in one object at line 2 column 16");
    let text = case().to_string().replace(r#""1":{}"#, r#""1":{},"1":{"blocked":true}"#);
    assert!(refused(&text).starts_with("the name 1 stands twice in one object at line 1"));
}

#[test]
fn more_at_least_than_at_most_is_refused_for_that_and_no_other_reason() {
    let mut odd = case();
    odd["vendors"][0]["wants"] = json!({ "min": 3, "max": 2 });
    let refused = &answers(&odd.to_string())["rejected"]["ali"];
    assert_eq!(refused["code"], "minimum_unavailable");
    assert_eq!(refused["fa"], "کمترین تعداد غرفه از بیشترین آن بیشتر نوشته شده است. یکی از این دو عدد را درست کنید.");
}

#[test]
fn what_is_only_odd_is_told_when_asked() {
    let mut odd = case();
    odd["vendors"][0]["preferences"] = json!([["9"]]);
    let file = File::holding(&odd.to_string());
    let dealt = file.allocated(&[]);
    assert_eq!(dealt.status.code(), Some(0));
    let said = String::from_utf8(dealt.stderr).expect("text");
    assert!(said.ends_with(": odd things in it: 1; --check lists them\n"), "{said}");
    let checked = file.allocated(&["--check"]);
    assert_eq!(checked.status.code(), Some(1));
    let said = String::from_utf8(checked.stdout).expect("text");
    assert_eq!(said, "case 0: the field vendors[0].preferences[0] names stall 9, which is not in the plan\n");
    assert_eq!(File::holding(&case().to_string()).allocated(&["--check"]).status.code(), Some(0));
}

#[test]
fn a_file_that_is_not_there_is_an_error_of_the_outside_world() {
    let program = Command::new(env!("CARGO_BIN_EXE_bazarche")).args(["allocate", "/nowhere/cases.json"]).output();
    assert_eq!(program.expect("the program runs").status.code(), Some(1));
}
