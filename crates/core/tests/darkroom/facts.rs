//! A draft that is sound and the snapshots around it, for tests of single rules.

use darkroom_core::image::rules::{check, request};
use darkroom_core::image::{
    DraftDataDisk, Finding, FindingCode, ImageDraft, Severity, SnapshotFacts, SourceDisk, SourceFacts, SourceInstance,
};
use darkroom_core::inventory::{ResourceKey, SnapshotRow};

/// 2026-11-23T02:00:00Z.
pub const NOW: i64 = 1_795_399_200_000;
pub const DAY: i64 = 86_400_000;

pub fn snapshot(id: &str, disk_type: &str, disk: &str, size_gib: u32) -> SnapshotFacts {
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
            disk_type: disk_type.into(),
            source_disk_id: disk.into(),
            instance_id: Some("i-1".into()),
            instance_name: Some("erp-db-01".into()),
            size_gib: Some(size_gib),
            created_at: Some(NOW - DAY),
            used_by_image: false,
            used_by_disk: false,
            encrypted: false,
            automatic: false,
            can_become_image: true,
            source_listed: Some(true),
        },
        category: "standard".into(),
        released_at: None,
        device: None,
    }
}

pub fn linux(data_disks: &[&str]) -> SourceInstance {
    SourceInstance {
        instance_id: "i-1".into(),
        name: "erp-db-01".into(),
        os_name: Some("Alibaba Cloud Linux 3".into()),
        os_type: Some("linux".into()),
        data_disks: data_disks
            .iter()
            .map(|id| SourceDisk {
                disk_id: (*id).into(),
                device: None,
            })
            .collect(),
        has_all_disks: true,
    }
}

pub fn sources() -> SourceFacts {
    SourceFacts {
        snapshots: vec![
            snapshot("s-sys", "system", "d-sys", 40),
            snapshot("s-data", "data", "d-data", 100),
        ],
        instance: Some(linux(&["d-data"])),
        account_uid: "1234567890123456".into(),
    }
}

pub fn draft() -> ImageDraft {
    ImageDraft {
        account_id: "a".into(),
        region_id: "cn-hangzhou".into(),
        system_snapshot_id: "s-sys".into(),
        system_size_gib: 40,
        data_disks: vec![DraftDataDisk {
            snapshot_id: "s-data".into(),
            size_gib: 100,
        }],
        name: "erp-db-golden".into(),
        description: String::new(),
        family: String::new(),
        tags: Vec::new(),
        resource_group_id: String::new(),
        image_check: true,
        copy_to: Vec::new(),
        share_with: Vec::new(),
        test_launch: None,
    }
}

pub fn errors(draft: &ImageDraft, sources: &SourceFacts) -> Vec<(String, FindingCode)> {
    let found = check(draft, sources, NOW);
    found
        .into_iter()
        .filter(|it| it.severity == Severity::Error)
        .map(|it| (it.field, it.code))
        .collect()
}

pub fn find(draft: &ImageDraft, sources: &SourceFacts, code: FindingCode) -> Option<Finding> {
    check(draft, sources, NOW)
        .into_iter()
        .find(|finding| finding.code == code)
}

pub fn error(field: &str, code: FindingCode) -> Vec<(String, FindingCode)> {
    vec![(field.to_owned(), code)]
}

pub fn wire(draft: &ImageDraft, sources: &SourceFacts) -> Vec<String> {
    request(draft, sources)
        .into_iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect()
}
