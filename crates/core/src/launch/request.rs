//! The RunInstances request of a draft.

use alibaba_cloud::ecs::{NewDataDisk, NewSystemDisk, RunInstances, Tag};
use alibaba_cloud::{Action, Parameters};

use super::settings::is_setting;
use super::{HostNames, LaunchDisk, LaunchDraft, SignIn};

/// Instances of one call.
pub(crate) const MOST_PER_CALL: u32 = 100;
/// Digits of the number in a name.
pub(super) const MOST_DIGITS: u32 = 6;

/// Parameters of RunInstances that are the same in each call of a draft: all but count, names, zone, type, tags, token and secrets.
/// Source: RunInstances (js-ecs), FACTS-INSTANCES b.
pub(crate) fn common(draft: &LaunchDraft) -> Vec<(String, String)> {
    let mut action = RunInstances::new(&draft.region_id, "", "");
    action.image_id = given(&draft.image_id);
    action.security_group_ids.clone_from(&draft.security_group_ids);
    action.instance_charge_type = given(&draft.charge_type);
    if draft.is_subscription() {
        action.period = Some(draft.period_months);
        action.period_unit = Some("Month".to_owned());
        action.auto_renew = Some(draft.auto_renew);
        action.auto_pay = Some(true);
    }
    // 0 is sent: left out, it is a choice of the cloud.
    action.internet_max_bandwidth_out = Some(draft.bandwidth_out);
    action.internet_charge_type = given(&draft.internet_charge_type).filter(|_| draft.bandwidth_out > 0);
    for disk in &draft.disks {
        if disk.system {
            action.system_disk = system(disk);
        } else {
            action.data_disks.push(data(disk));
        }
    }
    match draft.sign_in {
        SignIn::KeyPair => action.key_pair_name = given(&draft.key_pair),
        SignIn::ImagePassword => action.password_inherit = true,
        SignIn::Password | SignIn::None => {}
    }
    action.description = given(&draft.description);
    action.ram_role_name = given(&draft.ram_role);
    action.resource_group_id = given(&draft.resource_group_id);
    action.deletion_protection = (!draft.is_subscription()).then_some(draft.deletion_protection);
    let mut parameters = action.parameters();
    // Whatever else stood among them could be a password, and these are stored.
    for setting in draft.settings.iter().filter(|setting| is_setting(&setting.name)) {
        parameters.set(&setting.name, &setting.value);
    }
    let varying = ["RegionId", "InstanceType", "ClientToken"];
    let kept = parameters.plain().filter(|(name, _)| !varying.contains(name));
    kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// What is different in each call.
pub(crate) struct Call<'a> {
    pub(crate) instance_type: &'a str,
    pub(crate) zone_id: &'a str,
    pub(crate) v_switch_id: &'a str,
    pub(crate) count: u32,
    pub(crate) at_least: u32,
    pub(crate) names: NameSequence<'a>,
    pub(crate) host_names: HostNames,
    pub(crate) tags: Vec<Tag>,
}

/// Adds what is different in each call.
pub(crate) fn add(parameters: &mut Parameters, call: &Call<'_>) {
    parameters.set("InstanceType", call.instance_type);
    parameters.set("ZoneId", call.zone_id);
    parameters.set_optional("VSwitchId", given(call.v_switch_id));
    parameters.set("Amount", call.count.to_string());
    parameters.set("MinAmount", call.at_least.to_string());
    let names = call.names.pattern();
    parameters.set("InstanceName", &names);
    if call.host_names == HostNames::SameAsName {
        parameters.set("HostName", &names);
    }
    for (index, tag) in call.tags.iter().enumerate() {
        parameters.set(format!("Tag.{}.Key", index + 1), &tag.key);
        parameters.set(format!("Tag.{}.Value", index + 1), &tag.value);
    }
}

/// Names with consecutive numbers, or one name without a number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct NameSequence<'a> {
    pub(crate) prefix: &'a str,
    pub(crate) first: u32,
    pub(crate) digits: u32,
}

impl NameSequence<'_> {
    /// As the cloud wants it: `prefix[first,digits]`; the prefix alone when there are no digits.
    pub(crate) fn pattern(&self) -> String {
        if self.digits == 0 {
            return self.prefix.to_owned();
        }
        format!("{}[{},{}]", self.prefix, self.first, self.digits)
    }

    /// The name of that number in the sequence, from 0. A number with more digits than there are is written with six.
    pub(crate) fn name(&self, index: u32) -> String {
        if self.digits == 0 {
            return self.prefix.to_owned();
        }
        let number = self.first.saturating_add(index);
        let needed = number.checked_ilog10().map_or(1, |digits| digits + 1);
        let is_wide = needed <= self.digits && self.digits <= MOST_DIGITS;
        let digits = if is_wide { self.digits } else { MOST_DIGITS };
        format!("{}{number:0width$}", self.prefix, width = digits as usize)
    }

    /// The index of a name in the sequence.
    pub(crate) fn index(&self, name: &str) -> Option<u32> {
        if self.digits == 0 {
            return (name == self.prefix).then_some(0);
        }
        let number: u32 = name.strip_prefix(self.prefix)?.parse().ok()?;
        let index = number.checked_sub(self.first)?;
        (self.name(index) == name).then_some(index)
    }
}

impl LaunchDraft {
    pub(crate) fn is_subscription(&self) -> bool {
        self.charge_type.eq_ignore_ascii_case("PrePaid")
    }

    pub(crate) fn names(&self) -> NameSequence<'_> {
        NameSequence {
            prefix: &self.name_prefix,
            first: self.name_first,
            digits: self.name_digits,
        }
    }
}

fn system(disk: &LaunchDisk) -> NewSystemDisk {
    NewSystemDisk {
        category: given(&disk.category),
        size: Some(disk.size_gib),
        performance_level: level(disk),
        disk_name: given(&disk.name),
        description: given(&disk.description),
        provisioned_iops: disk.provisioned_iops.filter(|_| disk.is_auto()),
        bursting_enabled: disk.is_auto().then_some(disk.bursting),
        auto_snapshot_policy_id: given(&disk.auto_snapshot_policy_id),
        encrypted: disk.encrypted.then_some(true),
        kms_key_id: given(&disk.kms_key_id).filter(|_| disk.encrypted),
        ..NewSystemDisk::default()
    }
}

fn data(disk: &LaunchDisk) -> NewDataDisk {
    NewDataDisk {
        // A disk of the image is changed by its device; with another device, or with a snapshot, the cloud would add a disk.
        device: given(&disk.device).filter(|_| disk.of_image),
        category: given(&disk.category),
        size: Some(disk.size_gib),
        performance_level: level(disk),
        disk_name: given(&disk.name),
        description: given(&disk.description),
        provisioned_iops: disk.provisioned_iops.filter(|_| disk.is_auto()),
        bursting_enabled: disk.is_auto().then_some(disk.bursting),
        auto_snapshot_policy_id: given(&disk.auto_snapshot_policy_id),
        encrypted: disk.encrypted.then_some(true),
        kms_key_id: given(&disk.kms_key_id).filter(|_| disk.encrypted),
        delete_with_instance: Some(disk.delete_with_instance),
        ..NewDataDisk::default()
    }
}

impl LaunchDisk {
    pub(crate) fn is_auto(&self) -> bool {
        self.category == "cloud_auto"
    }

    pub(crate) fn is_essd(&self) -> bool {
        self.category == "cloud_essd"
    }
}

fn level(disk: &LaunchDisk) -> Option<String> {
    given(&disk.performance_level).filter(|_| disk.is_essd())
}

fn given(value: &str) -> Option<String> {
    (!value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::launch::LaunchSetting;

    #[test]
    fn names_are_numbered_as_the_cloud_numbers_them() {
        let names = NameSequence {
            prefix: "erp-web-",
            first: 8,
            digits: 3,
        };
        assert_eq!(names.pattern(), "erp-web-[8,3]");
        assert_eq!(names.name(0), "erp-web-008");
        assert_eq!(names.name(992), "erp-web-001000");
        assert_eq!(names.index("erp-web-010"), Some(2));
        assert_eq!(names.index("erp-web-10"), None);
        assert_eq!(names.index("erp-web-007"), None);
        // Such a draft has not been through the rules yet.
        let names = NameSequence {
            digits: u32::MAX,
            ..names
        };
        assert_eq!(names.name(0), "erp-web-000008");
    }

    #[test]
    fn nothing_but_a_known_setting_becomes_a_parameter() {
        let setting = |name: &str, value: &str| LaunchSetting {
            name: name.to_owned(),
            value: value.to_owned(),
        };
        let draft = LaunchDraft {
            image_id: "m-1".to_owned(),
            settings: vec![
                setting("Password", "Canary-Word-71"),
                setting("UserData", "Canary-Word-71"),
                setting("ImageId", "Canary-Word-71"),
                setting("DataDisk.1.SnapshotId", "Canary-Word-71"),
                setting("DryRun", "true"),
                setting("HttpTokens", "required"),
            ],
            ..LaunchDraft::default()
        };
        let parameters = common(&draft);
        assert!(!format!("{parameters:?}").contains("Canary"), "{parameters:?}");
        let has = |name: &str, value: &str| parameters.contains(&(name.to_owned(), value.to_owned()));
        assert!(has("ImageId", "m-1") && has("HttpTokens", "required") && !has("DryRun", "true"));
    }

    #[test]
    fn one_name_needs_no_number() {
        let name = NameSequence {
            prefix: "erp-web-test",
            first: 1,
            digits: 0,
        };
        assert_eq!(name.pattern(), "erp-web-test");
        assert_eq!(name.name(0), "erp-web-test");
        assert_eq!(name.index("erp-web-test"), Some(0));
        assert_eq!(name.index("erp-web-test1"), None);
    }
}
