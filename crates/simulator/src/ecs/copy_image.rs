//! CopyImage: the checks, the queue, and the new image with its snapshots in the destination.

use std::sync::Arc;

use serde_json::json;

use super::{encryption, image_text, not_found};
use crate::call::{Answer, Call, fields};
use crate::client_token;
use crate::cloud::{CopyOf, Image, ImageFeatures, ImageOwner, Production, Snapshot, State};
use crate::ledger::Effect;
use crate::refusal::Refusal;
use crate::tags;

/// Larger images go by way of CopySnapshot. Source: help page CopyImage.
const MOST_GIB: i64 = 2_048;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    client_token::once(call, client_token::MISMATCH, |call| {
        let (image, kms_key_id) = compose(call, region_id)?;
        let (image_id, destination) = (image.image_id.clone(), image.region_id);
        let image = copy_snapshots(call, image, region_id, kms_key_id.as_deref());
        call.cloud.images.push(image);
        call.cloud.schedule_copies(destination, call.now);
        call.effects.push(Effect::ImageCreated {
            region_id: destination.to_owned(),
            image_id: image_id.clone(),
        });
        Ok(fields(json!({ "ImageId": image_id })))
    })
}

fn compose(call: &mut Call<'_>, region_id: &'static str) -> Result<(Image, Option<String>), Refusal> {
    let parameters = call.parameters;
    let refuse = |status, code: &str, message: &str| Refusal::new(status, code, message);
    let image_id = call.required("ImageId")?;
    let name = image_text::name(parameters, "DestinationImageName")?;
    let description = image_text::description(parameters, "DestinationDescription")?;
    let tags = tags::for_new_resource(parameters)?;
    let resource_group_id = call.resource_group_id()?;
    let destination = match parameters.get("DestinationRegionId") {
        None => region_id,
        Some(asked) => call
            .cloud
            .region(asked)
            .map(|region| region.region_id)
            .ok_or_else(|| refuse(400, "DestinationRegion.NotFound", "The destination region not found."))?,
    };
    let source = call
        .cloud
        .image(region_id, image_id)
        .filter(|image| image.owner != ImageOwner::AlibabaCloud);
    let source = source.ok_or_else(not_found)?.clone();
    if source.is_public {
        let message = "Community image does not support copy.";
        return Err(refuse(400, "OperationDenied.CommunityImage", message));
    }
    if !source.is_own() && destination != region_id {
        let message = "The image shared from others can not be copied to another region directly.";
        return Err(refuse(403, "OperationDenied.SameRegionOnly", message));
    }
    if source.status(call.now) != "Available" {
        return Err(refuse(400, "IncorrectImageStatus", "The image not available."));
    }
    if source.total_gib() > MOST_GIB {
        let message = "The image exceeds the maximum size. You can use the CopySnapshot API to copy your snapshots of \
            the image and then create a new image from them.";
        return Err(refuse(403, "SizeExceed.Image", message));
    }
    let kms_key_id = encryption::of_image_copy(call, &source, destination)?;
    let mut images = call.cloud.images.iter();
    if call.cloud.open_questions.copies_of_one_image_conflict
        && images.any(|image| image.copy_of.as_deref() == Some(image_id) && image.is_being_copied(call.now))
    {
        let message = "The same image cannot be copied concurrently. Please wait until the last copy is completed \
            before performing the next operation.";
        return Err(refuse(400, "OperationDenied.ImageCopyConflict", message));
    }
    let own_there = || call.cloud.own_images(destination);
    if name
        .as_ref()
        .is_some_and(|name| own_there().any(|image| &image.name == name))
    {
        let message = "The specified image name is already in use in the target region. Please try a different one.";
        return Err(refuse(400, "InvalidImageName.Duplicated", message));
    }
    if own_there().count() >= call.cloud.image_quota {
        return Err(refuse(403, "QuotaExceed.Image", "The Image Quota exceeds."));
    }
    call.stop_if_dry_run()?;
    let needed = Image::duration(source.total_gib(), &mut call.cloud.randomness) * 2;
    let needed = call.cloud.paced(needed);
    let image_id = call.cloud.new_id("m", destination);
    // The copy is made without the features of its source. Source: bosh-alicloud-cpi-release, pull requests 204 and 207.
    let features = if call.cloud.open_questions.copies_keep_features {
        source.features
    } else {
        ImageFeatures::NONE
    };
    let copy = Image {
        region_id: destination,
        owner: ImageOwner::Account,
        name: name.unwrap_or_else(|| image_id.clone()),
        copy_of: Some(source.image_id.clone()),
        image_id,
        description,
        family: None,
        created: call.this_second(),
        // In the queue: `schedule_copies` sets when it begins.
        production: Production::Copying {
            begins: jiff::Timestamp::MAX,
            needed,
        },
        used_by_instance: false,
        shared_with: Vec::new(),
        is_public: false,
        check_lasts: None,
        gone_at: None,
        unavailable_because: None,
        features,
        former_features: Vec::new(),
        resource_group_id,
        tags,
        ..source
    };
    Ok((copy, kms_key_id))
}

/// The copy holds permanent snapshots of its own, in its region.
fn copy_snapshots(call: &mut Call<'_>, mut image: Image, source_region: &'static str, key: Option<&str>) -> Image {
    let region_id = image.region_id;
    for mapping in &mut image.mappings {
        mapping.encrypted = key.is_some();
        let Some(source_id) = mapping.snapshot_id.clone() else {
            continue;
        };
        let snapshot_id = call.cloud.new_id("s", region_id);
        mapping.snapshot_id = Some(snapshot_id.clone());
        let source = call.cloud.snapshot(Some(source_region), &source_id, call.now);
        let known = source.map(|row| (row.source_disk_id.clone(), row.link_id.clone()));
        // The snapshots of an image that another account shares are not this account's to see.
        let (source_disk_id, link_id) = known.unwrap_or_else(|| {
            let disk_id = call.cloud.new_id("d", source_region);
            let link_id = disk_id.replacen("d-", "sl-", 1);
            (disk_id.into(), link_id.into())
        });
        let snapshot = Snapshot {
            snapshot_id: snapshot_id.clone(),
            region_id,
            link_id,
            source_disk_id,
            source_disk_type: mapping.disk_type,
            source_disk_gib: mapping.size_gib,
            os: image.os,
            name: Some(format!("CopiedForImage-{}", image.image_id)),
            description: String::new(),
            created: image.created,
            state: State::Progressing(jiff::SignedDuration::from_hours(1)),
            snapshot_type: "user",
            category: "standard",
            retention_days: None,
            kms_key_id: key.map(Into::into),
            used_by_disk: false,
            modified: None,
            copied_from: Some(CopyOf {
                region_id: source_region,
                snapshot_id: source_id,
                image_id: image.image_id.clone(),
            }),
            resource_group_id: image.resource_group_id.clone().into(),
            tags: Arc::default(),
        };
        call.cloud.snapshots.push(snapshot);
        call.effects.push(Effect::SnapshotCreated {
            region_id: region_id.to_owned(),
            snapshot_id,
        });
    }
    image
}
