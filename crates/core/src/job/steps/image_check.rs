//! The image check: waits for its result and stores it. The step never fails.

use alibaba_cloud::ecs::DetectionOptions;
use alibaba_cloud::{BoxFuture, Request};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::image_watch::{self, ImageWatcher};
use crate::cloud::{AccountClient, CallError};
use crate::job::kind::{Earlier, Found, Observation, Prepared, Search, Seen, StepKind, StepUpdate, Verdict, Watcher};
use crate::job::{ImageCheck, ImageCheckItem, JobEventCode, StepChange};
use crate::milliseconds::MINUTE;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// An image without the result of a check for so long is not checked (such as one of encrypted snapshots), milliseconds.
const NO_CHECK_AFTER: i64 = 5 * MINUTE;

pub(super) struct ImageCheckStep;

/// The result of a check, as it is stored.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct CheckRecord {
    status: String,
    items: Vec<ItemRecord>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct ItemRecord {
    name: String,
    value: String,
    risk_code: Option<String>,
    risk_level: Option<String>,
}

impl From<&DetectionOptions> for CheckRecord {
    fn from(found: &DetectionOptions) -> Self {
        let items = found.items.iter().map(|item| ItemRecord {
            name: item.name.clone().unwrap_or_default(),
            value: item.value.clone().unwrap_or_default(),
            risk_code: item.risk_code.clone().filter(|code| !code.is_empty()),
            risk_level: item.risk_level.clone().filter(|level| !level.is_empty()),
        });
        Self {
            status: found.status.clone().unwrap_or_default(),
            items: items.collect(),
        }
    }
}

/// A stored result for the window.
pub(in crate::job) fn shown(result: &Value) -> Option<ImageCheck> {
    let record: CheckRecord = serde_json::from_value(result.clone()).ok()?;
    let items = record.items.into_iter().map(|item| ImageCheckItem {
        name: item.name,
        value: item.value,
        risk_code: item.risk_code,
        risk_level: item.risk_level,
    });
    Some(ImageCheck {
        status: record.status,
        items: items.collect(),
    })
}

impl StepKind for ImageCheckStep {
    fn action(&self) -> Option<String> {
        None
    }

    fn request(&self, _: &StepRow, _: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        Ok(None)
    }

    fn prepare<'a>(
        &'a self,
        _: &'a StepRow,
        _: &'a Earlier<'a>,
        _: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async { Ok(Prepared::Watch) })
    }

    fn find<'a>(&'a self, _: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async { Ok(Found::Nothing) })
    }

    fn watcher(&self) -> &'static dyn Watcher {
        &ImageWatcher
    }

    fn judge(&self, step: &StepRow, seen: &Seen<'_>, now: i64) -> StepUpdate {
        let Some(Observation::Image { image, .. }) = seen.one() else {
            return StepUpdate::default();
        };
        let found = image.detection_options.as_ref();
        let status = found.and_then(|found| found.status.clone()).unwrap_or_default();
        let has_result = found.is_some_and(|found| !status.is_empty() || !found.items.is_empty());
        let mut update = StepUpdate {
            status: Some(status.clone()).filter(|status| !status.is_empty()),
            ..StepUpdate::default()
        };
        let is_late = step.accepted_at.is_some_and(|since| now - since > NO_CHECK_AFTER);
        let is_over = match status.as_str() {
            "" => has_result || is_late,
            "Processing" | "Waiting" | "Pending" | "Running" => false,
            _ => true,
        };
        if is_over {
            let record = found.map(CheckRecord::from).unwrap_or_default();
            let risks = |level: &str| {
                let items = record.items.iter();
                items.filter(|item| item.risk_level.as_deref() == Some(level)).count()
            };
            update.verdict = if has_result {
                Verdict::Done {
                    code: JobEventCode::Checked,
                    params: vec![
                        ("high", risks("High").to_string()),
                        ("medium", risks("Medium").to_string()),
                    ],
                }
            } else {
                // No result is not the result that there is no risk.
                Verdict::done()
            };
            update.result = Some(json!(record));
        } else if image.status == "CreateFailed" || image.status == "UnAvailable" {
            // A failed image is not checked.
            update.status = image_watch::progress(image).status;
            update.verdict = Verdict::done();
        }
        update
    }

    fn change(&self, _: &mut StepRow, _: &StepChange) -> Result<(), Problem> {
        Err(Problem::new(ProblemCode::StepMovedOn))
    }

    fn can_change(&self) -> bool {
        false
    }

    fn only_watches(&self) -> bool {
        true
    }
}
