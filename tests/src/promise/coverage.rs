//! Official numbers beside recorded ones.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::package::{Package, Row};
use super::share;

/// A row of coverage.
#[derive(Debug)]
pub struct Covered {
    /// The row, without the sentences of its gap.
    pub row: Value,
    /// Whether something is missing, or nobody knows whether it is.
    pub missing: bool,
}

/// All rows, by id.
#[must_use]
pub fn coverage(package: &Package) -> Vec<Covered> {
    let mut rows = Vec::new();
    for edition in &package.editions.rows {
        // Proposals are of innovations; agencies that were honoured themselves are none.
        let recorded = recorded(package, edition.id(), |award| award.text("innovation_id").is_some());
        rows.push((edition.id(), covered(edition, edition.id(), None, None, edition.number("proposals"), &recorded)));
    }
    for tier in &package.tiers.rows {
        let Some(edition) = edition(package, tier) else { continue };
        let placed = placed(package, tier, |_| true);
        rows.push((tier.id(), covered(edition, tier.id(), tier.text("code"), None, tier.number("size"), &placed)));
    }
    for composition in &package.compositions.rows {
        let Some(tier) = composition.text("tier_id").and_then(|tier| package.tiers.get(tier)) else { continue };
        let (Some(edition), Some(official)) = (edition(package, tier), composition.number("innovations")) else {
            continue;
        };
        let group = composition.text("agency_group");
        let of_group = placed(package, tier, |award| is_of(package, award, group));
        let row = covered(edition, composition.id(), tier.text("code"), group, Some(official), &of_group);
        rows.push((composition.id(), row));
    }
    rows.sort_by_key(|(id, _)| *id);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn edition<'a>(package: &'a Package, tier: &Row) -> Option<&'a Row> {
    package.editions.get(tier.text("edition_id")?)
}

fn covered(
    edition: &Row,
    id: &str,
    tier: Option<&str>,
    group: Option<&str>,
    official: Option<i32>,
    recorded: &BTreeSet<&str>,
) -> Covered {
    let recorded = recorded.len() as u64;
    let official = official.and_then(|official| u64::try_from(official).ok());
    let row = json!({
        "id": id,
        "competition_id": edition.text("competition_id"),
        "edition_id": edition.id(),
        "year": edition.number("year"),
        "tier": tier,
        "agency_group": group,
        "official": official,
        "recorded": recorded,
        "share": official.and_then(|official| share(recorded, official)),
    });
    Covered { row, missing: official.is_none_or(|official| recorded < official) }
}

/// Who has an award of an edition: innovations, and agencies that were honoured themselves.
fn recorded<'a>(package: &'a Package, edition: &str, counts: impl Fn(&Row) -> bool) -> BTreeSet<&'a str> {
    let of_edition = package.awards.rows.iter().filter(|award| award.is("edition_id", edition));
    let honoured = |award: &'a Row| award.text("innovation_id").or_else(|| award.text("agency_id"));
    of_edition.filter(|award| counts(award)).filter_map(honoured).collect()
}

/// Those placed in a tier, or in one that lies within it.
fn placed<'a>(package: &'a Package, tier: &Row, counts: impl Fn(&Row) -> bool) -> BTreeSet<&'a str> {
    let mut codes = BTreeSet::new();
    for other in &package.tiers.rows {
        let same = other.text("edition_id") == tier.text("edition_id");
        let within = package.tiers.chain(Some(other.id()), "within_id").iter().any(|above| above.id() == tier.id());
        if same && within {
            codes.extend(other.text("code"));
        }
    }
    let Some(edition) = tier.text("edition_id") else { return BTreeSet::new() };
    recorded(package, edition, |award| {
        let counted = award.is("status", "awarded") || award.is("status", "finalist");
        counted && award.text("tier").is_some_and(|tier| codes.contains(tier)) && counts(award)
    })
}

/// Whether the root agency of whom an award honours is of a kind that belongs to a group.
fn is_of(package: &Package, award: &Row, group: Option<&str>) -> bool {
    let innovation = award.text("innovation_id").and_then(|innovation| package.innovations.get(innovation));
    let agency = innovation.map_or_else(|| award.text("agency_id"), |innovation| innovation.text("agency_id"));
    let kind = agency.and_then(|agency| package.root(agency)).and_then(|root| root.text("kind"));
    let group =
        package.codes.rows.iter().find(|code| code.is("codelist", "agency_group") && code.text("code") == group);
    let members = group.and_then(|group| group.text("members")).unwrap_or_default();
    kind.is_some_and(|kind| members.split(';').any(|member| member == kind))
}
