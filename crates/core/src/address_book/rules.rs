//! The rules of entries. Pure: facts in, findings out.

use std::collections::HashMap;

use super::AddressBookEntry;
use crate::account::Account;
use crate::finding::{Finding, FindingCode, Severity};
use crate::image::rules::account_id_finding;

/// Characters of a name, at most.
const MAX_NAME: usize = 64;
/// Characters of a note, at most.
const MAX_NOTE: usize = 256;

/// What entries are checked against.
pub(super) struct Known {
    /// Names of the connected accounts, by their ids.
    connected: HashMap<String, String>,
    /// The book, by ids.
    pub(super) book: HashMap<String, AddressBookEntry>,
}

impl Known {
    pub(super) fn new(accounts: Vec<Account>, book: Vec<AddressBookEntry>) -> Self {
        Self {
            connected: accounts
                .into_iter()
                .map(|account| (account.uid, account.alias))
                .collect(),
            book: book.into_iter().map(|entry| (entry.uid.clone(), entry)).collect(),
        }
    }

    /// What the rules say of an entry that is to stand in the book, `in_place_of` that with this id.
    pub(super) fn check(&self, entry: &AddressBookEntry, in_place_of: Option<&str>) -> Vec<Finding> {
        let error = |field: &str, code| Finding::new(Severity::Error, field, code);
        let mut findings = Vec::new();
        if entry.name.is_empty() {
            findings.push(error("name", FindingCode::Required));
        }
        let is_of_number = |character: char| character.is_numeric() || character.is_whitespace() || character == '-';
        if entry.name.contains(char::is_numeric) && entry.name.chars().all(is_of_number) {
            findings.push(error("name", FindingCode::OnlyDigits));
        }
        if entry.name.chars().count() > MAX_NAME {
            findings.push(error("name", FindingCode::TooLong).with("max", MAX_NAME));
        }
        if entry.note.chars().count() > MAX_NOTE {
            findings.push(error("note", FindingCode::TooLong).with("max", MAX_NOTE));
        }
        findings.extend(self.check_uid(&entry.uid, in_place_of));
        findings
    }

    fn check_uid(&self, uid: &str, in_place_of: Option<&str>) -> Option<Finding> {
        let error = |code| Finding::new(Severity::Error, "uid", code);
        if uid.is_empty() {
            return Some(error(FindingCode::Required));
        }
        if is_rounded(uid) {
            return Some(error(FindingCode::RoundedAccountId));
        }
        if let Some(alias) = self.connected.get(uid) {
            return Some(error(FindingCode::ConnectedAccountId).with("alias", alias));
        }
        if let Some(entry) = self.book.get(uid).filter(|_| in_place_of != Some(uid)) {
            return Some(error(FindingCode::InAddressBook).with("name", &entry.name));
        }
        account_id_finding("uid", uid)
    }
}

/// Whether a spreadsheet has made a number of the id, of which it keeps 15 digits: `1.28844E+15`.
fn is_rounded(uid: &str) -> bool {
    let Some((digits, exponent)) = uid.split_once(['E', 'e']) else {
        return false;
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_decimal = |byte: u8| byte.is_ascii_digit() || byte == b'.' || byte == b',';
    digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.bytes().all(is_decimal)
        && is_number(exponent.strip_prefix('+').unwrap_or(exponent))
}
