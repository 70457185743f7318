//! The report of the check of an image: every documented item, whatever else the cloud tells, and why an image was not checked.

use darkroom_core::image::{
    CheckGroup, CheckItem, CheckState, ImageCheckReport, ReportFile, TemplateSite, repair_template,
};
use darkroom_core::view::{ExportFile, ExportFormat};
use darkroom_core::{Problem, ProblemCode};
use serde_json::{Value, json};

use crate::harness::{HANGZHOU, Harness, Reaction, Session};
use crate::image_copies::image_in;

const IMAGE: &str = "app-node-base-v14";

/// The report of an image whose answer is changed on the way.
fn report(change: impl Fn(&mut Value) + Clone + Send + 'static) -> ImageCheckReport {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let key = image_in(&session, HANGZHOU, IMAGE).await;
        let change = change.clone();
        harness.cloud.on("DescribeImages", move |_| {
            let change = change.clone();
            Reaction::change_images(move |images| images.iter_mut().for_each(change))
        });
        session.image_check_report(key).await.unwrap()
    })
}

fn with_items(items: Value) -> ImageCheckReport {
    report(move |image| image["DetectionOptions"] = json!({"Status": "Finished", "Items": {"Item": items}}))
}

async fn of(session: &Session, region_id: &str, name: &str) -> ImageCheckReport {
    let key = image_in(session, region_id, name).await;
    session.image_check_report(key).await.unwrap()
}

#[test]
fn every_documented_item_is_known_under_each_spelling_of_its_name() {
    let names = CheckItem::ALL.map(CheckItem::api_name);
    for spelt in [
        names.map(str::to_owned),
        names.map(|name| format!("GUESTOS.{name}")),
        names.map(|name| format!("guestos.{}", name.to_uppercase())),
    ] {
        let items = spelt.clone().map(|name| json!({"Name": name, "Value": "v"}));
        let report = with_items(items.to_vec().into());
        let mut known: Vec<_> = report.items.iter().map(|item| item.item.unwrap()).collect();
        known.sort_by_key(|item| CheckItem::ALL.iter().position(|other| other == item));
        assert_eq!(known, CheckItem::ALL);
        let read: Vec<_> = report
            .items
            .iter()
            .filter(|item| item.group == CheckGroup::Read)
            .collect();
        assert_eq!(read.len(), 5, "facts are no results: {read:#?}");
        assert!(
            report.items.iter().all(|item| spelt.contains(&item.told.name)),
            "verbatim"
        );
    }
}

#[test]
fn what_is_not_documented_is_told_in_the_clouds_own_words_and_the_worst_first() {
    let report = with_items(json!([
        {"Name": "Virtio", "Value": "Installed"},
        {"Name": "<b>Odd</b>", "Value": "x", "RiskLevel": "Low", "RiskCode": "Odd.Code"},
        {"Name": "Selinux", "Value": "Enabled", "RiskLevel": "medium"},
        {"Name": "OSVersion", "Value": "9", "RiskLevel": "High", "RiskCode": "OSVersion.TooOld"},
        {"Name": "Grub", "Value": "?", "RiskCode": "Grub.Unknown"},
        {"Name": "Nvme", "Value": "Supported", "RiskLevel": "", "RiskCode": ""},
        {"Value": "nameless"},
    ]));
    let found: Vec<_> = report
        .items
        .iter()
        .map(|item| (item.group, item.told.name.as_str(), item.told.risk_code.as_deref()))
        .collect();
    assert_eq!(
        found,
        [
            (CheckGroup::High, "OSVersion", Some("OSVersion.TooOld")),
            (CheckGroup::Medium, "Selinux", None),
            (CheckGroup::Other, "<b>Odd</b>", Some("Odd.Code")),
            (CheckGroup::Other, "Grub", Some("Grub.Unknown")),
            (CheckGroup::NoRisk, "Virtio", None),
            (CheckGroup::NoRisk, "Nvme", None),
            (CheckGroup::NoRisk, "", None),
        ]
    );
    assert_eq!(report.items[2].item, None);
    assert_eq!(report.items[2].told.risk_level.as_deref(), Some("Low"));
}

#[test]
fn a_check_that_is_under_way_is_not_one_without_risks() {
    let item = json!([{"Name": "Virtio", "Value": "Installed"}]);
    for (check, expected) in [
        (
            json!({"Status": "Processing", "Items": {"Item": item}}),
            CheckState::Checking,
        ),
        (json!({"Status": "Queued", "Items": {"Item": []}}), CheckState::Checking),
        (json!({"Items": {"Item": []}}), CheckState::Checking),
        (json!({"Items": {"Item": item}}), CheckState::Checked),
        (
            json!({"Status": "Finished", "Items": {"Item": item}}),
            CheckState::Checked,
        ),
    ] {
        let told = check.clone();
        let report = report(move |image| image["DetectionOptions"] = told.clone());
        assert_eq!(report.state, expected, "{check}");
    }
}

#[test]
fn why_an_image_has_no_result_is_told() {
    let without = |change: fn(&mut Value)| {
        report(move |image| {
            image.as_object_mut().unwrap().remove("DetectionOptions");
            change(image);
        })
    };
    assert_eq!(without(|_| ()).state, CheckState::NotChecked);
    let creating = without(|image| image["Status"] = "Creating".into());
    assert_eq!(creating.state, CheckState::NotReady);
    let others = without(|image| image["ImageOwnerAlias"] = "others".into());
    assert_eq!((others.state, others.in_template), (CheckState::OfOthers, false));
    let harness = Harness::new();
    let encrypted = harness.run(async |session| {
        session.connect().await;
        of(&session, "cn-shenzhen", "财务系统-基准").await
    });
    assert_eq!((encrypted.state, encrypted.in_template), (CheckState::Encrypted, false));
    assert!(encrypted.snapshot_id.is_some(), "it can be created again");
}

#[test]
fn the_template_is_offered_for_what_it_takes() {
    let risks = json!([
        {"Name": "Nvme", "Value": "", "RiskLevel": "High"},
        {"Name": "RtcTimeMode", "Value": "", "RiskLevel": "Medium"},
    ]);
    let set = |field: &'static str, value: &'static str| {
        let risks = risks.clone();
        report(move |image| {
            image["DetectionOptions"] = json!({"Status": "Finished", "Items": {"Item": risks}});
            if !field.is_empty() {
                image[field] = value.into();
            }
        })
    };
    let linux = set("", "");
    assert!(linux.in_template);
    let items: Vec<_> = linux.items.iter().map(|item| item.in_template).collect();
    assert_eq!(items, [true, false], "the template knows no clock");
    for (field, value) in [("OSType", "windows"), ("Architecture", "i386"), ("Architecture", "")] {
        let report = set(field, value);
        assert!(
            !report.in_template && report.items.iter().all(|item| !item.in_template),
            "{field} {value}"
        );
    }
    let china = repair_template("cn-hangzhou", TemplateSite::China).unwrap();
    assert_eq!(
        china,
        "https://oos.console.aliyun.com/cn-hangzhou/execution/create/ACS-ECS-RepairImage"
    );
    assert!(
        repair_template("ap-southeast-1", TemplateSite::International)
            .unwrap()
            .contains("alibabacloud.com/ap-southeast-1/")
    );
    for odd in ["", "../x", "a b", "cn-hangzhou@evil"] {
        assert_eq!(
            repair_template(odd, TemplateSite::China).unwrap_err().code,
            ProblemCode::Malformed
        );
    }
}

#[test]
fn an_image_that_is_gone_and_a_refusal_are_told() {
    let asked = |reaction: fn() -> Reaction| -> Problem {
        let harness = Harness::new();
        harness.run(async |session| {
            session.connect().await;
            let key = image_in(&session, HANGZHOU, IMAGE).await;
            harness.cloud.on("DescribeImages", move |_| reaction());
            session.image_check_report(key).await.unwrap_err()
        })
    };
    assert_eq!(asked(Reaction::no_images).code, ProblemCode::NotFound);
    let refused = asked(|| Reaction::Answer(403, crate::harness::refusal("Forbidden.RAM")));
    assert_eq!(refused.code, ProblemCode::AccessDenied);
}

#[test]
fn a_report_is_written_as_it_was_shown_and_no_text_of_the_cloud_becomes_a_formula() {
    let report = with_items(json!([{"Name": "=1+1", "Value": "@x", "RiskLevel": "High", "RiskCode": "-2"}]));
    let harness = Harness::new();
    let folder = tempfile::TempDir::new().unwrap();
    let write = |format, name: &str| {
        let path = folder.path().join(name);
        let words = [("high".to_owned(), "High risk".to_owned())];
        let file = ReportFile {
            format,
            words: words.into(),
        };
        let target = Box::new(ExportFile::at(path.clone()));
        harness.run_idle(async |session| session.check_export(&report, &file, target).await.unwrap());
        std::fs::read_to_string(path).unwrap()
    };
    let csv = write(ExportFormat::Csv, "check.csv");
    assert!(csv.contains(",'=1+1,High risk,'@x,High,'-2"), "{csv}");
    let json: Value = serde_json::from_str(&write(ExportFormat::Json, "check.json")).unwrap();
    assert_eq!(json["items"][0]["told"]["name"], "=1+1");
}
