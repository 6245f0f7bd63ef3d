//! The key that makes an act count once, however often its form arrives.
use super::ids::IdSource;

/// The key of one act, made where it was done: a second arrival of it is the same act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Idem(String);

impl Idem {
    /// A key of 8 to 64 letters, digits and hyphens; anything else is none. No key of a form can be one of [`Idem::part`] or
    /// [`Idem::own`].
    pub fn parse(text: &str) -> Option<Idem> {
        let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (is_plain && (8..=64).contains(&text.len())).then(|| Idem(text.to_owned()))
    }

    /// A key for a new form.
    pub fn fresh(ids: &IdSource) -> Idem {
        Idem(format!("{}-{}", ids.code(), ids.code()))
    }

    /// A key for what the program does by itself at this place, such as `standing/7/2026-12-03`; no form can have it.
    pub fn own(place: &str) -> Idem {
        Idem(format!("own/{place}"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key of the part of this place in an act of several.
    pub fn part(&self, place: usize) -> String {
        format!("{}/{place}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Idem;

    #[test]
    fn no_form_can_have_a_key_of_the_program() {
        let own = Idem::own("standing/7/2026-12-03");
        assert_eq!(Idem::parse(own.as_str()), None);
        assert!(
            Idem::parse("standing-7-2026-12-03").is_some_and(|key| key != own && Idem::parse(&key.part(1)).is_none())
        );
    }
}
