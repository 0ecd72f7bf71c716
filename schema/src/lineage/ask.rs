//! What is asked of a family, said and checked.

use inovasi_entity::ReplicationStatus;

use super::STATED;
use crate::error::{Code, Error, ParameterError};
use crate::list::{check_lang, fault, wrong};
use crate::question::{LONGEST_NAME, LONGEST_VALUE};
use crate::snapshot::Snapshot;

/// Parameters of a family.
const PARAMETERS: &[&str] = &["status", "internal", "lang"];

/// Values of `internal`; the second is meant if nothing is said.
const INTERNAL: [&str; 2] = ["true", "false"];

/// What was said of a family.
#[derive(Debug, Default, Clone)]
pub(crate) struct LineageQuestion {
    pub(crate) status: Vec<String>,
    pub(crate) internal: Vec<String>,
    pub(crate) lang: Option<String>,
    pub(crate) faults: Vec<(Code, ParameterError)>,
}

/// What is shown of a family.
#[derive(Debug)]
pub(super) struct Asked {
    /// Statuses of replications.
    pub(super) statuses: Vec<&'static str>,
    /// Of [`INTERNAL`]: whether replications are shown that stay in their own government, those that do not, or both.
    pub(super) internal: Vec<&'static str>,
    pub(super) english: bool,
}

impl Asked {
    /// Whether replications are shown that are internal, or those that are not.
    pub(super) fn shows(&self, internal: bool) -> bool {
        self.internal.contains(&if internal { "true" } else { "false" })
    }
}

impl LineageQuestion {
    /// Reads a query string's pairs.
    pub(super) fn of_pairs(pairs: &[(String, String)]) -> Self {
        let mut question = Self::default();
        for (name, value) in pairs {
            if !PARAMETERS.contains(&name.as_str()) {
                let shown: String = name.chars().take(LONGEST_NAME).collect();
                let Error { code, errors, .. } = Error::unknown(&shown, PARAMETERS);
                question.faults.extend(errors.into_iter().map(|error| (code, error)));
                continue;
            }
            let length = value.chars().count();
            if length > LONGEST_VALUE {
                let allowed = [format!("at most {LONGEST_VALUE} characters; repeat the key for more values")];
                question.faults.push(wrong(name, &format!("{length} characters"), &allowed));
                continue;
            }
            let values = value.split(',').map(str::to_owned);
            match name.as_str() {
                "status" => question.status.extend(values),
                "internal" => question.internal.extend(values),
                _ if question.lang.is_some() => {
                    question.faults.push((Code::InvalidParameter, fault(name, "is there twice", &[], None)));
                }
                _ => question.lang = Some(value.clone()),
            }
        }
        question
    }
}

/// Checks what was said; every fault at once.
pub(super) fn check(snapshot: &Snapshot, question: LineageQuestion) -> Result<Asked, Error> {
    let LineageQuestion { status, internal, lang, mut faults } = question;
    let known: Vec<&'static str> = ReplicationStatus::VOCABULARY.terms.iter().map(|term| term.code).collect();
    let statuses = chosen("status", &status, &known, STATED, &mut faults);
    let internal = chosen("internal", &internal, &INTERNAL, "false", &mut faults);
    let english = check_lang(snapshot, lang.as_deref(), &mut faults);
    if faults.is_empty() { Ok(Asked { statuses, internal, english }) } else { Err(Error::of(faults)) }
}

/// Those of the known values that are said, or the usual one.
fn chosen(
    parameter: &str,
    said: &[String],
    known: &[&'static str],
    usual: &'static str,
    faults: &mut Vec<(Code, ParameterError)>,
) -> Vec<&'static str> {
    if said.is_empty() {
        return vec![usual];
    }
    let mut chosen: Vec<&'static str> = Vec::new();
    for value in said {
        match known.iter().find(|known| **known == value.as_str()) {
            Some(found) if !chosen.contains(found) => chosen.push(*found),
            Some(_) => {}
            None => {
                let allowed: Vec<String> = known.iter().map(|known| (*known).to_owned()).collect();
                faults.push(wrong(parameter, value, &allowed));
            }
        }
    }
    chosen
}
