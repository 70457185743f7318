//! An account with nothing in it: who owns it, who may use it, and what the service itself brings.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use crate::access_key::AccessKey;
use crate::cloud::{
    Catalog, Cloud, KeyPair, KmsKey, OtherAccounts, Region, ResourceGroup, Role, SERVICE_KEY, SecurityGroup, VSwitch,
    Vpc, zones,
};
use crate::open_questions::OpenQuestions;
use crate::randomness::Randomness;
use crate::supply::Supply;

/// Groups of a company that has some: name and display name.
pub(super) const GROUPS: [(&str, &str); 5] = [
    ("default", "默认资源组"),
    ("erp", "ERP"),
    ("web", "Web"),
    ("finance", "财务"),
    ("data", "Data platform"),
];
/// The role of instances.
pub(super) const APP_ROLE: &str = "app-server-role";
/// What a reader's role may do.
const READING: [&str; 6] = [
    "ecs:Describe*",
    "ecs:List*",
    "vpc:Describe*",
    "sts:*",
    "kms:List*",
    "resourcemanager:List*",
];

pub(super) fn cloud(
    seed: u64,
    epoch: Timestamp,
    image_quota: usize,
    regions: &[Region],
    groups: &[(&'static str, &'static str)],
) -> Cloud {
    let mut randomness = Randomness::new(seed);
    let account_id = format!("1934{}7720", randomness.digits(8));
    let user_id = format!("28{}", randomness.digits(16));
    let viewer_id = format!("21{}", randomness.digits(16));
    let mut keys = vec![
        key(&mut randomness, &account_id, "darkroom", &user_id),
        AccessKey {
            active: false,
            ..key(&mut randomness, &account_id, "darkroom", &user_id)
        },
        AccessKey {
            denied_actions: vec!["ecs:CreateImage".to_owned()],
            ..key(&mut randomness, &account_id, "viewer", &viewer_id)
        },
    ];
    let created = epoch.checked_sub(SignedDuration::from_hours(24 * 700)).unwrap_or(epoch);
    let resource_groups = groups.iter().map(|(name, display_name)| ResourceGroup {
        id: format!("rg-acfm{}", randomness.lower(11)),
        created,
        name,
        display_name,
    });
    let resource_groups = resource_groups.collect();
    // A second source of random numbers, so that additions here do not change the ids drawn before.
    let mut extra = Randomness::new(seed ^ 0x0A11_CE00);
    let reader_id = format!("23{}", extra.digits(16));
    keys.push(AccessKey {
        allowed_actions: Some(reading()),
        ..key(&mut extra, &account_id, "reader", &reader_id)
    });
    keys.push(AccessKey {
        arn: format!("acs:ram::{account_id}:root"),
        identity_type: "Account".to_owned(),
        ..key(&mut extra, &account_id, "root", &account_id)
    });
    let roles = roles(&account_id, &mut extra);
    // A key of somebody else: it says who it is and may do nothing here.
    let stranger_id = format!("1602{}5526", extra.digits(8));
    let stranger_user_id = format!("25{}", extra.digits(16));
    keys.push(AccessKey {
        allowed_actions: Some(Vec::new()),
        ..key(&mut extra, &stranger_id, "stranger", &stranger_user_id)
    });
    Cloud {
        account_id,
        keys,
        roles,
        regions: regions.to_vec(),
        resource_groups,
        instances: Vec::new(),
        disks: Vec::new(),
        snapshots: Vec::new(),
        catalog: Catalog::default(),
        snapshot_groups: Vec::new(),
        images: Vec::new(),
        vpcs: Vec::new(),
        vswitches: Vec::new(),
        security_groups: Vec::new(),
        key_pairs: Vec::new(),
        kms_keys: Vec::new(),
        left_policies: Vec::new(),
        tasks: Vec::new(),
        client_tokens: HashMap::new(),
        image_quota,
        pace: 1.0,
        open_questions: OpenQuestions::default(),
        supply: Supply::default(),
        events: Vec::new(),
        other_accounts: OtherAccounts::default(),
        has_malformed_rows: false,
        randomness,
    }
}

fn reading() -> Vec<String> {
    READING.map(str::to_owned).to_vec()
}

fn roles(account_id: &str, randomness: &mut Randomness) -> Vec<Role> {
    let names = [
        ("darkroom-operator", None),
        ("darkroom-reader", Some(reading())),
        ("AliyunECSImageExportDefaultRole", Some(Vec::new())),
        ("AliyunECSShareEncryptImageDefaultRole", Some(Vec::new())),
    ];
    let roles = names.into_iter().map(|(name, allowed_actions)| Role {
        arn: format!("acs:ram::{account_id}:role/{name}"),
        role_id: format!("39{}", randomness.digits(16)),
        allowed_actions,
    });
    let mut roles: Vec<_> = roles.collect();
    // Drawn from a source of its own: what is drawn after the others stays what it was.
    let mut own = Randomness::new(0x0A11_CE01);
    roles.push(Role {
        arn: format!("acs:ram::{account_id}:role/{APP_ROLE}"),
        role_id: format!("39{}", own.digits(16)),
        allowed_actions: Some(Vec::new()),
    });
    roles
}

/// A key whose id says what it is, so that nobody takes it for a real one.
fn key(randomness: &mut Randomness, account_id: &str, user: &str, user_id: &str) -> AccessKey {
    AccessKey {
        access_key_id: format!("LTAI5tPractice{}", randomness.mixed(10)),
        access_key_secret: format!("Practice{}", randomness.mixed(22)),
        account_id: account_id.to_owned(),
        arn: format!("acs:ram::{account_id}:user/{user}"),
        identity_type: "RAMUser".to_owned(),
        active: true,
        denied_actions: Vec::new(),
        allowed_actions: None,
        denied_regions: Vec::new(),
        session_actions: None,
        user_id: user_id.to_owned(),
    }
}

/// Puts a network into a region: the given VPC, switch and security group, a second switch in another zone, a key pair,
/// and the service's own encryption key.
pub(super) fn add_network(
    cloud: &mut Cloud,
    region_id: &'static str,
    ids: &[String; 3],
    created: Timestamp,
    seed: u64,
) {
    let [vpc_id, vswitch_id, security_group_id] = ids.clone();
    let place = region_id
        .bytes()
        .fold(seed, |mix, byte| mix.rotate_left(7) ^ u64::from(byte));
    let mut extra = Randomness::new(place);
    let code = cloud.region(region_id).map_or("bp1", |region| region.code);
    let resource_group_id = cloud
        .resource_groups
        .first()
        .map(|group| group.id.clone())
        .unwrap_or_default();
    cloud.vpcs.push(Vpc {
        vpc_id: vpc_id.clone(),
        region_id,
        name: format!("vpc-{region_id}"),
        cidr_block: "172.16.0.0/12",
        created,
        resource_group_id: resource_group_id.clone(),
    });
    let [first, second, _] = zones(region_id);
    let switches = [(vswitch_id, first, 0), (extra.identifier("vsw", code), second, 1)];
    for (vswitch_id, zone_id, net) in switches {
        cloud.vswitches.push(VSwitch {
            vswitch_id,
            vpc_id: vpc_id.clone(),
            region_id,
            name: format!("servers-{zone_id}"),
            zone_id,
            net,
            created,
            resource_group_id: resource_group_id.clone(),
        });
    }
    cloud.security_groups.push(SecurityGroup {
        security_group_id,
        vpc_id,
        region_id,
        name: "servers".to_owned(),
        created,
        resource_group_id: resource_group_id.clone(),
        tags: Vec::new(),
    });
    cloud.key_pairs.push(KeyPair {
        name: "operations".to_owned(),
        region_id,
        finger_print: extra.digits(32),
        created,
        resource_group_id,
        tags: Vec::new(),
    });
    cloud.kms_keys.push(KmsKey {
        key_id: extra.uuid().to_ascii_lowercase(),
        region_id,
        alias: SERVICE_KEY.to_owned(),
    });
}
