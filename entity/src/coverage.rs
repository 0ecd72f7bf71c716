//! How complete the catalogue is: official numbers of editions and tiers beside the numbers that are recorded. Worked
//! out of the package's rows by the index.

use crate::table::{Kind, Table, optional, required};

/// The table's one declaration.
pub static TABLE: Table = Table {
    name: "coverage",
    plural: "coverage",
    description: "Kelengkapan katalog: jumlah resmi sebuah edisi atau tingkat lomba di samping jumlah yang tercatat.",
    description_en: "How complete the catalogue is: the official number of an edition or tier beside the number that is recorded.",
    evidenced: false,
    folded: None,
    derived: &[],
    columns: &[
        required(
            "id",
            Kind::Id,
            "Pengenal: edisi, tingkat, atau kelompok dalam tingkat.",
            "Identifier: of the edition, the tier, or the group within the tier.",
        ),
        required("competition_id", Kind::Reference("competition"), "Lombanya.", "The competition."),
        required("edition_id", Kind::Reference("edition"), "Edisinya.", "The edition."),
        required("year", Kind::Integer { min: 1_945, max: 2_100 }, "Tahun edisi itu.", "Year of the edition."),
        optional(
            "tier",
            Kind::Code("tier"),
            "Tingkatnya; kosong untuk seluruh edisi, yang dibandingkan dengan proposal yang diterima.",
            "The tier; null for the whole edition, which is compared with the proposals that were received.",
        ),
        optional(
            "agency_group",
            Kind::Code("agency_group"),
            "Kelompok instansi menurut jenis instansi induknya; kosong untuk semua.",
            "The group of agencies, by the kind of the root agency; null for all.",
        ),
        optional(
            "official",
            Kind::Integer { min: 0, max: 10_000_000 },
            "Jumlah resmi; kosong bila tidak ada sumbernya.",
            "The official number; null where no source states it.",
        ),
        required(
            "recorded",
            Kind::Integer { min: 0, max: 10_000_000 },
            "Yang tercatat, masing-masing sekali: inovasi (atau instansi yang dihargai sendiri) pada tingkat itu atau tingkat di dalamnya, berstatus awarded atau finalist; untuk seluruh edisi inovasi dengan status apa pun.",
            "What is recorded, each once: innovations (or agencies that are honoured themselves) in the tier or one within it, by status awarded or finalist; for the whole edition innovations by any status.",
        ),
        optional(
            "share",
            Kind::Number { min: 0.0, max: 1_000.0 },
            "Bagian yang tercatat dari jumlah resmi.",
            "The share of the official number that is recorded.",
        ),
        optional(
            "gap",
            Kind::Text,
            "Yang belum tercatat, dalam satu kalimat; kosong bila lengkap.",
            "What is not recorded, in a sentence; null where nothing is missing.",
        ),
        optional(
            "gap_en",
            Kind::Text,
            "Yang belum tercatat, dalam bahasa Inggris.",
            "What is not recorded, in English.",
        ),
    ],
};
