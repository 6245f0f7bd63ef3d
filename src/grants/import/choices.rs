//! What a row of a list may name: neighbourhoods and programmes, by folded names, and kinds of machines.
use super::columns::{self, Column};
use super::enter::Intake;
use super::lines::{Line, Trouble};
use crate::db::Db;
use crate::grants::queries;
use crate::households::access::Caseworker;
use crate::kernel::ids::{AreaId, ProgrammeId};
use diesel::QueryResult;

/// What a row may name.
pub(super) struct Choices {
    areas: Vec<(AreaId, [String; 2])>,
    programmes: Vec<(ProgrammeId, [String; 3])>,
    /// Codes.
    kinds: Vec<String>,
}

impl Choices {
    pub fn load(db: &mut Db, by: &Caseworker, intake: &Intake) -> QueryResult<Choices> {
        let areas = crate::households::queries::neighbourhoods(db, by.scopes())?;
        let programmes = queries::programmes_of(db, intake.institution)?;
        let kinds = queries::kinds(db)?.into_iter().map(|kind| kind.code).collect();
        let squeeze = columns::squeeze;
        Ok(Choices {
            areas: areas
                .into_iter()
                .map(|area| (AreaId(area.id), [squeeze(&area.name_fa), squeeze(&area.name_en)]))
                .collect(),
            programmes: programmes
                .into_iter()
                .map(|row| (row.id, [squeeze(&row.name.fa), squeeze(&row.name.en), squeeze(&row.code)]))
                .collect(),
            kinds,
        })
    }

    /// The neighbourhood and the programme of a row.
    pub fn of(&self, line: &Line, intake: &Intake) -> Result<(AreaId, ProgrammeId), (Column, Trouble)> {
        let area = named(&self.areas, &line.area, intake.area).ok_or((Column::Area, Trouble::AreaUnknown))?;
        let programme = named(&self.programmes, &line.programme, intake.programme)
            .ok_or((Column::Programme, Trouble::ProgrammeUnknown))?;
        Ok((area, programme))
    }

    /// Whether a programme is the institution's own, and a kind of machine is one of the register's.
    pub fn have(&self, programme: ProgrammeId, kind: &str) -> bool {
        self.programmes.iter().any(|(id, _)| *id == programme) && self.kinds.iter().any(|known| known == kind)
    }
}

/// The one whose name this is; the usual one where the row names none.
fn named<I: Copy, const N: usize>(all: &[(I, [String; N])], name: &str, usual: I) -> Option<I> {
    let name = columns::squeeze(name);
    if name.is_empty() {
        return Some(usual);
    }
    all.iter().find(|(_, names)| names.contains(&name)).map(|(id, _)| *id)
}
