//! CopyImage: the request goes to the region of the source, the copy is found in the region of the destination.

use alibaba_cloud::ecs::{CancelCopyImage, CopyImage, Image};
use alibaba_cloud::{Action, BoxFuture, Decode, Error, Request};
use serde::{Deserialize, Serialize};

use super::image_search::{self, Owner};
use super::new_image::NewImage;
use super::request;
use crate::cloud::AccountClient;
use crate::image::{CopyEncryption, OrderedCopy, TagRecord, rules};
use crate::job::kind::{Earlier, Made, input};
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

pub(super) struct CopyImageStep;

/// What a copy gets beside its name.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct CopyImageInput {
    version: u32,
    description: String,
    resource_group_id: String,
    tags: Vec<TagRecord>,
    /// `ImageId` of an image that no step of the job makes; empty for the result of the step's source.
    image_id: String,
    encrypted: bool,
    /// Empty for the key of the service.
    kms_key_id: String,
}

impl CopyImageInput {
    pub(in crate::job) fn new(description: &str, resource_group_id: &str, tags: Vec<TagRecord>) -> Self {
        Self {
            version: 1,
            description: description.to_owned(),
            resource_group_id: resource_group_id.to_owned(),
            tags,
            ..Self::default()
        }
    }

    /// The same copy, encrypted when that is asked for.
    pub(in crate::job) fn encrypted(self, encryption: Option<&CopyEncryption>) -> Self {
        Self {
            encrypted: encryption.is_some(),
            kms_key_id: encryption.map(|with| with.kms_key_id.clone()).unwrap_or_default(),
            ..self
        }
    }

    /// The same for an encrypted image, whose copies cannot be plain. Without a key of their own they get the service key of their region, for
    /// the key of the image is not there.
    pub(in crate::job) fn encrypted_like_its_image(self) -> Self {
        Self {
            encrypted: true,
            ..self
        }
    }

    /// The copy of an image that is there: description, resource group and tags are taken over from it.
    pub(in crate::job) fn of(ordered: &OrderedCopy, image: &Image) -> Self {
        let (tags, _) = rules::carried_tags(&image.tags);
        Self {
            image_id: ordered.image.id.clone(),
            encrypted: ordered.encrypted,
            kms_key_id: ordered.kms_key_id.clone(),
            ..Self::new(
                rules::carried_description(image).unwrap_or_default(),
                image.resource_group_id.as_deref().unwrap_or_default(),
                tags,
            )
        }
    }
}

/// `ImageId` of the image that a step copies, when no step of the job makes it.
pub(in crate::job) fn copied_image(step: &StepRow) -> Option<String> {
    let stored: CopyImageInput = input(step).ok()?;
    Some(stored.image_id).filter(|image_id| !image_id.is_empty())
}

impl NewImage for CopyImageStep {
    type Action = CopyImage;
    type Input = CopyImageInput;

    fn tags(input: &mut CopyImageInput) -> &mut Vec<TagRecord> {
        &mut input.tags
    }

    fn request(step: &StepRow, earlier: &Earlier<'_>) -> Result<Request, Problem> {
        let stored: CopyImageInput = input(step)?;
        let given = |value: &str| (!value.is_empty()).then(|| value.to_owned());
        let image_id = match given(&stored.image_id) {
            Some(image_id) => image_id,
            None => earlier.source_id(step)?,
        };
        let mut action = CopyImage::new(&step.request_region, image_id, &step.result_region, "");
        action.destination_image_name.clone_from(&step.name);
        action.destination_description = given(&stored.description);
        action.resource_group_id = given(&stored.resource_group_id);
        action.encrypted = stored.encrypted;
        action.kms_key_id = given(&stored.kms_key_id).filter(|_| stored.encrypted);
        action.tags = request::tags(&stored.tags, step);
        Ok(action.request())
    }

    fn decode() -> Decode<Made> {
        |reply| CopyImage::decode(reply).map(|made| Made::one(made.image_id))
    }

    fn owner(step: &StepRow, _: &CopyImageInput, image: &Image) -> Owner {
        match image.is_copied {
            // Nobody else gives an image this marker, whatever the cloud says of how it was made.
            _ if image_search::has_marker(image, step) => Owner::Us,
            Some(false) => Owner::Others,
            // A copy does not name the image it was made of.
            _ => Owner::Undetermined,
        }
    }

    /// One image is not copied twice at once: the next copy goes on when the last one has ended.
    fn waits_for(step: &StepRow, error: &Error) -> Option<Problem> {
        let waits = matches!(
            error.code(),
            Some("OperationDenied.ImageCopyConflict" | "OperationDenied.ImageCopying")
        );
        waits.then(|| {
            let image_id = request::value(step, "ImageId").map(str::to_owned);
            Problem {
                code: ProblemCode::ImageCopyConflict,
                ..Problem::from(error)
            }
            .with("imageId", image_id.unwrap_or_default())
        })
    }

    fn refusal<'a>(
        step: &'a StepRow,
        _: CopyImageInput,
        _: &'a AccountClient,
        error: &'a Error,
        problem: Problem,
    ) -> BoxFuture<'a, Problem> {
        let problem = match error.code().and_then(meaning) {
            Some((code, field)) => Problem { code, ..problem }.at(field),
            None if error.code().is_some_and(|code| code.starts_with("InvalidImageName")) => problem.at("name"),
            None => problem,
        };
        let problem = match error.code().and_then(key_reason) {
            Some(reason) => problem.with("reason", reason),
            None => problem,
        };
        let problem = problem
            .with("regionId", &step.result_region)
            .with("fromRegionId", &step.request_region);
        Box::pin(async move { problem })
    }

    /// Empty means the service key of the region.
    fn change_key(input: &mut CopyImageInput, key: &str) -> Result<(), Problem> {
        if rules::check_key("kmsKeyId", key).is_some() {
            return Err(Problem::new(ProblemCode::DraftInvalid)
                .with("count", "1")
                .at("kmsKeyId"));
        }
        input.encrypted = true;
        key.clone_into(&mut input.kms_key_id);
        Ok(())
    }

    fn cancel(step: &StepRow) -> Option<Request> {
        let image_id = step.resource_id.as_ref()?;
        Some(CancelCopyImage::new(&step.result_region, image_id).request())
    }
}

/// Why the KMS key of a copy was refused, where the code says more than that it was. Source: the error list of the action.
fn key_reason(code: &str) -> Option<&'static str> {
    Some(match code {
        "InvalidParameter.KMSKeyId.NotFound" => "keyNotFound",
        "InvalidParameter.KMSKeyId.CMKNotEnabled" => "keyDisabled",
        "InvalidParameter.KMSKeyId.CMKUnauthorized"
        | "InvalidParameter.KMSKeyId.KMSUnauthorized"
        | "OperationDenied.KmsServiceUnauthorized" => "keyNotAllowed",
        "InvalidParameter.KmsNotEnabled" => "kmsNotEnabled",
        "InvalidEncrypted.NotMatchDiskDefaultEncryption" => "encryptionByDefault",
        _ => return None,
    })
}

/// A refusal of CopyImage at the field of the order. Source: the error list of the action, FACTS g.
fn meaning(code: &str) -> Option<(ProblemCode, &'static str)> {
    use ProblemCode as P;
    Some(match code {
        "DestinationRegion.NotFound" => (P::CopyRegionClosed, "regionId"),
        "RegionNotSupportCopy"
        | "IncorrectDestinationRegion"
        | "OperationDenied.NonCompliantDestinationRegion"
        | "OperationDenied.SameRegionOnly"
        | "OperationDenied.NotPublished"
        | "OperationDenied.EncryptSnapshotAcrossRegion" => (P::CopyPairUnsupported, "regionId"),
        "SizeExceed.Image" => (P::ImageTooLargeToCopy, "image"),
        "QuotaExceed.Snapshot" => (P::SnapshotQuota, "regionId"),
        "InvalidImageId.NotFound"
        | "IncorrectImageStatus"
        | "OperationDenied.CommunityImage"
        | "OperationDenied.NotAuthorized"
        | "InvalidOperation.CloudBoxImageCopyUnsupported"
        | "InvalidOperation.VhdImageUnsupported" => (P::ImageNotUsable, "image"),
        "OperationDeined.EncryptedSnapshot" | "OperationDenied.KmsServiceUnauthorized" | "InvalidRegion.NotSupport" => {
            (P::EncryptionRefused, "encryption")
        }
        _ if code.starts_with("InvalidParameter.K")
            || code.starts_with("InvalidEncrypt")
            || code == "InvalidParameter.DataEncryptedKeyCreateFailed" =>
        {
            (P::EncryptionRefused, "encryption")
        }
        _ => return None,
    })
}
