//! Replies that differ from the documentation, and bodies that are no replies at all.

use alibaba_cloud::ecs::{DescribeDisks, DescribeImages, DescribeSnapshots, Image, Snapshot, SnapshotPage};
use alibaba_cloud::sts::GetCallerIdentity;
use alibaba_cloud::{Error, FailureKind, Unreadable};
use serde_json::{Value, json};

use crate::script::{Answer, Script, answer, answer_with};

/// Unreadable answers are asked for again, hence several copies.
async fn call(answer: Answer) -> Result<SnapshotPage, Error> {
    let script = Script::new([answer.clone(), answer.clone(), answer.clone(), answer]);
    let action = DescribeSnapshots::new("cn-hangzhou");
    let reply = script.client().call(&action).await;
    reply.map(|reply| reply.body)
}

async fn page(rows: Value) -> SnapshotPage {
    let body = json!({"RequestId": "R", "Snapshots": {"Snapshot": rows}});
    call(answer(200, body.to_string())).await.unwrap()
}

async fn snapshot(fields: Value) -> Snapshot {
    let mut row = json!({"SnapshotId": "s-1"});
    let object = row.as_object_mut().unwrap();
    object.extend(fields.as_object().unwrap().clone());
    page(json!([row])).await.snapshots.remove(0)
}

async fn image(row: Value) -> Image {
    let body = json!({"RequestId": "R", "Images": {"Image": [row]}});
    let script = Script::new([answer(200, body.to_string())]);
    let action = DescribeImages::new("cn-hangzhou");
    let reply = script.client().call(&action).await;
    reply.unwrap().body.images.remove(0)
}

async fn reason(status: u16, body: &str) -> Unreadable {
    match call(answer(status, body)).await.unwrap_err() {
        Error::Unreadable { reason, .. } => reason,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn tags_may_be_absent_empty_or_of_an_odd_kind() {
    assert!(snapshot(json!({})).await.tags.is_empty());
    let empties = [
        json!(null),
        json!({}),
        json!([]),
        json!(""),
        json!({"Tag": []}),
        json!({"Tag": null}),
        json!({"Tag": ""}),
        json!(7),
        json!("x"),
        json!({"Tag": 7}),
    ];
    for tags in empties {
        assert!(snapshot(json!({"Tags": tags})).await.tags.is_empty());
    }
}

#[tokio::test]
async fn tags_are_read_under_every_spelling() {
    let tags = json!({"Tag": [
        {"TagKey": "a", "TagValue": "1"},
        {"Key": "b", "Value": "2"},
        {"key": "c", "value": "3"},
        {"TagKey": "d"},
        {"TagValue": "no key"},
        null,
    ]});
    let tags = snapshot(json!({"Tags": tags})).await.tags;
    let read: Vec<_> = tags.iter().map(|tag| (tag.key.as_str(), tag.value.as_str())).collect();
    assert_eq!(read, [("a", "1"), ("b", "2"), ("c", "3"), ("d", "")]);
}

#[tokio::test]
async fn numbers_and_truth_values_may_be_text_and_text_may_be_numbers() {
    let read = snapshot(json!({
        "SourceDiskSize": 40, "RemainTime": "38", "RetentionDays": 30.0, "Encrypted": "true",
        "Available": "False", "Progress": 7, "SnapshotName": 12345, "FullSnapshotSizeInBytes": "9007199254740993",
    }))
    .await;
    assert_eq!(read.source_disk_size, Some(40));
    assert_eq!(read.remain_time, Some(38));
    assert_eq!(read.retention_days, Some(30));
    assert_eq!(read.encrypted, Some(true));
    assert_eq!(read.available, Some(false));
    assert_eq!(read.progress, Some(7));
    assert_eq!(read.snapshot_name.as_deref(), Some("12345"));
    assert_eq!(read.full_snapshot_size_in_bytes, Some(9_007_199_254_740_993));
}

#[tokio::test]
async fn values_without_sense_are_absent_and_the_row_stays() {
    let read = snapshot(json!({
        "SourceDiskSize": "forty", "RemainTime": -1, "RetentionDays": {}, "Encrypted": "maybe",
        "Progress": "null", "CreationTime": "yesterday", "SnapshotName": "", "Description": null,
    }))
    .await;
    assert_eq!(read.source_disk_size, None);
    assert_eq!(read.remain_time, None);
    assert_eq!(read.retention_days, None);
    assert_eq!(read.encrypted, None);
    assert_eq!(read.progress, None);
    assert_eq!(read.creation_time, None);
    assert_eq!(read.snapshot_name, None);
    assert_eq!(snapshot(json!({"Progress": "101%"})).await.progress, None);
}

#[tokio::test]
async fn unknown_states_are_kept_verbatim() {
    let read = snapshot(json!({"Status": "Rehydrating", "SnapshotType": "quantum"})).await;
    assert_eq!(read.status.as_deref(), Some("Rehydrating"));
    assert_eq!(read.snapshot_type.as_deref(), Some("quantum"));
    let image = image(json!({"ImageId": "m-1", "Status": "Thinking", "Size": "20"})).await;
    assert_eq!((image.status.as_str(), image.size), ("Thinking", Some(20)));
}

#[tokio::test]
async fn an_account_id_beyond_two_to_the_53_is_exact() {
    let body = r#"{"RequestId":"R","AccountId":9007199254740993}"#;
    let script = Script::new([answer(200, body)]);
    let reply = script.client().call(&GetCallerIdentity).await.unwrap();
    assert_eq!(reply.body.account_id, "9007199254740993");
}

#[tokio::test]
async fn a_disk_on_several_instances_is_joined_to_the_first() {
    let disk = json!({"DiskId": "d-1", "InstanceId": "", "Device": "", "Attachments": {"Attachment": [
        {"InstanceId": "i-1", "Device": "/dev/xvdb"}, {"InstanceId": "i-2", "Device": "/dev/xvdc"}]}});
    let body = json!({"RequestId": "R", "Disks": {"Disk": [disk]}});
    let script = Script::new([answer(200, body.to_string())]);
    let reply = script.client().call(&DescribeDisks::new("cn-hangzhou")).await;
    let disk = reply.unwrap().body.disks.remove(0);
    assert_eq!(disk.instance_id.as_deref(), Some("i-1"));
    assert_eq!(disk.device.as_deref(), Some("/dev/xvdb"));
}

#[tokio::test]
async fn a_bad_row_is_counted_and_the_others_stay() {
    let rows = json!([{"SnapshotId": "s-1"}, {"SnapshotName": "no id"}, null, "x", {"SnapshotId": "s-2"}]);
    let page = page(rows).await;
    let ids: Vec<_> = page.snapshots.iter().map(|row| row.snapshot_id.as_str()).collect();
    assert_eq!(ids, ["s-1", "s-2"]);
    assert_eq!(page.skipped, 3);
}

#[tokio::test]
async fn a_name_cut_inside_a_character_does_not_lose_the_page() {
    let row = r#"{"SnapshotId":"s-1","SnapshotName":"a\ud83d","Description":"\ud83d\ude00 \\ud83d \udc00\n"}"#;
    let body = format!(r#"{{"RequestId":"R","Snapshots":{{"Snapshot":[{row}]}}}}"#);
    let page = call(answer(200, body)).await.unwrap();
    let read = &page.snapshots[0];
    assert_eq!(read.snapshot_name.as_deref(), Some("a\u{FFFD}"));
    let description = "\u{1F600} \\ud83d \u{FFFD}\n";
    assert_eq!(read.description.as_deref(), Some(description));

    let broken = b"{\"RequestId\":\"R\",\"Snapshots\":{\"Snapshot\":[{\"SnapshotId\":\"s\xff\"}]}}";
    let mut response = answer(200, "").unwrap();
    response.body = broken.to_vec().into();
    let page = call(Ok(response)).await.unwrap();
    assert_eq!(page.snapshots[0].snapshot_id, "s\u{FFFD}");
}

#[tokio::test]
async fn an_empty_list_has_many_shapes() {
    let shapes = [
        json!({"RequestId": "R", "Snapshots": null}),
        json!({"RequestId": "R", "Snapshots": {}}),
        json!({"RequestId": "R", "Snapshots": []}),
        json!({"RequestId": "R", "Snapshots": ""}),
        json!({"RequestId": "R", "Snapshots": {"Snapshot": null}}),
        json!({"Snapshots": {"Snapshot": []}, "NextToken": ""}),
    ];
    for shape in shapes {
        let page = call(answer(200, shape.to_string())).await.unwrap();
        assert_eq!(page, SnapshotPage::default());
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_is_no_reply_is_unreadable_and_not_an_empty_list() {
    let html = "<!DOCTYPE html><html><body>Please log in <Code>x</Code></body></html>";
    assert_eq!(reason(200, html).await, Unreadable::NotJson);
    assert_eq!(reason(200, "<Regions></Regions>").await, Unreadable::NotJson);
    assert_eq!(reason(200, "").await, Unreadable::NotJson);
    assert_eq!(reason(200, r#"{"RequestId":"R","Snapsho"#).await, Unreadable::NotJson);
    assert_eq!(reason(200, "[]").await, Unreadable::NotAnObject);
    assert_eq!(reason(200, "null").await, Unreadable::NotAnObject);
    for body in ["{}", r#"{"RequestId":"R"}"#, r#"{"RequestId":"R","NextToken":""}"#] {
        assert_eq!(reason(200, body).await, Unreadable::Field("Snapshots"));
    }
    assert_eq!(reason(200, r#"{"Snapshots":5}"#).await, Unreadable::Field("Snapshots"));
    let deep = format!(r#"{{"Snapshots":{}}}"#, "[".repeat(10_000));
    assert_eq!(reason(200, &deep).await, Unreadable::NotJson);
    assert_eq!(reason(302, "").await, Unreadable::Redirect);
    assert_eq!(reason(404, r#"{"RequestId":"R"}"#).await, Unreadable::NoCode);
    assert_eq!(reason(502, "<html>Bad gateway</html>").await, Unreadable::NotJson);
}

#[tokio::test]
async fn a_body_of_millions_of_values_is_not_parsed() {
    for value in ["[],", "0,", r#"{"a":{}},"#] {
        let values = value.repeat(8 * 1024 * 1024 / value.len() - 100);
        let body = format!(r#"{{"RequestId":"R","Snapshots":{{"Snapshot":[{values}0]}}}}"#);
        assert_eq!(reason(200, &body).await, Unreadable::TooLarge);
    }
}

#[tokio::test]
async fn a_body_of_just_under_the_most_values_is_parsed() {
    let body = |values: usize| {
        // The reply, its list, and the list's commas.
        let rows = "0,".repeat(values - 4);
        format!(r#"{{"RequestId":"R","Snapshots":{{"Snapshot":[{rows}0]}}}}"#)
    };
    let page = call(answer(200, body(500_000))).await.unwrap();
    assert_eq!((page.snapshots.len(), page.skipped), (0, 499_997));
    assert_eq!(reason(200, &body(500_001)).await, Unreadable::TooLarge);
}

#[tokio::test]
async fn an_error_as_xml_is_read_too() {
    let body = "<?xml version='1.0'?><Error><RequestId>R-1</RequestId><HostId>h</HostId>\
        <Code>InvalidParameter</Code><Message>a &lt; b &amp;amp; c</Message></Error>";
    let error = call(answer(400, body)).await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidParameter"));
    assert_eq!(error.provider_message(), Some("a < b &amp; c"));
    assert_eq!(error.request_id(), Some("R-1"));
}

#[tokio::test]
async fn an_error_in_a_200_is_an_error() {
    let body = json!({"RequestId": "R", "Code": "InvalidParameter", "Message": "no"});
    let error = call(answer(200, body.to_string())).await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidParameter"));
    assert_eq!(error.kind(), FailureKind::ClientFault);
}

#[tokio::test]
async fn an_error_may_be_spelt_in_lower_case_and_name_the_missing_permission() {
    let body = json!({"requestId": "R", "code": "Forbidden.RAM", "message": "no",
        "accessDeniedDetail": {"AuthAction": "ecs:DescribeSnapshots", "NoPermissionType": "ImplicitDeny"}});
    let error = call(answer(403, body.to_string())).await.unwrap_err();
    assert_eq!(error.kind(), FailureKind::Permission);
    assert_eq!(error.request_id(), Some("R"));
    let denied = error.access_denied().unwrap();
    assert_eq!(denied.auth_action.as_deref(), Some("ecs:DescribeSnapshots"));
    assert_eq!(denied.no_permission_type.as_deref(), Some("ImplicitDeny"));
}

#[tokio::test]
async fn the_request_id_may_come_in_a_header_only() {
    let headers = [("X-Acs-Request-Id", "H-1")];
    let answer = answer_with(200, &headers, r#"{"AccountId":"1"}"#);
    let script = Script::new([answer]);
    let reply = script.client().call(&GetCallerIdentity).await.unwrap();
    assert_eq!(reply.request_id, "H-1");
}

#[tokio::test]
async fn the_record_of_a_row_is_what_the_cloud_wrote() {
    let rows = [
        r#"{"SnapshotId":"s-1"}"#,
        r#"{ "SnapshotId" : "s-1" , "Size" : 1.50 }"#,
        r#"{"Description":"a \"}]{[\\","SnapshotId":"s-1","Tags":{"Tag":[{"TagKey":"}\\\"{"},[[]],{}]}}"#,
        // An escaped name at either end.
        r#"{"\u0041":{"B":[1,-2,0.5,null,true,"\n"]},"SnapshotId":"s-1"}"#,
        r#"{"SnapshotId":"s-1","\u0041":"\u00e9"}"#,
    ];
    let list = rows.join(" , ");
    let body = format!(r#"{{"RequestId":"R","Snapshots":{{"Snapshot":[ {list} ]}},"PageSize":5}}"#);
    let page = call(answer(200, body)).await.unwrap();
    for (read, sent) in page.snapshots.iter().zip(rows) {
        let (kept, wanted): (Value, Value) = (
            serde_json::from_str(&read.raw).unwrap(),
            serde_json::from_str(sent).unwrap(),
        );
        assert_eq!(kept, wanted);
        if !sent.contains(r"\u0041") {
            assert_eq!(read.raw, sent);
        }
    }
    assert_eq!(page.snapshots.len(), rows.len());
}

#[tokio::test]
async fn the_last_of_doubled_fields_counts() {
    let row = r#"{"SnapshotId":"s-1","Status":"failed","SnapshotId":"s-2","\u0053tatus":"accomplished"}"#;
    let body = format!(r#"{{"RequestId":"R","Snapshots":{{"Snapshot":[{row}]}}}}"#);
    let page = call(answer(200, body)).await.unwrap();
    assert_eq!(page.snapshots[0].snapshot_id, "s-2");
    assert_eq!(page.snapshots[0].status.as_deref(), Some("accomplished"));
}

/// Field cases FR34 and FR05.
#[tokio::test]
async fn a_copied_image_tells_its_features_its_check_and_its_disks() {
    let row = json!({
        "ImageId": "m-copy",
        "Description": "d",
        "IsCopied": true,
        "Usable": "false",
        "Status": "Creating",
        "Progress": "37%",
        "Features": {"NvmeSupport": "unsupported", "ImdsSupport": "v2"},
        "DetectionOptions": {
            "Status": "Finished",
            "Items": {"Item": [
                {"Name": "GrubBoot", "Value": "Unsupported", "RiskCode": "GrubBoot.NotFound", "RiskLevel": "High"},
            ]},
        },
        "DiskDeviceMappings": {"DiskDeviceMapping": [
            {"Type": "system", "Device": "/dev/xvda", "Size": "40", "SnapshotId": "s-copy", "Progress": "", "Encrypted": false},
            {"Type": "data", "Size": "100", "Progress": "12%", "RemainTime": 90, "Encrypted": "true"},
        ]},
    });
    let image = image(row).await;
    assert_eq!(
        (image.is_copied, image.usable, image.progress),
        (Some(true), Some(false), Some(37))
    );
    assert_eq!(image.description.as_deref(), Some("d"));
    assert_eq!(image.nvme_support.as_deref(), Some("unsupported"));
    assert_eq!(image.imds_support.as_deref(), Some("v2"));
    let check = image.detection_options.unwrap();
    assert_eq!(check.status.as_deref(), Some("Finished"));
    assert_eq!(check.items.len(), 1);
    assert_eq!(check.items[0].risk_level.as_deref(), Some("High"));
    assert_eq!(check.items[0].risk_code.as_deref(), Some("GrubBoot.NotFound"));
    let disks = image.disk_device_mappings;
    assert_eq!((disks[0].progress, disks[0].encrypted), (None, Some(false)));
    assert_eq!(
        (disks[1].progress, disks[1].remain_time, disks[1].encrypted),
        (Some(12), Some(90), Some(true))
    );
}
