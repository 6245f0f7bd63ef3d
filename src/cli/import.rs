//! `import grants FILE`: an office's list from the console, with the same trial, rules and sentences as on the pages.
use super::serve;
use crate::accounts::access::{Asking, PathIds, Proof, Role, SignedIn};
use crate::accounts::{queries as accounts, session};
use crate::app::Bazarche;
use crate::config::Config;
use crate::db::Db;
use crate::db::schema::{account_scope, area, programme};
use crate::grants::import::enter::{ImportRefusal, Intake, Report, enter, try_out};
use crate::grants::import::sheet::{self, FileProblem, Sheet};
use crate::grants::import::undo::{self, UndoRefusal};
use crate::grants::import_words::{column_word, file_sentence, remark_sentence, trouble_sentence};
use crate::grants::queries;
use crate::households::access::Caseworker;
use crate::i18n::{Locale, named};
use crate::kernel::contact::Mobile;
use crate::kernel::digest::sha256;
use crate::kernel::ids::{AccountId, AreaId, BatchId, InstitutionId, ProgrammeId};
use crate::kernel::lang::Lang;
use crate::kernel::money::MoneyUnit;
use anyhow::{Context, anyhow, bail};
use clap::{Args, Subcommand, ValueEnum};
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What a list holds.
#[derive(Subcommand)]
pub(super) enum List {
    /// Households, their grants, machines and hand-overs, from a CSV or XLSX file.
    Grants(Grants),
}

#[derive(Args)]
pub(super) struct Grants {
    /// The office's list.
    #[arg(required_unless_present = "undo")]
    file: Option<PathBuf>,
    /// Mobile number of the caseworker in whose name it is done; needed if there are several.
    #[arg(long)]
    by: Option<String>,
    /// Path of the neighbourhood for rows that name none; the caseworker's own if left out.
    #[arg(long)]
    area: Option<String>,
    /// Code of the programme for rows that name none; the only one if left out.
    #[arg(long)]
    programme: Option<String>,
    /// Enter the rows; without it the list is only tried.
    #[arg(long)]
    commit: bool,
    /// Take back the list of this number.
    #[arg(long, value_name = "BATCH")]
    undo: Option<i64>,
    /// Language of what is said about the list.
    #[arg(long, value_enum, default_value_t = Spoken::Fa)]
    lang: Spoken,
}

/// A language of the console.
#[derive(Clone, Copy, ValueEnum)]
enum Spoken {
    Fa,
    En,
}

impl From<Spoken> for Lang {
    fn from(spoken: Spoken) -> Lang {
        match spoken {
            Spoken::Fa => Lang::Fa,
            Spoken::En => Lang::En,
        }
    }
}

/// Tries, enters or takes back a list. The exit code is 1 if a row cannot be taken.
pub(super) fn grants(config: Config, asked: &Grants) -> anyhow::Result<ExitCode> {
    let program = serve::open_existing(config)?;
    let by = caseworker(&program, asked.by.as_deref())?;
    let today = program.pool().read_now(|db| Ok(db.now.today))?;
    let locale = Locale::new(asked.lang.into(), MoneyUnit::Toman, today);
    match (asked.undo, &asked.file) {
        (Some(batch), _) => take_back(&program, &by, BatchId(batch), &locale),
        (None, Some(file)) => bring_in(&program, &by, (file, asked), &locale),
        (None, None) => bail!("name a file, or a list to take back with --undo"),
    }
}

/// The caseworker of the mobile number, or the only one there is.
fn caseworker(program: &Bazarche, mobile: Option<&str>) -> anyhow::Result<Caseworker> {
    let mobile = mobile.map(Mobile::parse).transpose().context("--by: no mobile number")?;
    let found = program.pool().read_now(|db| {
        let Some(account) = account_of(db, mobile.as_ref())? else {
            return Ok(None);
        };
        let who = SignedIn {
            account,
            person: None,
            name: String::new(),
            scopes: session::scopes_today(db, account)?,
            session: Vec::new(),
        };
        let path = PathIds::default();
        let asking = Asking { who: &who, path: &path, request: "console", address: "", rule: Caseworker::RULE };
        Caseworker::check(db, asking)
    })?;
    found.context("name a caseworker of today by --by MOBILE")
}

fn account_of(db: &mut Db, mobile: Option<&Mobile>) -> QueryResult<Option<AccountId>> {
    if let Some(mobile) = mobile {
        return accounts::account_of_mobile(db, mobile);
    }
    let today = db.now.today;
    let mut all: Vec<AccountId> = account_scope::table
        .filter(account_scope::role.eq(Role::Caseworker))
        .filter(account_scope::starts_on.le(today))
        .filter(account_scope::ends_on.is_null().or(account_scope::ends_on.gt(today)))
        .select(account_scope::account_id)
        .distinct()
        .limit(2)
        .load(db.conn)?;
    Ok(if all.len() == 1 { all.pop() } else { None })
}

fn bring_in(
    program: &Bazarche,
    by: &Caseworker,
    (file, asked): (&Path, &Grants),
    locale: &Locale,
) -> anyhow::Result<ExitCode> {
    let bytes = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let refused = |problem: &FileProblem| anyhow!("{}: {}", file.display(), file_sentence(locale, problem));
    let sheet = sheet::read(&bytes).map_err(|problem| refused(&problem))?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let place = program
        .pool()
        .read_now(|db| place(db, by, asked))?
        .context("name a neighbourhood of the caseworker by --area PATH and a programme by --programme CODE")?;
    let (area, institution, programme) = place;
    let intake = Intake { area, institution, programme, file_name: name, file_sha256: sha256(&bytes) };
    let report = if asked.commit {
        program.pool().write_now(|db| enter(db, by, &sheet, &intake))?
    } else {
        trial(program, by, &sheet, &intake)?
    };
    match report {
        Ok(report) => Ok(tell(&report, asked.commit, locale)),
        Err(ImportRefusal::File(problem)) => Err(refused(&problem)),
        Err(ImportRefusal::Trial(_)) => bail!("the list was only tried"),
    }
}

fn trial(
    program: &Bazarche,
    by: &Caseworker,
    sheet: &Sheet,
    intake: &Intake,
) -> anyhow::Result<Result<Report, ImportRefusal>> {
    Ok(match program.pool().write_now(|db| try_out(db, by, sheet, intake))? {
        Err(ImportRefusal::Trial(report)) => Ok(*report),
        Err(refusal) => Err(refusal),
        Ok(()) => Ok(Report::default()),
    })
}

type Place = (AreaId, InstitutionId, ProgrammeId);

/// The named neighbourhood and programme, or the only ones there are.
fn place(db: &mut Db, by: &Caseworker, asked: &Grants) -> QueryResult<Option<Place>> {
    let area = match &asked.area {
        Some(path) => area::table.filter(area::path.eq(path)).select(area::id).first(db.conn).optional()?,
        None => match crate::households::queries::neighbourhoods(db, by.scopes())?.as_slice() {
            [only] => Some(AreaId(only.id)),
            _ => None,
        },
    };
    let institutions: Vec<InstitutionId> = by.scopes().iter().filter_map(|scope| scope.institution).collect();
    let known: Vec<(ProgrammeId, String)> = programme::table
        .filter(programme::institution_id.eq_any(institutions))
        .select((programme::id, programme::code))
        .load(db.conn)?;
    let programme = match (&asked.programme, known.as_slice()) {
        (Some(code), all) => all.iter().find(|(_, known)| known == code).map(|(id, _)| *id),
        (None, [(only, _)]) => Some(*only),
        (None, _) => None,
    };
    let Some((area, programme)) = area.zip(programme) else {
        return Ok(None);
    };
    let institution = queries::intake_institution(db, by.scopes(), (area, programme))?;
    Ok(institution.map(|institution| (area, institution, programme)))
}

fn tell(report: &Report, committed: bool, locale: &Locale) -> ExitCode {
    let (text, number) = (locale.text, |count: i32| locale.number(count.into()));
    let (added, households, known) = (number(report.added), number(report.households), number(report.known));
    if committed {
        println!("{}", text.grants_console_entered(named::HouseholdsKnownRows { households, known, rows: added }));
    } else {
        println!("{}", text.grants_console_tried(named::HouseholdsKnownRows { households, known, rows: added }));
    }
    for bad in &report.bad {
        let (column, sentence) = (column_word(locale, bad.column), trouble_sentence(locale, bad.trouble));
        println!("{}", text.grants_console_bad(named::ColumnRowSentence { column, row: number(bad.line), sentence }));
    }
    for (line, remark) in &report.remarks {
        println!(
            "{}",
            text.grants_console_remark(named::RowSentence {
                row: number(*line),
                sentence: remark_sentence(locale, *remark)
            })
        );
    }
    if let Some(batch) = report.batch.filter(|_| committed) {
        println!("{}", text.grants_console_undo(format!("bazarche import grants --undo {batch}")));
    }
    if report.bad.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn take_back(program: &Bazarche, by: &Caseworker, batch: BatchId, locale: &Locale) -> anyhow::Result<ExitCode> {
    let text = locale.text;
    match program.pool().write_now(|db| undo::undo(db, by, batch))? {
        Ok(()) => {
            println!("{}", text.grants_import_undo_done());
            Ok(ExitCode::SUCCESS)
        }
        Err(UndoRefusal::Unknown) => Err(anyhow!(text.grants_console_unknown())),
        Err(UndoRefusal::Touched { line }) => {
            Err(anyhow!(text.grants_import_undo_touched(locale.number(i64::from(line)))))
        }
    }
}
