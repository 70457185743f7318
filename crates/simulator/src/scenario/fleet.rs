//! A large account: 29 regions, hundreds of machines, and a snapshot of every disk each night for weeks. The snapshots
//! are worked out from their place, so that a million of them cost no more than twenty thousand.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{account, images, source};
use crate::cloud::{
    ALL_REGIONS, Catalog, CatalogDisk, Cloud, Disk, DiskDeviceMapping, DiskSettings, Image, ImageOwner, Instance,
    InstanceSettings, Os, Production, Region, RegionCatalog, zones,
};

const APPLICATIONS: [&str; 12] = [
    "erp-db",
    "erp-app",
    "web-gw",
    "order-svc",
    "订单服务",
    "redis",
    "bi-worker",
    "warehouse",
    "api",
    "财务系统",
    "mail",
    "search",
];
const ENVIRONMENTS: [&str; 4] = ["prod", "prod", "staging", "test"];
const SIZES: [i64; 6] = [40, 60, 100, 200, 500, 1_024];

/// `snapshots` of disks that have one of each of so many nights, about.
pub(super) fn cloud(seed: u64, epoch: Timestamp, image_quota: usize, snapshots: u64, nights: u64) -> Cloud {
    let mut cloud = account::cloud(seed, epoch, image_quota, &ALL_REGIONS, &account::GROUPS);
    let regions = ALL_REGIONS.len() as u64;
    let mut catalogs = Vec::new();
    for (place, region) in ALL_REGIONS.iter().enumerate() {
        // The first regions of the list get what does not divide.
        let rows = snapshots / regions + u64::from((place as u64) < snapshots % regions);
        let disks = (rows / nights).max(12);
        catalogs.push(region_catalog(&mut cloud, seed, epoch, region, rows, disks));
    }
    let catalog = Catalog::new(seed, epoch, catalogs);
    add_images(&mut cloud, &catalog, epoch);
    add_source(&mut cloud, &catalog, seed, epoch);
    cloud.catalog = catalog;
    images::add_public_images(&mut cloud, epoch);
    cloud
}

/// The machines of one region, and the catalog of their disks' snapshots.
fn region_catalog(
    cloud: &mut Cloud,
    seed: u64,
    epoch: Timestamp,
    region: &Region,
    rows: u64,
    disks: u64,
) -> RegionCatalog {
    let region_id = region.region_id;
    let created = epoch.checked_sub(SignedDuration::from_hours(24 * 400)).unwrap_or(epoch);
    let network = ["vpc", "vsw", "sg"].map(|kind| cloud.new_id(kind, region_id));
    account::add_network(cloud, region_id, &network, created, seed);
    let site = Site {
        network,
        policy_id: cloud.new_id("sp", region_id).into(),
        kms_key_id: cloud.randomness.uuid().to_ascii_lowercase().into(),
        created,
    };
    let mut catalog = RegionCatalog {
        region_id,
        code: region.code,
        disks: Vec::new(),
        rows,
    };
    let mut number = 0;
    while (catalog.disks.len() as u64) < disks {
        number += 1;
        let left = disks - catalog.disks.len() as u64;
        add_machine(cloud, &mut catalog, &site, number, left);
    }
    catalog
}

/// What the machines of one region share.
struct Site {
    /// VPC, switch and security group.
    network: [String; 3],
    policy_id: Arc<str>,
    kms_key_id: Arc<str>,
    created: Timestamp,
}

fn add_machine(cloud: &mut Cloud, catalog: &mut RegionCatalog, site: &Site, number: u64, left: u64) {
    let created = site.created;
    let region_id = catalog.region_id;
    let odds = cloud.randomness.next();
    let application = pick(&APPLICATIONS, odds);
    let environment = pick(&ENVIRONMENTS, odds >> 8);
    let os = pick(&Os::ALL, odds >> 16);
    let name = format!("{application}-{number:04}");
    let instance_id = cloud.new_id("i", region_id);
    let [zone_id, ..] = zones(region_id);
    let groups = cloud.resource_groups.len() as u64;
    let group = usize::try_from((odds >> 24) % groups.max(1)).unwrap_or_default();
    let resource_group_id = cloud
        .resource_groups
        .get(group)
        .map(|group| group.id.clone())
        .unwrap_or_default();
    let shared_group_id = Arc::<str>::from(resource_group_id.as_str());
    let tags = vec![
        ("env".to_owned(), environment.to_owned()),
        ("app".to_owned(), application.to_owned()),
    ];
    let is_encrypted = (odds >> 32).is_multiple_of(11);
    let is_automatic = (odds >> 36).is_multiple_of(2);
    let is_gone = (odds >> 40).is_multiple_of(17);
    let kms_key_id = is_encrypted.then(|| site.kms_key_id.clone());
    let policy_id = is_automatic.then(|| site.policy_id.clone());
    let shared_tags = Arc::new(if is_automatic { Vec::new() } else { tags.clone() });
    for (letter, place) in ('a'..='d').zip(0..(1 + (odds >> 44) % 4).min(left)) {
        let disk_id = cloud.new_id("d", region_id);
        let link_id = cloud.new_id("sl", region_id);
        let disk_type = if place == 0 { "system" } else { "data" };
        let size_gib = pick(&SIZES, odds >> (48 + place));
        catalog.disks.push(CatalogDisk {
            disk_id: disk_id.as_str().into(),
            link_id: link_id.into(),
            label: if place == 0 {
                format!("{name}-sys")
            } else {
                format!("{name}-data{place}")
            },
            disk_type,
            size_gib,
            kms_key_id: kms_key_id.clone(),
            policy_id: policy_id.clone(),
            resource_group_id: shared_group_id.clone(),
            tags: shared_tags.clone(),
            os,
        });
        if !is_gone {
            cloud.disks.push(Disk {
                disk_id,
                region_id,
                zone_id: zone_id.clone(),
                name: format!("{name}-xvd{letter}"),
                disk_type,
                category: "cloud_essd",
                size_gib,
                device: format!("/dev/xvd{letter}"),
                instance_id: Some(instance_id.clone()),
                image_id: os.public_image.to_owned(),
                source_snapshot_id: None,
                created,
                kms_key_id: kms_key_id.as_deref().map(str::to_owned),
                auto_snapshot_policy_id: policy_id.as_deref().map(str::to_owned),
                resource_group_id: resource_group_id.clone(),
                tags: tags.clone(),
                settings: DiskSettings::usual(disk_type),
                reinits_until: None,
                pending_gib: None,
                changes: None,
            });
        }
    }
    if !is_gone {
        let [vpc_id, vswitch_id, security_group_id] = site.network.clone();
        cloud.instances.push(Instance {
            instance_id,
            region_id,
            zone_id,
            name,
            description: String::new(),
            final_status: if (odds >> 52).is_multiple_of(9) {
                "Stopped"
            } else {
                "Running"
            },
            transitions: Vec::new(),
            instance_type: "ecs.g7.xlarge",
            cpu: 4,
            memory_mib: 16_384,
            os,
            image_id: os.public_image.to_owned(),
            created,
            private_ip: format!("172.16.{}.{}", number / 250 % 250, 2 + number % 250),
            vpc_id,
            vswitch_id,
            security_group_ids: vec![security_group_id],
            key_pair_name: None,
            subscribed_until: None,
            locked_for: None,
            resource_group_id,
            tags,
            settings: InstanceSettings::default(),
            vanishes_at: None,
            stopped_mode: None,
            replaced: None,
            spec_changed: None,
            pending_type: None,
        });
    }
}

/// Versions of an image that every region has, the oldest first; the last but one is deprecated.
const VERSIONS: usize = 4;

/// Images in every region, of system disks the catalog has plain snapshots of: a family of several versions, which some of the
/// instances run, and for each second region one that was copied from the first region.
fn add_images(cloud: &mut Cloud, catalog: &Catalog, epoch: Timestamp) {
    let mut first: Option<Image> = None;
    for (number, region) in ALL_REGIONS.iter().enumerate() {
        let is_plain = |row: &crate::cloud::Snapshot| {
            row.source_disk_type == "system" && row.kms_key_id.is_none() && row.status(epoch) == "accomplished"
        };
        let rows = catalog.rows_after(region.region_id, None).take(500);
        // Of different nights.
        let mut sources: Vec<_> = rows.filter(is_plain).step_by(30).take(VERSIONS).collect();
        sources.sort_by_key(|source| source.created);
        let mut ids = Vec::new();
        for (version, source) in sources.into_iter().enumerate() {
            let image = own_image(cloud, region, version, source);
            ids.push(image.image_id.clone());
            first.get_or_insert_with(|| image.clone());
            cloud.images.push(image);
        }
        if let Some(source) = first
            .clone()
            .filter(|source| source.region_id != region.region_id && number % 2 == 0)
        {
            let mut copy = Image {
                image_id: cloud.new_id("m", region.region_id),
                region_id: region.region_id,
                copy_of: Some(source.image_id.clone()),
                ..source
            };
            for mapping in &mut copy.mappings {
                mapping.snapshot_id = Some(cloud.new_id("s", region.region_id));
            }
            cloud.images.push(copy);
        }
        run_images(cloud, region.region_id, &ids, epoch);
    }
}

fn own_image(cloud: &mut Cloud, region: &Region, version: usize, source: crate::cloud::Snapshot) -> Image {
    Image {
        image_id: cloud.new_id("m", region.region_id),
        region_id: region.region_id,
        owner: ImageOwner::Account,
        name: format!(
            "golden-{}-v{}",
            source.os.platform.to_ascii_lowercase().replace(' ', "-"),
            version + 1
        ),
        description: String::new(),
        family: Some("golden".to_owned()),
        version: None,
        created: source.created,
        production: Production::Creating(SignedDuration::from_mins(20)),
        ends_as: "Available",
        unavailable_because: None,
        is_deprecated: version + 2 == VERSIONS,
        os: source.os,
        platform: source.os.platform.to_owned(),
        architecture: "x86_64".to_owned(),
        boot_mode: "BIOS".to_owned(),
        features: source.os.features("v1"),
        former_features: Vec::new(),
        mappings: vec![DiskDeviceMapping {
            device: "/dev/xvda".to_owned(),
            disk_type: "system",
            size_gib: source.source_disk_gib,
            snapshot_id: Some(source.snapshot_id),
            encrypted: false,
        }],
        used_by_instance: false,
        shared_with: Vec::new(),
        is_public: false,
        copy_of: None,
        check_lasts: (version % 2 == 1).then_some(Image::CHECK),
        gone_at: None,
        resource_group_id: source.resource_group_id.to_string(),
        tags: source.tags.to_vec(),
    }
}

/// Makes an instance of Hangzhou with three plain disks worth copying, and an image of it.
fn add_source(cloud: &mut Cloud, catalog: &Catalog, seed: u64, epoch: Timestamp) {
    const REGION: &str = "cn-hangzhou";
    let rows: Vec<_> = catalog.rows_after(REGION, None).take(500).collect();
    let usable = |disk: &Disk| {
        let mut rows = rows.iter();
        let found = rows.find(|row| *row.source_disk_id == *disk.disk_id && row.status(epoch) == "accomplished");
        found.filter(|row| row.kms_key_id.is_none() && row.category == "standard")
    };
    let instances = cloud.instances.iter().filter(|row| row.region_id == REGION);
    let sources = instances.filter_map(|row| {
        let disks = cloud.disks_of(&row.instance_id);
        let rows: Vec<_> = disks.iter().filter_map(usable).cloned().collect();
        (disks.len() == 3 && rows.len() == 3).then(|| (row.instance_id.clone(), rows))
    });
    let Some((instance_id, rows)) = sources.into_iter().next() else {
        return;
    };
    let mappings = rows.iter().zip('a'..='c').map(|(row, letter)| DiskDeviceMapping {
        device: format!("/dev/xvd{letter}"),
        disk_type: row.source_disk_type,
        size_gib: row.source_disk_gib,
        snapshot_id: Some(row.snapshot_id.clone()),
        encrypted: false,
    });
    let mappings = mappings.collect();
    let region = ALL_REGIONS.iter().find(|region| region.region_id == REGION);
    if let (Some(region), Some(system)) = (region, rows.into_iter().next()) {
        let image = Image {
            name: source::IMAGE.to_owned(),
            family: None,
            is_deprecated: false,
            mappings,
            ..own_image(cloud, region, 0, system)
        };
        cloud.images.push(image);
    }
    source::dress(cloud, &instance_id, seed);
}

/// Each third instance of a region runs one of these images; some are paid for in advance.
fn run_images(cloud: &mut Cloud, region_id: &str, image_ids: &[String], epoch: Timestamp) {
    let instances = cloud.instances.iter_mut().filter(|row| row.region_id == region_id);
    let mut runs = Vec::new();
    for (place, row) in instances.enumerate() {
        if let Some(image_id) = image_ids
            .get(place / 3 % image_ids.len().max(1))
            .filter(|_| place % 3 == 0)
        {
            row.image_id.clone_from(image_id);
            runs.push((row.instance_id.clone(), image_id.clone()));
        }
        if place % 4 == 1 {
            let left = SignedDuration::from_hours(24 * (i64::try_from(place).unwrap_or_default() * 7 % 300 + 3));
            row.subscribed_until = epoch.checked_add(left).ok();
        }
    }
    for (instance_id, image_id) in runs {
        let is_its = |disk: &&mut Disk| disk.disk_type == "system" && disk.instance_id.as_ref() == Some(&instance_id);
        for disk in cloud.disks.iter_mut().filter(is_its) {
            image_id.clone_into(&mut disk.image_id);
        }
    }
}

fn pick<T: Copy, const N: usize>(choices: &[T; N], odds: u64) -> T {
    let place = usize::try_from(odds % N as u64).unwrap_or_default();
    choices[place % N]
}
