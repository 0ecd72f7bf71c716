//! Words for people in the two languages of the documents.

/// A language of the documents: the reference, the schema, the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Indonesian.
    Indonesian,
    /// English; the committed contract is in English.
    English,
}

impl Language {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Indonesian, Self::English];

    /// Its code, as in `lang`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.pick("id", "en")
    }

    /// The one of two texts that is in this language.
    #[must_use]
    pub fn pick<T>(self, indonesian: T, english: T) -> T {
        match self {
            Self::Indonesian => indonesian,
            Self::English => english,
        }
    }
}
