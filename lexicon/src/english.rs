//! English words that the algorithm does not take to the stem of their family, and Indonesian words that it takes for
//! English ones.

/// A stem, and the words that have it.
pub(crate) const FAMILIES: &[(&str, &str)] = &[
    ("bangli", ""), // A regency, no adverb of `bang`.
    ("centr", "center"),
    ("children", "child"),
    ("gemas", ""),
    ("kamis", ""),          // Thursday; `kami` is we.
    ("manis", ""),          // Sweet; not `many`.
    ("mobile", "mobility"), // The algorithm's `mobil` is a car.
    (
        "organis",
        "organize organizes organized organizing organizer organizers organization organizations organizational",
    ),
    ("program", "programme programmes"),
    ("regist", "registration registrations registry registries registrar"),
    ("women", "woman"),
];
