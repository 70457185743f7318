//! ListResourceGroups: the account's groups, whatever the region.

use jiff::Timestamp;
use serde_json::json;

use crate::call::{Answer, Call, to_second};
use crate::cloud::ResourceGroup;
use crate::paging::{self, Row};
use crate::refusal::Refusal;

impl Row for &ResourceGroup {
    fn position(&self) -> (Timestamp, &str) {
        (self.created, &self.id)
    }
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let parameters = call.parameters;
    let status = call.one_of("Status", &["Creating", "OK", "PendingDelete"], || {
        Refusal::invalid("Status")
    })?;
    let is = |name: &str, value: &str| parameters.get(name).is_none_or(|asked| asked == value);
    let ids = parameters.list("ResourceGroupIds")?;
    // No group carries tags here.
    let is_untagged = parameters.numbered("Tag")?.is_empty();
    let rows = call.cloud.resource_groups.iter().filter(|group| {
        status.is_none_or(|status| status == "OK")
            && is_untagged
            && is("ResourceGroupId", &group.id)
            && is("Name", group.name)
            && is("DisplayName", group.display_name)
            && (ids.is_empty() || ids.contains(&group.id))
    });
    let (rows, mut fields) = paging::numbered_page(parameters, rows.collect())?;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|group| {
            json!({
                "Id": group.id,
                "Name": group.name,
                "DisplayName": group.display_name,
                "Status": "OK",
                "AccountId": call.cloud.account_id,
                "CreateDate": to_second(group.created),
                "Tags": { "Tag": [] },
            })
        })
        .collect();
    fields.insert("ResourceGroups", json!({ "ResourceGroup": rows }));
    Ok(fields)
}
