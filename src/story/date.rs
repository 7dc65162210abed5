//! Dates, as exactly as a story knows them.

use std::cmp::Ordering;
use std::fmt;

/// A calendar date of ISO 8601-1:2019, of any precision from a year to a fraction of a second.
///
/// `2021`, `2021-07`, `2021-07-09`, `2021-07-09T10:00`, `2021-07-09T10:00:30.5+04:30`. Years have four
/// digits, or a sign and four to six (`-0329`, the astronomical year: 330 BC). Extended format only, and
/// no weeks or ordinals. A time without an offset is taken as UTC.
///
/// Dates order by the moment at which they begin; of two that begin together, the less exact comes first.
#[derive(Debug, Clone)]
pub struct Date {
    text: String,
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
    /// Seconds since the beginning of 1970, UTC, and nanoseconds: the moment it begins.
    start: (i64, u32),
    /// How many of year, month, day, minute, second are given.
    precision: u8,
}

impl Date {
    /// Reads `text`; `None` when it is not a date as above, or one that no calendar has.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = match text.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let (sign, rest, longest) = match date.as_bytes().first()? {
            b'-' => (-1, &date[1..], 6),
            b'+' => (1, &date[1..], 6),
            _ => (1, date, 4),
        };
        let mut parts = rest.split('-');
        let year_text = parts.next()?;
        if !(4..=longest).contains(&year_text.len()) {
            return None;
        }
        let year = sign * number(year_text)? as i32;
        let month = parts.next().map(two_digits).map(|m| m.filter(|m| (1..=12).contains(m)));
        let day = parts.next().map(two_digits);
        // The outer option: whether it is given; the inner one: whether it is right.
        let month = transpose(month)?;
        let day = transpose(day)?;
        if parts.next().is_some() || day.is_some_and(|d| d < 1 || d > days_in(year, month.unwrap_or(1))) {
            return None;
        }
        let midnight = days_since_1970(year, month.unwrap_or(1), day.unwrap_or(1)) * 86_400;
        let mut precision = 1 + u8::from(month.is_some()) + u8::from(day.is_some());
        let mut start = (midnight, 0);
        if let Some(time) = time {
            let time = Time::parse(time).filter(|_| day.is_some())?;
            start = (midnight + time.seconds, time.nanoseconds);
            precision += if time.has_seconds { 2 } else { 1 };
        }
        Some(Self { text: text.into(), year, month, day, start, precision })
    }

    /// Whether `text` is a date, without taking it in.
    pub(super) fn is_date(text: &str) -> bool {
        // A day that every month has, as most are.
        let is_plain = |text: &[u8; 10]| {
            let digits = |from: usize, to: usize| text[from..to].iter().all(u8::is_ascii_digit);
            let (month, day) = ((text[5], text[6]), (text[8], text[9]));
            text[4] == b'-'
                && text[7] == b'-'
                && digits(0, 4)
                && (digits(5, 7) && month > (b'0', b'0') && month < (b'1', b'3'))
                && (digits(8, 10) && day > (b'0', b'0') && day < (b'2', b'9'))
        };
        text.as_bytes().try_into().is_ok_and(is_plain) || Self::parse(text).is_some()
    }

    /// Year, month from 1, day from 1, as far as they are given: as written, at the offset written.
    pub fn parts(&self) -> (i32, Option<u8>, Option<u8>) {
        (self.year, self.month, self.day)
    }

    /// The moment at which it is over, in seconds since the beginning of 1970, UTC: that of a year is the beginning of the
    /// next one. Of two dates, the one that is over later comes later in a story that is told up to a date.
    pub fn end(&self) -> i64 {
        let days = match (self.precision, self.month) {
            (1, _) | (2, Some(12) | None) => days_since_1970(self.year + 1, 1, 1),
            (2, Some(month)) => days_since_1970(self.year, month + 1, 1),
            (3, _) => return self.start.0 + 86_400,
            (4, _) => return self.start.0 + 60,
            _ => return self.start.0 + 1,
        };
        days * 86_400
    }

    /// The text as it stands in the file.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// A time of day with its offset taken off.
struct Time {
    seconds: i64,
    nanoseconds: u32,
    has_seconds: bool,
}

impl Time {
    /// Reads `10:00`, `10:00:30`, `10:00:30.25`, each with `Z`, `+04:30`, `+0430`, `+04` or nothing after it.
    fn parse(text: &str) -> Option<Self> {
        let (clock, offset) = match text.find(['Z', '+', '-']) {
            Some(at) => (text.get(..at)?, offset(text.get(at..)?)?),
            None => (text, 0),
        };
        let mut parts = clock.split(':');
        let hour = two_digits(parts.next()?).filter(|h| *h < 24)?;
        let minute = two_digits(parts.next()?).filter(|m| *m < 60)?;
        let (mut second, mut nanoseconds) = (0, 0);
        let seconds_text = parts.next();
        if let Some(text) = seconds_text {
            let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
            // 60 is a leap second (RFC 3339, section 5.7).
            second = two_digits(whole).filter(|s| *s <= 60)?;
            nanoseconds = nanos(fraction)?;
        }
        if parts.next().is_some() {
            return None;
        }
        let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second) - offset;
        Some(Self { seconds, nanoseconds, has_seconds: seconds_text.is_some() })
    }
}

/// The seconds by which a clock with this offset is ahead of UTC.
fn offset(text: &str) -> Option<i64> {
    if text == "Z" {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let rest = text.get(1..)?;
    let (hours, minutes) = match rest.len() {
        2 => (rest, "00"),
        4 => (rest.get(..2)?, rest.get(2..)?),
        _ => rest.split_once(':')?,
    };
    let hours = two_digits(hours).filter(|h| *h < 24)?;
    let minutes = two_digits(minutes).filter(|m| *m < 60)?;
    Some(sign * (i64::from(hours) * 3600 + i64::from(minutes) * 60))
}

fn nanos(fraction: &str) -> Option<u32> {
    let digits = fraction.get(..fraction.len().min(9))?;
    let value = number(digits)?;
    fraction.bytes().all(|b| b.is_ascii_digit()).then(|| value * 10_u32.pow(9 - digits.len() as u32))
}

/// A number of nothing but digits; at most nine of them, so that it cannot overflow.
fn number(text: &str) -> Option<u32> {
    let right = (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    right.then(|| text.bytes().fold(0, |n, b| n * 10 + u32::from(b - b'0')))
}

fn two_digits(text: &str) -> Option<u8> {
    if text.len() == 2 { number(text).map(|n| n as u8) } else { None }
}

fn transpose(part: Option<Option<u8>>) -> Option<Option<u8>> {
    match part {
        Some(None) => None,
        Some(some) => Some(some),
        None => Some(None),
    }
}

fn days_in(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// The days from 1 January 1970 to this day of the proleptic Gregorian calendar.
///
/// Counted from March, so that the leap day ends the year: Fliegel and Van Flandern, "A machine
/// algorithm for processing calendar dates" (CACM 11, 1968), shifted to 1970.
fn days_since_1970(year: i32, month: u8, day: u8) -> i64 {
    let (year, month) = (i64::from(year), i64::from(month));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.start, self.precision, &self.text).cmp(&(other.start, other.precision, &other.text))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

// The text decides all the rest, so equal texts are equal dates, and the order agrees.
impl PartialEq for Date {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Date {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_over_when_all_that_it_may_mean_is() {
        let ends = |text: &str| Date::parse(text).unwrap().end();
        let rising = [
            "2023-12-31",
            "2024-02-28T10:00",
            "2024-02-28",
            "2024-02",
            "2024-03-05",
            "2024-03",
            "2024",
            "2025-01-01",
        ];
        assert!(rising.windows(2).all(|two| ends(two[0]) < ends(two[1])), "{rising:?}");
        assert_eq!(ends("2024-02"), ends("2024-02-29"));
        assert_eq!(ends("2024-12"), ends("2024"));
        assert_eq!(ends("2024-12-31"), ends("2024"));
        assert_eq!(ends("2024-12-31T23:59"), ends("2024"));
        assert_eq!(ends("2024-02-28T10:00:30"), ends("2024-02-28T10:00") - 29);
    }

    #[test]
    fn what_is_a_date_can_be_told_without_taking_it_in() {
        for year in ["2021", "0000", "20x1"] {
            for month in ["00", "01", "09", "10", "12", "13", "1x", "-1"] {
                for day in ["00", "01", "09", "19", "28", "29", "31", "32", "0", "1 "] {
                    let text = format!("{year}-{month}-{day}");
                    assert_eq!(Date::is_date(&text), Date::parse(&text).is_some(), "{text}");
                }
            }
        }
        assert!(Date::is_date("2021") && Date::is_date("2024-02-29") && !Date::is_date("2021-02-29"));
    }
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|| panic!("{text} is a date"))
    }

    #[test]
    fn every_precision_is_read_and_written_as_it_stands() {
        for text in [
            "2021",
            "2021-07",
            "2021-07-09",
            "2021-07-09T10:00",
            "2021-07-09T10:00Z",
            "2021-07-09T23:59:60Z",
            "2021-07-09T10:00:30.125+04:30",
            "2021-07-09T10:00-0330",
            "2021-07-09T10:00+05",
            "-0329",
            "+12021-01",
            "0000-02-29",
            "2000-02-29",
        ] {
            assert_eq!(date(text).to_string(), text);
        }
        assert_eq!(date("2021-07-09T10:00Z").parts(), (2021, Some(7), Some(9)));
        assert_eq!(date("-0329-05").parts(), (-329, Some(5), None));
    }

    #[test]
    fn what_no_calendar_has_is_not_a_date() {
        for text in [
            "",
            "-",
            "21",
            "20210709",
            "2021-7",
            "2021-13",
            "2021-00",
            "2021-02-29",
            "1900-02-29",
            "2021-04-31",
            "2021-07-09-01",
            "2021-07-09T",
            "2021-07-09T10",
            "2021-07-09T24:00",
            "2021-07-09T10:60",
            "2021-07-09T10:00:61",
            "2021-07-09T10:00:00.",
            "2021-07-09T10:00ZZ",
            "2021-07T10:00",
            "2021-W27",
            "2021-07-09 10:00",
            " 2021",
            "２０２１",
            "July 2021",
            "2021-07-09T10:00+24:00",
            "2021-07-09T1é:00",
        ] {
            assert!(Date::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn dates_stand_in_the_order_in_which_they_begin() {
        let texts = [
            "-0329",
            "0000",
            "0001",
            "1857",
            "1857-02",
            "1857-02-01",
            "1969-12-31T23:59:59Z",
            "1970-01-01",
            "2021-07-09T00:30+04:30",
            "2021-07-09",
            "2021-07-09T10:00",
            "2021-07-09T10:00:00.5",
            "2021-07-09T10:00:00.75",
            "2021-07-09T08:00-03:00",
            "2021-08",
        ];
        let mut dates: Vec<Date> = texts.iter().rev().map(|text| date(text)).collect();
        dates.sort();
        assert_eq!(dates.iter().map(Date::as_str).collect::<Vec<_>>(), texts);
    }

    #[test]
    fn the_days_since_1970_are_those_of_the_calendar() {
        assert_eq!(days_since_1970(1970, 1, 1), 0);
        assert_eq!(days_since_1970(2000, 3, 1), 11_017);
        assert_eq!(days_since_1970(1600, 2, 29), -135_081);
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "[-+0-9TZ:.,é]{0,24}") {
            let _ = Date::parse(&text);
        }

        #[test]
        fn a_later_day_is_a_later_date(a in (1..9999_i32, 1..13_u8, 1..29_u8), b in (1..9999_i32, 1..13_u8, 1..29_u8)) {
            let text = |(y, m, d)| date(&format!("{y:04}-{m:02}-{d:02}"));
            prop_assert_eq!(text(a).cmp(&text(b)), a.cmp(&b));
        }
    }
}
