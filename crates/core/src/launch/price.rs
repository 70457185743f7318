//! Prices. Amounts arrive as text. Source: DescribePrice, FACTS-INSTANCES 56.

use alibaba_cloud::Reply;
use alibaba_cloud::ecs::{DescribePrice, Price, PricedDisk};

use super::{LaunchDisk, LaunchDraft, LaunchPrice, PricePart, TypePrice};
use crate::cloud::CallError;

/// The question for the price of all instances of a draft, disks and bandwidth included.
pub(super) fn question(draft: &LaunchDraft) -> DescribePrice {
    let given = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    let mut action = DescribePrice::new(&draft.region_id);
    action.image_id = given(&draft.image_id);
    action.instance_type = given(&draft.instance_type);
    action.amount = Some(draft.count.max(1));
    action.zone_id = given(&draft.zone_id);
    if draft.bandwidth_out > 0 {
        action.internet_charge_type = given(&draft.internet_charge_type);
        action.internet_max_bandwidth_out = Some(draft.bandwidth_out);
    }
    let (unit, period) = unit(draft);
    action.price_unit = Some(unit.to_owned());
    action.period = Some(period);
    for disk in &draft.disks {
        let priced = priced(disk);
        if disk.system {
            action.system_disk = priced;
        } else {
            action.data_disks.push(priced);
        }
    }
    action
}

fn unit(draft: &LaunchDraft) -> (&'static str, u32) {
    match (draft.is_subscription(), draft.period_months) {
        (false, _) => ("Hour", 1),
        // Above nine months the cloud counts in years.
        (true, months) if months >= 12 => ("Year", months / 12),
        (true, months) => ("Month", months),
    }
}

fn priced(disk: &LaunchDisk) -> PricedDisk {
    PricedDisk {
        category: Some(disk.category.clone()).filter(|category| !category.is_empty()),
        size: Some(disk.size_gib),
        performance_level: Some(disk.performance_level.clone()).filter(|level| disk.is_essd() && !level.is_empty()),
    }
}

pub(super) fn of_draft(draft: &LaunchDraft, price: &Price) -> LaunchPrice {
    of(price, unit(draft))
}

/// A price that the cloud has told, for so many units of time.
pub(crate) fn of(price: &Price, (unit, period): (&str, u32)) -> LaunchPrice {
    let mut parts: Vec<PricePart> = Vec::new();
    for part in &price.details {
        let Some(price) = amount(part.trade_price.as_deref()) else {
            continue;
        };
        // Each data disk has a line of its own.
        match parts.iter_mut().find(|known| known.resource == part.resource) {
            Some(known) => known.price += price,
            None => parts.push(PricePart {
                resource: part.resource.clone(),
                price,
            }),
        }
    }
    LaunchPrice {
        currency: price.currency.clone().unwrap_or_default(),
        total: amount(price.trade_price.as_deref()).unwrap_or(0.0),
        parts,
        unit: unit.to_owned(),
        period,
    }
}

pub(super) fn of_type(instance_type: String, reply: Result<Reply<Price>, CallError>) -> TypePrice {
    match reply {
        Ok(reply) => {
            // The price of the type alone: the cloud may add a default disk.
            let mut details = reply.body.details.iter();
            let own = details.find(|part| part.resource == "instanceType");
            let own = own.and_then(|part| amount(part.trade_price.as_deref()));
            TypePrice {
                instance_type,
                hourly: own.or_else(|| amount(reply.body.trade_price.as_deref())),
                currency: reply.body.currency.unwrap_or_default(),
                problem: None,
            }
        }
        Err(failure) => TypePrice {
            instance_type,
            hourly: None,
            currency: String::new(),
            problem: Some(failure.problem),
        },
    }
}

fn amount(text: Option<&str>) -> Option<f64> {
    text?.parse().ok().filter(|amount: &f64| amount.is_finite())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use alibaba_cloud::ecs::PriceDetail;

    use super::*;

    #[test]
    fn data_disks_are_one_part_of_a_price() {
        let detail = |resource: &str, price: &str| PriceDetail {
            resource: resource.to_owned(),
            trade_price: Some(price.to_owned()),
            ..PriceDetail::default()
        };
        let price = Price {
            trade_price: Some("3.5".to_owned()),
            details: vec![
                detail("instanceType", "1"),
                detail("dataDisk", "1.5"),
                detail("dataDisk", "1"),
            ],
            ..Price::default()
        };
        let told = of_draft(&LaunchDraft::default(), &price);
        let parts: Vec<(&str, f64)> = told
            .parts
            .iter()
            .map(|part| (part.resource.as_str(), part.price))
            .collect();
        assert_eq!(parts, [("instanceType", 1.0), ("dataDisk", 2.5)]);
    }
}
