//! What is stored of an export: what was asked for, and what the cloud has told of its task.

use alibaba_cloud::ecs::{OperationProgress, TaskAttribute};
use serde::{Deserialize, Serialize};

use crate::image::{EXPORT_ROLE, ImageFormat, OssTarget};
use crate::job::kind::input;
use crate::job::{ImageExportObject, ImageExportReport};
use crate::store::steps::StepRow;

/// Characters of a failure of the cloud that are kept, at most.
const MOST_CHARACTERS: usize = 1_000;

/// Which image, and where to.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct ExportImageInput {
    version: u32,
    pub(super) image_id: String,
    bucket: String,
    prefix: String,
    format: String,
    role: String,
    /// Exports of the image that the cloud listed before the first sending of an attempt whose outcome is still unknown.
    pub(super) known_before: Option<Vec<String>>,
}

impl ExportImageInput {
    pub(in crate::job) fn new(image_id: &str, target: &OssTarget) -> Self {
        Self {
            version: 1,
            image_id: image_id.to_owned(),
            known_before: None,
            ..Self::default()
        }
        .to(target)
    }

    /// The same image to another place.
    pub(super) fn to(self, target: &OssTarget) -> Self {
        Self {
            bucket: target.bucket.clone(),
            prefix: target.prefix.clone(),
            format: target.format.word().to_owned(),
            role: target.role.clone(),
            ..self
        }
    }

    pub(super) fn target(&self) -> OssTarget {
        OssTarget {
            bucket: self.bucket.clone(),
            prefix: self.prefix.clone(),
            format: ImageFormat::of(&self.format),
            role: self.role.clone(),
        }
    }
}

/// What was found out of an export.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct ExportRecord {
    /// Exports of the image that the cloud listed before the first sending.
    pub(super) known_before: Option<Vec<String>>,
    pub(super) support_cancel: Option<bool>,
    pub(super) parts: Vec<PartRecord>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct PartRecord {
    /// Names of its objects; the cloud may tell none.
    objects: Vec<String>,
    status: String,
    pub(super) error_code: Option<String>,
    pub(super) error_message: Option<String>,
}

impl PartRecord {
    /// The cloud also gives a code where nothing has failed.
    pub(super) fn has_failed(&self) -> bool {
        self.status.eq_ignore_ascii_case("failed")
    }
}

impl ExportRecord {
    pub(super) fn of(step: &StepRow) -> Self {
        let stored = step.result.clone();
        stored
            .and_then(|stored| serde_json::from_value(stored).ok())
            .unwrap_or_default()
    }

    /// What the cloud tells now, beside what was known before.
    pub(super) fn with(self, task: &TaskAttribute) -> Self {
        Self {
            support_cancel: task.task.support_cancel.or(self.support_cancel),
            parts: task.operations.iter().map(part).collect(),
            ..self
        }
    }

    /// Names of the objects, as far as they are told.
    pub(super) fn objects(&self) -> Vec<String> {
        self.parts.iter().flat_map(|part| part.objects.clone()).collect()
    }
}

/// Names of the objects that the parts of a task are about.
pub(super) fn objects(operation: &OperationProgress) -> Vec<String> {
    let items = operation.related_items.iter();
    let objects = items.filter(|(name, value)| name == "OSSObject" && !value.is_empty());
    objects.map(|(_, value)| value.clone()).collect()
}

fn part(operation: &OperationProgress) -> PartRecord {
    let kept = |text: &Option<String>| {
        let kept = text.as_ref().map(|text| text.chars().take(MOST_CHARACTERS).collect());
        kept.filter(|text: &String| !text.is_empty())
    };
    PartRecord {
        objects: objects(operation),
        status: operation.operation_status.clone().unwrap_or_default(),
        error_code: kept(&operation.error_code),
        error_message: kept(&operation.error_msg),
    }
}

/// The export as the window shows it. A code of what has not failed says nothing.
pub(in crate::job) fn shown(step: &StepRow) -> Option<ImageExportReport> {
    let stored: ExportImageInput = input(step).ok()?;
    let shown = |part: &PartRecord| {
        let row = |name: &str| ImageExportObject {
            name: name.to_owned(),
            status: part.status.clone(),
            error_code: part.error_code.clone().filter(|_| part.has_failed()),
            error_message: part.error_message.clone().filter(|_| part.has_failed()),
        };
        match part.objects.is_empty() {
            true => vec![row("")],
            false => part.objects.iter().map(|name| row(name)).collect(),
        }
    };
    Some(ImageExportReport {
        image_id: stored.image_id.clone(),
        target: stored.target(),
        service_role: EXPORT_ROLE.to_owned(),
        objects: ExportRecord::of(step).parts.iter().flat_map(shown).collect(),
    })
}
