//! What is said of an office's list, on the pages and on the console: the names of its columns, and a sentence for each
//! thing that is wrong with the file, a row or a cell.
use crate::grants::import::archive::ArchiveProblem;
use crate::grants::import::columns::Column;
use crate::grants::import::lines::{Remark, Trouble};
use crate::grants::import::sheet::FileProblem;
use crate::i18n::{Locale, named};

/// The name of a column, as the office's lists call it.
pub(crate) fn column_word(locale: &Locale, column: Column) -> String {
    let text = locale.text;
    match column {
        Column::Name => text.grants_column_name(),
        Column::GivenName => text.grants_column_given_name(),
        Column::FamilyName => text.grants_column_family_name(),
        Column::NationalId => text.grants_column_national_id(),
        Column::Mobile => text.grants_column_mobile(),
        Column::Address => text.grants_column_address(),
        Column::Area => text.grants_column_area(),
        Column::Programme => text.grants_column_programme(),
        Column::DecidedOn => text.grants_column_decided(),
        Column::Paper => text.grants_column_paper(),
        Column::GrantNumber => text.grants_column_grant_number(),
        Column::Kind => text.grants_column_kind(),
        Column::Maker => text.grants_column_maker(),
        Column::Serial => text.grants_column_serial(),
        Column::Cost => text.grants_column_cost(),
        Column::Own => text.grants_column_own(),
        Column::Other => text.grants_column_other(),
        Column::AcquiredOn => text.grants_column_acquired(),
        Column::HandedOn => text.grants_column_handed(),
        Column::Witness => text.grants_column_witness(),
    }
}

/// What is wrong with a cell, and what to do.
pub(crate) fn trouble_sentence(locale: &Locale, trouble: Trouble) -> String {
    let text = locale.text;
    match trouble {
        Trouble::Empty => text.grants_trouble_empty(),
        Trouble::NameOfOneWord => text.grants_trouble_name(),
        Trouble::NationalIdShape => text.grants_trouble_id_shape(),
        Trouble::NationalIdCheck => text.grants_trouble_id_check(),
        Trouble::KindUnknown => text.grants_trouble_kind(),
        Trouble::KindTwo => text.grants_trouble_kind_two(),
        Trouble::Amount => text.grants_trouble_amount(),
        Trouble::OtherUnit => text.grants_trouble_unit(),
        Trouble::NothingGranted => text.grants_trouble_nothing(),
        Trouble::Date => text.grants_trouble_date(),
        Trouble::NoSuchDay => text.grants_trouble_no_such_day(),
        Trouble::Future => text.grants_trouble_future(),
        Trouble::Order => text.grants_trouble_order(),
        Trouble::AreaUnknown => text.grants_trouble_area(),
        Trouble::RefusedBefore => text.grants_refused_before(),
        Trouble::ProgrammeUnknown => text.grants_trouble_programme(),
        Trouble::NameDiffers => text.grants_trouble_name_differs(),
        Trouble::Business => text.grants_trouble_business(),
        Trouble::Elsewhere => text.grants_trouble_elsewhere(),
        Trouble::FileClosed => text.grants_trouble_file_closed(),
        Trouble::SerialTaken => text.grants_trouble_serial(),
        Trouble::NumberTaken => text.grants_trouble_number(),
        Trouble::NoMemberThen => text.grants_trouble_member(),
        Trouble::Refused => text.grants_trouble_refused(),
    }
}

/// What was put right or left out.
pub(crate) fn remark_sentence(locale: &Locale, remark: Remark) -> String {
    match remark {
        Remark::NationalIdRepaired => locale.text.grants_remark_id(),
        Remark::MobileLeftOut => locale.text.grants_remark_mobile(),
        Remark::NoSerial => locale.text.grants_remark_serial(),
        Remark::CostDiffers { recorded, said } => locale
            .text
            .grants_remark_cost(named::RecordedSaid { recorded: locale.money(recorded), said: locale.money(said) }),
        Remark::RecordDiffers => locale.text.grants_remark_record(),
    }
}

/// Why a file as a whole is not taken, and what to do.
pub(crate) fn file_sentence(locale: &Locale, problem: &FileProblem) -> String {
    let text = locale.text;
    let word = |column: &Column| column_word(locale, *column);
    match problem {
        FileProblem::Empty => text.grants_file_empty(),
        FileProblem::NotAList => text.grants_file_not_a_list(),
        FileProblem::OldExcel => text.grants_file_old_excel(),
        FileProblem::Archive(ArchiveProblem::Broken | ArchiveProblem::Place) => text.grants_file_broken(),
        FileProblem::Archive(_) => text.grants_file_archive(),
        FileProblem::TooManyRows => text.grants_file_rows(),
        FileProblem::NoHeader => text.grants_file_header(),
        FileProblem::Missing(column) => text.grants_file_column_missing(word(column)),
        FileProblem::Twice(column) => text.grants_file_column_twice(word(column)),
        FileProblem::NoUnit(column) => text.grants_file_unit(word(column)),
        FileProblem::MixedUnits => text.grants_file_mixed(),
    }
}
