//! Icons: the drawings of `static/icon`, put into the page by name. An icon never stands without a word.
use maud::{Markup, PreEscaped};

/// Icons that point along the reading direction; they turn round where it is right to left.
const TURNING: [&str; 5] = ["next", "back", "undo", "sign-out", "list"];

/// The icon of this name; an unknown name draws nothing, and a test looks for that.
pub(crate) fn icon(name: &str) -> Markup {
    let drawing = crate::assets::icon(name).unwrap_or_default();
    if TURNING.contains(&name) {
        PreEscaped(drawing.replacen("class=\"icon\"", "class=\"icon icon-turn\"", 1))
    } else {
        PreEscaped(drawing.to_owned())
    }
}
