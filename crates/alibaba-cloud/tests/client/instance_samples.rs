//! The official sample replies about launching, proving and changing instances, each decoded by its action.

use alibaba_cloud::ecs::{DescribeDisks, DescribeInstances, InstanceResponse};
use alibaba_cloud::{Action as _, FailureKind};
use secrecy::ExposeSecret as _;

use crate::full::{instance_reads as reads, instance_writes as writes};
use crate::samples::{decoded, sample, some};

#[tokio::test]
async fn launched_instances() {
    let launched = decoded(&writes::run_instances(), sample!("RunInstances")).await.body;
    assert_eq!(launched.instance_ids.len(), 3);
    assert_eq!(launched.instance_ids[0], "i-bp67acfmxazb4pd2****");
    assert_eq!(launched.trade_price, some("0.165"));
    let plain = r#"{"RequestId":"R","InstanceIdSets":{"InstanceIdSet":["i-1","i-2"]}}"#;
    let launched = decoded(&writes::run_instances(), plain).await.body;
    assert_eq!(launched.instance_ids, ["i-1", "i-2"]);
    let stopped = decoded(&writes::stop_instances(), sample!("StopInstances")).await.body;
    assert_eq!(stopped.instance_responses[0].code, some("200"));
    assert_eq!(stopped.instance_responses[0].current_status, some("Stopping"));
}

#[tokio::test]
async fn of_an_instance_all_that_an_identical_launch_sends() {
    let action = DescribeInstances::new("cn-hangzhou");
    let page = decoded(&action, sample!("DescribeInstances")).await.body;
    let instance = &page.instances[0];
    assert_eq!(instance.public_ip_addresses, ["121.40.**.**", "42.112.**.**"]);
    assert_eq!(instance.own_public_ip_addresses, ["121.40.**.**"]);
    assert_eq!(instance.eip_address, some("42.112.**.**"));
    assert_eq!(instance.eip_allocation_id, some("eip-2ze88m67qx5z****"));
    assert_eq!(instance.internet_charge_type, some("PayByTraffic"));
    assert_eq!(instance.internet_max_bandwidth_out, Some(5));
    assert_eq!(instance.internet_max_bandwidth_in, Some(50));
    let interface = &instance.network_interfaces[0];
    assert_eq!(interface.network_interface_id, "eni-2zeh9atclduxvf1z****");
    assert_eq!(interface.private_ip_addresses, ["172.17.**.**"]);
    assert_eq!(interface.ipv6_addresses.len(), 1);
    assert_eq!(instance.stopped_mode, some("KeepCharging"));
    assert_eq!(instance.credit_specification, some("Standard"));
    assert_eq!(instance.spot_strategy, some("NoSpot"));
    assert_eq!(instance.spot_price_limit, some("0.98"));
    assert_eq!(instance.spot_interruption_behavior, some("Terminate"));
    assert_eq!(instance.deployment_set_group_no, Some(1));
    assert_eq!(instance.dedicated_host_id, some("dh-bp67acfmxazb4p****"));
    assert_eq!(instance.tenancy, some("default"));
    assert_eq!(instance.capacity_reservation_id, some("cr-bp67acfmxazb4p****"));
    let cpu = instance.cpu_options.as_ref().unwrap();
    assert_eq!((cpu.core_count, cpu.threads_per_core), (Some(2), Some(4)));
    let metadata = instance.metadata_options.as_ref().unwrap();
    assert_eq!(metadata.http_tokens, some("optional"));
    assert_eq!(metadata.http_put_response_hop_limit, Some(0));
    assert_eq!(instance.login_as_non_root, Some(false));
    assert_eq!(instance.private_dns_name_options, None);
}

#[tokio::test]
async fn of_a_disk_all_that_an_identical_launch_sends() {
    let page = decoded(&DescribeDisks::new("cn-hangzhou"), sample!("DescribeDisks"))
        .await
        .body;
    let disk = &page.disks[0];
    assert_eq!(disk.provisioned_iops, Some(40_000));
    assert_eq!(disk.bursting_enabled, Some(false));
    assert_eq!(disk.auto_snapshot_policy_id, some("sp-bp67acfmxazb4p****"));
    assert_eq!(disk.enable_auto_snapshot, Some(false));
    assert_eq!(disk.multi_attach, some("Disabled"));
    assert_eq!(disk.portable, Some(false));
    assert_eq!(disk.storage_cluster_id, some("dbsc-j5e1sf2vaf5he8m2****"));
    assert_eq!(disk.lock_reasons, ["security"]);
    assert_eq!(disk.attachments[0].instance_id, "i-bp67acfmxazb4q****");
    assert_eq!(disk.device, some("/dev/xvda"), "the plain field is to be discontinued");
    let old = r#"{"RequestId":"R","Disks":{"Disk":[{"DiskId":"d-1","InstanceId":"i-1","Device":"/dev/xvdb"}]}}"#;
    let page = decoded(&DescribeDisks::new("cn-hangzhou"), old).await.body;
    assert_eq!(page.disks[0].device, some("/dev/xvdb"));
    assert_eq!(page.disks[0].instance_id, some("i-1"));
}

#[tokio::test]
async fn user_data_is_decoded_and_never_printed() {
    let reply = decoded(&reads::describe_user_data(), sample!("DescribeUserData")).await;
    let user_data = reply.body.user_data.as_ref().unwrap();
    assert_eq!(user_data.expose_secret(), "ZWNobyBoZWxsbyBlY321ABC");
    assert!(!format!("{reply:?} {reply:#?}").contains("ZWNobyBoZWxs"));
    let none = r#"{"RequestId":"R","InstanceId":"i-1","UserData":""}"#;
    assert!(
        decoded(&reads::describe_user_data(), none)
            .await
            .body
            .user_data
            .is_none()
    );
}

#[tokio::test]
async fn roles_renewal_and_maintenance() {
    let roles = decoded(&reads::describe_instance_ram_role(), sample!("DescribeInstanceRamRole")).await;
    let role = &roles.body.instance_ram_roles[0];
    assert_eq!(role.ram_role_name, some("EcsServiceRole-EcsDocGuideTest"));
    let renewals = reads::describe_instance_auto_renew_attribute();
    let renewals = decoded(&renewals, sample!("DescribeInstanceAutoRenewAttribute")).await;
    let renewal = &renewals.body.instance_auto_renewals[0];
    assert_eq!((renewal.duration, renewal.auto_renew_enabled), (Some(1), Some(false)));
    assert_eq!(renewal.renewal_status, some("Normal"));
    assert_eq!(renewal.period_unit, some("week"));
    let maintenance = reads::describe_instance_maintenance_attributes();
    let maintenance = decoded(&maintenance, sample!("DescribeInstanceMaintenanceAttributes")).await;
    let maintenance = &maintenance.body.instance_maintenances[0];
    assert_eq!(maintenance.action_on_maintenance, some("Stop"));
    assert_eq!(maintenance.default_action, some("AutoRecover"));
    assert_eq!(maintenance.supported_actions, ["Stop"]);
    assert_eq!(maintenance.maintenance_windows[0].start_time, some("02:00:00"));
}

#[tokio::test]
async fn interfaces_and_attributes() {
    let page = decoded(
        &reads::describe_network_interfaces(),
        sample!("DescribeNetworkInterfaces"),
    )
    .await;
    let interface = &page.body.network_interfaces[0];
    assert_eq!(interface.network_interface_id, "eni-bp125p95hhdhn3ot****");
    assert_eq!(interface.queue_number, Some(8));
    assert_eq!(interface.private_ips[0].primary, Some(true));
    assert_eq!(interface.security_group_ids, ["sg-bp18kz60mefsicfg****"]);
    assert_eq!(interface.delete_on_release, Some(true));
    assert_eq!(interface.device_index, Some(0));
    assert_eq!(interface.service_id, some("12345678910"));
    let attribute = decoded(
        &reads::describe_instance_attribute(),
        sample!("DescribeInstanceAttribute"),
    )
    .await;
    assert_eq!(attribute.body.enable_jumbo_frame, Some(false));
    assert_eq!(attribute.body.instance.instance_id, "i-uf6f5trc95ug8t33****");
    assert_eq!(attribute.body.instance.io_optimized, Some(true));
    let newer = r#"{"RequestId":"R","InstanceId":"i-1","NetworkOptions":{"EnableJumboFrame":true}}"#;
    let attribute = decoded(&reads::describe_instance_attribute(), newer).await.body;
    assert_eq!(attribute.enable_jumbo_frame, Some(true));
    assert_eq!(reads::describe_instance_attribute().parameters().get("RegionId"), None);
}

#[tokio::test]
async fn what_happened_and_whether_the_guest_is_up() {
    let events = reads::describe_instance_history_events();
    let events = decoded(&events, sample!("DescribeInstanceHistoryEvents")).await.body;
    let event = &events.instance_events[0];
    assert_eq!(event.event_type, some("InstanceExpiration.Stop"));
    assert_eq!(event.event_cycle_status, some("Executed"));
    assert_eq!(event.disk_id, some("d-diskid1"));
    assert_eq!(event.event_publish_time.unwrap().to_string(), "2017-11-30T06:32:31Z");
    assert_eq!(event.migration_options, ["MigrationPlan"]);
    let statuses = reads::describe_cloud_assistant_status();
    let statuses = decoded(&statuses, sample!("DescribeCloudAssistantStatus")).await.body;
    let status = &statuses.cloud_assistant_statuses[0];
    assert_eq!(status.cloud_assistant_status, Some(true));
    assert_eq!(status.last_heartbeat_time.unwrap().to_string(), "2021-03-15T09:00:00Z");
}

#[tokio::test]
async fn quotas_rules_and_policies() {
    let quotas = decoded(
        &reads::describe_account_attributes(),
        sample!("DescribeAccountAttributes"),
    )
    .await;
    let quota = &quotas.body.account_attributes[0];
    assert_eq!(quota.attribute_name, "max-security-groups");
    assert_eq!(quota.values[0].value, some("800"));
    let group = reads::describe_security_group_attribute();
    let group = decoded(&group, sample!("DescribeSecurityGroupAttribute")).await.body;
    assert_eq!(group.security_group_id, some("sg-bp1gxw6bznjjvhu3****"));
    assert_eq!(group.inner_access_policy, some("Accept"));
    assert_eq!(group.next_token, some("AAAAAdDWBF2****"));
    assert_eq!(group.rules[0].port_range, some("80/80"));
    assert_eq!(group.rules[0].source_cidr_ip, some("0.0.0.0/0"));
    let policies = reads::describe_auto_snapshot_policy_ex();
    let policies = decoded(&policies, sample!("DescribeAutoSnapshotPolicyEx")).await.body;
    let policy = &policies.auto_snapshot_policies[0];
    assert_eq!(policy.time_points, some(r#"["1"]"#));
    assert_eq!(policy.copy_encrypted, Some(false));
    let key = decoded(
        &reads::describe_disk_default_kms_key_id(),
        sample!("DescribeDiskDefaultKMSKeyId"),
    )
    .await;
    assert_eq!(key.body.kms_key_id, some("0e478b7a-4262-4802-b8cb-00d3fb40****"));
}

#[tokio::test]
async fn what_an_instance_can_be_changed_to_and_for_how_much() {
    let zones = reads::describe_resources_modification();
    let zones = decoded(&zones, sample!("DescribeResourcesModification")).await.body;
    let resource = &zones.available_zones[0].available_resources[0];
    assert_eq!(resource.supported_resources[0].value, "ecs.g5.large");
    assert_eq!(resource.supported_resources[0].status_category, some("WithStock"));
    let condition = &resource.condition_supported_resources[0];
    assert_eq!(condition.resource.value, "ecs.g5.large");
    assert_eq!(condition.conditions, ["DiskCategory"]);
    let price = reads::describe_instance_modification_price();
    let price = decoded(&price, sample!("DescribeInstanceModificationPrice")).await.body;
    assert_eq!((price.trade_price, price.currency), (some("113.88"), some("CNY")));
}

#[tokio::test]
async fn orders_and_tasks_of_changes() {
    let resized = decoded(&writes::resize_disk(), sample!("ResizeDisk")).await.body;
    assert_eq!(resized.order_id, some("20413515388****"));
    let free = decoded(&writes::modify_instance_network_spec(), r#"{"RequestId":"R"}"#)
        .await
        .body;
    assert_eq!(free.order_id, None);
    let changed = decoded(&writes::modify_disk_spec(), sample!("ModifyDiskSpec"))
        .await
        .body;
    assert_eq!(changed.task_id, some("t-bp67acfmxazb4p****"));
    let group = decoded(&writes::create_snapshot_group(), sample!("CreateSnapshotGroup"))
        .await
        .body;
    assert_eq!(group.snapshot_group_id, "ssg-j6ciyh3k52qp7ovm****");
}

#[tokio::test]
async fn failures_of_some_instances_hide_in_a_success() {
    let attached = decoded(&writes::attach_key_pair(), sample!("AttachKeyPair")).await.body;
    assert_eq!((attached.total_count, attached.fail_count), (Some(2), Some(0)));
    assert!(attached.results[0].is_done());
    let partly = r#"{"RequestId":"R","RamRoleName":"r","TotalCount":3,"FailCount":2,"AttachInstanceRamRoleResults":
        {"AttachInstanceRamRoleResult":[{"InstanceId":"i-1","Code":"200","Success":true},{"InstanceId":"i-2"},
        {"InstanceId":"i-3","Code":"InvalidInstanceId.NotFound","Message":"m","Success":false}]}}"#;
    let partly = decoded(&writes::attach_instance_ram_role(), partly).await.body;
    assert_eq!(partly.fail_count, Some(2));
    let done: Vec<_> = partly.results.iter().map(|result| result.is_done()).collect();
    assert_eq!(done, [true, false, false]);
    let rebooted = decoded(&writes::reboot_instances(), sample!("RebootInstances"))
        .await
        .body;
    assert!(rebooted.instance_responses[0].is_done());
    let partly = r#"{"RequestId":"R","InstanceResponses":{"InstanceResponse":[
        {"InstanceId":"i-1","Code":"OperationDenied.NoStock","CurrentStatus":"Stopped"}]}}"#;
    let partly = decoded(&writes::start_instances(), partly).await.body;
    let response = &partly.instance_responses[0];
    assert!(!response.is_done());
    assert_eq!(
        FailureKind::of_code(response.error_code().unwrap()),
        FailureKind::NoStock
    );
}

#[test]
fn an_item_that_failed_has_its_error_code_in_one_place_or_the_other() {
    let table = [
        (Some("200"), Some("success"), None),
        (
            Some("403"),
            Some("IncorrectInstanceStatus"),
            Some("IncorrectInstanceStatus"),
        ),
        (Some("403"), Some("It does not run."), None),
        (
            Some("InvalidInstanceId.NotFound"),
            Some("m"),
            Some("InvalidInstanceId.NotFound"),
        ),
        (Some("500"), None, None),
        (None, Some("IncorrectInstanceStatus"), None),
    ];
    for (code, message, expected) in table {
        let response = InstanceResponse {
            code: code.map(str::to_owned),
            message: message.map(str::to_owned),
            ..InstanceResponse::default()
        };
        assert_eq!(response.error_code(), expected, "{response:?}");
    }
}
