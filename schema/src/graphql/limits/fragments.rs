//! The size of a text with its fragments spread, reckoned once a fragment: spreading them could take for ever.

use std::collections::HashMap;

use async_graphql::parser::types::{ExecutableDocument, Selection as Parsed, SelectionSet};

use super::beyond;
use crate::error::{Code, Error};
use crate::graphql::plan::MOST_FIELDS;

/// Refuses texts that grow beyond all bounds when their fragments are spread, whatever their directives say: the
/// executor spreads fragments of operations that are not asked, too.
pub(crate) fn check_fragments(document: &ExecutableDocument) -> Result<(), Error> {
    let mut sizes = Sizes { document, known: HashMap::new(), open: Vec::new() };
    let mut all: u64 = 0;
    for (_, operation) in document.operations.iter() {
        all = all.saturating_add(sizes.of(&operation.node.selection_set.node)?);
    }
    for fragment in document.fragments.values() {
        sizes.of(&fragment.node.selection_set.node)?;
    }
    let limit = ("fields", all, MOST_FIELDS as u64, "fields with all fragments spread", "spread fewer");
    beyond(limit).map_or(Ok(()), |fault| Err(Error::of(vec![fault])))
}

/// Selections of sets with fragments spread, reckoned once a fragment.
struct Sizes<'a> {
    document: &'a ExecutableDocument,
    known: HashMap<&'a str, u64>,
    open: Vec<&'a str>,
}

impl<'a> Sizes<'a> {
    fn of(&mut self, set: &'a SelectionSet) -> Result<u64, Error> {
        let mut size: u64 = 0;
        for selection in &set.items {
            let inner = match &selection.node {
                Parsed::Field(field) => self.of(&field.node.selection_set.node)?,
                Parsed::InlineFragment(fragment) => self.of(&fragment.node.selection_set.node)?,
                Parsed::FragmentSpread(spread) => self.fragment(spread.node.fragment_name.node.as_str())?,
            };
            size = size.saturating_add(inner).saturating_add(1);
        }
        Ok(size)
    }

    fn fragment(&mut self, name: &'a str) -> Result<u64, Error> {
        if let Some(size) = self.known.get(name) {
            return Ok(*size);
        }
        if self.open.contains(&name) {
            return Err(Error::new(Code::InvalidQuery, format!("fragment {name} stands within itself")));
        }
        let Some(fragment) = self.document.fragments.get(name) else { return Ok(0) };
        self.open.push(name);
        let size = self.of(&fragment.node.selection_set.node)?;
        self.open.pop();
        self.known.insert(name, size);
        Ok(size)
    }
}
