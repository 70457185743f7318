//! ExportImage: writes an image to OSS, and is done when its task is finished. The request takes no token and no tag. What an unanswered
//! sending has begun is the only export of the image that the cloud lists since, and did not list before.

use alibaba_cloud::ecs::{CancelTask, DescribeTaskAttribute, DescribeTasks, ExportImage, Task, TaskAttribute};
use alibaba_cloud::{Action, BoxFuture, Decode, Error, Request};
use futures_util::TryStreamExt;
use serde_json::json;

pub(in crate::job) use super::export_record::ExportImageInput;
use super::export_record::{self, ExportRecord};
use super::task_watch::{self, TaskWatcher};
use crate::cloud::{AccountClient, CallError, ram_action_of};
use crate::finding::Severity;
use crate::image::{EXPORT_ROLE, ImageFormat, rules};
use crate::job::kind::{
    Earlier, Found, Made, NameProblem, Observation, Prepared, Search, Seen, StepKind, StepUpdate, Verdict, Watcher,
    input,
};
use crate::job::{JobEventCode, StepChange, StepState};
use crate::milliseconds::MINUTE;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode, Provider};

/// How long after a sending the export that it began is made at most, milliseconds.
const MADE_WITHIN: i64 = 5 * MINUTE;

pub(super) struct ExportImageStep;

/// Exports of the image that the cloud listed before anything was sent; `None` while it was not asked.
fn known_before(step: &StepRow, stored: &ExportImageInput) -> Option<Vec<String>> {
    ExportRecord::of(step).known_before.or(stored.known_before.clone())
}

impl StepKind for ExportImageStep {
    fn action(&self) -> Option<String> {
        Some(ram_action_of::<ExportImage>())
    }

    fn target(&self, step: &StepRow, _: &Earlier<'_>) -> Option<Made> {
        Some(Made::one(input::<ExportImageInput>(step).ok()?.image_id))
    }

    fn request(&self, step: &StepRow, _: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        let stored: ExportImageInput = input(step)?;
        let target = stored.target();
        let mut action = ExportImage::new(&step.request_region, &stored.image_id, &target.bucket);
        action.oss_prefix = Some(target.prefix).filter(|prefix| !prefix.is_empty());
        // Most regions refuse the parameter, and export as RAW without it.
        action.image_format = (target.format != ImageFormat::Raw).then(|| target.format.word().to_owned());
        action.role_name = Some(target.role).filter(|role| role != EXPORT_ROLE);
        Ok(Some(action.request()))
    }

    /// Asks which exports of the image there are already, so that none of them is taken for the one of this step.
    fn prepare<'a>(
        &'a self,
        step: &'a StepRow,
        _: &'a Earlier<'a>,
        client: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async move {
            let stored: ExportImageInput = input(step)?;
            if known_before(step, &stored).is_some() {
                return Ok(Prepared::Ready);
            }
            let (tasks, _) = exports(client, &step.request_region, &stored.image_id).await?;
            Ok(Prepared::Noted(json!(ExportRecord {
                known_before: Some(tasks.into_iter().map(|task| task.task_id).collect()),
                ..ExportRecord::default()
            })))
        })
    }

    fn decode(&self) -> Decode<Made> {
        |reply| ExportImage::decode(reply).map(|made| Made::one(made.task_id))
    }

    fn find<'a>(&'a self, search: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async move {
            let stored: ExportImageInput = input(search.step)?;
            let region_id = &search.step.result_region;
            let known = known_before(search.step, &stored).unwrap_or_default();
            let (tasks, request_id) = exports(search.client, region_id, &stored.image_id).await?;
            let mut new = tasks
                .into_iter()
                .filter(|task| !known.contains(&task.task_id) && is_since(task, search.not_before));
            let Some(task) = new.next() else {
                return Ok(Found::Nothing);
            };
            if new.next().is_some() {
                let resource_id = task.task_id;
                return Ok(Found::Undetermined { resource_id });
            }
            if writes_elsewhere(search.client, region_id, &task.task_id, &stored.target().prefix).await? {
                let resource_id = task.task_id;
                return Ok(Found::Foreign { resource_id });
            }
            if is_too_late(&task, &search) {
                let resource_id = task.task_id;
                return Ok(Found::Undetermined { resource_id });
            }
            Ok(Found::Ours {
                made_at: task.creation_time.map(|made| made.as_millisecond()),
                made: Made::one(task.task_id),
                by: "state",
                others: 0,
                request_id,
            })
        })
    }

    fn watcher(&self) -> &'static dyn Watcher {
        &TaskWatcher
    }

    fn judge(&self, step: &StepRow, seen: &Seen<'_>, _: i64) -> StepUpdate {
        let Some(Observation::Task(task)) = seen.one() else {
            return StepUpdate::default();
        };
        let record = ExportRecord::of(step).with(task);
        let status = task.task.task_status.clone().filter(|status| !status.is_empty());
        let verdict = verdict(step, task, &record);
        StepUpdate {
            status,
            progress: task.task_process.map(|percent| percent.min(100)),
            result: Some(json!(record)),
            verdict,
            ..StepUpdate::default()
        }
    }

    fn not_listed(&self, id: &str) -> Problem {
        Problem::new(ProblemCode::TaskNotListed).with("taskId", id)
    }

    /// A region runs so many exports at once.
    fn waits_for(&self, _: &StepRow, error: &Error) -> Option<Problem> {
        (error.code() == Some("ConcurrentQuotaExceed.ExportImage")).then(|| Problem {
            code: ProblemCode::ExportsRunning,
            ..Problem::from(error)
        })
    }

    fn refusal<'a>(
        &'a self,
        step: &'a StepRow,
        _: &'a AccountClient,
        failure: &'a CallError,
    ) -> BoxFuture<'a, Problem> {
        Box::pin(async move {
            let problem = failure.problem.clone();
            let code = failure.error.as_ref().and_then(|error| error.code());
            let problem = match code.and_then(meaning) {
                Some((code, field)) => Problem { code, ..problem }.at(field),
                None => problem,
            };
            let target = input::<ExportImageInput>(step).unwrap_or_default().target();
            problem
                .with("bucket", target.bucket)
                .with("role", target.role)
                .with("regionId", &step.request_region)
        })
    }

    fn about_name(&self, _: &StepRow, _: NameProblem, resource_id: Option<&str>) -> Problem {
        Problem::new(ProblemCode::ExportUndecided).with("taskId", resource_id.unwrap_or_default())
    }

    fn change(&self, step: &mut StepRow, change: &StepChange) -> Result<(), Problem> {
        let Some(target) = &change.export else {
            return Err(Problem::new(ProblemCode::StepMovedOn));
        };
        let findings = rules::check_target(target, &step.request_region);
        let mut errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
        if let Some(first) = errors.next() {
            let count = 1 + errors.count();
            return Err(Problem::new(ProblemCode::DraftInvalid)
                .with("count", count.to_string())
                .at(&first.field));
        }
        step.input = json!(input::<ExportImageInput>(step)?.to(target));
        Ok(())
    }

    /// What was known before an attempt whose outcome is unknown is still what its export is recognised by.
    fn before_retry(&self, step: &mut StepRow) -> Result<(), Problem> {
        let mut stored: ExportImageInput = input(step)?;
        stored.known_before = match step.accepted_at {
            Some(_) => None,
            None => known_before(step, &stored),
        };
        step.input = json!(stored);
        Ok(())
    }

    fn cancel(&self, step: &StepRow) -> Option<Request> {
        step.accepted_at?;
        if ExportRecord::of(step).support_cancel == Some(false) {
            return None;
        }
        let task_id = step.resource_id.as_ref()?;
        Some(CancelTask::new(&step.result_region, task_id).request())
    }
}

/// How a task has ended. Its statuses are `Processing`, `Finished` and `Failed`; that of a cancelled one is not documented.
fn verdict(step: &StepRow, task: &TaskAttribute, record: &ExportRecord) -> Verdict {
    let has_failures = task.failed_count > Some(0) || record.parts.iter().any(export_record::PartRecord::has_failed);
    // A code of a part may only say that it was cancelled.
    let is_reason = |code: &String| !code.to_ascii_lowercase().contains("cancel");
    let mut failed = record.parts.iter().filter(|part| part.has_failed());
    let has_reason = failed.any(|part| part.error_code.as_ref().is_some_and(is_reason));
    let is_cancelling = step.state == StepState::Cancelling;
    match task.task.task_status.as_deref() {
        Some("Finished") if !has_failures => exported(step, record),
        Some("Processing") | None => Verdict::Running,
        Some(status) if !matches!(status, "Finished" | "Failed") && task.task.finished_time.is_none() => {
            Verdict::Running
        }
        Some("Finished") => Verdict::Failed(task_failed(&task.task, record)),
        Some(_) if is_cancelling && !has_reason => Verdict::Cancelled,
        Some(_) => Verdict::Failed(task_failed(&task.task, record)),
    }
}

fn exported(step: &StepRow, record: &ExportRecord) -> Verdict {
    let target = input::<ExportImageInput>(step).unwrap_or_default().target();
    let objects = record.objects().join(", ");
    let told = (!objects.is_empty()).then_some(("objects", objects));
    Verdict::Done {
        code: JobEventCode::Exported,
        params: [("bucket", target.bucket)].into_iter().chain(told).collect(),
    }
}

/// With the first reason that the cloud gives.
fn task_failed(task: &Task, record: &ExportRecord) -> Problem {
    let with_code = |part: &&export_record::PartRecord| part.error_code.is_some();
    let failed = record.parts.iter().filter(with_code);
    let first = failed.clone().find(|part| part.has_failed()).or(failed.clone().next());
    let mut problem = Problem::new(ProblemCode::TaskFailed).with("taskId", &task.task_id);
    problem.provider = first.map(|part| {
        Box::new(Provider {
            code: part.error_code.clone().unwrap_or_default(),
            message: part.error_message.clone().unwrap_or_default(),
            request_id: String::new(),
        })
    });
    problem
}

/// Every export of an image that the cloud lists, and the RequestId of the last page. A row that cannot be read may be the one searched
/// for, so it fails the question.
async fn exports(client: &AccountClient, region_id: &str, image_id: &str) -> Result<(Vec<Task>, String), CallError> {
    let action = DescribeTasks {
        task_action: Some(ExportImage::NAME.to_owned()),
        resource_ids: vec![image_id.to_owned()],
        ..DescribeTasks::new(region_id)
    };
    let mut pages = std::pin::pin!(client.pages(action));
    let mut tasks = Vec::new();
    let mut request_id = String::new();
    while let Some(page) = pages.try_next().await? {
        if page.body.skipped > 0 {
            return Err(CallError::of_unreadable_row(page.request_id));
        }
        // A region that does not know the filter lists those of other images as well.
        let is_of_image = |task: &Task| task.resource_id.as_deref().is_none_or(|id| id == image_id);
        tasks.extend(page.body.tasks.into_iter().filter(is_of_image));
        request_id = page.request_id;
    }
    Ok((tasks, request_id))
}

/// Whether a task was begun after a time. The cloud tells the minute only.
fn is_since(task: &Task, not_before: i64) -> bool {
    let begun = task.creation_time.map(|begun| begun.as_millisecond());
    begun.is_none_or(|begun| begun + MINUTE > not_before)
}

/// Whether a task was begun so long after the last sending that somebody else may have begun it.
fn is_too_late(task: &Task, search: &Search<'_>) -> bool {
    let ahead = i64::try_from(search.client.clock_offset().as_millis()).unwrap_or(0);
    let sent_at = search.last_sent_at.map(|sent_at| sent_at.saturating_add(ahead));
    let made_at = task.creation_time.map(|made| made.as_millisecond());
    matches!((made_at, sent_at), (Some(made_at), Some(sent_at)) if made_at > sent_at.saturating_add(MADE_WITHIN))
}

/// Whether an export writes objects whose names do not begin as was asked for: it is somebody else's then.
async fn writes_elsewhere(
    client: &AccountClient,
    region_id: &str,
    task_id: &str,
    prefix: &str,
) -> Result<bool, CallError> {
    let task = match client.call(&DescribeTaskAttribute::new(region_id, task_id)).await {
        Ok(reply) => reply.body,
        Err(failure) if task_watch::is_not_found(&failure) => return Ok(false),
        Err(failure) => return Err(failure),
    };
    let objects: Vec<String> = task.operations.iter().flat_map(export_record::objects).collect();
    Ok(!objects.is_empty() && !objects.iter().any(|name| name.starts_with(prefix)))
}

/// A refusal of ExportImage at the field of the order. Source: the error list of the action, FACTS-INSTANCES f.
fn meaning(code: &str) -> Option<(ProblemCode, &'static str)> {
    use ProblemCode as P;
    Some(match code {
        "InvalidOSSBucket.NotFound" => (P::BucketNotFound, "bucket"),
        "InvalidOSSBucket.EncryptUnsupported" => (P::BucketEncrypted, "bucket"),
        "InvalidOSSBucket.NotMatched" | "InvalidOSSObject.NeedRestore" => (P::BucketRefused, "bucket"),
        "InvalidOSS.NotAuthorized" => (P::BucketNotAuthorized, "bucket"),
        "InvalidOSSPrefix.Malformed" => (P::Malformed, "prefix"),
        "InvalidImageFormat.Malformed" | "InvalidImageFormat.RegionNotSupported" => (P::ExportFormatRefused, "format"),
        "NoSetRoletoECSServiceAcount" => (P::ExportRoleMissing, "role"),
        "InvalidImageId.NotFound" | "IncorrectImageStatus" => (P::ImageNotUsable, "image"),
        "ImageNotSupported"
        | "InvalidImage.DiskAmountOrSize"
        | "InvalidImageCategory.NotSupported"
        | "InvalidImageLicense.NotSupported"
        | "OperationDenied" => (P::ImageNotExportable, "image"),
        "ImageIsExporting" => (P::ImageExporting, "image"),
        "WeeklyQuotaExceed.ExportImage" => (P::ExportQuota, "image"),
        "InvalidRegion.NotSupport" | "UserNotInTheWhiteList" => (P::ExportNotOpen, "image"),
        _ => return None,
    })
}
