//! Collects what is to be mended while a file is read, and finds where each thing stands.

use super::json::{self, Lines};
use super::{Diagnostic, Severity};
use crate::error::{Error, Location};
use crate::json::Fault;
use crate::order;

/// How often a feature may give one code for one member; a file made wrongly repeats itself.
const MOST_OF_A_KIND: usize = 3;
/// How many diagnostics one feature may give.
const MOST_OF_A_FEATURE: usize = 50;

/// The diagnostics so far, and the feature that is being read.
pub(super) struct Report<'a> {
    diagnostics: Vec<Diagnostic>,
    lines: Lines<'a>,
    /// The text of the file, without white space around it.
    whole: &'a str,
    /// The text of the feature that is being read, or the whole.
    text: &'a str,
    feature: Option<usize>,
    name: Option<String>,
    /// Where the diagnostics of this feature start.
    first: usize,
    /// Which of them stand for how many more.
    more: Vec<(usize, usize)>,
}

impl<'a> Report<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let whole = text.trim();
        Self {
            diagnostics: Vec::new(),
            lines: Lines::new(text),
            whole,
            text: whole,
            feature: None,
            name: None,
            first: 0,
            more: Vec::new(),
        }
    }

    /// From here on, the feature of this number and text is meant.
    pub(super) fn enter(&mut self, number: usize, text: &'a str) {
        self.leave();
        self.feature = Some(number);
        self.text = text;
    }

    /// From here on, the collection is meant.
    pub(super) fn leave(&mut self) {
        for (at, n) in self.more.drain(..) {
            let hint = &mut self.diagnostics[at].error.hint;
            let more = ["there are ", &n.to_string(), " more of this kind"].concat();
            *hint = Some(match hint.take() {
                Some(hint) => [&hint, "; ", &more].concat(),
                None => more,
            });
        }
        self.feature = None;
        self.name = None;
        self.text = self.whole;
        self.first = self.diagnostics.len();
    }

    /// All that was found, in the order of the file.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.leave();
        let line_column = |diagnostic: &Diagnostic| diagnostic.error.location.line_column;
        order::sort_by(&mut self.diagnostics, |a, b| line_column(a).cmp(&line_column(b)));
        self.diagnostics
    }

    /// The name of the feature, once it is known.
    pub(super) fn named(&mut self, name: &str) {
        self.name = Some(name.to_owned());
    }

    /// Something is lost or misplaced. `member` is a path, or empty for the feature as a whole.
    pub(super) fn error(&mut self, code: &'static str, member: &str, error: Error) {
        self.push(Severity::Error, code, member, error);
    }

    /// Something is not as it was meant, but all is shown.
    pub(super) fn warn(&mut self, code: &'static str, member: &str, error: Error) {
        self.push(Severity::Warning, code, member, error);
    }

    /// Line and column, from 1, of a part of the text.
    pub(super) fn line_column(&mut self, part: &str) -> (usize, usize) {
        let offset = self.lines.offset_of(part);
        self.lines.advance(offset);
        self.lines.at(offset)
    }

    /// How many diagnostics there are so far.
    pub(super) fn count(&self) -> usize {
        self.diagnostics.len()
    }

    /// Whether this feature has given a diagnostic of this code already.
    pub(super) fn has(&self, code: &str) -> bool {
        self.diagnostics[self.first..].iter().any(|diagnostic| diagnostic.code == code)
    }

    /// `text` is correct JSON, but cannot be taken in: `fault` says why.
    pub(super) fn unreadable(
        &mut self,
        severity: Severity,
        code: &'static str,
        member: &str,
        text: &'a str,
        fault: Fault,
    ) {
        let error = json::syntax_error(fault, &self.lines, self.lines.offset_of(text));
        let location = Location { line_column: error.location.line_column, ..self.location(member) };
        self.diagnostics.push(Diagnostic { severity, code, error: error.at(location) });
    }

    fn location(&self, member: &str) -> Location {
        Location {
            feature: self.feature,
            name: self.name.clone(),
            member: (!member.is_empty()).then(|| member.to_owned()),
            ..Location::default()
        }
    }

    fn push(&mut self, severity: Severity, code: &'static str, member: &str, error: Error) {
        // Items of one array are of a kind.
        let kind = |member: &str| member.split('[').next().unwrap_or_default().len();
        let alike = |other: &Diagnostic| {
            let at = other.error.location.member.as_deref().unwrap_or_default();
            other.code == code && at.get(..kind(at)) == member.get(..kind(member))
        };
        let mut same = (self.first..self.diagnostics.len()).filter(|at| alike(&self.diagnostics[*at]));
        if let (count, Some(last)) = (same.clone().count(), same.next_back())
            && count >= MOST_OF_A_KIND
        {
            match self.more.iter_mut().find(|(at, _)| *at == last) {
                Some((_, n)) => *n += 1,
                None => self.more.push((last, 1)),
            }
            return;
        }
        if self.diagnostics.len() - self.first >= MOST_OF_A_FEATURE {
            return;
        }
        self.lines.advance(self.lines.offset_of(self.text));
        let part = if member.is_empty() { self.text } else { json::locate(self.text, member) };
        let line_column = Some(self.lines.at(self.lines.offset_of(part)));
        let location = Location { line_column, ..self.location(member) };
        self.diagnostics.push(Diagnostic { severity, code, error: error.at(location) });
    }
}
