//! Offsets in UTF-8, which Rust counts in, and in UTF-16, which pages do.

/// The UTF-16 offsets of rising byte offsets in a text; one within a character counts as its start, one
/// past the end as the end.
pub fn to_utf16(text: &str, bytes: impl IntoIterator<Item = usize>) -> Vec<u32> {
    let mut chars = text.char_indices().peekable();
    let mut units = 0;
    bytes
        .into_iter()
        .map(|byte| {
            while let Some((_, c)) = chars.next_if(|(at, c)| at + c.len_utf8() <= byte) {
                units += c.len_utf16() as u32;
            }
            units
        })
        .collect()
}

/// The byte offsets of rising UTF-16 offsets in a text; one within a character counts as its start, one
/// past the end as the end.
pub fn to_bytes(text: &str, units: impl IntoIterator<Item = u32>) -> Vec<usize> {
    let mut chars = text.chars().peekable();
    let (mut unit_at, mut byte_at) = (0, 0);
    units
        .into_iter()
        .map(|unit| {
            while let Some(c) = chars.next_if(|c| unit_at + c.len_utf16() as u32 <= unit) {
                unit_at += c.len_utf16() as u32;
                byte_at += c.len_utf8();
            }
            byte_at
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn offsets_are_counted_in_the_units_of_each() {
        let text = "aé𝔸ک z";
        assert_eq!(to_utf16(text, [0, 1, 3, 7, 9, 10, 11, 99]), [0, 1, 2, 4, 5, 6, 7, 7]);
        assert_eq!(to_bytes(text, [0, 1, 2, 4, 5, 6, 7, 99]), [0, 1, 3, 7, 9, 10, 11, 11]);
        assert_eq!(to_utf16(text, [2, 4]), [1, 2], "within a character");
        assert_eq!(to_bytes(text, [3]), [3], "between the halves of a pair");
    }

    proptest! {
        #[test]
        fn there_and_back_is_where_it_was(text in "\\PC{0,40}") {
            let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let units = to_utf16(&text, bytes.iter().copied());
            let want: Vec<u32> = bytes.iter().map(|&at| text[..at].encode_utf16().count() as u32).collect();
            prop_assert_eq!(&units, &want);
            prop_assert_eq!(to_bytes(&text, units), bytes);
        }
    }
}
