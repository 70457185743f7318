//! Tolerant reading of reply fields: the cloud's types differ between actions, regions and years.

use crate::ecs::Tag;
use crate::json::{Node, Value};
use crate::{JsonObject, Unreadable};

impl<'a> JsonObject<'a> {
    fn value(self, name: &str) -> Option<Value> {
        self.member(name).map(Node::value)
    }

    /// Text as it stands in the body; an empty text is none.
    fn plain_text(self, name: &str) -> Option<&'a str> {
        match self.value(name)? {
            Value::Text(text) => Some(self.text_of(text)).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// Text; a number or a truth value becomes its text; an empty text is none.
    pub(crate) fn text(self, name: &str) -> Option<String> {
        match self.value(name)? {
            Value::Text(text) => Some(self.text_of(text).to_owned()).filter(|text| !text.is_empty()),
            Value::Unsigned(number) => Some(number.to_string()),
            Value::Signed(number) => Some(number.to_string()),
            // As JSON: 30.0, not 30.
            Value::Float(number) => serde_json::to_string(&number).ok(),
            Value::Bool(flag) => Some(flag.to_string()),
            _ => None,
        }
    }

    /// Text that a reply must have.
    pub(crate) fn required(self, name: &'static str) -> Result<String, Unreadable> {
        self.text(name).ok_or(Unreadable::Field(name))
    }

    /// Text of an object inside.
    pub(crate) fn text_in(self, object: &str, name: &str) -> Option<String> {
        self.object(object)?.text(name)
    }

    /// A whole number, also as text.
    pub(crate) fn number<T: TryFrom<u64>>(self, name: &str) -> Option<T> {
        let number = match self.value(name)? {
            Value::Unsigned(number) => Some(number),
            Value::Float(number) => whole(number),
            Value::Text(text) => self.text_of(text).trim().parse().ok(),
            _ => None,
        };
        T::try_from(number?).ok()
    }

    /// A number with or without a fraction, also as text.
    pub(crate) fn decimal(self, name: &str) -> Option<f64> {
        #[allow(clippy::cast_precision_loss, reason = "prices and sizes are far below 2^53")]
        let number: f64 = match self.value(name)? {
            Value::Unsigned(number) => Some(number as f64),
            Value::Signed(number) => Some(number as f64),
            Value::Float(number) => Some(number),
            Value::Text(text) => self.text_of(text).trim().parse().ok(),
            _ => None,
        }?;
        number.is_finite().then_some(number)
    }

    /// A truth value, also as text or as 0 and 1.
    pub(crate) fn flag(self, name: &str) -> Option<bool> {
        match self.value(name)? {
            Value::Bool(flag) => Some(flag),
            Value::Text(text) if self.text_of(text).eq_ignore_ascii_case("true") => Some(true),
            Value::Text(text) if self.text_of(text).eq_ignore_ascii_case("false") => Some(false),
            Value::Unsigned(0) => Some(false),
            Value::Unsigned(1) => Some(true),
            _ => None,
        }
    }

    /// A percentage such as `"7%"`, `"7"` or `7`, from 0 to 100.
    pub(crate) fn percent(self, name: &str) -> Option<u8> {
        let number = match self.value(name)? {
            Value::Unsigned(number) => u8::try_from(number).ok(),
            Value::Text(text) => {
                let number = self.text_of(text).trim().trim_end_matches('%').trim_end();
                number.parse().ok()
            }
            _ => None,
        };
        number.filter(|percent| *percent <= 100)
    }

    /// A time, with or without seconds.
    pub(crate) fn time(self, name: &str) -> Option<jiff::Timestamp> {
        let text = self.plain_text(name)?.trim();
        let with_seconds = || text.strip_suffix('Z').map(|minutes| format!("{minutes}:00Z"));
        text.parse()
            .ok()
            .or_else(|| with_seconds().and_then(|text| text.parse().ok()))
    }

    /// An object inside.
    pub(crate) fn object(self, name: &str) -> Option<Self> {
        self.object_of(self.member(name)?)
    }

    /// The rows of a doubly wrapped list that are objects; anything that is no list is an empty one.
    pub(crate) fn objects(self, outer: &str, inner: &str) -> impl Iterator<Item = Self> {
        let rows = self.list(outer, inner).iter();
        rows.filter_map(move |row| self.object_of(row))
    }

    /// The readable rows of a doubly wrapped list inside a row.
    pub(crate) fn rows<T>(self, outer: &str, inner: &str, read: impl Fn(JsonObject<'_>) -> Option<T>) -> Vec<T> {
        self.objects(outer, inner).filter_map(read).collect()
    }

    /// The texts of a doubly wrapped list.
    pub(crate) fn texts(self, outer: &str, inner: &str) -> Vec<String> {
        let texts = self.list(outer, inner).iter().filter_map(|node| match node.value() {
            Value::Text(text) => Some(self.text_of(text)),
            _ => None,
        });
        texts.filter(|text| !text.is_empty()).map(str::to_owned).collect()
    }

    /// Tags under any of the spellings in use.
    pub(crate) fn tags(self) -> Vec<Tag> {
        self.rows("Tags", "Tag", |tag| {
            let any = |names: [&str; 3]| names.into_iter().find_map(|name| tag.text(name));
            Some(Tag {
                key: any(["TagKey", "Key", "key"])?,
                value: any(["TagValue", "Value", "value"]).unwrap_or_default(),
            })
        })
    }

    fn list(self, outer: &str, inner: &str) -> &'a [Node] {
        let outer = self.member(outer);
        outer.and_then(|outer| self.rows_of(outer, inner)).unwrap_or_default()
    }

    fn rows_of(self, outer: &'a Node, inner: &str) -> Option<&'a [Node]> {
        match outer.value() {
            Value::Null => Some(&[]),
            Value::Text(text) if self.text_of(text).is_empty() => Some(&[]),
            Value::List(_) => self.list_of(outer),
            Value::Object(_) => {
                let Some(rows) = self.object_of(outer)?.member(inner) else {
                    return Some(&[]);
                };
                match rows.value() {
                    Value::Null => Some(&[]),
                    Value::Text(text) if self.text_of(text).is_empty() => Some(&[]),
                    Value::List(_) => self.list_of(rows),
                    // One row without its list.
                    Value::Object(_) => Some(std::slice::from_ref(rows)),
                    _ => None,
                }
            }
            _ => None,
        }
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

/// No page that was asked for has more rows; one that has them all the same is read too.
const USUAL_ROWS: usize = 100;

/// The rows of a listing and how many could not be read.
///
/// A reply without the list is no page, although the cloud leaves out the empty lists inside rows: taken for an empty page,
/// it would delete the rows of a region; refused, it costs one page.
pub(crate) fn rows<T>(
    reply: &JsonObject,
    outer: &'static str,
    inner: &str,
    read: impl Fn(JsonObject<'_>) -> Option<T>,
) -> Result<(Vec<T>, usize), Unreadable> {
    let values = reply
        .member(outer)
        .and_then(|container| reply.rows_of(container, inner));
    let values = values.ok_or(Unreadable::Field(outer))?;
    let mut rows = Vec::with_capacity(values.len().min(USUAL_ROWS));
    rows.extend(values.iter().filter_map(|value| reply.object_of(value).and_then(&read)));
    let skipped = values.len() - rows.len();
    Ok((rows, skipped))
}
