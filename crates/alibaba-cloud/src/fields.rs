//! Tolerant reading of reply fields: the cloud's types drift between actions, regions and years.

use serde_json::Value;

use crate::ecs::Tag;
use crate::{JsonObject, Unreadable};

/// The fields of one JSON object.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a>(pub(crate) &'a JsonObject);

impl<'a> Fields<'a> {
    pub(crate) fn of(value: &'a Value) -> Option<Self> {
        value.as_object().map(Self)
    }

    /// Text; a number or a truth value becomes its text; an empty text is none.
    pub(crate) fn text(self, name: &str) -> Option<String> {
        match self.0.get(name)? {
            Value::String(text) if !text.is_empty() => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(flag) => Some(flag.to_string()),
            _ => None,
        }
    }

    /// A whole number, also as text.
    pub(crate) fn number<T: TryFrom<u64>>(self, name: &str) -> Option<T> {
        let number = match self.0.get(name)? {
            Value::Number(number) => number.as_u64().or_else(|| whole(number.as_f64()?)),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        T::try_from(number?).ok()
    }

    /// A number with or without a fraction, also as text.
    pub(crate) fn decimal(self, name: &str) -> Option<f64> {
        let number: f64 = match self.0.get(name)? {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }?;
        number.is_finite().then_some(number)
    }

    /// A truth value, also as text or as 0 and 1.
    pub(crate) fn flag(self, name: &str) -> Option<bool> {
        match self.0.get(name)? {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
            Value::Number(number) => match number.as_u64() {
                Some(0) => Some(false),
                Some(1) => Some(true),
                _ => None,
            },
            _ => None,
        }
    }

    /// A percentage such as `"7%"`, `"7"` or `7`, from 0 to 100.
    pub(crate) fn percent(self, name: &str) -> Option<u8> {
        let text = self.text(name)?;
        let number = text.trim().trim_end_matches('%').trim_end();
        number.parse().ok().filter(|percent| *percent <= 100)
    }

    /// A time, with or without seconds.
    pub(crate) fn time(self, name: &str) -> Option<jiff::Timestamp> {
        let text = self.text(name)?;
        let text = text.trim();
        let with_seconds = text.strip_suffix('Z').map(|minutes| format!("{minutes}:00Z"));
        text.parse()
            .ok()
            .or_else(|| with_seconds.and_then(|text| text.parse().ok()))
    }

    /// An object inside.
    pub(crate) fn object(self, name: &str) -> Option<Fields<'a>> {
        self.0.get(name).and_then(Fields::of)
    }

    /// The rows of a doubly wrapped list; anything that is no list is an empty one.
    pub(crate) fn list(self, outer: &str, inner: &str) -> &'a [Value] {
        let Some(outer) = self.0.get(outer) else {
            return &[];
        };
        rows_of(outer, inner).unwrap_or(&[])
    }

    /// The readable rows of a doubly wrapped list inside a row.
    pub(crate) fn rows<T>(self, outer: &str, inner: &str, read: impl Fn(Fields<'_>) -> Option<T>) -> Vec<T> {
        let rows = self.list(outer, inner).iter().filter_map(Fields::of);
        rows.filter_map(read).collect()
    }

    /// The texts of a doubly wrapped list.
    pub(crate) fn texts(self, outer: &str, inner: &str) -> Vec<String> {
        let texts = self.list(outer, inner).iter().filter_map(Value::as_str);
        texts.filter(|text| !text.is_empty()).map(str::to_owned).collect()
    }

    /// Tags under any of the spellings in use.
    pub(crate) fn tags(self) -> Vec<Tag> {
        let read = |tag: &Value| {
            let tag = Fields::of(tag)?;
            let any = |names: [&str; 3]| names.into_iter().find_map(|name| tag.text(name));
            Some(Tag {
                key: any(["TagKey", "Key", "key"])?,
                value: any(["TagValue", "Value", "value"]).unwrap_or_default(),
            })
        };
        self.list("Tags", "Tag").iter().filter_map(read).collect()
    }
}

fn whole(number: f64) -> Option<u64> {
    // Beyond 2^53 a double no longer names one whole number.
    let exact = number.fract() == 0.0 && (0.0..=9_007_199_254_740_992.0).contains(&number);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked on the line above"
    )]
    exact.then_some(number as u64)
}

fn rows_of<'a>(outer: &'a Value, inner: &str) -> Option<&'a [Value]> {
    match outer {
        Value::Null => Some(&[]),
        Value::String(text) if text.is_empty() => Some(&[]),
        Value::Array(rows) => Some(rows),
        Value::Object(object) => match object.get(inner) {
            None | Some(Value::Null) => Some(&[]),
            Some(Value::Array(rows)) => Some(rows),
            Some(row @ Value::Object(_)) => Some(std::slice::from_ref(row)),
            Some(Value::String(text)) if text.is_empty() => Some(&[]),
            Some(_) => None,
        },
        _ => None,
    }
}

/// The rows of a listing and how many could not be read.
///
/// A reply without the list is an empty page only when it carries a RequestId: it is then an answer of the API.
pub(crate) fn rows<T>(
    reply: &JsonObject,
    outer: &'static str,
    inner: &str,
    read: impl Fn(Fields<'_>) -> Option<T>,
) -> Result<(Vec<T>, usize), Unreadable> {
    let values = match reply.get(outer) {
        Some(container) => rows_of(container, inner).ok_or(Unreadable::Field(outer))?,
        None if Fields(reply).text("RequestId").is_some() => &[],
        None => return Err(Unreadable::Field(outer)),
    };
    let rows: Vec<T> = values
        .iter()
        .filter_map(|value| Fields::of(value).and_then(&read))
        .collect();
    let skipped = values.len() - rows.len();
    Ok((rows, skipped))
}
