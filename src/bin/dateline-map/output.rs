//! What goes out: texts to files and to the terminal, and how they stand in addresses.

use std::io::Write;
use std::process::ExitCode;

/// Writes a text to a file or the standard output; else what to say.
pub fn write(file: &str, text: &str) -> Result<(), String> {
    if file == "-" {
        // A reader that has seen enough (`| head`) closes the pipe, which is no fault.
        let _ = std::io::stdout().lock().write_all(text.as_bytes());
        return Ok(());
    }
    std::fs::write(file, text)
        .map_err(|error| format!("error: {file}: expected a file that can be written, found {error}\n"))
}

/// Prints to the standard error; a terminal that is gone is no fault.
pub fn tell(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Says why nothing came of it.
pub fn fail(text: &str) -> ExitCode {
    tell(text);
    ExitCode::FAILURE
}

/// A text as a part of an address: all but unreserved characters (RFC 3986, section 2.3) in percents.
pub fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
