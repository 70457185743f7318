//! Parts of requests that several kinds make: tags with the step's marker, and what becomes of suspicious tag keys.

use alibaba_cloud::Error;
use alibaba_cloud::ecs::Tag;

use crate::image::TagRecord;
use crate::image::rules::JOB_TAG_KEY;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// The tags of a request: those of the person, then the step's marker.
pub(super) fn tags(given: &[TagRecord], step: &StepRow) -> Vec<Tag> {
    let own = Tag {
        key: JOB_TAG_KEY.to_owned(),
        value: step.marker.clone(),
    };
    let given = given.iter().map(|tag| Tag {
        key: tag.key.clone(),
        value: tag.value.clone(),
    });
    given.chain([own]).collect()
}

/// The problem of a refused tag key: it names the keys that are most likely refused, for the cloud names none.
pub(super) fn tag_key_refused(error: &Error, given: &[TagRecord], problem: &Problem) -> Option<Problem> {
    let code = error.code()?;
    if !code.starts_with("InvalidTagKey") && !code.starts_with("InvalidTagValue") {
        return None;
    }
    let message = error.provider_message().unwrap_or_default();
    let all: Vec<&str> = given.iter().map(|tag| tag.key.as_str()).collect();
    let named = all.iter().filter(|key| message.contains(**key)).copied();
    let odd = all.iter().filter(|key| is_suspicious(key)).copied();
    let keys = [named.collect::<Vec<_>>(), odd.collect(), all.clone()]
        .into_iter()
        .find(|keys| !keys.is_empty())?;
    let problem = Problem {
        code: ProblemCode::TagKeyRefused,
        ..problem.clone()
    };
    Some(problem.with("keys", keys.join("\n")).at("tags"))
}

/// Keys that the cloud keeps for itself, or with characters that other tools write and the cloud refuses.
fn is_suspicious(key: &str) -> bool {
    let folded = key.to_ascii_lowercase();
    folded.starts_with("acs:")
        || folded.starts_with("aliyun")
        || folded.contains("http://")
        || folded.contains("https://")
        || key.contains(['/', '\\', '<', '>', '"', '\''])
        || key.chars().any(char::is_control)
}

/// A parameter of the stored request.
pub(super) fn value<'a>(step: &'a StepRow, name: &str) -> Option<&'a str> {
    let parameters = &step.request.as_ref()?.parameters;
    let found = parameters.iter().find(|(other, _)| other == name);
    found.map(|(_, value)| value.as_str())
}
