//! Faults of parameters, in their words.

use inovasi_entity::Table;

use super::is_searched;
use crate::error::{Code, ParameterError};
use crate::filter::filters;
use crate::question::CONTROLS;
use crate::spelling::nearest;

/// Parameters of lists whose texts are searched.
const OF_SEARCH: [&str; 2] = ["q", "highlight"];

/// Names that are nobody's misspelling, with the parameter that takes what they mean. The first that is allowed holds.
const MEANT: &[(&str, &str)] = &[
    // A region takes everything within it, a province too.
    ("province", "region"),
    ("kind", "agency_kind"),
    // Where no texts are searched, what they name is asked for.
    ("q", "agency"),
    ("q", "competition_id"),
];

/// A parameter that a list does not have.
pub(crate) fn unknown(table: &'static Table, name: &str) -> (Code, ParameterError) {
    let controls = CONTROLS.iter().copied().filter(|control| is_searched(table) || !OF_SEARCH.contains(control));
    let allowed: Vec<String> = controls.chain(filters(table).map(|column| column.name)).map(str::to_owned).collect();
    (Code::UnknownParameter, ParameterError::unknown(name, "is no parameter of this list", &allowed))
}

impl ParameterError {
    /// A name that is none of those that are allowed, with the one that may be meant.
    pub(crate) fn unknown(name: &str, message: &str, allowed: &[String]) -> Self {
        let is_allowed = |meant: &str| allowed.iter().any(|other| other == meant);
        let meant = MEANT.iter().find(|(said, meant)| *said == name && is_allowed(meant));
        let nearest = || nearest(name, allowed.iter().map(String::as_str));
        let suggestion = meant.map(|(_, meant)| (*meant).to_owned()).or_else(nearest);
        fault(name, message, allowed, suggestion)
    }
}

/// A value that a parameter does not take.
pub(crate) fn wrong(parameter: &str, value: &str, allowed: &[String]) -> (Code, ParameterError) {
    let suggestion = nearest(value, allowed.iter().map(String::as_str));
    (Code::InvalidParameter, fault(parameter, &format!("{:?} is not allowed", shown(value)), allowed, suggestion))
}

/// A value as an error shows it: its first characters.
pub(super) fn shown(value: &str) -> String {
    value.chars().take(100).collect()
}

pub(crate) fn fault(parameter: &str, message: &str, allowed: &[String], suggestion: Option<String>) -> ParameterError {
    let allowed = allowed.iter().take(100).cloned().collect();
    ParameterError { parameter: parameter.into(), message: message.into(), allowed, suggestion }
}

#[cfg(test)]
mod tests {
    use inovasi_entity::{Table, agency, compliance_row, coverage, innovation};

    use super::{OF_SEARCH, unknown};
    use crate::list::{is_searched, listed_tables};

    #[test]
    fn what_a_name_means_goes_before_what_it_resembles() {
        let cases: [(&'static Table, &str, Option<&str>); 8] = [
            (&innovation::TABLE, "province", Some("region")),
            (&compliance_row::TABLE, "province", Some("region")),
            (&innovation::TABLE, "kind", Some("agency_kind")),
            (&compliance_row::TABLE, "kind", Some("agency_kind")),
            (&compliance_row::TABLE, "q", Some("agency")),
            (&coverage::TABLE, "q", Some("competition_id")),
            (&agency::TABLE, "regio", Some("region")),
            (&agency::TABLE, "nothing", None),
        ];
        for (table, name, meant) in cases {
            let (_, found) = unknown(table, name);
            assert_eq!(found.suggestion.as_deref(), meant, "{}: {name}", table.name);
        }
    }

    #[test]
    fn lists_that_are_not_searched_name_no_search() {
        for table in listed_tables() {
            let (_, found) = unknown(table, "nothing");
            for name in OF_SEARCH {
                let is_there = found.allowed.iter().any(|allowed| allowed == name);
                assert_eq!(is_there, is_searched(table), "{}: {name}", table.name);
            }
        }
    }
}
