//! What an instance is launched with: every check RunInstances makes before anything is drawn or changed.

use std::net::Ipv4Addr;

use jiff::Timestamp;

use super::launch_disks::NewDisk;
use super::launch_names::Names;
use super::{image_text, launch_disks, launch_names, launch_settings, not_found};
use crate::call::Call;
use crate::cloud::{Image, InstanceSettings, InstanceType, Os, Tags, VSwitch};
use crate::refusal::Refusal;
use crate::tags;

/// A launch that passed every check.
#[derive(Clone)]
pub(super) struct Launch {
    pub(super) region_id: &'static str,
    pub(super) zone_id: String,
    pub(super) image: Image,
    pub(super) kind: &'static InstanceType,
    pub(super) names: Names,
    pub(super) description: String,
    pub(super) vpc_id: String,
    pub(super) vswitch_id: String,
    pub(super) net: u8,
    /// For the first of the instances.
    pub(super) private_ip: Option<String>,
    pub(super) security_group_ids: Vec<String>,
    pub(super) key_pair_name: Option<String>,
    pub(super) subscribed_until: Option<Timestamp>,
    pub(super) settings: InstanceSettings,
    pub(super) resource_group_id: String,
    pub(super) disks: Vec<NewDisk>,
    pub(super) tags: Tags,
}

fn refuse<T>(status: u16, code: &str, message: &str) -> Result<T, Refusal> {
    Err(Refusal::new(status, code, message))
}

pub(super) fn read(call: &Call<'_>, region_id: &'static str, amount: usize) -> Result<Launch, Refusal> {
    let parameters = call.parameters;
    let image = image(call, region_id)?;
    let kind = instance_type(call, &image)?;
    let names = launch_names::read(call, &image, amount)?;
    let description = image_text::description(parameters, "Description")?;
    check_password(call, &image)?;
    let no_pair = "The specified parameter KeyPairName does not exist in our records.";
    let key_pair_name = key_pair_name(call, region_id, &image, (404, no_pair))?;
    let tags = tags::for_new_resource(parameters)?;
    let resource_group_id = call.resource_group_id()?;
    let vswitch_id = parameters.get("VSwitchId").ok_or_else(|| {
        let message =
            "The input parameter \"VSwitchId\" that is mandatory for processing this request is not supplied.";
        Refusal::new(400, "MissingParameter", message)
    })?;
    let mut vswitches = call.cloud.vswitches.iter();
    let vswitch = vswitches.find(|row| row.region_id == region_id && row.vswitch_id == vswitch_id);
    let Some(vswitch) = vswitch else {
        return refuse(
            404,
            "InvalidVSwitchId.NotFound",
            "Specified virtual switch does not exist.",
        );
    };
    if parameters
        .get("ZoneId")
        .is_some_and(|zone_id| zone_id != vswitch.zone_id)
    {
        let message = "Specified virtual switch is not in the specified zone.";
        return refuse(400, "InvalidParameter.Mismatch", message);
    }
    let private_ip = private_ip(call, vswitch)?;
    let security_group_ids = security_group_ids(call, region_id, &vswitch.vpc_id)?;
    let subscribed_until = launch_settings::subscribed_until(call)?;
    let settings = launch_settings::read(call, subscribed_until.is_some())?;
    Ok(Launch {
        region_id,
        zone_id: vswitch.zone_id.clone(),
        disks: launch_disks::read(call, region_id, &image, kind)?,
        image,
        kind,
        names,
        description,
        vpc_id: vswitch.vpc_id.clone(),
        vswitch_id: vswitch.vswitch_id.clone(),
        net: vswitch.net,
        private_ip,
        security_group_ids,
        key_pair_name,
        subscribed_until,
        settings,
        resource_group_id,
        tags,
    })
}

/// The image of this id, if instances can be made of it. A deprecated one still launches.
pub(super) fn launchable<'a>(call: &'a Call<'_>, region_id: &str, image_id: &str) -> Result<&'a Image, Refusal> {
    let early = call.cloud.open_questions.images_usable_early;
    let can = |image: &&Image| image.is_usable(call.now, early) || image.status(call.now) == "Deprecated";
    let image = call.cloud.image(region_id, image_id);
    image.filter(can).ok_or_else(not_found)
}

/// The image, by id or as the newest of a family.
fn image(call: &Call<'_>, region_id: &str) -> Result<Image, Refusal> {
    if let Some(image_id) = call.parameters.get("ImageId") {
        if call.parameters.get("ImageFamily").is_some() {
            let message = "The input parameter ImageFamily must be null when image id is set.";
            return refuse(400, "UnexpectedImageFamily.ImageIdSupplied", message);
        }
        return launchable(call, region_id, image_id).cloned();
    }
    let Some(family) = call.parameters.get("ImageFamily") else {
        let message = "The input parameter ImageId that is mandatory for processing this request is not supplied.";
        return refuse(400, "MissingParameter", message);
    };
    let newest = call.cloud.newest_of_family(region_id, family, call.now);
    newest.cloned().ok_or_else(|| {
        let message = "There is no available image related to the specified image family.";
        Refusal::new(403, "InvalidImageFamily.MissingAvailableImage", message)
    })
}

/// The security groups asked for, one way or the other. All of them are there, in the network of the switch.
fn security_group_ids(call: &Call<'_>, region_id: &str, vpc_id: &str) -> Result<Vec<String>, Refusal> {
    let mut asked = call.parameters.list("SecurityGroupIds")?;
    if let Some(single) = call.parameters.get("SecurityGroupId") {
        if !asked.is_empty() {
            let message = "The specified SecurityGroupId and SecurityGroupIds can not be set at the same time.";
            return refuse(400, "InvalidSecurityGroupId.SingleIdAndMultiIdConflict", message);
        }
        asked.push(single.to_owned());
    }
    if asked.is_empty() {
        return Err(Refusal::missing("SecurityGroupId"));
    }
    for (place, group_id) in asked.iter().enumerate() {
        let mut groups = call.cloud.security_groups.iter();
        let group = groups.find(|row| row.region_id == region_id && row.security_group_id == *group_id);
        let Some(group) = group else {
            let message = "The SecurityGroupId provided does not exist in our records.";
            return refuse(400, "InvalidSecurityGroupId.NotFound", message);
        };
        if group.vpc_id != vpc_id {
            let message = "The specified security group is not in the VPC of the specified virtual switch.";
            return refuse(400, "InvalidSecurityGroup.VpcMismatch", message);
        }
        if asked[..place].contains(group_id) {
            let message = "The specified security group is repeated.";
            return refuse(400, "InvalidParameter.SecurityGroupIdRepeated", message);
        }
    }
    Ok(asked)
}

/// An address of the switch that nobody has.
fn private_ip(call: &Call<'_>, vswitch: &VSwitch) -> Result<Option<String>, Refusal> {
    let Some(asked) = call.parameters.get("PrivateIpAddress") else {
        return Ok(None);
    };
    let Ok(address) = asked.parse::<Ipv4Addr>() else {
        let message = "The specified parameter PrivateIpAddress is not valid.";
        return refuse(400, "InvalidPrivateIpAddress.Malformed", message);
    };
    // The first and the last address of a network are nobody's.
    if address.octets()[..3] != [172, 16, vswitch.net] || matches!(address.octets()[3], 0 | 255) {
        let message = "Specified private IP address is not in the CIDR block of virtual switch.";
        return refuse(400, "InvalidPrivateIpAddress", message);
    }
    let mut neighbours = call
        .cloud
        .instances
        .iter()
        .filter(|row| row.vswitch_id == vswitch.vswitch_id);
    if neighbours.any(|row| row.private_ip == asked) {
        let message = "The specified private IP address is already in use.";
        return refuse(400, "InvalidPrivateIpAddress.Duplicated", message);
    }
    Ok(Some(asked.to_owned()))
}

fn instance_type(call: &Call<'_>, image: &Image) -> Result<&'static InstanceType, Refusal> {
    let Some(asked) = call.parameters.get("InstanceType") else {
        let message = "The input parameter InstanceType that is mandatory for processing this request is not supplied.";
        return refuse(400, "MissingParameter", message);
    };
    let Some(kind) = InstanceType::find(asked) else {
        let message = "The specified InstanceType does not exist or beyond the permitted range.";
        return refuse(400, "InvalidInstanceType.ValueNotSupported", message);
    };
    if !kind.runs(&image.architecture) {
        let message = "The specified image does not support the specified instance type.";
        return refuse(400, "InvalidParameter.Conflict", message);
    }
    if !kind.fits(image) {
        let message = "The specified image does not support the specified InstanceType.";
        return refuse(403, "ImageNotSupportInstanceType", message);
    }
    Ok(kind)
}

pub(super) fn check_password(call: &Call<'_>, image: &Image) -> Result<(), Refusal> {
    check_password_for(call, image.os)
}

/// 8 to 30 characters of at least three kinds; on Windows no slash begins it.
pub(super) fn check_password_for(call: &Call<'_>, os: Os) -> Result<(), Refusal> {
    let is_inherited = call.parameters.boolean("PasswordInherit")? == Some(true);
    let Some(password) = call.parameters.get("Password") else {
        return Ok(());
    };
    if is_inherited {
        let message = "The input password should be null when passwdInherit is true.";
        return refuse(400, "InvalidPasswordParam.Mismatch", message);
    }
    let special = |letter: char| "()`~!@#$%^&*-_+=|{}[]:;'<>,.?/".contains(letter);
    let kinds = [
        password.chars().any(|letter| letter.is_ascii_lowercase()),
        password.chars().any(|letter| letter.is_ascii_uppercase()),
        password.chars().any(|letter| letter.is_ascii_digit()),
        password.chars().any(special),
    ];
    let is_good = (8..=30).contains(&password.len())
        && kinds.into_iter().filter(|kind| *kind).count() >= 3
        && password
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || special(letter))
        && !(os.os_type == "windows" && password.starts_with('/'));
    if is_good {
        Ok(())
    } else {
        let message = "The specified parameter \"Password\" is not valid.";
        refuse(400, "InvalidPassword.Malformed", message)
    }
}

/// The key pair asked for; `not_found` is what the action answers when there is none of the name.
pub(super) fn key_pair_name(
    call: &Call<'_>,
    region_id: &str,
    image: &Image,
    (status, not_found): (u16, &str),
) -> Result<Option<String>, Refusal> {
    let Some(asked) = call.parameters.get("KeyPairName") else {
        return Ok(None);
    };
    let mut pairs = call.cloud.key_pairs.iter();
    if !pairs.any(|pair| pair.region_id == region_id && pair.name == asked) {
        return refuse(status, "InvalidKeyPairName.NotFound", not_found);
    }
    if image.os.os_type == "windows" {
        let message = "The instance creating is windows, cannot use ssh key pair to login.";
        return refuse(403, "DependencyViolation.WindowsInstance", message);
    }
    Ok(Some(asked.to_owned()))
}
