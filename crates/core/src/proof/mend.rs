//! Sets a difference as it was asked for, where the cloud can.

use alibaba_cloud::ecs::{
    AttachInstanceRamRole, AttachKeyPair, ModifyDiskAttribute, ModifyInstanceAttribute, Tag, TagResources,
    UntagResources,
};
use alibaba_cloud::{Action, Request};

use super::ProofAttributeCode as Code;
use super::tag_text::tag_parts;

/// One difference of one instance.
pub(crate) struct Difference<'a> {
    pub(crate) region_id: &'a str,
    pub(crate) instance_id: &'a str,
    /// The system disk first.
    pub(crate) disk_ids: &'a [String],
    pub(crate) code: Code,
    pub(crate) asked: &'a [String],
    pub(crate) read: &'a [String],
}

impl Difference<'_> {
    /// The requests that set it as asked for; none when the cloud cannot.
    pub(crate) fn requests(&self) -> Vec<Request> {
        let asked = self.asked.first().map(String::as_str).unwrap_or_default();
        match self.code {
            Code::SecurityGroups if !self.asked.is_empty() => self.modify(|action| {
                // The groups replace those that are there.
                action.security_group_ids = self.asked.to_vec();
            }),
            Code::Description if !asked.is_empty() => self.modify(|action| action.description = Some(asked.to_owned())),
            Code::DeletionProtection => self.modify(|action| action.deletion_protection = Some(asked == "true")),
            Code::KeyPair if !asked.is_empty() => {
                vec![AttachKeyPair::new(self.region_id, asked, vec![self.instance_id.to_owned()]).request()]
            }
            // Another role would have to be detached first, which is for a person to decide.
            Code::RamRole if !asked.is_empty() && self.read.iter().all(String::is_empty) => {
                vec![AttachInstanceRamRole::new(self.region_id, asked, vec![self.instance_id.to_owned()]).request()]
            }
            Code::Tags => self.tags(),
            Code::Release => self.release(),
            _ => Vec::new(),
        }
    }

    fn modify(&self, change: impl FnOnce(&mut ModifyInstanceAttribute)) -> Vec<Request> {
        let mut action = ModifyInstanceAttribute::new(self.region_id, self.instance_id);
        change(&mut action);
        vec![action.request()]
    }

    fn tags(&self) -> Vec<Request> {
        let lacking: Vec<Tag> = self
            .asked
            .iter()
            .filter(|tag| !self.read.contains(tag))
            .map(|tag| tag_of(tag))
            .collect();
        let has_key = |tag: &String| {
            let key = tag_of(tag).key;
            self.asked.iter().any(|asked| tag_of(asked).key == key)
        };
        // A key with another value is written over.
        let surplus: Vec<String> = self
            .read
            .iter()
            .filter(|tag| !has_key(tag))
            .map(|tag| tag_of(tag).key)
            .collect();
        let mut requests = Vec::new();
        if !lacking.is_empty() {
            let mut action = TagResources::new(self.region_id, "instance");
            action.resource_ids = vec![self.instance_id.to_owned()];
            action.tags = lacking;
            requests.push(action.request());
        }
        if !surplus.is_empty() {
            let mut action = UntagResources::new(self.region_id, "instance");
            action.resource_ids = vec![self.instance_id.to_owned()];
            action.tag_keys = surplus;
            requests.push(action.request());
        }
        requests
    }

    /// One request for the disks to be released, and one for those to be kept.
    fn release(&self) -> Vec<Request> {
        let disks = self.disk_ids.get(1..).unwrap_or_default();
        if disks.len() != self.asked.len() || disks.len() != self.read.len() {
            return Vec::new();
        }
        let differing = |wanted: &str| -> Vec<String> {
            let rows = disks.iter().zip(self.asked.iter().zip(self.read));
            rows.filter(|(_, (asked, read))| asked != read && *asked == wanted)
                .map(|(disk, _)| disk.clone())
                .collect()
        };
        let requests = [("true", true), ("false", false)]
            .into_iter()
            .filter_map(|(word, value)| {
                let disk_ids = differing(word);
                let mut action = ModifyDiskAttribute::new(self.region_id);
                action.delete_with_instance = Some(value);
                action.disk_ids.clone_from(&disk_ids);
                (!disk_ids.is_empty()).then(|| action.request())
            });
        requests.collect()
    }
}

fn tag_of(text: &str) -> Tag {
    let (key, value) = tag_parts(text);
    Tag { key, value }
}
