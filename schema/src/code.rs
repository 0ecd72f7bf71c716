//! The one error table: every code that an answer can carry, its status, its words.

use crate::words::Language;

/// Codes of errors; each stands for one HTTP status on the REST face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// A parameter that the resource does not have.
    UnknownParameter,
    /// A value that a parameter does not take.
    InvalidParameter,
    /// A cursor that is not ours, or is of another filter or sort.
    InvalidCursor,
    /// Nothing is there.
    NotFound,
    /// It was there and was deleted.
    Gone,
    /// The resource does not take this method.
    MethodNotAllowed,
    /// The address is longer than we read.
    UriTooLong,
    /// The form of answer that is asked for is not to be had.
    NotAcceptable,
    /// The form of the request is not one we read.
    UnsupportedMediaType,
    /// The body is longer than we read.
    PayloadTooLarge,
    /// A file that is no longer the one that the caller holds.
    PreconditionFailed,
    /// Bytes that a file does not have.
    RangeNotSatisfiable,
    /// GraphQL text that does not parse or does not fit the schema.
    InvalidQuery,
    /// A GraphQL request beyond a limit.
    QueryTooComplex,
    /// A hash of a persisted query that is not known.
    PersistedQueryNotFound,
    /// More requests than one client may send in a time.
    TooManyRequests,
    /// The database does not answer.
    Unavailable,
    /// A fault of ours.
    Internal,
}

impl Code {
    /// Every code, for the documents.
    pub const ALL: &[Self] = &[
        Self::UnknownParameter,
        Self::InvalidParameter,
        Self::InvalidCursor,
        Self::NotFound,
        Self::Gone,
        Self::MethodNotAllowed,
        Self::NotAcceptable,
        Self::PayloadTooLarge,
        Self::UriTooLong,
        Self::UnsupportedMediaType,
        Self::PreconditionFailed,
        Self::RangeNotSatisfiable,
        Self::InvalidQuery,
        Self::QueryTooComplex,
        Self::PersistedQueryNotFound,
        Self::TooManyRequests,
        Self::Unavailable,
        Self::Internal,
    ];

    /// The code as it stands in an answer.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// HTTP status.
    #[must_use]
    pub fn status(self) -> u16 {
        self.row().status
    }

    /// Title for people.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.row().title
    }

    /// What it means, in a language.
    #[must_use]
    pub fn meaning(self, language: Language) -> &'static str {
        language.pick(self.row().meaning.0, self.row().meaning.1)
    }

    /// The page that explains it.
    #[must_use]
    pub fn url(self) -> String {
        format!("/docs/errors/{}", self.name())
    }

    /// Whether its sentence is made of what is wrong with each parameter.
    pub(crate) fn is_of_parameters(self) -> bool {
        matches!(self, Self::UnknownParameter | Self::InvalidParameter | Self::InvalidCursor | Self::QueryTooComplex)
    }

    fn row(self) -> Row {
        let row =
            |name, status, title, indonesian, english| Row { name, status, title, meaning: (indonesian, english) };
        match self {
            Self::UnknownParameter => row(
                "unknown_parameter",
                400,
                "Unknown parameter",
                "Parameter yang tidak dikenal alamat ini; yang salah semuanya disebut.",
                "A parameter that this address does not have; all faults are told at once.",
            ),
            Self::InvalidParameter => row(
                "invalid_parameter",
                400,
                "Invalid parameter",
                "Parameter yang tidak dikenal, atau nilai atau kursor yang tidak diterima; yang salah semuanya disebut.",
                "An unknown parameter, or a value or cursor that is not taken; all faults are told at once.",
            ),
            Self::InvalidCursor => row(
                "invalid_cursor",
                400,
                "Invalid cursor",
                "Kursor yang bukan dari daftar ini dengan filter dan urutan ini.",
                "A cursor that is not of this list with this filter and sort.",
            ),
            Self::NotFound => row("not_found", 404, "Not found", "Tidak ada.", "Nothing is there."),
            Self::Gone => row(
                "gone",
                410,
                "Gone",
                "Pernah ada dan sudah dihapus; baris terakhirnya ada di tombstone.",
                "It was there and was deleted; tombstone has the row as it was.",
            ),
            Self::MethodNotAllowed => row(
                "method_not_allowed",
                405,
                "Method not allowed",
                "Metode yang tidak diterima di sini; Allow menyebut yang diterima.",
                "A method that is not taken here; Allow names those that are.",
            ),
            Self::UriTooLong => {
                row("uri_too_long", 414, "Address too long", "Alamat terlalu panjang.", "The address is too long.")
            }
            Self::NotAcceptable => row(
                "not_acceptable",
                406,
                "Not acceptable",
                "Bentuk jawaban yang diminta tidak ada.",
                "The form of answer that is asked for is not to be had.",
            ),
            Self::UnsupportedMediaType => row(
                "unsupported_media_type",
                415,
                "Unsupported media type",
                "Isi permintaan bukan bentuk yang dibaca.",
                "The body is not of a form that is read.",
            ),
            Self::PayloadTooLarge => {
                row("payload_too_large", 413, "Payload too large", "Isi terlalu panjang.", "The body is too long.")
            }
            Self::PreconditionFailed => row(
                "precondition_failed",
                412,
                "Precondition failed",
                "Berkas ini bukan yang disebut If-Match, atau berubah setelah If-Unmodified-Since.",
                "The file is not the one that If-Match names, or was changed after If-Unmodified-Since.",
            ),
            Self::RangeNotSatisfiable => row(
                "range_not_satisfiable",
                416,
                "Range not satisfiable",
                "Bagian berkas yang diminta tidak ada; Content-Range menyebut panjangnya.",
                "The file has no such part; Content-Range tells its length.",
            ),
            Self::InvalidQuery => row(
                "invalid_query",
                400,
                "Invalid GraphQL query",
                "Teks GraphQL yang tidak terbaca atau tidak sesuai skema.",
                "GraphQL text that does not parse or does not fit the schema.",
            ),
            Self::QueryTooComplex => row(
                "query_too_complex",
                400,
                "Query too complex",
                "Pertanyaan GraphQL yang melewati batas; biaya dan batasnya disebut.",
                "A GraphQL question beyond a limit; its cost and the limit are told.",
            ),
            Self::PersistedQueryNotFound => row(
                "persisted_query_not_found",
                404,
                "Persisted query not found",
                "Sidik kueri yang belum dikenal; kirim beserta teksnya.",
                "The hash of a query that is not known yet; send it with its text.",
            ),
            Self::TooManyRequests => row(
                "too_many_requests",
                429,
                "Too many requests",
                "Lebih banyak permintaan daripada yang dilayani dalam satu menit; coba lagi setelah Retry-After.",
                "More requests than are answered within a minute; try again after Retry-After.",
            ),
            Self::Unavailable => row(
                "unavailable",
                503,
                "Unavailable",
                "Basis data tidak menjawab; coba lagi setelah Retry-After.",
                "The database does not answer; try again after Retry-After.",
            ),
            Self::Internal => row(
                "internal",
                500,
                "Internal error",
                "Kesalahan kami; tercatat dengan pengenal permintaan.",
                "A fault of ours; it was logged with the request id.",
            ),
        }
    }
}

/// What is told of a code.
struct Row {
    name: &'static str,
    status: u16,
    title: &'static str,
    /// Indonesian, English.
    meaning: (&'static str, &'static str),
}
