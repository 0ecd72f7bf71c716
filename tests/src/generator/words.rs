//! Words that titles, summaries and names of units are made from.

/// Words of public service, the most frequent first.
pub(super) const FREQUENT: &str = "\
    layanan pelayanan masyarakat terpadu kesehatan desa sistem informasi daerah online anak berbasis inovasi \
    puskesmas digital ibu sekolah pendidikan warga gerakan cepat data keliling mandiri program pengaduan \
    kependudukan perizinan sampah aplikasi kelas rumah sakit pemberdayaan keluarga hamil gizi usaha pintu satu \
    bersama peduli sehat cerdas jemput bola elektronik nelayan petani lansia difabel stunting posyandu kampung \
    kelurahan kecamatan bank pasar wisata air bersih darurat rujukan akta kelahiran nikah pajak retribusi arsip \
    perpustakaan literasi guru siswa lingkungan bencana tanggap siaga transparan akuntabel ramah perempuan pekerja \
    pelatihan";

/// Roots, from which affixes make several thousand words; some of those stand in no dictionary.
pub(super) const ROOTS: &str = "\
    ajar aman ambil angkat antar asuh atur awas baca bahas baik bakti bangkit bangun bantu baru bayar beli berkas \
    besar bina buat buka bukti cakap cari catat cegah cetak cinta coba daftar dampak damping dana dapat dasar data \
    dekat didik dorong duduk dukung edar emban gagas galang ganti garap gerak giat guna hadap hadir hasil hemat \
    hidup hijau hitung hubung hutan ikut imbang ingat inti isi izin jadi jaga jalan jamin jangkau jelas jual kabar \
    kaji karya kebun kelola kembang kemas kenal kerja kirim kontrol koperasi kuat kunjung kurang laju lahir laksana \
    langgan lancar lapor latih laut lawan layak lepas lestari libat lihat lindung lingkup lintas luas luhur lunas \
    maju makan makmur manfaat masuk mekar minat mitra modal muda mukim mulia murah musyawarah mutu naik nilai nyata \
    obat olah olahraga padu pahat pakai pandang pandu panen pangan pantau pasang pasti pegang pelihara peluk percaya \
    peran periksa pilah pilih pindah pinjam pohon potong praktik pulih puas putus rakit rancang rangkul rawat reka \
    rencana ringan rintis rukun rumus sadar saing salur sambung sampai sandar santun sapa saring sasar satu sebar \
    sehat sejahtera seleksi selesai sepakat serah serta siap sigap siar simpan sinergi sosial suara subur suluh \
    sumber susun syukur tahan tambah tanam tanggung tangkap tani tata tawar tekad telaah teliti temu tenun terang \
    terap terima ternak tertib tinggi tindak tingkat tolong tugas tuju tukar tulis tumbuh tuntas turun ubah ujar uji \
    ukur undang unggul urus usul utama wadah wakil warga waris waspada wujud";

/// Words of English summaries, the most frequent first.
pub(super) const ENGLISH: &str = "\
    service services community health for with villages online mothers children citizens integrated application \
    schools local helps reports families clinic faster registers data permits farmers visits homes waste training \
    staff elderly patients monitors poor births records documents complaints answered within days water teachers \
    pupils reading markets fishers workers women youth disabled emergency referral hospital nutrition growth checks \
    payment taxes archives library tourism roads lights floods volunteers partners savings bank cooperative crops \
    seeds forest coast islands remote mobile team brings offers reduces cost time steps counter queue queues digital \
    signature map open budget planning village district province city regency officials";

/// Beginnings of made-up places.
pub(super) const PLACE_BEGINNINGS: &str = "\
    Suka Karang Sumber Tanjung Mekar Sido Wono Banjar Muara Batu Rawa Gunung Kali Pasir Teluk Purwo Margo Tirto \
    Cipta Jati Kebon Lubuk Padang Pulau Rejo Sungai Talang Ujung Wana Bukit";

/// Ends of made-up places.
pub(super) const PLACE_ENDS: &str = "\
    maju sari jaya mulya rejo makmur indah harjo asri damai agung bakti baru tengah raya kencana mukti sentosa \
    permai wangi kidul lor hilir hulu timur barat selatan utara lama besar";
