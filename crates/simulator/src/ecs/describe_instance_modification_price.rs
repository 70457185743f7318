//! DescribeInstanceModificationPrice: what a subscription costs more until it ends, with a larger type or further disks.

use serde_json::json;

use super::describe_price::disk_price;
use crate::call::{Answer, Call, fields};
use crate::cloud::InstanceType;
use crate::instance_questions::Permission;
use crate::refusal::Refusal;

fn refuse<T>(status: u16, code: &str, message: &str) -> Result<T, Refusal> {
    Err(Refusal::new(status, code, message))
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let instance_id = call.required("InstanceId")?;
    let parameters = call.parameters;
    if call.cloud.open_questions.instances.permission == Permission::NoPrice {
        let message = "The price of your queried resource is not available now, please try other resources.";
        return refuse(400, "PriceNotFound", message);
    }
    let Some(instance) = call.cloud.instance(region_id, instance_id) else {
        return refuse(
            404,
            "InvalidInstanceId.NotFound",
            "The specified InstanceId does not exist.",
        );
    };
    let Some(until) = instance.subscribed_until else {
        return refuse(
            403,
            "ChargeTypeViolation",
            "PostPaid instance do not support this operation.",
        );
    };
    let hours = until.duration_since(call.now).as_hours();
    if hours <= 0 {
        return refuse(403, "InstanceExpired", "The PrePaid instance has been expired.");
    }
    let disks = parameters.numbered("DataDisk")?;
    let asked = parameters.get("InstanceType");
    if asked.is_none() && disks.is_empty() {
        let message = "You must specify the parameter InstanceType or DataDisk.";
        return refuse(400, "MissingParameter.InstanceTypeOrDataDisk", message);
    }
    let mut an_hour = 0;
    if let Some(asked) = asked {
        let Some(kind) = InstanceType::find(asked) else {
            let message = "The specified InstanceType does not exist or beyond the permitted range.";
            return refuse(400, "InvalidInstanceType.ValueNotSupported", message);
        };
        let now = instance.kind().map_or(0, |kind| kind.milliyuan_an_hour);
        if kind.milliyuan_an_hour < now {
            let message = "The specified InstanceType can only be downgraded. This API supports querying prices only \
                of InstanceTypes that can be upgraded.";
            return refuse(403, "InvalidInstanceType.NotSupportUpgrade", message);
        }
        an_hour += i64::from(kind.milliyuan_an_hour - now) * 1_000;
    }
    for disk in &disks {
        let text = |name: &str| disk.get(name).map(String::as_str).unwrap_or_default();
        let size = text("Size").parse().unwrap_or(20);
        an_hour += disk_price(size, (text("Category"), text("PerformanceLevel")));
    }
    // Within the 2^53 a double holds exactly: a subscription is for five years at most.
    #[allow(clippy::cast_precision_loss)]
    let yuan = an_hour.saturating_mul(hours) as f64 / 1e6;
    Ok(fields(json!({ "PriceInfo": {
        "Price": { "OriginalPrice": yuan, "DiscountPrice": 0.0, "TradePrice": yuan, "Currency": "CNY" },
        "Rules": { "Rule": [] },
    } })))
}
