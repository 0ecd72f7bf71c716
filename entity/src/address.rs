//! Addresses of databases, read alike by the reader and the writer.

use std::path::Path;

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

/// The address of an SQLite file in a place whatever signs are in its name, with a mode (`ro`, `rwc`).
#[must_use]
pub fn sqlite_at(file: &Path, mode: &str) -> String {
    // Of an address the path is decoded, and ends where its parameters begin.
    let path = file.display().to_string().replace('%', "%25").replace('?', "%3F").replace('#', "%23");
    format!("sqlite://{path}?mode={mode}")
}

/// What tells a database from others, however it is addressed: no user, no password, no parameters; a file by its whole
/// path.
#[must_use]
pub fn database_name(url: &str) -> String {
    if let Some(file) = sqlite_file(url) {
        let file = Path::new(file);
        let whole = file.canonicalize().or_else(|_| std::path::absolute(file));
        return format!("sqlite://{}", whole.unwrap_or_else(|_| file.to_owned()).display());
    }
    let (address, _) = url.split_once('?').unwrap_or((url, ""));
    match (address.split_once("://"), address.rfind('@')) {
        (Some((scheme, _)), Some(at)) => format!("{scheme}://{}", address.get(at + 1..).unwrap_or_default()),
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{database_name, sqlite_address, sqlite_at, sqlite_file};

    #[test]
    fn a_database_has_one_name() {
        let here = std::env::current_dir().unwrap_or_default().join("none.db");
        assert_eq!(database_name("sqlite://none.db?mode=ro"), format!("sqlite://{}", here.display()));
        assert_eq!(database_name(&format!("sqlite://{}", here.display())), format!("sqlite://{}", here.display()));
        for url in ["postgres://a:b%40@h:5432/x?sslmode=require", "postgres://h:5432/x", "postgres://c@h:5432/x"] {
            assert_eq!(database_name(url), "postgres://h:5432/x");
        }
        assert_eq!(sqlite_at(Path::new("/a%/b?#.db"), "rwc"), "sqlite:///a%25/b%3F%23.db?mode=rwc");
    }

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
