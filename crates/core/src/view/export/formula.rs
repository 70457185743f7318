//! Text that a spreadsheet would run as a formula.

use std::borrow::Cow;

/// What formulas begin with, also as full-width characters, and what spreadsheets skip before one.
const BEGINNINGS: [char; 11] = [
    '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\t', '\r', '\n',
];

/// Where a spreadsheet of some countries begins another cell, even in the middle of a quoted one that is not the first of its row.
const OTHER_SEPARATOR: char = ';';

/// The text with an apostrophe where a spreadsheet would take it, or what follows a semicolon in it, for a formula. The apostrophe makes
/// it a text again.
pub(crate) fn guarded(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_formula = |part: &str| part.trim_start_matches('"').starts_with(BEGINNINGS);
    let mut parts = text.split(OTHER_SEPARATOR);
    let first = parts.next().unwrap_or_default();
    if !first.starts_with(BEGINNINGS) && !parts.any(is_formula) {
        return text;
    }
    let mut guarded = String::new();
    for (index, part) in text.split(OTHER_SEPARATOR).enumerate() {
        if index > 0 {
            guarded.push(OTHER_SEPARATOR);
        }
        if part.starts_with(BEGINNINGS) || (index > 0 && is_formula(part)) {
            guarded.push('\'');
        }
        guarded.push_str(part);
    }
    Cow::Owned(guarded)
}

/// The same for a file that is read again: a text that begins with apostrophes before a formula of itself gets another one, so that
/// [`unguarded`] gives every text back.
pub(crate) fn guarded_reversibly(text: Cow<'_, str>) -> Cow<'_, str> {
    if has_formula(&text) {
        Cow::Owned(format!("'{text}"))
    } else {
        text
    }
}

/// The text that [`guarded_reversibly`] was given.
pub(crate) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| has_formula(rest)).unwrap_or(text)
}

/// Whether a formula begins here, behind apostrophes.
fn has_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(BEGINNINGS)
}
