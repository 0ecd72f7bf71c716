//! Versions of releases: the date of the package, and a number where that date is taken.

/// Longest version.
const LONGEST: usize = 40;

/// The version of a release of a package's `created` instant, among those that are taken.
#[must_use]
pub fn version_of(created: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let date: String = created.chars().take(10).collect();
    if !is_taken(&date) {
        return date;
    }
    (2_u32..).map(|number| format!("{date}.{number}")).find(|version| !is_taken(version)).unwrap_or(date)
}

/// Checks a version that somebody names: it is a part of addresses and of file names.
///
/// # Errors
/// A sentence that says what is allowed.
pub fn check_version(version: &str) -> Result<(), String> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
    let sound = version.bytes().all(allowed) && version.starts_with(|first: char| first.is_ascii_alphanumeric());
    if !sound || version.len() > LONGEST || version == inovasi_schema::LATEST {
        return Err(format!(
            "{version:?} is no version: take at most {LONGEST} letters, digits, dots, hyphens and underscores, begin with a \
             letter or digit, and do not take {:?}",
            inovasi_schema::LATEST
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{check_version, version_of};

    #[test]
    fn a_date_that_is_taken_gets_a_number() {
        let created = "2026-11-24T10:00:00Z";
        let among = |taken: &[&str]| version_of(created, |version| taken.contains(&version));
        assert_eq!(among(&[]), "2026-11-24");
        assert_eq!(among(&["2026-11-24"]), "2026-11-24.2");
        assert_eq!(among(&["2026-11-24", "2026-11-24.2"]), "2026-11-24.3");
    }

    #[test]
    fn a_version_is_a_part_of_an_address() {
        for good in ["2026-11-24", "2026-11-24.2", "v1.0", "1"] {
            assert!(check_version(good).is_ok(), "{good}");
        }
        for bad in ["", "latest", "..", ".hidden", "a/b", "a b", "a%2Fb", "é", &"1".repeat(41)] {
            assert!(check_version(bad).is_err(), "{bad}");
        }
    }
}
