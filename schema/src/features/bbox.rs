//! A box on the map, said as four numbers (or six, with heights): west, south, east, north.

use inovasi_entity::region;

use crate::condition::{Item, Said};

/// Most characters that are read.
const LONGEST: usize = 200;

/// The conditions that a box is: of longitude and of latitude. A box whose west is beyond its east crosses the line
/// where the days meet.
pub(super) fn of_text(text: &str) -> Result<Vec<Said>, Vec<String>> {
    let form = || vec!["west,south,east,north in degrees: 95,-11,141,6".to_owned()];
    if text.len() > LONGEST {
        return Err(form());
    }
    let number = |part: &str| part.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    let numbers: Option<Vec<f64>> = text.split(',').map(number).collect();
    let (west, south, east, north) = match numbers.as_deref() {
        Some([west, south, east, north]) => (*west, *south, *east, *north),
        // Regions are points without a height, which no heights leave out.
        Some([west, south, low, east, north, high]) if low <= high => (*west, *south, *east, *north),
        _ => return Err(form()),
    };
    // Such a box has nothing on earth: mostly one whose order is latitude, longitude. One that reaches beyond is a map's.
    if south > 90.0 || north < -90.0 || west.min(east) > 180.0 || west.max(east) < -180.0 {
        return Err(vec!["west,south,east,north, longitude first: longitudes -180..180, latitudes -90..90".to_owned()]);
    }
    if south > north {
        return Err(vec!["a box whose south is not beyond its north".to_owned()]);
    }
    let range = |from: Option<f64>, to: Option<f64>| {
        let text = |bound: Option<f64>| bound.map(|bound| bound.to_string());
        Item::Range(text(from), text(to))
    };
    let along = if west <= east {
        vec![range(Some(west), Some(east))]
    } else {
        vec![range(Some(west), None), range(None, Some(east))]
    };
    let said = |name, items| region::TABLE.column(name).map(|column| Said { column, none_of: false, items });
    Ok([said("longitude", along), said("latitude", vec![range(Some(south), Some(north))])]
        .into_iter()
        .flatten()
        .collect())
}

#[cfg(test)]
mod tests {
    use super::of_text;
    use crate::condition::Item;

    fn ranges(text: &str) -> Vec<Item> {
        of_text(text).into_iter().flatten().flat_map(|said| said.items).collect()
    }

    fn range(from: &str, to: &str) -> Item {
        let bound = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Item::Range(bound(from), bound(to))
    }

    #[test]
    fn a_box_is_two_ranges_and_one_across_the_date_line_three() {
        assert_eq!(ranges("95,-11.5,141,6"), [range("95", "141"), range("-11.5", "6")]);
        assert_eq!(ranges("95,-11,0,141,6,5000"), [range("95", "141"), range("-11", "6")]);
        assert_eq!(ranges("170,-11,-170,6"), [range("170", ""), range("", "-170"), range("-11", "6")]);
    }

    #[test]
    fn what_is_no_box_is_refused() {
        for text in ["", "1", "1,2,3", "1,2,3,4,5", "a,b,c,d", "1,6,2,-6", "1,2,9,3,4,5", "NaN,1,2,3", "1,2,inf,4"] {
            assert!(of_text(text).is_err(), "{text}");
        }
        for text in ["-8.5,112,-7,115", "-11,95,6,141", "500,0,600,1", "-9,-500,9,-400"] {
            assert!(of_text(text).is_err_and(|allowed| allowed[0].contains("longitude first")), "{text}");
        }
        assert!(of_text("-200,-100,200,100").is_ok(), "a map shows more than the earth");
    }
}
