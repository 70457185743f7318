//! What stands in the address book, and what a file for it holds.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Finding;
use crate::store::address_book::AddressBookRow;

/// An account of somebody else.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AddressBookEntry {
    /// The id of the main account: 16 digits.
    pub uid: String,
    /// What it is called here, at most 64 characters.
    pub name: String,
    /// What is to be remembered of it, at most 256 characters; may be empty.
    pub note: String,
}

impl AddressBookEntry {
    /// The same as it is stored: the id without what people write between its digits, texts on one line.
    pub(super) fn normalized(&self) -> Self {
        Self {
            uid: digits(&self.uid),
            name: one_line(&self.name),
            note: one_line(&self.note),
        }
    }
}

impl From<AddressBookRow> for AddressBookEntry {
    fn from(AddressBookRow { uid, name, note }: AddressBookRow) -> Self {
        Self { uid, name, note }
    }
}

impl From<AddressBookEntry> for AddressBookRow {
    fn from(AddressBookEntry { uid, name, note }: AddressBookEntry) -> Self {
        Self { uid, name, note }
    }
}

/// What a file for the address book holds. Nothing of it is in the book yet.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AddressBookFile {
    /// Its name, without its folder.
    pub file: String,
    /// The first line, when it was taken for the headings.
    pub heading: Option<String>,
    /// Every other line that is not empty, in the order of the file.
    pub lines: Vec<AddressBookLine>,
}

/// A line of a file for the address book.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AddressBookLine {
    /// Its number in the file, from 1; that of its first line when its texts have several.
    pub line: u32,
    /// What it says.
    pub entry: AddressBookEntry,
    /// The entry of the book with the same id.
    pub before: Option<AddressBookEntry>,
    /// What is to be said of it, at `uid`, `name` or `note`. A line with an error cannot be taken over.
    pub findings: Vec<Finding>,
}

/// An id without what people and spreadsheets write around and between its digits.
fn digits(text: &str) -> String {
    let is_between = |character: &char| {
        character.is_whitespace()
            || character.is_control()
            || matches!(character, '-' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
    };
    let plain = |character: char| match character {
        '\u{ff10}'..='\u{ff19}' => char::from_u32(u32::from(character) - 0xff10 + u32::from('0')).unwrap_or(character),
        _ => character,
    };
    let joined: String = text
        .chars()
        .filter(|character| !is_between(character))
        .map(plain)
        .collect();
    if joined.bytes().all(|byte| byte.is_ascii_digit()) {
        joined
    } else {
        // What is no id is shown as it was written.
        one_line(text)
    }
}

/// A text on one line.
fn one_line(text: &str) -> String {
    let words = text.split(|character: char| character.is_whitespace() || character.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
