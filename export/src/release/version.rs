//! Versions of releases: the date of the package, and a number where that date is taken.

use inovasi_entity::is_partial_date;

/// The version of a release of a package's `created` instant, among those that are taken.
#[must_use]
pub fn version_of(created: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let date: String = created.chars().take(10).collect();
    if !is_taken(&date) {
        return date;
    }
    (2_u32..).map(|number| format!("{date}.{number}")).find(|version| !is_taken(version)).unwrap_or(date)
}

/// Checks a version that somebody names: people read the day off it.
///
/// # Errors
/// A sentence that says what is allowed.
pub fn check_version(version: &str) -> Result<(), String> {
    let (day, number) = version.split_once('.').unwrap_or((version, "2"));
    let sound = number.parse::<u16>().is_ok_and(|value| value >= 2 && value.to_string() == number);
    if sound && day.len() == 10 && is_partial_date(day) {
        return Ok(());
    }
    Err(format!("{version:?} is no version, write a day, such as 2026-11-24, or the second of a day, 2026-11-24.2"))
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
    fn a_version_is_a_day() {
        for good in ["2026-11-24", "2026-11-24.2", "2026-11-24.13"] {
            assert!(check_version(good).is_ok(), "{good}");
        }
        for bad in
            ["", "latest", "2026", "2026-02-30", "2026-11-24.", "2026-11-24.1", "2026-11-24.02", "a/b", "2026-11-24.x"]
        {
            assert!(check_version(bad).is_err(), "{bad}");
        }
    }
}
