//! Another system disk and another configuration, as people script them.

use alibaba_cloud::Action;
use alibaba_cloud::ecs::{
    ApplyAutoSnapshotPolicy, CreateSnapshot, DescribeDisks, DescribeImages, DescribeInstances, DescribeSnapshots, Disk,
    Instance, ModifyDiskSpec, ModifyInstanceNetworkSpec, ModifyInstanceSpec, ReplaceSystemDisk, ResizeDisk,
    StartInstances, StopInstances,
};
use serde_json::json;

use super::{MOST_TRIES, PAUSE, Script};
use crate::kill::plan::{ChangePlan, REGION, ReplacePlan};

/// Polls, after which the script goes on.
const MOST_POLLS: u32 = 200;

impl Script {
    /// The answer is none when it gives up.
    pub(super) async fn replace(&mut self, plan: &ReplacePlan) -> Option<()> {
        let images = DescribeImages {
            image_name: Some(plan.image.clone()),
            ..DescribeImages::new(REGION)
        };
        let image_id = self
            .read(&images, |reply| Some(reply.images.first()?.image_id.clone()))
            .await?;
        let instance_id = self.instance(&plan.instance).await?.instance_id;
        let old = self.system_disk(&instance_id).await?;
        self.send("createSnapshot", |token| CreateSnapshot {
            snapshot_name: Some(ReplacePlan::SNAPSHOT.to_owned()),
            ..CreateSnapshot::new(REGION, &old.disk_id, token)
        })
        .await?;
        let snapshots = DescribeSnapshots {
            snapshot_name: Some(ReplacePlan::SNAPSHOT.to_owned()),
            ..DescribeSnapshots::new(REGION)
        };
        let is_finished = |status: Option<&str>| status == Some("accomplished");
        self.poll(&snapshots, |reply| {
            !reply.snapshots.is_empty() && reply.snapshots.iter().all(|row| is_finished(row.status.as_deref()))
        })
        .await;
        self.stop(&plan.instance, &instance_id).await?;
        self.send("replaceSystemDisk", |token| ReplaceSystemDisk {
            key_pair_name: Some(ReplacePlan::KEY_PAIR.to_owned()),
            ..ReplaceSystemDisk::new(REGION, &instance_id, &image_id, token)
        })
        .await?;
        if let Some(policy_id) = old.auto_snapshot_policy_id.filter(|policy| !policy.is_empty()) {
            let new = self.system_disk(&instance_id).await?;
            let disk_ids = vec![new.disk_id];
            self.send("applySnapshotPolicy", |_| {
                ApplyAutoSnapshotPolicy::new(REGION, &policy_id, disk_ids.clone())
            })
            .await?;
        }
        self.start(&plan.instance, &instance_id).await
    }

    /// The same.
    pub(super) async fn change(&mut self, plan: &ChangePlan) -> Option<()> {
        let instance_id = self.instance(&plan.instance).await?.instance_id;
        let disk_id = self.system_disk(&instance_id).await?.disk_id;
        self.send("resizeDisk", |token| ResizeDisk {
            resize_type: Some("online".to_owned()),
            ..ResizeDisk::new(REGION, &disk_id, plan.size_gib, token)
        })
        .await?;
        self.send("changeDiskCategory", |_| ModifyDiskSpec {
            performance_level: Some(plan.performance_level.clone()),
            ..ModifyDiskSpec::new(REGION, &disk_id)
        })
        .await?;
        self.send("changeBandwidth", |token| ModifyInstanceNetworkSpec {
            internet_max_bandwidth_out: Some(plan.bandwidth),
            allocate_public_ip: true,
            ..ModifyInstanceNetworkSpec::new(REGION, &instance_id, token)
        })
        .await?;
        self.stop(&plan.instance, &instance_id).await?;
        self.send("changeInstanceType", |token| ModifyInstanceSpec {
            instance_type: Some(plan.instance_type.clone()),
            ..ModifyInstanceSpec::new(REGION, &instance_id, token)
        })
        .await?;
        self.start(&plan.instance, &instance_id).await
    }

    async fn stop(&mut self, name: &str, instance_id: &str) -> Option<()> {
        let ids = vec![instance_id.to_owned()];
        self.send("stopInstances", |_| StopInstances::new(REGION, ids.clone()))
            .await?;
        self.until(name, "Stopped").await;
        Some(())
    }

    async fn start(&mut self, name: &str, instance_id: &str) -> Option<()> {
        let ids = vec![instance_id.to_owned()];
        self.send("startInstances", |_| StartInstances::new(REGION, ids.clone()))
            .await?;
        self.until(name, "Running").await;
        Some(())
    }

    /// Sends until it is accepted, and writes that down, or that it never was.
    async fn send<A: Action>(&mut self, kind: &str, make: impl Fn(String) -> A) -> Option<()> {
        let is_done = |step: &serde_json::Value| step["state"] == "done";
        if let Some(step) = self.done.iter().find(|step| step["kind"] == kind) {
            return is_done(step).then_some(());
        }
        let mut state = "failed";
        for _ in 0..MOST_TRIES {
            if self.once(&make(self.token())).await.is_ok() {
                state = "done";
                break;
            }
            tokio::time::sleep(PAUSE).await;
        }
        self.done.push(json!({"kind": kind, "state": state}));
        (state == "done").then_some(())
    }

    async fn until(&self, name: &str, status: &str) {
        let is_there = |instance: &Instance| instance.status.as_deref() == Some(status);
        self.poll(&named(name), |reply| reply.instances.iter().any(is_there))
            .await;
    }

    async fn poll<A: Action>(&self, action: &A, is_there: impl Fn(A::Response) -> bool) {
        for _ in 0..MOST_POLLS {
            if self.once(action).await.is_ok_and(|reply| is_there(reply.body)) {
                return;
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn read<A: Action, T>(&self, action: &A, found: impl Fn(A::Response) -> Option<T>) -> Option<T> {
        for _ in 0..MOST_TRIES {
            if let Ok(reply) = self.once(action).await
                && let Some(found) = found(reply.body)
            {
                return Some(found);
            }
            tokio::time::sleep(PAUSE).await;
        }
        None
    }

    async fn instance(&self, name: &str) -> Option<Instance> {
        self.read(&named(name), |reply| reply.instances.into_iter().next())
            .await
    }

    async fn system_disk(&self, instance_id: &str) -> Option<Disk> {
        let of_instance = DescribeDisks {
            instance_id: Some(instance_id.to_owned()),
            ..DescribeDisks::new(REGION)
        };
        let is_system = |disk: &Disk| disk.disk_type.as_deref() == Some("system");
        self.read(&of_instance, |reply| reply.disks.into_iter().find(is_system))
            .await
    }
}

fn named(name: &str) -> DescribeInstances {
    DescribeInstances {
        instance_name: Some(name.to_owned()),
        ..DescribeInstances::new(REGION)
    }
}
