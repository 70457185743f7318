//! What the ledger of the cloud says about CreateImage.

use std::collections::BTreeMap;

use serde_json::Value;

/// The calls of CreateImage, each with its parameters as they were sent.
pub fn create_image_calls(ledger: &Value) -> Vec<BTreeMap<String, String>> {
    let entries = ledger.as_array().expect("a ledger is a list");
    let calls = entries.iter().filter(|entry| entry["action"] == "CreateImage");
    calls
        .map(|entry| {
            let parameters = entry["parameters"].as_object().into_iter().flatten();
            parameters
                .map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned()))
                .collect()
        })
        .collect()
}

/// How many images the cloud began to make.
pub fn images_created(ledger: &Value) -> usize {
    let entries = ledger.as_array().into_iter().flatten();
    let effects = entries.filter_map(|entry| entry["effects"].as_array()).flatten();
    effects.filter(|effect| effect["effect"] == "imageCreated").count()
}

/// The disks of a call, as (place, parameter) and value.
pub fn mapping(call: &BTreeMap<String, String>) -> BTreeMap<&str, &str> {
    let disks = call.iter().filter_map(|(name, value)| {
        let disk = name.strip_prefix("DiskDeviceMapping.")?;
        Some((disk, value.as_str()))
    });
    disks.collect()
}
