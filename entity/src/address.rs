//! Addresses of databases, read alike by the reader and the writer.

/// An SQLite address with a mode (`ro`, `rwc`), whatever mode it names itself; others as they are.
#[must_use]
pub fn sqlite_address(url: &str, mode: &str) -> String {
    if !url.starts_with("sqlite:") {
        return url.to_owned();
    }
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("mode="));
    let pairs: Vec<String> = kept.map(str::to_owned).chain([format!("mode={mode}")]).collect();
    format!("{path}?{}", pairs.join("&"))
}

/// The file of an SQLite address.
#[must_use]
pub fn sqlite_file(url: &str) -> Option<&str> {
    let path = url.strip_prefix("sqlite://")?;
    Some(path.split_once('?').map_or(path, |(path, _)| path))
}

#[cfg(test)]
mod tests {
    use super::{sqlite_address, sqlite_file};

    #[test]
    fn the_mode_is_ours_and_the_rest_is_kept() {
        assert_eq!(sqlite_address("sqlite:///a.db", "ro"), "sqlite:///a.db?mode=ro");
        assert_eq!(
            sqlite_address("sqlite:///a.db?mode=rwc&cache=private", "ro"),
            "sqlite:///a.db?cache=private&mode=ro"
        );
        assert_eq!(sqlite_address("postgres://x/y", "ro"), "postgres://x/y");
        assert_eq!(sqlite_file("sqlite:///a.db?mode=rwc"), Some("/a.db"));
    }
}
