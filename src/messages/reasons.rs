//! The sentences that stand ready for whoever looks over what a shop shows: what to mend, or why something cannot stay.
use crate::i18n::Locale;
use crate::kernel::text_enum;

text_enum! {
    /// What is wrong with a good, a shop's sign or an answer.
    pub(crate) enum Reason {
        PhotoUnclear = "photo_unclear",
        PhotoOther = "photo_other",
        PhotoPerson = "photo_person",
        Name = "name",
        Category = "category",
        Contact = "contact",
        Claim = "claim",
        Rude = "rude",
        Forbidden = "forbidden",
        LicenceNumber = "licence_number",
        LicenceDate = "licence_date",
        LicenceOther = "licence_other",
    }
}

impl Reason {
    /// The sentences about what is shown.
    pub const OF_GOODS: [Reason; 9] = [
        Reason::PhotoUnclear,
        Reason::PhotoOther,
        Reason::PhotoPerson,
        Reason::Name,
        Reason::Category,
        Reason::Contact,
        Reason::Claim,
        Reason::Rude,
        Reason::Forbidden,
    ];
    /// The sentences about licences.
    pub const OF_LICENCES: [Reason; 3] = [Reason::LicenceNumber, Reason::LicenceDate, Reason::LicenceOther];

    /// Reads what [`Reason::written`] wrote; a word of another version of the program says nothing.
    pub fn read(text: &str) -> Vec<Reason> {
        text.split(' ').filter_map(Reason::parse).collect()
    }

    /// Codes joined by blanks.
    pub fn written(reasons: &[Reason]) -> String {
        reasons.iter().map(|reason| reason.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// The whole sentence.
    pub fn sentence(self, locale: &Locale) -> String {
        let text = locale.text;
        match self {
            Reason::PhotoUnclear => text.messages_reason_photo_unclear(),
            Reason::PhotoOther => text.messages_reason_photo_other(),
            Reason::PhotoPerson => text.messages_reason_photo_person(),
            Reason::Name => text.messages_reason_name(),
            Reason::Category => text.messages_reason_category(),
            Reason::Contact => text.messages_reason_contact(),
            Reason::Claim => text.messages_reason_claim(),
            Reason::Rude => text.messages_reason_rude(),
            Reason::Forbidden => text.messages_reason_forbidden(),
            Reason::LicenceNumber => text.messages_reason_licence_number(),
            Reason::LicenceDate => text.messages_reason_licence_date(),
            Reason::LicenceOther => text.messages_reason_licence_other(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Reason;

    #[test]
    fn reasons_are_read_as_they_were_written() {
        for reasons in [&[][..], &[Reason::Name], Reason::ALL] {
            assert_eq!(Reason::read(&Reason::written(reasons)), reasons);
        }
        assert_eq!(Reason::read("name whatever contact"), [Reason::Name, Reason::Contact]);
    }
}
