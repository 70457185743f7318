//! ModifyImageAttribute of one image. Sent once more it changes nothing, so a lost answer is found by reading the image. What the image
//! has already is not sent, and what somebody else has changed since it was asked for is not overwritten.

use alibaba_cloud::ecs::{Image, ModifyImageAttribute};
use alibaba_cloud::{Action, BoxFuture, Request};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::image_watch::{self, ImageWatcher};
use super::{delete_image, gone, share_watch};
use crate::cloud::{AccountClient, CallError, ram_action_of};
use crate::image::{AttributeChange, ImageAttribute};
use crate::job::kind::{
    Earlier, Found, Made, Observation, Prepared, Search, Seen, StepKind, StepUpdate, Verdict, Watcher, input, not_shown,
};
use crate::job::{JobEventCode, StepChange};
use crate::milliseconds::MINUTE;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// How soon the cloud usually shows what it has accepted, milliseconds.
pub(super) const USUALLY_WITHIN: i64 = 2 * MINUTE;

pub(super) struct EditImageStep;

/// Which image, and what of it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct EditImageInput {
    version: u32,
    image_id: String,
    changes: Vec<AttributeChange>,
}

impl EditImageInput {
    pub(in crate::job) fn new(image_id: &str, changes: Vec<AttributeChange>) -> Self {
        Self {
            version: 1,
            image_id: image_id.to_owned(),
            changes,
        }
    }

    /// The first change that the image does not show.
    fn open<'a>(&'a self, image: &Image) -> Option<&'a AttributeChange> {
        self.changes.iter().find(|change| !is_done(change, image))
    }

    /// The change of an attribute that is neither as it was nor as it is to be.
    fn overtaken<'a>(&'a self, image: &Image) -> Option<&'a AttributeChange> {
        let is_overtaken = |change: &&AttributeChange| {
            let before = change.before.as_deref();
            before.is_some_and(|before| change.attribute.of(image) != before) && !is_done(change, image)
        };
        self.changes.iter().find(is_overtaken)
    }
}

fn is_done(change: &AttributeChange, image: &Image) -> bool {
    change.attribute.is(image, &change.after)
}

/// What comes of an image that the listing does not show: it is gone, or shown again in a moment.
///
/// # Errors
/// Those of the cloud.
pub(super) async fn not_there(client: &AccountClient, region_id: &str, id: &str) -> Result<Prepared, CallError> {
    let (missing, _) = gone::missing(&ImageWatcher, client, region_id, vec![id.to_owned()]).await?;
    Ok(match missing.is_empty() {
        true => Prepared::NotYet(Problem::new(ProblemCode::ImageNotListed).with("imageId", id)),
        false => Prepared::Never(gone_problem(id)),
    })
}

pub(super) fn gone_problem(image_id: &str) -> Problem {
    Problem::new(ProblemCode::ImageGone).with("imageId", image_id)
}

/// There is nothing to send: the image is as it was asked for.
pub(super) fn done_before() -> Prepared {
    Prepared::Done {
        code: JobEventCode::Done,
        params: Vec::new(),
        result: None,
    }
}

impl StepKind for EditImageStep {
    fn action(&self) -> Option<String> {
        Some(ram_action_of::<ModifyImageAttribute>())
    }

    fn request(&self, _: &StepRow, _: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        Ok(None)
    }

    fn target(&self, step: &StepRow, _: &Earlier<'_>) -> Option<Made> {
        Some(Made::one(input::<EditImageInput>(step).ok()?.image_id))
    }

    fn prepare<'a>(
        &'a self,
        step: &'a StepRow,
        _: &'a Earlier<'a>,
        client: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async move {
            let stored: EditImageInput = input(step)?;
            let region_id = &step.request_region;
            let (image, _) = image_watch::look(client, region_id, &stored.image_id).await?;
            let Some(image) = image else {
                return not_there(client, region_id, &stored.image_id).await;
            };
            if let Some(change) = stored.overtaken(&image) {
                let problem = Problem::new(ProblemCode::ImageChangedMeanwhile);
                let now = change.attribute.of(&image);
                return Ok(Prepared::Never(problem.with("now", now).at(change.attribute.field())));
            }
            if stored.open(&image).is_none() {
                return Ok(done_before());
            }
            let mut action = ModifyImageAttribute::new(region_id, &stored.image_id);
            for change in stored.changes.iter().filter(|change| !is_done(change, &image)) {
                change.attribute.set(&mut action, &change.after);
            }
            Ok(Prepared::Send(Box::new(action.request())))
        })
    }

    fn asks_before_every_sending(&self) -> bool {
        true
    }

    fn find<'a>(&'a self, search: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async move {
            let stored: EditImageInput = input(search.step)?;
            let region_id = &search.step.result_region;
            let (image, request_id) = image_watch::look(search.client, region_id, &stored.image_id).await?;
            Ok(match image {
                Some(image) if stored.open(&image).is_none() => Found::Ours {
                    made: Made::one(stored.image_id),
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
        let stored: EditImageInput = input(step).unwrap_or_default();
        let open = stored.open(image);
        let problem = open.and_then(|change| {
            let shown = change.attribute.of(image);
            not_shown(step, now, USUALLY_WITHIN, &change.after, shown)
        });
        StepUpdate {
            verdict: match open {
                None => Verdict::done(),
                Some(_) => Verdict::Running,
            },
            problem,
            ..StepUpdate::default()
        }
    }

    fn refusal<'a>(
        &'a self,
        step: &'a StepRow,
        client: &'a AccountClient,
        failure: &'a CallError,
    ) -> BoxFuture<'a, Problem> {
        Box::pin(async move {
            let stored: EditImageInput = input(step).unwrap_or_default();
            let problem = failure.problem.clone();
            let code = failure.error.as_ref().and_then(|error| error.code());
            let told = Problem {
                provider: problem.provider.clone(),
                ..match code.unwrap_or_default() {
                    "InvalidImageId.NotFound" => gone_problem(&stored.image_id),
                    "ImageFamilyQuotaFull" | "ImageQuotaFull.ImageFamily" => Problem::new(ProblemCode::ImageFamilyFull),
                    // The second is spelt so by the cloud.
                    "InvalidBootMode.NotSupport" | "OperationDeined.ImageUsingByInstance" => {
                        Problem::new(ProblemCode::BootModeRefused)
                    }
                    "ImageStatus.NotAvailable" | "ImageStatus.NotDeprecated" => {
                        Problem::new(ProblemCode::WrongImageStatus).with("imageId", &stored.image_id)
                    }
                    "ImageUseShared" => {
                        let shared = share_watch::accounts(client, &step.request_region, &stored.image_id).await;
                        let accounts = shared.map(|(accounts, _)| accounts).unwrap_or_default();
                        delete_image::still_shared(&stored.image_id, &accounts)
                    }
                    "InvalidImageName.Duplicated" => {
                        let mut changes = stored.changes.iter();
                        let name = changes.find(|change| change.attribute == ImageAttribute::Name);
                        problem.with("name", name.map_or("", |change| &change.after))
                    }
                    _ => problem,
                }
            };
            match code.and_then(at_fault) {
                Some(attribute) => told.at(attribute.field()),
                None => told,
            }
        })
    }

    /// Whoever tries again has seen what somebody else has made of it.
    fn before_retry(&self, step: &mut StepRow) -> Result<(), Problem> {
        let problem = step.problem.as_ref();
        let Some(problem) = problem.filter(|problem| problem.code == ProblemCode::ImageChangedMeanwhile) else {
            return Ok(());
        };
        let mut stored: EditImageInput = input(step)?;
        for change in &mut stored.changes {
            if problem.field.as_deref() == Some(change.attribute.field()) {
                change.before = problem.params.get("now").cloned();
            }
        }
        step.input = json!(stored);
        Ok(())
    }

    fn change(&self, _: &mut StepRow, _: &StepChange) -> Result<(), Problem> {
        Err(Problem::new(ProblemCode::StepMovedOn))
    }

    fn can_change(&self) -> bool {
        false
    }
}

/// The attribute that a refusal is about.
fn at_fault(code: &str) -> Option<ImageAttribute> {
    Some(match code {
        "InvalidImageName.Duplicated" | "InvalidImageName.Malformed" => ImageAttribute::Name,
        "InvalidDescription.Malformed" => ImageAttribute::Description,
        "InvalidImageFamily.Malformed" | "ImageFamilyQuotaFull" | "ImageQuotaFull.ImageFamily" => {
            ImageAttribute::Family
        }
        "InvalidBootMode.NotSupport" | "OperationDeined.ImageUsingByInstance" => ImageAttribute::BootMode,
        "ImageStatus.NotAvailable" | "ImageStatus.NotDeprecated" | "ImageUseShared" => ImageAttribute::Status,
        _ => return None,
    })
}
