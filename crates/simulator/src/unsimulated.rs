//! Checks the form of parameters whose effect is not simulated. All other parameters are read by their action.
//!
//! Source: valid values, ranges and error lists in the metadata of each action; lengths of names in its help page.

use jiff::civil::{DateTime, Time};

use crate::parameters::Parameters;
use crate::refusal::Refusal;

/// What a value must look like.
#[derive(Clone, Copy)]
enum Form {
    Flag,
    Whole,
    Price,
    Within(i64, i64),
    OneOf(&'static [&'static str]),
    /// So many characters.
    Text(usize, usize),
    /// `2018-01-01T12:05:00Z`, also without seconds.
    Time,
    /// `18:00:00`.
    TimeOfDay,
    /// The id of something that no scenario has.
    UnknownId,
}

struct Rule {
    /// With `N` in the place of a number.
    name: &'static str,
    form: Form,
    /// Status, code and message, where the action has its own for it.
    refusal: Option<(u16, &'static str, &'static str)>,
}

const fn rule(name: &'static str, form: Form) -> Rule {
    Rule {
        name,
        form,
        refusal: None,
    }
}

const fn refused(name: &'static str, form: Form, status: u16, code: &'static str, message: &'static str) -> Rule {
    Rule {
        name,
        form,
        refusal: Some((status, code, message)),
    }
}

const NETWORKS: Form = Form::OneOf(&["vpc", "classic"]);
const IO: Form = Form::OneOf(&["none", "optimized"]);
const STRATEGIES: Form = Form::OneOf(&["NoSpot", "SpotWithPriceLimit", "SpotAsPriceGo"]);
const DISKS: Form = Form::OneOf(&[
    "cloud",
    "cloud_efficiency",
    "cloud_ssd",
    "ephemeral_ssd",
    "cloud_essd",
    "cloud_auto",
    "cloud_essd_entry",
]);
const LEVELS: Form = Form::OneOf(&["PL0", "PL1", "PL2", "PL3"]);
const TRAFFIC: Form = Form::OneOf(&["PayByBandwidth", "PayByTraffic"]);
const TENANCY: Form = Form::OneOf(&["default", "host"]);
const TOPOLOGIES: Form = Form::OneOf(&["ContinuousCoreToHTMapping", "DiscreteCoreToHTMapping"]);
const HARDENING: Form = Form::OneOf(&["Active", "Deactive"]);

// Tables: one rule per line reads better.
#[rustfmt::skip]
const RULES: &[(&str, &[Rule])] = &[
    ("AssumeRole", &[
        refused("ExternalId", Form::Text(2, 1_224), 400, "InvalidParameter.ExternalId", "The parameter ExternalId is wrongly formed."),
        rule("SourceIdentity", Form::Text(2, 64)),
    ]),
    ("CreateSnapshotGroup", &[
        rule("InstantAccess", Form::Flag),
        rule("InstantAccessRetentionDays", Form::Whole),
    ]),
    ("DeleteInstances", &[
        rule("ForceStop", Form::Flag),
        rule("TerminateSubscription", Form::Flag),
    ]),
    ("DescribeAvailableResource", &[
        rule("DataDiskCategory", DISKS),
        rule("SystemDiskCategory", DISKS),
        refused("IoOptimized", IO, 404, "Invalid.IoOptimized", "The specified IoOptimized is not valid."),
        refused("NetworkCategory", NETWORKS, 404, "Invalid.NetworkCategory", "The specified NetworkCategory is not valid."),
        refused("ResourceType", Form::OneOf(&["instance", "disk", "reservedinstance", "ddh"]), 404, "Invalid.ResourceType", "The ResourceType provided does not exist in our records."),
        refused("Scope", Form::OneOf(&["Region", "Zone"]), 403, "InvalidParameter.Scope", "The specified parameter Scope is invalid."),
        refused("SpotStrategy", STRATEGIES, 404, "Invalid.SpotStrategy", "The specified SpotStrategy is not valid."),
    ]),
    ("DescribeImages", &[
        rule("ActionType", Form::OneOf(&["CreateEcs", "ChangeOS"])),
        rule("ShowExpired", Form::Flag),
    ]),
    ("DescribeInstanceHistoryEvents", &[
        refused("EventPublishTime.End", Form::Time, 403, "InvalidParameter", "The specified parameter is not valid."),
        refused("EventPublishTime.Start", Form::Time, 403, "InvalidParameter", "The specified parameter is not valid."),
        refused("NotBefore.End", Form::Time, 403, "InvalidParameter", "The specified parameter is not valid."),
        refused("NotBefore.Start", Form::Time, 403, "InvalidParameter", "The specified parameter is not valid."),
    ]),
    ("DescribeInstanceTypes", &[
        rule("NvmeSupport", Form::OneOf(&["required", "unsupported"])),
    ]),
    ("DescribeInstances", &[
        refused("HpcClusterId", Form::UnknownId, 400, "InvalidHpcClusterId.NotFound", "The specified HpcClusterId is not found."),
    ]),
    ("DescribeInstanceModificationPrice", &[
        rule("DataDisk.N.Category", DISKS),
        refused("DataDisk.N.PerformanceLevel", LEVELS, 400, "InvalidPerformanceLevel.Malformed", "The specified parameter DataDisk.n.PerformanceLevel is not valid."),
        refused("DataDisk.N.Size", Form::Whole, 400, "InvalidDataDiskSize.ValueNotSupported", "The specified DataDisk.n.Size beyond the permitted range."),
        rule("EndTime", Form::Time),
        rule("ImageId", Form::UnknownId),
        rule("InternetChargeType", TRAFFIC),
        rule("InternetMaxBandwidthOut", Form::Whole),
        rule("StartTime", Form::Time),
        rule("SystemDisk.Category", DISKS),
        rule("SystemDisk.PerformanceLevel", LEVELS),
        rule("SystemDisk.Size", Form::Whole),
    ]),
    ("DescribePrice", &[
        refused("Capacity", Form::Whole, 400, "InvalidCapacity.ValueNotSupported", "The specified parameter Capacity is not valid."),
        rule("InstanceNetworkType", NETWORKS),
        refused("InternetChargeType", TRAFFIC, 400, "InvalidInternetChargeType.ValueNotSupported", "The specified InternetChargeType is not valid."),
        refused("InternetMaxBandwidthOut", Form::Within(0, 100), 400, "InvalidInternetMaxBandwidthOut.ValueNotSupported", "The specified parameter InternetMaxBandwidthOut is not valid."),
        refused("IoOptimized", IO, 400, "InvalidIoOptimizedValue.ValueNotSupported", "IoOptimized value not supported."),
        refused("Platform", Form::OneOf(&["Windows", "Linux"]), 400, "InvalidParameter.Platform", "The specified parameter Platform is invalid."),
        rule("SpotDuration", Form::Within(0, 1)),
        rule("SpotStrategy", STRATEGIES),
        rule("SystemDisk.Category", DISKS),
        refused("SystemDisk.PerformanceLevel", LEVELS, 400, "InvalidPerformanceLevel.Malformed", "The specified parameter DataDisk.n.PerformanceLevel is not valid."),
    ]),
    ("DescribeResourcesModification", &[
        rule("MigrateAcrossZone", Form::Flag),
        refused("Conditions.N", Form::OneOf(&["DiskCategory"]), 400, "InvalidCondition.Malformed", "The specified Condition is not valid."),
    ]),
    ("DescribeSecurityGroupAttribute", &[
        rule("Attribute", Form::OneOf(&["snapshotPolicyIds"])),
        rule("MaxResults", Form::Whole),
        rule("NextToken", Form::UnknownId),
        refused("NicType", Form::OneOf(&["internet", "intranet"]), 400, "InvalidNicType.ValueNotSupported", "The specified NicType does not exist."),
    ]),
    ("ListResourceGroups", &[rule("IncludeTags", Form::Flag)]),
    ("ModifyDiskSpec", &[
        rule("DryRun", Form::Flag),
        rule("PerformanceControlOptions.IOPS", Form::Whole),
        rule("PerformanceControlOptions.Recover", Form::OneOf(&["All", "IOPS", "Throughput"])),
        rule("PerformanceControlOptions.Throughput", Form::Whole),
    ]),
    ("ModifyImageAttribute", &[
        refused("LicenseType", Form::OneOf(&["Auto", "Aliyun", "BYOL"]), 400, "InvalidLicenseType.NotSupported", "The specified parameter LicenseType is not supported."),
    ]),
    ("ModifyInstanceAttribute", &[
        rule("CpuOptions.Core", Form::Whole),
        rule("CpuOptions.ThreadsPerCore", Form::Whole),
        rule("CpuOptions.TopologyType", TOPOLOGIES),
        rule("EnableNetworkEncryption", Form::Flag),
        rule("NetworkInterfaceQueueNumber", Form::Whole),
        rule("PrivateDnsNameOptions.EnableInstanceIdDnsAAAARecord", Form::Flag),
        rule("PrivateDnsNameOptions.EnableInstanceIdDnsARecord", Form::Flag),
        rule("PrivateDnsNameOptions.EnableIpDnsARecord", Form::Flag),
        rule("PrivateDnsNameOptions.EnableIpDnsPtrRecord", Form::Flag),
        rule("PrivateDnsNameOptions.HostnameType", Form::OneOf(&["Custom", "IpBased", "InstanceIdBased"])),
    ]),
    ("ModifyInstanceMaintenanceAttributes", &[
        rule("MaintenanceWindow.N.EndTime", Form::TimeOfDay),
        rule("MaintenanceWindow.N.StartTime", Form::TimeOfDay),
    ]),
    ("ModifyInstanceNetworkSpec", &[
        rule("AutoPay", Form::Flag),
        rule("EndTime", Form::Time),
        rule("StartTime", Form::Time),
    ]),
    ("ModifyInstanceSpec", &[
        rule("AllowMigrateAcrossZone", Form::Flag),
        rule("Async", Form::Flag),
        rule("DryRun", Form::Flag),
        rule("InternetMaxBandwidthIn", Form::Whole),
        rule("SystemDisk.Category", DISKS),
    ]),
    ("ModifyPrepayInstanceSpec", &[
        rule("AutoPay", Form::Flag),
        rule("EndTime", Form::Time),
        rule("MigrateAcrossZone", Form::Flag),
        rule("OperatorType", Form::OneOf(&["upgrade", "downgrade"])),
        rule("RebootTime", Form::Time),
        rule("RebootWhenFinished", Form::Flag),
        rule("SystemDisk.Category", DISKS),
    ]),
    ("ReplaceSystemDisk", &[
        rule("SecurityEnhancementStrategy", HARDENING),
    ]),
    ("RunInstances", &[
        rule("Affinity", TENANCY),
        rule("ClockOptions.PtpStatus", Form::OneOf(&["enabled", "disabled"])),
        rule("DataDisk.N.StorageClusterId", Form::UnknownId),
        rule("DedicatedHostId", Form::UnknownId),
        rule("DeploymentSetGroupNo", Form::Whole),
        rule("HibernationOptions.Configured", Form::Flag),
        rule("HpcClusterId", Form::UnknownId),
        rule("Ipv6Address.N", Form::UnknownId),
        rule("Ipv6AddressCount", Form::Whole),
        rule("NetworkInterfaceQueueNumber", Form::Whole),
        rule("NetworkInterface.N.Description", Form::Text(2, 256)),
        rule("NetworkInterface.N.Ipv6Address.1", Form::UnknownId),
        rule("NetworkInterface.N.Ipv6Address.2", Form::UnknownId),
        rule("NetworkInterface.N.Ipv6AddressCount", Form::Whole),
        rule("NetworkInterface.N.NetworkCardIndex", Form::Whole),
        rule("NetworkInterface.N.NetworkInterfaceId", Form::UnknownId),
        rule("NetworkInterface.N.NetworkInterfaceName", Form::Text(2, 128)),
        rule("NetworkInterface.N.NetworkInterfaceTrafficMode", Form::OneOf(&["Standard", "HighPerformance"])),
        rule("NetworkInterface.N.QueueNumber", Form::Whole),
        rule("NetworkInterface.N.QueuePairNumber", Form::Whole),
        rule("NetworkInterface.N.RxQueueSize", Form::Whole),
        rule("NetworkInterface.N.SecondaryPrivateIpAddressCount", Form::Whole),
        rule("NetworkInterface.N.TxQueueSize", Form::Whole),
        rule("NetworkInterface.N.SourceDestCheck", Form::Flag),
        rule("NetworkOptions.BandwidthWeighting", Form::OneOf(&["Vpc-L1", "Ebs-L1", "Default"])),
        rule("NetworkOptions.EnableNetworkEncryption", Form::Flag),
        rule("PrivateDnsNameOptions.EnableInstanceIdDnsAAAARecord", Form::Flag),
        rule("PrivateDnsNameOptions.EnableInstanceIdDnsARecord", Form::Flag),
        rule("PrivateDnsNameOptions.EnableIpDnsARecord", Form::Flag),
        rule("PrivateDnsNameOptions.EnableIpDnsPtrRecord", Form::Flag),
        rule("PrivateDnsNameOptions.HostnameType", Form::OneOf(&["Custom", "IpBased", "InstanceIdBased"])),
        rule("PrivatePoolOptions.Id", Form::UnknownId),
        rule("PrivatePoolOptions.MatchCriteria", Form::OneOf(&["Open", "Target", "None"])),
        rule("SchedulerOptions.DedicatedHostClusterId", Form::UnknownId),
        rule("SecurityOptions.ConfidentialComputingMode", Form::OneOf(&["Enclave", "TDX"])),
        rule("SecurityOptions.EnableSecureBoot", Form::Flag),
        rule("SecurityOptions.TrustedSystemMode", Form::OneOf(&["vTPM"])),
        rule("SpotInterruptionBehavior", Form::OneOf(&["Terminate", "Stop"])),
        rule("StorageSetId", Form::UnknownId),
        rule("StorageSetPartitionNumber", Form::Whole),
        rule("SystemDisk.StorageClusterId", Form::UnknownId),
        rule("Tenancy", TENANCY),
        rule("AutoPay", Form::Flag),
        refused("AutoReleaseTime", Form::Time, 400, "InvalidAutoReleaseTime.Malformed", "The specified parameter AutoReleaseTime is not valid."),
        rule("AutoRenew", Form::Flag),
        refused("AutoRenewPeriod", Form::Whole, 400, "InvalidAutoRenewPeriod.ValueNotSupported", "The specified autoRenewPeriod is invalid."),
        refused("CreditSpecification", Form::OneOf(&["Standard", "Unlimited"]), 400, "InvalidParameter.CreditSpecification", "The specified CreditSpecification is not supported in this region."),
        rule("DeletionProtection", Form::Flag),
        refused("DeploymentSetId", Form::UnknownId, 400, "InvalidDeploymentSetId.NotFound", "The parameter DeploymentSetId is invalid."),
        refused("HttpEndpoint", Form::OneOf(&["enabled", "disabled"]), 400, "InvalidHttpEndpoint.NotSupported", "The specified HttpEndpoint not supported, you can use enabled(default) or disabled."),
        refused("HttpTokens", Form::OneOf(&["optional", "required"]), 400, "InvalidHttpTokens.NotSupported", "The specified HttpTokens not supported, you can use optional(default) or required."),
        rule("ImageOptions.LoginAsNonRoot", Form::Flag),
        refused("InstanceChargeType", Form::OneOf(&["PrePaid", "PostPaid"]), 404, "InvalidInstanceChargeType.NotFound", "The InstanceChargeType does not exist in our records."),
        refused("InternetChargeType", TRAFFIC, 400, "InvalidInternetChargeType.ValueNotSupported", "The specified InternetChargeType is not valid."),
        refused("InternetMaxBandwidthIn", Form::Whole, 400, "InvalidInternetMaxBandwidthIn.Malformed", "The specified parameter internetMaxBandwidthIn is not valid."),
        refused("InternetMaxBandwidthOut", Form::Within(0, 100), 400, "InvalidInternetMaxBandwidthOut.Malformed", "The specified parameter internetMaxBandwidthOut is not valid."),
        rule("IoOptimized", IO),
        rule("NetworkInterface.N.DeleteOnRelease", Form::Flag),
        rule("NetworkInterface.N.InstanceType", Form::OneOf(&["Primary", "Secondary"])),
        refused("Period", Form::Whole, 400, "InvalidPeriod", "The specified period is not valid."),
        rule("PeriodUnit", Form::OneOf(&["Week", "Month"])),
        rule("SecurityEnhancementStrategy", HARDENING),
        refused("SpotDuration", Form::Within(0, 720), 400, "InvalidSpotDuration", "The specified SpotDuration is not valid."),
        refused("SpotPriceLimit", Form::Price, 400, "InvalidSpotPriceLimit", "The specified SpotPriceLimitis not valid."),
        refused("SpotStrategy", STRATEGIES, 400, "InvalidSpotStrategy", "The specified SpotStrategy is not valid."),
        rule("SystemDisk.BurstingEnabled", Form::Flag),
        refused("SystemDisk.Description", Form::Text(2, 256), 400, "InvalidDiskDescription.Malformed", "The specified parameter \"SyatemDisk.DiskDescription\" or \"DataDisk.n.Description\" is not valid."),
        refused("SystemDisk.PerformanceLevel", LEVELS, 400, "InvalidPerformanceLevel.Malformed", "The specified parameter DataDisk.n.PerformanceLevel is not valid."),
        rule("SystemDisk.ProvisionedIops", Form::Whole),
    ]),
];

/// Refuses what is malformed among the parameters of an action that change nothing here.
pub(crate) fn check(action: &str, parameters: &Parameters) -> Result<(), Refusal> {
    let rules = RULES.iter().find(|(known, _)| *known == action);
    for Rule { name, form, refusal } in rules.map_or(&[][..], |(_, rules)| rules) {
        if values(parameters, name)?.iter().all(|value| form.fits(value)) {
            continue;
        }
        return Err(match refusal {
            Some((status, code, message)) => Refusal::new(*status, code, *message),
            None => Refusal::invalid(name),
        });
    }
    Ok(())
}

/// The values sent under a name; empty ones count as not sent.
fn values(parameters: &Parameters, name: &str) -> Result<Vec<String>, Refusal> {
    if let Some(list) = name.strip_suffix(".N") {
        return parameters.list(list);
    }
    let Some((list, field)) = name.split_once(".N.") else {
        return Ok(parameters.get(name).map(str::to_owned).into_iter().collect());
    };
    let members = parameters.numbered(list)?.into_iter();
    let values = members.filter_map(|mut member| member.remove(field));
    Ok(values.filter(|value| !value.is_empty()).collect())
}

impl Form {
    fn fits(self, value: &str) -> bool {
        match self {
            Self::Flag => value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false"),
            Self::Whole => value.parse::<u64>().is_ok(),
            Self::Price => value
                .parse()
                .is_ok_and(|number: f64| number.is_finite() && number >= 0.0),
            Self::Within(least, most) => value.parse().is_ok_and(|number| (least..=most).contains(&number)),
            Self::OneOf(allowed) => allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(value)),
            Self::Text(least, most) => (least..=most).contains(&value.chars().count()),
            Self::Time => ["%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%MZ"]
                .iter()
                .any(|form| DateTime::strptime(form, value).is_ok()),
            Self::TimeOfDay => Time::strptime("%H:%M:%S", value).is_ok(),
            Self::UnknownId => false,
        }
    }
}
