//! Regions by any of their codes, of today and of before.

use inovasi_lexicon::RegionCode;

use crate::Ids;

/// One code of a region.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Code {
    system: String,
    code: String,
    row: u32,
    current: bool,
}

/// The codes of all regions.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Places {
    codes: Vec<Code>,
}

/// One way to read a code: system, code, row of the region.
pub type Reading = (String, String, u32);

impl Places {
    pub(crate) fn push(&mut self, system: String, code: String, row: u32, current: bool) {
        self.codes.push(Code { system, code, row, current });
    }

    /// The region that a text names by its id or by a code.
    ///
    /// # Errors
    /// All the ways to read it, where they lead to different regions; none where there is no way.
    pub fn find(&self, ids: &Ids, said: &RegionCode) -> Result<u32, Vec<Reading>> {
        let readings = match said {
            RegionCode::Id(id) => match ids.row(id) {
                Some(row) => return Ok(row),
                None => self.readings(id, None),
            },
            RegionCode::Of { system, code } => self.readings(code, Some(system)),
            RegionCode::Bare(code) => self.readings(code, None),
        };
        match readings.split_first() {
            Some((first, rest)) if rest.iter().all(|other| other.2 == first.2) => Ok(first.2),
            _ => Err(readings),
        }
    }

    /// The regions that have a code, written with its dots or without. A code of today stands before one of before in
    /// the same system.
    fn readings(&self, said: &str, system: Option<&str>) -> Vec<Reading> {
        let plain = |code: &str| code.replace('.', "");
        let same = |code: &str| code == said || (!said.contains('.') && plain(code) == said);
        let of_system = |code: &&Code| system.is_none_or(|system| code.system == system);
        let found: Vec<&Code> = self.codes.iter().filter(of_system).filter(|code| same(&code.code)).collect();
        let stands =
            |code: &&&Code| code.current || found.iter().all(|other| other.system != code.system || !other.current);
        let mut readings: Vec<Reading> =
            found.iter().filter(stands).map(|code| (code.system.clone(), code.code.clone(), code.row)).collect();
        readings.sort();
        readings.dedup();
        readings
    }
}
