//! What official numbers say, in a sentence that can be quoted.

use inovasi_entity::coverage;
use inovasi_index::{Index, TableIndex};

use super::Touched;

/// What is added up.
struct Sums {
    /// Rows with an official number.
    known: usize,
    official: i64,
    recorded: i64,
    /// Rows without one.
    unknown: usize,
    /// Editions that were not held.
    not_held: usize,
}

impl Touched {
    /// The sentence, in the language of the package or in English.
    pub(crate) fn sentence(&self, index: &Index, english: bool) -> String {
        let Some(own) = index.table(coverage::TABLE.name) else { return String::new() };
        let sums = self.sums(own);
        let mut sentences = Vec::new();
        if self.of_agencies {
            sentences.push(pick(
                english,
                "Hanya instansi dari jenis yang daftarnya lengkap (lihat /v1/mandates) ada semua di sini.",
                "Only agencies of kinds whose register is complete (see /v1/mandates) are all here.",
            ));
        }
        sentences.push(self.main(&sums, english));
        if sums.not_held > 0 && sums.known + sums.unknown > 0 {
            let count = sums.not_held;
            sentences.push(pick(
                english,
                &format!("{count} edisi tidak diadakan."),
                &format!("Editions that were not held: {count}."),
            ));
        }
        if sums.unknown > 0 && sums.known > 0 {
            let count = sums.unknown;
            sentences.push(pick(
                english,
                &format!("Tanpa jumlah resmi yang diketahui: {count} lagi."),
                &format!("Without a known official number: {count} more."),
            ));
        }
        sentences.push(pick(
            english,
            "Yang tidak ada di sini belum tercatat; bisa saja ada.",
            "What is not here is not recorded; it may well be there.",
        ));
        sentences.join(" ")
    }

    fn sums(&self, own: &TableIndex) -> Sums {
        let mut sums = Sums { known: 0, official: 0, recorded: 0, unknown: 0, not_held: 0 };
        for row in &self.summed {
            match own.integer("official", row).map(i64::from) {
                Some(official) => {
                    sums.known += 1;
                    sums.official += official;
                    sums.recorded += own.integer("recorded", row).map_or(0, i64::from);
                }
                None if own.word("held", row) == Some("false") => {
                    sums.not_held += 1;
                }
                None => sums.unknown += 1,
            }
        }
        sums
    }

    fn main(&self, sums: &Sums, english: bool) -> String {
        let (recorded, official) = (grouped(sums.recorded, english), grouped(sums.official, english));
        let editions = sums.known;
        let are = if sums.recorded == 1 { "is" } else { "are" };
        match (sums.known, self.by_tier) {
            (0, _) if sums.unknown == 0 && sums.not_held > 0 => {
                pick(english, "Lomba tidak diadakan.", "The competition was not held.")
            }
            (0, _) => pick(
                english,
                "Tidak ada jumlah resmi yang diketahui untuk yang ditanyakan, sehingga kelengkapannya tidak dapat dinyatakan.",
                "No official number is known of what is asked, so that nothing says how complete it is.",
            ),
            (_, true) => pick(
                english,
                &format!(
                    "Di seluruh katalog tercatat {recorded} dari {official} yang secara resmi ada pada tingkat itu."
                ),
                &format!(
                    "In the whole catalogue {recorded} of the {official} that officially reached the tier {are} recorded."
                ),
            ),
            (1, false) => pick(
                english,
                &format!(
                    "Di seluruh katalog tercatat {recorded} dari {official} proposal yang secara resmi diterima edisi itu."
                ),
                &format!(
                    "In the whole catalogue {recorded} of the {official} proposals that the edition officially received {are} recorded."
                ),
            ),
            (_, false) => pick(
                english,
                &format!(
                    "Di seluruh katalog tercatat {recorded} dari {official} proposal yang secara resmi diterima {editions} edisi lomba."
                ),
                &format!(
                    "In the whole catalogue {recorded} of the {official} proposals that {editions} editions of competitions officially received {are} recorded."
                ),
            ),
        }
    }
}

fn pick(english: bool, own: &str, in_english: &str) -> String {
    if english { in_english } else { own }.to_owned()
}

/// A number with its thousands set off.
fn grouped(number: i64, english: bool) -> String {
    let digits = number.to_string();
    let sign = if english { ',' } else { '.' };
    let mut told = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            told.push(sign);
        }
        told.push(digit);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_set_off() {
        let told = [0, 99, 999, 1_000, 29_090, 1_234_567].map(|number| grouped(number, true));
        assert_eq!(told, ["0", "99", "999", "1,000", "29,090", "1,234,567"]);
        assert_eq!(grouped(29_090, false), "29.090");
    }
}
