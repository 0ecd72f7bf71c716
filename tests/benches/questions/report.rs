//! The figures as Markdown.

use std::time::Duration;

use crate::load::Measured;

/// What was measured of one question at one size.
pub(crate) struct Figures {
    pub(crate) name: &'static str,
    pub(crate) ours: Vec<Measured>,
    pub(crate) plain: Vec<Measured>,
}

/// What was measured at one size.
pub(crate) struct SizeFigures {
    pub(crate) size: usize,
    /// How long the catalogue took to make, if it was made now.
    pub(crate) filled: Option<Duration>,
    /// How long the index took to build, and to read again.
    pub(crate) built: Duration,
    pub(crate) read: Duration,
    /// Most memory of ours and of the plain server, MiB.
    pub(crate) memory: (f64, f64),
    pub(crate) questions: Vec<Figures>,
}

impl Figures {
    /// One line for whoever waits.
    pub(crate) fn line(&self) -> String {
        let (rates, plain) = (rates(&self.ours), rates(&self.plain));
        format!("{}: ours {rates:.0?} plain {plain:.0?} a second", self.name)
    }
}

fn rates(all: &[Measured]) -> Vec<f64> {
    all.iter().map(Measured::rate).collect()
}

/// The median rate.
fn rate(all: &[Measured]) -> f64 {
    let mut rates = rates(all);
    rates.sort_by(f64::total_cmp);
    rates.get(rates.len() / 2).copied().unwrap_or_default()
}

/// Milliseconds within which so many of a hundred answers came.
fn within(all: &[Measured], percent: usize) -> f64 {
    let mut latencies: Vec<u32> = all.iter().flat_map(|measured| measured.latencies.iter().copied()).collect();
    latencies.sort_unstable();
    let place = (latencies.len() * percent / 100).min(latencies.len().saturating_sub(1));
    latencies.get(place).copied().map_or(0.0, |micros| f64::from(micros) / 1000.0)
}

/// Milliseconds of processor time that an answer took.
fn used(all: &[Measured]) -> f64 {
    let used: f64 = all.iter().map(|measured| measured.used.as_secs_f64() * 1000.0).sum();
    let answers: usize = all.iter().map(|measured| measured.latencies.len()).sum();
    used / answers.max(1) as f64
}

/// Everything measured so far.
pub(crate) fn table(sizes: &[SizeFigures]) -> String {
    let mut text = String::from("\n| question |");
    for size in sizes {
        text.push_str(&format!(
            " {}: ours | plain SQL | CPU ms: ours / plain | ours p50 / p99, ms |",
            grouped(size.size as f64)
        ));
    }
    text.push_str(" last : first size, ours |\n|---|");
    text.push_str(&"---|".repeat(sizes.len() * 4 + 1));
    for (place, question) in sizes.first().map_or(&[][..], |size| &size.questions).iter().enumerate() {
        text.push_str(&format!("\n| {} |", question.name));
        for Figures { ours, plain, .. } in sizes.iter().filter_map(|size| size.questions.get(place)) {
            let (p50, p99) = (within(ours, 50), within(ours, 99));
            text.push_str(&format!(
                " {} | {} | {:.2} / {:.2} | {p50:.1} / {p99:.1} |",
                grouped(rate(ours)),
                grouped(rate(plain)),
                used(ours),
                used(plain)
            ));
        }
        let ends = sizes.first().zip(sizes.last()).filter(|_| sizes.len() > 1);
        let ratio = ends.map(|(first, last)| rate(&last.questions[place].ours) / rate(&first.questions[place].ours));
        text.push_str(&ratio.map_or_else(|| " |".to_owned(), |ratio| format!(" {ratio:.2} |")));
    }
    text.push_str("\n\n| size | index built | index read again | peak memory: ours | plain SQL | catalogue made |\n");
    text.push_str("|---|---|---|---|---|---|");
    for SizeFigures { size, filled, built, read, memory: (ours, plain), .. } in sizes {
        let filled = filled.map_or_else(|| "before".to_owned(), |time| format!("{:.1} s", time.as_secs_f64()));
        text.push_str(&format!(
            "\n| {} | {:.2} s | {:.2} s | {ours:.0} MiB | {plain:.0} MiB | {filled} |",
            grouped(*size as f64),
            built.as_secs_f64(),
            read.as_secs_f64()
        ));
    }
    text
}

/// A number with commas between thousands; small ones with a digit after the point.
fn grouped(number: f64) -> String {
    if number < 100.0 {
        return format!("{number:.1}");
    }
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
