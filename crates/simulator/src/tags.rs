//! `Tag.N.Key` and `Tag.N.Value`: as a filter, and as tags of a new resource.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::cloud::Tags;
use crate::parameters::Parameters;
use crate::refusal::Refusal;

const MAXIMUM: usize = 20;

/// Pairs asked for by a Describe action; a key without a value matches any value.
pub(crate) struct TagFilter(Vec<(String, Option<String>)>);

impl TagFilter {
    pub(crate) fn read(parameters: &Parameters) -> Result<Self, Refusal> {
        let members = parameters.numbered("Tag")?;
        if members.len() > MAXIMUM {
            let message = "The specified tags are beyond the permitted range.";
            return Err(Refusal::new(400, "InvalidTagCount", message));
        }
        let pairs = members.iter().map(|member| match field(member, "Key") {
            Some(key) => Ok((key.to_owned(), field(member, "Value").map(str::to_owned))),
            None => {
                let message = "The specified Tag.n.Key and Tag.n.Value are not match.";
                Err(Refusal::new(400, "InvalidTag.Mismatch", message))
            }
        });
        pairs.collect::<Result<_, _>>().map(Self)
    }

    /// Whether nothing is asked for, so that what carries no tags is let through.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn accepts(&self, tags: &Tags) -> bool {
        self.0.iter().all(|(key, value)| {
            tags.iter()
                .any(|(have, content)| have == key && value.as_ref().is_none_or(|value| value == content))
        })
    }
}

/// Tags of a new resource, checked after CreateImage.
pub(crate) fn for_new_resource(parameters: &Parameters) -> Result<Tags, Refusal> {
    let members = parameters.numbered("Tag")?;
    if members.len() > MAXIMUM {
        return Err(Refusal::new(
            403,
            "QuotaExceed.Tags",
            "The number of tags exceeds the limit of 20.",
        ));
    }
    let mut tags = Tags::new();
    for member in &members {
        let key = field(member, "Key").unwrap_or_default();
        let value = field(member, "Value").unwrap_or_default();
        let length = key.chars().count();
        if !(1..=128).contains(&length) || is_reserved(key) || key.starts_with("aliyun") {
            return Err(Refusal::new(
                400,
                "InvalidTagKey.Malformed",
                "The specified Tag.n.Key is not valid.",
            ));
        }
        if value.chars().count() > 128 || is_reserved(value) {
            return Err(Refusal::new(
                400,
                "InvalidTagValue.Malformed",
                "The specified Tag.n.Value is not valid.",
            ));
        }
        if tags.iter().any(|(have, _)| have == key) {
            return Err(Refusal::new(
                400,
                "Duplicate.TagKey",
                "The Tag.N.Key contain duplicate key.",
            ));
        }
        tags.push((key.to_owned(), value.to_owned()));
    }
    Ok(tags)
}

/// `{"Tag": [...]}` with the key names most actions use.
pub(crate) fn render(tags: &Tags) -> Value {
    let tags: Vec<_> = tags
        .iter()
        .map(|(key, value)| json!({"TagKey": key, "TagValue": value}))
        .collect();
    json!({ "Tag": tags })
}

/// `{"Tag": [...]}` with the key names of DescribeSnapshotGroups.
pub(crate) fn render_plain(tags: &Tags) -> Value {
    let tags: Vec<_> = tags
        .iter()
        .map(|(key, value)| json!({"Key": key, "Value": value}))
        .collect();
    json!({ "Tag": tags })
}

/// A field in its present spelling or in the older lower-case one.
fn field<'a>(member: &'a BTreeMap<String, String>, name: &str) -> Option<&'a str> {
    let value = member.get(name).or_else(|| member.get(&name.to_ascii_lowercase()));
    value.map(String::as_str).filter(|value| !value.is_empty())
}

fn is_reserved(text: &str) -> bool {
    text.starts_with("acs:") || text.contains("http://") || text.contains("https://")
}
