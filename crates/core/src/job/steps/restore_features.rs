//! Restores what CopyImage loses (NVMe support, metadata mode, family): compares each copy with its source and writes it back.

use alibaba_cloud::ecs::{Image, ModifyImageAttribute};
use alibaba_cloud::{Action, BoxFuture, Request};
use serde::{Deserialize, Serialize};

use super::image_watch::{self, ImageWatcher};
use super::request;
use crate::cloud::{AccountClient, CallError, ram_action_of};
use crate::image::rules::Restored;
use crate::job::kind::{
    Earlier, Found, Made, Observation, Prepared, Search, Seen, StepKind, StepUpdate, Verdict, Watcher, input,
};
use crate::job::{JobEventCode, StepChange};
use crate::milliseconds::MINUTE;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// How long a feature may be missing from the cloud's answers after it was written, milliseconds.
const VERIFIED_WITHIN: i64 = 5 * MINUTE;

pub(super) struct RestoreFeaturesStep;

/// What the copy is to have.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct RestoreFeaturesInput {
    version: u32,
    /// `None` when the image was not there yet: then it is asked for, once its copy is.
    wanted: Option<Restored>,
}

impl RestoreFeaturesInput {
    pub(in crate::job) fn new(wanted: Restored) -> Self {
        Self {
            version: 1,
            wanted: Some(wanted),
        }
    }
}

impl StepKind for RestoreFeaturesStep {
    fn action(&self) -> Option<String> {
        Some(ram_action_of::<ModifyImageAttribute>())
    }

    fn request(&self, _: &StepRow, _: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        Ok(None)
    }

    fn prepare<'a>(
        &'a self,
        step: &'a StepRow,
        earlier: &'a Earlier<'a>,
        client: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async move {
            let Some(copy) = earlier.source(step) else {
                return Ok(nothing());
            };
            let stored: RestoreFeaturesInput = input(step).unwrap_or_default();
            let wanted = match (stored.wanted, earlier.source(copy)) {
                (Some(wanted), _) => wanted,
                (None, None) => return Ok(nothing()),
                (None, Some(original)) => match image(client, original).await? {
                    Some(source) => Restored::of(&source),
                    None => return Ok(Prepared::NotYet(not_listed(original))),
                },
            };
            let Some(made) = image(client, copy).await? else {
                return Ok(Prepared::NotYet(not_listed(copy)));
            };
            let lost = wanted.missing_in(&made);
            if lost == Restored::default() {
                return Ok(nothing());
            }
            let mut action = ModifyImageAttribute::new(&step.result_region, &made.image_id);
            action.nvme_support = lost.nvme_support;
            action.imds_support = lost.imds_support;
            action.image_family = lost.family;
            Ok(Prepared::Send(Box::new(action.request())))
        })
    }

    fn find<'a>(&'a self, search: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async move {
            let Some(image_id) = &search.step.resource_id else {
                return Ok(Found::Nothing);
            };
            let (image, request_id) = image_watch::look(search.client, &search.step.result_region, image_id).await?;
            Ok(match image {
                Some(image) if has_features(search.step, &image) => Found::Ours {
                    made: Made::one(image_id.clone()),
                    made_at: None,
                    by: "state",
                    others: 0,
                    request_id,
                },
                _ => Found::Nothing,
            })
        })
    }

    fn watcher(&self) -> &'static dyn Watcher {
        &ImageWatcher
    }

    fn judge(&self, step: &StepRow, seen: &Seen<'_>, now: i64) -> StepUpdate {
        let Some(Observation::Image { image, .. }) = seen.one() else {
            return StepUpdate::default();
        };
        let mut update = image_watch::progress(image);
        update.progress = None;
        let is_late = step.accepted_at.is_some_and(|since| now - since > VERIFIED_WITHIN);
        if has_features(step, image) {
            update.verdict = Verdict::done();
        } else if is_late {
            update.verdict =
                Verdict::Failed(Problem::new(ProblemCode::FeaturesNotRestored).with("imageId", &image.image_id));
        }
        update
    }

    fn change(&self, _: &mut StepRow, _: &StepChange) -> Result<(), Problem> {
        Err(Problem::new(ProblemCode::StepMovedOn))
    }

    fn can_change(&self) -> bool {
        false
    }
}

fn nothing() -> Prepared {
    Prepared::Done {
        code: JobEventCode::NothingToRestore,
        params: Vec::new(),
        result: None,
    }
}

async fn image(client: &AccountClient, made: &StepRow) -> Result<Option<Image>, CallError> {
    let image_id = made.resource_id.clone().unwrap_or_default();
    Ok(image_watch::look(client, &made.result_region, &image_id).await?.0)
}

fn not_listed(step: &StepRow) -> Problem {
    Problem::new(ProblemCode::ImageNotListed).with("imageId", step.resource_id.clone().unwrap_or_default())
}

/// Whether the image has every feature that the step has written.
fn has_features(step: &StepRow, image: &Image) -> bool {
    let has = |name: &str, found: &Option<String>| {
        request::value(step, name).is_none_or(|wanted| found.as_deref() == Some(wanted))
    };
    has("Features.NvmeSupport", &image.nvme_support)
        && has("Features.ImdsSupport", &image.imds_support)
        && has("ImageFamily", &image.image_family)
}
