//! Instances, as people script them.

use alibaba_cloud::ecs::{DescribeImages, DescribeInstances, Instance, RunInstances};
use serde_json::{Value, json};

use super::{MOST_TRIES, PAUSE, Script};
use crate::kill::plan::{LaunchPlan, REGION};

impl Script {
    pub(super) async fn launch(&mut self, plan: &LaunchPlan) {
        const KIND: &str = "launchInstances";
        if self.got(KIND, REGION).is_some() {
            return;
        }
        let Some((image_id, like)) = self.image_and_instance(plan).await else {
            return;
        };
        let make = |name: String, token: String| RunInstances {
            image_id: Some(image_id.clone()),
            instance_name: Some(name),
            amount: Some(plan.instances),
            v_switch_id: like.v_switch_id.clone(),
            security_group_ids: like.security_group_ids.clone(),
            ..RunInstances::new(REGION, like.instance_type.clone().unwrap_or_default(), token)
        };
        let (name, ids) = self
            .make(&LaunchPlan::name_pattern(), make, |reply| reply.instance_ids)
            .await;
        let ids = self.running(ids.unwrap_or_default()).await;
        let is_done = !ids.is_empty();
        let instances: Vec<Value> = ids.into_iter().map(|id| json!({ "id": id })).collect();
        self.done.push(
            json!({"kind": KIND, "regionId": REGION, "name": name, "launched": {"instances": instances},
            "state": if is_done { "done" } else { "failed" }}),
        );
    }

    /// Polls until the instances run; none when they never do.
    async fn running(&self, ids: Vec<String>) -> Vec<String> {
        let action = DescribeInstances {
            instance_ids: ids.clone(),
            status: Some("Running".to_owned()),
            ..DescribeInstances::new(REGION)
        };
        for _ in 0..200 {
            if ids.is_empty() {
                break;
            }
            if let Ok(reply) = self.once(&action).await
                && reply.body.instances.len() == ids.len()
            {
                return ids;
            }
            tokio::time::sleep(PAUSE).await;
        }
        Vec::new()
    }

    /// The image to launch, and the instance to launch it like.
    async fn image_and_instance(&self, plan: &LaunchPlan) -> Option<(String, Instance)> {
        let images = DescribeImages {
            image_name: Some(plan.image.clone()),
            ..DescribeImages::new(REGION)
        };
        let instances = DescribeInstances {
            instance_name: Some(plan.like.clone()),
            ..DescribeInstances::new(REGION)
        };
        for _ in 0..MOST_TRIES {
            if let Ok(images) = self.once(&images).await
                && let Ok(instances) = self.once(&instances).await
                && let Some(image) = images.body.images.into_iter().next()
                && let Some(instance) = instances.body.instances.into_iter().next()
            {
                return Some((image.image_id, instance));
            }
            tokio::time::sleep(PAUSE).await;
        }
        None
    }
}
