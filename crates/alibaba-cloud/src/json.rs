//! JSON from the cloud, where a text may be broken without the reply being so.

use serde_json::Value;

/// A value takes about 50 bytes of memory, but may be written in two: beyond this many a body is not parsed.
const MAX_VALUES: usize = 500_000;

/// Whether a body may hold more values than is accepted. Separators inside texts count too.
pub(crate) fn has_too_many_values(body: &[u8]) -> bool {
    let is_separator = |byte: &&u8| matches!(byte, b',' | b'[' | b'{');
    body.len() > MAX_VALUES && body.iter().filter(is_separator).count() > MAX_VALUES
}

/// Parses a body. Bytes that are no UTF-8 and halves of surrogate pairs become replacement characters,
/// so that one name cut in the middle of a character does not lose the page.
pub(crate) fn parse(body: &[u8]) -> Option<Value> {
    if let Ok(value) = serde_json::from_slice(body) {
        return Some(value);
    }
    let repaired = without_lone_surrogates(&String::from_utf8_lossy(body));
    serde_json::from_str(&repaired).ok()
}

fn without_lone_surrogates(text: &str) -> String {
    let mut repaired = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        repaired.push_str(before);
        let length = match (unit(escape), escape.get(6..).and_then(unit)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                repaired.push('\u{FFFD}');
                rest = &escape[6..];
                continue;
            }
            (Some(_), _) => 6,
            // The backslash and what it escapes.
            (None, _) => 1 + escape.chars().nth(1).map_or(0, char::len_utf8),
        };
        let (escape, after) = escape.split_at(length);
        repaired.push_str(escape);
        rest = after;
    }
    repaired.push_str(rest);
    repaired
}

/// The UTF-16 unit of a `\uXXXX` escape at the start of a text.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    hexadecimal.then(|| u16::from_str_radix(digits, 16).ok())?
}
