//! How a run asks for its job, as the window does, and waits for its end.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::Duration;

use darkroom_core::Problem;
use darkroom_core::deletion::{DeletionOrder, ImageToDelete};
use darkroom_core::image::{
    CopyOrder, CopyTarget, EXPORT_ROLE, ImageExportOrder, ImageFormat, OrderedCopy, OssTarget, ShareOrder,
};
use darkroom_core::instance::{ChangeDraft, DiskChange, ReplaceDraft};
use darkroom_core::job::{JobDetail, JobSummary};
use darkroom_core::launch::{LaunchDraft, SignIn};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::crossing::Crossings;
use super::plan::{
    ACCOUNTS, ChangePlan, CopyPlan, IMAGE, ImagePlan, LaunchPlan, Plan, ReplacePlan, SHARED_WITH, WITH_POLICY,
};
use crate::harness::Session;

/// Tries to start a job about an instance, which the cloud is asked about first.
const MOST_TRIES: u32 = 100;

/// Drafts among the files that every job begins with. They are read from the cloud once: what is killed is a job, not the filling in of
/// its form.
#[derive(Deserialize, Serialize)]
pub struct Drafts {
    launch: LaunchDraft,
    replace: ReplaceDraft,
    change: ChangeDraft,
    deletion: DeletionOrder,
}

impl Drafts {
    const FILE: &str = "drafts";

    pub async fn read(session: &Session) -> Self {
        let LaunchPlan { image, like, .. } = LaunchPlan::new(1);
        let launch = session.launch_draft(&image, &like, 1).await;
        let key = session.instance(WITH_POLICY).await.key;
        let replace = session.replace_open(vec![key], None).await.unwrap();
        let plan = ChangePlan::default();
        let key = session.instance(&plan.instance).await.key;
        let change = session.change_open(key).await.unwrap();
        Self {
            launch,
            replace: ReplaceDraft {
                image_id: session.image(&image).await.key.id,
                sign_in: SignIn::KeyPair,
                key_pair: ReplacePlan::KEY_PAIR.to_owned(),
                snapshot_name: ReplacePlan::SNAPSHOT.to_owned(),
                try_data_disks: true,
                ..replace.draft
            },
            change: ChangeDraft {
                instance_type: Some(plan.instance_type),
                disks: vec![DiskChange {
                    disk_id: change.disks[0].disk.disk_id.clone(),
                    size_gib: Some(plan.size_gib),
                    category: None,
                    performance_level: Some(plan.performance_level),
                }],
                bandwidth_out: Some(plan.bandwidth),
                ..change.draft
            },
            deletion: deletion(session).await,
        }
    }

    pub fn keep(&self, folder: &Path) {
        std::fs::write(folder.join(Self::FILE), json!(self).to_string()).unwrap();
    }

    fn of(folder: &Path) -> Self {
        let kept = std::fs::read_to_string(folder.join(Self::FILE)).unwrap();
        serde_json::from_str(&kept).unwrap()
    }
}

/// What the deletion of the image deletes, as it was confirmed.
pub fn confirmed(folder: &Path) -> BTreeSet<String> {
    let images = Drafts::of(folder).deletion.images.into_iter();
    images
        .flat_map(|image| image.snapshots.into_iter().chain([image.key.id]))
        .collect()
}

/// The image and all its snapshots.
async fn deletion(session: &Session) -> DeletionOrder {
    let key = session.image(IMAGE).await.key;
    let plan = session.deletion_open(vec![key], Vec::new()).await.unwrap();
    let images = plan.images.into_iter().map(|image| {
        let snapshots = image.snapshots.into_iter();
        ImageToDelete {
            key: image.row.key,
            unshare: image.shared_with,
            force: false,
            instances: image.instance_ids,
            snapshots: snapshots.map(|snapshot| snapshot.key.id).collect(),
        }
    });
    DeletionOrder {
        images: images.collect(),
        ..DeletionOrder::default()
    }
}

/// The only job of the program, asked for unless it is there already.
pub async fn until_ended(session: &Session, plan: &Plan, folder: &Path, crossings: &Crossings) -> JobDetail {
    let jobs = session.job_list().await.unwrap();
    assert!(jobs.len() < 2, "one request is one job");
    let id = match jobs.first() {
        Some(job) => job.id,
        None => {
            crossings.is_starting.store(true, Ordering::SeqCst);
            let id = start(session, plan, Drafts::of(folder)).await;
            crossings.is_starting.store(false, Ordering::SeqCst);
            id
        }
    };
    session.until_ended(id).await
}

async fn start(session: &Session, plan: &Plan, drafts: Drafts) -> i64 {
    match plan {
        Plan::Image(plan) => create(session, plan).await,
        Plan::Launch(plan) => launch(session, plan, drafts.launch).await,
        Plan::Replace(plan) => {
            let draft = ReplaceDraft {
                instance_ids: vec![session.instance(&plan.instance).await.key.id],
                ..drafts.replace
            };
            started(session, || {
                session.replace_start("replace".to_owned(), draft.clone(), None)
            })
            .await
        }
        Plan::Export(plan) => {
            let order = ImageExportOrder {
                images: vec![session.image(&plan.image).await.key],
                target: OssTarget {
                    bucket: plan.bucket.clone(),
                    prefix: plan.prefix.clone(),
                    format: ImageFormat::Raw,
                    role: EXPORT_ROLE.to_owned(),
                },
            };
            started(session, || {
                session.image_export_start("export".to_owned(), order.clone())
            })
            .await
        }
        Plan::Change(_) => {
            started(session, || {
                session.change_start("change".to_owned(), drafts.change.clone())
            })
            .await
        }
        Plan::Copy(plan) => {
            let order = copy_order(session, plan).await;
            started(session, || session.image_copy_start("copy".to_owned(), order.clone())).await
        }
        Plan::Share => {
            let order = ShareOrder {
                images: vec![session.image(IMAGE).await.key],
                add: ACCOUNTS.map(str::to_owned).into(),
                remove: vec![SHARED_WITH.to_owned()],
            };
            started(session, || session.image_share_start("share".to_owned(), order.clone())).await
        }
        Plan::Delete => {
            started(session, || {
                session.deletion_start("delete".to_owned(), drafts.deletion.clone())
            })
            .await
        }
    }
}

async fn copy_order(session: &Session, plan: &CopyPlan) -> CopyOrder {
    let image = session.image(IMAGE).await.key;
    let copies = plan.images().into_iter().map(|(region, name)| OrderedCopy {
        image: image.clone(),
        region_id: region.to_owned(),
        name,
        encrypted: false,
        kms_key_id: String::new(),
    });
    CopyOrder {
        copies: copies.collect(),
    }
}

/// Tries again as a person does: what is asked of the cloud first may go wrong.
async fn started<F: Future<Output = Result<JobSummary, Problem>>>(session: &Session, start: impl Fn() -> F) -> i64 {
    for _ in 0..MOST_TRIES {
        if let Ok(job) = start().await {
            return job.id;
        }
        session.wait(Duration::from_secs(5)).await;
    }
    panic!("{:?}", start().await);
}

async fn create(session: &Session, plan: &ImagePlan) -> i64 {
    let mut draft = session.draft("app-01-sys", &plan.name).await;
    draft.image_check = plan.image_check;
    draft.share_with = plan.share_with.clone();
    draft.copy_to = plan
        .copy_to
        .iter()
        .map(|region| CopyTarget {
            region_id: region.clone(),
            name: plan.copy_name(region),
            encryption: None,
        })
        .collect();
    session.create_from(draft).await
}

async fn launch(session: &Session, plan: &LaunchPlan, draft: LaunchDraft) -> i64 {
    let draft = LaunchDraft {
        // Asked for as the window does, after the work that the program begins with.
        image_id: session.image(&plan.image).await.key.id,
        count: plan.instances,
        at_least: plan.instances,
        name_prefix: LaunchPlan::NAME_PREFIX.to_owned(),
        name_first: 1,
        name_digits: LaunchPlan::NAME_DIGITS,
        ..draft
    };
    let made = session.launch_create("launch".to_owned(), draft, None).await;
    made.unwrap().id
}
