//! Builds a company: its instances and disks. Snapshots are in `history`.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use super::account;
use super::machine::Machine;
use crate::cloud::{Cloud, Disk, DiskSettings, Instance, InstanceSettings, KmsKey, Region};

/// A disk as its snapshots know it, whether it still exists or not.
#[derive(Debug, Clone)]
pub(super) struct BuiltDisk {
    pub(super) disk_id: String,
    pub(super) link_id: String,
    pub(super) size_gib: i64,
}

#[derive(Debug, Clone)]
pub(super) struct BuiltMachine {
    pub(super) machine: Machine,
    pub(super) disks: Vec<BuiltDisk>,
    pub(super) resource_group_id: String,
}

pub(super) struct Company {
    seed: u64,
    pub(super) epoch: Timestamp,
    pub(super) cloud: Cloud,
    pub(super) machines: Vec<BuiltMachine>,
    networks: HashMap<&'static str, [String; 3]>,
    policies: HashMap<&'static str, String>,
    kms_keys: HashMap<&'static str, String>,
}

impl Company {
    pub(super) fn new(seed: u64, epoch: Timestamp, image_quota: usize, regions: &[Region]) -> Self {
        let cloud = account::cloud(seed, epoch, image_quota, regions, &account::GROUPS);
        Self {
            seed,
            epoch,
            cloud,
            machines: Vec::new(),
            networks: HashMap::new(),
            policies: HashMap::new(),
            kms_keys: HashMap::new(),
        }
    }

    pub(super) fn add(&mut self, machine: Machine) {
        let resource_group_id = self.resource_group_id(machine.group);
        let instance_id = self.cloud.new_id("i", machine.region);
        let zone_id = format!("{}-h", machine.region);
        let days = 90 + i64::try_from(self.cloud.randomness.below(600)).unwrap_or_default();
        let created = self.before(SignedDuration::from_hours(days * 24));
        let tags = vec![
            ("env".to_owned(), machine.env.to_owned()),
            ("app".to_owned(), machine.app.to_owned()),
        ];
        let mut disks = Vec::new();
        for (letter, size_gib) in ('a'..='z').zip(machine.disks.iter().copied()) {
            let disk_id = self.cloud.new_id("d", machine.region);
            let link_id = self.cloud.new_id("sl", machine.region);
            if !machine.is_gone {
                let kms_key_id = machine.encrypted.then(|| self.kms_key_id(machine.region));
                let policy = matches!(machine.plan, super::machine::Plan::Automatic(_));
                let auto_snapshot_policy_id = policy.then(|| self.policy_id(machine.region));
                self.cloud.disks.push(Disk {
                    disk_id: disk_id.clone(),
                    region_id: machine.region,
                    zone_id: zone_id.clone(),
                    name: format!("{}-xvd{letter}", machine.name),
                    disk_type: if letter == 'a' { "system" } else { "data" },
                    category: "cloud_essd",
                    size_gib,
                    device: format!("/dev/xvd{letter}"),
                    instance_id: Some(instance_id.clone()),
                    image_id: machine.os.public_image.to_owned(),
                    source_snapshot_id: None,
                    created,
                    kms_key_id,
                    auto_snapshot_policy_id,
                    resource_group_id: resource_group_id.clone(),
                    tags: tags.clone(),
                    settings: DiskSettings::usual(if letter == 'a' { "system" } else { "data" }),
                    reinits_until: None,
                    pending_gib: None,
                    changes: None,
                });
            }
            disks.push(BuiltDisk {
                disk_id,
                link_id,
                size_gib,
            });
        }
        if !machine.is_gone {
            let [vpc_id, vswitch_id, security_group_id] = self.network(machine.region);
            let (instance_type, cpu, memory_mib) = machine.instance_type();
            let host = 10 + self.cloud.randomness.below(240);
            self.cloud.instances.push(Instance {
                instance_id,
                region_id: machine.region,
                zone_id,
                name: machine.name.to_owned(),
                description: String::new(),
                final_status: if machine.is_stopped { "Stopped" } else { "Running" },
                transitions: Vec::new(),
                instance_type,
                cpu,
                memory_mib,
                os: machine.os,
                image_id: machine.os.public_image.to_owned(),
                created,
                private_ip: format!("172.16.{}.{host}", self.machines.len()),
                vpc_id,
                vswitch_id,
                security_group_ids: vec![security_group_id],
                key_pair_name: None,
                subscribed_until: None,
                locked_for: None,
                resource_group_id: resource_group_id.clone(),
                tags,
                settings: InstanceSettings::default(),
                vanishes_at: None,
                stopped_mode: None,
                replaced: None,
                spec_changed: None,
                pending_type: None,
            });
        }
        self.machines.push(BuiltMachine {
            machine,
            disks,
            resource_group_id,
        });
    }

    /// A moment before the epoch.
    pub(super) fn before(&self, by: SignedDuration) -> Timestamp {
        self.epoch.checked_sub(by).unwrap_or(self.epoch)
    }

    pub(super) fn find(&self, name: &str) -> Option<BuiltMachine> {
        self.machines.iter().find(|built| built.machine.name == name).cloned()
    }

    pub(super) fn resource_group_id(&self, name: &str) -> String {
        let group = self.cloud.resource_groups.iter().find(|group| group.name == name);
        group.map(|group| group.id.clone()).unwrap_or_default()
    }

    /// The automatic snapshot policy of a region.
    pub(super) fn policy_id(&mut self, region: &'static str) -> String {
        let cloud = &mut self.cloud;
        self.policies
            .entry(region)
            .or_insert_with(|| cloud.new_id("sp", region))
            .clone()
    }

    /// The customer key that encrypts disks in a region.
    pub(super) fn kms_key_id(&mut self, region: &'static str) -> String {
        let cloud = &mut self.cloud;
        let draw = || {
            let key_id = cloud.randomness.uuid().to_ascii_lowercase();
            cloud.kms_keys.push(KmsKey {
                key_id: key_id.clone(),
                region_id: region,
                alias: "alias/disks".to_owned(),
            });
            key_id
        };
        self.kms_keys.entry(region).or_insert_with(draw).clone()
    }

    fn network(&mut self, region: &'static str) -> [String; 3] {
        let created = self.before(SignedDuration::from_hours(24 * 690));
        let (cloud, seed) = (&mut self.cloud, self.seed);
        let draw = || {
            let ids = ["vpc", "vsw", "sg"].map(|kind| cloud.new_id(kind, region));
            account::add_network(cloud, region, &ids, created, seed);
            ids
        };
        self.networks.entry(region).or_insert_with(draw).clone()
    }
}
