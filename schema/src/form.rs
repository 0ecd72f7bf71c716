//! The forms that an answer can have.

use inovasi_entity::Table;

use crate::error::{Code, ParameterError};
use crate::list::fault;

/// A form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// A page in its envelope.
    Json,
    /// Comma-separated values (RFC 4180), values unaltered.
    Csv,
    /// The same for spreadsheets: with a byte order mark, and no cell that they would run.
    CsvExcel,
    /// One JSON object a line.
    Ndjson,
    /// A workbook of one sheet.
    Xlsx,
    /// Apache Parquet.
    Parquet,
    /// A collection of features, one a row.
    GeoJson,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 7] =
        [Self::Json, Self::Csv, Self::CsvExcel, Self::Ndjson, Self::Xlsx, Self::Parquet, Self::GeoJson];

    /// Its name, as `format` takes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::CsvExcel => "csv-excel",
            Self::Ndjson => "ndjson",
            Self::Xlsx => "xlsx",
            Self::Parquet => "parquet",
            Self::GeoJson => "geojson",
        }
    }

    /// Its media type, as `Accept` asks for it; that of spreadsheets' CSV is CSV's own.
    #[must_use]
    pub fn media(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv | Self::CsvExcel => "text/csv",
            Self::Ndjson => "application/x-ndjson",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Parquet => "application/vnd.apache.parquet",
            Self::GeoJson => "application/geo+json",
        }
    }

    /// What the names of its files end in.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::CsvExcel => "csv",
            other => other.name(),
        }
    }

    /// The form of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// Whether a file of it holds so many rows: a sheet has an end, the others have none.
    #[must_use]
    pub fn holds(self, rows: u64) -> bool {
        self != Self::Xlsx || rows <= MOST_XLSX_ROWS
    }

    /// Whether it is text between delimiters.
    #[must_use]
    pub fn is_delimited(self) -> bool {
        matches!(self, Self::Csv | Self::CsvExcel)
    }
}

/// The forms that a table's rows can have: a map only where they have a place.
pub fn forms(table: &Table) -> impl Iterator<Item = Form> {
    let placed = has_place(table);
    Form::ALL.into_iter().filter(move |form| *form != Form::GeoJson || placed)
}

/// Whether the rows of a table have a place: a point of their own, or a region.
#[must_use]
pub fn has_place(table: &Table) -> bool {
    table.stored("latitude").is_some() || table.column("region_id").is_some()
}

/// What may stand between cells, in the notation of `delimiter`.
pub const DELIMITERS: [(&str, u8); 3] = [(",", b','), (";", b';'), ("tab", b'\t')];

/// Parameters of a page, which a file has no use for.
const OF_PAGES: [&str; 5] = ["limit", "cursor", "include", "facets", "highlight"];

/// What is wrong with the parameters of an answer in a form, whatever their values.
pub(crate) fn faults(pairs: &[(String, String)], form: Form) -> Vec<(Code, ParameterError)> {
    let mut faults = Vec::new();
    for (name, _) in pairs {
        let message = match name.as_str() {
            "delimiter" if !form.is_delimited() => "goes with format=csv or csv-excel alone",
            name if form != Form::Json && OF_PAGES.contains(&name) => {
                "goes with format=json alone: a file has the whole result, in the columns of its table"
            }
            _ => continue,
        };
        faults.push((Code::InvalidParameter, fault(name, message, &[], None)));
    }
    faults
}

/// What is wrong with a workbook of so many rows.
pub(crate) fn too_many(rows: u64, form: Form) -> Option<(Code, ParameterError)> {
    let allowed: Vec<String> = [Form::Csv, Form::Parquet].map(|form| form.name().to_owned()).to_vec();
    let message = format!("the result has {rows} rows, a sheet holds {MOST_XLSX_ROWS}; ask for csv or parquet");
    (!form.holds(rows)).then(|| (Code::InvalidParameter, fault("format", &message, &allowed, Some("csv".into()))))
}

/// Most rows of a sheet below its header.
pub const MOST_XLSX_ROWS: u64 = 1_048_575;

#[cfg(test)]
mod tests {
    use super::{Form, MOST_XLSX_ROWS, too_many};

    #[test]
    fn a_workbook_of_more_rows_than_a_sheet_holds_is_refused() {
        assert!(too_many(MOST_XLSX_ROWS, Form::Xlsx).is_none());
        assert!(too_many(MOST_XLSX_ROWS + 1, Form::Csv).is_none());
        let (_, fault) = too_many(MOST_XLSX_ROWS + 1, Form::Xlsx).unwrap_or_else(|| panic!("it is refused"));
        assert_eq!((fault.parameter.as_str(), fault.suggestion.as_deref()), ("format", Some("csv")));
        assert!(fault.message.contains("1048576 rows") && fault.message.contains("csv"), "{}", fault.message);
    }
}
