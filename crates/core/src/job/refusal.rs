//! A refusal of CreateImage in the codes the window has words for, at the field at fault.

use alibaba_cloud::ecs::DescribeSnapshots;
use alibaba_cloud::{Error, FailureKind};

use crate::cloud::AccountClient;
use crate::{Problem, ProblemCode};

/// The problem behind a final refusal. Asks which snapshot is gone when the reply does not tell.
pub(super) async fn problem(
    error: &Error,
    problem: Problem,
    client: &AccountClient,
    region_id: &str,
    snapshot_ids: &[String],
) -> Problem {
    let Some(code) = error.code() else {
        return problem;
    };
    if error.kind() == FailureKind::Permission {
        return problem;
    }
    let message = error.provider_message().unwrap_or_default();
    let unfit = |reason: &str| {
        let named = snapshot_ids
            .iter()
            .find(|id| message.contains(id.as_str()))
            .or(snapshot_ids.first());
        let problem = Problem {
            code: ProblemCode::SnapshotUnfit,
            ..problem.clone()
        };
        problem
            .with("reason", reason)
            .with("snapshotId", named.cloned().unwrap_or_default())
            .at("snapshot")
    };
    match code {
        "InvalidSnapshotId.NotFound" => {
            let gone = gone(client, region_id, snapshot_ids, message).await;
            Problem {
                code: ProblemCode::SnapshotGone,
                ..problem
            }
            .with("snapshotId", gone)
        }
        "InvalidSnapshotId.NotReady" | "SnapshotNotReady" => unfit("notFinished"),
        "InvalidSnapshot.TooOld" => unfit("tooOld"),
        "InvalidSnapshotCategory.NotSupportImageCreation" | "OperationDenied.InvalidSnapshotCategory" => {
            unfit("category")
        }
        "OperationDenied" | "InvalidSystemSnapshot.Missing" | "UserNotInTheWhiteList" => unfit("denied"),
        "QuotaExceed.Image" => Problem {
            code: ProblemCode::ImageQuota,
            ..problem
        },
        _ => match field(code) {
            Some(field) => problem.at(field),
            None => problem,
        },
    }
}

fn field(code: &str) -> Option<&'static str> {
    match code.split('.').next().unwrap_or(code) {
        "InvalidImageName" => Some("name"),
        "InvalidDescription" => Some("description"),
        "InvalidImageFamily" | "ImageQuotaExceed" | "ImageFamilyQuotaExceed" => Some("family"),
        "InvalidResourceGroup" => Some("resourceGroupId"),
        "Duplicate" | "InvalidTagKey" | "InvalidTagValue" => Some("tags"),
        "QuotaExceed" if code == "QuotaExceed.Tags" => Some("tags"),
        _ => None,
    }
}

/// Which of the snapshots the cloud no longer has; all of them when it cannot be asked.
async fn gone(client: &AccountClient, region_id: &str, snapshot_ids: &[String], message: &str) -> String {
    if let Some(named) = snapshot_ids.iter().find(|id| message.contains(id.as_str())) {
        return named.clone();
    }
    let mut action = DescribeSnapshots::new(region_id);
    action.snapshot_ids = snapshot_ids.to_vec();
    let left = match client.call(&action).await {
        Ok(reply) => reply.body.snapshots,
        Err(_) => Vec::new(),
    };
    let missing: Vec<&str> = snapshot_ids
        .iter()
        .map(String::as_str)
        .filter(|id| left.iter().all(|snapshot| snapshot.snapshot_id != *id))
        .collect();
    if missing.is_empty() {
        snapshot_ids.join(", ")
    } else {
        missing.join(", ")
    }
}
