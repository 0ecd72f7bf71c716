//! Text between delimiters (RFC 4180), as it is or made safe for spreadsheets.

use std::io::Write;

use csv::{Terminator, Writer, WriterBuilder};
use inovasi_entity::{CellKind, Field};
use inovasi_schema::Cells;

use super::cell::text;
use super::{Encoder, FormError};

/// What a spreadsheet needs to read the text as UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// How a cell begins that a spreadsheet would run or change. Signs of full width mean the same to some of them.
const RUN: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

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

impl<W: Write> Encoder for Delimited<W> {
    fn rows(&mut self, rows: &[Cells]) -> Result<(), FormError> {
        for row in rows {
            for (cell, guarded) in row.iter().zip(&self.guarded) {
                let text = text(cell);
                if *guarded && text.starts_with(RUN) {
                    self.out.write_field(format!("'{text}"))?;
                } else {
                    self.out.write_field(text.as_bytes())?;
                }
            }
            self.out.write_record(None::<&[u8]>)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), FormError> {
        Ok(self.out.flush()?)
    }
}
