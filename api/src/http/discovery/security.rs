//! `/.well-known/security.txt` (RFC 9116): whom to tell of a hole.

use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use inovasi_schema::{Code, Error};

use super::text;
use crate::http::answer;
use crate::http::origin::origin;
use crate::http::problem::Problem;
use crate::http::state::Service;

/// Days for which the contact holds: less than the year that the standard allows at most.
const DAYS: u64 = 360;

/// The day on which the contact ends, counted from the start of the program. Its operator says the contact at each
/// start, so that is when it was known to be right; what nobody started for a year may well have nobody to write to.
static EXPIRES: OnceLock<String> = OnceLock::new();

/// The instant at which the contact ends, fixed when it is first asked for, which the start does.
pub(crate) fn expires() -> &'static str {
    EXPIRES.get_or_init(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let (year, month, day) = date(now / 86_400 + DAYS);
        format!("{year:04}-{month:02}-{day:02}T00:00:00Z")
    })
}

/// The date of a day counted from 1970: its year, month and day.
fn date(mut days: u64) -> (u64, u64, u64) {
    let is_leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    while days >= 365 + u64::from(is_leap(year)) {
        days -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    (year, month, days + 1)
}

/// `GET /.well-known/security.txt`
pub(crate) async fn security(
    State(service): State<Service>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    answer::takes_no_parameters(&uri)?;
    let Some(contact) = &service.contact else {
        let detail = "this server names no contact; its operator sets one with --contact or INOVASI_CONTACT";
        return Err(Problem(Error::new(Code::NotFound, detail)));
    };
    let origin = origin(&service, &headers);
    let said = written(&contact.to_string(), origin.as_str(), expires());
    Ok(text(&origin, &headers, said, "text/plain; charset=utf-8"))
}

fn written(contact: &str, origin: &str, expires: &str) -> String {
    format!(
        "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: id, en\nCanonical: {origin}/.well-known/security.txt\n"
    )
}

#[cfg(test)]
mod tests {
    use super::{date, written};

    #[test]
    fn days_are_dates() {
        assert_eq!(date(0), (1970, 1, 1));
        assert_eq!(date(11_016), (2000, 2, 29));
        assert_eq!(date(20_781), (2026, 11, 24));
        assert_eq!(date(20_818), (2026, 12, 31));
        assert_eq!(date(20_819), (2027, 1, 1));
    }

    #[test]
    fn every_field_stands_on_its_line() {
        let said = written("mailto:a@example.org", "https://example.org", "2027-11-19T00:00:00Z");
        let fields: Vec<&str> = said.lines().filter_map(|line| line.split(": ").next()).collect();
        assert_eq!(fields, ["Contact", "Expires", "Preferred-Languages", "Canonical"]);
    }
}
