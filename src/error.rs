//! What was expected, what was found, and where.
//!
//! One type serves every reader in the crate, so that the command line, the console and the page say
//! the same thing in the same words:
//!
//! ```text
//! place 12 ("Herat"): expected a latitude in -90..90, found 134.3; are longitude and latitude swapped?
//! ```

use std::fmt;

/// Where in a file something stands. Unknown parts are `None`, and then not printed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Location {
    /// The file's name or address.
    pub file: Option<String>,
    /// The number of the feature in its collection, counted from 1.
    pub feature: Option<usize>,
    /// The feature's name.
    pub name: Option<String>,
    /// Line and column, each counted from 1.
    pub line_column: Option<(usize, usize)>,
    /// The member that is meant, as a path: `excerpts[0].date`.
    pub member: Option<String>,
}

/// Something that could not be read as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Error {
    /// Where it stands. Boxed, so that a `Result` that carries an error is not the larger for it.
    pub location: Box<Location>,
    /// What should stand there, as a noun phrase: `a latitude in -90..90`.
    pub expected: String,
    /// What stands there, as a noun phrase: `134.3`.
    pub found: String,
    /// A guess at the cure, as a clause: `are longitude and latitude swapped?`.
    pub hint: Option<String>,
}

impl Error {
    /// An error without a place or a hint yet.
    pub fn new(expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self { location: Box::default(), expected: expected.into(), found: found.into(), hint: None }
    }

    /// The same error with a guess at the cure.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What was expected and found, and the hint, without the place.
    pub fn message(&self) -> String {
        let mut message = ["expected ", &self.expected, ", found ", &self.found].concat();
        if let Some(hint) = &self.hint {
            message.push_str("; ");
            message.push_str(hint);
        }
        message
    }

    /// The same error, standing at `location`.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        *self.location = location;
        self
    }
}

impl fmt::Display for Location {
    /// `story.geojson:3:14: place 12 ("Herat"): date`, as much of it as is known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        if let Some(file) = &self.file {
            write!(f, "{file}")?;
            separator = ": ";
        }
        if let Some((line, column)) = self.line_column {
            match self.file {
                Some(_) => write!(f, ":{line}:{column}")?,
                None => write!(f, "line {line}, column {column}")?,
            }
            separator = ": ";
        }
        if let Some(feature) = self.feature {
            write!(f, "{separator}place {feature}")?;
            if let Some(name) = &self.name {
                write!(f, " (\"{name}\")")?;
            }
            separator = ": ";
        }
        if let Some(member) = &self.member {
            write!(f, "{separator}`{member}`")?;
        }
        Ok(())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self.location != Location::default() {
            write!(f, "{}: ", self.location)?;
        }
        f.write_str(&self.message())
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_where_what_was_expected_and_what_was_found() {
        let error = Error::new("a latitude in -90..90", "134.3")
            .hint("are longitude and latitude swapped?")
            .at(Location { feature: Some(12), name: Some("Herat".into()), ..Location::default() });
        assert_eq!(
            error.to_string(),
            "place 12 (\"Herat\"): expected a latitude in -90..90, found 134.3; are longitude and latitude swapped?"
        );
    }

    #[test]
    fn a_file_is_named_the_way_editors_can_jump_to() {
        let error = Error::new("`,` or `}`", "`x`").at(Location {
            file: Some("story.geojson".into()),
            line_column: Some((3, 14)),
            member: Some("date".into()),
            ..Location::default()
        });
        assert_eq!(error.to_string(), "story.geojson:3:14: `date`: expected `,` or `}`, found `x`");
    }

    #[test]
    fn an_error_without_a_place_starts_with_what_was_expected() {
        assert_eq!(Error::new("JSON", "nothing").to_string(), "expected JSON, found nothing");
    }
}
