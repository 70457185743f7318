//! TagResources: adds tags, or replaces the values of those that are there. All resources or none.

use serde_json::json;

use super::tagged;
use crate::call::{Answer, Call, fields};
use crate::ledger::Effect;
use crate::refusal::Refusal;
use crate::tags;

const MOST_TAGS: usize = 20;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let kind = tagged::resource_type(call)?;
    let ids = tagged::resource_ids(call, region_id, kind)?;
    let refuse = |status, code: &str, message: &str| Err(Refusal::new(status, code, message));
    if ids.is_empty() {
        let message = "The parameter - ResourceIds.N should not be null.";
        return refuse(404, "MissingParameter.ResourceIds", message);
    }
    let sent = call.parameters.numbered("Tag")?.len();
    if sent == 0 {
        return refuse(404, "MissingParameter.Tags", "The parameter - Tags should not be null.");
    }
    if sent > MOST_TAGS {
        let message = "The Tags parameter's number is exceed , Valid : 20.";
        return refuse(400, "NumberExceed.Tags", message);
    }
    let new = tags::for_new_resource(call.parameters)?;
    let mut after = Vec::new();
    for id in &ids {
        let mut tags = tagged::tags(call, region_id, kind, id).unwrap_or_default();
        for (key, value) in &new {
            match tags.iter_mut().find(|(have, _)| have == key) {
                Some((_, present)) => present.clone_from(value),
                None => tags.push((key.clone(), value.clone())),
            }
        }
        if tags.len() > MOST_TAGS {
            let message = "The quota of tags on resource is beyond permitted range.";
            return refuse(400, "OperationDenied.QuotaExceed", message);
        }
        after.push(tags);
    }
    for (id, tags) in ids.into_iter().zip(after) {
        if let Some(present) = tagged::tags_mut(call, region_id, kind, &id) {
            *present = tags;
        }
        call.effects.push(Effect::TagsChanged {
            region_id: region_id.to_owned(),
            resource_id: id,
        });
    }
    Ok(fields(json!({})))
}
