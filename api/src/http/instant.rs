//! Instants as packages say them, and as HTTP headers do.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// An instant as a package says it: `2026-11-24T10:00:00Z`. Headers know none before 1970.
pub(crate) fn of_package(text: &str) -> Option<SystemTime> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let numbers = |text: &str, between: char| -> Option<[u64; 3]> {
        let all: Vec<u64> = text.split(between).map(|part| part.parse().ok()).collect::<Option<_>>()?;
        all.try_into().ok()
    };
    let ([year, month, day], [hour, minute, second]) = (numbers(date, '-')?, numbers(time, ':')?);
    if year < 1970 || !(1..=12).contains(&month) || day == 0 {
        return None;
    }
    // Years that begin in March end with their leap day, and the months of such a year repeat in fives.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1;
    /// Days from March of the year 0 to 1970.
    const BEFORE: u64 = 719_468;
    let seconds = ((days.checked_sub(BEFORE)? * 24 + hour) * 60 + minute) * 60 + second;
    Some(UNIX_EPOCH + Duration::from_secs(seconds))
}

/// The same as a header says it.
pub(crate) fn header(text: &str) -> Option<String> {
    of_package(text).map(httpdate::fmt_http_date)
}

/// An instant that a request's header says.
pub(crate) fn of_header(text: &str) -> Option<SystemTime> {
    httpdate::parse_http_date(text).ok()
}

#[cfg(test)]
mod tests {
    use super::{header, of_header, of_package};

    #[test]
    fn instants_are_told_in_the_words_of_http() {
        let cases = [
            ("1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
            ("2000-02-29T23:59:59Z", "Tue, 29 Feb 2000 23:59:59 GMT"),
            ("2016-10-02T14:44:11Z", "Sun, 02 Oct 2016 14:44:11 GMT"),
            ("2026-11-24T00:00:00Z", "Tue, 24 Nov 2026 00:00:00 GMT"),
            ("2100-03-01T00:00:00Z", "Mon, 01 Mar 2100 00:00:00 GMT"),
        ];
        for (package, http) in cases {
            assert_eq!(header(package).as_deref(), Some(http));
            assert_eq!(of_header(http), of_package(package));
        }
        for none in ["", "2026-11-24", "1969-12-31T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-24T00:00:00+07:00"] {
            assert_eq!(header(none), None, "{none}");
        }
    }
}
