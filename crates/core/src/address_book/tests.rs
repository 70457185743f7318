//! Files for the address book, and the rules of entries.
#![allow(clippy::unwrap_used)]

use super::rules::Known;
use super::{AddressBookEntry, AddressBookFile, AddressBookHeadings, export, import};
use crate::ProblemCode;
use crate::finding::{FindingCode, Severity};

const NORTH: &str = "1602771433805526";
const EAST: &str = "1377520944618803";

fn entry(uid: &str, name: &str, note: &str) -> AddressBookEntry {
    AddressBookEntry {
        uid: uid.to_owned(),
        name: name.to_owned(),
        note: note.to_owned(),
    }
}

fn known(book: &[AddressBookEntry]) -> Known {
    Known::new(Vec::new(), book.to_vec())
}

fn read(content: &[u8]) -> AddressBookFile {
    import::read("people.csv".to_owned(), content, &known(&[])).unwrap()
}

fn entries(file: &AddressBookFile) -> Vec<AddressBookEntry> {
    file.lines.iter().map(|line| line.entry.clone()).collect()
}

/// The numbers of the lines that have errors, and the codes.
fn errors(file: &AddressBookFile) -> Vec<(u32, FindingCode)> {
    let errors = file.lines.iter().flat_map(|line| {
        let findings = line
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        findings.map(|finding| (line.line, finding.code))
    });
    errors.collect()
}

fn exported(book: &[AddressBookEntry]) -> Vec<u8> {
    let headings = AddressBookHeadings {
        name: "名称".to_owned(),
        uid: "账号ID".to_owned(),
        note: "备注".to_owned(),
    };
    export::encode(book, &headings).unwrap()
}

#[test]
fn what_was_exported_is_read_as_it_was() {
    let book = [
        entry(NORTH, "partner-north", "Reseller north, Wang Li"),
        entry(EAST, "华东灾备", "集团灾备中心；值班 \"8821\""),
        entry("1840662109752217", "=cmd|'/c calc'!A1", "+86 10 1234"),
        entry("1840662109752218", "'=of its own", "''@ twice"),
        entry("1840662109752219", "No. 1234567890123456", "a name with digits"),
        entry("1840662109752220", "no note", ""),
    ];
    let content = exported(&book);
    let text = String::from_utf8(content.clone()).unwrap();
    assert!(text.starts_with("\u{feff}名称,账号ID,备注\r\n"), "{text}");
    assert!(text.contains("\r\n'=cmd|"), "a formula is a text");
    assert!(
        text.contains(",1602 7714 3380 5526,"),
        "a spreadsheet would round the digits in one"
    );
    let file = import::read("book.csv".to_owned(), &content, &known(&book)).unwrap();
    assert_eq!(file.heading.as_deref(), Some("名称, 账号ID, 备注"));
    assert_eq!(entries(&file), book);
    assert!(
        file.lines
            .iter()
            .all(|line| line.before.as_ref() == Some(&line.entry) && line.findings.is_empty())
    );
}

#[test]
fn files_are_read_however_they_were_saved() {
    let people = [entry(NORTH, "North, \"N\"", "two lines"), entry(EAST, "华东", "")];
    let lines = "name;id;note\r\n\"North, \"\"N\"\"\";1602-7714-3380-5526;\"two\r\nlines\"\r\n\r\n华东;１３７７５２０９４４６１８８０３;\r\n";
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(lines.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for content in [
        lines.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", lines.as_bytes()].concat(),
        utf16,
    ] {
        let file = read(&content);
        assert_eq!(entries(&file), people);
        assert_eq!(file.lines.iter().map(|line| line.line).collect::<Vec<_>>(), [2, 5]);
    }
    let tabs = format!("{NORTH}\tNorth\tone\ttwo\n=\"{EAST}\"\tEast\n");
    let file = read(tabs.as_bytes());
    assert_eq!(
        entries(&file),
        [entry(NORTH, "North", "one, two"), entry(EAST, "East", "")]
    );
    assert_eq!(file.heading, None);
}

#[test]
fn each_line_says_what_is_wrong_and_keeps_what_it_says() {
    let book = [entry(NORTH, "partner-north", "")];
    let content = format!(
        "name,id,note\nops,ops@example.com,\nshort,123456,\n,{EAST},nobody\nram,204567890123456789,\nrounded,1.28844E+15,\nnorth again,{NORTH},moved\none,{EAST},\ntwo,{EAST},\n{},1840662109752217,\n",
        "x".repeat(65)
    );
    let file = import::read("people.csv".to_owned(), content.as_bytes(), &known(&book)).unwrap();
    assert_eq!(
        errors(&file),
        [
            (2, FindingCode::NotAnAccountId),
            (3, FindingCode::NotAnAccountId),
            (4, FindingCode::Required),
            (6, FindingCode::RoundedAccountId),
            (8, FindingCode::TwiceInFile),
            (9, FindingCode::TwiceInFile),
            (10, FindingCode::TooLong),
        ]
    );
    assert_eq!(file.lines[0].entry, entry("ops@example.com", "ops", ""));
    let ram = &file.lines[3].findings;
    assert_eq!(
        (ram[0].severity, ram[0].code),
        (Severity::Warning, FindingCode::LooksLikeRamUserId)
    );
    assert_eq!(file.lines[5].before.as_ref(), Some(&book[0]));
    assert_eq!(file.lines[7].findings[0].params["line"], "4");
}

#[test]
fn what_is_no_text_or_has_no_line_is_refused() {
    let table: [(&[u8], &str); 5] = [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n , \r\n", "empty"),
        (b"\xb2\xe2\xca\xd4,1602771433805526\n", "notText"),
        (b"PK\x03\x04\0\0", "notText"),
        (b"\xff\xfea", "notText"),
    ];
    for (content, reason) in table {
        let problem = import::read("people.csv".to_owned(), content, &known(&[])).unwrap_err();
        assert_eq!(problem.code, ProblemCode::AddressFileRefused);
        assert_eq!(
            (problem.params["reason"].as_str(), problem.params["file"].as_str()),
            (reason, "people.csv")
        );
    }
}

#[test]
fn a_file_of_ten_thousand_lines_is_read_whole() {
    let lines: String = (0..10_000_u64)
        .map(|number| format!("name {number},{},\n", 1_000_000_000_000_000 + number))
        .collect();
    let file = read(lines.as_bytes());
    assert_eq!((file.lines.len(), errors(&file).len()), (10_000, 0));
    assert_eq!(file.lines[9_999].line, 10_000);
}

#[test]
fn ids_are_checked_without_what_is_written_between_their_digits() {
    let book = [entry(NORTH, "partner-north", "")];
    let known = known(&book);
    let code = |uid: &str| {
        let findings = known.check(&entry(uid, "name", "").normalized(), None);
        findings.first().map(|finding| finding.code)
    };
    assert_eq!(code(" 1377\u{a0}5209 4461-8803\u{200b}"), None);
    assert_eq!(code("1602 7714 3380 5526"), Some(FindingCode::InAddressBook));
    assert_eq!(code("13775209446188030"), Some(FindingCode::NotAnAccountId));
    assert_eq!(code("1377520944618E03"), Some(FindingCode::RoundedAccountId));
    assert_eq!(code("E+15"), Some(FindingCode::NotAnAccountId));
    assert_eq!(code(""), Some(FindingCode::Required));
    let kept = known.check(&book[0], Some(NORTH));
    assert!(kept.is_empty(), "an entry is no duplicate of itself");
}

#[test]
fn an_id_that_a_spreadsheet_may_have_rounded_is_questioned() {
    let book = [entry("1840662109752220", "known", "")];
    let content = "a,1602771433805520\nb,1602 7714 3380 5530\nc,\"=\"\"1602771433805540\"\"\"\nd,1602771433805526\nknown,1840662109752220\n";
    let file = import::read("people.csv".to_owned(), content.as_bytes(), &known(&book)).unwrap();
    assert_eq!(errors(&file), []);
    let questioned = file.lines.iter().filter(|line| !line.findings.is_empty());
    let codes: Vec<_> = questioned.map(|line| (line.line, line.findings[0].code)).collect();
    assert_eq!(codes, [(1, FindingCode::PerhapsRounded)]);
}

#[test]
fn a_name_of_only_digits_is_refused() {
    let known = known(&[]);
    let codes = |name: &str| {
        let findings = known.check(&entry(NORTH, name, ""), None);
        findings.iter().map(|finding| finding.code).collect::<Vec<_>>()
    };
    for name in ["8821", "1377 5209 4461 8803", "8821-3"] {
        assert_eq!(codes(name), [FindingCode::OnlyDigits], "{name}");
    }
    for name in ["team 8821", "-"] {
        assert_eq!(codes(name), [], "{name}");
    }
}
