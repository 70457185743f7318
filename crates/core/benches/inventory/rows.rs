//! The rows of the benchmark: what a large account might hold. The same number gives the same row.

use jiff::Timestamp;

/// Regions of the account.
pub const REGIONS: usize = 10;
/// Images in all regions.
pub const IMAGES: usize = 20_000;
/// Instances in all regions.
pub const INSTANCES: usize = 50_000;
/// Rows on a page.
pub const PAGE: usize = 100;
/// In the description of a few snapshots only.
pub const RARE: &str = "zeppelin";
/// In the name of most snapshots.
pub const COMMON: &str = "web";

/// What is found, filtered and sorted of a snapshot.
pub struct Snapshot {
    pub id: String,
    pub name: String,
    pub description: String,
    pub status: &'static str,
    pub disk_type: &'static str,
    pub disk_id: String,
    pub size: usize,
    /// Milliseconds since the epoch.
    pub created_at: i64,
}

pub fn region(number: usize) -> String {
    format!("cn-region-{number}")
}

/// A number that looks random, made of another one.
fn scattered(number: usize) -> usize {
    let mixed = (number as u64)
        .wrapping_add(0x9e37_79b9_7f4a_7c15)
        .wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed ^ (mixed >> 31)) as usize
}

pub fn snapshot(number: usize) -> Snapshot {
    let random = scattered(number);
    let (server, role) = (random / 7 % 5_000, ["web", "web", "web", "db", "cache"][random % 5]);
    Snapshot {
        id: format!("s-bp1{:017x}", scattered(random)),
        name: format!("{role}-{server:04}-{:06}", random % 1_000_000),
        description: match number % 20_000 {
            77 => format!("before the {RARE} upgrade"),
            _ => format!("Created by policy sp-{:04}", random % 300),
        },
        status: if random.is_multiple_of(50) {
            "progressing"
        } else {
            "accomplished"
        },
        disk_type: if random.is_multiple_of(3) { "system" } else { "data" },
        disk_id: format!("d-bp1{:017x}", scattered(server)),
        size: 20 + random % 40 * 10,
        created_at: 1_700_000_000_000 + (random % 90_000_000) as i64 * 1_000,
    }
}

/// The snapshot as the cloud writes it.
pub fn snapshot_json(number: usize, region_id: &str) -> String {
    let Snapshot {
        id,
        name,
        description,
        status,
        disk_type,
        disk_id,
        size,
        created_at,
    } = snapshot(number);
    let created = Timestamp::from_millisecond(created_at).unwrap();
    let progress = if status == "accomplished" { "100%" } else { "40%" };
    format!(
        r#"{{"SnapshotId":"{id}","SnapshotName":"{name}","Description":"{description}","Status":"{status}","Progress":"{progress}","SourceDiskId":"{disk_id}","SourceDiskType":"{disk_type}","SourceDiskSize":"{size}","SnapshotType":"auto","Category":"standard","Usage":"none","CreationTime":"{created}","LastModifiedTime":"{created}","Encrypted":false,"InstantAccess":false,"ProductCode":"","RegionId":"{region_id}","SnapshotSN":"64472-{number}","ResourceGroupId":"rg-acfm","SourceStorageType":"disk","RetentionDays":30,"Tags":{{"Tag":[{{"TagKey":"env","TagValue":"prod"}},{{"TagKey":"role","TagValue":"{}"}}]}}}}"#,
        name.split('-').next().unwrap()
    )
}

/// An instance as the cloud writes it.
pub fn instance_json(number: usize, region_id: &str) -> String {
    format!(
        r#"{{"InstanceId":"i-bp1{:017x}","InstanceName":"server-{number}","Status":"Running","InstanceType":"ecs.g7.large","ImageId":"m-bp1{:017x}","CreationTime":"2026-01-01T00:00Z","InstanceChargeType":"PostPaid","ZoneId":"{region_id}-a","RegionId":"{region_id}","OSName":"Alibaba Cloud Linux 3","OSType":"linux"}}"#,
        scattered(number),
        scattered(number % 2_000),
    )
}

/// An image as the cloud writes it.
pub fn image_json(number: usize, region_id: &str) -> String {
    format!(
        r#"{{"ImageId":"m-bp1{:017x}","ImageName":"image-{number}","Status":"Available","Progress":"100%","OSName":"Alibaba Cloud Linux 3","OSType":"linux","Platform":"Aliyun","Architecture":"x86_64","Size":40,"ImageOwnerAlias":"self","CreationTime":"2026-01-01T00:00:00Z","RegionId":"{region_id}","ImageFamily":"family-{}"}}"#,
        scattered(number),
        // Ten images of a region each.
        number / REGIONS / 10,
    )
}
