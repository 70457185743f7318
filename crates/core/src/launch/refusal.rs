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
    let message = error.provider_message().unwrap_or_default();
    let Some((code, field)) = error.code().and_then(|code| meaning(code, message)) else {
        return problem;
    };
    Problem { code, ..problem }.at(field)
}

fn meaning(code: &str, message: &str) -> Option<(ProblemCode, &'static str)> {
    use ProblemCode as P;
    let exact = match code {
        "InvalidInstanceType.ValueNotSupported"
        | "InvalidInstanceType.ZoneNotSupported"
        | "InvalidInstanceType.NotSupported" => (P::TypeNotInZone, "instanceType"),
        "ImageNotSupportInstanceType" => (P::TypeNotForImage, "instanceType"),
        // The same code has other meanings, which only the message tells.
        "InvalidParameter.Conflict" if message.contains("image") => (P::TypeNotForImage, "instanceType"),
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
        "DeploymentSet.NotFound" => (P::DeploymentSetGone, "settings"),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str, message: &str) -> Problem {
        let error = crate::cloud_problem::refusal(code, message);
        of_launch_of(&error, Problem::from(&error), "zone", "type")
    }

    /// FACTS-INSTANCES, the table under 26, and the field of the draft at which the sentence stands.
    const TABLE: [(&str, ProblemCode, &str); 64] = {
        use ProblemCode as P;
        [
            ("OperationDenied.NoStock", P::NoStock, "zoneId"),
            ("Zone.NotOnSale", P::NoStock, "zoneId"),
            ("Zone.NotOpen", P::NoStock, "zoneId"),
            ("ResourceNotAvailable", P::NoStock, "zoneId"),
            ("Throttling.Resource", P::NoStock, "zoneId"),
            (
                "InvalidInstanceType.ValueNotSupported",
                P::TypeNotInZone,
                "instanceType",
            ),
            ("InvalidInstanceType.ZoneNotSupported", P::TypeNotInZone, "instanceType"),
            ("ImageNotSupportInstanceType", P::TypeNotForImage, "instanceType"),
            ("InvalidImageId.NotFound", P::ImageNotUsable, "imageId"),
            ("OperationDenied.ImageNotValid", P::ImageNotUsable, "imageId"),
            ("IncorrectImageStatus", P::ImageNotUsable, "imageId"),
            ("ImageNotSubscribed", P::ImageNotUsable, "imageId"),
            ("ImageRemovedInMarket", P::ImageNotUsable, "imageId"),
            ("ImageNotSupportCloudInit", P::ImageWithoutCloudInit, "signIn"),
            (
                "InvalidSystemDiskSize.LessThanImageSize",
                P::DiskSizeRefused,
                "disks.0.sizeGib",
            ),
            (
                "InvalidSystemDiskSize.ImageNotSupportResize",
                P::DiskSizeRefused,
                "disks.0.sizeGib",
            ),
            ("InvalidDiskSize.TooSmall", P::DiskSizeRefused, "disks"),
            (
                "InvalidDataDiskCategory.ValueNotSupported",
                P::DiskCategoryRefused,
                "disks",
            ),
            ("CategoryNotSupported", P::DiskCategoryRefused, "disks.0.category"),
            (
                "OperationDenied.ZoneSystemCategoryNotMatch",
                P::DiskCategoryRefused,
                "disks.0.category",
            ),
            (
                "OperationDenied.PerformanceLevelNotMatch",
                P::PerformanceLevelRefused,
                "disks.0.performanceLevel",
            ),
            (
                "InvalidPerformanceLevel.ValueNotSupported",
                P::PerformanceLevelRefused,
                "disks",
            ),
            ("InvalidDataDevice.Malformed", P::DeviceRefused, "disks"),
            ("InvalidDevice.InUse", P::DeviceRefused, "disks"),
            ("InvalidParameter.Mismatch", P::NetworkMismatch, "vSwitchId"),
            ("OperationDenied.InconsistentNetwork", P::NetworkMismatch, "vSwitchId"),
            ("InvalidSecurityGroupId", P::NetworkMismatch, "securityGroupIds"),
            ("InvalidVSwitchId.NotFound", P::NetworkMismatch, "vSwitchId"),
            ("InvalidKeyPairName.NotFound", P::KeyPairRefused, "keyPair"),
            ("InvalidRamRole.NotFound", P::RoleRefused, "ramRole"),
            ("DeploymentSet.NotFound", P::DeploymentSetGone, "settings"),
            ("IncorrectVSwitchStatus", P::CloudBusy, ""),
            ("OperationDenied.CreatingConflict", P::CloudBusy, ""),
            (
                "SecurityGroupInstanceLimitExceed",
                P::SecurityGroupFull,
                "securityGroupIds",
            ),
            ("QuotaExceeded.PrivateIpAddress", P::NoFreeAddresses, "vSwitchId"),
            ("DependencyViolation.WindowsInstance", P::KeyPairRefused, "keyPair"),
            ("InvalidPassword.Malformed", P::PasswordRefused, "password"),
            ("InvalidPasswordParam.Mismatch", P::PasswordRefused, "password"),
            ("InvalidUser.PassRoleForbidden", P::RoleRefused, "ramRole"),
            ("InvalidRamRole.NotEcsRole", P::RoleRefused, "ramRole"),
            ("InvalidUserData.Base64FormatInvalid", P::UserDataRefused, "userData"),
            ("InvalidUserData.SizeExceeded", P::UserDataRefused, "userData"),
            ("InvalidUserData.NotSupported", P::UserDataRefused, "userData"),
            ("InvalidUserData.Forbidden", P::UserDataRefused, "userData"),
            ("InvalidHostName.Malformed", P::HostNameRefused, "hostNames"),
            ("HOSTNAME_ILLEGAL", P::HostNameRefused, "hostNames"),
            ("InvalidParams.HostnameExceed", P::HostNameRefused, "hostNames"),
            (
                "InvalidInstanceName.CustomMalformed",
                P::InstanceNameRefused,
                "namePrefix",
            ),
            (
                "InvalidParam.EncryptedMismatch",
                P::EncryptionRefused,
                "disks.0.encrypted",
            ),
            (
                "InvalidEncrypted.NotMatchSnapshot",
                P::EncryptionRefused,
                "disks.0.encrypted",
            ),
            (
                "InvalidEncrypted.DefaultEncryptionUnsupported",
                P::EncryptionRefused,
                "disks.0.encrypted",
            ),
            (
                "InvalidParameter.KMSKeyId.KeyDisabled",
                P::EncryptionRefused,
                "disks.0.kmsKeyId",
            ),
            ("QuotaExceed.ElasticQuota", P::QuotaUsedUp, "count"),
            ("QuotaExceed.AfterpayInstance", P::QuotaUsedUp, "count"),
            ("QuotaExceed.PostPaidDisk", P::QuotaUsedUp, "count"),
            ("QuotaExceed.DiskCapacity", P::QuotaUsedUp, "count"),
            ("InvalidAccountStatus.NotEnoughBalance", P::NotEnoughBalance, ""),
            ("InvalidPayMethod", P::AccountCannotOrder, ""),
            ("RealNameAuthenticationError", P::AccountCannotOrder, ""),
            ("NoPermission.Price", P::AccessDenied, ""),
            (
                "QuotaExceed.DeploymentSetInstanceQuotaFull",
                P::DeploymentSetFull,
                "settings",
            ),
            (
                "InvalidOperation.PublicIpAddressNoStock",
                P::NoPublicAddress,
                "bandwidthOut",
            ),
            (
                "InvalidHostname.SingleAndMultiConflict",
                P::HostNameRefused,
                "hostNames",
            ),
            ("InvalidInstanceType.NotSupported", P::TypeNotInZone, "instanceType"),
        ]
    };

    #[test]
    fn every_refusal_that_a_person_can_cause_has_a_sentence_at_its_field() {
        for (code, expected, field) in TABLE {
            let problem = of(code, "words of the cloud");
            let at = problem.field.as_deref().unwrap_or_default();
            assert_eq!((problem.code, at), (expected, field), "{code}");
        }
    }

    #[test]
    fn a_conflict_is_about_the_image_only_when_its_message_says_so() {
        let image = of(
            "InvalidParameter.Conflict",
            "The specified image does not support the specified instance type.",
        );
        assert_eq!(image.code, ProblemCode::TypeNotForImage);
        let other = of(
            "InvalidParameter.Conflict",
            "The speicified region and cluster do not match.",
        );
        assert_eq!(other.code, ProblemCode::Refused);
    }
}
