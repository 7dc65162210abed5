//! What an area is called and by which key it is known, from the many ways in which files say it.

use super::json::Members;
use super::{Area, AreaClass};
use crate::geo::WorldPoint;
use crate::localized::Localized;

/// Where files keep a country's or a province's ISO 3166 code: our own files and world-atlas in `id`;
/// others in a property: Natural Earth (its plain column is -99 for France and Norway), `geo-countries`.
const CODE_MEMBERS: [&str; 6] =
    ["ISO_A2_EH", "ISO_A2", "iso_a2_eh", "iso_a2", "ISO3166-1-Alpha-2", "iso_3166_2"];
/// Where files keep the name.
const NAME_MEMBERS: [&str; 3] = ["name", "NAME", "ADMIN"];

/// The ISO 3166-1 countries by number: how far the number lies above the one before, as a character
/// after `0`, then the alpha-2 code. In this form the table costs 455 bytes of brotli
/// (with the numbers written out, 768). Source: Debian `iso-codes` 4.15, `iso_3166-1.json`.
const COUNTRIES: &str = "\
    4AF4AL2AQ2DZ4AS4AD4AO4AG3AZ1AR4AU4AT4BS4BH2BD1AM1BB4BE4BM4BT4BO2BA2BW2BV2BR8BZ2IO4SB2VG4BN4BG4MM4BI\
    4BY4KH4CM4CA8CV4KY4CF4LK4TD4CL4CN2TW4CX4CC4CO4KM1YT3CG2CD4CK4CR3HR1CU4CY7CZ1BJ4DK4DM2DO4EC4SV4GQ5ET\
    1ER1EE1FO4FK1GS3FJ4FI2AX2FR4GF4PF2TF2DJ4GA2GE2GM5PS1DE<GH4GI4KI4GR4GL4GD4GP4GU4GT4GN4GY4HT2HM2VA4HN\
    4HK4HU4IS4IN4ID4IR4IQ4IE4IL4IT4CI4JM4JP6KZ2JO4KE4KP2KR4KW3KG1LA4LB4LS2LV2LR4LY4LI2LT2LU4MO4MG4MW4MY\
    4MV4ML4MT4MQ4MR2MU4MX8MC4MN2MD1ME1MS4MA4MZ4OM4NA4NR4NP4NL3CW2AW1SX1BQ5NC8VU6NZ4NI4NE4NG4NU4NF4NO2MP\
    1UM2FM1MH1PW1PK5PA7PG2PY4PE4PH4PN4PL4PT4GW2TL4PR4QA4RE4RO1RU3RW6BL2SH5KN1AI2LC1MF3PM4VC4SM4ST4SA4SN\
    2RS2SC4SL8SG1SK1VN1SI1SO4ZA6ZW8ES4SS1SD3EH8SR4SJ4SZ4SE4CH4SY2TJ2TH4TG4TK4TO4TT4AE4TN4TR3TM1TC2TV2UG\
    4UA3MK;EG8GB5GG1JE1IM1TZ6US:VI4BF4UY2UZ2VE>WF6WS5YE7ZM";

/// How an area is identified in its file.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Identity {
    /// ISO code, else the file's own id, else the name, else empty.
    pub key: String,
    /// Its name, empty when there is none.
    pub name: Localized,
    /// The `country` member: alpha-2 of the country it belongs to.
    pub country: Option<String>,
}

impl Identity {
    /// What `id` and `properties`, which may each be missing, say.
    pub fn new(id: Option<String>, properties: Option<&Members<'_>>) -> Self {
        let Some(properties) = properties else {
            return Self { key: id.unwrap_or_default(), ..Self::default() };
        };
        let text = |name: &str| properties.string(name).filter(|text| is_code(text));
        let strings = || properties.iter().filter_map(|(key, raw)| Some((key, crate::json::string(raw)?)));
        let name = NAME_MEMBERS.iter().find_map(|member| Localized::from_pairs(strings(), member));
        let name = name.unwrap_or_default();
        let code = CODE_MEMBERS.iter().find_map(|member| text(member));
        let key = code.or(id).unwrap_or_else(|| name.default().to_owned());
        Self { key, country: text("country"), name }
    }

    /// The area of this identity that consists of `polygons`.
    pub fn area(self, class: AreaClass, polygons: Vec<Vec<Vec<WorldPoint>>>) -> Area {
        let country = match class {
            AreaClass::Country => Some(self.key.clone()),
            _ => self.country.or_else(|| Some(country_of_province(&self.key)?.to_owned())),
        };
        Area::new(self.key, self.name, class, country, polygons)
    }
}

/// Whether a code is one: Natural Earth writes `-99` where there is none.
fn is_code(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('-')
}

/// The text of an `id`. Three digits in quotes are an ISO 3166-1 number, and give its alpha-2 code; so
/// does a bare number where `numbers` says that the file has no other use for them.
pub(super) fn id(raw: &str, numbers: bool) -> Option<String> {
    let text = crate::json::string(raw);
    let number = match &text {
        Some(text) if text.len() == 3 => Some(text.as_str()),
        None if numbers => Some(raw),
        _ => None,
    };
    let code = number.and_then(alpha2).map(str::to_owned);
    code.or(text).or_else(|| crate::json::number(raw).map(|_| raw.to_owned()))
}

/// The country of an ISO 3166-2 code: `AF` of `AF-LAG`. `None` when `key` has not that form.
pub(super) fn country_of_province(key: &str) -> Option<&str> {
    let (country, rest) = key.split_once('-')?;
    let is_country = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
    let is_rest = (1..=3).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_alphanumeric());
    (is_country && is_rest).then_some(country)
}

/// The alpha-2 code of the country whose ISO 3166-1 number is `number` (`004`, `4`).
pub(super) fn alpha2(number: &str) -> Option<&'static str> {
    let number: usize = number.parse().ok()?;
    let mut present = 0;
    for at in (0..COUNTRIES.len()).step_by(3) {
        present += usize::from(COUNTRIES.as_bytes()[at] - b'0');
        if present == number {
            return COUNTRIES.get(at + 1..at + 3);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(id: Option<&str>, properties: &str) -> Identity {
        let members = Members::of_file(properties).unwrap();
        Identity::new(id.map(str::to_owned), Some(&members))
    }

    #[test]
    fn numbers_give_the_codes_of_iso_3166() {
        for (number, code) in
            [("004", "AF"), ("4", "AF"), ("586", "PK"), ("643", "RU"), ("728", "SS"), ("894", "ZM")]
        {
            assert_eq!(alpha2(number), Some(code));
        }
        for none in ["0", "1", "895", "65536", "AF", "", "-4"] {
            assert_eq!(alpha2(none), None, "{none}");
        }
    }

    #[test]
    fn an_id_is_a_country_s_number_only_where_it_can_be() {
        let id = |raw: &str, numbers| id(raw, numbers);
        assert_eq!(id("\"004\"", false).as_deref(), Some("AF"));
        assert_eq!(id("4", true).as_deref(), Some("AF"));
        assert_eq!(id("4", false).as_deref(), Some("4"));
        // Arizona's number among the states of the USA.
        assert_eq!(id("\"04\"", true).as_deref(), Some("04"));
        assert_eq!(id("\"AFG\"", true).as_deref(), Some("AFG"));
        assert_eq!(id("[4]", true), None);
    }

    #[test]
    fn the_table_holds_the_249_countries_in_rising_order_each_once() {
        assert_eq!(COUNTRIES.len(), 249 * 3);
        let mut codes: Vec<&str> =
            (0..COUNTRIES.len()).step_by(3).map(|at| &COUNTRIES[at + 1..at + 3]).collect();
        assert!(codes.iter().all(|code| code.bytes().all(|b| b.is_ascii_uppercase())));
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), 249);
    }

    #[test]
    fn a_code_in_the_properties_goes_before_the_id() {
        assert_eq!(identity(Some("17"), r#"{"ISO_A2": "AF", "NAME": "Afghanistan"}"#).key, "AF");
    }

    #[test]
    fn natural_earths_missing_code_is_passed_over() {
        let france = identity(None, r#"{"ISO_A2": "-99", "ISO_A2_EH": "FR", "NAME": "France"}"#);
        assert_eq!((france.key.as_str(), france.name.default()), ("FR", "France"));
    }

    #[test]
    fn an_area_without_a_code_is_known_by_its_name() {
        assert_eq!(identity(None, r#"{"name": "Somaliland", "ISO_A2": null}"#).key, "Somaliland");
        assert_eq!(identity(None, "{}"), Identity::default());
    }

    #[test]
    fn a_province_knows_its_country_by_its_member_or_its_code() {
        let country = |id, properties| identity(id, properties).area(AreaClass::Province, vec![]).country;
        assert_eq!(country(Some("AF-LAG"), "{}").as_deref(), Some("AF"));
        assert_eq!(country(None, r#"{"name": "Laghman", "country": "AF"}"#).as_deref(), Some("AF"));
        assert_eq!(country(None, r#"{"name": "Guinea-Bissau"}"#), None);
    }
}
