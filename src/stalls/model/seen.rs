//! What was seen of a request on the day.
use crate::kernel::text_enum;

text_enum! {
    /// What was seen at the market: of someone who has a stall, or of someone who waits for one.
    pub(crate) enum Attendance {
        Came = "came",
        NoShow = "no_show",
        /// Waits at the market for a stall.
        Here = "here",
        /// Waits no longer.
        Left = "left",
    }
}

impl Attendance {
    /// The same sight of someone of whom it is known whether there is a stall: who has none waits.
    #[must_use]
    pub fn of(self, has_stall: bool) -> Attendance {
        match (self, has_stall) {
            (Attendance::Came | Attendance::Here, true) => Attendance::Came,
            (Attendance::Came | Attendance::Here, false) => Attendance::Here,
            (Attendance::NoShow | Attendance::Left, true) => Attendance::NoShow,
            (Attendance::NoShow | Attendance::Left, false) => Attendance::Left,
        }
    }
}
