//! Images, as people script them.

use alibaba_cloud::ecs::{
    CopyImage, CreateImage, DescribeImages, DescribeSnapshots, ImageSource, ModifyImageSharePermission,
};
use serde_json::json;

use super::{MOST_TRIES, PAUSE, Script};
use crate::kill::plan::{ImagePlan, REGION};

impl Script {
    pub(super) async fn image(&mut self, plan: &ImagePlan) {
        let source = self.create(plan).await;
        let mut images = vec![(REGION.to_owned(), source.clone())];
        if let Some(source) = &source {
            for region in &plan.copy_to {
                let copy = self.copy(plan, region, source).await;
                images.push((region.clone(), copy));
            }
        }
        for (region, image) in images {
            if let Some(image) = image.filter(|_| !plan.share_with.is_empty()) {
                self.share(plan, &region, &image).await;
            }
        }
    }

    async fn create(&mut self, plan: &ImagePlan) -> Option<String> {
        if let Some(image) = self.got("createImage", REGION) {
            return image;
        }
        let snapshot_id = self.snapshot().await?;
        let make = |name: String, token: String| CreateImage {
            image_name: Some(name),
            ..CreateImage::new(
                REGION,
                ImageSource::Snapshot {
                    snapshot_id: snapshot_id.clone(),
                },
                token,
            )
        };
        let (name, image) = self.make(&plan.name, make, |reply| reply.image_id).await;
        let image = self.available(REGION, image).await;
        self.write_down("createImage", REGION, &name, image.as_ref(), &[]);
        image
    }

    async fn copy(&mut self, plan: &ImagePlan, region: &str, source: &str) -> Option<String> {
        if let Some(image) = self.got("copyImage", region) {
            return image;
        }
        let make = |name: String, token: String| CopyImage {
            destination_image_name: Some(name),
            ..CopyImage::new(REGION, source, region, token)
        };
        let (name, image) = self.make(&plan.copy_name(region), make, |reply| reply.image_id).await;
        let image = self.available(region, image).await;
        self.write_down("copyImage", region, &name, image.as_ref(), &[]);
        image
    }

    async fn share(&mut self, plan: &ImagePlan, region: &str, image: &str) {
        if self.got("shareImage", region).is_some() {
            return;
        }
        let mut action = ModifyImageSharePermission::new(region, image);
        action.add_accounts = plan.share_with.clone().try_into().unwrap();
        let mut is_done = false;
        for _ in 0..MOST_TRIES {
            if self.once(&action).await.is_ok() {
                is_done = true;
                break;
            }
            tokio::time::sleep(PAUSE).await;
        }
        let image = image.to_owned();
        self.write_down(
            "shareImage",
            region,
            "",
            Some(&image).filter(|_| is_done),
            &plan.share_with,
        );
    }

    /// Polls until the image is there.
    async fn available(&self, region: &str, image: Option<String>) -> Option<String> {
        let image = image?;
        let action = DescribeImages {
            image_ids: vec![image.clone()],
            ..DescribeImages::new(region)
        };
        for _ in 0..200 {
            if let Ok(reply) = self.once(&action).await
                && reply.body.images.iter().any(|found| found.status == "Available")
            {
                return Some(image);
            }
            tokio::time::sleep(PAUSE).await;
        }
        None
    }

    async fn snapshot(&self) -> Option<String> {
        for _ in 0..MOST_TRIES {
            if let Ok(reply) = self.once(&DescribeSnapshots::new(REGION)).await {
                let mut snapshots = reply.body.snapshots.into_iter();
                return snapshots
                    .find(|snapshot| snapshot.snapshot_name.as_deref() == Some("app-01-sys"))
                    .map(|snapshot| snapshot.snapshot_id);
            }
            tokio::time::sleep(PAUSE).await;
        }
        None
    }

    pub(super) fn got(&self, kind: &str, region: &str) -> Option<Option<String>> {
        let step = self
            .done
            .iter()
            .find(|step| step["kind"] == kind && step["regionId"] == region)?;
        Some(step["resourceId"].as_str().map(str::to_owned))
    }

    fn write_down(&mut self, kind: &str, region: &str, name: &str, image: Option<&String>, accounts: &[String]) {
        self.done.push(
            json!({"kind": kind, "regionId": region, "name": name, "resourceId": image,
            "shareWith": accounts, "state": if image.is_some() { "done" } else { "failed" }}),
        );
    }
}
