//! What a file of `static/` weighs on its way to a phone: style sheets without what only their readers need, and texts packed
//! as tightly as Brotli can, once for each file instead of once for each request.
use std::io::Write as _;

/// A style sheet without comments and without white space that means nothing. What stands in quotes stays as it is.
pub(super) fn slim(sheet: &str) -> String {
    let mut slim = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(first) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else if matches!(first, '"' | '\'') {
            let end = rest.get(1..).and_then(|inner| inner.find(first)).map_or(rest.len(), |at| at + 2);
            let (quoted, after) = rest.split_at(end);
            slim.push_str(quoted);
            rest = after;
        } else {
            put(&mut slim, first);
            rest = rest.split_at(first.len_utf8()).1;
        }
    }
    slim
}

fn put(slim: &mut String, next: char) {
    if next.is_whitespace() {
        if !slim.is_empty() && !slim.ends_with([' ', '{', '}', ';', ',', ':']) {
            slim.push(' ');
        }
        return;
    }
    if matches!(next, '{' | '}' | ';' | ',') && slim.ends_with(' ') {
        slim.pop();
    }
    if next == '}' && slim.ends_with(';') {
        slim.pop();
    }
    slim.push(next);
}

/// Packed by Brotli; nothing where that fails or makes the content longer.
pub(super) fn packed(content: &[u8]) -> Option<Vec<u8>> {
    const BUFFER: usize = 4096;
    const TIGHTEST: u32 = 11;
    const WINDOW: u32 = 22;

    let mut packer = brotli::CompressorWriter::new(Vec::new(), BUFFER, TIGHTEST, WINDOW);
    packer.write_all(content).ok()?;
    let packed = packer.into_inner();
    (packed.len() < content.len()).then_some(packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_loses_its_comments_and_idle_space_and_keeps_what_is_in_quotes() {
        let sheet = "/* Why: x */\n.a , .b > i {\n  margin: 0 auto ;\n  content: \"a  /* b */ ;}\";\n}\n\n.c :hover { inset: calc(1px + 2px); }\n";
        let slimmer = ".a,.b > i{margin:0 auto;content:\"a  /* b */ ;}\"}.c :hover{inset:calc(1px + 2px)}";
        assert_eq!(slim(sheet), slimmer);
        assert_eq!(slim(slimmer), slimmer);
    }

    #[test]
    fn text_becomes_shorter_and_what_would_become_longer_stays() {
        assert!(packed("آمل ".repeat(100).as_bytes()).is_some_and(|packed| packed.len() < 40));
        assert_eq!(packed(b"x"), None);
    }
}
