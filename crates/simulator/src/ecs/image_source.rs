//! From which disks CreateImage makes an image: source precedence and the rules of `DiskDeviceMapping`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::date;
use jiff::tz::TimeZone;

use crate::call::Call;
use crate::cloud::{DiskDeviceMapping, Os, Snapshot};
use crate::refusal::Refusal;

const MOST_DISKS: usize = 17;
const MOST_GIB: i64 = 32_768;
const LEAST_BLANK_GIB: i64 = 5;
const DEFAULT_BLANK_GIB: i64 = 20;

/// What the new image will consist of.
pub(super) struct Source {
    pub(super) mappings: Vec<DiskDeviceMapping>,
    pub(super) os: Os,
    /// Present when the image is made from an instance: its disks are snapshotted first.
    pub(super) instance_id: Option<String>,
}

/// `InstanceId` wins over `DiskDeviceMapping`, which wins over `SnapshotId`.
pub(super) fn read(call: &Call<'_>, region_id: &'static str) -> Result<Source, Refusal> {
    if let Some(instance_id) = call.parameters.get("InstanceId") {
        return from_instance(call, region_id, instance_id);
    }
    let entries = call.parameters.numbered("DiskDeviceMapping")?;
    if !entries.is_empty() {
        return from_mapping(call, region_id, &entries);
    }
    if let Some(snapshot_id) = call.parameters.get("SnapshotId") {
        return from_snapshot(call, region_id, snapshot_id);
    }
    let message = "The input parameter SnapshotId or InstanceId or DiskDeviceMapping that is mandatory for processing \
        this request is not supplied.";
    Err(Refusal::new(400, "MissingParameter", message))
}

fn from_instance(call: &Call<'_>, region_id: &'static str, instance_id: &str) -> Result<Source, Refusal> {
    let instance = call.cloud.instance(region_id, instance_id).ok_or_else(|| {
        Refusal::new(
            404,
            "InvalidInstanceId.NotFound",
            "The specified InstanceId does not exist.",
        )
    })?;
    if !["Running", "Stopped"].contains(&instance.status(call.now)) {
        let message = "The current status of the instance does not support this operation.";
        return Err(Refusal::new(400, "IncorrectInstanceStatus", message));
    }
    let attached = call
        .cloud
        .disks
        .iter()
        .filter(|disk| disk.instance_id.as_deref() == Some(instance_id));
    let mappings = attached.map(|disk| DiskDeviceMapping {
        device: disk.device.clone(),
        disk_type: disk.disk_type,
        size_gib: disk.size_gib,
        snapshot_id: None,
        encrypted: disk.kms_key_id.is_some(),
    });
    Ok(Source {
        mappings: mappings.collect(),
        os: instance.os,
        instance_id: Some(instance_id.to_owned()),
    })
}

fn from_snapshot(call: &Call<'_>, region_id: &str, snapshot_id: &str) -> Result<Source, Refusal> {
    let snapshot = usable(call, region_id, snapshot_id)?;
    if snapshot.source_disk_type != "system" {
        return Err(Refusal::new(
            403,
            "OperationDenied",
            "The specified snapshot is not from system disk.",
        ));
    }
    let mapping = DiskDeviceMapping {
        device: "/dev/xvda".to_owned(),
        disk_type: "system",
        size_gib: snapshot.source_disk_gib,
        snapshot_id: Some(snapshot_id.to_owned()),
        encrypted: snapshot.kms_key_id.is_some(),
    };
    Ok(Source {
        mappings: vec![mapping],
        os: snapshot.os,
        instance_id: None,
    })
}

fn from_mapping(call: &Call<'_>, region_id: &str, entries: &[BTreeMap<String, String>]) -> Result<Source, Refusal> {
    if entries.len() > MOST_DISKS {
        return Err(Refusal::invalid("DiskDeviceMapping"));
    }
    let mut disks = Vec::new();
    for entry in entries {
        disks.push(read_entry(call, region_id, entry)?);
    }
    let system: Vec<_> = disks.iter().filter(|disk| disk.disk_type == "system").collect();
    let os = match system.as_slice() {
        [] => {
            let message =
                "The specified parameter DiskDeviceMapping.n.SnapshotId does not contain system disk snapshot.";
            return Err(Refusal::new(400, "OperationDenied", message));
        }
        [only] => only.os,
        _ => {
            let message =
                "The specified parameter DiskDeviceMapping.n.SnapshotId contains two or more system disk snapshots.";
            return Err(Refusal::new(400, "OperationDenied", message));
        }
    };
    let mappings = name_devices(disks)?;
    let os = os.ok_or_else(|| Refusal::new(403, "InvalidSystemSnapshot.Missing", "The system snapshot is missing."))?;
    Ok(Source {
        mappings,
        os,
        instance_id: None,
    })
}

/// One entry as asked for, its device not yet settled.
struct Asked<'a> {
    device: Option<&'a str>,
    disk_type: &'static str,
    size_gib: i64,
    snapshot_id: Option<String>,
    encrypted: bool,
    os: Option<Os>,
}

fn read_entry<'a>(call: &Call<'_>, region_id: &str, entry: &'a BTreeMap<String, String>) -> Result<Asked<'a>, Refusal> {
    let field = |name: &str| entry.get(name).map(String::as_str).filter(|value| !value.is_empty());
    let asked_type = match field("DiskType") {
        None => None,
        Some("system") => Some("system"),
        Some("data") => Some("data"),
        Some(_) => {
            let message = "The specified disk type is not supported.";
            return Err(Refusal::new(400, "InvalidDiskType.ValueNotSupported", message));
        }
    };
    let asked_size = field("Size")
        .map(|text| text.parse::<i64>().map_err(|_| wrong_size()))
        .transpose()?;
    let Some(snapshot_id) = field("SnapshotId") else {
        let size_gib = asked_size.unwrap_or(DEFAULT_BLANK_GIB);
        if !(LEAST_BLANK_GIB..=MOST_GIB).contains(&size_gib) {
            return Err(wrong_size());
        }
        let disk_type = asked_type.unwrap_or("data");
        return Ok(Asked {
            device: field("Device"),
            disk_type,
            size_gib,
            snapshot_id: None,
            encrypted: false,
            os: None,
        });
    };
    let snapshot = usable(call, region_id, snapshot_id)?;
    if asked_type == Some("system") && snapshot.source_disk_type == "data" {
        if snapshot.kms_key_id.is_some() {
            let message = "The specified disk type which has kms key can't convert to system disk.";
            return Err(Refusal::new(400, "InvalidParameter.DiskType", message));
        }
        let message = "The user is not in the white list of create image by data disk snapshot.";
        return Err(Refusal::new(403, "UserNotInTheWhiteList", message));
    }
    let size_gib = asked_size.unwrap_or(snapshot.source_disk_gib);
    if !(snapshot.source_disk_gib..=MOST_GIB).contains(&size_gib) {
        return Err(wrong_size());
    }
    Ok(Asked {
        device: field("Device"),
        disk_type: asked_type.unwrap_or(snapshot.source_disk_type),
        size_gib,
        snapshot_id: Some(snapshot_id.to_owned()),
        encrypted: snapshot.kms_key_id.is_some(),
        os: Some(snapshot.os),
    })
}

/// Checks the devices asked for and gives the free ones, in order, to the disks that asked for none.
fn name_devices(disks: Vec<Asked<'_>>) -> Result<Vec<DiskDeviceMapping>, Refusal> {
    let mut taken: Vec<char> = Vec::new();
    for disk in &disks {
        let letter = match (disk.device, disk.disk_type) {
            (Some(device), disk_type) => {
                let letter = device_letter(device).ok_or_else(malformed_device)?;
                if disk_type == "system" && letter != 'a' {
                    return Err(malformed_device());
                }
                letter
            }
            (None, "system") => 'a',
            (None, _) => continue,
        };
        if taken.contains(&letter) {
            let message = "The specified parameter DiskDeviceMapping.n.Device has been occupied.";
            return Err(Refusal::new(400, "InvalidDevice.InUse", message));
        }
        taken.push(letter);
    }
    let mut free = ('b'..='z').filter(|letter| !taken.contains(letter));
    disks
        .into_iter()
        .map(|disk| {
            let device = match (disk.device, disk.disk_type) {
                (Some(device), _) => device.to_owned(),
                (None, "system") => "/dev/xvda".to_owned(),
                (None, _) => format!("/dev/xvd{}", free.next().ok_or_else(malformed_device)?),
            };
            if disk.disk_type == "data" && device_letter(&device) == Some('a') {
                let message = "The specified parameter DiskDeviceMapping.n.Device has been occupied.";
                return Err(Refusal::new(400, "InvalidDevice.InUse", message));
            }
            Ok(DiskDeviceMapping {
                device,
                disk_type: disk.disk_type,
                size_gib: disk.size_gib,
                snapshot_id: disk.snapshot_id,
                encrypted: disk.encrypted,
            })
        })
        .collect()
}

/// `a` of `/dev/xvda`; some official samples write `/dev/vda`.
pub(super) fn device_letter(device: &str) -> Option<char> {
    let rest = device
        .strip_prefix("/dev/xvd")
        .or_else(|| device.strip_prefix("/dev/vd"))?;
    let mut letters = rest.chars();
    let letter = letters.next().filter(char::is_ascii_lowercase)?;
    letters.next().is_none().then_some(letter)
}

/// The snapshot, if an image can be made with it at all.
pub(super) fn usable<'a>(call: &'a Call<'_>, region_id: &str, snapshot_id: &str) -> Result<Cow<'a, Snapshot>, Refusal> {
    let snapshot = call
        .cloud
        .snapshot(Some(region_id), snapshot_id, call.now)
        .ok_or_else(|| {
            Refusal::new(
                404,
                "InvalidSnapshotId.NotFound",
                "The specified SnapshotId does not exist.",
            )
        })?;
    let earliest = date(2013, 7, 15).to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp());
    if earliest.is_ok_and(|earliest| snapshot.created < earliest) {
        let message = "This operation is denied because the specified snapshot by DiskDeviceMapping.n.SnapshotId or \
            SnapshotId is created before 2013-07-15.";
        return Err(Refusal::new(403, "InvalidSnapshot.TooOld", message));
    }
    // Whether instant access is enough is an open question; a failed snapshot never is.
    let is_ready = match snapshot.status(call.now) {
        "accomplished" => true,
        "progressing" => call.cloud.open_questions.images_from_instant_access_snapshots,
        _ => false,
    };
    if !is_ready {
        let message = "The current status of the DiskDeviceMapping.n.SnapshotId or SnapshotId does not support this \
            operation.";
        return Err(Refusal::new(403, "InvalidSnapshotId.NotReady", message));
    }
    if snapshot.category != "standard" {
        let message = "The specified snapshot category does not support create image.";
        return Err(Refusal::new(
            403,
            "InvalidSnapshotCategory.NotSupportImageCreation",
            message,
        ));
    }
    Ok(snapshot)
}

fn wrong_size() -> Refusal {
    let message = "The specified parameter DiskDeviceMapping.n.Size beyond the permitted range.";
    Refusal::new(400, "InvalidSize.ValueNotSupported", message)
}

fn malformed_device() -> Refusal {
    Refusal::new(
        400,
        "InvalidDevice.Malformed",
        "The specified parameter DiskDeviceMapping.n.Device is not valid.",
    )
}
