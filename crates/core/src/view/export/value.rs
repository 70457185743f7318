//! A value of a field, as JSON and as the text of a CSV cell.

use std::borrow::Cow;

use alibaba_cloud::ecs::Tag;
use jiff::Timestamp;
use serde::{Serialize, Serializer};

use super::formula::guarded;
use crate::JournalParameter;

/// Stands between the texts of a list, and between tags, in a CSV cell.
const SEPARATOR: &str = ";";

/// What a field of a row holds.
pub(super) enum Value<'a> {
    /// Not told.
    Nothing,
    Text(&'a str),
    Number(u64),
    Flag(bool),
    Time(Timestamp),
    List(&'a [String]),
    Tags(&'a [Tag]),
    Parameters(&'a [JournalParameter]),
}

impl<'a> Value<'a> {
    /// A text that may not be told.
    pub(super) fn text(text: Option<&'a String>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Text(text))
    }

    /// A number that may not be told.
    pub(super) fn number(number: Option<impl Into<u64>>) -> Self {
        number.map_or(Self::Nothing, |number| Self::Number(number.into()))
    }

    /// A flag that may not be told.
    pub(super) fn flag(flag: Option<bool>) -> Self {
        flag.map_or(Self::Nothing, Self::Flag)
    }

    /// A time that may not be told.
    pub(super) fn time(time: Option<Timestamp>) -> Self {
        time.map_or(Self::Nothing, Self::Time)
    }

    /// The text of a CSV cell. What others wrote is never a formula.
    pub(super) fn cell(&self) -> Cow<'a, str> {
        match self {
            Self::Nothing => Cow::Borrowed(""),
            Self::Text(text) => guarded(Cow::Borrowed(text)),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
            Self::Time(time) => Cow::Owned(time.to_string()),
            Self::List(texts) => guarded(Cow::Owned(texts.join(SEPARATOR))),
            Self::Tags(tags) => pairs(tags.iter().map(|tag| (&tag.key, &tag.value))),
            Self::Parameters(parameters) => pairs(parameters.iter().map(|one| (&one.name, &one.value))),
        }
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_unit(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Time(time) => serializer.collect_str(time),
            Self::List(texts) => serializer.collect_seq(*texts),
            Self::Tags(tags) => serializer.collect_map(tags.iter().map(|tag| (&tag.key, &tag.value))),
            Self::Parameters(parameters) => {
                serializer.collect_map(parameters.iter().map(|one| (&one.name, &one.value)))
            }
        }
    }
}

/// Names and values as the text of a cell.
fn pairs<'a>(pairs: impl Iterator<Item = (&'a String, &'a String)>) -> Cow<'a, str> {
    let pairs = pairs.map(|(name, value)| format!("{name}={value}"));
    guarded(Cow::Owned(pairs.collect::<Vec<_>>().join(SEPARATOR)))
}
