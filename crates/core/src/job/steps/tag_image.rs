//! TagResources and UntagResources of one image. Sent once more they change nothing, so a lost answer is found by reading the image.
//! What somebody else has changed of the same tags since it was asked for is not overwritten.

use alibaba_cloud::ecs::{Image, Tag, TagResources, UntagResources};
use alibaba_cloud::{Action, BoxFuture, Request};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::edit_image::{USUALLY_WITHIN, done_before, gone_problem, not_there};
use super::image_watch::{self, ImageWatcher};
use super::request::tag_key_refused;
use crate::cloud::{AccountClient, CallError, ram_action_of};
use crate::image::{TagRecord, rules};
use crate::job::StepChange;
use crate::job::kind::{
    Earlier, Found, Made, Observation, Prepared, Search, Seen, StepKind, StepUpdate, Verdict, Watcher, input, not_shown,
};
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

const IMAGE: &str = "image";

pub(super) enum TagImageStep {
    Tag,
    Untag,
}

/// Which image, and which tags: of those that are taken away only the keys count.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct TagImageInput {
    version: u32,
    image_id: String,
    tags: Vec<TagRecord>,
    /// What they were when the change was asked for, without a value when they were not there. A tag that is not here is changed whatever
    /// it is.
    before: Vec<TagRecord>,
}

impl TagImageInput {
    pub(in crate::job) fn new(image: &Image, tags: Vec<TagRecord>) -> Self {
        let before = tags.iter().map(|tag| TagRecord {
            key: tag.key.clone(),
            value: rules::tag_value(image, &tag.key).to_owned(),
        });
        Self {
            version: 1,
            image_id: image.image_id.clone(),
            before: before.collect(),
            tags,
        }
    }
}

impl TagImageStep {
    /// The tags that the image does not show as was asked.
    fn open<'a>(&self, stored: &'a TagImageInput, image: &Image) -> Vec<&'a TagRecord> {
        let has = |wanted: &TagRecord| {
            let mut tags = image.tags.iter().filter(|tag| tag.key == wanted.key);
            match self {
                Self::Tag => tags.any(|tag| tag.value == wanted.value),
                Self::Untag => tags.next().is_none(),
            }
        };
        stored.tags.iter().filter(|tag| !has(tag)).collect()
    }

    /// The first of these tags that is neither as it was nor as it is to be, as it is now.
    fn overtaken(open: &[&TagRecord], stored: &TagImageInput, image: &Image) -> Option<TagRecord> {
        open.iter().find_map(|tag| {
            let before = stored.before.iter().find(|before| before.key == tag.key)?;
            let now = rules::tag_value(image, &tag.key);
            (now != before.value).then(|| TagRecord {
                key: tag.key.clone(),
                value: now.to_owned(),
            })
        })
    }

    fn request_for(&self, region_id: &str, image_id: &str, open: &[&TagRecord]) -> Request {
        let resource_ids = vec![image_id.to_owned()];
        match self {
            Self::Tag => {
                let tags = open.iter().map(|tag| Tag {
                    key: tag.key.clone(),
                    value: tag.value.clone(),
                });
                let action = TagResources {
                    resource_ids,
                    tags: tags.collect(),
                    ..TagResources::new(region_id, IMAGE)
                };
                action.request()
            }
            Self::Untag => {
                let action = UntagResources {
                    resource_ids,
                    tag_keys: open.iter().map(|tag| tag.key.clone()).collect(),
                    ..UntagResources::new(region_id, IMAGE)
                };
                action.request()
            }
        }
    }
}

impl StepKind for TagImageStep {
    fn action(&self) -> Option<String> {
        Some(match self {
            Self::Tag => ram_action_of::<TagResources>(),
            Self::Untag => ram_action_of::<UntagResources>(),
        })
    }

    fn request(&self, _: &StepRow, _: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        Ok(None)
    }

    fn target(&self, step: &StepRow, _: &Earlier<'_>) -> Option<Made> {
        Some(Made::one(input::<TagImageInput>(step).ok()?.image_id))
    }

    fn prepare<'a>(
        &'a self,
        step: &'a StepRow,
        _: &'a Earlier<'a>,
        client: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async move {
            let stored: TagImageInput = input(step)?;
            let region_id = &step.request_region;
            let (image, _) = image_watch::look(client, region_id, &stored.image_id).await?;
            let Some(image) = image else {
                return not_there(client, region_id, &stored.image_id).await;
            };
            let open = self.open(&stored, &image);
            if open.is_empty() {
                return Ok(done_before());
            }
            if let Some(now) = Self::overtaken(&open, &stored, &image) {
                let problem = Problem::new(ProblemCode::ImageChangedMeanwhile)
                    .with("now", format!("{}: {}", now.key, now.value))
                    .with("key", now.key)
                    .with("value", now.value);
                return Ok(Prepared::Never(problem.at("tags")));
            }
            let request = self.request_for(region_id, &stored.image_id, &open);
            Ok(Prepared::Send(Box::new(request)))
        })
    }

    fn asks_before_every_sending(&self) -> bool {
        true
    }

    fn find<'a>(&'a self, search: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async move {
            let stored: TagImageInput = input(search.step)?;
            let region_id = &search.step.result_region;
            let (image, request_id) = image_watch::look(search.client, region_id, &stored.image_id).await?;
            Ok(match image {
                Some(image) if self.open(&stored, &image).is_empty() => Found::Ours {
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
        let stored: TagImageInput = input(step).unwrap_or_default();
        let open = self.open(&stored, image);
        let keys = |tags: &mut dyn Iterator<Item = &str>| tags.collect::<Vec<_>>().join(", ");
        let asked = keys(&mut open.iter().map(|tag| tag.key.as_str()));
        let shown = keys(&mut image.tags.iter().map(|tag| tag.key.as_str()));
        StepUpdate {
            problem: match open.is_empty() {
                true => None,
                false => not_shown(step, now, USUALLY_WITHIN, &asked, &shown),
            },
            verdict: match open.is_empty() {
                true => Verdict::done(),
                false => Verdict::Running,
            },
            ..StepUpdate::default()
        }
    }

    fn refusal<'a>(
        &'a self,
        step: &'a StepRow,
        _: &'a AccountClient,
        failure: &'a CallError,
    ) -> BoxFuture<'a, Problem> {
        Box::pin(async move {
            let problem = failure.problem.clone();
            let stored: TagImageInput = input(step).unwrap_or_default();
            let Some(error) = &failure.error else {
                return problem;
            };
            if let Some(refused) = tag_key_refused(error, &stored.tags, &problem) {
                return refused;
            }
            match error.code() {
                Some("InvalidResourceId.NotFound") => Problem {
                    provider: problem.provider,
                    ..gone_problem(&stored.image_id)
                },
                _ => problem.at("tags"),
            }
        })
    }

    /// Whoever tries again has seen what somebody else has made of the tag.
    fn before_retry(&self, step: &mut StepRow) -> Result<(), Problem> {
        let problem = step.problem.as_ref();
        let Some(params) = problem
            .filter(|problem| problem.code == ProblemCode::ImageChangedMeanwhile)
            .map(|problem| &problem.params)
        else {
            return Ok(());
        };
        let mut stored: TagImageInput = input(step)?;
        if let (Some(key), Some(value)) = (params.get("key"), params.get("value"))
            && let Some(before) = stored.before.iter_mut().find(|before| before.key == *key)
        {
            before.value.clone_from(value);
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
