//! Plain text in paragraphs.

use std::ops::Range;

/// The paragraphs of a plain text, as ranges of its bytes without the blanks around them.
///
/// They are apart by empty lines; in a text that has none between its lines, each line is one.
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let start = at + (line.len() - line.trim_start().len());
        lines.push(start..start + line.trim().len());
        at += line.len() + 1;
    }
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    let last = lines.iter().rposition(|line| !line.is_empty()).map_or(first, |last| last + 1);
    let lines = &lines[first..last];
    if lines.iter().all(|line| !line.is_empty()) {
        return lines.to_vec();
    }
    let groups = lines.split(|line| line.is_empty()).filter(|group| !group.is_empty());
    groups.map(|group| group[0].start..group[group.len() - 1].end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn paragraphs_are_apart_by_empty_lines_or_else_by_lines() {
        assert_eq!(read("One\ngoes on\n\n \nTwo  \r\n\r\n"), ["One\ngoes on", "Two"]);
        assert_eq!(read("\nOne\r\nTwo\n  Three"), ["One", "Two", "Three"]);
        assert_eq!(read(""), [""; 0]);
        assert_eq!(read(" \n\n"), [""; 0]);
        assert_eq!(read("One"), ["One"]);
    }
}
