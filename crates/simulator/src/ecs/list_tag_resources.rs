//! ListTagResources: tags of named resources, or resources of named tags; a page of a fixed size.

use serde_json::json;

use super::tagged;
use crate::call::{Answer, Call, fields};
use crate::refusal::Refusal;
use crate::tags::TagFilter;

/// Resources a page; the real service's figure is not published.
const PAGE: usize = 50;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let kind = tagged::resource_type(call)?;
    let ids = tagged::resource_ids(call, region_id, kind)?;
    let tags = TagFilter::read(call.parameters)?;
    if ids.is_empty() && tags.is_empty() {
        let message = "The specified Tags and ResourcesIds are not allow to both empty.";
        return Err(Refusal::new(403, "BothEmpty.TagsAndResources", message));
    }
    let after = match call.parameters.get("NextToken") {
        None => None,
        Some(token) => Some(
            token
                .strip_prefix("after ")
                .ok_or_else(|| Refusal::new(403, "Invalid.NextToken", "The specified NextToken is not valid."))?,
        ),
    };
    let mut rows = tagged::all(call, region_id, kind);
    rows.retain(|(id, have)| {
        !have.is_empty()
            && (ids.is_empty() || ids.contains(id))
            && tags.accepts(have)
            && after.is_none_or(|after| id.as_str() > after)
    });
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| has_more).map(|(id, _)| format!("after {id}"));
    let mut shown = Vec::new();
    for (id, have) in rows {
        for (key, value) in have {
            shown.push(json!({ "ResourceType": kind, "ResourceId": id, "TagKey": key, "TagValue": value }));
        }
    }
    Ok(fields(json!({
        "NextToken": next.unwrap_or_default(),
        "TagResources": { "TagResource": shown },
    })))
}
