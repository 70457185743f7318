//! ListAliases: names of the keys of a region. The region follows from the host name; on loopback it can be sent.

use jiff::Timestamp;
use serde_json::json;

use crate::call::{Answer, Call};
use crate::cloud::KmsKey;
use crate::paging::{self, Row};

impl Row for &KmsKey {
    fn position(&self) -> (Timestamp, &str) {
        (Timestamp::UNIX_EPOCH, &self.alias)
    }
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let home = call.home_region()?;
    let keys = call.cloud.kms_keys.iter();
    let keys = keys.filter(|key| home.is_none_or(|home| home == key.region_id));
    let (rows, mut fields) = paging::numbered_page(call.parameters, keys.collect())?;
    let account_id = &call.cloud.account_id;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|key| {
            json!({
                "KeyId": key.key_id,
                "AliasName": key.alias,
                "AliasArn": format!("acs:kms:{}:{account_id}:{}", key.region_id, key.alias),
            })
        })
        .collect();
    fields.insert("Aliases", json!({ "Alias": rows }));
    Ok(fields)
}
