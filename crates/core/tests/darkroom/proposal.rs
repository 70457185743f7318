//! What the Create custom image page starts from.

use darkroom_core::image::rules::check;
use darkroom_core::image::{DraftStart, Severity, SnapshotFacts, SourceDisk, SourceFacts, SourceInstance, propose};
use darkroom_core::inventory::{ResourceKey, SnapshotDetail, SnapshotRow};
use jiff::tz::TimeZone;

/// 2026-11-23T02:00:04Z.
const MOMENT: i64 = 1_795_399_204_000;
const NOW: i64 = MOMENT + 8 * 3_600_000;

fn snapshot(id: &str, instance: Option<&str>, disk: &str, device: &str, gap_seconds: i64) -> SnapshotFacts {
    SnapshotFacts {
        row: SnapshotRow {
            key: ResourceKey {
                account_id: "a".into(),
                region_id: "cn-hangzhou".into(),
                id: id.into(),
            },
            name: id.into(),
            status: "accomplished".into(),
            progress: Some(100),
            disk_type: if device == "/dev/xvda" { "system" } else { "data" }.into(),
            source_disk_id: disk.into(),
            instance_id: instance.map(str::to_owned),
            instance_name: instance.map(|_| "erp-db-01".to_owned()),
            size_gib: Some(100),
            created_at: Some(MOMENT + gap_seconds * 1000),
            used_by_image: false,
            used_by_disk: false,
            encrypted: false,
            automatic: false,
            can_become_image: true,
            source_listed: Some(true),
        },
        category: "standard".into(),
        released_at: None,
        device: Some(device.to_owned()).filter(|device| !device.is_empty()),
    }
}

fn system() -> SnapshotFacts {
    snapshot("s-sys", Some("i-1"), "d-sys", "/dev/xvda", 0)
}

fn detail(known: &SnapshotFacts) -> SnapshotDetail {
    SnapshotDetail {
        used_by_images: Vec::new(),
        used_by_images_count: Some(0),
        used_by_instances: Vec::new(),
        used_by_instances_count: Some(0),
        request_id: None,
        row: known.row.clone(),
        description: String::new(),
        category: known.category.clone(),
        retention_days: None,
        released_at: None,
        kms_key_id: None,
        resource_group_id: None,
        tags: Vec::new(),
        remain_seconds: None,
        fields: Vec::new(),
        timelines: Vec::new(),
        same_moment: Vec::new(),
        missing_disks: Some(0),
        spread_seconds: 0,
        timeline_days: 14,
        timeline_from: 0,
        timeline_to: 0,
        obstacles: Vec::new(),
    }
}

fn instance(name: &str) -> SourceInstance {
    SourceInstance {
        instance_id: "i-1".into(),
        name: name.into(),
        os_name: Some("Alibaba Cloud Linux 3".into()),
        os_type: Some("linux".into()),
        data_disks: ["d-b", "d-c"]
            .map(|id| SourceDisk {
                disk_id: id.into(),
                device: None,
            })
            .into(),
        has_all_disks: true,
    }
}

fn proposed(mut data: Vec<SnapshotFacts>, instance: Option<SourceInstance>) -> DraftStart {
    data.push(system());
    propose(
        detail(&system()),
        &SourceFacts {
            snapshots: data,
            instance,
            ..SourceFacts::default()
        },
        &TimeZone::UTC,
    )
}

fn order(source: &DraftStart) -> Vec<&str> {
    source
        .candidates
        .iter()
        .map(|candidate| candidate.row.key.id.as_str())
        .collect()
}

fn picked(source: &DraftStart) -> Vec<&str> {
    source
        .draft
        .data_disks
        .iter()
        .map(|disk| disk.snapshot_id.as_str())
        .collect()
}

#[test]
fn the_nearest_of_each_disk_comes_first_then_the_instance_then_the_others_nearest_first() {
    let source = proposed(
        vec![
            snapshot("other-far", Some("i-2"), "d-x", "/dev/xvdb", 500),
            snapshot("other-near", Some("i-2"), "d-x", "/dev/xvdb", 1),
            snapshot("orphan", None, "d-y", "", 2),
            snapshot("b-yesterday", Some("i-1"), "d-b", "/dev/xvdb", -86_400),
            snapshot("c-now", Some("i-1"), "d-c", "/dev/xvdc", 2),
            snapshot("b-now", Some("i-1"), "d-b", "/dev/xvdb", 1),
            snapshot("d-old", Some("i-1"), "d-d", "/dev/xvdd", -33_240),
        ],
        Some(instance("erp-db-01")),
    );
    assert_eq!(
        order(&source),
        [
            "b-now",
            "c-now",
            "d-old",
            "b-yesterday",
            "other-near",
            "orphan",
            "other-far"
        ]
    );
    let gaps: Vec<i64> = source
        .candidates
        .iter()
        .map(|candidate| candidate.gap_seconds.unwrap())
        .collect();
    assert_eq!(gaps, [1, 2, -33_240, -86_400, 1, 2, 500]);
    assert_eq!(source.instance_data_disks, Some(2));
}

#[test]
fn the_draft_takes_the_disks_of_the_same_moment_in_the_order_of_their_devices() {
    let source = proposed(
        vec![
            snapshot("c", Some("i-1"), "d-c", "/dev/xvdc", 1),
            snapshot("aa", Some("i-1"), "d-aa", "/dev/xvdaa", 0),
            snapshot("b", Some("i-1"), "d-b", "/dev/xvdb", 60),
            snapshot("late", Some("i-1"), "d-d", "/dev/xvdd", 61),
            snapshot("stranger", Some("i-2"), "d-x", "/dev/xvdb", 0),
        ],
        Some(instance("erp-db-01")),
    );
    assert_eq!(picked(&source), ["b", "c", "aa"]);
    let late = source
        .candidates
        .iter()
        .find(|candidate| candidate.row.key.id == "late")
        .unwrap();
    assert!(!late.same_moment && late.same_instance && late.nearest_of_disk);
}

#[test]
fn a_finished_snapshot_of_the_moment_goes_before_an_unfinished_one_that_is_nearer() {
    let mut unfinished = snapshot("b-new", Some("i-1"), "d-b", "/dev/xvdb", 1);
    unfinished.row.status = "progressing".into();
    let source = proposed(
        vec![unfinished, snapshot("b-old", Some("i-1"), "d-b", "/dev/xvdb", -30)],
        Some(instance("erp-db-01")),
    );
    assert_eq!(picked(&source), ["b-old"]);
    let new = source
        .candidates
        .iter()
        .find(|candidate| candidate.row.key.id == "b-new")
        .unwrap();
    assert!(new.obstacles.is_empty() && !new.nearest_of_disk);
}

#[test]
fn system_disks_and_other_regions_are_no_candidates() {
    let mut far = snapshot("far", Some("i-1"), "d-b", "/dev/xvdb", 0);
    far.row.key.region_id = "cn-beijing".into();
    let source = proposed(vec![far, snapshot("sys-2", Some("i-2"), "d-2", "/dev/xvda", 0)], None);
    assert_eq!(order(&source), Vec::<&str>::new());
}

#[test]
fn disks_of_a_released_instance_are_offered_and_not_picked() {
    let mut released = system();
    released.row.instance_id = None;
    let sources = SourceFacts {
        snapshots: vec![released.clone(), snapshot("b", None, "d-b", "", 1)],
        ..SourceFacts::default()
    };
    let source = propose(detail(&released), &sources, &TimeZone::UTC);
    assert_eq!(order(&source), ["b"]);
    assert!(source.draft.data_disks.is_empty());
    assert_eq!(source.instance_data_disks, None);
}

#[test]
fn disks_are_not_counted_while_they_are_partly_listed() {
    let partly = SourceInstance {
        has_all_disks: false,
        ..instance("erp-db-01")
    };
    let data = snapshot("b", Some("i-1"), "d-b", "/dev/xvdb", 1);
    let source = proposed(vec![data], Some(partly));
    assert_eq!(source.instance_data_disks, None);
    assert_eq!(picked(&source), ["b"], "what is known is proposed");
}

#[test]
fn the_image_check_is_proposed_unless_something_is_encrypted() {
    let plain = snapshot("b", Some("i-1"), "d-b", "/dev/xvdb", 1);
    assert!(
        proposed(vec![plain.clone()], Some(instance("erp-db-01")))
            .draft
            .image_check
    );
    let mut encrypted = plain;
    encrypted.row.encrypted = true;
    assert!(!proposed(vec![encrypted], Some(instance("erp-db-01"))).draft.image_check);
}

#[test]
fn every_proposed_name_obeys_the_rules() {
    let table = [
        ("erp-db-01", "erp-db-01-20261123-0200"),
        ("订单服务", "订单服务-20261123-0200"),
        ("web 01 (old)", "web-01-old-20261123-0200"),
        ("01-web", "image-01-web-20261123-0200"),
        ("aliyun-web", "image-aliyun-web-20261123-0200"),
        ("http://web", "http:-web-20261123-0200"),
        ("😀", "erp-db-01-20261123-0200"),
        ("", "erp-db-01-20261123-0200"),
    ];
    for (name, expected) in table {
        let source = proposed(vec![], Some(instance(name)));
        assert_eq!(source.draft.name, expected, "{name}");
    }
    let long = proposed(vec![], Some(instance(&"像".repeat(300)))).draft.name;
    assert_eq!(long.chars().count(), 128);
    assert!(long.ends_with("-20261123-0200"));
}

#[test]
fn the_time_in_a_proposed_name_is_of_the_given_zone() {
    let zone = TimeZone::fixed(jiff::tz::offset(8));
    let source = propose(detail(&system()), &SourceFacts::default(), &zone);
    assert!(source.draft.name.ends_with("-20261123-1000"), "{}", source.draft.name);
}

#[test]
fn a_proposed_draft_has_no_errors() {
    for name in ["erp-db-01", "😀😀", "-_-", "http://x", "aliyun", "9", &"x".repeat(200)] {
        let mut snapshots = vec![snapshot("b", Some("i-1"), "d-b", "/dev/xvdb", 1), system()];
        snapshots[1].row.instance_name = None;
        let sources = SourceFacts {
            snapshots,
            instance: Some(instance(name)),
            ..SourceFacts::default()
        };
        let mut detail = detail(&system());
        detail.row.instance_name = None;
        detail.row.name = String::new();
        let draft = propose(detail, &sources, &TimeZone::UTC).draft;
        let found = check(&draft, &sources, NOW);
        assert!(
            found.iter().all(|finding| finding.severity != Severity::Error),
            "{name}: {} {found:?}",
            draft.name
        );
    }
}

#[test]
fn of_very_many_candidates_those_of_the_instance_are_kept() {
    let mut data: Vec<SnapshotFacts> = (0..1000)
        .map(|index| snapshot(&format!("x{index}"), Some("i-2"), &format!("d{index}"), "/dev/xvdb", 0))
        .collect();
    data.push(snapshot("mine", Some("i-1"), "d-b", "/dev/xvdb", -900_000));
    let source = proposed(data, Some(instance("erp-db-01")));
    assert_eq!(source.candidates.len(), 500);
    assert_eq!(order(&source)[0], "mine");
}
