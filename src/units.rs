//! Metric or imperial: what lengths are told in, and to which round numbers.

/// Metres to an international foot and to a mile of 5280 of them (NIST Special Publication 811, B.8).
const FOOT_M: f64 = 0.3048;
const MILE_M: f64 = 1609.344;

/// A system of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Units {
    /// Metres and kilometres.
    #[default]
    Metric,
    /// Feet and miles.
    Imperial,
}

/// What a length is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Metre.
    Metre,
    /// Kilometre.
    Kilometre,
    /// Foot.
    Foot,
    /// Statute mile.
    Mile,
}

/// A length as a reader is told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// How many tenths of the unit.
    pub tenths: u64,
    /// The unit.
    pub unit: Unit,
}

impl Units {
    /// The units called `metric` and `imperial`.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "metric" => Some(Self::Metric),
            "imperial" => Some(Self::Imperial),
            _ => None,
        }
    }

    /// The units of the readers of a language (BCP 47), by its region: miles in the United States,
    /// Liberia and Myanmar, as the Unicode CLDR has it, and in the United Kingdom, where the law keeps
    /// the mile for roads and newspapers follow it. Burmese is read in Myanmar when no region is given.
    pub fn of(lang: &str) -> Self {
        let mut parts = lang.split('-');
        let language = parts.next().unwrap_or_default();
        // Language, script, region: what follows a part of one letter is an extension.
        let region = parts.take_while(|part| part.len() > 1).find(|part| part.len() == 2);
        let miles = match region {
            Some(region) => ["US", "LR", "MM", "GB"].iter().any(|miles| region.eq_ignore_ascii_case(miles)),
            None => language.eq_ignore_ascii_case("my"),
        };
        if miles { Self::Imperial } else { Self::Metric }
    }

    /// `metres` rounded to what a reader wants to know: two digits below a hundred, tens above, and the
    /// smaller unit below one of the larger.
    pub fn length(self, metres: f64) -> Length {
        let (small, large) = self.units();
        // A length that would round to a whole large unit is told in it.
        let in_small = whole(metres / small.1);
        if (in_small as f64) * small.1 < large.1 * 0.999 {
            return Length { tenths: in_small * 10, unit: small.0 };
        }
        let value = metres / large.1;
        let tenths = if value < 9.95 { (value * 10.0).round() as u64 } else { whole(value) * 10 };
        Length { tenths, unit: large.0 }
    }

    /// The longest round length that is not above `metres`, in metres: 1, 2, 3 or 5 of a unit, times a
    /// power of ten.
    pub fn round_below(self, metres: f64) -> f64 {
        let (small, large) = self.units();
        let unit = if metres < large.1 { small.1 } else { large.1 };
        let value = metres / unit;
        // Every scale stands for something between a tenth of a millimetre and the equator.
        let mut power = 1e-4;
        while power * 10.0 <= value {
            power *= 10.0;
        }
        unit * [5.0, 3.0, 2.0, 1.0].into_iter().map(|n| n * power).find(|&n| n <= value).unwrap_or(power)
    }

    /// The smaller and the larger unit, and the metres of each.
    fn units(self) -> ((Unit, f64), (Unit, f64)) {
        match self {
            Self::Metric => ((Unit::Metre, 1.0), (Unit::Kilometre, 1000.0)),
            Self::Imperial => ((Unit::Foot, FOOT_M), (Unit::Mile, MILE_M)),
        }
    }
}

/// `value` to the nearest whole number, above a hundred to the nearest ten.
fn whole(value: f64) -> u64 {
    if value < 99.5 { value.round() as u64 } else { (value / 10.0).round() as u64 * 10 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_region_of_a_language_decides() {
        for lang in
            ["en-US", "en-us", "es-US", "en-LR", "my", "my-MM", "en-GB", "cy-GB", "en-Latn-US-u-hc-h12"]
        {
            assert_eq!(Units::of(lang), Units::Imperial, "{lang}");
        }
        for lang in
            ["", "en", "fa", "fa-AF", "zh-Hant-HK", "en-x-us", "en-150", "en-AU", "my-TH", "de-u-rg-uszzzz"]
        {
            assert_eq!(Units::of(lang), Units::Metric, "{lang}");
        }
    }

    #[test]
    fn round_lengths_are_round_in_their_own_unit() {
        for (units, below, want) in [
            (Units::Metric, 9_900.0, 5_000.0),
            (Units::Metric, 299_999.0, 200_000.0),
            (Units::Metric, 450.0, 300.0),
            (Units::Imperial, 500_000.0, 300.0 * MILE_M),
            (Units::Imperial, 1_700.0, MILE_M),
            (Units::Imperial, 1_600.0, 5_000.0 * FOOT_M),
        ] {
            let round = units.round_below(below);
            assert!((round / want - 1.0).abs() < 1e-9, "{units:?} {below}: {round}");
            assert!(round <= below);
        }
    }

    #[test]
    fn a_round_length_is_told_as_it_is() {
        for units in [Units::Metric, Units::Imperial] {
            for below in (1..200).map(|n| 1.17_f64.powi(n) * 3.0).take_while(|&m| m < 4e7) {
                let round = units.round_below(below);
                let Length { tenths, unit } = units.length(round);
                let metres = match unit {
                    Unit::Metre => 1.0,
                    Unit::Kilometre => 1000.0,
                    Unit::Foot => FOOT_M,
                    Unit::Mile => MILE_M,
                } * tenths as f64
                    / 10.0;
                assert!(
                    (metres / round - 1.0).abs() < 1e-9,
                    "{round} m is told as {tenths} tenths of {unit:?}"
                );
            }
        }
    }

    #[test]
    fn no_length_is_told_as_a_thousand_metres_or_as_more_feet_than_a_mile_has() {
        for (units, metres, tenths, unit) in [
            (Units::Metric, 994.9, 9900, Unit::Metre),
            (Units::Metric, 995.1, 10, Unit::Kilometre),
            (Units::Metric, 9_960.0, 100, Unit::Kilometre),
            (Units::Imperial, 1608.0, 10, Unit::Mile),
            (Units::Imperial, 1500.0, 49_200, Unit::Foot),
            (Units::Metric, 0.0, 0, Unit::Metre),
        ] {
            assert_eq!(units.length(metres), Length { tenths, unit }, "{metres}");
        }
    }
}
