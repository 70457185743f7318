//! The report of a check and a comparison as files, with what the window showed: a line for each item or attribute, or the whole as JSON.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::comparison::{ComparedSide, ComparedValue, ImageComparison};
use super::{CheckGroup, ImageCheckReport};
use crate::proof::ProofMark;
use crate::view::csv::{BYTE_ORDER_MARK, finish, writer};
use crate::view::{ExportFormat, guarded};

/// How a report or a comparison is written to a file.
#[derive(Clone, Debug, Deserialize, PartialEq, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReportFile {
    /// The format.
    pub format: ExportFormat,
    /// Words in the language of the window for a CSV file, by their keys: headings, groups, marks, items and attributes by their codes.
    /// Where one is missing its key is written.
    pub words: BTreeMap<String, String>,
}

impl ReportFile {
    fn word(&self, key: &str) -> String {
        self.words.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }
}

/// The bytes of the file of a report.
///
/// # Errors
/// None but a mistake of ours.
pub(crate) fn of_report(report: &ImageCheckReport, file: &ReportFile) -> std::io::Result<Vec<u8>> {
    if file.format == ExportFormat::Json {
        return Ok(serde_json::to_vec_pretty(report)?);
    }
    let heading = ["item", "name", "group", "value", "riskLevel", "riskCode"];
    let items = report.items.iter().map(|item| {
        let code = item.item.map(code_of).unwrap_or_default();
        [
            file.word(&code),
            item.told.name.clone(),
            file.word(&code_of::<CheckGroup>(item.group)),
            item.told.value.clone(),
            item.told.risk_level.clone().unwrap_or_default(),
            item.told.risk_code.clone().unwrap_or_default(),
        ]
    });
    lines(heading.map(|key| file.word(key)), items)
}

/// The bytes of the file of a comparison.
///
/// # Errors
/// None but a mistake of ours.
pub(crate) fn of_comparison(comparison: &ImageComparison, file: &ReportFile) -> std::io::Result<Vec<u8>> {
    if file.format == ExportFormat::Json {
        return Ok(serde_json::to_vec_pretty(comparison)?);
    }
    let side = |key: &str, side: &ComparedSide| format!("{}: {} {}", file.word(key), side.name, side.key.id);
    let heading = [
        file.word("attribute"),
        file.word("group"),
        side("a", &comparison.a),
        side("b", &comparison.b),
        file.word("result"),
    ];
    let rows = comparison.rows.iter().map(|row| {
        let group = if row.matters { "matters" } else { "usual" };
        [
            file.word(&code_of(row.attribute)),
            file.word(group),
            value(&row.a, file),
            value(&row.b, file),
            file.word(&code_of::<ProofMark>(row.mark)),
        ]
    });
    let not_told = comparison.not_told.iter().map(|attribute| {
        let empty = String::new;
        [
            file.word(&code_of(*attribute)),
            empty(),
            empty(),
            empty(),
            file.word("notTold"),
        ]
    });
    lines(heading, rows.chain(not_told))
}

fn value(value: &ComparedValue, file: &ReportFile) -> String {
    match value {
        ComparedValue::Read { values } => values.join(", "),
        ComparedValue::NotTold => file.word("notTold"),
        ComparedValue::OfOthers => file.word("ofOthers"),
        ComparedValue::NotListed => file.word("notListed"),
        ComparedValue::Refused { problem } => {
            let code = problem.provider.as_ref().map(|provider| provider.code.clone());
            format!(
                "{} {}",
                file.word("unread"),
                code.unwrap_or_else(|| code_of(problem.code))
            )
        }
    }
}

fn code_of<T: Serialize>(value: T) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

fn lines<const N: usize>(heading: [String; N], rows: impl Iterator<Item = [String; N]>) -> std::io::Result<Vec<u8>> {
    let mut writer = writer(BYTE_ORDER_MARK.to_vec());
    let write = |writer: &mut csv::Writer<Vec<u8>>, line: [String; N]| {
        writer.write_record(line.map(|text| guarded(Cow::Owned(text)).into_owned()))
    };
    write(&mut writer, heading).map_err(std::io::Error::other)?;
    for row in rows {
        write(&mut writer, row).map_err(std::io::Error::other)?;
    }
    finish(writer).map_err(std::io::Error::other)
}
