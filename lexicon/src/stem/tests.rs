use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

fn indonesian(word: &str) -> String {
    let [stem, _] = stems(word);
    stem
}

fn english(word: &str) -> String {
    let [_, stem] = stems(word);
    stem
}

/// Words that a reader takes for one: a search for any finds all.
const TOGETHER: &[&str] = &[
    "layanan pelayanan melayani dilayani layanannya",
    "penduduk kependudukan kependudukannya",
    "perempuan perempuannya keperempuanan",
    "keluarga berkeluarga keluarganya kekeluargaan",
    "digital digitalisasi",
    "sehat kesehatan kesehatannya menyehatkan penyehatan",
    "didik pendidikan mendidik pendidik dididik",
    "ajar pembelajaran belajar pelajaran pengajaran pelajar mengajar",
    "izin perizinan mengizinkan",
    "lahir kelahiran melahirkan",
    "nikah pernikahan menikah dinikahkan",
    "kembang pengembangan mengembangkan perkembangan berkembang dikembangkan",
    "daya berdaya pemberdayaan memberdayakan",
    "tani pertanian petani",
    "ternak peternakan peternak",
    "ikan perikanan",
    "hutan kehutanan perhutanan",
    "sampah persampahan sampahnya",
    "desa perdesaan pedesaan",
    "miskin kemiskinan termiskin",
    "sakit penyakit",
    "obat pengobatan berobat mengobati",
    "rawat perawatan dirawat perawat merawat keperawatan",
    "daftar pendaftaran mendaftar terdaftar didaftarkan",
    "bayar pembayaran membayar",
    "urus pengurusan mengurus urusan",
    "cegah pencegahan mencegah",
    "tangan tangani penanganan menangani ditangani penanganannya",
    "awas pengawasan pengawas",
    "lapor pelaporan laporan melaporkan",
    "adu pengaduan aduan mengadu",
    "pustaka perpustakaan",
    "tumbuh pertumbuhan menumbuhkan",
    "sekolah persekolahan bersekolah sekolahnya sekolahku",
    "bersih kebersihan pembersihan membersihkan",
    "lingkung lingkungan",
    "bangun pembangunan membangun bangunan",
    "cipta penciptaan menciptakan",
    "inovasi inovasinya berinovasi",
    "guna penggunaan menggunakan pengguna digunakan",
    "jemput penjemputan menjemput dijemput",
    "selamat keselamatan menyelamatkan penyelamatan",
    "kelola pengelolaan mengelola dikelola terkelola pengelola",
    "terima menerima penerima diterima penerimaan",
    "nilai penilaian menilai dinilai nilainya",
    "masalah permasalahan bermasalah masalahnya",
    "olah mengolah pengolahan diolah",
    "tingkat meningkatkan peningkatan ditingkatkan",
    "kerja pekerjaan pekerja bekerja",
    "pemuda kepemudaan",
    "beri berikan memberikan pemberian diberikan",
    "ragam beragam keragaman",
    "laku pelaku perilaku melakukan dilakukan",
    "terampil keterampilan",
    "cerai perceraian bercerai",
    "pegawai kepegawaian",
    "turun menurunkan penurunan diturunkan",
    "gerak gerakan pergerakan penggerak",
    "kuat penguatan memperkuat kekuatan",
    "masyarakat kemasyarakatan pemasyarakatan",
    "pakai memakai pemakaian dipakai",
    "kendali pengendalian mengendalikan terkendali dikendalikan",
];

/// Words that look alike and are none of each other's family.
const APART: &[&str] = &[
    "ibu ibukota",
    "baru umum air akhir ikan hutan kota kotak",
    "perempuan empu puan",
    "pasar dasar",
    "usaha sahabat",
    "keluarga luar warga",
    "kelas las",
    "penduduk duduk",
    "masalah masa",
    "terapi api",
    "tetapi tetap",
    "tular ular",
    "tempat empat",
    "penghargaan harga",
    "kediri diri",
    "maluku malu",
    "makalah maka",
    "pengadaan adalah ada",
    "bersalin salinan",
    "kepala pala",
    "media dia",
    "pemilu pilu",
    "stunting sakit obat sampah bayar lapor adu urus",
    "kemas emas",
    "kendali kendal",
    "ikan beri",
    "ragam agam",
    "terampil tampil",
    "ketua tua",
    "selatan selat",
    "gerak gerai",
    "pegawai gawai",
    "turun urun",
    "makam pakam",
    "pemerintah perintah",
];

#[test]
fn families_come_together() {
    for family in TOGETHER {
        let found: HashSet<String> = family.split(' ').map(indonesian).collect();
        assert_eq!(found.len(), 1, "{family}: {found:?}");
    }
    for family in [
        "service services",
        "integrated integration integrating",
        "health",
        "registration register registers registered registering",
        "mother mothers",
        "village villages",
        "woman women",
        "child children",
        "program programme programs programmes",
        "organization organisation organisations",
        "innovation innovations innovative",
        "mobile mobility",
    ] {
        let found: HashSet<String> = family.split(' ').map(english).collect();
        assert_eq!(found.len(), 1, "{family}: {found:?}");
    }
}

#[test]
fn other_words_stay_apart() {
    for words in APART {
        let words: Vec<&str> = words.split(' ').collect();
        for at in [0, 1] {
            let found: HashSet<String> = words.iter().map(|word| stems(word)[at].clone()).collect();
            assert_eq!(found.len(), words.len(), "{words:?}: {found:?}");
        }
    }
    // No family of those above falls together with another.
    let found: HashSet<String> =
        TOGETHER.iter().filter_map(|family| family.split(' ').next()).map(indonesian).collect();
    assert_eq!(found.len(), TOGETHER.len());
    for [one, other] in [["manis", "many"], ["kamis", "kami"], ["mobil", "mobile"]] {
        assert_ne!(english(one), english(other));
    }
}

#[test]
fn short_words_and_those_with_digits_are_their_own() {
    for form in ["ibu", "air", "ktp", "its", "19", "covid19", "mp3s", "2020s", "niñas", "المدينة", "services2", ""]
    {
        assert_eq!(stems(form), [form, form]);
    }
    assert_eq!(indonesian("ialah"), "ialah");
}

#[test]
fn the_tables_say_everything_once() {
    let tables = [(crate::families::FAMILIES, Algorithm::Indonesian), (crate::english::FAMILIES, Algorithm::English)];
    for (families, algorithm) in tables {
        let words = families.iter().flat_map(|(_, words)| words.split_whitespace());
        assert_eq!(table(families).len(), families.len() + words.count(), "no word is there twice");
        for (root, words) in families {
            let idle = words.is_empty() && Stemmer::new(algorithm).stem(root) == *root;
            assert!(!idle, "the algorithm leaves {root} as it is");
        }
    }
}

proptest! {
    #[test]
    fn any_text_has_stems(form in prop_oneof![any::<String>(), "(me|pe|ber|ke|di)?[a-z]{0,8}(kan|an|nya|lah|i)?", "[a-z]{0,200}"]) {
        for stem in stems(&form) {
            prop_assert_eq!(stem.is_empty(), form.is_empty());
            // English takes -y to -i and puts an e back: never longer but by that.
            prop_assert!(stem.len() <= form.len() + 4);
        }
    }
}
