//! A workbook of one sheet, typed; no cell is a formula. Its rows are spooled and the file is written when they are at
//! their end: the form has a directory of its parts, and the sheet's size stands before it.

use std::borrow::Cow;
use std::io::{BufWriter, Write};

use inovasi_entity::{CellKind, Field, Kind};
use inovasi_schema::Cells;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Worksheet};
use serde_json::Value;

use super::cell::text;
use super::{Encoder, FormError, Settings};

/// Spreadsheets count days from 1900 and take 1900 for a leap year; dates before March of it are written as text.
const FIRST_DATE: &str = "1900-03-01";

/// Most characters of a cell.
const LONGEST: usize = 32_767;

/// What stands at the end of a list that is longer; no code and no id is like it.
const CUT: &str = "...";

/// Bytes of a sheet, roughly, beyond which the older form of zip may not hold it: a quarter of what it holds, since signs
/// such as & take more than their own.
const LARGE: u64 = 1 << 30;

/// Bytes that a cell takes beside its text, roughly.
const OF_A_CELL: u64 = 48;

pub(super) struct Workbook<W> {
    book: rust_xlsxwriter::Workbook,
    /// The fields of its columns, each with its place among the cells of a row. No cell holds a boundary: they are left out,
    /// since an empty cell would say that there is none.
    fields: Vec<(usize, Field)>,
    /// Bytes of the sheet, roughly.
    bytes: u64,
    day: Format,
    instant: Format,
    next: u32,
    out: W,
}

impl<W: Write + Send> Workbook<W> {
    pub(super) fn new(fields: Vec<Field>, out: W, settings: &Settings) -> Result<Self, FormError> {
        let is_held = |(_, field): &(usize, Field)| !matches!(field.kind, Kind::Geometry);
        let fields: Vec<(usize, Field)> = fields.into_iter().enumerate().filter(is_held).collect();
        let mut book = rust_xlsxwriter::Workbook::new();
        book.set_tempdir(&settings.spool)?;
        let created = ExcelDateTime::parse_from_str(&settings.created)?;
        let properties = DocProperties::new()
            .set_title(&settings.name)
            .set_author("Inovasi")
            .set_comment(settings.licence.as_deref().unwrap_or_default())
            .set_creation_datetime(&created);
        book.set_properties(&properties);
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(&settings.name)?;
        sheet.set_freeze_panes(1, 0)?;
        let head = Format::new().set_bold();
        for (column, (_, field)) in (0_u16..).zip(&fields) {
            sheet.write_string_with_format(0, column, field.name.as_ref(), &head)?;
        }
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let instant = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        Ok(Self { book, fields, bytes: 0, day, instant, next: 1, out })
    }
}

impl<W: Write + Send> Encoder for Workbook<W> {
    fn rows(&mut self, rows: &[Cells]) -> Result<(), FormError> {
        let Self { book, fields, bytes, day, instant, next, .. } = self;
        let sheet = book.worksheet_from_index(0)?;
        for row in rows {
            for (column, (place, field)) in (0_u16..).zip(fields.iter()) {
                let cell = row.get(*place).unwrap_or(&Value::Null);
                match field.cell() {
                    CellKind::Date => moment(sheet, *next, column, cell, day)?,
                    CellKind::Instant => moment(sheet, *next, column, cell, instant)?,
                    kind => plain(sheet, *next, column, cell, kind)?,
                }
                *bytes += OF_A_CELL + cell.as_str().map_or(0, str::len) as u64;
            }
            *next += 1;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), FormError> {
        self.book.use_zip_large_file(self.bytes > LARGE);
        let mut out = BufWriter::new(self.out);
        self.book.save_to_writer(&mut out)?;
        Ok(out.flush()?)
    }
}

fn plain(sheet: &mut Worksheet, row: u32, column: u16, cell: &Value, kind: CellKind) -> Result<(), FormError> {
    match cell {
        Value::Null => {}
        Value::Bool(flag) => {
            sheet.write_boolean(row, column, *flag)?;
        }
        // Whole numbers stay below 2^53, where a double holds them all.
        Value::Number(number) => {
            sheet.write_number(row, column, number.as_f64().unwrap_or_default())?;
        }
        // As text whatever it begins with.
        other => {
            let text = text(other);
            // The parts of a list that no cell holds are left out, and it says so. Of other texts none is so long; one that
            // was would be refused here.
            let text = if kind == CellKind::List { cut(text) } else { text };
            sheet.write_string(row, column, text.as_ref())?;
        }
    }
    Ok(())
}

/// A list as a cell holds it: a longer one ends at a whole part and says so.
fn cut(text: Cow<'_, str>) -> Cow<'_, str> {
    // Bytes are no fewer than characters, and known.
    let end = if text.len() > LONGEST { text.char_indices().nth(LONGEST) } else { None };
    let Some((end, _)) = end else { return text };
    // Room for what is said instead.
    let kept = text.get(..end - CUT.len()).unwrap_or_default();
    let kept = kept.rfind(';').and_then(|end| kept.get(..=end)).unwrap_or_default();
    format!("{kept}{CUT}").into()
}

fn moment(sheet: &mut Worksheet, row: u32, column: u16, cell: &Value, format: &Format) -> Result<(), FormError> {
    match cell.as_str() {
        Some(text) if text >= FIRST_DATE => {
            let moment = ExcelDateTime::parse_from_str(text)?;
            sheet.write_datetime_with_format(row, column, &moment, format)?;
        }
        _ => plain(sheet, row, column, cell, CellKind::Text)?,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, cut};

    #[test]
    fn a_list_that_no_cell_holds_ends_at_a_whole_part() {
        let whole = "a".repeat(LONGEST);
        assert_eq!(cut(whole.as_str().into()), whole);
        let ids = vec!["kabupaten-x"; 4000].join(";");
        let short = cut(ids.as_str().into());
        assert!(short.len() <= LONGEST && short.len() > LONGEST - 20, "{}", short.len());
        assert!(short.ends_with(";..."));
        assert!(short.trim_end_matches("...").split_terminator(';').all(|id| id == "kabupaten-x"));
    }
}
