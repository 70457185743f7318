//! CSV as RFC 4180 has it, in UTF-8 with a byte order mark, without which spreadsheets read another encoding.

use csv::{Terminator, Writer, WriterBuilder};

use super::field::ExportField;
use super::formula::guarded;
use super::value::Value;
use super::{ExportHeader, ExportSpec};

pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The byte order mark and the line of headings.
pub(super) fn begin(fields: &[ExportField], spec: &ExportSpec) -> csv::Result<Vec<u8>> {
    let given = spec.headers.as_deref().unwrap_or_default();
    let header = |field: &ExportField| {
        let header = given.iter().find(|header: &&ExportHeader| header.field == *field);
        guarded(header.map_or(field.name(), |header| &header.header).into())
    };
    let mut writer = writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(fields.iter().map(|field| header(field).into_owned()))?;
    finish(writer)
}

/// A line a row.
pub(super) fn rows(rows: &[Vec<Value<'_>>]) -> csv::Result<Vec<u8>> {
    let mut writer = writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|value| value.cell().into_owned()))?;
    }
    finish(writer)
}

pub(crate) fn writer(bytes: Vec<u8>) -> Writer<Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(bytes)
}

pub(crate) fn finish(writer: Writer<Vec<u8>>) -> csv::Result<Vec<u8>> {
    writer.into_inner().map_err(|error| error.into_error().into())
}
