//! Goods that people usually list, to be picked by their picture; picking one fills in what is usual for it.
use super::weighed::WEIGHED;
use crate::catalogue::model::Machine;
use crate::i18n::{Locale, Texts};
use crate::kernel::fields::Fields;

/// A good of the list. Its code is also the name of its picture.
#[derive(Clone, Copy)]
pub(in crate::catalogue) struct Usual {
    pub code: &'static str,
    pub category: &'static str,
    unit: &'static str,
    /// How many days before its sale it is made.
    lead_days: i64,
    name: fn(&Texts) -> String,
}

const fn usual(code: &'static str, of: (&'static str, &'static str), name: fn(&Texts) -> String) -> Usual {
    Usual { code, category: of.0, unit: of.1, lead_days: 0, name }
}

const USUAL: [Usual; 26] = [
    usual("lavash", ("bread", "piece"), Texts::usual_lavash),
    usual("sangak", ("bread", "piece"), Texts::usual_sangak),
    usual("barbari", ("bread", "piece"), Texts::usual_barbari),
    usual("taftoon", ("bread", "piece"), Texts::usual_taftoon),
    usual("dough", ("bread", "kilo"), Texts::usual_dough),
    usual("koloocheh", ("sweets", "packet"), Texts::usual_koloocheh),
    usual("dried-apple", ("dried-fruit", "packet"), Texts::usual_dried_apple),
    usual("dried-orange", ("dried-fruit", "packet"), Texts::usual_dried_orange),
    usual("dried-persimmon", ("dried-fruit", "packet"), Texts::usual_dried_persimmon),
    usual("dried-kiwi", ("dried-fruit", "packet"), Texts::usual_dried_kiwi),
    usual("dried-lemon", ("dried-fruit", "packet"), Texts::usual_dried_lemon),
    usual("herbs-ghormeh", ("herbs", "packet"), Texts::usual_herbs_ghormeh),
    usual("herbs-ash", ("herbs", "packet"), Texts::usual_herbs_ash),
    usual("herbs-kuku", ("herbs", "packet"), Texts::usual_herbs_kuku),
    usual("fruit-leather", ("fruit-leather", "packet"), Texts::usual_fruit_leather),
    usual("apricot-leather", ("fruit-leather", "packet"), Texts::usual_apricot_leather),
    usual("pomegranate-juice", ("fruit-leather", "litre"), Texts::usual_pomegranate_juice),
    Usual { lead_days: 21, ..usual("chicks", ("chicks", "piece"), Texts::usual_chicks) },
    Usual { lead_days: 28, ..usual("ducklings", ("chicks", "piece"), Texts::usual_ducklings) },
    usual("eggs", ("chicks", "tray"), Texts::usual_eggs),
    usual("chicken", ("chicks", WEIGHED), Texts::usual_chicken),
    usual("jam", ("preserves", "packet"), Texts::usual_jam),
    usual("torshi", ("preserves", "packet"), Texts::usual_torshi),
    usual("honey", ("preserves", "packet"), Texts::usual_honey),
    usual("felt-bag", ("handicraft", "piece"), Texts::usual_felt_bag),
    usual("crochet", ("handicraft", "piece"), Texts::usual_crochet),
];

impl Usual {
    /// The one of this code.
    pub fn of(code: &str) -> Option<Usual> {
        USUAL.into_iter().find(|usual| usual.code == code)
    }

    /// All of them, those of a category first.
    pub fn all(first: &str) -> Vec<Usual> {
        let mut all = USUAL.to_vec();
        all.sort_by_key(|usual| usual.category != first);
        all
    }

    pub fn name(&self, locale: &Locale) -> String {
        (self.name)(locale.text)
    }

    /// The fields that picking it fills in. An incubator hatches, it lays no eggs: of what takes days, the machines that usually
    /// make its category are ticked, and of the rest of that category none.
    pub fn fields(&self, machines: &[Machine], locale: &Locale) -> Fields {
        let lead = if self.lead_days == 0 { String::new() } else { locale.number(self.lead_days) };
        let fields = Fields::default()
            .with("name", self.name(locale))
            .with("category", self.category)
            .with("unit", self.unit)
            .with("lead", lead);
        let is_made_by = |machine: &&Machine| {
            machine.usual_category() == self.category && (machine.usual_lead() == 0 || self.lead_days > 0)
        };
        machines.iter().filter(is_made_by).fold(fields, |fields, machine| fields.and("machine", machine.id.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::lang::Lang;
    use crate::kernel::money::MoneyUnit;

    #[test]
    fn every_usual_good_has_a_picture_and_a_name_of_its_own_in_both_languages() {
        let sheet = include_str!("../../../static/art/usual.svg");
        for lang in [Lang::Fa, Lang::En] {
            let locale = Locale::new(lang, MoneyUnit::Toman, crate::testing::now().date());
            let mut names: Vec<String> = USUAL.iter().map(|usual| usual.name(&locale)).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), USUAL.len());
        }
        for usual in USUAL {
            assert!(sheet.contains(&format!("<view id=\"{}\"", usual.code)), "{}", usual.code);
        }
        assert_eq!(sheet.matches("<view ").count(), USUAL.len(), "no picture without a good");
    }

    #[test]
    fn those_of_the_likely_category_come_first() {
        let codes: Vec<&str> = Usual::all("chicks").iter().map(|usual| usual.code).collect();
        assert_eq!(codes[..5], ["chicks", "ducklings", "eggs", "chicken", "lavash"]);
        assert_eq!(codes.len(), USUAL.len());
    }
}
