//! XML for machines, written by quick-xml: what is escaped and closed is its work.
use crate::ui::Ui;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io;

/// A document in the making.
pub(super) struct Xml(Writer<Vec<u8>>);

/// Names and values of an element.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// A document of one element, whose content `fill` writes.
    pub fn document(
        name: &str,
        attributes: Attributes,
        fill: impl FnOnce(&mut Xml) -> io::Result<()>,
    ) -> io::Result<Vec<u8>> {
        let mut xml = Xml(Writer::new(Vec::new()));
        xml.0.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        xml.element(name, attributes, fill)?;
        Ok(xml.0.into_inner())
    }

    /// An element with others in it.
    pub fn element(
        &mut self,
        name: &str,
        attributes: Attributes,
        fill: impl FnOnce(&mut Xml) -> io::Result<()>,
    ) -> io::Result<()> {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.0.write_event(Event::Start(start))?;
        fill(self)?;
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element with a text in it.
    pub fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        let text: String = text.chars().filter(|c| is_legal(*c)).collect();
        self.element(name, &[], |xml| xml.0.write_event(Event::Text(BytesText::new(&text))))
    }

    /// An element that its attributes say.
    pub fn empty(&mut self, name: &str, attributes: Attributes) -> io::Result<()> {
        self.0.write_event(Event::Empty(BytesStart::new(name).with_attributes(attributes.iter().copied())))
    }
}

/// Whether a document may hold this letter at all.
fn is_legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// An address with the site before it.
pub(super) fn whole(ui: &Ui, path: &str) -> String {
    format!("{}{path}", ui.origin)
}
