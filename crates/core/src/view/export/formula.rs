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
