//! A text with places to fill in, such as `{to}`. Each value is escaped as what stands around it asks for, so that none of
//! its letters is taken for anything else.

/// How a value is written into the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Escape {
    /// A part of an address, or a field of a form: all but plain letters as `%` and two digits.
    Percent,
    /// Inside the quotes of a string of JSON.
    Json,
    /// Text or an attribute of XML.
    Xml,
    /// As it is.
    Plain,
}

/// A text with places in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template {
    parts: Vec<Part>,
    escape: Escape,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Place(String),
}

impl Template {
    /// Reads a text: a name of small letters, digits and underlines within braces is a place, and every other brace is text.
    pub fn parse(text: &str, escape: Escape) -> Template {
        let mut parts = Vec::new();
        let (mut plain, mut rest) = (String::new(), text);
        while let Some((before, after)) = rest.split_once('{') {
            plain.push_str(before);
            let place = after.split_once('}').filter(|(name, _)| is_name(name));
            match place {
                Some((name, further)) => {
                    parts.push(Part::Text(std::mem::take(&mut plain)));
                    parts.push(Part::Place(name.to_owned()));
                    rest = further;
                }
                None => {
                    plain.push('{');
                    rest = after;
                }
            }
        }
        plain.push_str(rest);
        parts.push(Part::Text(plain));
        Template { parts, escape }
    }

    /// The names of its places, in their order.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Place(name) => Some(name.as_str()),
            Part::Text(_) => None,
        })
    }

    /// The text with a value in each place; a place without a value stays empty.
    pub fn fill(&self, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Place(name) => {
                    let value = values.iter().find(|(known, _)| known == name).map_or("", |(_, value)| *value);
                    write(&mut filled, value, self.escape);
                }
            }
        }
        filled
    }
}

fn is_name(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    !text.is_empty() && text.bytes().all(is_plain)
}

fn write(to: &mut String, value: &str, escape: Escape) {
    match escape {
        Escape::Plain => to.push_str(value),
        Escape::Percent => value.bytes().for_each(|byte| percent(to, byte)),
        Escape::Json => {
            let quoted = serde_json::Value::from(value).to_string();
            to.push_str(quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default());
        }
        Escape::Xml => {
            for letter in value.chars() {
                match letter {
                    '&' => to.push_str("&amp;"),
                    '<' => to.push_str("&lt;"),
                    '>' => to.push_str("&gt;"),
                    '"' => to.push_str("&quot;"),
                    '\'' => to.push_str("&apos;"),
                    other => to.push(other),
                }
            }
        }
    }
}

fn percent(to: &mut String, byte: u8) {
    if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
        to.push(char::from(byte));
    } else {
        to.push_str(&format!("%{byte:02X}"));
    }
}

#[cfg(test)]
mod tests {
    use super::{Escape, Template};

    const HOSTILE: &str = "\"نان\"\n\\ 100% & <تازه> {to}+'";

    #[test]
    fn a_value_arrives_letter_for_letter_whatever_stands_in_it() {
        let filled = |text: &str, escape| Template::parse(text, escape).fill(&[("text", HOSTILE), ("to", "0912")]);
        let json: serde_json::Value =
            serde_json::from_str(&filled(r#"{"m":"{text}","to":"{to}"}"#, Escape::Json)).unwrap();
        assert_eq!((json["m"].as_str(), json["to"].as_str()), (Some(HOSTILE), Some("0912")));
        let form: Vec<(String, String)> =
            serde_urlencoded::from_str(&filled("text={text}&to={to}", Escape::Percent)).unwrap();
        assert_eq!(form[0].1, HOSTILE);
        assert_eq!(form.len(), 2);
        let xml = filled("<t>{text}</t>", Escape::Xml);
        assert!(xml.contains("&quot;نان&quot;") && xml.contains("&lt;تازه&gt;") && xml.contains("&amp;"), "{xml}");
    }

    #[test]
    fn only_a_name_in_braces_is_a_place() {
        let template = Template::parse(r#"{"a": {}, "b": "{to_98}{Text}{"}"#, Escape::Plain);
        assert_eq!(template.places().collect::<Vec<_>>(), ["to_98"]);
        assert_eq!(template.fill(&[("to_98", "98912")]), r#"{"a": {}, "b": "98912{Text}{"}"#);
    }
}
