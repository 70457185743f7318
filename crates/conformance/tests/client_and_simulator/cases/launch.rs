//! Launches of instances that are to be like another one, and of instances that come to nothing.

use alibaba_cloud::ecs::{
    DescribeCloudAssistantStatus, DescribeDisks, DescribeImages, DescribeInstanceAttribute,
    DescribeInstanceHistoryEvents, DescribeInstanceMaintenanceAttributes, DescribeInstanceRamRole, DescribeInstances,
    DescribeKeyPairs, DescribeNetworkInterfaces, DescribeUserData, Disk, Image, Instance,
    ModifyInstanceMaintenanceAttributes, NewDataDisk, RunInstances, Tag,
};
use alibaba_cloud::{Action as _, FailureKind, RecordedRequest, Request, all_pages};
use futures_util::TryStreamExt as _;
use secrecy::{ExposeSecret as _, SecretString};
use simulator::{InstanceQuestions, Launched, OpenQuestions, Partial};

use crate::cloud::{Cloud, Connection, HANGZHOU};

/// `echo hello`, in Base64.
const USER_DATA: &str = "ZWNobyBoZWxsbw==";

pub async fn like_its_source(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    let (source, image) = (source(&cloud).await, full_image(&cloud).await);
    let asked = like(&cloud, &source, &image).await;
    let dry = RunInstances {
        amount: Some(1),
        min_amount: None,
        host_names: vec!["like-1".to_owned()],
        client_token: "dry".to_owned(),
        dry_run: true,
        ..asked.clone()
    };
    assert!(cloud.refused("DryRunOperation", &dry).await.is_dry_run_passed());
    let instance_ids = cloud.call(&asked).await.instance_ids;
    assert_eq!(instance_ids.len(), 2);
    cloud.advance(180);
    for (number, instance_id) in (1..).zip(&instance_ids) {
        let launched = instance(&cloud, instance_id).await;
        compare(&launched, &source, &asked, number);
        compare_disks(&cloud, instance_id, &image).await;
        around(&cloud, instance_id, &asked).await;
    }
}

/// The instance that the others shall be like.
async fn source(cloud: &Cloud) -> Instance {
    let mut find = DescribeInstances::new(HANGZHOU);
    find.instance_name = Some("erp-db-01".to_owned());
    cloud.call(&find).await.instances.remove(0)
}

async fn full_image(cloud: &Cloud) -> Image {
    let mut find = DescribeImages::new(HANGZHOU);
    find.image_name = Some("erp-db-golden".to_owned());
    let image = cloud.call(&find).await.images.remove(0);
    assert!(image.disk_device_mappings.len() > 1);
    image
}

async fn instance(cloud: &Cloud, instance_id: &str) -> Instance {
    let mut find = DescribeInstances::new(HANGZHOU);
    find.instance_ids = vec![instance_id.to_owned()];
    find.additional_attributes = ["META_OPTIONS", "CPU_OPTIONS_TOPOLOGY_TYPE", "NETWORK_PRIMARY_ENI_IP"]
        .map(str::to_owned)
        .to_vec();
    cloud.call(&find).await.instances.remove(0)
}

/// Two instances like the source, of an image with all its disks; more is asked for than the source has.
async fn like(cloud: &Cloud, source: &Instance, image: &Image) -> RunInstances {
    let key_pairs = cloud.call(&DescribeKeyPairs::new(HANGZHOU)).await.key_pairs;
    let role_arn = cloud.simulator.role_arns().remove(0);
    let mut asked = RunInstances::new(HANGZHOU, source.instance_type.clone().unwrap(), "like-token");
    asked.image_id = Some(image.image_id.clone());
    asked.amount = Some(2);
    asked.zone_id.clone_from(&source.zone_id);
    asked.v_switch_id.clone_from(&source.v_switch_id);
    asked.security_group_ids.clone_from(&source.security_group_ids);
    asked.resource_group_id.clone_from(&source.resource_group_id);
    asked.instance_name = Some("like-[1,2]".to_owned());
    asked.host_names = vec!["like-1".to_owned(), "like-2".to_owned()];
    asked.description = Some("like erp-db-01".to_owned());
    asked.key_pair_name = Some(key_pairs[0].key_pair_name.clone());
    asked.user_data = Some(SecretString::from(USER_DATA));
    asked.ram_role_name = role_arn.rsplit('/').next().map(str::to_owned);
    asked.internet_charge_type = Some("PayByTraffic".to_owned());
    asked.internet_max_bandwidth_out = Some(5);
    asked.http_endpoint = Some("enabled".to_owned());
    asked.http_tokens = Some("required".to_owned());
    asked.deletion_protection = Some(true);
    asked.enable_jumbo_frame = Some(false);
    asked.tags = vec![Tag {
        key: "copy-of".to_owned(),
        value: source.instance_id.clone(),
    }];
    asked.system_disk.category = Some("cloud_essd".to_owned());
    asked.system_disk.performance_level = Some("PL1".to_owned());
    asked.system_disk.size = Some(120);
    let data_disks = image
        .disk_device_mappings
        .iter()
        .filter(|mapping| mapping.disk_type.as_deref() == Some("data"));
    asked.data_disks = data_disks
        .map(|mapping| NewDataDisk {
            device: mapping.device.clone(),
            category: Some("cloud_auto".to_owned()),
            size: mapping.size,
            provisioned_iops: Some(100),
            bursting_enabled: Some(true),
            delete_with_instance: Some(false),
            ..NewDataDisk::default()
        })
        .collect();
    asked
}

/// What must be equal, and what must not.
fn compare(launched: &Instance, source: &Instance, asked: &RunInstances, number: u32) {
    assert_eq!(launched.status.as_deref(), Some("Running"));
    assert_eq!(launched.instance_type, source.instance_type);
    assert_eq!((launched.cpu, launched.memory), (source.cpu, source.memory));
    assert_eq!(launched.image_id, asked.image_id);
    assert_eq!(launched.zone_id, source.zone_id);
    assert_eq!(launched.vpc_id, source.vpc_id);
    assert_eq!(launched.v_switch_id, source.v_switch_id);
    assert_eq!(launched.security_group_ids, source.security_group_ids);
    assert_eq!(launched.resource_group_id, source.resource_group_id);
    assert!(launched.instance_name.as_deref().unwrap().starts_with("like-"));
    assert_eq!(launched.host_name, Some(format!("like-{number}")));
    assert_eq!(launched.description, asked.description);
    assert_eq!(launched.key_pair_name, asked.key_pair_name);
    assert_eq!(launched.internet_charge_type, asked.internet_charge_type);
    assert_eq!(launched.internet_max_bandwidth_out, Some(5));
    assert_eq!(launched.internet_max_bandwidth_in, Some(10));
    assert_eq!(launched.own_public_ip_addresses.len(), 1);
    assert_eq!(launched.public_ip_addresses, launched.own_public_ip_addresses);
    assert_eq!((&launched.eip_address, &launched.eip_allocation_id), (&None, &None));
    assert_ne!(launched.private_ip_addresses, source.private_ip_addresses);
    assert_ne!(launched.serial_number, source.serial_number);
    assert_eq!(launched.deletion_protection, Some(true));
    assert_eq!(launched.tags, asked.tags);
    let metadata = launched.metadata_options.as_ref().unwrap();
    assert_eq!(metadata.http_tokens.as_deref(), Some("required"));
    assert_eq!(metadata.http_endpoint.as_deref(), Some("enabled"));
    assert_eq!(launched.network_interfaces.len(), 1);
    let interface = &launched.network_interfaces[0];
    assert_eq!(interface.private_ip_addresses, launched.private_ip_addresses);
    assert!(launched.cpu_options.as_ref().unwrap().core_count.is_some());
}

async fn compare_disks(cloud: &Cloud, instance_id: &str, image: &Image) {
    let mut find = DescribeDisks::new(HANGZHOU);
    find.instance_id = Some(instance_id.to_owned());
    let disks = cloud.call(&find).await.disks;
    assert_eq!(disks.len(), image.disk_device_mappings.len());
    for mapping in &image.disk_device_mappings {
        let letter = |device: &Option<String>| device.as_ref().unwrap().chars().next_back();
        let is_its = |disk: &&Disk| letter(&disk.device) == letter(&mapping.device);
        let disk = disks.iter().find(is_its).unwrap();
        assert_eq!(disk.source_snapshot_id, mapping.snapshot_id, "the content of the image");
        assert_eq!(disk.attachments[0].instance_id, instance_id);
        assert_eq!(disk.disk_type, mapping.disk_type);
        if disk.disk_type.as_deref() == Some("system") {
            assert_eq!(disk.category.as_deref(), Some("cloud_essd"));
            assert_eq!(disk.performance_level.as_deref(), Some("PL1"));
            assert_eq!(disk.size, Some(120));
        } else {
            assert_eq!(disk.category.as_deref(), Some("cloud_auto"));
            assert_eq!(disk.size, mapping.size);
            assert_eq!(disk.provisioned_iops, Some(100));
            assert_eq!(disk.bursting_enabled, Some(true));
            assert_eq!(disk.delete_with_instance, Some(false));
        }
    }
}

/// What other actions tell of an instance.
async fn around(cloud: &Cloud, instance_id: &str, asked: &RunInstances) {
    let ids = vec![instance_id.to_owned()];
    let user_data = cloud
        .call(&DescribeUserData::new(HANGZHOU, instance_id))
        .await
        .user_data;
    assert_eq!(user_data.unwrap().expose_secret(), USER_DATA);
    let roles = cloud.call(&DescribeInstanceRamRole::new(HANGZHOU, ids.clone())).await;
    assert_eq!(roles.instance_ram_roles[0].ram_role_name, asked.ram_role_name);
    let attribute = cloud.call(&DescribeInstanceAttribute::new(HANGZHOU, instance_id)).await;
    assert_eq!(attribute.enable_jumbo_frame, Some(false));
    let mut interfaces = DescribeNetworkInterfaces::new(HANGZHOU);
    interfaces.instance_id = Some(instance_id.to_owned());
    let interfaces = cloud.call(&interfaces).await.network_interfaces;
    assert_eq!(interfaces[0].security_group_ids, asked.security_group_ids);
    assert!(interfaces[0].public_ip_address.is_some());
    let agents = cloud
        .call(&DescribeCloudAssistantStatus::new(HANGZHOU, ids.clone()))
        .await;
    let agent = &agents.cloud_assistant_statuses[0];
    assert_eq!(agent.cloud_assistant_status, Some(true));
    assert!(agent.last_heartbeat_time.is_some());
    let mut maintenance = ModifyInstanceMaintenanceAttributes::new(HANGZHOU, ids.clone());
    maintenance.action_on_maintenance = Some("Stop".to_owned());
    cloud.call(&maintenance).await;
    let maintenance = cloud
        .call(&DescribeInstanceMaintenanceAttributes::new(HANGZHOU, ids))
        .await;
    let maintenance = &maintenance.instance_maintenances[0];
    assert_eq!(maintenance.action_on_maintenance.as_deref(), Some("Stop"));
    assert_eq!(maintenance.supported_actions.len(), 3);
}

pub async fn that_comes_to_nothing_later(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    set(&cloud, |questions| questions.launched = Launched::LastVanishes);
    let (source, image) = (source(&cloud).await, full_image(&cloud).await);
    let asked = like(&cloud, &source, &image).await;
    let instance_ids = cloud.call(&asked).await.instance_ids;
    cloud.advance(180);
    let mut find = DescribeInstances::new(HANGZHOU);
    find.instance_ids.clone_from(&instance_ids);
    let left = cloud.call(&find).await.instances;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].instance_id, instance_ids[0]);
    let mut events = DescribeInstanceHistoryEvents::new(HANGZHOU);
    events.resource_ids = instance_ids[1..].to_vec();
    events.event_types = vec!["SystemFailure.Delete".to_owned()];
    let events = cloud.call(&events).await.instance_events;
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].instance_id.as_ref(), instance_ids.last());
    assert_eq!(events[0].event_cycle_status.as_deref(), Some("Executed"));
    assert!(events[0].reason.is_some() && events[0].event_publish_time.is_some());
}

pub async fn without_stock(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    let (source, image) = (source(&cloud).await, full_image(&cloud).await);
    let asked = like(&cloud, &source, &image).await;
    set(&cloud, |questions| questions.partial = Partial::NoStock);
    let error = cloud.refused("OperationDenied.NoStock", &asked).await;
    assert_eq!(error.kind(), FailureKind::NoStock);
    assert!(!error.outcome_unknown());
    assert_eq!(cloud.arrivals("RunInstances"), 1, "and is not tried again");
    set(&cloud, |questions| questions.partial = Partial::MinAmountOnly);
    let fewer = RunInstances {
        min_amount: Some(1),
        client_token: "fewer".to_owned(),
        ..asked
    };
    assert_eq!(cloud.call(&fewer).await.instance_ids.len(), 1);
}

/// A recorded launch has no secrets; with them it is the same one.
pub async fn sent_again_from_its_record(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    let (source, image) = (source(&cloud).await, full_image(&cloud).await);
    let asked = like(&cloud, &source, &image).await;
    let instance_ids = cloud.call(&asked).await.instance_ids;
    let recorded = RecordedRequest::from(&asked.request());
    assert_eq!(recorded.secret_names, ["UserData"]);
    let mut again = Request::from(&recorded);
    for name in &recorded.secret_names {
        again.set_secret(name, &SecretString::from(USER_DATA));
    }
    let same = cloud.client.send(&again, RunInstances::decode).await;
    assert_eq!(same.unwrap().body.instance_ids, instance_ids);
}

/// The agents of more instances than one page holds.
pub async fn and_every_agent_answers(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    let (source, image) = (source(&cloud).await, full_image(&cloud).await);
    let many = RunInstances {
        amount: Some(60),
        instance_name: Some("many-[1,3]".to_owned()),
        host_names: Vec::new(),
        ..like(&cloud, &source, &image).await
    };
    let instance_ids = cloud.call(&many).await.instance_ids;
    assert_eq!(instance_ids.len(), 60);
    cloud.advance(180);
    let asked = DescribeCloudAssistantStatus::new(HANGZHOU, instance_ids);
    let pages: Vec<_> = all_pages(&cloud.client, asked).try_collect().await.unwrap();
    assert_eq!(pages.len(), 2);
    let agents = pages.into_iter().flat_map(|page| page.body.cloud_assistant_statuses);
    let up = agents.filter(|agent| agent.cloud_assistant_status == Some(true));
    assert_eq!(up.count(), 60);
}

fn set(cloud: &Cloud, change: impl FnOnce(&mut InstanceQuestions)) {
    let mut answers = OpenQuestions::default();
    change(&mut answers.instances);
    cloud.simulator.set_open_questions(answers);
}
