//! Settings an instance is launched with: bandwidth, billing, role, user data, metadata service and the like.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::call::Call;
use crate::cloud::{InstanceSettings, MetadataOptions, Renewal, UserData};
use crate::instance_questions::Permission;
use crate::refusal::Refusal;

/// Bytes of user data before they are encoded. Source: help page RunInstances.
const MOST_USER_DATA: usize = 32 * 1_024;
/// Source: help page RunInstances, `Period`.
const MONTHS: [i64; 14] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36, 48, 60];
const WEEKS: [i64; 4] = [1, 2, 3, 4];

fn refuse<T>(status: u16, code: &str, message: &str) -> Result<T, Refusal> {
    Err(Refusal::new(status, code, message))
}

/// When the subscription asked for ends; none for pay-as-you-go.
pub(super) fn subscribed_until(call: &Call<'_>) -> Result<Option<Timestamp>, Refusal> {
    let parameters = call.parameters;
    if parameters.get("InstanceChargeType") != Some("PrePaid") {
        if parameters.boolean("AutoPay")? == Some(false) {
            let message = "The specified parameter AutoPay must be set as true for postpaid instance.";
            return refuse(400, "InvalidAutoPay.PostPaidUnsupported", message);
        }
        return Ok(None);
    }
    if parameters.boolean("DeletionProtection")? == Some(true) {
        let message = "Deletion protection is only valid for postPaid instance, not for prePaid or spot instance.";
        return refuse(403, "InvalidChargeType.ValueNotSupported", message);
    }
    let period = parameters.integer("Period")?.unwrap_or(0);
    let unit = unit(call);
    if !allowed(unit).contains(&period) {
        return refuse(400, "InvalidPeriod", "The specified period is not valid.");
    }
    let days = period * if unit == "Week" { 7 } else { 30 };
    Ok(call.now.checked_add(SignedDuration::from_hours(24 * days)).ok())
}

fn unit(call: &Call<'_>) -> &'static str {
    match call.parameters.get("PeriodUnit") {
        Some(unit) if unit.eq_ignore_ascii_case("Week") => "Week",
        _ => "Month",
    }
}

fn allowed(unit: &str) -> &'static [i64] {
    if unit == "Week" { &WEEKS } else { &MONTHS }
}

pub(super) fn read(call: &Call<'_>, is_subscribed: bool) -> Result<InstanceSettings, Refusal> {
    let parameters = call.parameters;
    let flag = |name: &str| Ok::<_, Refusal>(parameters.boolean(name)?.unwrap_or(false));
    let (bandwidth_out, bandwidth_in) = bandwidth(call)?;
    let default = InstanceSettings::default();
    let no_credit = || {
        let message = "The specified CreditSpecification is not supported in this region.";
        Refusal::new(400, "InvalidParameter.CreditSpecification", message)
    };
    let topologies = ["ContinuousCoreToHTMapping", "DiscreteCoreToHTMapping"];
    Ok(InstanceSettings {
        internet_charge_type: call
            .one_of("InternetChargeType", &["PayByBandwidth", "PayByTraffic"], || {
                Refusal::invalid("InternetChargeType")
            })?
            .unwrap_or(default.internet_charge_type),
        bandwidth_out,
        bandwidth_in,
        role_name: role_name(call)?,
        user_data: user_data(call)?,
        deletion_protection: flag("DeletionProtection")?,
        metadata: metadata(call)?,
        cpu: cpu(call)?,
        topology: call.one_of("CpuOptions.TopologyType", &topologies, || {
            let message = "The specified parameter CpuOptions.TopologyType is not valid.";
            Refusal::new(400, "InvalidParameter.CpuOptionsTopologyType", message)
        })?,
        numa: parameters.get("CpuOptions.Numa").map(str::to_owned),
        credit_specification: call.one_of("CreditSpecification", &["Standard", "Unlimited"], no_credit)?,
        renewal: renewal(call, is_subscribed)?,
        auto_release: auto_release(call)?,
        spot_strategy: call
            .one_of(
                "SpotStrategy",
                &["NoSpot", "SpotWithPriceLimit", "SpotAsPriceGo"],
                || Refusal::invalid("SpotStrategy"),
            )?
            .unwrap_or(default.spot_strategy),
        spot_price_limit: parameters.number("SpotPriceLimit")?,
        spot_duration: parameters.integer("SpotDuration")?,
        login_as_non_root: flag("ImageOptions.LoginAsNonRoot")?,
        jumbo_frames: parameters.boolean("NetworkOptions.EnableJumboFrame")?.unwrap_or(true),
        ..default
    })
}

/// Out and in, in Mbit/s. In follows out when it is not asked for.
fn bandwidth(call: &Call<'_>) -> Result<(i64, i64), Refusal> {
    let out = call.parameters.integer("InternetMaxBandwidthOut")?.unwrap_or(0);
    let most = out.max(10);
    match call.parameters.integer("InternetMaxBandwidthIn")? {
        None if out == 0 => Ok((out, -1)),
        None => Ok((out, most)),
        Some(asked) if (1..=most).contains(&asked) => Ok((out, asked)),
        Some(_) => {
            let message = "The specified parameter internetMaxBandwidthIn is not valid.";
            refuse(400, "InvalidInternetMaxBandwidthIn.Malformed", message)
        }
    }
}

/// The role the instance has; what it may do with it is not simulated.
fn role_name(call: &Call<'_>) -> Result<Option<String>, Refusal> {
    match call.parameters.get("RamRoleName") {
        Some(asked) if !call.cloud.roles.iter().any(|role| role.name() == asked) => {
            let message = "The specified parameter \"RAMRoleName\" does not exist.";
            refuse(404, "InvalidRamRole.NotFound", message)
        }
        asked => Ok(asked.map(str::to_owned)),
    }
}

pub(super) fn user_data(call: &Call<'_>) -> Result<UserData, Refusal> {
    let Some(encoded) = call.parameters.get("UserData") else {
        return Ok(UserData::default());
    };
    if call.cloud.open_questions.instances.permission == Permission::NoUserData {
        let message =
            "User not authorized to input the parameter \"UserData\", please apply for permission \"UserData\".";
        return refuse(403, "InvalidUserData.Forbidden", message);
    }
    match BASE64_STANDARD.decode(encoded) {
        Err(_) => {
            let message = "The specified UserData is not valid.";
            refuse(400, "InvalidUserData.Base64FormatInvalid", message)
        }
        Ok(data) if data.len() > MOST_USER_DATA => {
            let message = "The specified parameter \"UserData\" exceeds the size.";
            refuse(400, "InvalidUserData.SizeExceeded", message)
        }
        Ok(_) => Ok(UserData::new(encoded)),
    }
}

fn metadata(call: &Call<'_>) -> Result<MetadataOptions, Refusal> {
    let default = InstanceSettings::default().metadata;
    let hop_limit = call.parameters.integer("HttpPutResponseHopLimit")?;
    if hop_limit.is_some_and(|limit| !(1..=64).contains(&limit)) {
        let message =
            "The specified HttpPutResponseHopLimit not supported, more than 1 and less than 64 is reasonable.";
        return refuse(400, "InvalidHttpPutResponseHopLimit.NotSupported", message);
    }
    let endpoint = call.one_of("HttpEndpoint", &["enabled", "disabled"], || {
        Refusal::invalid("HttpEndpoint")
    })?;
    let tokens = call.one_of("HttpTokens", &["optional", "required"], || {
        Refusal::invalid("HttpTokens")
    })?;
    Ok(MetadataOptions {
        endpoint: endpoint.unwrap_or(default.endpoint),
        tokens: tokens.unwrap_or(default.tokens),
        hop_limit: hop_limit.unwrap_or(default.hop_limit),
    })
}

fn cpu(call: &Call<'_>) -> Result<Option<(i64, i64)>, Refusal> {
    let cores = call.parameters.integer("CpuOptions.Core")?;
    let threads = call.parameters.integer("CpuOptions.ThreadsPerCore")?;
    let is_wrong = cores.is_some_and(|cores| cores < 1) || threads.is_some_and(|threads| !(1..=2).contains(&threads));
    if is_wrong {
        let message = "The specified CpuOptions.Core is not valid.";
        return refuse(403, "InvalidParam.CpuOptionsCore", message);
    }
    Ok(cores.map(|cores| (cores, threads.unwrap_or(2))))
}

fn renewal(call: &Call<'_>, is_subscribed: bool) -> Result<Option<Renewal>, Refusal> {
    if !is_subscribed || call.parameters.boolean("AutoRenew")? != Some(true) {
        return Ok(None);
    }
    let unit = unit(call);
    let duration = call.parameters.integer("AutoRenewPeriod")?.unwrap_or(1);
    if !allowed(unit).contains(&duration) {
        let message = "The specified autoRenewPeriod is invalid.";
        return refuse(400, "InvalidAutoRenewPeriod.ValueNotSupported", message);
    }
    Ok(Some(Renewal { duration, unit }))
}

fn auto_release(call: &Call<'_>) -> Result<Option<Timestamp>, Refusal> {
    let Some(asked) = call.parameters.get("AutoReleaseTime") else {
        return Ok(None);
    };
    let malformed = || {
        let message = "The specified parameter AutoReleaseTime is not valid.";
        Refusal::new(400, "InvalidAutoReleaseTime.Malformed", message)
    };
    let forms = ["%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%MZ"];
    let moment = forms.iter().find_map(|form| DateTime::strptime(form, asked).ok());
    let moment = moment.and_then(|moment| TimeZone::UTC.to_timestamp(moment).ok());
    moment.map(Some).ok_or_else(malformed)
}
