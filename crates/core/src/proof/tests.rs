use std::collections::BTreeMap;

use alibaba_cloud::ecs::{Disk, Instance};
use secrecy::SecretString;
use serde_json::{Value, json};

use super::compare::cells;
use super::record::{CellRecord, MarkRecord};
use super::*;
use super::{ProofAttributeCode as Code, asked::of_request};
use crate::instance::reading::InstanceReading;
use crate::inventory::ImageDisk;
use crate::{Problem, ProblemCode};

fn request() -> Vec<(String, String)> {
    let parameters = [
        ("ImageId", "m-1"),
        ("InstanceType", "ecs.g7.large"),
        ("ZoneId", "z-1"),
        ("VSwitchId", "vsw-1"),
        ("SecurityGroupIds.1", "sg-2"),
        ("SecurityGroupIds.2", "sg-1"),
        ("InstanceChargeType", "PostPaid"),
        ("InternetMaxBandwidthOut", "0"),
        ("KeyPairName", "ops"),
        ("SystemDisk.Category", "cloud_essd"),
        ("SystemDisk.PerformanceLevel", "PL0"),
        ("SystemDisk.Size", "40"),
        ("DataDisk.1.Device", "/dev/xvdc"),
        ("DataDisk.1.Category", "cloud_auto"),
        ("DataDisk.1.BurstingEnabled", "false"),
        ("DataDisk.1.Size", "100"),
        ("DataDisk.1.DeleteWithInstance", "false"),
        ("DataDisk.2.Device", "/dev/xvdb"),
        ("DataDisk.2.Category", "cloud_essd"),
        ("DataDisk.2.PerformanceLevel", "PL1"),
        ("DataDisk.2.Size", "200"),
        ("DataDisk.2.DeleteWithInstance", "true"),
        ("Tag.1.Key", "env"),
        ("Tag.1.Value", "prod"),
        ("Tag.2.Key", "darkroom-job"),
        ("Tag.2.Value", "x"),
        ("HttpTokens", "required"),
    ];
    parameters
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
}

fn image() -> Vec<ImageDisk> {
    let disk = |device: &str, disk_type: &str, snapshot: &str| ImageDisk {
        device: Some(device.to_owned()),
        disk_type: disk_type.to_owned(),
        size_gib: Some(40),
        snapshot_id: Some(snapshot.to_owned()),
        snapshot_listed: None,
    };
    vec![
        disk("/dev/xvda", "system", "s-a"),
        disk("/dev/xvdb", "data", "s-b"),
        disk("/dev/xvdc", "data", "s-c"),
    ]
}

fn instance() -> Value {
    json!({
        "InstanceId": "i-1", "InstanceName": "web-001", "Status": "Running", "ImageId": "m-1", "InstanceType": "ecs.g7.large",
        "ZoneId": "z-1", "VpcAttributes": {"VSwitchId": "vsw-1"}, "SecurityGroupIds": {"SecurityGroupId": ["sg-1", "sg-2"]},
        "InstanceChargeType": "PostPaid", "InternetMaxBandwidthOut": 0, "PublicIpAddress": {"IpAddress": []}, "KeyPairName": "ops",
        "Description": "", "DeletionProtection": false, "MetadataOptions": {"HttpTokens": "required", "HttpEndpoint": "enabled"},
        "Tags": {"Tag": [{"TagKey": "env", "TagValue": "prod"}, {"TagKey": "darkroom-job", "TagValue": "x"},
            {"TagKey": "acs:rm", "TagValue": "1"}]}
    })
}

fn disks() -> Vec<Value> {
    let disk = |letter: char, kind: &str, category: &str, level: &str, size: u32, release: bool| {
        json!({
            "DiskId": format!("d-{letter}"), "Type": kind, "Category": category, "PerformanceLevel": level, "Size": size,
            "Device": format!("/dev/vd{letter}"), "DeleteWithInstance": release, "Encrypted": false,
            "SourceSnapshotId": format!("s-{letter}"), "BurstingEnabled": false
        })
    };
    vec![
        disk('a', "system", "cloud_essd", "PL0", 40, true),
        disk('b', "data", "cloud_essd", "PL1", 200, true),
        disk('c', "data", "cloud_auto", "PL1", 100, false),
    ]
}

fn reading(instance: &Value, disks: &[Value]) -> InstanceReading {
    InstanceReading {
        instance: Instance::from_json(&instance.to_string()).unwrap(),
        disks: Ok(disks
            .iter()
            .map(|disk| Disk::from_json(&disk.to_string()).unwrap())
            .collect()),
        role: Ok(String::new()),
        user_data: Ok(None),
    }
}

/// Attributes that are not equal, with their marks and what was read.
fn odd(reading: &InstanceReading) -> BTreeMap<Code, (MarkRecord, Vec<String>)> {
    let asked = of_request(&request(), Some(&image()), false);
    let codes: Vec<Code> = asked.keys().copied().collect();
    let cells = cells(&codes, &asked, reading, None);
    let cells = codes.into_iter().zip(cells);
    cells
        .filter(|(_, cell)| cell.mark != MarkRecord::Equal)
        .map(|(code, CellRecord { mark, read, .. })| (code, (mark, read)))
        .collect()
}

#[test]
fn an_instance_as_asked_for_is_equal_whatever_its_devices_are_called() {
    assert_eq!(odd(&reading(&instance(), &disks())), BTreeMap::new());
}

#[test]
fn each_drift_is_found_at_its_attribute_alone() {
    let cases: [(&str, Value, Code); 9] = [
        ("KeyPairName", json!("other"), Code::KeyPair),
        ("ImageId", json!("m-2"), Code::Image),
        ("InternetMaxBandwidthOut", json!(5), Code::Bandwidth),
        (
            "PublicIpAddress",
            json!({"IpAddress": ["47.1.1.1"]}),
            Code::PublicAddress,
        ),
        (
            "SecurityGroupIds",
            json!({"SecurityGroupId": ["sg-1", "sg-2", "sg-3"]}),
            Code::SecurityGroups,
        ),
        ("Tags", json!({"Tag": []}), Code::Tags),
        ("Description", json!("somebody's"), Code::Description),
        ("MetadataOptions", json!({"HttpTokens": "optional"}), Code::Settings),
        ("InstanceType", json!("ecs.g7.xlarge"), Code::InstanceType),
    ];
    for (field, value, code) in cases {
        let mut changed = instance();
        changed[field] = value;
        let found = odd(&reading(&changed, &disks()));
        assert_eq!(found.keys().copied().collect::<Vec<_>>(), [code], "{field}");
    }
    let cases: [(usize, &str, Value, Code); 6] = [
        (0, "PerformanceLevel", json!("PL1"), Code::PerformanceLevel),
        (1, "Size", json!(240), Code::Size),
        (2, "DeleteWithInstance", json!(true), Code::Release),
        (2, "BurstingEnabled", json!(true), Code::Provisioned),
        (1, "Encrypted", json!(true), Code::Encryption),
        (1, "SourceSnapshotId", json!("s-other"), Code::Content),
    ];
    for (index, field, value, code) in cases {
        let mut changed = disks();
        changed[index][field] = value;
        let found = odd(&reading(&instance(), &changed));
        assert_eq!(found.keys().copied().collect::<Vec<_>>(), [code], "{field}");
    }
}

#[test]
fn an_extra_disk_is_found() {
    let mut more = disks();
    more.push(
        json!({"DiskId": "d-d", "Type": "data", "Category": "cloud_essd", "PerformanceLevel": "PL1", "Size": 20,
        "Device": "/dev/vdd", "DeleteWithInstance": true, "Encrypted": false}),
    );
    let found = odd(&reading(&instance(), &more));
    assert_eq!(found[&Code::DiskCount].1, ["4"]);
}

#[test]
fn what_could_not_be_read_is_never_equal() {
    let refused = Problem::new(ProblemCode::AccessDenied);
    let mut reading = reading(&instance(), &disks());
    reading.disks = Err(refused.clone());
    reading.role = Err(refused.clone());
    reading.user_data = Err(refused);
    let found = odd(&reading);
    assert!(
        found
            .values()
            .all(|(mark, read)| *mark == MarkRecord::Unread && read.is_empty())
    );
    for code in [
        Code::Size,
        Code::Category,
        Code::RamRole,
        Code::UserData,
        Code::DiskCount,
    ] {
        assert!(found.contains_key(&code), "{code:?}");
    }
}

#[test]
fn user_data_is_compared_and_never_told() {
    const DATA: &str = "IyEvYmluL3NoCmVjaG8gc2VjcmV0";
    let asked = of_request(&request(), Some(&image()), true);
    let sent = SecretString::from(DATA);
    let with = |data: Option<&str>| {
        let mut reading = reading(&instance(), &disks());
        reading.user_data = Ok(data.map(SecretString::from));
        let cell = cells(&[Code::UserData], &asked, &reading, Some(&sent)).remove(0);
        assert!(!format!("{cell:?}").contains(DATA));
        (cell.mark, cell.read.join(""))
    };
    assert_eq!(with(Some(DATA)), (MarkRecord::Equal, "true".to_owned()));
    assert_eq!(with(Some("b3RoZXI=")), (MarkRecord::Different, "other".to_owned()));
    assert_eq!(with(None), (MarkRecord::Different, "false".to_owned()));
}

#[test]
fn an_instance_is_compared_with_another_one() {
    let model = reading(&instance(), &disks());
    let asked = compare::as_asked(&model);
    let odd = |reading: &InstanceReading, asked: &Asked| {
        let found = Code::ALL.into_iter().zip(cells(&Code::ALL, asked, reading, None));
        let odd = found.filter(|(_, cell)| cell.mark != MarkRecord::Equal);
        odd.map(|(code, cell)| (code, cell.mark)).collect::<Vec<_>>()
    };
    assert_eq!(odd(&model, &asked), []);
    let mut other = disks();
    other[1]["Size"] = json!(201);
    assert_eq!(
        odd(&reading(&instance(), &other), &asked),
        [(Code::Size, MarkRecord::Different)]
    );
    // What could not be read of the model is equal in no instance.
    let mut unread = reading(&instance(), &disks());
    unread.role = Err(Problem::new(ProblemCode::AccessDenied));
    assert_eq!(
        odd(&model, &compare::as_asked(&unread)),
        [(Code::RamRole, MarkRecord::Unread)]
    );
}

#[test]
fn settings_that_were_not_sent_are_not_compared() {
    let mut sent = request();
    sent.retain(|(name, _)| name != "HttpTokens");
    assert!(!of_request(&sent, Some(&image()), false).contains_key(&Code::Settings));
}

#[test]
fn a_burst_that_the_cloud_does_not_tell_is_not_read() {
    let mut silent = disks();
    silent[2].as_object_mut().unwrap().remove("BurstingEnabled");
    let found = odd(&reading(&instance(), &silent));
    assert_eq!(found[&Code::Provisioned].0, MarkRecord::Unread);
}

#[test]
fn a_difference_is_mended_by_the_request_that_fits_it() {
    let text = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    let disk_ids = text(&["d-a", "d-b", "d-c"]);
    let requests = |code, asked: &[&str], read: &[&str]| {
        let difference = Difference {
            region_id: "r",
            instance_id: "i-1",
            disk_ids: &disk_ids,
            code,
            asked: &text(asked),
            read: &text(read),
        };
        let requests = difference.requests().into_iter();
        let told = requests.map(|request| {
            let parameters = request.parameters.plain();
            let parameters: Vec<String> = parameters.map(|(name, value)| format!("{name}={value}")).collect();
            format!("{} {}", request.action, parameters.join(" "))
        });
        told.collect::<Vec<_>>()
    };
    assert_eq!(
        requests(Code::Release, &["false", "false"], &["true", "false"]),
        ["ModifyDiskAttribute RegionId=r DiskIds.1=d-b DeleteWithInstance=false"]
    );
    assert_eq!(
        requests(Code::Tags, &["env=prod"], &["env=test", "owner=x"]),
        [
            "TagResources RegionId=r ResourceType=instance ResourceId.1=i-1 Tag.1.Key=env Tag.1.Value=prod",
            "UntagResources RegionId=r ResourceType=instance ResourceId.1=i-1 TagKey.1=owner"
        ]
    );
    assert_eq!(requests(Code::Category, &["cloud_essd"], &["cloud_auto"]), [""; 0]);
    assert_eq!(requests(Code::RamRole, &["a"], &["b"]), [""; 0]);
}

#[test]
fn an_instance_of_another_request_says_what_was_asked_of_it() {
    let text = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    let row = |id: &str, asked: Option<&[&str]>| ProvenRecord {
        id: id.to_owned(),
        cells: vec![CellRecord {
            asked: asked.map(text),
            ..CellRecord::new(MarkRecord::Equal, asked.map_or(text(&["z-1"]), text))
        }],
        ..ProvenRecord::default()
    };
    let record = ProofRecord {
        attributes: vec![("zone".to_owned(), text(&["z-1"]))],
        instances: vec![row("i-1", None), row("i-2", Some(&["z-2"]))],
        ..ProofRecord::default()
    };
    let proof = record.shown(1, 2);
    let file = ProofFile {
        format: ProofFormat::Csv,
        words: BTreeMap::new(),
        language: "en-US".to_owned(),
    };
    let csv = String::from_utf8(write(&proof, &file).unwrap()).unwrap();
    assert!(csv.contains("i-1,,zone,z-1,z-1,equal"), "{csv}");
    assert!(csv.contains("i-2,,zone,z-2,z-2,equal"), "{csv}");
}

#[test]
fn a_tag_whose_key_has_an_equals_sign_is_another_tag() {
    let tagged = |key: &str, value: &str| {
        let mut request = request();
        for (name, text) in &mut request {
            match name.as_str() {
                "Tag.1.Key" => key.clone_into(text),
                "Tag.1.Value" => value.clone_into(text),
                _ => {}
            }
        }
        of_request(&request, Some(&image()), false)
    };
    let mut instance = instance();
    instance["Tags"] = json!({"Tag": [{"TagKey": "a", "TagValue": "b=c"}]});
    let reading = reading(&instance, &disks());
    let tags = |asked: &Asked| {
        let mut cells = cells(&[Code::Tags], asked, &reading, None);
        cells.pop().unwrap()
    };
    assert_eq!(tags(&tagged("a", "b=c")).mark, MarkRecord::Equal);
    let asked = tagged("a=b", "c");
    let cell = tags(&asked);
    assert_eq!(cell.mark, MarkRecord::Different);
    let difference = Difference {
        region_id: "r",
        instance_id: "i-1",
        disk_ids: &[],
        code: Code::Tags,
        asked: &asked[&Code::Tags],
        read: &cell.read,
    };
    let requests = difference.requests();
    let sent = |index: usize| requests[index].parameters.plain().collect::<BTreeMap<_, _>>();
    assert_eq!((sent(0)["Tag.1.Key"], sent(0)["Tag.1.Value"]), ("a=b", "c"));
    assert_eq!(sent(1)["TagKey.1"], "a");
}

#[test]
fn files_hold_every_cell_and_interpret_nothing() {
    let mut hostile = instance();
    hostile["InstanceName"] = json!("<script>alert(1)</script>");
    hostile["KeyPairName"] = json!("=1+1");
    hostile["Description"] = json!("a\u{202e}b\u{1}\u{2066}c");
    let asked = of_request(&request(), Some(&image()), false);
    let reading = reading(&hostile, &disks());
    let codes: Vec<Code> = asked.keys().copied().collect();
    let record = ProofRecord {
        version: 1,
        attributes: asked
            .iter()
            .map(|(code, asked)| (code.word().to_owned(), asked.clone()))
            .collect(),
        instances: vec![ProvenRecord {
            id: "i-1".to_owned(),
            name: reading.instance.instance_name.clone().unwrap(),
            cells: cells(&codes, &asked, &reading, None),
            ..ProvenRecord::default()
        }],
        answers: vec![("DescribeDisks".to_owned(), "REQ-1".to_owned())],
        ..ProofRecord::default()
    };
    let proof = record.shown(1, 2);
    let file = |format| {
        let file = ProofFile {
            format,
            words: BTreeMap::from([("instance".to_owned(), "实例".to_owned())]),
            language: "zh-CN".to_owned(),
        };
        String::from_utf8(write(&proof, &file).unwrap()).unwrap()
    };
    let csv = file(ProofFormat::Csv);
    assert!(csv.contains("实例,instanceId"));
    assert!(csv.contains("'=1+1"), "{csv}");
    assert!(csv.contains("REQ-1"));
    assert_eq!(csv.lines().count(), 1 + proof.attributes.len() + 1);
    let html = file(ProofFormat::Html);
    assert!(html.contains("&lt;script&gt;") && !html.contains("<script>"));
    assert!(html.contains("<bdi>a[U+202E]b[U+0001][U+2066]c</bdi>"), "{html}");
    assert!(html.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""));
    assert!(html.contains("lang=\"zh-CN\"") && html.contains("REQ-1"));
    let json: Value = serde_json::from_str(&file(ProofFormat::Json)).unwrap();
    assert_eq!(
        json["instances"][0]["cells"].as_array().unwrap().len(),
        proof.attributes.len()
    );
}
