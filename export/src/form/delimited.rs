//! Text between delimiters (RFC 4180), as it is or made safe for spreadsheets.

use std::borrow::Cow;
use std::io::Write;

use csv::{Terminator, Writer, WriterBuilder};
use inovasi_entity::{CellKind, Field};
use inovasi_schema::Cells;

use super::cell::text;
use super::{Encoder, FormError};

/// What a spreadsheet needs to read the text as UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// How a cell begins that a spreadsheet would run. Signs of full width mean the same to some of them.
const RUN: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What a spreadsheet drops or changes at the beginning of a cell, so that what follows would be run.
const BLANK: [char; 3] = ['\t', '\r', '\n'];

/// Where a spreadsheet may end a cell: each has delimiters of its own, by its language, whatever the file was written with.
const ENDS: [char; 5] = [',', ';', '\t', '\r', '\n'];

pub(super) struct Delimited<W: Write> {
    out: Writer<W>,
    /// For each field whether its cells are made safe.
    guarded: Vec<bool>,
}

impl<W: Write> Delimited<W> {
    pub(super) fn new(fields: &[Field], mut out: W, delimiter: u8, safe: bool) -> Result<Self, FormError> {
        if safe {
            out.write_all(BYTE_ORDER_MARK)?;
        }
        let mut out = WriterBuilder::new().delimiter(delimiter).terminator(Terminator::CRLF).from_writer(out);
        out.write_record(fields.iter().map(|field| field.name.as_ref()))?;
        // Numbers are none of theirs: a minus before digits is a sign.
        let guarded = |field: &Field| safe && matches!(field.cell(), CellKind::Text | CellKind::List);
        Ok(Self { out, guarded: fields.iter().map(guarded).collect() })
    }
}

/// A cell that no spreadsheet runs: an apostrophe before what would be run, at its beginning and wherever a spreadsheet
/// with another delimiter would begin a cell.
fn safe(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains(RUN) && !text.starts_with(BLANK) {
        return text;
    }
    let mut safe = String::with_capacity(text.len() + 1);
    let mut begins = true;
    for sign in text.chars() {
        if begins && (RUN.contains(&sign) || (safe.is_empty() && BLANK.contains(&sign))) {
            safe.push('\'');
        }
        // Quotes there are dropped by who takes another delimiter.
        begins = ENDS.contains(&sign) || (begins && sign == '"');
        safe.push(sign);
    }
    safe.into()
}

impl<W: Write> Encoder for Delimited<W> {
    fn rows(&mut self, rows: &[Cells]) -> Result<(), FormError> {
        for row in rows {
            for (cell, guarded) in row.iter().zip(&self.guarded) {
                let text = text(cell);
                let text = if *guarded { safe(text) } else { text };
                self.out.write_field(text.as_bytes())?;
            }
            self.out.write_record(None::<&[u8]>)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), FormError> {
        Ok(self.out.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn no_cell_is_run_whatever_ends_it() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+62", "'+62"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1+1", "'\t'=1+1"),
            ("\r=1", "'\r'=1"),
            ("\nx", "'\nx"),
            ("＝1", "'＝1"),
            ("a;=1+1;b", "a;'=1+1;b"),
            ("a,\"=1+1\"", "a,\"'=1+1\""),
            ("\"=1+1\"", "\"'=1+1\""),
            ("a\n-b", "a\n'-b"),
            ("", ""),
            ("a = b", "a = b"),
            ("a, -b; c", "a, -b; c"),
            ("ID-35.10", "ID-35.10"),
            ("a@b.go.id, c", "a@b.go.id, c"),
        ];
        for (text, expected) in cases {
            assert_eq!(safe(text.into()), expected, "{text:?}");
        }
    }
}
