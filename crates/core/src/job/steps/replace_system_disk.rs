//! ReplaceSystemDisk of one instance. It is done when the cloud shows the new image and a new system disk, while the data disks and the
//! addresses are as they were.

use alibaba_cloud::ecs::{Disk, Instance, ReplaceSystemDisk};
use alibaba_cloud::{Action, BoxFuture, Decode, Error, Request};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::instance_watch;
use super::system_disk_watch::{self, SystemDiskWatcher};
use crate::cloud::{AccountClient, CallError, ram_action_of};
use crate::job::StepChange;
use crate::job::kind::{
    Earlier, Found, Made, Observation, Prepared, Search, Seen, StepKind, StepUpdate, Verdict, Watcher, input, not_shown,
};
use crate::milliseconds::MINUTE;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// How long data disks or addresses may be missing in the cloud's answers after the system disk is new, milliseconds.
const SETTLED_WITHIN: i64 = 2 * MINUTE;

/// How long it takes at most until the new disk is shown and can be used, milliseconds.
const USUALLY_SHOWN_WITHIN: i64 = 20 * MINUTE;

pub(super) struct ReplaceSystemDiskStep;

/// Which instance, by what, and what it was before.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct ReplaceSystemDiskInput {
    pub(in crate::job) version: u32,
    pub(in crate::job) instance_id: String,
    pub(in crate::job) image_id: String,
    /// GiB.
    pub(in crate::job) size_gib: Option<u32>,
    pub(in crate::job) key_pair: Option<String>,
    /// `Encrypted` is sent, and the new disk has to be.
    pub(in crate::job) encrypted: bool,
    /// `KMSKeyId`; `None` for the service's own key.
    pub(in crate::job) kms_key_id: Option<String>,
    /// `PasswordInherit`.
    pub(in crate::job) image_password: bool,
    /// A password is typed in, which is stored nowhere.
    pub(in crate::job) password: bool,
    /// The system disk that goes.
    pub(in crate::job) old_disk_id: String,
    pub(in crate::job) data_disk_ids: Vec<String>,
    pub(in crate::job) addresses: Vec<String>,
}

/// What is kept of the new disk.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
struct ReplaceSystemDiskRecord {
    /// As the answer named it; empty when the answer was lost.
    disk_id: String,
    /// Since when the new system disk is shown, milliseconds since the epoch.
    shown_since: Option<i64>,
}

/// Addresses of an instance, private ones first.
pub(in crate::job) fn addresses(instance: &Instance) -> Vec<String> {
    let private = instance.private_ip_addresses.iter();
    private.chain(&instance.public_ip_addresses).cloned().collect()
}

impl ReplaceSystemDiskInput {
    fn has_new_disk(&self, disks: &[Disk]) -> bool {
        let system = system_disk_watch::system(disks);
        system.is_some_and(|disk| disk.disk_id != self.old_disk_id)
    }

    /// Whether the new system disk can be used, on an instance that nothing locks.
    fn is_ready(&self, instance: &Instance, disks: &[Disk]) -> bool {
        let is_usable = |disk: &Disk| disk.status.as_deref() == Some("In_use") && disk.size >= self.size_gib;
        system_disk_watch::system(disks).is_some_and(is_usable) && instance.lock_reasons.is_empty()
    }

    /// The new system disk is not seen to be encrypted as was asked for.
    fn lacks_encryption(&self, disks: &[Disk]) -> bool {
        let has_key = |disk: &Disk| self.kms_key_id.is_none() || disk.kms_key_id == self.kms_key_id;
        let is_as_asked = |disk: &Disk| disk.encrypted == Some(true) && has_key(disk);
        self.encrypted && system_disk_watch::system(disks).is_some_and(|disk| !is_as_asked(disk))
    }

    /// Data disks that the instance has no more, and addresses.
    fn missing(&self, instance: &Instance, disks: &[Disk]) -> (Vec<String>, Vec<String>) {
        let has_disk = |id: &&String| disks.iter().any(|disk| disk.disk_id == **id);
        let now = addresses(instance);
        let has_address = |address: &&String| now.contains(address);
        (
            self.data_disk_ids.iter().filter(|id| !has_disk(id)).cloned().collect(),
            self.addresses.iter().filter(|one| !has_address(one)).cloned().collect(),
        )
    }
}

impl StepKind for ReplaceSystemDiskStep {
    fn action(&self) -> Option<String> {
        Some(ram_action_of::<ReplaceSystemDisk>())
    }

    fn request(&self, step: &StepRow, _: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        let stored: ReplaceSystemDiskInput = input(step)?;
        let action = ReplaceSystemDisk {
            system_disk_size: stored.size_gib,
            key_pair_name: stored.key_pair,
            password_inherit: stored.image_password,
            encrypted: stored.encrypted.then_some(true),
            kms_key_id: stored.kms_key_id,
            ..ReplaceSystemDisk::new(&step.request_region, stored.instance_id, stored.image_id, "")
        };
        Ok(Some(action.request()))
    }

    /// The disk that goes is the one that was asked about: another one may hold work that is in no snapshot.
    fn prepare<'a>(
        &'a self,
        step: &'a StepRow,
        _: &'a Earlier<'a>,
        client: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async move {
            let stored: ReplaceSystemDiskInput = input(step)?;
            let disks = system_disk_watch::disks(client, &step.request_region, &stored.instance_id).await?;
            // The cloud lists nothing now and then: that is not another disk.
            let Some(system) = system_disk_watch::system(&disks) else {
                return Ok(Prepared::NotYet(self.not_listed(&stored.instance_id)));
            };
            if system.disk_id == stored.old_disk_id {
                return Ok(Prepared::Ready);
            }
            let ids = self.instances(step);
            let listed = instance_watch::list(client, &step.request_region, &ids).await?;
            let instance = listed.instances.get(&stored.instance_id);
            // It has been replaced already, as is asked: what is left is to look at it.
            if instance.is_some_and(|instance| instance.image_id.as_ref() == Some(&stored.image_id)) {
                return Ok(Prepared::Watch);
            }
            let problem = Problem::new(ProblemCode::SystemDiskIsAnother)
                .with("instanceId", stored.instance_id)
                .with("diskId", &system.disk_id)
                .with("oldDiskId", stored.old_disk_id);
            Ok(Prepared::Never(problem))
        })
    }

    fn target(&self, step: &StepRow, _: &Earlier<'_>) -> Option<Made> {
        self.instances(step).into_iter().next().map(Made::one)
    }

    fn instances(&self, step: &StepRow) -> Vec<String> {
        let stored: Option<ReplaceSystemDiskInput> = input(step).ok();
        stored.into_iter().map(|stored| stored.instance_id).collect()
    }

    fn password(&self, step: &StepRow) -> Option<&'static str> {
        let stored: ReplaceSystemDiskInput = input(step).ok()?;
        stored.password.then_some("Password")
    }

    /// The answer names the new disk; the step goes on to work on the instance.
    fn decode(&self) -> Decode<Made> {
        |reply| {
            let made = ReplaceSystemDisk::decode(reply)?;
            let record = ReplaceSystemDiskRecord {
                disk_id: made.disk_id,
                shown_since: None,
            };
            Ok(Made {
                resource_id: None,
                result: Some(json!(record)),
                count: 1,
            })
        }
    }

    fn find<'a>(&'a self, search: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async move {
            let stored: ReplaceSystemDiskInput = input(search.step).unwrap_or_default();
            let region_id = &search.step.result_region;
            let disks = system_disk_watch::disks(search.client, region_id, &stored.instance_id).await?;
            if !stored.has_new_disk(&disks) {
                return Ok(Found::Nothing);
            }
            Ok(Found::Ours {
                made: Made::one(stored.instance_id),
                made_at: None,
                by: "state",
                others: 0,
                request_id: String::new(),
            })
        })
    }

    fn watcher(&self) -> &'static dyn Watcher {
        &SystemDiskWatcher
    }

    fn judge(&self, step: &StepRow, seen: &Seen<'_>, now: i64) -> StepUpdate {
        let Some(Observation::InstanceWithDisks { instance, disks }) = seen.one() else {
            return StepUpdate::default();
        };
        let stored: ReplaceSystemDiskInput = input(step).unwrap_or_default();
        let is_new = stored.has_new_disk(disks) && instance.image_id.as_deref() == Some(&stored.image_id);
        let (disk_ids, addresses) = stored.missing(instance, disks);
        let is_whole = disk_ids.is_empty() && addresses.is_empty();
        let is_plain = stored.lacks_encryption(disks);
        let kept = step.result.clone().map(serde_json::from_value);
        let mut record: ReplaceSystemDiskRecord = kept.and_then(Result::ok).unwrap_or_default();
        if is_new {
            record.shown_since.get_or_insert(now);
        }
        let system = system_disk_watch::system(disks);
        let seen = [
            instance.image_id.as_deref(),
            system.map(|disk| disk.disk_id.as_str()),
            system.and_then(|disk| disk.status.as_deref()),
        ];
        let seen: Vec<&str> = seen.into_iter().flatten().collect();
        let is_late = record.shown_since.is_some_and(|at| now - at > SETTLED_WITHIN);
        StepUpdate {
            verdict: match (is_new, is_whole) {
                (true, _) if is_plain && is_late => Verdict::Failed(not_encrypted(&stored, system)),
                (true, true) if is_plain => Verdict::Running,
                (true, true) if stored.is_ready(instance, disks) => Verdict::done(),
                (true, false) if is_late => Verdict::Failed(more_changed(&stored.instance_id, &disk_ids, &addresses)),
                _ => Verdict::Running,
            },
            result: Some(json!(record)),
            problem: not_shown(step, now, USUALLY_SHOWN_WITHIN, &stored.image_id, &seen.join(", ")),
            ..StepUpdate::default()
        }
    }

    fn not_listed(&self, id: &str) -> Problem {
        Problem::new(ProblemCode::InstanceNotListed).with("instanceId", id)
    }

    /// A snapshot of the old disk has to be finished first.
    fn waits_for(&self, _: &StepRow, error: &Error) -> Option<Problem> {
        let problem = Problem::from(error);
        (problem.code == ProblemCode::SnapshotRunning).then_some(problem)
    }

    fn refusal<'a>(
        &'a self,
        step: &'a StepRow,
        client: &'a AccountClient,
        failure: &'a CallError,
    ) -> BoxFuture<'a, Problem> {
        Box::pin(async move {
            let problem = failure.problem.clone();
            if problem.code == ProblemCode::WrongInstanceStatus {
                let ids = self.instances(step);
                let listed = instance_watch::list(client, &step.request_region, &ids).await;
                let instance = listed.ok().and_then(|listed| listed.instances.into_values().next());
                let status = instance.and_then(|instance| instance.status).unwrap_or_default();
                return problem.with("status", status);
            }
            let Some(error) = &failure.error else {
                return problem;
            };
            let message = error.provider_message().unwrap_or_default();
            match error.code().and_then(|code| meaning(code, message)) {
                Some((code, field)) => Problem { code, ..problem }.at(field),
                None => problem,
            }
        })
    }

    fn change(&self, _: &mut StepRow, _: &StepChange) -> Result<(), Problem> {
        Err(Problem::new(ProblemCode::StepMovedOn))
    }

    fn can_change(&self) -> bool {
        false
    }
}

fn not_encrypted(stored: &ReplaceSystemDiskInput, system: Option<&Disk>) -> Problem {
    let disk_id = system.map(|disk| disk.disk_id.clone()).unwrap_or_default();
    let key = |key: Option<&String>| key.cloned().unwrap_or_else(|| "–".to_owned());
    Problem::new(ProblemCode::DiskNotEncrypted)
        .with("instanceId", &stored.instance_id)
        .with("diskId", disk_id)
        .with("asked", key(stored.kms_key_id.as_ref()))
        .with("seen", key(system.and_then(|disk| disk.kms_key_id.as_ref())))
}

fn more_changed(instance_id: &str, disk_ids: &[String], addresses: &[String]) -> Problem {
    let missing = [("diskIds", disk_ids), ("addresses", addresses)];
    let missing = missing.into_iter().filter(|(_, missing)| !missing.is_empty());
    let problem = Problem::new(ProblemCode::MoreThanDiskChanged).with("instanceId", instance_id);
    missing.fold(problem, |problem, (name, missing)| {
        problem.with(name, missing.join(", "))
    })
}

/// What a refusal means, and the field of the draft. Source: the error list of ReplaceSystemDisk; FACTS-INSTANCES, the table under 34.
fn meaning(code: &str, message: &str) -> Option<(ProblemCode, &'static str)> {
    use ProblemCode as P;
    let exact = match code {
        "InvalidInstanceType.NotSupported" | "ImageNotSupportInstanceType" => (P::TypeNotForImage, "imageId"),
        "InvalidImageId.NotFound" | "OperationDenied.ImageNotValid" | "ImageNotSubscribed" | "ImageRemovedInMarket" => {
            (P::ImageNotUsable, "imageId")
        }
        // The same codes have other meanings, which only the message tells.
        "InvalidParameter.Conflict" if message.contains("image") => (P::TypeNotForImage, "imageId"),
        "OperationDenied" if message.contains("data disk") => (P::ImageWithDataDisks, "imageId"),
        "InvalidKeyPairName.NotFound" | "DependencyViolation.WindowsInstance" => (P::KeyPairRefused, "keyPair"),
        "InvalidPassword.Malformed" | "InvalidPasswordParam.Mismatch" => (P::PasswordRefused, "password"),
        "InvalidHostname.MismatchImage" => (P::HostNameRefused, "instanceIds"),
        "InvalidRegionId.NotSupportReplaceEncryptedSystemDisk"
        | "InvalidDiskId.NotSupportReplaceEncryptedSystemDisk"
        | "NotSupportSnapshotEncrypted.DiskCategory" => (P::EncryptionRefused, "imageId"),
        "QuotaExceed.DiskCapacity" => (P::QuotaUsedUp, "systemSizeGib"),
        _ => {
            let is_of = |family: &str| code == family || code.starts_with(&format!("{family}."));
            let families = [
                ("InvalidSystemDiskSize", P::DiskSizeRefused, "systemSizeGib"),
                ("InvalidEncrypted", P::EncryptionRefused, "imageId"),
                ("InvalidParameter.KMSKeyId", P::EncryptionRefused, "kmsKeyId"),
                ("InvalidKMSKeyId", P::EncryptionRefused, "kmsKeyId"),
            ];
            let found = families.into_iter().find(|(family, ..)| is_of(family));
            return found.map(|(_, code, field)| (code, field));
        }
    };
    Some(exact)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cloud_problem::refusal;

    /// FACTS-INSTANCES, the table under 34, and the field of the draft at which the sentence stands.
    #[test]
    fn every_refusal_that_a_person_can_cause_has_a_sentence() {
        use ProblemCode as P;
        let no_data_disks =
            "The specified image contains the snapshot of the data disk,does not support this operation.";
        let not_for_type = "The specified image does not support the specified instance type.";
        let table = [
            ("IncorrectInstanceStatus", "", P::WrongInstanceStatus, ""),
            ("IncorrectDiskStatus", "", P::WrongDiskStatus, ""),
            ("IncorrectDiskStatus.InReplication", "", P::WrongDiskStatus, ""),
            ("DiskCreatingSnapshot", "", P::SnapshotRunning, ""),
            ("InvalidInstanceType.NotSupported", "", P::TypeNotForImage, "imageId"),
            ("InvalidParameter.Conflict", not_for_type, P::TypeNotForImage, "imageId"),
            ("InvalidHostname.MismatchImage", "", P::HostNameRefused, "instanceIds"),
            (
                "InvalidRegionId.NotSupportReplaceEncryptedSystemDisk",
                "",
                P::EncryptionRefused,
                "imageId",
            ),
            (
                "InvalidParameter.KMSKeyId.KeyDisabled",
                "",
                P::EncryptionRefused,
                "kmsKeyId",
            ),
            ("InstanceExpiredOrInArrears", "", P::ExpiredOrInArrears, ""),
            ("ChargeTypeViolation", "", P::NotForInstance, ""),
            ("OperationDenied.UnpaidOrder", "", P::UnpaidOrder, ""),
            ("OperationDenied", no_data_disks, P::ImageWithDataDisks, "imageId"),
            (
                "InvalidSystemDiskSize.LessThanImageSize",
                "",
                P::DiskSizeRefused,
                "systemSizeGib",
            ),
            ("InvalidPassword.Malformed", "", P::PasswordRefused, "password"),
            ("InvalidKeyPairName.NotFound", "", P::KeyPairRefused, "keyPair"),
        ];
        for (code, message, expected, field) in table {
            let general = Problem::from(refusal(code, message)).code;
            let (worded, at) = meaning(code, message).unwrap_or((general, ""));
            assert_eq!((worded, at), (expected, field), "{code}");
        }
    }
}
