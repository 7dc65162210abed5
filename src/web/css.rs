//! The element's style sheet, without what only its writers need: 1 KB less of wasm, compressed.

const SOURCE: &str = include_str!("style.css");

/// The same rules, as `define` hands them to the browser.
pub const STYLE: &str = match std::str::from_utf8(BYTES.split_at(squeezed().1).0) {
    Ok(text) => text,
    // Only whole ASCII characters are left out.
    Err(_) => panic!("style.css is UTF-8"),
};

const BYTES: &[u8; SOURCE.len()] = &squeezed().0;

/// The sheet without its comments, the blanks with which lines begin, and what may go between rules; and how long that is.
const fn squeezed() -> ([u8; SOURCE.len()], usize) {
    let source = SOURCE.as_bytes();
    let mut out = [0; SOURCE.len()];
    let (mut at, mut length, mut line_start) = (0, 0, true);
    while at < source.len() {
        let byte = source[at];
        if byte == b'/' && at + 1 < source.len() && source[at + 1] == b'*' {
            at += 2;
            while !(source[at] == b'*' && source[at + 1] == b'/') {
                at += 1;
            }
            at += 2;
            continue;
        }
        // Around these no blank and no line break means anything; before a colon it may.
        if byte == b'{' && length > 0 && out[length - 1] == b' ' {
            length -= 1;
        }
        let joined = length > 0 && matches!(out[length - 1], b';' | b'{' | b'}' | b',' | b':');
        if !((line_start || joined) && matches!(byte, b' ' | b'\n')) {
            out[length] = byte;
            length += 1;
            line_start = byte == b'\n';
        }
        at += 1;
    }
    (out, length)
}
