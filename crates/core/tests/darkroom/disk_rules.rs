//! Rules of the disks of a draft, each on both sides of its bound, and the request it becomes. Source: CreateImage (2026-01-07).

use darkroom_core::image::rules::{check, data_disk_obstacles, obstacles};
use darkroom_core::image::{DraftDataDisk, FindingCode, ImageDraft, Severity, SourceFacts};
use darkroom_core::inventory::Tag;

use crate::facts::{DAY, NOW, draft, error, errors, find, linux, snapshot, sources, wire};

#[test]
fn a_sound_draft_has_no_errors_and_no_warnings() {
    let found = check(&draft(), &sources(), NOW);
    assert!(
        found.iter().all(|finding| finding.severity == Severity::Note),
        "{found:?}"
    );
}

#[test]
fn errors_come_before_warnings_and_warnings_before_notes() {
    let mut draft = draft();
    draft.name = "x".into();
    draft.data_disks.clear();
    let order: Vec<u8> = check(&draft, &sources(), NOW)
        .iter()
        .map(|finding| finding.severity as u8)
        .collect();
    assert!(order.is_sorted(), "{order:?}");
    assert!(order.contains(&0) && order.contains(&1) && order.contains(&2));
}

#[test]
fn a_disk_is_not_smaller_than_its_snapshot_nor_larger_than_the_cloud_makes_them() {
    use FindingCode::*;
    for (size, expected) in [
        (39, Some(SizeTooSmall)),
        (40, None),
        (32_768, None),
        (32_769, Some(SizeTooLarge)),
    ] {
        let draft = ImageDraft {
            system_size_gib: size,
            ..draft()
        };
        let expected = expected.map(|code| ("systemSizeGib".to_owned(), code));
        assert_eq!(errors(&draft, &sources()).into_iter().next(), expected, "{size}");
    }
    for (size, expected) in [(99, Some(SizeTooSmall)), (100, None), (32_769, Some(SizeTooLarge))] {
        let mut draft = draft();
        draft.data_disks[0].size_gib = size;
        let expected = expected.map(|code| ("dataDisks.0.sizeGib".to_owned(), code));
        assert_eq!(errors(&draft, &sources()).into_iter().next(), expected, "{size}");
    }
}

#[test]
fn an_image_has_at_most_16_data_disks() {
    let mut sources = sources();
    let mut draft = draft();
    draft.data_disks.clear();
    for index in 0..17 {
        let id = format!("s-{index}");
        sources.snapshots.push(snapshot(&id, "data", &format!("d-{index}"), 20));
        draft.data_disks.push(DraftDataDisk {
            snapshot_id: id,
            size_gib: 20,
        });
    }
    assert_eq!(
        errors(&draft, &sources),
        error("dataDisks", FindingCode::TooManyDataDisks)
    );
    draft.data_disks.pop();
    assert_eq!(errors(&draft, &sources), vec![]);
}

#[test]
fn one_snapshot_twice_is_refused_and_two_snapshots_of_one_disk_are_doubted() {
    let mut twice = draft();
    twice.data_disks.push(twice.data_disks[0].clone());
    assert_eq!(
        errors(&twice, &sources()),
        error("dataDisks.1.snapshotId", FindingCode::DuplicateDisk)
    );

    let mut sources = sources();
    sources.snapshots.push(snapshot("s-data-2", "data", "d-data", 100));
    let mut both = draft();
    both.data_disks.push(DraftDataDisk {
        snapshot_id: "s-data-2".into(),
        size_gib: 100,
    });
    assert_eq!(errors(&both, &sources), vec![]);
    assert_eq!(
        find(&both, &sources, FindingCode::DuplicateDisk).unwrap().severity,
        Severity::Warning
    );
}

#[test]
fn the_system_disk_needs_a_system_disk_snapshot_and_a_data_disk_a_data_disk_snapshot() {
    let mut alone = draft();
    alone.system_snapshot_id = "s-data".into();
    alone.system_size_gib = 100;
    alone.data_disks.clear();
    assert_eq!(
        errors(&alone, &sources()),
        error("snapshot", FindingCode::NotSystemDisk)
    );

    let mut sources = sources();
    sources.snapshots.push(snapshot("s-sys-2", "system", "d-sys-2", 40));
    let mut two = draft();
    two.data_disks[0] = DraftDataDisk {
        snapshot_id: "s-sys-2".into(),
        size_gib: 40,
    };
    assert_eq!(
        errors(&two, &sources),
        error("dataDisks.0.snapshotId", FindingCode::NotDataDisk)
    );
}

#[test]
fn an_unfinished_snapshot_can_be_picked_and_is_told_and_a_failed_one_cannot() {
    for (status, progress, told) in [("progressing", Some(37), "37"), ("somethingNew", None, "")] {
        let mut sources = sources();
        sources.snapshots[0].row.status = status.into();
        sources.snapshots[0].row.progress = progress;
        assert_eq!(obstacles(&sources.snapshots[0]), vec![]);
        let found = check(&draft(), &sources, 0);
        let note = found
            .iter()
            .find(|finding| finding.code == FindingCode::CreatedWhenFinished)
            .unwrap();
        assert_eq!((note.severity, note.field.as_str()), (Severity::Note, "snapshot"));
        assert_eq!(
            (note.params["status"].as_str(), note.params["progress"].as_str()),
            (status, told)
        );
        assert!(found.iter().all(|finding| finding.severity != Severity::Error));
    }
    let mut known = snapshot("s-sys", "system", "d-sys", 40);
    known.row.status = "failed".into();
    assert_eq!(obstacles(&known)[0].code, FindingCode::SnapshotFailed);
}

#[test]
fn snapshots_from_before_july_15th_2013_make_no_images() {
    let mut known = snapshot("s-sys", "system", "d-sys", 40);
    known.row.created_at = Some(
        "2013-07-14T23:59:59Z"
            .parse::<jiff::Timestamp>()
            .unwrap()
            .as_millisecond(),
    );
    assert_eq!(obstacles(&known)[0].code, FindingCode::TooOld);
    known.row.created_at = Some(
        "2013-07-15T00:00:00Z"
            .parse::<jiff::Timestamp>()
            .unwrap()
            .as_millisecond(),
    );
    assert_eq!(obstacles(&known), vec![]);
}

#[test]
fn archived_snapshots_make_no_images_and_data_disks_obey_the_same() {
    let mut known = snapshot("s", "data", "d", 40);
    assert_eq!(data_disk_obstacles(&known), vec![]);
    known.category = "archive".into();
    let found = data_disk_obstacles(&known);
    assert_eq!(
        (found[0].code, found[0].params["category"].as_str()),
        (FindingCode::CategoryUnfit, "archive")
    );
}

#[test]
fn a_snapshot_the_inventory_does_not_know_is_gone() {
    let mut missing = draft();
    missing.system_snapshot_id = "s-gone".into();
    assert_eq!(
        errors(&missing, &sources()),
        error("snapshot", FindingCode::SnapshotGone)
    );
    let mut missing = draft();
    missing.data_disks[0].snapshot_id = "s-gone".into();
    assert_eq!(
        errors(&missing, &sources()),
        error("dataDisks.0.snapshotId", FindingCode::SnapshotGone)
    );
}

#[test]
fn all_snapshots_are_of_the_region_and_account_of_the_image() {
    let mut far = sources();
    far.snapshots[1].row.key.region_id = "cn-beijing".into();
    assert_eq!(
        errors(&draft(), &far),
        error("dataDisks.0.snapshotId", FindingCode::OtherRegion)
    );
    let mut other = sources();
    other.snapshots[0].row.key.account_id = "b".into();
    assert_eq!(errors(&draft(), &other), error("snapshot", FindingCode::OtherRegion));
}

#[test]
fn a_disk_of_another_moment_is_doubted_from_61_seconds_on() {
    for (seconds, expected) in [(60, None), (-60, None), (61, Some("61")), (-33_240, Some("-33240"))] {
        let mut sources = sources();
        sources.snapshots[1].row.created_at = sources.snapshots[1].row.created_at.map(|at| at + seconds * 1000);
        let found = find(&draft(), &sources, FindingCode::OtherMoment);
        let told = found.as_ref().map(|finding| finding.params["seconds"].as_str());
        assert_eq!(told, expected, "{seconds}");
    }
}

#[test]
fn a_disk_that_is_left_out_is_told_with_its_nearest_snapshot() {
    let mut sources = sources();
    sources.instance = Some(linux(&["d-data", "d-backup"]));
    let found = find(&draft(), &sources, FindingCode::DiskLeftOut).unwrap();
    assert_eq!(found.params.get("count").map(String::as_str), Some("1"));
    assert_eq!(found.params.get("seconds"), None);

    for gap in [-90_000, -33_240, 40_000] {
        let mut backup = snapshot(&format!("s-backup{gap}"), "data", "d-backup", 10);
        backup.row.created_at = backup.row.created_at.map(|at| at + gap * 1000);
        sources.snapshots.push(backup);
    }
    let found = find(&draft(), &sources, FindingCode::DiskLeftOut).unwrap();
    assert_eq!(found.params["seconds"], "-33240");
    assert_eq!(found.severity, Severity::Warning);
}

#[test]
fn encrypted_snapshots_are_told_and_the_image_check_is_doubted() {
    let mut sources = sources();
    sources.snapshots[1].row.encrypted = true;
    assert_eq!(
        find(&draft(), &sources, FindingCode::Encrypted).unwrap().severity,
        Severity::Note
    );
    let doubt = find(&draft(), &sources, FindingCode::ImageCheckNotForEncrypted).unwrap();
    assert_eq!(
        (doubt.severity, doubt.field.as_str()),
        (Severity::Warning, "imageCheck")
    );
    let unchecked = ImageDraft {
        image_check: false,
        copy_to: Vec::new(),
        share_with: Vec::new(),
        ..draft()
    };
    assert_eq!(find(&unchecked, &sources, FindingCode::ImageCheckNotForEncrypted), None);
}

#[test]
fn guidance_is_tied_to_what_was_picked() {
    let codes = |draft: &ImageDraft, sources: &SourceFacts| -> Vec<FindingCode> {
        check(draft, sources, NOW)
            .into_iter()
            .map(|finding| finding.code)
            .collect()
    };
    let has = |draft: &ImageDraft, sources: &SourceFacts, code| codes(draft, sources).contains(&code);

    assert!(has(&draft(), &sources(), FindingCode::LinuxNetwork));
    assert!(has(&draft(), &sources(), FindingCode::Fstab));
    assert!(!has(&draft(), &sources(), FindingCode::Windows));
    assert!(!has(&draft(), &sources(), FindingCode::SourceReleased));
    assert!(!has(&draft(), &sources(), FindingCode::AutomaticRelease));

    let mut windows = sources();
    windows.instance.as_mut().unwrap().os_type = Some("windows".into());
    assert!(has(&draft(), &windows, FindingCode::Windows));
    assert!(!has(&draft(), &windows, FindingCode::LinuxNetwork));
    assert!(!has(&draft(), &windows, FindingCode::Fstab));

    let mut released = sources();
    released.instance = None;
    assert!(has(&draft(), &released, FindingCode::SourceReleased));

    let mut single = draft();
    single.data_disks.clear();
    let mut one_disk = sources();
    one_disk.instance = Some(linux(&[]));
    assert!(!has(&single, &one_disk, FindingCode::Fstab));

    let mut limited = sources();
    limited.snapshots[0].released_at = Some(NOW + DAY);
    let found = find(&draft(), &limited, FindingCode::AutomaticRelease).unwrap();
    assert_eq!(found.params["at"], (NOW + DAY).to_string());
}

#[test]
fn a_system_disk_alone_and_at_its_own_size_is_asked_for_by_snapshot_id() {
    let mut draft = draft();
    draft.data_disks.clear();
    let expected = [
        "RegionId=cn-hangzhou",
        "ImageName=erp-db-golden",
        "SnapshotId=s-sys",
        "DetectionStrategy=Standard",
    ];
    assert_eq!(wire(&draft, &sources()), expected);
    draft.system_size_gib = 41;
    assert!(wire(&draft, &sources()).contains(&"DiskDeviceMapping.1.Size=41".to_owned()));
    assert!(!wire(&draft, &sources()).contains(&"SnapshotId=s-sys".to_owned()));
}

#[test]
fn data_disks_are_asked_for_by_mapping_in_their_order_and_every_field_travels() {
    let mut draft = draft();
    draft.description = "golden".into();
    draft.family = "erp".into();
    draft.resource_group_id = "rg-1".into();
    draft.image_check = false;
    draft.tags = vec![Tag {
        key: "team".into(),
        value: String::new(),
    }];
    draft.data_disks.push(DraftDataDisk {
        snapshot_id: "s-3".into(),
        size_gib: 7,
    });
    let expected = [
        "RegionId=cn-hangzhou",
        "ImageName=erp-db-golden",
        "ImageFamily=erp",
        "Description=golden",
        "DiskDeviceMapping.1.SnapshotId=s-sys",
        "DiskDeviceMapping.1.Device=/dev/xvda",
        "DiskDeviceMapping.1.Size=40",
        "DiskDeviceMapping.2.SnapshotId=s-data",
        "DiskDeviceMapping.2.Device=/dev/xvdb",
        "DiskDeviceMapping.2.Size=100",
        "DiskDeviceMapping.3.SnapshotId=s-3",
        "DiskDeviceMapping.3.Device=/dev/xvdc",
        "DiskDeviceMapping.3.Size=7",
        "ResourceGroupId=rg-1",
        "Tag.1.Key=team",
        "Tag.1.Value=",
    ];
    assert_eq!(wire(&draft, &sources()), expected);
}

#[test]
fn seventeen_disks_keep_their_order_and_device_names() {
    let mut draft = draft();
    draft.data_disks = (0..16)
        .map(|index| DraftDataDisk {
            snapshot_id: format!("s-{index}"),
            size_gib: 20,
        })
        .collect();
    let sent = wire(&draft, &sources());
    let devices: Vec<&String> = sent.iter().filter(|line| line.contains(".Device=")).collect();
    assert_eq!(devices.len(), 17);
    assert_eq!(devices[9], "DiskDeviceMapping.10.Device=/dev/xvdj");
    assert_eq!(devices[16], "DiskDeviceMapping.17.Device=/dev/xvdq");
}
