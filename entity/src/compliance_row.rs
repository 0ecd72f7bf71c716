//! The kept promise: what is recorded of an agency's duty in a year. Worked out of the package's rows by the index.

use crate::table::{Kind, Table, optional, required};
use crate::vocabulary::{ComplianceStatus, YearBasis};

/// The table's one declaration.
pub static TABLE: Table = Table {
    name: "compliance_row",
    plural: "compliance",
    description: "Kewajiban berinovasi satu instansi dalam satu tahun: terpenuhi, belum tercatat, atau tidak diwajibkan. Katalog belum lengkap: belum tercatat bukan berarti tidak berinovasi. Setiap instansi dan tahun punya dua baris: bersama unit-unitnya (with_units true) dan sendiri.",
    description_en: "The duty to innovate of an agency in a year: met, not recorded, or not obligated. The catalogue is not complete: not recorded does not mean that there was no innovation. Each agency and year has two rows: with its units (with_units true) and alone.",
    evidenced: false,
    folded: None,
    derived: &[],
    columns: &[
        required(
            "id",
            Kind::Id,
            "Pengenal: instansi dan tahun; berakhiran --own bila unit-unitnya tidak dihitung.",
            "Identifier: agency and year; it ends in --own where units are not counted.",
        ),
        required("agency_id", Kind::Reference("agency"), "Instansinya.", "The agency."),
        required("year", Kind::Integer { min: 1_945, max: 2_100 }, "Tahunnya.", "The year."),
        optional(
            "required",
            Kind::Integer { min: 1, max: 1_000 },
            "Inovasi yang diwajibkan tahun itu; kosong bila tidak ada kewajiban bagi jenisnya.",
            "Innovations that the year asks for; null where no mandate covers the agency's kind.",
        ),
        required(
            "innovations",
            Kind::Integer { min: 0, max: 1_000_000 },
            "Inovasi yang tercatat untuk tahun itu, apa pun dasar tahunnya.",
            "Innovations recorded for the year, whatever the basis of their years.",
        ),
        required(
            "innovation_ids",
            Kind::References("innovation"),
            "Inovasi-inovasi itu menurut id.",
            "Those innovations, by id.",
        ),
        required(
            "status",
            Kind::Closed(ComplianceStatus::VOCABULARY),
            "Yang tercatat tentang kewajiban itu.",
            "What is recorded of the duty.",
        ),
        optional(
            "basis",
            Kind::Closed(YearBasis::VOCABULARY),
            "Dasar tahun yang menentukan, bila terpenuhi: initiated dan implemented disebut sumber; competition_edition hanya edisi lomba.",
            "The basis of the year that decides, where met: initiated and implemented are stated by a source, competition_edition is the edition of a competition alone.",
        ),
        required(
            "with_units",
            Kind::Boolean,
            "Apakah inovasi unit-unit di bawahnya ikut dihitung.",
            "Whether the innovations of its units are counted, too.",
        ),
        optional(
            "mandate_id",
            Kind::Reference("mandate"),
            "Kewajiban yang berlaku; kosong bila tidak ada.",
            "The mandate that covers it; null where none does.",
        ),
    ],
};
