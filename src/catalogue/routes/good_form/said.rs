//! What the screen of a good says when it comes back.
use crate::catalogue::list_good::{self, GoodRefusal};
use crate::catalogue::model::Good;
use crate::catalogue::queries;
use crate::db::Db;
use crate::i18n::{Locale, named};
use crate::kernel::idem::Idem;
use crate::kernel::ids::HouseholdId;
use crate::ui::Problem;
use diesel::QueryResult;

/// The good that the form of this key has listed, unless it was taken off since.
pub(super) fn listed_first(db: &mut Db, household: HouseholdId, key: &Idem) -> QueryResult<Option<Good>> {
    let listed = list_good::listed_under(db, household, key)?;
    queries::good(db, listed)
}

/// That a form has listed this good, and came again with another; nothing more of one that is gone.
pub(super) fn old_form(first: Option<&Good>, locale: &Locale) -> Problem {
    match first {
        Some(good) => Problem { field: "name", sentence: locale.text.catalogue_old_form(good.name.as_str()) },
        None => problem_of(GoodRefusal::OldForm, locale),
    }
}

/// The version that another screen saved meanwhile, and a sentence about what it is now.
pub(super) fn stale(good: &Good, locale: &Locale) -> (String, Problem) {
    let now =
        named::NamePrice { name: good.name.as_str(), price: locale.money_about(good.price, good.by_weight.is_some()) };
    (good.version.to_string(), Problem { field: "name", sentence: locale.text.catalogue_stale(now) })
}

/// What to mend after a refusal.
pub(super) fn problem_of(refusal: GoodRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    match refusal {
        GoodRefusal::Category => Problem { field: "category", sentence: text.catalogue_category_missing() },
        GoodRefusal::Machine => Problem { field: "machine", sentence: text.catalogue_machine_gone() },
        GoodRefusal::Agreed => Problem { field: "machine", sentence: text.catalogue_shares_agreed() },
        GoodRefusal::TooMany(most) => Problem { field: "name", sentence: text.catalogue_too_many(locale.number(most)) },
        GoodRefusal::TooManyToday(most) => {
            Problem { field: "name", sentence: text.catalogue_too_many_today(locale.number(most)) }
        }
        GoodRefusal::PhotosToday(most) => {
            Problem { field: "photo", sentence: text.catalogue_photos_today(locale.number(most)) }
        }
        GoodRefusal::OldForm => Problem { field: "name", sentence: text.catalogue_old_form_gone() },
        GoodRefusal::Stale | GoodRefusal::Listed => Problem { field: "name", sentence: text.catalogue_listed_before() },
        GoodRefusal::Held => Problem { field: "name", sentence: text.catalogue_held_stays() },
        GoodRefusal::UnitPlanned => Problem { field: "unit", sentence: text.catalogue_unit_planned() },
        GoodRefusal::UnitHeld => Problem { field: "unit", sentence: text.catalogue_unit_held() },
        GoodRefusal::UnitSold => Problem { field: "unit", sentence: text.catalogue_unit_sold() },
        GoodRefusal::PhotoUsed => Problem { field: "photo", sentence: text.catalogue_photo_used() },
    }
}
