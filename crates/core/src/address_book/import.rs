//! A CSV file of people to share with, line by line: as the export writes it, as spreadsheets save it, or written by hand. The column with
//! the ids is found by what stands in it; of the others the first is the name, and what follows the note.

use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord};

use super::rules::Known;
use super::{AddressBookEntry, AddressBookFile, AddressBookLine};
use crate::finding::{Finding, FindingCode, Severity};
use crate::image::rules::is_account_id;
use crate::view::unguarded;
use crate::{Problem, ProblemCode};

/// Shorter numbers, such as a phone extension, are no ids.
const FEWEST_DIGITS: usize = 12;

/// A line with its number.
type Line = (u32, StringRecord);

/// Reads a file.
///
/// # Errors
/// `AddressFileRefused` with `file` and `reason`.
pub(super) fn read(file: String, content: &[u8], known: &Known) -> Result<AddressBookFile, Problem> {
    let refused = |reason: &str| {
        let problem = Problem::new(ProblemCode::AddressFileRefused);
        problem.with("file", &file).with("reason", reason)
    };
    let text = text_of(content).ok_or_else(|| refused("notText"))?;
    let mut lines = records(&text).map_err(|_| refused("notText"))?;
    if lines.is_empty() {
        return Err(refused("empty"));
    }
    let column = id_column(&lines);
    let is_heading = !lines[0]
        .1
        .get(column)
        .unwrap_or_default()
        .contains(|c: char| c.is_numeric() || c == '@');
    let heading = is_heading.then(|| lines.remove(0).1.iter().collect::<Vec<_>>().join(", "));
    let mut first_lines: HashMap<String, u32> = HashMap::new();
    let lines = lines.into_iter().map(|(line, record)| {
        let entry = entry_of(&record, column).normalized();
        let mut findings = known.check(&entry, Some(&entry.uid));
        let is_new = !known.book.contains_key(&entry.uid);
        if is_new && record.get(column).is_some_and(may_be_rounded) {
            findings.push(Finding::new(Severity::Warning, "uid", FindingCode::PerhapsRounded));
        }
        let earlier = *first_lines.entry(entry.uid.clone()).or_insert(line);
        if earlier != line && !entry.uid.is_empty() {
            let twice = Finding::new(Severity::Error, "uid", FindingCode::TwiceInFile);
            findings.push(twice.with("line", earlier));
        }
        AddressBookLine {
            line,
            before: known.book.get(&entry.uid).cloned(),
            entry,
            findings,
        }
    });
    Ok(AddressBookFile {
        lines: lines.collect(),
        heading,
        file,
    })
}

/// The text of a file: UTF-8, or UTF-16 with a byte order mark.
fn text_of(content: &[u8]) -> Option<String> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes
            .chunks(2)
            .map(|pair| pair.try_into().map(unit).ok())
            .collect::<Option<Vec<u16>>>()?;
        String::from_utf16(&units).ok()
    };
    let text = match content {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => std::str::from_utf8(content).ok()?.to_owned(),
    };
    let text = text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned);
    (!text.contains('\0')).then_some(text)
}

/// Every line that is not empty.
fn records(text: &str) -> csv::Result<Vec<Line>> {
    let mut reader = ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(delimiter(text));
    let bytes = text.as_bytes();
    let (mut counted, mut number) = (0, 1);
    let mut lines = Vec::new();
    for record in reader.from_reader(bytes).into_records() {
        let record = record?;
        // The reader's own number is one behind after a CR LF.
        let start = record.position().map_or(0, csv::Position::byte);
        let rest = bytes
            .get(usize::try_from(start).unwrap_or(usize::MAX)..)
            .unwrap_or_default();
        let breaks = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let start = bytes.len() - rest.len() + breaks;
        number += bytes[counted..start].iter().filter(|byte| **byte == b'\n').count();
        counted = start;
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            lines.push((u32::try_from(number).unwrap_or(u32::MAX), record));
        }
    }
    Ok(lines)
}

/// Spreadsheets of some languages separate with semicolons, and what is copied from one has tabs.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let outside: String = first.split('"').step_by(2).collect();
    let count = |delimiter: u8| outside.bytes().filter(|byte| *byte == delimiter).count();
    let most = [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|delimiter| count(*delimiter));
    most.unwrap_or(b',')
}

/// The column with the most cells that look like an id; the second when none does.
fn id_column(lines: &[Line]) -> usize {
    let width = lines.iter().map(|(_, record)| record.len()).max().unwrap_or_default();
    let ids = |column: &usize| {
        let cells = lines.iter().filter_map(|(_, record)| record.get(*column));
        cells.filter(|cell| looks_like_id(cell)).count()
    };
    // The first of those with as many.
    let best = (0..width).rev().max_by_key(ids).unwrap_or_default();
    if ids(&best) == 0 && width > 1 { 1 } else { best }
}

fn looks_like_id(cell: &str) -> bool {
    let digits = cell.chars().filter(|character| character.is_numeric()).count();
    digits >= FEWEST_DIGITS && !cell.chars().any(char::is_alphabetic)
}

/// Whether a spreadsheet may have made a number of the id and rounded it: it keeps 15 digits, and leaves alone what is no plain number.
fn may_be_rounded(cell: &str) -> bool {
    let cell = cell.trim();
    is_account_id(cell) && cell.ends_with('0')
}

fn entry_of(record: &StringRecord, column: usize) -> AddressBookEntry {
    let uid = unquoted(record.get(column).unwrap_or_default());
    let others = record.iter().enumerate().filter(|(index, _)| *index != column);
    let mut others = others.map(|(_, cell)| unguarded(cell.trim()));
    let name = others.next().unwrap_or_default().to_owned();
    let rest: Vec<_> = others.filter(|cell| !cell.is_empty()).collect();
    AddressBookEntry {
        uid: uid.to_owned(),
        name,
        note: rest.join(", "),
    }
}

/// An id without what keeps a spreadsheet from making a number of it: `="1234"` or `'1234`.
fn unquoted(cell: &str) -> &str {
    let cell = cell.trim();
    let formula = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    formula.unwrap_or(cell).trim_start_matches('\'')
}
