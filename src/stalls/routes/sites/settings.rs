//! How a site deals its stalls: the limit for each seller, the lists, and the rules of categories.
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::stalls::access::SiteManager;
use crate::stalls::edits::Edit;
use crate::stalls::forms::{self, RULES_SEEN};
use crate::stalls::layout::{self, RulesRefusal};
use crate::stalls::model::Rules;
use crate::stalls::pages::Settings;
use crate::stalls::queries;
use crate::stalls::routes::board::{self, Whose};
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

pub(crate) async fn form(by: Allowed<SiteManager>, state: Data<State>) -> Answer {
    let mut page = page(&by, &state, None).await?;
    page.form = Form::filled(fields(&page.board.site().rules));
    Ok(by.visit.page(&page))
}

fn fields(rules: &Rules) -> Fields {
    let fields = Fields::default().with("max-each", rules.max_each.map_or(String::new(), |most| most.to_string()));
    [("ab-list", rules.ab_list), ("refused-first", rules.refused_first)]
        .into_iter()
        .filter(|(_, is_set)| *is_set)
        .fold(fields, |fields, (name, _)| fields.with(name, "yes"))
}

/// The rules that hold now, in sentences.
fn rules_now(rules: &Rules, locale: &Locale) -> String {
    let text = locale.text;
    let most = match rules.max_each {
        Some(most) => text.reports_council_rule_most(locale.number(most.into())),
        None => text.reports_council_rule_no_most(),
    };
    let lists = rules.ab_list.then(|| text.reports_council_rule_lists());
    let refused = rules.refused_first.then(|| text.reports_council_rule_refused());
    std::iter::once(most).chain(lists).chain(refused).collect::<Vec<_>>().join(" ")
}

/// The page, with what was changed since the version of the drawing that a form stood beside.
async fn page(by: &Allowed<SiteManager>, state: &State, seen: Option<i32>) -> Result<Settings, AppError> {
    let whose = Whose::Site(by.proof.clone());
    state
        .pool
        .read(move |db| {
            let (board, drawing) = whose.now(db)?;
            let meanwhile = whose.meanwhile(db, (&board, &drawing), seen)?;
            let categories = queries::categories(db)?;
            Ok(Settings { board, rules: drawing.categories, categories, meanwhile, form: Form::default() })
        })
        .await
}

/// POST: the rules of the site, or those of one category.
pub(crate) async fn act(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    let (proof, whose, locale) = (by.proof.clone(), Whose::Site(by.proof.clone()), by.visit.locale());
    let seen = board::seen(&sent.fields);
    let is_category = sent.fields.text("do") == forms::CATEGORY;
    let problems = if is_category {
        match forms::category_rule(&sent.fields, &locale) {
            Ok(rule) => match whose.change(&state, (&Edit::SetCategory(rule), seen), &locale).await? {
                None => return Ok(saved(&by, &locale)),
                Some(problem) => vec![problem],
            },
            Err(problems) => problems,
        }
    } else {
        match forms::rules(&sent.fields, &locale) {
            Ok(rules) => {
                let seen = sent.fields.text(RULES_SEEN).to_owned();
                match state.pool.write(move |db| layout::set_rules(db, &proof, (&seen, &rules))).await? {
                    Ok(()) => return Ok(saved(&by, &locale)),
                    Err(RulesRefusal::Stale(now)) => {
                        let sentence = locale.text.stalls_settings_stale(rules_now(&now, &locale));
                        vec![Problem { field: "max-each", sentence }]
                    }
                }
            }
            Err(problems) => problems,
        }
    };
    let mut page = page(&by, &state, seen).await?;
    // Beside a category's form the rules are those of now; a tick that was taken out of their own form stays out.
    let beside = if is_category { fields(&page.board.site().rules) } else { Fields::default() };
    let fields = sent.fields.pairs().iter().fold(beside, |fields, (name, value)| fields.with(name, value.clone()));
    page.form = Form::refused(fields, problems);
    Ok(by.visit.refused(&page))
}

fn saved(by: &Allowed<SiteManager>, locale: &Locale) -> actix_web::HttpResponse {
    by.visit
        .see_other_saying(&urls::site_settings(by.visit.lang, by.proof.site()), &locale.text.stalls_settings_saved())
}
