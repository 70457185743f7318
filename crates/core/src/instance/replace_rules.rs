//! The rules of ReplaceSystemDisk. Pure: facts in, findings out. Source: FACTS-INSTANCES 27 to 34; metadata and error list of the
//! action.

use alibaba_cloud::ecs::{Disk, Image, Instance};

use super::replace::{ReplaceDraft, ReplaceEffect, ReplaceEffectCode, ReplaceFate};
use super::snapshot_rules;
use crate::finding::{Finding, FindingCode, Severity};
use crate::inventory::ImageRow;
use crate::launch::SignIn;

/// Largest system disk, GiB.
const MAX_SYSTEM_GIB: u32 = 2048;
/// Instances that are worked on at the same time, at most.
const MAX_AT_ONCE: u32 = 50;

/// What is known of one instance.
pub(crate) struct ReplaceFacts {
    pub(crate) instance: Instance,
    /// The system disk first.
    pub(crate) disks: Vec<Disk>,
}

impl ReplaceFacts {
    pub(crate) fn system(&self) -> Option<&Disk> {
        self.disks
            .iter()
            .find(|disk| disk.disk_type.as_deref() == Some("system"))
    }

    pub(crate) fn data(&self) -> impl Iterator<Item = &Disk> {
        let is_data = |disk: &&Disk| disk.disk_type.as_deref() == Some("data");
        self.disks.iter().filter(is_data)
    }

    /// The size of the new system disk, GiB: never under that of the old one, which cannot shrink.
    pub(crate) fn size_gib(&self, draft: &ReplaceDraft) -> Option<u32> {
        draft.system_size_gib.max(self.system().and_then(|disk| disk.size))
    }

    /// The key pair that is bound afterwards.
    pub(crate) fn key_pair(&self, draft: &ReplaceDraft) -> Option<String> {
        if draft.sign_in != SignIn::KeyPair {
            return None;
        }
        let own = self.instance.key_pair_name.clone();
        Some(draft.key_pair.clone())
            .filter(|name| !name.is_empty())
            .or(own)
            .filter(|name| !name.is_empty())
    }

    /// How the new system disk is encrypted: the key, empty for that of the service. `None` leaves it to the image.
    pub(crate) fn encryption(&self, draft: &ReplaceDraft) -> Option<String> {
        if !draft.kms_key_id.is_empty() {
            return Some(draft.kms_key_id.clone());
        }
        let old = self.system().filter(|disk| disk.encrypted == Some(true))?;
        draft
            .keep_encryption
            .then(|| old.kms_key_id.clone().unwrap_or_default())
    }

    /// The policy of automatic snapshots that is applied afterwards.
    pub(crate) fn policy_id(&self) -> Option<String> {
        let policy = self.system().and_then(|disk| disk.auto_snapshot_policy_id.clone());
        policy.filter(|policy| !policy.is_empty())
    }
}

/// Whether a word for an operating system means Windows.
pub(crate) fn is_windows(os_type: Option<&str>) -> bool {
    os_type.is_some_and(|word| word.eq_ignore_ascii_case("windows"))
}

/// What is known to be against an image before the cloud is asked; `try_data_disks` lifts the one about data disks.
pub(crate) fn image_obstacles(row: &ImageRow, try_data_disks: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    if row.status != "Available" {
        findings.push(error("imageId", FindingCode::ImageNotAvailable).with("status", &row.status));
    }
    findings.extend(data_disks(row.data_disks, try_data_disks));
    findings
}

fn data_disks(count: u32, try_them: bool) -> Option<Finding> {
    let severity = if try_them { Severity::Warning } else { Severity::Error };
    (count > 0).then(|| Finding::new(severity, "imageId", FindingCode::ImageHasDataDisks).with("count", count))
}

/// Why the system disk of an instance cannot be replaced now; empty when it can.
pub(crate) fn instance_obstacles(field: &str, facts: &ReplaceFacts) -> Vec<Finding> {
    let instance = &facts.instance;
    let mut findings = Vec::new();
    let locks = instance.lock_reasons.iter();
    findings.extend(locks.map(|reason| error(field, FindingCode::InstanceLocked).with("reason", reason)));
    let status = instance.status.as_deref().unwrap_or_default();
    match status {
        "Running" => {}
        // Such an instance has no place of its own in the zone; it has to be started first.
        "Stopped" if instance.stopped_mode.as_deref() == Some("StopCharging") => {
            findings.push(error(field, FindingCode::InstanceEconomical));
        }
        "Stopped" => {}
        _ => findings.push(error(field, FindingCode::InstanceNotAtRest).with("status", status)),
    }
    if facts.system().is_none() {
        findings.push(error(field, FindingCode::NoSystemDisk));
    }
    findings
}

/// What becomes of what an instance has.
pub(crate) fn effects(facts: &ReplaceFacts, draft: &ReplaceDraft) -> Vec<ReplaceEffect> {
    use ReplaceEffectCode as Code;
    let mut effects = Vec::new();
    if let Some(system) = facts.system() {
        let size = system.size.map(|size| size.to_string()).unwrap_or_default();
        let params = [("diskId", system.disk_id.clone()), ("sizeGib", size)];
        effects.push(effect(Code::SystemDisk, ReplaceFate::Lost, params));
        let go = system.delete_auto_snapshot == Some(true);
        let fate = if go { ReplaceFate::Lost } else { ReplaceFate::Stays };
        effects.push(effect(Code::AutomaticSnapshots, fate, []));
        effects.push(effect(Code::ManualSnapshots, ReplaceFate::Stays, []));
    }
    if let Some(policy_id) = facts.policy_id() {
        let fate = again(draft.apply_policy);
        effects.push(effect(Code::SnapshotPolicy, fate, [("policyId", policy_id)]));
    }
    if let Some(key_pair) = facts.instance.key_pair_name.clone().filter(|name| !name.is_empty()) {
        let fate = again(facts.key_pair(draft).as_ref() == Some(&key_pair));
        effects.push(effect(Code::KeyPair, fate, [("keyPair", key_pair)]));
    }
    let old = facts.system().filter(|disk| disk.encrypted == Some(true));
    match (facts.encryption(draft), old) {
        (Some(key), _) => effects.push(effect(Code::Encryption, ReplaceFate::SetAgain, [("kmsKeyId", key)])),
        (None, Some(disk)) => {
            let key = disk.kms_key_id.clone().unwrap_or_default();
            effects.push(effect(Code::Encryption, ReplaceFate::Lost, [("kmsKeyId", key)]));
        }
        (None, None) => {}
    }
    let devices: Vec<&str> = facts.data().filter_map(|disk| disk.device.as_deref()).collect();
    let count = facts.data().count();
    if count > 0 {
        let gib: u64 = facts.data().filter_map(|disk| disk.size).map(u64::from).sum();
        let params = [
            ("count", count.to_string()),
            ("sizeGib", gib.to_string()),
            ("devices", devices.join(", ")),
        ];
        effects.push(effect(Code::DataDisks, ReplaceFate::Stays, params));
        effects.push(effect(Code::Mounts, ReplaceFate::Look, []));
    }
    let addresses = facts.instance.private_ip_addresses.iter();
    let addresses: Vec<&str> = addresses
        .chain(&facts.instance.public_ip_addresses)
        .map(String::as_str)
        .collect();
    effects.push(effect(
        Code::Addresses,
        ReplaceFate::Stays,
        [("addresses", addresses.join(", "))],
    ));
    effects.push(effect(Code::Identity, ReplaceFate::Stays, []));
    effects.push(effect(Code::UserData, ReplaceFate::Look, []));
    effects
}

fn again(is_set_again: bool) -> ReplaceFate {
    if is_set_again {
        ReplaceFate::SetAgain
    } else {
        ReplaceFate::Lost
    }
}

fn effect<const N: usize>(code: ReplaceEffectCode, fate: ReplaceFate, params: [(&str, String); N]) -> ReplaceEffect {
    ReplaceEffect {
        code,
        fate,
        params: params
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    }
}

/// What the cloud has told for a draft.
pub(crate) struct ReplaceTold {
    /// In the order of the draft; `None` for an instance that the cloud does not list.
    pub(crate) instances: Vec<Option<ReplaceFacts>>,
    /// The picked image; `None` when none is picked, or the cloud does not list it.
    pub(crate) image: Option<Image>,
    /// Instance types that the image runs on; `None` when that could not be asked.
    pub(crate) types: Option<Vec<String>>,
}

/// Everything the rules have to say of a draft: errors first, then warnings, then notes.
pub(crate) fn check(draft: &ReplaceDraft, told: &ReplaceTold) -> Vec<Finding> {
    let mut findings = Vec::new();
    if draft.instance_ids.is_empty() {
        findings.push(error("instanceIds", FindingCode::Required));
    }
    for (index, known) in told.instances.iter().enumerate() {
        let field = format!("instanceIds.{index}");
        match known {
            Some(facts) => findings.extend(instance_obstacles(&field, facts)),
            None => findings.push(error(&field, FindingCode::InstanceGone)),
        }
    }
    let known: Vec<&ReplaceFacts> = told.instances.iter().flatten().collect();
    findings.extend(image(draft, told, &known));
    findings.extend(size(draft, told, &known));
    findings.extend(sign_in(draft, told, &known));
    findings.extend(encryption(draft, told, &known));
    if draft.snapshot_before {
        // With several instances the longest of their names counts.
        let ids = draft.instance_ids.iter().max_by_key(|id| id.len());
        let name = ids.filter(|_| !draft.snapshot_name.is_empty()).map_or_else(
            || draft.snapshot_name.clone(),
            |id| draft.snapshot_name_of(id, draft.instance_ids.len()),
        );
        findings.extend(snapshot_rules::check_name("snapshotName", &name));
        let obstacles = known
            .iter()
            .filter_map(|facts| snapshot_rules::obstacle(facts.system()?));
        findings.extend(obstacles.map(|found| Finding {
            field: "snapshotBefore".to_owned(),
            ..found
        }));
    } else {
        findings.push(Finding::new(
            Severity::Warning,
            "snapshotBefore",
            FindingCode::NoSnapshotBefore,
        ));
    }
    match draft.at_once {
        0 => findings.push(error("atOnce", FindingCode::NumberTooSmall).with("min", 1)),
        1..=MAX_AT_ONCE => {}
        _ => findings.push(error("atOnce", FindingCode::NumberTooLarge).with("max", MAX_AT_ONCE)),
    }
    findings.sort_by_key(|finding| match finding.severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Note => 2,
    });
    findings
}

fn image(draft: &ReplaceDraft, told: &ReplaceTold, known: &[&ReplaceFacts]) -> Vec<Finding> {
    if draft.image_id.is_empty() {
        return vec![error("imageId", FindingCode::Required)];
    }
    let Some(image) = &told.image else {
        return vec![error("imageId", FindingCode::ImageNotAvailable).with("status", "")];
    };
    let mut findings = Vec::new();
    if image.status != "Available" || image.usable == Some(false) {
        findings.push(error("imageId", FindingCode::ImageNotAvailable).with("status", &image.status));
    }
    let data = image.disk_device_mappings.iter();
    let data = data.filter(|disk| disk.disk_type.as_deref() == Some("data")).count();
    findings.extend(data_disks(
        u32::try_from(data).unwrap_or(u32::MAX),
        draft.try_data_disks,
    ));
    let types = known.iter().filter_map(|facts| facts.instance.instance_type.as_deref());
    let mut unfit: Vec<&str> = types
        .filter(|kind| {
            told.types
                .as_ref()
                .is_some_and(|types| !types.iter().any(|other| other == kind))
        })
        .collect();
    unfit.sort_unstable();
    unfit.dedup();
    findings.extend(unfit.into_iter().map(|kind| {
        let found = error("imageId", FindingCode::ImageNotForType).with("instanceType", kind);
        found.with("architecture", image.architecture.as_deref().unwrap_or_default())
    }));
    let windows = is_windows(image.os_type.as_deref());
    let changes = known
        .iter()
        .any(|facts| is_windows(facts.instance.os_type.as_deref()) != windows);
    if changes {
        // Outside the regions of the Chinese mainland the cloud refuses it.
        let is_mainland = draft.region_id.starts_with("cn-") && draft.region_id != "cn-hongkong";
        let severity = if is_mainland {
            Severity::Warning
        } else {
            Severity::Error
        };
        findings.push(Finding::new(severity, "imageId", FindingCode::OtherSystemFamily));
    }
    if known
        .iter()
        .any(|facts| facts.instance.image_id.as_ref() == Some(&image.image_id))
    {
        findings.push(Finding::new(Severity::Note, "imageId", FindingCode::SameImage));
    }
    findings
}

fn size(draft: &ReplaceDraft, told: &ReplaceTold, known: &[&ReplaceFacts]) -> Option<Finding> {
    let wanted = draft.system_size_gib?;
    let old = known.iter().filter_map(|facts| facts.system()?.size).max();
    let min = old.max(told.image.as_ref().and_then(|image| image.size)).unwrap_or(1);
    if wanted < min {
        return Some(error("systemSizeGib", FindingCode::SizeTooSmall).with("min", min));
    }
    (wanted > MAX_SYSTEM_GIB).then(|| error("systemSizeGib", FindingCode::SizeTooLarge).with("max", MAX_SYSTEM_GIB))
}

fn sign_in(draft: &ReplaceDraft, told: &ReplaceTold, known: &[&ReplaceFacts]) -> Option<Finding> {
    let windows = told
        .image
        .as_ref()
        .is_some_and(|image| is_windows(image.os_type.as_deref()));
    match draft.sign_in {
        SignIn::KeyPair if windows => Some(error("signIn", FindingCode::KeyPairOnWindows)),
        SignIn::KeyPair if known.iter().any(|facts| facts.key_pair(draft).is_none()) => {
            Some(error("keyPair", FindingCode::Required))
        }
        SignIn::None => Some(Finding::new(Severity::Warning, "signIn", FindingCode::NoSignIn)),
        SignIn::KeyPair | SignIn::ImagePassword | SignIn::Password => None,
    }
}

/// An encrypted image of another account is used under one's own key alone. Source: FACTS-INSTANCES 31.
fn encryption(draft: &ReplaceDraft, told: &ReplaceTold, known: &[&ReplaceFacts]) -> Option<Finding> {
    let image = told.image.as_ref()?;
    let is_encrypted = image
        .disk_device_mappings
        .iter()
        .any(|disk| disk.encrypted == Some(true));
    let is_of_others = image.image_owner_alias.as_deref() == Some("others");
    let has_key = |facts: &&ReplaceFacts| facts.encryption(draft).is_some_and(|key| !key.is_empty());
    (is_encrypted && is_of_others && !known.iter().all(has_key)).then(|| error("kmsKeyId", FindingCode::Required))
}

fn error(field: &str, code: FindingCode) -> Finding {
    Finding::new(Severity::Error, field, code)
}
