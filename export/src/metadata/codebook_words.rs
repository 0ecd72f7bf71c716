//! The sentences of the codebook that are the same of every catalogue.

/// How files write values; Indonesian and English.
pub(super) const READING: &[(&str, &str)] = &[
    (
        "**Sel kosong** berarti *tidak diketahui*: tidak ada sumber yang menyatakannya. Kosong bukan nol, bukan `false`, dan bukan \"tidak ada\". NDJSON menulisnya `null`.",
        "**An empty cell** means *not known*: no source states it. Empty is not zero, not `false`, and not \"none\". NDJSON writes `null`.",
    ),
    (
        "**Daftar** dalam satu sel dipisahkan `;` tanpa spasi; NDJSON dan Parquet menulisnya sebagai daftar.",
        "**Lists** in a cell are joined by `;` without a space; NDJSON and Parquet write them as lists.",
    ),
    (
        "**Tanggal** ditulis `2016-05-20`. Tanggal yang hanya diketahui sebagian ditulis `2016` atau `2016-05`; kolomnya berupa teks.",
        "**Dates** are written `2016-05-20`. A date that is known in part is written `2016` or `2016-05`; its column is text.",
    ),
    (
        "**Saat** ditulis dalam UTC dengan `Z`: `2026-11-24T12:00:00Z`. `updated_at` adalah saat dibuatnya paket data yang terakhir mengubah baris itu.",
        "**Instants** are in UTC with `Z`: `2026-11-24T12:00:00Z`. `updated_at` is the instant of the package that last changed the row.",
    ),
    ("**Ya atau tidak** ditulis `true` atau `false`.", "**Yes or no** is written `true` or `false`."),
    (
        "**Kode dan pengenal adalah teks**, juga bila tampak seperti bilangan: `35.10` bukan `35.1`. Baca kolom itu sebagai teks.",
        "**Codes and ids are text**, even where they look like numbers: `35.10` is not `35.1`. Read such columns as text.",
    ),
    (
        "**Kolom `…_id`** menyebut pengenal baris di tabel lain; `…_label` di sebelahnya adalah namanya, untuk dibaca orang. Pengenal tidak pernah berubah dan tidak dipakai ulang.",
        "**Columns `…_id`** hold the id of a row of another table; `…_label` beside them is its name, for people to read. Ids never change and are never used again.",
    ),
    (
        "**Kolom turunan** dihitung program dari isi paket; impor tidak membacanya.",
        "**Derived columns** are worked out by the program from the package; an import does not read them.",
    ),
];

/// What must not be read out of the data; Indonesian and English.
pub(super) const NOT_CLAIMED: &[(&str, &str)] = &[
    (
        "**Katalog ini tidak lengkap.** Instansi tanpa inovasi di sini berarti *belum tercatat*; itu tidak berarti instansi itu tidak berinovasi atau melanggar kewajiban. Tabel `coverage` membandingkan jumlah resmi dengan yang tercatat.",
        "**The catalogue is not complete.** An agency without an innovation here is *not recorded*; it does not mean that it made none or broke a rule. The table `coverage` compares official numbers with what is recorded.",
    ),
    (
        "**Angka terpenuhi adalah batas bawah**: `compliance` menghitung inovasi yang tercatat, bukan semua yang ada.",
        "**What is met is a lower bound**: `compliance` counts the innovations that are recorded, not all there are.",
    ),
    (
        "**Hanya status `awarded` yang berarti penghargaan.** Finalis, nomine, dan peserta bukan pemenang.",
        "**Only the status `awarded` is an award.** Finalists, nominees and entries are no winners.",
    ),
    (
        "**Hanya replikasi berstatus `stated` dan bukan `internal` yang dihitung.** Rencana, komitmen, dan kunjungan belajar tidak.",
        "**Only replications that are `stated` and not `internal` count.** Plans, commitments and study visits do not.",
    ),
    (
        "**Tahun bisa berupa bukti lemah**: `year_basis` menyatakan dasarnya. Tahun edisi lomba tidak menyatakan kapan inovasi dimulai.",
        "**A year can be weak evidence**: `year_basis` says what it rests on. The year of an edition does not say when an innovation began.",
    ),
    (
        "**Hasil terukur adalah klaim** dari pihak yang disebut `claimed_by`; katalog ini tidak mengujinya.",
        "**Outcomes are claims** of whom `claimed_by` names; the catalogue has not tested them.",
    ),
    (
        "**Urutan dan jumlah bukan peringkat.** Banyaknya inovasi yang tercatat menunjukkan banyaknya sumber, bukan banyaknya inovasi.",
        "**Counts are no ranking.** How many innovations are recorded says how many sources there are, not how many innovations.",
    ),
    (
        "**Setiap fakta punya sumber** di `evidence` dan `sources`. Bila sumber berbeda pendapat, nilai lainnya berdiri di sana dengan `rank` `other`.",
        "**Every fact has a source** in `evidence` and `sources`. Where sources disagree, the other value stands there with `rank` `other`.",
    ),
];
