//! DescribePrice: what an instance or a disk costs, by the simulator's own price list.

use serde_json::{Value, json};

use crate::call::{Answer, Call, fields};
use crate::cloud::{InstanceType, zones};
use crate::instance_questions::Permission;
use crate::refusal::Refusal;

/// A GiB of disk for an hour, in millionths of a yuan.
const MICROYUAN_A_GIB: i64 = 1_050;
/// A Mbit/s of bandwidth for an hour, in millionths of a yuan.
const MICROYUAN_A_MBIT: i64 = 63_000;
/// The largest disk there is.
const MOST_GIB: i64 = 65_536;
/// A subscription is for five years at most, whatever it is counted in.
const MOST_PERIODS: i64 = 24 * 365 * 5;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let parameters = call.parameters;
    if call.cloud.open_questions.instances.permission == Permission::NoPrice {
        let message = "The operation requires price permission. Please either apply for permission from your main \
            account, or set the parameter AutoPay as true.";
        return Err(Refusal::new(400, "NoPermission.Price", message));
    }
    let kinds = [
        "instance",
        "disk",
        "diskperformance",
        "bandwidth",
        "ddh",
        "ElasticityAssurance",
        "CapacityReservation",
    ];
    let kind = call.one_of("ResourceType", &kinds, || {
        let message = "The specified parameter ResourceType is not valid.";
        Refusal::new(400, "InvalidResourceType.ValueNotSupported", message)
    })?;
    let unit = call.one_of("PriceUnit", &["Hour", "Week", "Month", "Year"], || {
        let message = "The specified parameter PriceUnit is not valid.";
        Refusal::new(400, "InvalidPriceUnit.ValueNotSupported", message)
    })?;
    if parameters
        .get("ImageId")
        .is_some_and(|asked| call.cloud.image(region_id, asked).is_none())
    {
        let message = "The specified ImageId does not exist.";
        return Err(Refusal::new(404, "InvalidImageId.NotFound", message));
    }
    if parameters
        .get("ZoneId")
        .is_some_and(|asked| !zones(region_id).iter().any(|zone| zone == asked))
    {
        return Err(Refusal::new(
            400,
            "Invalid.ZoneId",
            "The specified ZoneId is not valid.",
        ));
    }
    let amount = parameters.integer("Amount")?.unwrap_or(1);
    let period = parameters.integer("Period")?.unwrap_or(1);
    if !(1..=1_000).contains(&amount) || !(1..=MOST_PERIODS).contains(&period) {
        let message = "The specified parameter Amount is not valid.";
        return Err(Refusal::new(403, "InvalidAmount.Malformed", message));
    }
    let hours = period
        * match unit.unwrap_or("Hour") {
            "Week" => 24 * 7,
            "Month" => 24 * 30,
            "Year" => 24 * 365,
            _ => 1,
        };
    let mut details: Vec<(&str, i64)> = Vec::new();
    match kind.unwrap_or("instance") {
        "instance" => {
            let asked = call.required("InstanceType")?;
            let kind = InstanceType::find(asked).ok_or_else(|| {
                let message = "The specified InstanceType does not exist or beyond the permitted range.";
                Refusal::new(400, "InvalidInstanceType.ValueNotSupported", message)
            })?;
            details.push(("instanceType", i64::from(kind.milliyuan_an_hour) * 1_000));
            let system = parameters.integer("SystemDisk.Size")?.unwrap_or(40);
            let text = |name: &str| parameters.get(name).unwrap_or_default();
            let class = (text("SystemDisk.Category"), text("SystemDisk.PerformanceLevel"));
            details.push(("systemDisk", disk_price(system, class)));
            let bandwidth = parameters.integer("InternetMaxBandwidthOut")?.unwrap_or(0);
            // By traffic it costs nothing before there is any.
            if bandwidth > 0 && text("InternetChargeType") == "PayByBandwidth" {
                details.push(("bandwidth", bandwidth.min(100) * MICROYUAN_A_MBIT));
            }
        }
        "disk" => {}
        _ => {
            let message = "The price of your queried resource is not available now, please try other resources.";
            return Err(Refusal::new(400, "PriceNotFound", message));
        }
    }
    for disk in parameters.numbered("DataDisk")? {
        let size = disk.get("Size").and_then(|size| size.parse::<i64>().ok()).unwrap_or(20);
        let text = |name: &str| disk.get(name).map(String::as_str).unwrap_or_default();
        details.push((
            "dataDisk",
            disk_price(size, (text("Category"), text("PerformanceLevel"))),
        ));
    }
    let price = |microyuan: i64| {
        // Within the 2^53 a double holds exactly, whatever is asked for.
        let total = i128::from(microyuan) * i128::from(hours) * i128::from(amount);
        #[allow(clippy::cast_precision_loss)]
        let yuan = total as f64 / 1e6;
        json!({ "OriginalPrice": yuan, "DiscountPrice": 0.0, "TradePrice": yuan })
    };
    let infos: Vec<Value> = details
        .iter()
        .map(|(resource, microyuan)| {
            let mut info = price(*microyuan);
            info["Resource"] = json!(resource);
            info["SubRules"] = json!({ "Rule": [] });
            info
        })
        .collect();
    let mut total = price(details.iter().map(|(_, microyuan)| microyuan).sum());
    total["Currency"] = json!("CNY");
    total["DetailInfos"] = json!({ "DetailInfo": infos });
    Ok(fields(
        json!({ "PriceInfo": { "Price": total, "Rules": { "Rule": [] } } }),
    ))
}

/// Millionths of a yuan an hour for a disk of this size, category and performance level; a size there is no disk of counts
/// as the nearest there is.
pub(super) fn disk_price(gib: i64, (category, level): (&str, &str)) -> i64 {
    let percent = match (category, level) {
        ("cloud_efficiency", _) => 35,
        ("cloud_essd", "PL0") | ("cloud_essd_entry", _) => 50,
        ("cloud_essd", "PL2") => 200,
        ("cloud_essd", "PL3") => 400,
        _ => 100,
    };
    gib.clamp(1, MOST_GIB) * MICROYUAN_A_GIB * percent / 100
}
