//! What an editor should mend in a story file.

use crate::error::Error;
use serde::{Serialize, Serializer};
use std::fmt;

/// How much a fault matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Everything is shown, but not all of it as it was meant.
    Warning,
    /// Something is lost, or stands in the wrong place.
    Error,
}

impl Severity {
    /// `warning` or `error`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing to mend.
///
/// Serialized as `{severity, code, message, file?, feature?, name?, line?, column?, member?}`, where
/// `message` is what was expected and found, without the place, which the other members give.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What kind of fault it is: a name that stays, for programs. [`super::codes`] lists them.
    pub code: &'static str,
    /// Where it is, what was expected there, and what was found.
    pub error: Error,
}

impl fmt::Display for Diagnostic {
    /// `error[bad-date]: place 12 ("Herat"): …`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity.as_str(), self.code, self.error)
    }
}

impl Serialize for Diagnostic {
    // A struct and no map, of which `serde-wasm-bindgen` would make a JavaScript Map.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Flat<'a> {
            severity: &'a str,
            code: &'a str,
            message: String,
            #[serde(skip_serializing_if = "Option::is_none")]
            file: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            feature: Option<usize>,
            #[serde(skip_serializing_if = "Option::is_none")]
            name: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            line: Option<usize>,
            #[serde(skip_serializing_if = "Option::is_none")]
            column: Option<usize>,
            #[serde(skip_serializing_if = "Option::is_none")]
            member: Option<&'a str>,
        }
        let at = &self.error.location;
        let flat = Flat {
            severity: self.severity.as_str(),
            code: self.code,
            message: self.error.message(),
            file: at.file.as_deref(),
            feature: at.feature,
            name: at.name.as_deref(),
            line: at.line_column.map(|(line, _)| line),
            column: at.line_column.map(|(_, column)| column),
            member: at.member.as_deref(),
        };
        flat.serialize(serializer)
    }
}
