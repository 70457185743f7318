//! Instances that are stopped, changed, replaced, backed up and released, and what becomes of their disks.

use alibaba_cloud::FailureKind;
use alibaba_cloud::ecs::{
    ApplyAutoSnapshotPolicy, AttachInstanceRamRole, AttachKeyPair, CreateSnapshotGroup, DeleteInstances, DescribeDisks,
    DescribeImages, DescribeInstances, DescribeKeyPairs, DescribeResourcesModification, DescribeSnapshotGroups,
    DescribeTasks, Disk, Instance, ModifyDiskAttribute, ModifyDiskSpec, ModifyInstanceAttribute,
    ModifyInstanceNetworkSpec, ModifyInstanceSpec, ModifyPrepayInstanceSpec, RebootInstances, ReplaceSystemDisk,
    ResizeDisk, StartInstances, StopInstances,
};

use crate::cloud::{Cloud, Connection, HANGZHOU};

/// Runs, and is paid for as it goes.
const GATEWAY: &str = "web-gw-01";
/// A subscription with four disks.
const DATABASE: &str = "erp-db-01";

async fn instance(cloud: &Cloud, name: &str) -> Instance {
    let mut find = DescribeInstances::new(HANGZHOU);
    find.instance_name = Some(name.to_owned());
    cloud.call(&find).await.instances.remove(0)
}

async fn disks(cloud: &Cloud, instance: &Instance) -> Vec<Disk> {
    let mut find = DescribeDisks::new(HANGZHOU);
    find.instance_id = Some(instance.instance_id.clone());
    cloud.call(&find).await.disks
}

async fn system_disk(cloud: &Cloud, instance: &Instance) -> Disk {
    let mut disks = disks(cloud, instance).await.into_iter();
    disks.find(|disk| disk.disk_type.as_deref() == Some("system")).unwrap()
}

async fn stop(cloud: &Cloud, instance: &Instance) {
    let mut stop = StopInstances::new(HANGZHOU, vec![instance.instance_id.clone()]);
    stop.stopped_mode = Some("KeepCharging".to_owned());
    assert!(cloud.call(&stop).await.instance_responses[0].is_done());
    cloud.advance(120);
}

async fn start(cloud: &Cloud, instance: &Instance) {
    let start = StartInstances::new(HANGZHOU, vec![instance.instance_id.clone()]);
    assert!(cloud.call(&start).await.instance_responses[0].is_done());
    cloud.advance(120);
}

pub async fn of_power(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    let (running, stopped) = (instance(&cloud, GATEWAY).await, instance(&cloud, "ci-win-04").await);
    let both = vec![running.instance_id.clone(), stopped.instance_id.clone()];
    let mut all = StopInstances::new(HANGZHOU, both.clone());
    cloud.refused("IncorrectInstanceStatus", &all).await;
    all.instance_ids.truncate(1);
    all.dry_run = true;
    assert!(cloud.refused("DRYRUN.SUCCESS", &all).await.is_dry_run_passed());
    let mut some = StopInstances::new(HANGZHOU, both);
    some.batch_optimization = Some("SuccessFirst".to_owned());
    let responses = cloud.call(&some).await.instance_responses;
    let of = |instance: &Instance| {
        let mut responses = responses.iter();
        responses.find(|row| row.instance_id == instance.instance_id).unwrap()
    };
    assert!(of(&running).is_done() && of(&running).error_code().is_none());
    assert_eq!(of(&running).previous_status.as_deref(), Some("Running"));
    assert_eq!(of(&stopped).error_code(), Some("IncorrectInstanceStatus"));
    cloud.advance(120);
    start(&cloud, &running).await;
    let reboot = RebootInstances::new(HANGZHOU, vec![running.instance_id.clone()]);
    assert!(cloud.call(&reboot).await.instance_responses[0].is_done());
    assert_ne!(instance(&cloud, GATEWAY).await.status.as_deref(), Some("Running"));
    cloud.advance(180);
    assert_eq!(instance(&cloud, GATEWAY).await.status.as_deref(), Some("Running"));
}

pub async fn of_type_and_bandwidth(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    let gateway = instance(&cloud, GATEWAY).await;
    let candidates = DescribeResourcesModification::new(HANGZHOU, &gateway.instance_id, "InstanceType");
    let zone = cloud.call(&candidates).await.available_zones.remove(0);
    assert_eq!(Some(&zone.zone_id), gateway.zone_id.as_ref());
    let candidates = &zone.available_resources[0].supported_resources;
    let wanted = candidates.iter().find(|row| row.value == "ecs.r7.xlarge").unwrap();
    assert_eq!(wanted.status_category.as_deref(), Some("WithStock"));
    let mut change = ModifyInstanceSpec::new(HANGZHOU, &gateway.instance_id, "type-token");
    change.instance_type = Some(wanted.value.clone());
    cloud.refused("InvalidInstanceStatus.NotStopped", &change).await;
    stop(&cloud, &gateway).await;
    let mut check = change.clone();
    (check.dry_run, check.client_token) = (true, "type-dry".to_owned());
    assert!(cloud.refused("DryRunOperation", &check).await.is_dry_run_passed());
    change.client_token = "type-token-2".to_owned();
    cloud.call(&change).await;
    start(&cloud, &gateway).await;
    let larger = instance(&cloud, GATEWAY).await;
    assert_eq!(larger.instance_type.as_deref(), Some("ecs.r7.xlarge"));
    assert_eq!((larger.cpu, larger.memory), (Some(4), Some(32_768)));
    assert_eq!(larger.private_ip_addresses, gateway.private_ip_addresses);

    let mut narrow = ModifyInstanceNetworkSpec::new(HANGZHOU, &gateway.instance_id, "narrow-token");
    narrow.internet_max_bandwidth_out = Some(0);
    cloud.call(&narrow).await;
    let private = instance(&cloud, GATEWAY).await;
    assert_eq!(private.internet_max_bandwidth_out, Some(0));
    assert!(private.own_public_ip_addresses.is_empty());
    let mut wide = ModifyInstanceNetworkSpec::new(HANGZHOU, &gateway.instance_id, "wide-token");
    (wide.internet_max_bandwidth_out, wide.allocate_public_ip) = (Some(20), true);
    assert_eq!(cloud.call(&wide).await.order_id, None);
    let public = instance(&cloud, GATEWAY).await;
    assert_eq!(public.internet_max_bandwidth_out, Some(20));
    assert_eq!(public.own_public_ip_addresses.len(), 1);

    let database = instance(&cloud, DATABASE).await;
    let wrong = ModifyInstanceSpec {
        instance_type: Some("ecs.r7.4xlarge".to_owned()),
        ..ModifyInstanceSpec::new(HANGZHOU, &database.instance_id, "wrong-token")
    };
    cloud.refused("ChargeTypeViolation", &wrong).await;
    let upgrade = ModifyPrepayInstanceSpec::new(HANGZHOU, &database.instance_id, "ecs.r7.4xlarge", "upgrade-token");
    assert!(cloud.call(&upgrade).await.order_id.is_some());
}

pub async fn of_disks(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    let gateway = instance(&cloud, GATEWAY).await;
    let disk = system_disk(&cloud, &gateway).await;
    let size = disk.size.unwrap();
    let online = ResizeDisk {
        resize_type: Some("online".to_owned()),
        ..ResizeDisk::new(HANGZHOU, &disk.disk_id, size + 60, "online-token")
    };
    cloud.call(&online).await;
    assert_eq!(system_disk(&cloud, &gateway).await.size, Some(size + 60));
    let smaller = ResizeDisk::new(HANGZHOU, &disk.disk_id, size, "smaller-token");
    cloud.refused("InvalidDiskSize.TooSmall", &smaller).await;
    let offline = ResizeDisk::new(HANGZHOU, &disk.disk_id, size + 80, "offline-token");
    cloud.call(&offline).await;
    assert_eq!(system_disk(&cloud, &gateway).await.size, Some(size + 60));
    let reboot = RebootInstances::new(HANGZHOU, vec![gateway.instance_id.clone()]);
    cloud.call(&reboot).await;
    cloud.advance(180);
    assert_eq!(system_disk(&cloud, &gateway).await.size, Some(size + 80));

    let mut faster = ModifyDiskSpec::new(HANGZHOU, &disk.disk_id);
    faster.performance_level = Some("PL1".to_owned());
    if disk.performance_level == faster.performance_level {
        cloud
            .refused("NoChangeInDiskCategoryAndPerformanceLevel", &faster)
            .await;
        faster.performance_level = Some("PL2".to_owned());
        cloud.refused("OperationDenied.PerformanceLevelNotMatch", &faster).await;
        let larger = ResizeDisk {
            resize_type: Some("online".to_owned()),
            ..ResizeDisk::new(HANGZHOU, &disk.disk_id, 500_u32, "larger-token")
        };
        cloud.call(&larger).await;
    }
    let task_id = cloud.call(&faster).await.task_id.unwrap();
    let mut tasks = DescribeTasks::new(HANGZHOU);
    tasks.task_ids = vec![task_id];
    let task = cloud.call(&tasks).await.tasks.remove(0);
    assert_eq!(task.task_action.as_deref(), Some("ModifyDiskSpec"));
    assert_eq!(task.task_status.as_deref(), Some("Processing"));
    cloud.advance(600);
    let task = cloud.call(&tasks).await.tasks.remove(0);
    assert_eq!(task.task_status.as_deref(), Some("Finished"));
    let changed = system_disk(&cloud, &gateway).await;
    assert_eq!(changed.performance_level, faster.performance_level);

    let mut rules = ModifyDiskAttribute::new(HANGZHOU);
    rules.disk_ids = vec![disk.disk_id.clone()];
    (rules.delete_auto_snapshot, rules.enable_auto_snapshot) = (Some(true), Some(false));
    cloud.call(&rules).await;
    let changed = system_disk(&cloud, &gateway).await;
    assert_eq!(changed.delete_auto_snapshot, Some(true));
    assert_eq!(changed.enable_auto_snapshot, Some(false));
}

pub async fn of_the_system(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    let gateway = instance(&cloud, GATEWAY).await;
    let old = system_disk(&cloud, &gateway).await;
    let policy_id = old.auto_snapshot_policy_id.clone().unwrap();
    let key_pair_name = cloud
        .call(&DescribeKeyPairs::new(HANGZHOU))
        .await
        .key_pairs
        .remove(0)
        .key_pair_name;
    stop(&cloud, &gateway).await;
    let mut find = DescribeImages::new(HANGZHOU);
    find.image_name = Some("app-node-base-v14".to_owned());
    let image_id = cloud.call(&find).await.images.remove(0).image_id;
    let replace = ReplaceSystemDisk::new(HANGZHOU, &gateway.instance_id, &image_id, "replace-token");
    let disk_id = cloud.call(&replace).await.disk_id;
    cloud.advance(120);
    let replaced = instance(&cloud, GATEWAY).await;
    assert_eq!(replaced.image_id.as_ref(), Some(&image_id));
    assert_eq!(replaced.status.as_deref(), Some("Stopped"));
    assert_eq!(replaced.private_ip_addresses, gateway.private_ip_addresses);
    assert_eq!(replaced.key_pair_name, None, "the key pair is gone");
    let new = system_disk(&cloud, &gateway).await;
    assert!(new.disk_id == disk_id && new.disk_id != old.disk_id);
    assert_eq!(new.auto_snapshot_policy_id, None, "and so is the policy");

    let ids = vec![gateway.instance_id.clone(), "i-nobody".to_owned()];
    let attached = cloud
        .call(&AttachKeyPair::new(HANGZHOU, &key_pair_name, ids.clone()))
        .await;
    assert_eq!((attached.total_count, attached.fail_count), (Some(2), Some(1)));
    let (done, failed): (Vec<_>, Vec<_>) = attached.results.iter().partition(|row| row.is_done());
    assert_eq!(done[0].instance_id, gateway.instance_id);
    assert_eq!(failed[0].error_code(), Some("InvalidInstanceId.NotFound"));
    let role_arn = cloud.simulator.role_arns().remove(0);
    let role = role_arn.rsplit('/').next().unwrap();
    let attached = cloud.call(&AttachInstanceRamRole::new(HANGZHOU, role, ids)).await;
    assert_eq!(attached.fail_count, Some(1));
    assert!(attached.results[0].is_done() && !attached.results[1].is_done());
    cloud
        .call(&ApplyAutoSnapshotPolicy::new(HANGZHOU, &policy_id, vec![disk_id]))
        .await;
    let new = system_disk(&cloud, &gateway).await;
    assert_eq!(new.auto_snapshot_policy_id, Some(policy_id));
    start(&cloud, &gateway).await;
    let running = instance(&cloud, GATEWAY).await;
    assert_eq!(running.status.as_deref(), Some("Running"));
    assert_eq!(running.key_pair_name, Some(key_pair_name));
}

pub async fn backed_up_as_a_group(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    let database = instance(&cloud, DATABASE).await;
    let disks = disks(&cloud, &database).await;
    let mut create = CreateSnapshotGroup::new(HANGZHOU, "group-token");
    create.instance_id = Some(database.instance_id.clone());
    create.exclude_disk_ids = vec![disks[0].disk_id.clone()];
    create.name = Some("conformance-group".to_owned());
    let group_id = cloud.call(&create).await.snapshot_group_id;
    assert_eq!(cloud.call(&create).await.snapshot_group_id, group_id, "the same token");
    let mut find = DescribeSnapshotGroups::new(HANGZHOU);
    find.snapshot_group_ids = vec![group_id];
    let group = cloud.call(&find).await.snapshot_groups.remove(0);
    assert_eq!(group.status.as_deref(), Some("progressing"));
    let mut covered: Vec<_> = group
        .snapshots
        .iter()
        .map(|row| row.source_disk_id.clone().unwrap())
        .collect();
    let mut asked: Vec<_> = disks[1..].iter().map(|disk| disk.disk_id.clone()).collect();
    covered.sort();
    asked.sort();
    assert_eq!(covered, asked);
    cloud.advance(4 * 3_600);
    let group = cloud.call(&find).await.snapshot_groups.remove(0);
    assert_eq!(group.status.as_deref(), Some("accomplished"));
}

pub async fn to_their_end(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    let gateway = instance(&cloud, GATEWAY).await;
    let database = instance(&cloud, DATABASE).await;
    let kept = system_disk(&cloud, &gateway).await;
    let mut protect = ModifyInstanceAttribute::new(HANGZHOU, &gateway.instance_id);
    protect.deletion_protection = Some(true);
    cloud.call(&protect).await;
    let mut delete = DeleteInstances::new(HANGZHOU, vec![gateway.instance_id.clone()], "delete-1");
    let error = cloud.refused("InvalidOperation.DeletionProtection", &delete).await;
    assert_eq!(error.kind(), FailureKind::ClientFault);
    protect.deletion_protection = Some(false);
    protect.security_group_ids.clone_from(&gateway.security_group_ids);
    cloud.call(&protect).await;
    let mut keep = ModifyDiskAttribute::new(HANGZHOU);
    (keep.disk_id, keep.delete_with_instance) = (Some(kept.disk_id.clone()), Some(false));
    cloud.call(&keep).await;
    delete.client_token = "delete-2".to_owned();
    cloud.refused("IncorrectInstanceStatus", &delete).await;
    (delete.force, delete.client_token) = (true, "delete-3".to_owned());
    cloud.call(&delete).await;
    let mut find = DescribeInstances::new(HANGZHOU);
    find.instance_ids = vec![gateway.instance_id];
    assert!(cloud.call(&find).await.instances.is_empty());
    let mut find = DescribeDisks::new(HANGZHOU);
    find.disk_ids = vec![kept.disk_id];
    let left = cloud.call(&find).await.disks.remove(0);
    assert_eq!((left.status.as_deref(), &left.instance_id), (Some("Available"), &None));
    assert!(left.attachments.is_empty());
    let subscription = DeleteInstances::new(HANGZHOU, vec![database.instance_id], "delete-4");
    cloud.refused("ChargeTypeViolation", &subscription).await;
}
