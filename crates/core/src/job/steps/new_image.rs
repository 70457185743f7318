//! What CreateImage and CopyImage have in common: their result is a new image.

use alibaba_cloud::ecs::Image;
use alibaba_cloud::{Action, BoxFuture, Decode, Error, Request};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::image_search::{self, Owner};
use super::image_watch::{self, ImageWatcher};
use super::request;
use crate::cloud::{AccountClient, CallError, ram_action_of};
use crate::image::TagRecord;
use crate::job::StepChange;
use crate::job::cause::Cause;
use crate::job::kind::{
    Earlier, Found, Made, NameProblem, Prepared, Search, Seen, StepKind, StepUpdate, Watcher, input,
};
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// A kind of step that makes an image.
pub(super) trait NewImage: Send + Sync {
    /// The action that makes the image.
    type Action: Action;
    /// What is stored of the step beside the name of the image.
    type Input: DeserializeOwned + Serialize + Default + Send;

    /// The person's tags in it.
    fn tags(input: &mut Self::Input) -> &mut Vec<TagRecord>;

    /// As [`StepKind::request`].
    fn request(step: &StepRow, earlier: &Earlier<'_>) -> Result<Request, Problem>;

    /// As [`StepKind::prepare`].
    fn prepare<'a>(_step: &'a StepRow, _client: &'a AccountClient) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async { Ok(Prepared::Ready) })
    }

    /// As [`StepKind::decode`].
    fn decode() -> Decode<Made>;

    /// Who made an image that has the step's marker, or its name.
    fn owner(step: &StepRow, input: &Self::Input, image: &Image) -> Owner;

    /// As [`StepKind::waits_for`].
    fn waits_for(step: &StepRow, error: &Error) -> Option<Problem>;

    /// As [`StepKind::refusal`], but for refused tag keys.
    fn refusal<'a>(
        step: &'a StepRow,
        input: Self::Input,
        client: &'a AccountClient,
        error: &'a Error,
        problem: Problem,
    ) -> BoxFuture<'a, Problem>;

    /// Has the image encrypted with another key.
    ///
    /// # Errors
    /// `DraftInvalid` at `kmsKeyId`, `StepMovedOn` for an action that takes no key.
    fn change_key(_input: &mut Self::Input, _key: &str) -> Result<(), Problem> {
        Err(Problem::new(ProblemCode::StepMovedOn))
    }

    /// As [`StepKind::cancel`].
    fn cancel(_step: &StepRow) -> Option<Request> {
        None
    }
}

impl<T: NewImage> StepKind for T {
    fn action(&self) -> Option<String> {
        Some(ram_action_of::<T::Action>())
    }

    fn request(&self, step: &StepRow, earlier: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        T::request(step, earlier).map(Some)
    }

    fn prepare<'a>(
        &'a self,
        step: &'a StepRow,
        _: &'a Earlier<'a>,
        client: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Prepared, CallError>> {
        T::prepare(step, client)
    }

    fn target(&self, _: &StepRow, _: &Earlier<'_>) -> Option<Made> {
        None
    }

    fn decode(&self) -> Decode<Made> {
        T::decode()
    }

    fn find<'a>(&'a self, search: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async move {
            let input: T::Input = input(search.step).unwrap_or_default();
            image_search::find(&search, move |image| T::owner(search.step, &input, image)).await
        })
    }

    fn watcher(&self) -> &'static dyn Watcher {
        &ImageWatcher
    }

    fn judge(&self, _: &StepRow, seen: &Seen<'_>, _: i64) -> StepUpdate {
        seen.one().map(image_watch::judge_new).unwrap_or_default()
    }

    fn refusal_cause(&self, error: &Error) -> Option<Cause> {
        (error.code() == Some("InvalidImageName.Duplicated")).then_some(Cause::NameTaken)
    }

    fn waits_for(&self, step: &StepRow, error: &Error) -> Option<Problem> {
        T::waits_for(step, error)
    }

    fn refusal<'a>(
        &'a self,
        step: &'a StepRow,
        client: &'a AccountClient,
        failure: &'a CallError,
    ) -> BoxFuture<'a, Problem> {
        let mut input: T::Input = input(step).unwrap_or_default();
        let problem = failure.problem.clone();
        let Some(error) = &failure.error else {
            return Box::pin(async { problem });
        };
        match request::tag_key_refused(error, T::tags(&mut input), &problem) {
            Some(refused) => Box::pin(async { refused }),
            None => T::refusal(step, input, client, error, problem),
        }
    }

    fn about_name(&self, step: &StepRow, code: NameProblem, resource_id: Option<&str>) -> Problem {
        image_search::name_problem(step, code, resource_id)
    }

    fn change(&self, step: &mut StepRow, change: &StepChange) -> Result<(), Problem> {
        if change.share_with.is_some() {
            return Err(Problem::new(ProblemCode::StepMovedOn));
        }
        if let Some(name) = &change.name {
            image_search::check_name(name)?;
            step.name = Some(name.clone());
        }
        if let Some(keys) = &change.drop_tags {
            let mut stored: T::Input = input(step)?;
            T::tags(&mut stored).retain(|tag| !keys.contains(&tag.key));
            step.input = serde_json::json!(stored);
        }
        if let Some(key) = &change.kms_key_id {
            let mut stored: T::Input = input(step)?;
            T::change_key(&mut stored, key)?;
            step.input = serde_json::json!(stored);
        }
        Ok(())
    }

    fn cancel(&self, step: &StepRow) -> Option<Request> {
        T::cancel(step)
    }
}
