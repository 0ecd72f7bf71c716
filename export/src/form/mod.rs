//! The forms that rows are written in: one encoder each, over the same fields and cells.

mod cell;
mod delimited;
mod geojson;
mod ndjson;
mod parquet;
mod xlsx;

use std::io::Write;
use std::path::{Path, PathBuf};

use inovasi_entity::Field;
use inovasi_schema::{Cells, Form};
use tokio::task::JoinError;

use crate::rows::Patience;

pub(crate) use cell::text;

/// What a file is made with, beside its rows.
#[derive(Debug, Clone)]
pub struct Settings {
    /// What stands between the cells of delimited text.
    pub delimiter: u8,
    /// Where a workbook keeps its rows until it is whole.
    pub spool: PathBuf,
    /// What the rows are, for forms that name their content: a table's plural.
    pub name: String,
    /// The `created` instant of the revision, which files that hold a date say; never the clock.
    pub created: String,
    /// The licences of the data, as people read them, if the package states any.
    pub licence: Option<String>,
    /// The number of the revision.
    pub revision: i32,
    /// How long is waited for those who take the file as it is made.
    pub patience: Patience,
}

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    /// The place that it is written to refused.
    #[error("cannot write: {0}")]
    Io(#[from] std::io::Error),
    /// Delimited text.
    #[error("cannot write delimited text: {0}")]
    Csv(#[from] csv::Error),
    /// JSON.
    #[error("cannot write JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// Workbook.
    #[error("cannot write a workbook: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// Parquet.
    #[error("cannot write Parquet: {0}")]
    Parquet(#[from] ::parquet::errors::ParquetError),
    /// The columns of Parquet.
    #[error("cannot make the columns of Parquet: {0}")]
    Arrow(#[from] arrow_schema::ArrowError),
    /// A cell that does not hold what its field says.
    #[error("{field}: {cell} is not what the field holds")]
    Cell {
        /// Name of the field.
        field: String,
        /// The cell as JSON.
        cell: String,
    },
    /// The rows could not be read.
    #[error(transparent)]
    Rows(#[from] inovasi_schema::Error),
    /// Nobody takes the file any more.
    #[error("the file is not wanted any more")]
    Left,
    /// The encoder ended before the file did.
    #[error("the encoder of {form} stopped ({cause}); {remedy}")]
    Stopped {
        /// The form.
        form: &'static str,
        /// Why, as far as that is known.
        cause: JoinError,
        /// What to look at.
        remedy: String,
    },
}

impl FormError {
    /// An encoder that ended before its file did.
    pub(crate) fn stopped(form: Form, spool: &Path, cause: JoinError) -> Self {
        let remedy = if form == Form::Xlsx {
            let spool = spool.display();
            format!(
                "its rows are spooled in {spool}: see whether its disk has room, or name another folder with --files or INOVASI_FILES"
            )
        } else {
            "try again".to_owned()
        };
        Self::Stopped { form: form.name(), cause, remedy }
    }
}

/// Writes rows in one form.
pub trait Encoder {
    /// Writes the next rows.
    ///
    /// # Errors
    /// If a cell does not fit or the output refuses; the file is then broken.
    fn rows(&mut self, rows: &[Cells]) -> Result<(), FormError>;

    /// Ends the file.
    ///
    /// # Errors
    /// As above.
    fn finish(self: Box<Self>) -> Result<(), FormError>;
}

/// The encoder of a form; the header is written with it.
///
/// # Errors
/// If the output refuses, or the spool folder of a workbook.
pub fn encoder<'a, W: Write + Send + 'a>(
    form: Form,
    fields: Vec<Field>,
    out: W,
    settings: &Settings,
) -> Result<Box<dyn Encoder + 'a>, FormError> {
    Ok(match form {
        Form::Csv => Box::new(delimited::Delimited::new(&fields, out, settings.delimiter, false)?),
        Form::CsvExcel => Box::new(delimited::Delimited::new(&fields, out, settings.delimiter, true)?),
        Form::Json | Form::Ndjson => Box::new(ndjson::Ndjson::new(fields, out)),
        Form::Xlsx => Box::new(xlsx::Workbook::new(fields, out, settings)?),
        Form::Parquet => Box::new(parquet::Parquet::new(fields, out, settings)?),
        Form::GeoJson => Box::new(geojson::GeoJson::new(fields, out)?),
    })
}
