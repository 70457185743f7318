//! A refusal of RunInstances in the codes the window has words for, at the field of the draft. Source: the error list of RunInstances,
//! FACTS-INSTANCES, the table under 26.

use alibaba_cloud::{Error, FailureKind, Request};

use crate::{Problem, ProblemCode};

/// The problem of a refused launch. `request` is the one that was refused.
pub(crate) fn of_launch(error: &Error, problem: Problem, request: &Request) -> Problem {
    let value = |name: &str| {
        let mut parameters = request.parameters.plain();
        parameters
            .find(|(other, _)| *other == name)
            .map(|(_, value)| value.to_owned())
            .unwrap_or_default()
    };
    of_launch_of(error, problem, &value("ZoneId"), &value("InstanceType"))
}

/// The same, where zone and type are known otherwise.
pub(crate) fn of_launch_of(error: &Error, problem: Problem, zone_id: &str, instance_type: &str) -> Problem {
    if error.kind() == FailureKind::NoStock {
        let problem = Problem {
            code: ProblemCode::NoStock,
            ..problem
        };
        return problem
            .with("zoneId", zone_id)
            .with("instanceType", instance_type)
            .at("zoneId");
    }
    let Some((code, field)) = error.code().and_then(meaning) else {
        return problem;
    };
    Problem { code, ..problem }.at(field)
}

fn meaning(code: &str) -> Option<(ProblemCode, &'static str)> {
    use ProblemCode as P;
    let exact = match code {
        "InvalidInstanceType.ValueNotSupported"
        | "InvalidInstanceType.ZoneNotSupported"
        | "InvalidInstanceType.NotSupported" => (P::TypeNotInZone, "instanceType"),
        "ImageNotSupportInstanceType" | "InvalidParameter.Conflict" => (P::TypeNotForImage, "instanceType"),
        "InvalidImageId.NotFound"
        | "OperationDenied.ImageNotValid"
        | "IncorrectImageStatus"
        | "ImageNotSubscribed"
        | "ImageRemovedInMarket" => (P::ImageNotUsable, "imageId"),
        "ImageNotSupportCloudInit" => (P::ImageWithoutCloudInit, "signIn"),
        "CategoryNotSupported" | "OperationDenied.ZoneSystemCategoryNotMatch" => {
            (P::DiskCategoryRefused, "disks.0.category")
        }
        "OperationDenied.PerformanceLevelNotMatch" => (P::PerformanceLevelRefused, "disks.0.performanceLevel"),
        "InvalidParameter.Mismatch" | "OperationDenied.InconsistentNetwork" => (P::NetworkMismatch, "vSwitchId"),
        "SecurityGroupInstanceLimitExceed" => (P::SecurityGroupFull, "securityGroupIds"),
        "QuotaExceeded.PrivateIpAddress" => (P::NoFreeAddresses, "vSwitchId"),
        "DependencyViolation.WindowsInstance" => (P::KeyPairRefused, "keyPair"),
        "InvalidUser.PassRoleForbidden" => (P::RoleRefused, "ramRole"),
        "HOSTNAME_ILLEGAL" | "InvalidParams.HostnameExceed" => (P::HostNameRefused, "hostNames"),
        "InvalidParam.EncryptedMismatch" => (P::EncryptionRefused, "disks.0.encrypted"),
        "QuotaExceed.DeploymentSetInstanceQuotaFull" => (P::DeploymentSetFull, "settings"),
        "InvalidOperation.PublicIpAddressNoStock" => (P::NoPublicAddress, "bandwidthOut"),
        _ => return family(code),
    };
    Some(exact)
}

/// Codes that have many endings.
fn family(code: &str) -> Option<(ProblemCode, &'static str)> {
    use ProblemCode as P;
    let families = [
        ("InvalidSystemDiskSize", P::DiskSizeRefused, "disks.0.sizeGib"),
        ("InvalidDataDiskSize", P::DiskSizeRefused, "disks"),
        ("InvalidDiskSize", P::DiskSizeRefused, "disks"),
        ("InvalidSystemDiskCategory", P::DiskCategoryRefused, "disks.0.category"),
        ("InvalidDataDiskCategory", P::DiskCategoryRefused, "disks"),
        ("InvalidDiskCategory", P::DiskCategoryRefused, "disks"),
        ("InvalidPerformanceLevel", P::PerformanceLevelRefused, "disks"),
        ("InvalidDataDevice", P::DeviceRefused, "disks"),
        ("InvalidDevice", P::DeviceRefused, "disks"),
        ("InvalidVSwitchId", P::NetworkMismatch, "vSwitchId"),
        ("InvalidSecurityGroupId", P::NetworkMismatch, "securityGroupIds"),
        ("InvalidKeyPairName", P::KeyPairRefused, "keyPair"),
        ("InvalidKeyPair", P::KeyPairRefused, "keyPair"),
        ("InvalidPassword", P::PasswordRefused, "password"),
        ("InvalidPasswordParam", P::PasswordRefused, "password"),
        ("InvalidRamRole", P::RoleRefused, "ramRole"),
        ("InvalidUserData", P::UserDataRefused, "userData"),
        ("InvalidHostName", P::HostNameRefused, "hostNames"),
        ("InvalidHostname", P::HostNameRefused, "hostNames"),
        ("InvalidInstanceName", P::InstanceNameRefused, "namePrefix"),
        ("InvalidEncrypted", P::EncryptionRefused, "disks.0.encrypted"),
        ("InvalidParameter.KMSKeyId", P::EncryptionRefused, "disks.0.kmsKeyId"),
        ("InvalidKMSKeyId", P::EncryptionRefused, "disks.0.kmsKeyId"),
        ("QuotaExceed", P::QuotaUsedUp, "count"),
        ("QuotaExceeded", P::QuotaUsedUp, "count"),
    ];
    let is_of = |family: &str| {
        code.strip_prefix(family)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let found = families.into_iter().find(|(family, ..)| is_of(family));
    found.map(|(_, code, field)| (code, field))
}
