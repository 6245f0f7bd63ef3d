//! Photos of goods. A good without one, or for a reader who saves data, shows the icon of its category in its place.
use super::{Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// The widths a photo is served in.
const SMALL: u32 = 320;
const MIDDLE: u32 = 640;
const LARGE: u32 = 960;

/// When a browser fetches a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fetch {
    /// At once: it stands in the first view.
    Now,
    /// When the reader comes near.
    Later,
}

/// A small picture beside the good's own name.
pub(crate) fn small(ui: &Ui, photo: Option<&str>, category: &str, fetch: Fetch) -> Markup {
    html! {
        @match photo.filter(|_| !ui.save_data) {
            Some(code) => img src=(urls::picture(code, SMALL)) width="320" height="240" alt="" loading=[(fetch == Fetch::Later).then_some("lazy")];,
            None => span class="no-photo" { (icon(category)) },
        }
    }
}

/// The picture of a good on its own page.
pub(crate) fn large(ui: &Ui, photo: Option<&str>, category: &str, name: &str) -> Markup {
    html! {
        @match photo {
            Some(code) if ui.save_data => img class="photo product-photo" src=(urls::picture(code, SMALL)) width="320" height="240" alt=(name);,
            Some(code) => picture {
                source media="(min-width: 900px)" srcset=(urls::picture(code, LARGE));
                img class="photo product-photo" src=(urls::picture(code, MIDDLE)) width="640" height="480" alt=(name) fetchpriority="high";
            },
            None => span class="no-photo product-photo" { (icon(category)) },
        }
    }
}

/// The drawing of a usual good, beside its name: one sheet holds them all, so that they are fetched at once.
pub(crate) fn drawn(code: &str) -> Markup {
    html! { img src={ (crate::assets::path("art/usual.svg")) "#" (code) } width="56" height="56" alt="" loading="lazy"; }
}

/// The width and height of a photo for shared links.
pub(crate) const SHARED: (u32, u32) = (MIDDLE, 480);

/// The path of a photo for shared links.
pub(crate) fn for_sharing(photo: &str) -> String {
    urls::picture(photo, MIDDLE)
}
