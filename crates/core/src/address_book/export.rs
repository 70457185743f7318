//! The address book as a CSV file.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::AddressBookEntry;
use crate::view::{ExportTarget, csv, guarded_reversibly, write_file};
use crate::{Problem, ProblemCode};

/// The headings of the file in the language of the window.
#[derive(Clone, Debug, Deserialize, PartialEq, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AddressBookHeadings {
    /// Over the names.
    pub name: String,
    /// Over the account ids.
    pub uid: String,
    /// Over the notes.
    pub note: String,
}

/// A file that the address book was written to.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AddressBookExported {
    /// Its name, without its folder.
    pub file: String,
    /// How many entries it has.
    pub entries: u32,
}

/// Writes a line for each entry.
///
/// # Errors
/// `ExportFailed` with `reason` and `file`. Nothing is left behind.
pub(super) async fn write(
    entries: &[AddressBookEntry],
    headings: &AddressBookHeadings,
    target: Box<dyn ExportTarget>,
) -> Result<AddressBookExported, Problem> {
    let name = target
        .path()
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let bytes = encode(entries, headings).map_err(|_| Problem::new(ProblemCode::Internal))?;
    write_file(target, bytes).await?;
    Ok(AddressBookExported {
        file: name,
        entries: u32::try_from(entries.len()).unwrap_or(u32::MAX),
    })
}

pub(super) fn encode(entries: &[AddressBookEntry], headings: &AddressBookHeadings) -> ::csv::Result<Vec<u8>> {
    let mut writer = csv::writer(csv::BYTE_ORDER_MARK.to_vec());
    let mut line =
        |cells: [&str; 3]| writer.write_record(cells.map(|cell| guarded_reversibly(cell.into()).into_owned()));
    line([&headings.name, &headings.uid, &headings.note])?;
    for entry in entries {
        line([&entry.name, &in_fours(&entry.uid), &entry.note])?;
    }
    csv::finish(writer)
}

/// Spreadsheets take 16 digits in one for a number, and keep 15 of them. In fours they are a text.
fn in_fours(uid: &str) -> String {
    let digits: Vec<char> = uid.chars().collect();
    let groups: Vec<String> = digits.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}
