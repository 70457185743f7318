//! Rows that are read back from the JSON that was kept of them.

use alibaba_cloud::ecs::{Disk, Image, Instance, Snapshot};

#[test]
fn a_row_that_is_read_back_is_the_row_that_was_kept() {
    let image = r#"{"ImageId":"m-1","Size":"40","Tags":{"Tag":[{"TagKey":"k","TagValue":"v"}]},"IsSelfShared":"True","Odd":[1,{"a":null}]}"#;
    let read = Image::from_json(image).expect("an image");
    assert_eq!(
        (read.image_id.as_str(), read.size, read.is_self_shared),
        ("m-1", Some(40), Some(true))
    );
    assert_eq!(read.raw, image, "with every field the cloud sent");
    assert_eq!(Image::from_json(&read.raw), Some(read));

    let instance = r#"{"InstanceId":"i-1","OperationLocks":{"LockReason":[{"LockReason":"financial"}]},"AutoReleaseTime":"2026-12-01T00:00Z"}"#;
    let read = Instance::from_json(instance).expect("an instance");
    assert_eq!(read.lock_reasons, ["financial"]);
    assert!(read.auto_release_time.is_some() && read.expired_time.is_none());

    let disk = Disk::from_json(r#"{"DiskId":"d-1","Device":null}"#).expect("a disk");
    assert_eq!((disk.disk_id.as_str(), disk.device), ("d-1", None));
}

#[test]
fn what_is_no_row_is_none() {
    for text in ["", "null", "[]", "{}", r#"{"SnapshotId":""}"#, r#"{"SnapshotId":"s-1""#] {
        assert_eq!(Snapshot::from_json(text), None, "{text}");
    }
}
