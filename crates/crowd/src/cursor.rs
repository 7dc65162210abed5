//! Goes through a text of JSON (RFC 8259), value by value.
//!
//! It is written by hand because it is small: `serde_json`'s deserializer, with the messages it can give
//! and the formatting of floating point that they need, costs 15 KB more after compression.

use std::borrow::Cow;

/// What is wrong with a text, and at which of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: Kind,
    /// At which byte.
    pub at: usize,
}

/// The ways in which a text is no JSON, or more than can be taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The text ends before the value does.
    End,
    /// The text goes on after the value.
    Rest,
    /// No value starts here.
    Value,
    /// A bracket closes after a comma.
    Comma,
    /// A member's name that is not in double quotes.
    Name,
    /// No colon after a member's name.
    Colon,
    /// Neither a comma nor the end after an item of an array.
    Item,
    /// Neither a comma nor the end after a member of an object.
    Member,
    /// A misspelt `true`, `false` or `null`.
    Word,
    /// A number that is not written as JSON writes them.
    Number,
    /// A number that 64-bit floating point does not reach.
    TooLarge,
    /// A control character in a string.
    Control,
    /// An escape that JSON does not know.
    Escape,
    /// Half of a surrogate pair.
    Surrogate,
    /// More brackets inside each other than are followed.
    TooDeep,
}

/// What was read, or what is wrong.
pub type Read<T> = Result<T, Fault>;

/// Powers of ten that floating point holds exactly: with them, up to 15 digits are read without error
/// (Clinger, How to Read Floating Point Numbers Accurately, 1990, section 5).
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// What digits can be added to without leaving 64 bits.
const MOST_DIGITS: u64 = (u64::MAX - 9) / 10;

/// A number as it is written: its digits and how many places they are shifted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// Whether a minus stands before it.
    pub negative: bool,
    /// Its digits, as many as are kept.
    pub digits: u64,
    /// The power of ten that the digits are times.
    shift: i32,
    /// Whether it is written as a whole number, and all its digits are kept.
    pub whole: bool,
}

impl Decimal {
    /// The number, with the last bit uncertain beyond 15 digits; infinite where it is too large.
    pub fn value(self) -> f64 {
        let (mut value, mut shift) = (self.digits as f64, self.shift);
        while shift < -22 && value != 0.0 {
            (value, shift) = (value / 1e22, shift + 22);
        }
        while shift > 22 && value.is_finite() && value != 0.0 {
            (value, shift) = (value * 1e22, shift - 22);
        }
        let power = POWERS.get(shift.unsigned_abs() as usize).copied().unwrap_or(1.0);
        let value = if shift < 0 { value / power } else { value * power };
        if self.negative { -value } else { value }
    }
}

/// `byte` in each of the eight bytes of a word.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The high bit of each byte of `word` that is `byte`, and of no other.
fn equal(word: u64, byte: u8) -> u64 {
    let apart = word ^ each(byte);
    let low = each(0x7f);
    !(((apart & low) + low) | apart | low)
}

/// How many of the first bytes are neither control characters, quotation marks nor backslashes, of those up to the
/// end of the last whole word.
fn plain_length(bytes: &[u8]) -> usize {
    let (words, _) = bytes.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        // What is borrowed for one byte may spoil the ones above it: the lowest bit is right.
        let control = word.wrapping_sub(each(0x20)) & !word & each(0x80);
        let found = control | equal(word, b'"') | equal(word, b'\\');
        if found != 0 {
            return at * 8 + found.trailing_zeros() as usize / 8;
        }
    }
    words.len() * 8
}

/// Whether two texts of one length are the same. A word at a time: what wasm has for it goes byte by byte.
fn same(one: &[u8], other: &[u8]) -> bool {
    let ((words, rest), (others, other_rest)) = (one.as_chunks::<8>(), other.as_chunks::<8>());
    let equal = |(a, b): (&[u8; 8], &[u8; 8])| u64::from_le_bytes(*a) == u64::from_le_bytes(*b);
    words.iter().zip(others).all(equal) && rest.iter().zip(other_rest).all(|(a, b)| a == b)
}

/// How many line breaks there are in a text, and how many characters behind the last one.
pub fn lines(text: &str) -> (usize, usize) {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let count: u32 = words.iter().map(|word| equal(u64::from_le_bytes(*word), b'\n').count_ones()).sum();
    let count = count as usize + rest.iter().filter(|byte| **byte == b'\n').count();
    let last = text.rfind('\n').map_or(0, |at| at + 1);
    (count, text[last..].chars().count())
}

/// A place in a text of JSON.
#[derive(Clone, Copy)]
pub struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// The beginning of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// How many bytes of the text lie behind it.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The text from another place, before this one, to here.
    pub fn since(&self, start: &Self) -> &'a str {
        &self.text[start.at..self.at]
    }

    /// The place so many bytes further on.
    pub fn moved(&self, bytes: usize) -> Self {
        Self { text: self.text, at: self.at + bytes }
    }

    /// Goes past `text`, if that is what stands here.
    pub fn literal(&mut self, text: &str) -> Option<()> {
        let here = self.text.as_bytes().get(self.at..self.at + text.len())?;
        same(here, text.as_bytes()).then(|| self.at += text.len())
    }

    /// The byte here.
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The first byte from here on that is not blank; the cursor is then there.
    pub fn peek(&mut self) -> Option<u8> {
        while matches!(self.byte(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        self.byte()
    }

    /// Goes past the bracket with which the value here must begin.
    pub fn open(&mut self, bracket: u8) -> Read<()> {
        if self.peek() != Some(bracket) {
            return self.fault(Kind::Value);
        }
        self.step();
        Ok(())
    }

    /// Goes past what was looked at.
    pub fn step(&mut self) {
        self.at += 1;
    }

    /// That `kind` is wrong here, or that the text ends.
    pub fn fault<T>(&self, kind: Kind) -> Read<T> {
        let kind = if self.at < self.text.len() { kind } else { Kind::End };
        Err(Fault { kind, at: self.at.min(self.text.len()) })
    }

    /// That `kind` is wrong with what ends here.
    pub fn fault_behind<T>(&self, kind: Kind) -> Read<T> {
        Err(Fault { kind, at: self.at.saturating_sub(1) })
    }

    /// That nothing but blanks follows.
    pub fn end(&mut self) -> Read<()> {
        if self.peek().is_none() { Ok(()) } else { self.fault(Kind::Rest) }
    }

    /// Whether another item follows in an array whose bracket has been opened: then the cursor is at it,
    /// else behind the array. `first`, when there was none yet.
    pub fn item(&mut self, first: bool) -> Read<bool> {
        self.more(first, b']', Kind::Item)
    }

    /// The same for an object: the cursor is then at the member's name.
    pub fn member(&mut self, first: bool) -> Read<bool> {
        let more = self.more(first, b'}', Kind::Member)?;
        if more && self.peek() != Some(b'"') { self.fault(Kind::Name) } else { Ok(more) }
    }

    fn more(&mut self, first: bool, close: u8, otherwise: Kind) -> Read<bool> {
        match self.peek() {
            Some(byte) if byte == close => {
                self.step();
                Ok(false)
            }
            Some(b',') if !first => {
                self.step();
                if self.peek() == Some(close) { self.fault(Kind::Comma) } else { Ok(true) }
            }
            Some(_) if first => Ok(true),
            _ => self.fault(otherwise),
        }
    }

    /// Goes past the colon after a member's name.
    pub fn colon(&mut self) -> Read<()> {
        if self.peek() != Some(b':') {
            return self.fault(Kind::Colon);
        }
        self.step();
        Ok(())
    }

    /// Goes past one of JSON's words.
    pub fn word(&mut self, word: &str) -> Read<()> {
        for byte in word.bytes() {
            if self.byte() != Some(byte) {
                return self.fault(Kind::Word);
            }
            self.at += 1;
        }
        Ok(())
    }

    /// The text of the value here, of any kind: what it holds is checked, but not taken in. However deep
    /// its brackets are, none of this program's own stack is used for them.
    pub fn skip(&mut self) -> Read<&'a str> {
        self.peek();
        let (start, mut first) = (self.at, false);
        let mut open: Vec<u8> = Vec::new();
        loop {
            match self.peek() {
                Some(bracket @ (b'[' | b'{')) => {
                    self.step();
                    open.push(bracket);
                    first = true;
                }
                Some(b'"') => self.text_into(None)?,
                Some(b't') => self.word("true")?,
                Some(b'f') => self.word("false")?,
                Some(b'n') => self.word("null")?,
                Some(b'-' | b'0'..=b'9') => drop(self.number()?),
                _ => return self.fault(Kind::Value),
            }
            loop {
                let more = match open.last() {
                    None => return Ok(&self.text[start..self.at]),
                    Some(b'[') => self.item(std::mem::take(&mut first))?,
                    Some(_) if self.member(std::mem::take(&mut first))? => {
                        self.text_into(None)?;
                        self.colon()?;
                        true
                    }
                    Some(_) => false,
                };
                if more {
                    break;
                }
                open.pop();
            }
        }
    }

    /// The string whose quotation mark is here: in the text's own bytes, unless it holds escapes.
    pub fn string(&mut self) -> Read<Cow<'a, str>> {
        let start = self.at + 1;
        let mut out = String::new();
        self.text_into(Some(&mut out))?;
        // Each escape stands for a character, so without any the string is what stands in the text.
        Ok(if out.is_empty() { Cow::Borrowed(&self.text[start..self.at - 1]) } else { Cow::Owned(out) })
    }

    /// What the string says whose quotation mark is here, if it holds no escapes.
    pub fn plain_string(&mut self) -> Read<Option<&'a str>> {
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let mut at = start + plain_length(bytes.get(start..).unwrap_or_default());
        while matches!(bytes.get(at), Some(byte) if *byte >= 0x20 && *byte != b'"' && *byte != b'\\') {
            at += 1;
        }
        if bytes.get(at) == Some(&b'"') {
            self.at = at + 1;
            return Ok(Some(&self.text[start..at]));
        }
        self.text_into(None)?;
        Ok(None)
    }

    /// Goes past the string whose quotation mark is here. If it holds escapes, `out` is given what it
    /// says; without `out`, halves of surrogate pairs pass.
    fn text_into(&mut self, mut out: Option<&mut String>) -> Read<()> {
        self.step();
        let mut start = self.at;
        loop {
            self.at += plain_length(self.text.as_bytes().get(self.at..).unwrap_or_default());
            match self.byte() {
                Some(b'"') => break,
                Some(b'\\') => {
                    let plain = &self.text[start..self.at];
                    self.step();
                    let escaped = self.escape(out.is_some())?;
                    if let Some(out) = &mut out {
                        out.push_str(plain);
                        out.push(escaped);
                    }
                    start = self.at;
                }
                Some(0x20..) => self.at += 1,
                _ => return self.fault(Kind::Control),
            }
        }
        if let Some(out) = out
            && !out.is_empty()
        {
            out.push_str(&self.text[start..self.at]);
        }
        self.step();
        Ok(())
    }

    /// The character that the escape after a backslash stands for; `paired`, if halves of one are wrong.
    fn escape(&mut self, paired: bool) -> Read<char> {
        let c = match self.byte() {
            Some(c @ (b'"' | b'\\' | b'/')) => c,
            Some(b'b') => 8,
            Some(b'f') => 12,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'u') => return self.unicode(paired),
            _ => return self.fault(Kind::Escape),
        };
        self.step();
        Ok(char::from(c))
    }

    /// What `u` and four digits stand for, or two such escapes together (RFC 8259, section 7).
    fn unicode(&mut self, paired: bool) -> Read<char> {
        let mut code = self.hex()?;
        if paired && (0xd800..0xdc00).contains(&code) && self.text[self.at..].starts_with("\\u") {
            let before = self.at;
            self.step();
            let low = self.hex()?;
            if !(0xdc00..0xe000).contains(&low) {
                self.at = before;
                return self.fault(Kind::Surrogate);
            }
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        }
        match char::from_u32(code) {
            Some(c) => Ok(c),
            None if paired => self.fault(Kind::Surrogate),
            None => Ok(char::REPLACEMENT_CHARACTER),
        }
    }

    fn hex(&mut self) -> Read<u32> {
        self.step();
        let mut code = 0;
        for _ in 0..4 {
            let Some(digit) = self.byte().and_then(|byte| char::from(byte).to_digit(16)) else {
                return self.fault(Kind::Escape);
            };
            code = code * 16 + digit;
            self.step();
        }
        Ok(code)
    }

    /// The number here.
    pub fn number(&mut self) -> Read<Decimal> {
        let mut number = Decimal { negative: false, digits: 0, shift: 0, whole: true };
        if self.byte() == Some(b'-') {
            number.negative = true;
            self.step();
        }
        if self.byte() == Some(b'0') {
            self.step();
            if matches!(self.byte(), Some(b'0'..=b'9')) {
                return self.fault(Kind::Number);
            }
        } else {
            self.digits(&mut number, 0)?;
        }
        if self.byte() == Some(b'.') {
            self.step();
            number.whole = false;
            self.digits(&mut number, -1)?;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.step();
            number.whole = false;
            let minus = self.byte() == Some(b'-');
            if minus || self.byte() == Some(b'+') {
                self.step();
            }
            let mut power = Decimal { negative: minus, digits: 0, shift: 0, whole: true };
            self.digits(&mut power, 0)?;
            // Beyond this every number is 0 or infinite, and nearer to the ends of 32 bits sums might pass them.
            let most = if power.shift > 0 { 1 << 24 } else { power.digits.min(1 << 24) as i32 };
            number.shift += if minus { -most } else { most };
        }
        Ok(number)
    }

    /// Adds one digit or more to a number, each of which shifts it by `by`.
    fn digits(&mut self, number: &mut Decimal, by: i32) -> Read<()> {
        if !matches!(self.byte(), Some(b'0'..=b'9')) {
            return self.fault(Kind::Number);
        }
        while let Some(digit @ b'0'..=b'9') = self.byte() {
            if number.digits <= MOST_DIGITS {
                number.digits = number.digits * 10 + u64::from(digit - b'0');
                number.shift += by;
            } else {
                // The digit says nothing any more; its place does.
                number.shift += by + 1;
                number.whole = false;
            }
            self.step();
        }
        Ok(())
    }
}
