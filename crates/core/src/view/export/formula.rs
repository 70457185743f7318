//! Text that a spreadsheet would run as a formula.

use std::borrow::Cow;

/// What formulas begin with, also as full-width characters, and what spreadsheets skip before one.
const BEGINNINGS: [char; 11] = [
    '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\t', '\r', '\n',
];

/// The text with an apostrophe before it when a spreadsheet would take it for a formula. The apostrophe makes it a text again.
pub(crate) fn guarded(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.starts_with(BEGINNINGS) {
        Cow::Owned(format!("'{text}"))
    } else {
        text
    }
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
