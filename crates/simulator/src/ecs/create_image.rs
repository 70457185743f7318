//! CreateImage: the order of its checks, its ClientToken, and the new image. `image_source` reads the source.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::json;

use super::image_source::{self, Source};
use super::image_text;
use crate::call::{Answer, Call, fields};
use crate::client_token;
use crate::cloud::{Image, ImageOwner, Production, Snapshot, State};
use crate::ledger::Effect;
use crate::refusal::Refusal;
use crate::tags;

const PLATFORMS: [&str; 26] = [
    "Aliyun",
    "Anolis",
    "CentOS",
    "Ubuntu",
    "CoreOS",
    "SUSE",
    "Debian",
    "OpenSUSE",
    "FreeBSD",
    "RedHat",
    "Kylin",
    "UOS",
    "Fedora",
    "Fedora CoreOS",
    "CentOS Stream",
    "AlmaLinux",
    "Rocky Linux",
    "Gentoo",
    "Customized Linux",
    "Others Linux",
    "Windows Server 2022",
    "Windows Server 2019",
    "Windows Server 2016",
    "Windows Server 2012",
    "Windows Server 2008",
    "Windows Server 2003",
];

const MISMATCH: (u16, &str, &str) = (
    400,
    "IdempotenceParamNotMatch",
    "Request uses a client token in a previous request but is not identical to that request.",
);

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    client_token::once(call, MISMATCH, |call| {
        let image = compose(call, region_id)?;
        let image_id = image.image_id.clone();
        call.cloud.images.push(image);
        call.effects.push(Effect::ImageCreated {
            region_id: region_id.to_owned(),
            image_id: image_id.clone(),
        });
        Ok(fields(json!({ "ImageId": image_id })))
    })
}

/// Runs every check and returns the image to be made. A dry run ends before any id is drawn or anything is changed.
fn compose(call: &mut Call<'_>, region_id: &'static str) -> Result<Image, Refusal> {
    let parameters = call.parameters;
    let name = image_text::name(parameters, "ImageName")?;
    let description = image_text::description(parameters, "Description")?;
    let family = image_text::family(parameters)?;
    let tags = tags::for_new_resource(parameters)?;
    let platform = call.one_of("Platform", &PLATFORMS, || {
        Refusal::new(
            400,
            "InvalidPlatform.Malformed",
            "The specified Platform is wrongly formed.",
        )
    })?;
    let architecture = call.one_of("Architecture", &["i386", "x86_64", "arm64"], || {
        Refusal::new(
            400,
            "InvalidArchitecture.Malformed",
            "The specified Architecture is wrongly formed.",
        )
    })?;
    let boot_mode = call.one_of("BootMode", &["BIOS", "UEFI", "UEFI-Preferred"], || {
        let message = "The specified parameter BootMode is not supported for current image architecture.";
        Refusal::new(400, "InvalidBootMode.NotSupport", message)
    })?;
    let imds_support = call.one_of("Features.ImdsSupport", &["v1", "v2"], || {
        let message = "The specified parameter Features.ImdsSupport is not supported.";
        Refusal::new(400, "InvalidParameter.FeaturesImdsSupport", message)
    })?;
    let strategy = call.one_of("DetectionStrategy", &["Standard"], || {
        Refusal::invalid("DetectionStrategy")
    })?;
    let resource_group_id = call.resource_group_id()?;

    let source = image_source::read(call, region_id)?;
    let own_here = || call.cloud.own_images(region_id);
    if name
        .as_ref()
        .is_some_and(|name| own_here().any(|image| &image.name == name))
    {
        let message = "The specified image name is already in use.";
        return Err(Refusal::new(400, "InvalidImageName.Duplicated", message));
    }
    if own_here().count() >= call.cloud.image_quota {
        return Err(Refusal::new(403, "QuotaExceed.Image", "The Image Quota exceeds."));
    }

    call.stop_if_dry_run()?;

    let created = call.this_second();
    let total_gib = source.mappings.iter().map(|mapping| mapping.size_gib).sum();
    let duration = Image::duration(total_gib, &mut call.cloud.randomness);
    let duration = call.cloud.paced(duration);
    let check_lasts = call.cloud.paced(Image::CHECK);
    let image_id = call.cloud.new_id("m", region_id);
    let os = source.os;
    let mappings = match source {
        Source {
            mappings,
            instance_id: None,
            ..
        } => mappings,
        Source {
            mut mappings,
            instance_id: Some(instance_id),
            ..
        } => {
            let taken = snapshot_disks(call, region_id, &instance_id, created, duration);
            mappings
                .iter_mut()
                .zip(taken)
                .for_each(|(mapping, id)| mapping.snapshot_id = Some(id));
            mappings
        }
    };
    Ok(Image {
        region_id,
        owner: ImageOwner::Account,
        name: name.unwrap_or_else(|| image_id.clone()),
        image_id,
        description,
        family,
        version: parameters.get("ImageVersion").map(str::to_owned),
        created,
        production: Production::Creating(duration),
        ends_as: "Available",
        unavailable_because: None,
        is_deprecated: false,
        os,
        platform: platform.unwrap_or(os.platform).to_owned(),
        architecture: architecture.unwrap_or("x86_64").to_owned(),
        boot_mode: boot_mode.unwrap_or("BIOS").to_owned(),
        features: os.features(imds_support.unwrap_or("v1")),
        former_features: Vec::new(),
        mappings,
        used_by_instance: false,
        shared_with: Vec::new(),
        is_public: false,
        copy_of: None,
        check_lasts: strategy.map(|_| check_lasts),
        gone_at: None,
        resource_group_id,
        tags,
    })
}

/// Begins a snapshot of every disk of the instance, in the order of its disks.
fn snapshot_disks(
    call: &mut Call<'_>,
    region_id: &'static str,
    instance_id: &str,
    created: Timestamp,
    duration: jiff::SignedDuration,
) -> Vec<String> {
    let Some(os) = call.cloud.instance(region_id, instance_id).map(|instance| instance.os) else {
        return Vec::new();
    };
    let attached = call
        .cloud
        .disks
        .iter()
        .filter(|disk| disk.instance_id.as_deref() == Some(instance_id));
    let attached: Vec<_> = attached.cloned().collect();
    let mut ids = Vec::new();
    for disk in attached {
        let snapshot_id = call.cloud.new_id("s", region_id);
        call.cloud.snapshots.push(Snapshot {
            snapshot_id: snapshot_id.clone(),
            region_id,
            link_id: disk.disk_id.replacen("d-", "sl-", 1).into(),
            name: Some(format!("SnapshotForImage-{}", disk.disk_id)),
            description: String::new(),
            created,
            state: State::Progressing(duration),
            source_disk_id: disk.disk_id.into(),
            source_disk_type: disk.disk_type,
            source_disk_gib: disk.size_gib,
            snapshot_type: "user",
            category: "standard",
            retention_days: None,
            kms_key_id: disk.kms_key_id.map(Into::into),
            used_by_disk: false,
            modified: None,
            copied_from: None,
            resource_group_id: disk.resource_group_id.into(),
            tags: Arc::default(),
            os,
        });
        call.effects.push(Effect::SnapshotCreated {
            region_id: region_id.to_owned(),
            snapshot_id: snapshot_id.clone(),
        });
        ids.push(snapshot_id);
    }
    ids
}
