//! Backslash escapes as a text has them that was put into JSON once more: `\/`, `\"`, `\u002b`.

/// The text with each escape replaced by what it stands for, once.
pub(crate) fn resolve(text: &str) -> String {
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        resolved.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some((character, after)) = numbered(rest) {
            resolved.push(character);
            rest = after;
        } else if let Some(escaped) = rest.chars().next() {
            // What `\n` and the like stand for is in no secret.
            resolved.push(escaped);
            rest = &rest[escaped.len_utf8()..];
        }
    }
    resolved.push_str(rest);
    resolved
}

/// A character by its number, beyond U+FFFF by two.
fn numbered(rest: &str) -> Option<(char, &str)> {
    let (first, after) = unit(rest)?;
    if let Some(character) = char::from_u32(first.into()) {
        return Some((character, after));
    }
    let (second, after) = unit(after.strip_prefix('\\')?)?;
    let character = char::decode_utf16([first, second]).next()?.ok()?;
    Some((character, after))
}

fn unit(rest: &str) -> Option<(u16, &str)> {
    let (digits, after) = rest.strip_prefix('u')?.split_at_checked(4)?;
    Some((u16::from_str_radix(digits, 16).ok()?, after))
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn escapes_are_resolved_once() {
        let table = [
            (r"a\/b\u002bc\u002F\u5FEB", "a/b+c/快".to_owned()),
            (r"a\\u002b", r"a\u002b".to_owned()),
            (r"\u12 \uD800 \é\", "u12 uD800 é".to_owned()),
            (r"a\ud83d\uDE00b\uD800\u0041", "a😀buD800A".to_owned()),
        ];
        for (text, resolved) in table {
            assert_eq!(resolve(text), resolved);
        }
    }
}
