//! Closed vocabularies: part of the program, each a type, with labels and definitions in both languages.

use sea_orm::entity::prelude::*;

/// A closed vocabulary, as data.
#[derive(Debug, Clone, Copy)]
pub struct Vocabulary {
    /// Name, as in `/v1/codelists/{name}`.
    pub name: &'static str,
    /// Its terms in order.
    pub terms: &'static [Term],
}

/// One term of a closed vocabulary.
#[derive(Debug)]
pub struct Term {
    /// The code.
    pub code: &'static str,
    /// Label in Indonesian.
    pub label: &'static str,
    /// Label in English.
    pub label_en: &'static str,
    /// Definition in Indonesian.
    pub definition: &'static str,
    /// Definition in English.
    pub definition_en: &'static str,
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident $list:literal
     $($variant:ident $code:literal $label:literal $label_en:literal $definition:literal $definition_en:literal;)+) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
        #[sea_orm(rs_type = "String", db_type = "Text")]
        pub enum $name {
            $(#[doc = $definition_en] #[sea_orm(string_value = $code)] $variant,)+
        }

        impl $name {
            /// The vocabulary as data.
            pub const VOCABULARY: Vocabulary = Vocabulary {
                name: $list,
                terms: &[$(Term {
                    code: $code,
                    label: $label,
                    label_en: $label_en,
                    definition: $definition,
                    definition_en: $definition_en,
                },)+],
            };
        }
    };
}

vocabulary! {
    /// What kind of source it is.
    SourceKind "source_kind"
    Official "official" "Resmi" "Official" "Situs lembaga negara atau penyelenggara lomba." "A site of a public body or of the organiser.";
    Press "press" "Pers" "Press" "Media berita." "A news medium.";
    CaseStudy "case_study" "Studi kasus" "Case study" "Halaman studi kasus, misalnya milik PBB." "A case-study page, for example of the United Nations.";
    DocumentCopy "document_copy" "Salinan dokumen" "Copy of a document" "Salinan dokumen di tempat lain." "A copy of a document kept elsewhere.";
    Blog "blog" "Blog" "Blog" "Blog atau laman pribadi." "A blog or a personal page.";
}

vocabulary! {
    /// Whether an agency still exists.
    AgencyStatus "agency_status"
    Current "current" "Masih ada" "Current" "Instansi masih ada." "The agency still exists.";
    Former "former" "Sudah tidak ada" "Former" "Instansi telah dilebur, diganti, atau dihapus." "The agency was merged, replaced or abolished.";
}

vocabulary! {
    /// What a title rests on.
    TitleBasis "title_basis"
    Official "official" "Resmi" "Official" "Judul seperti tertulis di sumber." "The title as a source prints it.";
    Descriptive "descriptive" "Deskriptif" "Descriptive" "Judul tidak diketahui; ini deskripsi kami." "The title is not known; this is our description.";
    Translated "translated" "Terjemahan" "Translated" "Hanya judul asing yang diketahui; ini terjemahan kami." "Only a foreign title is known; this is our translation.";
}

vocabulary! {
    /// What the year of an innovation rests on.
    YearBasis "year_basis"
    Initiated "initiated" "Tahun gagasan" "Initiated" "Sumber menyebut tahun gagasannya." "A source states the year of the idea.";
    Implemented "implemented" "Tahun penerapan" "Implemented" "Sumber menyebut tahun penerapannya." "A source states the year it came into use.";
    CompetitionEdition "competition_edition" "Tahun edisi lomba" "Competition edition" "Edisi lomba paling awal; bukti lemah, karena lomba menerima inovasi yang sudah berjalan." "The earliest edition it competed in; weak evidence, since competitions take what already runs.";
}

vocabulary! {
    /// How far an innovation has come.
    Stage "stage"
    Initiative "initiative" "Inisiatif" "Initiative" "Masih gagasan." "Still an idea.";
    Trial "trial" "Uji coba" "Trial" "Sedang diuji." "Being tried.";
    Implemented "implemented" "Penerapan" "Implemented" "Sudah diterapkan." "In use.";
    Stopped "stopped" "Berhenti" "Stopped" "Tidak berjalan lagi." "No longer running.";
}

vocabulary! {
    /// Whom an innovation serves.
    Scope "scope"
    Public "public" "Publik" "Public" "Melayani masyarakat." "Serves the public.";
    Internal "internal" "Internal" "Internal" "Melayani antarinstansi atau di dalam instansi." "Serves between or inside agencies.";
}

vocabulary! {
    /// How two innovations are related.
    RelationKind "relation_kind"
    Continues "continues" "Meneruskan" "Continues" "Kelanjutan inovasi terdahulu." "Continues an earlier innovation.";
    Related "related" "Terkait" "Related" "Terkait dengan inovasi lain." "Is related to another innovation.";
    Replicates "replicates" "Mereplikasi" "Replicates" "Replikasi inovasi lain." "Replicates another innovation.";
}

vocabulary! {
    /// What a number of a funnel counts.
    Counted "counted"
    Proposals "proposals" "Proposal" "Proposals" "Proposal yang dihitung." "Proposals are counted.";
    Innovations "innovations" "Inovasi" "Innovations" "Inovasi yang dihitung." "Innovations are counted.";
    Agencies "agencies" "Instansi" "Agencies" "Instansi yang dihitung." "Agencies are counted.";
}

vocabulary! {
    /// What an innovation or an agency reached.
    AwardStatus "award_status"
    Awarded "awarded" "Diberi penghargaan" "Awarded" "Penghargaan yang pasti; hanya ini yang dihitung." "An award; only these count.";
    AwardedUnconfirmed "awarded_unconfirmed" "Penghargaan belum pasti" "Awarded, unconfirmed" "Hanya disebut blog atau salinan dokumen, atau belum pasti." "Stated by a blog or a copy alone, or not certain.";
    Finalist "finalist" "Finalis" "Finalist" "Mencapai babak akhir." "Reached the final.";
    Nominee "nominee" "Nomine" "Nominee" "Dinominasikan." "Was nominated.";
    Entry "entry" "Peserta" "Entry" "Ikut serta." "Took part.";
    Presented "presented" "Presentasi" "Presented" "Maju ke tahap presentasi." "Reached the presentation.";
    PassedAdministration "passed_administration" "Lolos administrasi" "Passed administration" "Lolos seleksi administrasi." "Passed the administrative selection.";
    Unstated "unstated" "Tidak disebut" "Unstated" "Sumber tidak menyebut hasilnya; tidak pernah dihitung sebagai penghargaan." "The source does not state the result; never counted as an award.";
}

vocabulary! {
    /// What is recorded of an agency's duty in a year.
    ComplianceStatus "compliance_status"
    Met "met" "Terpenuhi" "Met" "Inovasi yang tercatat untuk tahun itu cukup." "Enough innovations of the year are recorded.";
    NotRecorded "not_recorded" "Belum tercatat" "Not recorded" "Katalog belum mencatat cukup inovasi untuk tahun itu; bukan berarti instansi itu tidak berinovasi." "The catalogue does not have enough innovations of the year; it does not say that the agency made none.";
    NotObligated "not_obligated" "Tidak diwajibkan" "Not obligated" "Tidak ada kewajiban yang berlaku bagi jenisnya pada tahun itu, atau instansi itu belum atau tidak lagi ada." "No mandate covers its kind in the year, or the agency was not there.";
}

vocabulary! {
    /// How sure a replication is.
    ReplicationStatus "replication_status"
    Stated "stated" "Dinyatakan" "Stated" "Sumber menyatakan replikasi terjadi; hanya ini yang dihitung." "A source states that it happened; only these count.";
    Planned "planned" "Direncanakan" "Planned" "Baru rencana." "A plan.";
    Commitment "commitment" "Komitmen" "Commitment" "Komitmen tertulis atau lisan." "A commitment.";
    StudyVisit "study_visit" "Studi tiru" "Study visit" "Kunjungan belajar; replikasinya tidak dinyatakan." "A visit to learn; a replication is not stated.";
}

vocabulary! {
    /// Whether a row follows a source.
    EvidenceRank "evidence_rank"
    Preferred "preferred" "Diikuti" "Preferred" "Baris mengikuti sumber ini." "The row follows this source.";
    Other "other" "Lain" "Other" "Sumber ini menyebut nilai lain." "This source states another value.";
}

vocabulary! {
    /// What happened to a row.
    ChangeOperation "change_operation"
    Added "added" "Ditambah" "Added" "Baris baru." "A new row.";
    Changed "changed" "Diubah" "Changed" "Baris berubah." "The row changed.";
    Deleted "deleted" "Dihapus" "Deleted" "Baris dihapus." "The row was deleted.";
    Merged "merged" "Digabung" "Merged" "Baris digabung ke baris lain." "The row was merged into another.";
}

impl ChangeOperation {
    /// Whether the row is there afterwards.
    #[must_use]
    pub fn leaves_the_row(self) -> bool {
        matches!(self, Self::Added | Self::Changed)
    }
}

/// Every closed vocabulary.
pub static VOCABULARIES: &[Vocabulary] = &[
    SourceKind::VOCABULARY,
    AgencyStatus::VOCABULARY,
    TitleBasis::VOCABULARY,
    YearBasis::VOCABULARY,
    Stage::VOCABULARY,
    Scope::VOCABULARY,
    RelationKind::VOCABULARY,
    Counted::VOCABULARY,
    AwardStatus::VOCABULARY,
    ComplianceStatus::VOCABULARY,
    ReplicationStatus::VOCABULARY,
    EvidenceRank::VOCABULARY,
    ChangeOperation::VOCABULARY,
];
