//! What browsers send about accounts, parsed into kernel values; a sentence for each thing to mend.
use super::access::Role;
use super::password::PasswordRefusal;
use super::people::NewAccount;
use super::scopes::NewScope;
use super::sign_in::SignInRefusal;
use crate::i18n::Locale;
use crate::kernel::calendar::parse_date_fields;
use crate::kernel::contact::{Email, Mobile};
use crate::kernel::fields::Fields;
use crate::kernel::ids::{AreaId, InstitutionId};
use crate::kernel::persian::clean;
use crate::ui::Problem;

/// Reads a mobile number field.
pub(crate) fn mobile(fields: &Fields, field: &'static str, locale: &Locale) -> Result<Mobile, Problem> {
    Mobile::parse(fields.text(field)).map_err(|_| Problem { field, sentence: locale.text.accounts_mobile_wrong() })
}

/// Reads an e-mail field that may be empty.
pub(crate) fn email(fields: &Fields, field: &'static str, locale: &Locale) -> Result<Option<Email>, Problem> {
    if fields.text(field).is_empty() {
        return Ok(None);
    }
    Email::parse(fields.text(field))
        .map(Some)
        .map_err(|_| Problem { field, sentence: locale.text.accounts_email_wrong() })
}

/// Reads a new account.
pub(super) fn new_account(fields: &Fields, locale: &Locale) -> Result<NewAccount, Vec<Problem>> {
    let mut problems = Vec::new();
    let name = clean(fields.text("name"));
    if name.chars().count() < 2 || name.chars().count() > 80 {
        problems.push(Problem { field: "name", sentence: locale.text.accounts_name_missing() });
    }
    let mobile = mobile(fields, "phone", locale).map_err(|problem| problems.push(problem));
    let email = email(fields, "email", locale).map_err(|problem| problems.push(problem));
    match (mobile, email) {
        (Ok(mobile), Ok(email)) if problems.is_empty() => {
            Ok(NewAccount { name, mobile, email, lang: locale.lang, person: None })
        }
        _ => Err(problems),
    }
}

/// Reads a role to be given.
pub(super) fn new_scope(fields: &Fields, locale: &Locale) -> Result<NewScope, Vec<Problem>> {
    let mut problems = Vec::new();
    let role = Role::parse(fields.text("role"));
    if role.is_none() {
        problems.push(Problem { field: "role", sentence: locale.text.accounts_role_missing() });
    }
    let area: Option<AreaId> = fields.text("area").parse().ok();
    if area.is_none() {
        problems.push(Problem { field: "area", sentence: locale.text.accounts_area_missing() });
    }
    let institution: Option<InstitutionId> = fields.text("institution").parse().ok();
    let ends_on = if fields.text("ends-day").is_empty() && fields.text("ends-year").is_empty() {
        None
    } else {
        let typed = [fields.text("ends-year"), fields.text("ends-month"), fields.text("ends-day")];
        parse_date_fields(locale.lang, typed)
            .map_err(|error| {
                let sentence = locale.not_a_date(error, locale.text.accounts_date_wrong());
                problems.push(Problem { field: "ends", sentence });
            })
            .ok()
    };
    match (role, area) {
        (Some(role), Some(area)) if problems.is_empty() => Ok(NewScope {
            role,
            institution: institution.filter(|_| role.is_of_an_institution()),
            area,
            starts_on: locale.today,
            ends_on,
        }),
        _ => Err(problems),
    }
}

/// Why the present password, asked for once more, did not confirm what is to be done.
pub(crate) fn not_confirmed(field: &'static str, refusal: SignInRefusal, locale: &Locale) -> Problem {
    let sentence = match refusal {
        SignInRefusal::Wrong => locale.text.accounts_password_old_wrong(),
        SignInRefusal::Wait { seconds } => locale.text.accounts_sign_in_wait(locale.number(seconds)),
        SignInRefusal::Busy => locale.text.accounts_sign_in_busy(),
    };
    Problem { field, sentence }
}

/// What is wrong with a new password, in words.
pub(super) fn password_problem(refusal: PasswordRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    match refusal {
        PasswordRefusal::TooShort(least) => {
            Problem { field: "password", sentence: text.accounts_password_short(locale.number(least)) }
        }
        PasswordRefusal::TooLong => Problem { field: "password", sentence: text.accounts_password_long() },
        PasswordRefusal::EasyToGuess => Problem { field: "password", sentence: text.accounts_password_easy() },
        PasswordRefusal::NotTheSame => Problem { field: "again", sentence: text.accounts_password_differs() },
    }
}
