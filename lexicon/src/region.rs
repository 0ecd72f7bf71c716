//! Regions as people write them.

/// A region as people write it. Which codes and systems there are is the catalogue's to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegionCode {
    /// An id of the catalogue: `ID`, `ID-35.10`.
    Id(String),
    /// A code of a system that is named: `bps:3510`.
    Of {
        /// The system, in lower case.
        system: String,
        /// The code as given, without white space around it; empty where there is none.
        code: String,
    },
    /// A code whose system is not named: `35.10`.
    Bare(String),
}

/// Reads a region, white space around it and around the first colon aside. Every text is one of the three; whether
/// there is such a region shows only in the catalogue.
#[must_use]
pub fn region_code(text: &str) -> RegionCode {
    let text = text.trim();
    if is_id(text) {
        return RegionCode::Id(text.to_owned());
    }
    match text.split_once(':') {
        Some((system, code)) if is_word(system.trim()) => {
            RegionCode::Of { system: system.trim().to_ascii_lowercase(), code: code.trim().to_owned() }
        }
        _ => RegionCode::Bare(text.to_owned()),
    }
}

/// A country in two or three capitals, alone or with more after a hyphen.
fn is_id(text: &str) -> bool {
    let (country, more) = text.split_once('-').map_or((text, None), |(country, more)| (country, Some(more)));
    (2..=3).contains(&country.len())
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && more.is_none_or(|more| !more.is_empty())
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn regions_are_read_as_documented() {
        let id = |id: &str| RegionCode::Id(id.to_owned());
        let of = |system: &str, code: &str| RegionCode::Of { system: system.to_owned(), code: code.to_owned() };
        let bare = |code: &str| RegionCode::Bare(code.to_owned());
        for (text, expected) in [
            (" ID-35.10 ", id("ID-35.10")),
            ("ID", id("ID")),
            ("ID-JI", id("ID-JI")),
            ("IDN-35", id("IDN-35")),
            ("bps:3510", of("bps", "3510")),
            (" ISO : ID-JI ", of("iso", "ID-JI")),
            ("Kemendagri:35.10", of("kemendagri", "35.10")),
            ("bps:", of("bps", "")),
            ("a:b:c", of("a", "b:c")),
            ("35.10", bare("35.10")),
            (" 3510", bare("3510")),
            ("ID-", bare("ID-")),
            ("id-35", bare("id-35")),
            ("35:10", bare("35:10")),
            (":10", bare(":10")),
            ("Jawa Timur", bare("Jawa Timur")),
            ("", bare("")),
        ] {
            assert_eq!(region_code(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_one_of_the_three(text in any::<String>()) {
            let (RegionCode::Id(said) | RegionCode::Bare(said) | RegionCode::Of { code: said, .. }) = region_code(&text);
            prop_assert_eq!(said.trim(), said.as_str());
            prop_assert!(text.contains(&said));
        }
    }
}
