//! A proof as a file: a line for each instance and attribute, the whole of it as JSON, or a page to print.

use std::borrow::Cow;
use std::fmt::Write as _;

use jiff::Timestamp;

use super::{FleetProof, ProofAgainst, ProofAttribute, ProofCell, ProofFile, ProofFormat, ProofMark, ProvenInstance};
use crate::view::csv::{BYTE_ORDER_MARK, finish, writer};
use crate::view::guarded;

/// The bytes of the file.
///
/// # Errors
/// None but a mistake of ours.
pub(crate) fn write(proof: &FleetProof, file: &ProofFile) -> std::io::Result<Vec<u8>> {
    Ok(match file.format {
        ProofFormat::Csv => csv(proof, file).map_err(std::io::Error::other)?,
        ProofFormat::Json => serde_json::to_vec_pretty(proof)?,
        ProofFormat::Html => html(proof, file).into_bytes(),
    })
}

fn word<'a>(file: &'a ProofFile, key: &'a str) -> &'a str {
    file.words.get(key).map_or(key, String::as_str)
}

fn code_of<T: serde::Serialize>(value: T) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

fn mark(file: &ProofFile, cell: &ProofCell) -> String {
    let key = match cell.mark {
        ProofMark::Equal => "equal",
        ProofMark::Different => "different",
        ProofMark::Unread => "unread",
    };
    word(file, key).to_owned()
}

fn values(values: &[String]) -> String {
    values.join(", ")
}

/// What was asked of an instance; the word for what was not read where it is not known.
fn asked(file: &ProofFile, attribute: &ProofAttribute, cell: &ProofCell) -> String {
    match (&cell.asked, attribute.known) {
        (Some(own), _) => values(own),
        (None, true) => values(&attribute.asked),
        (None, false) => word(file, "unread").to_owned(),
    }
}

fn time(milliseconds: i64) -> String {
    Timestamp::from_millisecond(milliseconds).map_or_else(|_| String::new(), |time| time.to_string())
}

/// A line for each instance and attribute; after them a line for each answer of the cloud that the proof rests on.
fn csv(proof: &FleetProof, file: &ProofFile) -> csv::Result<Vec<u8>> {
    let mut writer = writer(BYTE_ORDER_MARK.to_vec());
    let keys = [
        "instance",
        "instanceId",
        "status",
        "attribute",
        "asked",
        "read",
        "result",
        "note",
        "readAt",
    ];
    writer.write_record(keys.map(|key| guarded(word(file, key).into()).into_owned()))?;
    for instance in &proof.instances {
        for (attribute, cell) in proof.attributes.iter().zip(&instance.cells) {
            let code = code_of(attribute.code);
            let line = [
                instance.name.clone(),
                instance.id.clone(),
                instance.status.clone(),
                word(file, &code).to_owned(),
                asked(file, attribute, cell),
                values(&cell.read),
                mark(file, cell),
                cell.accepted.clone().unwrap_or_default(),
                time(proof.read_at),
            ];
            writer.write_record(line.map(|text| guarded(Cow::Owned(text)).into_owned()))?;
        }
    }
    for answer in &proof.answers {
        let line = ["", "", "", &answer.action, "", &answer.request_id, "RequestId", "", ""];
        writer.write_record(line.map(|text| guarded(text.into()).into_owned()))?;
    }
    finish(writer)
}

const STYLE: &str = "body{font:14px/1.4 sans-serif;margin:2em;color:#1a1816}table{border-collapse:collapse;width:100%;margin:1em 0}\
    th,td{border:1px solid #c9c4bf;padding:4px 8px;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#f3f0ed}\
    .different{background:#fdf1da}.unread{color:#6b6560;font-style:italic}@media print{body{margin:0}tr{break-inside:avoid}}";

fn html(proof: &FleetProof, file: &ProofFile) -> String {
    let text = |key: &str| escaped(word(file, key)).into_owned();
    let mut page = String::new();
    let title = text("title");
    let _ = write!(
        page,
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>{title}</title><style>{STYLE}</style></head><body>\
         <h1>{title}</h1><p>{}: {}</p>",
        escaped(&file.language),
        text("readAt"),
        time(proof.read_at),
    );
    if let ProofAgainst::Instance { id, name } = &proof.against {
        let _ = write!(page, "<p>{}: {} {}</p>", text("against"), value(name), value(id));
    }
    page.push_str("<table><thead><tr>");
    for key in ["instance", "instanceId"] {
        let _ = write!(page, "<th>{}</th>", text(key));
    }
    for attribute in &proof.attributes {
        let code = code_of(attribute.code);
        let _ = write!(page, "<th>{}</th>", text(&code));
    }
    let _ = write!(page, "</tr></thead><tbody><tr><th colspan=\"2\">{}</th>", text("asked"));
    for attribute in &proof.attributes {
        let asked = match attribute.known {
            true => shown(file, &attribute.asked),
            false => text("unread"),
        };
        let _ = write!(page, "<td>{asked}</td>");
    }
    page.push_str("</tr>");
    for instance in &proof.instances {
        row(&mut page, instance, file);
    }
    let _ = write!(page, "</tbody></table><h2>{}</h2><ul>", text("answers"));
    for answer in &proof.answers {
        let _ = write!(page, "<li>{} {}</li>", value(&answer.action), value(&answer.request_id));
    }
    page.push_str("</ul></body></html>\n");
    page
}

fn row(page: &mut String, instance: &ProvenInstance, file: &ProofFile) {
    let _ = write!(
        page,
        "<tr><td>{}</td><td>{}</td>",
        value(&instance.name),
        value(&instance.id)
    );
    for cell in &instance.cells {
        let (class, content) = match cell.mark {
            ProofMark::Equal => ("equal", format!("= {}", shown(file, &cell.read))),
            ProofMark::Different => ("different", format!("\u{2260} {}", shown(file, &cell.read))),
            ProofMark::Unread => ("unread", escaped(word(file, "unread")).into_owned()),
        };
        let note = cell
            .accepted
            .as_deref()
            .map(|note| format!("<br>{}: {}", escaped(word(file, "note")), value(note)));
        let _ = write!(page, "<td class=\"{class}\">{content}{}</td>", note.unwrap_or_default());
    }
    page.push_str("</tr>");
}

fn shown(file: &ProofFile, found: &[String]) -> String {
    let joined = values(found);
    match joined.trim_matches([',', ' ']).is_empty() {
        true => escaped(word(file, "none")).into_owned(),
        false => value(&joined),
    }
}

/// Text from the cloud, which keeps its direction to itself.
fn value(text: &str) -> String {
    format!("<bdi>{}</bdi>", escaped(text))
}

/// Text is shown, never interpreted: neither as markup nor as what hides or turns the text around it.
fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(|character| matches!(character, '&' | '<' | '>' | '"' | '\'') || is_hidden(character)) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            hidden if is_hidden(hidden) => {
                let _ = write!(safe, "[U+{:04X}]", u32::from(hidden));
            }
            other => safe.push(other),
        }
    }
    Cow::Owned(safe)
}

/// Controls, marks of direction, fillers and characters without width: those that the window names as well.
fn is_hidden(character: char) -> bool {
    match character {
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' => true,
        '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' => true,
        '\u{3164}' | '\u{feff}' | '\u{ffa0}' => true,
        _ => character.is_control(),
    }
}
