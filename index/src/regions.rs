//! What each region has: counts of the region and everything below it.

use crate::awards::Awards;
use crate::column::{Column, NULL};
use crate::made::integers;
use crate::table::{Index, TableIndex};

/// Status of the awards that count.
const AWARDED: &str = "awarded";

/// The columns, of all regions at once: innovations are walked twice, however many regions there are, and each adds to
/// the few that it lies in.
pub(crate) fn regions(index: &Index) -> Vec<(&'static str, Column)> {
    let (Some(regions), Some(innovations)) = (index.table("region"), index.table("innovation")) else {
        return Vec::new();
    };
    // The region of an innovation with all above it (`derive`).
    let Some(within) = innovations.column("region") else { return Vec::new() };
    let awards = awards(index, &index.awards, innovations.ids.len());
    let mut counts = [const { Vec::new() }; 4];
    counts.iter_mut().for_each(|counts| counts.resize(regions.ids.len(), 0_u64));
    for row in (0..).take(innovations.ids.len()) {
        let weights =
            [1, awards.get(row as usize).copied().unwrap_or_default(), index.outcomes(row), index.replications(row)];
        for region in within.ranks(row) {
            for (counts, weight) in counts.iter_mut().zip(weights) {
                if let Some(count) = counts.get_mut(region as usize) {
                    *count += weight;
                }
            }
        }
    }
    let names = ["innovation_count", "award_count", "outcome_count", "replication_count"];
    let agencies = ("agency_count", agencies(innovations, within, regions.ids.len()));
    names.into_iter().zip(counts).chain([agencies]).map(|(name, counts)| (name, column(counts))).collect()
}

fn column(counts: Vec<u64>) -> Column {
    integers(counts.into_iter().map(|count| i32::try_from(count).ok()))
}

/// The awards of each innovation that count.
fn awards(index: &Index, awards: &Awards, innovations: usize) -> Vec<u64> {
    let mut counts = vec![0; innovations];
    let Some(of) = index.table("award").and_then(|table| table.column("innovation_id")) else { return counts };
    for award in awards.groups.iter().filter(|group| group.status == AWARDED).flat_map(|group| &group.awards) {
        if let Some(count) = counts.get_mut(of.rank(award) as usize) {
            *count += 1;
        }
    }
    counts
}

/// The agencies of each region's innovations, each once: taken agency by agency, so that a region need only remember
/// which one it counted last.
fn agencies(innovations: &TableIndex, within: &Column, regions: usize) -> Vec<u64> {
    let (mut counts, mut last) = (vec![0; regions], vec![NULL; regions]);
    let Some(of) = innovations.column("agency_id") else { return counts };
    for agency in 0..of.distinct() {
        for region in of.rows(agency).iter().flat_map(|row| within.ranks(row)) {
            let place = region as usize;
            if let (Some(count), Some(last)) = (counts.get_mut(place), last.get_mut(place))
                && *last != agency
            {
                *last = agency;
                *count += 1;
            }
        }
    }
    counts
}
