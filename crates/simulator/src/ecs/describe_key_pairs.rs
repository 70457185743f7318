//! DescribeKeyPairs: names and finger prints; a public key only when it is asked for.

use jiff::Timestamp;
use serde_json::json;

use crate::call::{Answer, Call, to_minute};
use crate::cloud::KeyPair;
use crate::paging::{self, Row};
use crate::pattern;
use crate::refusal::Refusal;
use crate::tags::{self, TagFilter};

impl Row for &KeyPair {
    fn position(&self) -> (Timestamp, &str) {
        (self.created, &self.name)
    }
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let parameters = call.parameters;
    let tags = TagFilter::read(parameters).map_err(|_| Refusal::invalid("Tag"))?;
    let rows = call.cloud.key_pairs.iter().filter(|row| {
        row.region_id == region_id
            && parameters
                .get("KeyPairName")
                .is_none_or(|asked| pattern::matches(asked, &row.name))
            && parameters
                .get("KeyPairFingerPrint")
                .is_none_or(|asked| asked == row.finger_print)
            && parameters
                .get("ResourceGroupId")
                .is_none_or(|asked| asked == row.resource_group_id)
            && tags.accepts(&row.tags)
    });
    let (rows, mut fields) = paging::numbered_page_of(parameters, rows.collect(), 50)?;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            json!({
                "KeyPairName": row.name,
                "KeyPairFingerPrint": row.finger_print,
                "CreationTime": to_minute(row.created),
                "ResourceGroupId": row.resource_group_id,
                "Tags": tags::render(&row.tags),
            })
        })
        .collect();
    fields.insert("KeyPairs", json!({ "KeyPair": rows }));
    Ok(fields)
}
