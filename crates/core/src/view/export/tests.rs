#![allow(clippy::unwrap_used)]

use std::borrow::Cow;

use alibaba_cloud::ecs::Tag;

use super::formula::guarded;
use super::value::Value;
use super::{ExportField, ExportFormat, ExportHeader, ExportRows, ExportSpec, csv, json};
use crate::inventory::RowKind;

fn spec(headers: Option<Vec<ExportHeader>>) -> ExportSpec {
    ExportSpec {
        rows: ExportRows::Shown,
        format: ExportFormat::Csv,
        headers,
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

fn tags() -> Vec<Tag> {
    let tag = |key: &str, value: &str| Tag {
        key: key.to_owned(),
        value: value.to_owned(),
    };
    vec![tag("team", "财务"), tag("=1+1", ""), tag("a;b", "c=d")]
}

#[test]
fn what_a_spreadsheet_would_run_is_made_a_text() {
    let formulas = [
        "=1+1",
        "=HYPERLINK(\"http://evil.example\",\"x\")",
        "+1",
        "-1",
        "-",
        "@SUM(A1:A9)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\u{ff1d}1+1",
        "\u{ff0b}1",
        "\u{ff0d}1",
        "\u{ff20}SUM(A1)",
        "=cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!D2",
    ];
    for formula in formulas {
        assert_eq!(guarded(Cow::Borrowed(formula)), format!("'{formula}"));
    }
    for harmless in [
        "",
        "web-01",
        "a=b",
        "'=1",
        "1+1",
        "财务系统",
        "<b>x</b>",
        "100%",
        " =1",
        "\u{2212}1",
    ] {
        assert_eq!(guarded(Cow::Borrowed(harmless)), harmless);
    }
}

#[test]
fn what_follows_a_semicolon_is_no_formula_for_a_program_that_splits_there() {
    for (text, cell) in [
        ("a;=1", "a;'=1"),
        ("a;\"=1\"", "a;'\"=1\""),
        ("=1;=2", "'=1;'=2"),
        (";@SUM(A1)", ";'@SUM(A1)"),
        ("a;b;-1;c", "a;b;'-1;c"),
    ] {
        assert_eq!(guarded(Cow::Borrowed(text)), cell);
    }
    for harmless in ["a;b", ";", "a; =1", "key=value;other=1"] {
        assert_eq!(guarded(Cow::Borrowed(harmless)), harmless);
    }
    let list = ["s-1".to_owned(), "=HYPERLINK(1)".to_owned()];
    assert_eq!(Value::List(&list).cell(), "s-1;'=HYPERLINK(1)");
}

#[test]
fn a_csv_file_begins_with_its_byte_order_mark_and_headings() {
    let fields = [ExportField::SnapshotId, ExportField::KMSKeyId, ExportField::Tags];
    let begin = csv::begin(&fields, &spec(None)).unwrap();
    assert_eq!(begin, b"\xef\xbb\xbfSnapshotId,KMSKeyId,Tags\r\n");
    let header = |field, header: &str| ExportHeader {
        field,
        header: header.to_owned(),
    };
    let given = vec![
        header(ExportField::Tags, "标签, 全部"),
        header(ExportField::Status, "状态"),
        header(ExportField::SnapshotId, "=快照"),
    ];
    let begin = csv::begin(&fields, &spec(Some(given))).unwrap();
    assert_eq!(text(begin), "\u{feff}'=快照,KMSKeyId,\"标签, 全部\"\r\n");
}

#[test]
fn a_csv_line_quotes_what_would_break_it_and_guards_texts_but_not_numbers() {
    let (tags, list) = (tags(), ["10.0.0.1", "-1"].map(str::to_owned));
    let row = vec![
        Value::Text("says \"hi\", twice"),
        Value::Text("two\r\nlines\nand more"),
        Value::Text("=1+1"),
        Value::Text("\u{202e}财务\u{0}系统🎞"),
        Value::Number(u64::MAX),
        Value::Flag(true),
        Value::Nothing,
        Value::Time("2026-11-23T18:00:00+08:00".parse().unwrap()),
        Value::List(&list),
        Value::Tags(&tags),
        Value::Tags(&tags[1..]),
    ];
    let expected = "\"says \"\"hi\"\", twice\",\"two\r\nlines\nand more\",'=1+1,\u{202e}财务\u{0}系统🎞,18446744073709551615,true,,\
                    2026-11-23T10:00:00Z,10.0.0.1;'-1,team=财务;'=1+1=;a;b=c=d,'=1+1=;a;b=c=d\r\n";
    assert_eq!(text(csv::rows(&[row]).unwrap()), expected);
    assert!(csv::rows(&[]).unwrap().is_empty());
}

#[test]
fn json_has_numbers_flags_lists_and_tags_as_such_and_changes_no_text() {
    let (tags, list) = (tags(), ["10.0.0.1"].map(str::to_owned));
    let fields = [
        ExportField::InstanceName,
        ExportField::Cpu,
        ExportField::Encrypted,
        ExportField::KeyPairName,
        ExportField::CreationTime,
        ExportField::PrivateIpAddress,
        ExportField::Tags,
    ]
    .map(|field| field.name());
    let row = || {
        vec![
            Value::Text("=1+1\n\"财务\""),
            Value::Number(4),
            Value::Flag(false),
            Value::Nothing,
            Value::Time("2026-11-23T10:00:00Z".parse().unwrap()),
            Value::List(&list),
            Value::Tags(&tags),
        ]
    };
    let mut bytes = json::begin("2026-11-28T08:00:00Z".parse().unwrap(), RowKind::Instances).unwrap();
    bytes.extend(json::rows(&fields, &[row(), row()], true).unwrap());
    bytes.extend(json::rows(&fields, &[row()], false).unwrap());
    bytes.extend(
        json::end(&json::End {
            stale: json::Stale { rows: 0, parts: &[] },
            missing: &[],
            missing_rows: 2,
        })
        .unwrap(),
    );
    let one = serde_json::json!({
        "InstanceName": "=1+1\n\"财务\"",
        "Cpu": 4,
        "Encrypted": false,
        "KeyPairName": null,
        "CreationTime": "2026-11-23T10:00:00Z",
        "PrivateIpAddress": ["10.0.0.1"],
        "Tags": {"team": "财务", "=1+1": "", "a;b": "c=d"},
    });
    let expected = serde_json::json!({
        "exportedAt": "2026-11-28T08:00:00Z",
        "kind": "instances",
        "rows": [one, one, one],
        "stale": {"rows": 0, "parts": []},
        "missing": [],
        "missingRows": 2,
    });
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&bytes).unwrap(), expected);
}

#[test]
fn no_field_is_written_twice() {
    for kind in RowKind::ALL {
        let fields = super::table::fields(kind);
        for (index, field) in fields.iter().enumerate() {
            assert!(!fields[..index].contains(field), "{field:?} of {kind:?}");
        }
    }
}
