//! The two languages, as they stand in a path: Persian has no prefix, English has `/en`.

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    Fa,
    En,
}

impl Lang {
    pub const BOTH: [Lang; 2] = [Lang::Fa, Lang::En];

    /// The BCP 47 tag, also stored with an account.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Fa => "fa",
            Lang::En => "en",
        }
    }

    pub fn from_tag(tag: &str) -> Option<Lang> {
        Lang::BOTH.into_iter().find(|lang| lang.tag() == tag)
    }

    /// The writing direction, as HTML says it.
    pub fn dir(self) -> &'static str {
        match self {
            Lang::Fa => "rtl",
            Lang::En => "ltr",
        }
    }

    /// What stands before every path of this language.
    pub fn prefix(self) -> &'static str {
        match self {
            Lang::Fa => "",
            Lang::En => "/en",
        }
    }

    /// The language of a path, and the path without its prefix: `/en/p/abc` is English and `/p/abc`.
    pub fn of_path(path: &str) -> (Lang, &str) {
        match path.strip_prefix("/en") {
            Some("") => (Lang::En, "/"),
            Some(rest) if rest.starts_with('/') => (Lang::En, rest),
            _ => (Lang::Fa, path),
        }
    }

    pub fn other(self) -> Lang {
        match self {
            Lang::Fa => Lang::En,
            Lang::En => Lang::Fa,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn a_path_names_its_language() {
        assert_eq!(Lang::of_path("/en/p/abc"), (Lang::En, "/p/abc"));
        assert_eq!(Lang::of_path("/en"), (Lang::En, "/"));
        assert_eq!(Lang::of_path("/english"), (Lang::Fa, "/english"));
    }
}
