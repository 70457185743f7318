//! DescribeRegions. Needs no RegionId.

use serde_json::{Value, json};

use crate::call::{Answer, Call, fields};
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    call.one_of("ResourceType", &["instance", "disk", "reservedinstance", "scu"], || {
        let message = "The ResourceType provided does not exist in our records.";
        Refusal::new(404, "InvalidResourceType.NotFound", message)
    })?;
    let charge_types = ["PrePaid", "PostPaid", "SpotWithPriceLimit", "SpotAsPriceGo"];
    call.one_of("InstanceChargeType", &charge_types, || {
        let message = "The specified instanceChargeType is not valid.";
        Refusal::new(403, "Invalid.InstanceChargeType", message)
    })?;
    let languages = ["zh-CN", "zh-TW", "zh_TW", "en-US", "ja", "fr", "de", "ko"];
    let language = call.one_of("AcceptLanguage", &languages, || {
        let message = "Only Chinese (zh-CN), English (en-US), and Japanese (ja) are allowed.";
        Refusal::new(404, "InvalidAcceptLanguage.NotFound", message)
    })?;
    let in_chinese = language.is_none_or(|language| language.starts_with("zh"));
    let regions: Vec<Value> = call
        .cloud
        .regions
        .iter()
        .map(|region| {
            json!({
                "RegionId": region.region_id,
                "RegionEndpoint": region.endpoint(),
                "LocalName": if in_chinese { region.name_zh } else { region.name_en },
                "Status": "available",
            })
        })
        .collect();
    Ok(fields(json!({ "Regions": { "Region": regions } })))
}
