//! The files of a revision: every table in every form, the whole as a package and as a database.

mod datasets;
mod file;
mod make;
mod package;
mod sqlite;

use inovasi_schema::Form;

use crate::form::FormError;

pub use datasets::Datasets;
pub use file::{DatasetFile, Kind, dataset_file, dataset_files};
pub use make::make;
pub(crate) use make::{measured, sum};
pub use package::{write_folder, write_zip};

/// Why a file of a revision is not made.
#[derive(Debug, thiserror::Error)]
pub enum DatasetError {
    /// The rows of a table cannot be written.
    #[error("{name}: {error}")]
    Rows {
        /// The file.
        name: String,
        /// Why not.
        error: FormError,
    },
    /// The catalogue cannot be read.
    #[error(transparent)]
    Catalogue(#[from] inovasi_schema::Error),
    /// The folder cannot be used.
    #[error("the folder {folder} cannot be used: {error}; see whether it can be written to and its disk has room")]
    Folder {
        /// The folder.
        folder: String,
        /// Why not.
        error: std::io::Error,
    },
    /// The package cannot be zipped.
    #[error("the package cannot be zipped: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// The database cannot be made.
    #[error("the SQLite file cannot be made: {0}")]
    Sqlite(#[from] sea_orm::DbErr),
    /// The descriptor cannot be written, which its types rule out.
    #[error("the descriptor cannot be written: {0}")]
    Json(#[from] serde_json::Error),
    /// Another revision stands than the one that a file is asked of.
    #[error("an import came before the file was made, ask for that of the new revision")]
    Moved,
    /// The work ended before the file did.
    #[error("the file was not made to its end: {0}")]
    Stopped(#[from] tokio::task::JoinError),
}

/// The forms of every table's files.
pub(crate) const FORMS: [Form; 4] = [Form::Csv, Form::Ndjson, Form::Parquet, Form::Xlsx];
