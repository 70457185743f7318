//! The tags of a row as one word, so that equal tags are kept once.

use std::borrow::Cow;

/// Stands between key and value.
const VALUE: char = '\u{0}';
/// Stands after a tag.
const END: char = '\u{1}';

/// All tags of a row.
pub(super) fn joined(tags: &[(Cow<'_, str>, Cow<'_, str>)]) -> String {
    let length = tags.iter().map(|(key, value)| key.len() + value.len() + 2).sum();
    let mut joined = String::with_capacity(length);
    for (key, value) in tags {
        joined.push_str(&clean(key));
        joined.push(VALUE);
        joined.push_str(&clean(value));
        joined.push(END);
    }
    joined
}

/// Whether joined tags hold one with this key and, if given, this value.
pub(super) fn has_tag(joined: &str, key: &str, value: Option<&str>) -> bool {
    let (key, value) = (clean(key), value.map(clean));
    joined.split_terminator(END).any(|tag| {
        let (its_key, its_value) = tag.split_once(VALUE).unwrap_or((tag, ""));
        its_key == key && value.as_ref().is_none_or(|value| its_value == value)
    })
}

/// The cloud allows neither character; whoever sends them all the same must not pass for other tags.
fn clean(text: &str) -> Cow<'_, str> {
    if text.contains([VALUE, END]) {
        Cow::Owned(text.replace([VALUE, END], " "))
    } else {
        Cow::Borrowed(text)
    }
}
