//! The declarations of filters that reach beyond the columns of a table, in the form of columns: so notation, check,
//! OpenAPI and GraphQL take them like any other.

use inovasi_entity::{AwardStatus, Column, Kind, Table};

/// One filter, and the tables that have it.
pub(crate) struct Reaching {
    pub(crate) column: Column,
    pub(crate) on: fn(&Table) -> bool,
}

/// The filters that hold for one and the same award.
pub(crate) const AWARD: [&str; 4] = ["competition", "edition", "tier", "award_status"];

/// Whether a filter means a row and all below it.
pub(crate) fn is_within(name: &str) -> bool {
    ["region", "agency"].contains(&name)
}

const fn reaching(
    name: &'static str,
    kind: Kind,
    description: &'static str,
    description_en: &'static str,
    on: fn(&Table) -> bool,
) -> Reaching {
    Reaching { column: Column { name, kind, required: false, description, description_en }, on }
}

fn innovation(table: &Table) -> bool {
    table.name == "innovation"
}

fn compliance(table: &Table) -> bool {
    table.name == "compliance_row"
}

fn placed(table: &Table) -> bool {
    table.name == "region" || table.column("region_id").is_some() || compliance(table)
}

fn of_agency(table: &Table) -> bool {
    table.name == "agency" || table.column("agency_id").is_some()
}

pub(crate) static REACHING: &[Reaching] = &[
    reaching(
        "region",
        Kind::Reference("region"),
        "Wilayah itu dan semua di bawahnya: id (ID-35), kode Kemendagri (35.10), bps:3510, iso:ID-JI, atau kode lama.",
        "That region and all below it: an id (ID-35), a Kemendagri code (35.10), bps:3510, iso:ID-JI, or an old code.",
        placed,
    ),
    reaching(
        "agency",
        Kind::Reference("agency"),
        "Instansi itu dan semua unitnya.",
        "That agency and all its units.",
        of_agency,
    ),
    reaching(
        "agency_kind",
        Kind::Code("agency_kind"),
        "Jenis instansi itu sendiri, bukan induknya.",
        "Kind of the agency itself, not of the one above it.",
        |table| innovation(table) || compliance(table),
    ),
    reaching(
        "enumerated",
        Kind::Boolean,
        "Apakah daftar instansi jenis itu lengkap; hanya yang demikian masuk penyebut.",
        "Whether the register of that kind is complete; only such agencies enter a denominator.",
        compliance,
    ),
    reaching(
        "affair",
        Kind::List("affair"),
        "Urusan pemerintahan terkait, utama atau tidak.",
        "A government affair it touches, main or not.",
        innovation,
    ),
    reaching(
        "sdg",
        Kind::List("sdg"),
        "Tujuan pembangunan berkelanjutan.",
        "A sustainable development goal.",
        innovation,
    ),
    reaching(
        "service_shift",
        Kind::List("service_shift"),
        "Salah satu dari lima pergeseran pelayanan.",
        "One of the movement's five shifts.",
        innovation,
    ),
    reaching(
        "competition",
        Kind::Reference("competition"),
        "Punya penghargaan dari lomba ini; keempat filter penghargaan berlaku untuk satu penghargaan yang sama.",
        "Has an award of this competition; the four award filters hold for one and the same award.",
        innovation,
    ),
    reaching(
        "edition",
        Kind::Reference("edition"),
        "Punya penghargaan dari edisi lomba ini.",
        "Has an award of this edition.",
        innovation,
    ),
    reaching(
        "tier",
        Kind::Code("tier"),
        "Punya penghargaan tingkat ini atau tingkat di dalamnya.",
        "Has an award of this tier or of one within it.",
        innovation,
    ),
    reaching(
        "award_status",
        Kind::Closed(AwardStatus::VOCABULARY),
        "Status penghargaan itu; awarded bila competition, edition, atau tier diisi dan ini tidak.",
        "Status of that award; awarded if competition, edition or tier is given and this is not.",
        innovation,
    ),
    reaching(
        "replicated",
        Kind::Boolean,
        "Apakah ada replikasi yang dinyatakan sumber, di luar pemerintahannya sendiri.",
        "Whether a source states a replication outside its own government.",
        innovation,
    ),
    reaching(
        "has_outcome",
        Kind::Boolean,
        "Apakah ada hasil yang dicatat.",
        "Whether an outcome is recorded.",
        innovation,
    ),
    reaching(
        "source",
        Kind::Reference("source"),
        "Sumber yang menyatakan baris ini atau salah satu nilainya.",
        "A source that states the row or one of its values.",
        |table| table.evidenced,
    ),
    reaching(
        "updated_since",
        Kind::Text,
        "Diubah pada atau sesudah saat (UTC) ini: 2026-01-31 atau 2026-01-31T00:00:00Z.",
        "Changed at or after this instant (UTC): 2026-01-31 or 2026-01-31T00:00:00Z.",
        |table| !table.is_derived(),
    ),
    reaching("ids", Kind::Id, "Baris dengan id ini.", "The rows of these ids.", |_| true),
];
