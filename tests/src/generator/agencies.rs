//! Made-up units of the true governments and central bodies.

use inovasi_entity::{AgencyStatus, agency};
use inovasi_lexicon::fold;

use super::facts::{Facts, Root};
use super::random::Random;
use super::text::{ending, place, short_name, slug};

/// The stream of units: rows of other tables have others.
const STREAM: u64 = 1 << 48;

/// An agency that makes innovations.
pub(super) struct Maker {
    pub(super) id: String,
    /// Its root agency, by place: governments first, then central bodies.
    pub(super) root: usize,
}

/// Units by number; a part of those made so far may become parents.
pub(super) struct Units<'a> {
    facts: &'a Facts,
    seed: u64,
    /// The office made last of each root.
    offices: Vec<Option<String>>,
}

/// The root of a place.
pub(super) fn root(facts: &Facts, place: usize) -> &Root {
    match place.checked_sub(facts.governments.len()) {
        Some(place) => &facts.centres[place],
        None => &facts.governments[place],
    }
}

/// All roots, which make innovations themselves.
pub(super) fn roots(facts: &Facts) -> Vec<Maker> {
    let all = 0..facts.governments.len() + facts.centres.len();
    all.map(|place| Maker { id: root(facts, place).id.clone(), root: place }).collect()
}

impl<'a> Units<'a> {
    pub(super) fn new(facts: &'a Facts, seed: u64) -> Self {
        Self { facts, seed, offices: vec![None; facts.governments.len() + facts.centres.len()] }
    }

    /// The unit of a number, after those before it, and the stream that its evidence goes on with.
    pub(super) fn make(&mut self, number: usize, instants: &[String]) -> (agency::Model, Maker, Random) {
        let mut random = Random::new(self.seed, STREAM + number as u64);
        let central = random.chance(5);
        let root_place = if central {
            self.facts.governments.len() + random.below(self.facts.centres.len())
        } else {
            random.below(self.facts.governments.len())
        };
        let root = root(self.facts, root_place);
        let kind = kind(&mut random, central);
        let name = format!("{} {}", named(&mut random, kind), root.name);
        let id = format!("{}-{}", slug(&name), ending(number));
        let office = self.offices[root_place].clone();
        let parent = match office {
            Some(office) if ["health_centre", "school"].contains(&kind) && random.chance(50) => office,
            _ => root.id.clone(),
        };
        if kind == "regional_office" {
            self.offices[root_place] = Some(id.clone());
        }
        let acronym = random.chance(20).then(|| short_name(&mut random, &name));
        let model = agency::Model {
            id: id.clone(),
            name_folded: fold(&name),
            name,
            name_en: None,
            acronym,
            kind: kind.into(),
            parent_id: Some(parent),
            region_id: root.region.clone(),
            status: if random.chance(97) { AgencyStatus::Current } else { AgencyStatus::Former },
            active_from: random.chance(5).then(|| random.between(1990, 2020).to_string()),
            active_to: None,
            updated_at: random.pick(instants).clone(),
        };
        (model, Maker { id, root: root_place }, random)
    }
}

fn kind(random: &mut Random, central: bool) -> &'static str {
    if central {
        return random.weighted(&[("central_unit", 80), ("university", 12), ("hospital", 8)]);
    }
    random.weighted(&[
        ("regional_office", 44),
        ("health_centre", 22),
        ("school", 16),
        ("village_government", 8),
        ("hospital", 6),
        ("regional_enterprise", 2),
        ("other", 2),
    ])
}

/// A name without that of its root.
fn named(random: &mut Random, kind: &str) -> String {
    const OFFICES: &[&str] = &[
        "Kesehatan",
        "Pendidikan",
        "Sosial",
        "Perhubungan",
        "Pertanian",
        "Perikanan",
        "Lingkungan Hidup",
        "Pariwisata",
        "Kependudukan dan Pencatatan Sipil",
        "Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
        "Tenaga Kerja",
        "Komunikasi dan Informatika",
        "Perpustakaan dan Kearsipan",
        "Pemberdayaan Masyarakat dan Desa",
    ];
    match kind {
        "regional_office" if random.chance(30) => format!("Kecamatan {}", place(random)),
        "regional_office" => format!("Dinas {}", random.pick(OFFICES)),
        "health_centre" => format!("Puskesmas {}", place(random)),
        "school" => {
            format!("{} Negeri {} {}", random.pick(&["SD", "SMP", "SMA", "SMK"]), random.between(1, 20), place(random))
        }
        "village_government" => format!("Desa {}", place(random)),
        "hospital" => format!("RSUD {}", place(random)),
        "regional_enterprise" => format!("Perumda {}", place(random)),
        "university" => format!("Politeknik {}", place(random)),
        "central_unit" => format!("Balai {} {}", random.pick(OFFICES), place(random)),
        _ => format!("Sekretariat {}", place(random)),
    }
}
