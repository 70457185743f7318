//! The steps of a job that makes snapshots of an instance, and perhaps an image of them.

use alibaba_cloud::ecs::{CreateImage, ImageSource};
use alibaba_cloud::{Action, Runtime};
use serde_json::json;

use super::Plan;
use crate::image::TagRecord;
use crate::instance::{OrderDisk, OrderedImage, SnapshotOrder};
use crate::job::StepKindName;
use crate::job::steps::{CreateImageInput, CreateSnapshotInput, DiskToCome};
use crate::store::steps::StepRow;

/// The steps of an order of these disks, the system disk first: one step for a group, else one for each disk; then the image after all
/// of them, and its check.
pub(in crate::job) fn steps(order: &SnapshotOrder, disks: &[OrderDisk], runtime: &dyn Runtime) -> Vec<StepRow> {
    let mut plan = Plan::new(&order.account_id, runtime);
    let made = if order.consistent {
        let group = snapshot(&mut plan, order, StepKindName::CreateSnapshotGroup, &order.name, disks);
        disks.iter().map(|disk| (group, disk)).collect()
    } else {
        let each = |disk| (single(&mut plan, order, disk, disks.len()), disk);
        disks.iter().map(each).collect::<Vec<_>>()
    };
    if let Some(image) = &order.image {
        add_image(&mut plan, order, image, &made);
    }
    plan.steps
}

fn single(plan: &mut Plan<'_>, order: &SnapshotOrder, disk: &OrderDisk, of: usize) -> u32 {
    let name = name_of(order, disk, of);
    snapshot(
        plan,
        order,
        StepKindName::CreateSnapshot,
        &name,
        std::slice::from_ref(disk),
    )
}

/// The name of the snapshot of a disk: with several of them the device is behind it.
fn name_of(order: &SnapshotOrder, disk: &OrderDisk, of: usize) -> String {
    if of < 2 {
        return order.name.clone();
    }
    format!("{}-{}", order.name, disk.name_suffix())
}

fn snapshot(plan: &mut Plan<'_>, order: &SnapshotOrder, kind: StepKindName, name: &str, disks: &[OrderDisk]) -> u32 {
    let region = order.region_id.as_str();
    let disk_ids: Vec<String> = disks.iter().map(|disk| disk.disk_id.clone()).collect();
    let tags = order.tags.iter().map(TagRecord::from).collect();
    let retention_days = order.retention_days.filter(|_| kind == StepKindName::CreateSnapshot);
    let input = CreateSnapshotInput::new(&order.instance_id, &disk_ids, &order.description, retention_days, tags);
    let step = plan.add(kind, None, &[], (region, region));
    plan.set(step, |step| {
        step.name = Some(name.to_owned());
        step.size_gib = disks.iter().filter_map(|disk| disk.size_gib).map(i64::from).sum();
        step.input = json!(input);
    });
    step
}

fn add_image(plan: &mut Plan<'_>, order: &SnapshotOrder, image: &OrderedImage, made: &[(u32, &OrderDisk)]) {
    let region = order.region_id.as_str();
    let mut after: Vec<u32> = made.iter().map(|(step, _)| *step).collect();
    after.dedup();
    let sources = made
        .iter()
        .zip(devices(made.iter().map(|(_, disk)| disk.device.as_str())));
    let sources = sources.map(|((position, disk), device)| DiskToCome {
        position: *position,
        disk_id: disk.disk_id.clone(),
        device,
    });
    let input = CreateImageInput::of_disks(&parameters(order, image), sources.collect());
    let create = plan.add(
        StepKindName::CreateImage,
        after.first().copied(),
        &after,
        (region, region),
    );
    plan.set(create, |step| {
        step.name = Some(image.name.clone());
        step.size_gib = made.iter().filter_map(|(_, disk)| disk.size_gib).map(i64::from).sum();
        step.input = json!(input);
    });
    if image.image_check {
        plan.add(StepKindName::ImageCheck, Some(create), &[create], (region, region));
    }
}

/// Parameters of the CreateImage but for its snapshots and its name.
fn parameters(order: &SnapshotOrder, image: &OrderedImage) -> Vec<(String, String)> {
    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let action = CreateImage {
        description: given(&image.description),
        image_family: given(&image.family),
        detection_strategy: image.image_check.then(|| "Standard".to_owned()),
        ..CreateImage::new(&order.region_id, ImageSource::default(), "")
    };
    let wire = action.parameters();
    let plain = wire.plain().filter(|(name, _)| *name != "ClientToken");
    plain.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The devices of an image: the system disk is `/dev/xvda`, a data disk keeps the letter that it has on the instance, and takes the
/// next free one when that is not known.
fn devices<'a>(known: impl Iterator<Item = &'a str>) -> Vec<String> {
    let letter = |device: &str| device.chars().last().filter(char::is_ascii_lowercase);
    let known: Vec<Option<char>> = known.map(letter).collect();
    let mut taken: Vec<char> = vec!['a'];
    let mut devices = Vec::new();
    for (index, letter) in known.iter().enumerate() {
        let free = || ('b'..='z').find(|free| !taken.contains(free) && !known.contains(&Some(*free)));
        let letter = match letter {
            _ if index == 0 => Some('a'),
            Some(letter) if !taken.contains(letter) => Some(*letter),
            _ => free(),
        };
        taken.extend(letter);
        devices.push(letter.map(|letter| format!("/dev/xvd{letter}")).unwrap_or_default());
    }
    devices
}
