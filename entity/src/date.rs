//! Partial dates: a year, a month or a day of the calendar.

/// Whether a text is `2016`, `2016-05` or `2016-05-20`, and such a day exists.
#[must_use]
pub fn is_partial_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let digits = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if !digits || !matches!(lengths.as_slice(), [4] | [4, 2] | [4, 2, 2]) {
        return false;
    }
    let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    match numbers.as_slice() {
        [_] => true,
        [_, month] => (1..=12).contains(month),
        [year, month, day] => (1..=days_of(*year, *month)).contains(day),
        _ => false,
    }
}

fn days_of(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::is_partial_date;

    #[test]
    fn partial_dates_are_days_of_the_calendar() {
        for good in ["2016", "2016-05", "2016-02-29", "2000-02-29"] {
            assert!(is_partial_date(good), "{good}");
        }
        for bad in ["16", "+201", "2016-13", "2015-02-29", "1900-02-29", "2016-5", "2016-05-20T00:00", "abcd"] {
            assert!(!is_partial_date(bad), "{bad}");
        }
    }
}
