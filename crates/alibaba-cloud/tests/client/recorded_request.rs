//! What is recorded of a request, and what comes back from the record.

use alibaba_cloud::ecs::{CreateImage, ImageSource, NewDisk, Tag};
use alibaba_cloud::{Action, RecordedRequest, Request};

use crate::full::instance_writes::run_instances;

#[test]
fn parameters_are_recorded_in_the_order_in_which_they_were_set() {
    let disk = |snapshot_id: &str| NewDisk {
        snapshot_id: Some(snapshot_id.to_owned()),
        size: Some(40),
        ..NewDisk::default()
    };
    let disks = (1..=11).map(|number| disk(&format!("s-{number}"))).collect();
    let mut action = CreateImage::new("cn-hangzhou", ImageSource::DiskDeviceMappings(disks), "token");
    action.tags = vec![Tag {
        key: "env".to_owned(),
        value: "prod".to_owned(),
    }];
    action.image_name = Some("web".to_owned());
    let recorded = RecordedRequest::from(&action.request());
    let names: Vec<_> = recorded.parameters.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names[..3], ["RegionId", "ImageName", "DiskDeviceMapping.1.SnapshotId"]);
    assert_eq!(
        names[22..],
        [
            "DiskDeviceMapping.11.SnapshotId",
            "DiskDeviceMapping.11.Size",
            "Tag.1.Key",
            "Tag.1.Value",
            "ClientToken"
        ]
    );
}

#[test]
fn a_recorded_request_is_the_same_to_the_letter_when_it_is_read_again() {
    let source = ImageSource::Snapshot {
        snapshot_id: "s-1".to_owned(),
    };
    let request = CreateImage::new("cn-hangzhou", source, "token").request();
    let text = serde_json::to_string(&RecordedRequest::from(&request)).unwrap();
    let recorded: RecordedRequest = serde_json::from_str(&text).unwrap();
    assert_eq!(Request::from(&recorded), request);
}

#[test]
fn of_a_secret_only_the_name_is_recorded() {
    let launch = run_instances();
    let request = launch.request();
    let values: Vec<_> = request.parameters.secret().map(|(name, _)| name).collect();
    assert_eq!(values, ["Password", "UserData"]);
    let recorded = RecordedRequest::from(&request);
    assert_eq!(recorded.secret_names, ["Password", "UserData"]);
    let text = serde_json::to_string(&recorded).unwrap();
    use secrecy::ExposeSecret as _;
    for secret in [&launch.password, &launch.user_data] {
        let secret = secret.as_ref().unwrap().expose_secret();
        assert!(!secret.is_empty() && !text.contains(secret));
    }
}

#[test]
fn a_recorded_request_is_whole_again_once_its_secrets_are_set() {
    let launch = run_instances();
    let request = launch.request();
    let recorded = RecordedRequest::from(&request);
    let mut again = Request::from(&recorded);
    assert_ne!(again, request);
    for name in &recorded.secret_names {
        let secret = if name == "Password" {
            &launch.password
        } else {
            &launch.user_data
        };
        again.set_secret(name, secret.as_ref().unwrap());
    }
    assert_eq!(again, request);
    assert_eq!(RecordedRequest::from(&again), recorded);
}

#[test]
fn a_request_recorded_before_secrets_were_named_is_read() {
    let mut recorded = serde_json::to_value(RecordedRequest::from(&run_instances().request())).unwrap();
    recorded.as_object_mut().unwrap().remove("secretNames");
    let recorded: RecordedRequest = serde_json::from_value(recorded).unwrap();
    assert!(recorded.secret_names.is_empty());
}
