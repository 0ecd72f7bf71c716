//! An instant or a span of time, as RFC 3339 writes them: `2024-01-31T00:00:00Z`, `2024-01-01/2024-12-31`, `../2024-12-31`.

use inovasi_entity::is_partial_date;

/// Whether a text is one of them.
pub(super) fn check(text: &str) -> Result<(), Vec<String>> {
    let form = || vec!["2024-01-31T00:00:00Z, a day, or two of them as from/to, either of them .. for open".to_owned()];
    let open = |text: &str| text.is_empty() || text == "..";
    let (from, to) = match text.split_once('/') {
        None => return instant(text).map(|_| ()).ok_or_else(form),
        Some((from, to)) if open(from) && open(to) => return Err(form()),
        Some(ends) => ends,
    };
    let end = |text: &str| if open(text) { Some(None) } else { instant(text).map(Some) };
    match (end(from), end(to)) {
        (Some(Some(from)), Some(Some(to))) if from > to => {
            Err(vec!["a span whose first instant is not after its second".to_owned()])
        }
        (Some(_), Some(_)) => Ok(()),
        _ => Err(form()),
    }
}

/// The seconds of an instant, or of a day's beginning.
fn instant(text: &str) -> Option<i64> {
    let day = text.get(..10).filter(|day| is_partial_date(day))?;
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<i64>().ok())?;
    let (year, month, of_month) = (number(&day[..4])?, number(&day[5..7])?, number(&day[8..])?);
    // Days before it, of years that begin in March, so that a leap day is a year's last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let day = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + of_month;
    let rest = &text[10..];
    if rest.is_empty() {
        return Some(day * 86_400);
    }
    let rest = rest.strip_prefix(['T', 't'])?;
    let place = rest.find(['Z', 'z', '+', '-'])?;
    let (time, zone) = rest.split_at(place);
    let (time, fraction) = time.split_once('.').map_or((time, None), |(time, fraction)| (time, Some(fraction)));
    let is_fraction = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !fraction.is_none_or(is_fraction) {
        return None;
    }
    let clock = |text: &str, parts: usize| {
        let found: Vec<&str> = text.split(':').collect();
        let two =
            |(text, below): (&&str, i64)| Some(*text).filter(|t| t.len() == 2).and_then(number).filter(|n| *n < below);
        let numbers: Option<Vec<i64>> = found.iter().zip([24, 60, 61]).map(two).collect();
        numbers
            .filter(|_| found.len() == parts)
            .map(|n| n.iter().zip([3600, 60, 1]).map(|(n, seconds)| n * seconds).sum::<i64>())
    };
    let offset = match zone {
        "Z" | "z" => 0,
        _ => clock(&zone[1..], 2)? * if zone.starts_with('+') { 1 } else { -1 },
    };
    Some(day * 86_400 + clock(time, 3)? - offset)
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn instants_days_and_spans_are_taken() {
        for text in [
            "2024-01-31T00:00:00Z",
            "2024-01-31t23:59:60.5+07:00",
            "2024-01-31",
            "2024-01-01/2024-12-31",
            "../2024-12-31T00:00:00Z",
            "2024-01-01/..",
            "2024-01-01/",
            "/2024-01-01",
            "2024-01-01T00:00:00+07:00/2023-12-31T17:00:00Z",
            "2024-05-01T01:00:00Z/2024-04-30T22:00:00-05:00",
        ] {
            assert!(check(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "..",
            "../..",
            "/",
            "2024",
            "2024-13-01",
            "2024-01-31T00:00:00",
            "2024-01-31T24:00:00Z",
            "2024-01-31T00:00Z",
            "2024-01-31T00:00:00.Z",
            "2024-12-31/2024-01-01",
            "2024-01-01/2024-02-01/2024-03-01",
            "now",
            "2024-01-31é",
        ] {
            assert!(check(text).is_err(), "{text}");
        }
    }
}
