//! Character references as XML and HTML have them: `&amp;`, `&#43;`, `&#x2b;`.

const NAMED: [(&str, char); 5] = [
    ("amp;", '&'),
    ("lt;", '<'),
    ("gt;", '>'),
    ("quot;", '"'),
    ("apos;", '\''),
];

/// The text with each reference replaced by what it stands for, once. What is no reference stays.
pub(crate) fn resolve(text: &str) -> String {
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        resolved.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let (character, after) = numbered(rest).or_else(|| named(rest)).unwrap_or(('&', rest));
        resolved.push(character);
        rest = after;
    }
    resolved.push_str(rest);
    resolved
}

fn named(rest: &str) -> Option<(char, &str)> {
    let mut known = NAMED.iter();
    known.find_map(|(name, character)| Some((*character, rest.strip_prefix(name)?)))
}

/// The semicolon may be missing, as browsers have it.
fn numbered(rest: &str) -> Option<(char, &str)> {
    let rest = rest.strip_prefix('#')?;
    let hexadecimal = rest.strip_prefix(['x', 'X']);
    let (rest, radix) = hexadecimal.map_or((rest, 10), |rest| (rest, 16));
    let end = rest.find(|character: char| !character.is_digit(radix));
    let (digits, after) = rest.split_at(end.unwrap_or(rest.len()));
    let character = char::from_u32(u32::from_str_radix(digits, radix).ok()?)?;
    Some((character, after.strip_prefix(';').unwrap_or(after)))
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn references_are_resolved_once_and_the_rest_stays() {
        let table = [
            ("a&#43;b&#x2f;c&#X2F;&#61d", "a+b/c/=d"),
            ("&lt;&gt;&quot;&apos;&amp;lt;", "<>\"'&lt;"),
            (
                "a & b &nbsp; &#; &#x; &#xD800; &#99999999999; &",
                "a & b &nbsp; &#; &#x; &#xD800; &#99999999999; &",
            ),
            ("é&#24555;照", "é快照"),
        ];
        for (text, resolved) in table {
            assert_eq!(resolve(text), resolved);
        }
    }
}
