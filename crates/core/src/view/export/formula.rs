//! Text that a spreadsheet would run as a formula.

use std::borrow::Cow;

/// What formulas begin with, also as full-width characters, and what spreadsheets skip before one.
const BEGINNINGS: [char; 11] = [
    '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\t', '\r', '\n',
];

/// Whether a formula begins here, behind apostrophes that a text has of its own.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(BEGINNINGS)
}

/// The text with an apostrophe before it when a spreadsheet would take it for a formula. The apostrophe makes it a text again. One that
/// begins so of itself gets another, so that [`unguarded`] gives every text back.
pub(crate) fn guarded(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_formula(&text) {
        Cow::Owned(format!("'{text}"))
    } else {
        text
    }
}

/// The text that [`guarded`] was given.
pub(crate) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(text)
}
