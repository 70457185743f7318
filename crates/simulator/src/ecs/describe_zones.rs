//! DescribeZones: the zones of a region and what is on sale there.

use serde_json::json;

use crate::call::{Answer, Call, fields};
use crate::cloud::{INSTANCE_TYPES, zones};
use crate::refusal::Refusal;

pub(super) const DISK_CATEGORIES: [&str; 4] = ["cloud_essd", "cloud_auto", "cloud_efficiency", "cloud_ssd"];

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    call.one_of("InstanceChargeType", &["PrePaid", "PostPaid"], || {
        let message = "The InstanceChargeType does not exist in our records";
        Refusal::new(404, "InvalidInstanceChargeType.NotFound", message)
    })?;
    call.one_of(
        "SpotStrategy",
        &["NoSpot", "SpotWithPriceLimit", "SpotAsPriceGo"],
        || Refusal::new(400, "InvalidSpotStrategy", "The specified SpotStrategy is not valid."),
    )?;
    let language = call.parameters.get("AcceptLanguage").unwrap_or("zh-CN");
    let names = call
        .cloud
        .region(region_id)
        .map(|region| (region.name_zh, region.name_en));
    let (name_zh, name_en) = names.unwrap_or_default();
    let types: Vec<_> = INSTANCE_TYPES.iter().map(|kind| kind.id).collect();
    let mut families: Vec<_> = INSTANCE_TYPES.iter().map(|kind| kind.family).collect();
    families.dedup();
    let is_verbose = call.parameters.boolean("Verbose")? != Some(false);
    let zones: Vec<_> = zones(region_id)
        .into_iter()
        .map(|zone_id| {
            let letter = zone_id.rsplit('-').next().unwrap_or_default().to_ascii_uppercase();
            let name = if language.starts_with("zh") {
                format!("{name_zh} 可用区 {letter}")
            } else {
                format!("{name_en} Zone {letter}")
            };
            let mut zone = json!({ "ZoneId": zone_id, "ZoneType": "AvailabilityZone", "LocalName": name });
            if is_verbose {
                zone["AvailableDiskCategories"] = json!({ "DiskCategories": DISK_CATEGORIES });
                zone["AvailableInstanceTypes"] = json!({ "InstanceTypes": types });
                zone["AvailableResourceCreation"] =
                    json!({ "ResourceTypes": ["VSwitch", "IoOptimized", "Instance", "Disk"] });
                zone["AvailableResources"] = json!({ "ResourcesInfo": [{
                    "IoOptimized": true,
                    "SystemDiskCategories": { "supportedSystemDiskCategory": DISK_CATEGORIES },
                    "DataDiskCategories": { "supportedDataDiskCategory": DISK_CATEGORIES },
                    "InstanceTypes": { "supportedInstanceType": types },
                    "InstanceTypeFamilies": { "supportedInstanceTypeFamily": families },
                    "NetworkTypes": { "supportedNetworkCategory": ["vpc"] },
                }] });
            }
            zone
        })
        .collect();
    Ok(fields(json!({ "Zones": { "Zone": zones } })))
}
