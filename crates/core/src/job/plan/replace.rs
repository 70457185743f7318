//! The steps of a job that replaces the operating system of instances: a chain for each instance, and as many chains at the same time as
//! are wanted. The next ones begin when all of these have come to their end, so that the first failure stops them.

use alibaba_cloud::Runtime;
use serde_json::json;

use super::Plan;
use crate::instance::replace_rules::ReplaceFacts;
use crate::instance::{PowerAction, ReplaceDraft};
use crate::job::StepKindName;
use crate::job::plan::power;
use crate::job::steps::{
    ApplySnapshotPolicyInput, AttachKeyPairInput, CreateSnapshotInput, PowerInput, ReplaceSystemDiskInput, addresses,
};
use crate::launch::SignIn;
use crate::store::steps::StepRow;

/// The steps of a draft. `image_gib` is the size of the image's system disk.
pub(in crate::job) fn steps(
    draft: &ReplaceDraft,
    instances: &[&ReplaceFacts],
    image_gib: Option<u32>,
    runtime: &dyn Runtime,
) -> Vec<StepRow> {
    let mut plan = Plan::new(&draft.account_id, runtime);
    let at_once = usize::try_from(draft.at_once).unwrap_or(1).max(1);
    let mut before: Vec<u32> = Vec::new();
    for wave in instances.chunks(at_once) {
        let chains = wave.iter().map(|facts| {
            let mut chain = Chain {
                plan: &mut plan,
                region: draft.region_id.clone(),
                after: before.clone(),
            };
            chain.of_instance(draft, facts, instances.len(), image_gib)
        });
        before = chains.collect();
    }
    plan.steps
}

/// Steps of one instance, one after another.
struct Chain<'a, 'b> {
    plan: &'a mut Plan<'b>,
    region: String,
    /// What the next step comes after.
    after: Vec<u32>,
}

impl Chain<'_, '_> {
    /// Adds a step. It is left out with `source`, when there is one.
    fn add(&mut self, kind: StepKindName, source: Option<u32>, input: serde_json::Value) -> u32 {
        let region = self.region.as_str();
        let step = self.plan.add(kind, source, &self.after, (region, region));
        self.plan.set(step, |row| row.input = input);
        self.after = vec![step];
        step
    }

    /// The last step of the instance.
    fn of_instance(
        &mut self,
        draft: &ReplaceDraft,
        facts: &ReplaceFacts,
        instances: usize,
        image_gib: Option<u32>,
    ) -> u32 {
        let id = facts.instance.instance_id.clone();
        let system = facts.system();
        let old_disk_id = system.map(|disk| disk.disk_id.clone()).unwrap_or_default();
        let snapshot = draft.snapshot_before.then(|| {
            let disks = std::slice::from_ref(&old_disk_id);
            let input = CreateSnapshotInput::new(&id, disks, "", None, Vec::new());
            let step = self.add(StepKindName::CreateSnapshot, None, json!(input));
            let name = draft.snapshot_name_of(&id, instances);
            self.plan.set(step, |row| {
                row.name = Some(name);
                row.size_gib = system.and_then(|disk| disk.size).map(i64::from).unwrap_or(0);
            });
            step
        });
        let power = |action: PowerAction| {
            (
                power::kind(action),
                PowerInput::new(std::slice::from_ref(&id), true, false),
            )
        };
        let (kind, stop_input) = power(PowerAction::Stop);
        let stop = self.add(kind, snapshot, json!(stop_input));
        let key_pair = facts.key_pair(draft);
        let input = ReplaceSystemDiskInput {
            version: 1,
            instance_id: id.clone(),
            image_id: draft.image_id.clone(),
            size_gib: facts.size_gib(draft).max(image_gib),
            key_pair: key_pair.clone(),
            encrypted: facts.encryption(draft).is_some(),
            kms_key_id: facts.encryption(draft).filter(|key| !key.is_empty()),
            image_password: draft.sign_in == SignIn::ImagePassword,
            password: draft.sign_in == SignIn::Password,
            old_disk_id,
            data_disk_ids: facts.data().map(|disk| disk.disk_id.clone()).collect(),
            addresses: addresses(&facts.instance),
        };
        let replace = self.add(StepKindName::ReplaceSystemDisk, Some(stop), json!(input));
        if draft.sign_in == SignIn::Password {
            let input = stop_input.with_password_of(replace);
            self.plan.set(stop, |row| row.input = json!(input));
        }
        if let Some(key_pair) = key_pair {
            let input = AttachKeyPairInput::new(&id, &key_pair);
            self.add(StepKindName::AttachKeyPair, Some(replace), json!(input));
        }
        if let Some(policy_id) = facts.policy_id().filter(|_| draft.apply_policy) {
            let input = ApplySnapshotPolicyInput::new(&id, &policy_id);
            self.add(StepKindName::ApplySnapshotPolicy, Some(replace), json!(input));
        }
        if draft.start_after {
            let (kind, input) = power(PowerAction::Start);
            self.add(kind, None, json!(input));
        }
        self.after.first().copied().unwrap_or(replace)
    }
}
