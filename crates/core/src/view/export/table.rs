//! Rows as values of the fields of their kind.

use super::field::ExportField;
use super::value::Value;
use super::{image, instance, snapshot};
use crate::inventory::{Recorded, Records, RowKind};

/// A row as its fields see it.
pub(super) struct Told<'a, Row, Record> {
    /// What the account is called here.
    pub(super) alias: &'a str,
    pub(super) row: &'a Row,
    pub(super) record: &'a Record,
}

/// A field and what it holds of a row.
pub(super) type Field<Row, Record> = (ExportField, for<'a> fn(&Told<'a, Row, Record>) -> Value<'a>);

/// The fields of a kind, in the order of the file.
pub(super) fn fields(kind: RowKind) -> Vec<ExportField> {
    match kind {
        RowKind::Snapshots => names(snapshot::FIELDS),
        RowKind::Images => names(image::FIELDS),
        RowKind::Instances => names(instance::FIELDS),
    }
}

/// The values of each row, in the order of [`fields`]. `alias` names an account by its id.
pub(super) fn values<'a>(records: &'a Records, alias: impl Fn(&str) -> &'a str) -> Vec<Vec<Value<'a>>> {
    match records {
        Records::Snapshots(rows) => values_of(rows, snapshot::FIELDS, |row| alias(&row.key.account_id)),
        Records::Images(rows) => values_of(rows, image::FIELDS, |row| alias(&row.key.account_id)),
        Records::Instances(rows) => values_of(rows, instance::FIELDS, |row| alias(&row.key.account_id)),
    }
}

fn names<Row, Record>(fields: &[Field<Row, Record>]) -> Vec<ExportField> {
    fields.iter().map(|(field, _)| *field).collect()
}

fn values_of<'a, Row, Record>(
    rows: &'a [Recorded<Row, Record>],
    fields: &[Field<Row, Record>],
    alias: impl Fn(&Row) -> &'a str,
) -> Vec<Vec<Value<'a>>> {
    let of_row = |Recorded { row, record }: &'a Recorded<Row, Record>| {
        let alias = alias(row);
        let told = Told { alias, row, record };
        fields.iter().map(|(_, value)| value(&told)).collect()
    };
    rows.iter().map(of_row).collect()
}
