//! UntagResources: takes tags away by key, or all of them.

use serde_json::json;

use super::tagged;
use crate::call::{Answer, Call, fields};
use crate::ledger::Effect;
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let kind = tagged::resource_type(call)?;
    let ids = tagged::resource_ids(call, region_id, kind)?;
    if ids.is_empty() {
        let message = "The parameter - ResourceIds.N should not be null";
        return Err(Refusal::new(404, "MissingParameter.ResourceIds", message));
    }
    let keys = call.parameters.list("TagKey")?;
    let all = call.parameters.boolean("All")? == Some(true);
    if all && !keys.is_empty() {
        let message = "The specified all is true, but the specified TagKey.N is not empty.";
        return Err(Refusal::new(403, "Param.Conflict", message));
    }
    if keys.len() > 20 {
        let message = "The Tags parameter's number is exceed , Valid : 20.";
        return Err(Refusal::new(400, "NumberExceed.Tags", message));
    }
    if !all && keys.is_empty() {
        let message = "The parameter - Tags should not be null";
        return Err(Refusal::new(404, "MissingParameter.Tags", message));
    }
    for id in ids {
        if let Some(tags) = tagged::tags_mut(call, region_id, kind, &id) {
            tags.retain(|(key, _)| !all && !keys.contains(key));
        }
        call.effects.push(Effect::TagsChanged {
            region_id: region_id.to_owned(),
            resource_id: id,
        });
    }
    Ok(fields(json!({})))
}
