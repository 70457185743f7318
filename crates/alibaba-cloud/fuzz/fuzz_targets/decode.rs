//! Reads any bytes as the answer to every action. The first byte chooses the status.
//!
//! `cargo +nightly fuzz run decode fuzz/corpus/decode tests/data/odd_bodies tests/data/samples`
//! (the seeds are also read by the ordinary tests, in `tests/client/odd_bodies.rs`).
#![no_main]

use alibaba_cloud::ecs::{
    CancelCopyImage, CancelTask, CopyImage, CopySnapshot, CreateImage, CreateSnapshot, DeleteImage, DeleteSnapshot,
    DescribeAvailableResource, DescribeDisks, DescribeImageFromFamily, DescribeImageSharePermission,
    DescribeImageSupportInstanceTypes, DescribeImages, DescribeInstanceStatus, DescribeInstanceTypes,
    DescribeInstances, DescribeKeyPairs, DescribePrice, DescribeRegions, DescribeSecurityGroups,
    DescribeSnapshotGroups, DescribeSnapshotLinks, DescribeSnapshots, DescribeSnapshotsUsage, DescribeTaskAttribute,
    DescribeTasks, DescribeZones, ExportImage, ListTagResources, ModifyImageAttribute, ModifyImageSharePermission,
    ModifySnapshotAttribute, ReplaceSystemDisk, RunInstances, StartInstances, StopInstances, TagResources,
    UntagResources,
};
use alibaba_cloud::kms::ListAliases;
use alibaba_cloud::resource_manager::ListResourceGroups;
use alibaba_cloud::sts::{AssumeRole, GetCallerIdentity};
use alibaba_cloud::vpc::{DescribeVSwitches, DescribeVpcs};
use alibaba_cloud::{Action, Credentials, TransportResponse, decode};
use libfuzzer_sys::fuzz_target;

const KEY_ID: &str = "LTAI5tCANARYKEYID";

fn read<A: Action>(response: &TransportResponse) {
    if let Err(error) = decode::<A>(response, &Credentials::new(KEY_ID, "secret")) {
        assert!(!format!("{error} {error:?}").contains(KEY_ID));
    }
}

fuzz_target!(|body: &[u8]| {
    // Most bodies begin with a brace, and that is a success.
    let status = match body.first() {
        Some(b'0') => 400,
        Some(b'1') => 503,
        Some(b'2') => 302,
        _ => 200,
    };
    let body = if status == 200 { body } else { &body[1..] };
    let response = TransportResponse {
        status,
        headers: Vec::new(),
        body: body.to_vec().into(),
    };
    read::<AssumeRole>(&response);
    read::<CancelCopyImage>(&response);
    read::<CancelTask>(&response);
    read::<CopyImage>(&response);
    read::<CopySnapshot>(&response);
    read::<CreateImage>(&response);
    read::<CreateSnapshot>(&response);
    read::<DeleteImage>(&response);
    read::<DeleteSnapshot>(&response);
    read::<DescribeAvailableResource>(&response);
    read::<DescribeDisks>(&response);
    read::<DescribeImageFromFamily>(&response);
    read::<DescribeImageSharePermission>(&response);
    read::<DescribeImageSupportInstanceTypes>(&response);
    read::<DescribeImages>(&response);
    read::<DescribeInstanceStatus>(&response);
    read::<DescribeInstanceTypes>(&response);
    read::<DescribeInstances>(&response);
    read::<DescribeKeyPairs>(&response);
    read::<DescribePrice>(&response);
    read::<DescribeRegions>(&response);
    read::<DescribeSecurityGroups>(&response);
    read::<DescribeSnapshotGroups>(&response);
    read::<DescribeSnapshotLinks>(&response);
    read::<DescribeSnapshots>(&response);
    read::<DescribeSnapshotsUsage>(&response);
    read::<DescribeTaskAttribute>(&response);
    read::<DescribeTasks>(&response);
    read::<DescribeVSwitches>(&response);
    read::<DescribeVpcs>(&response);
    read::<DescribeZones>(&response);
    read::<ExportImage>(&response);
    read::<GetCallerIdentity>(&response);
    read::<ListAliases>(&response);
    read::<ListResourceGroups>(&response);
    read::<ListTagResources>(&response);
    read::<ModifyImageAttribute>(&response);
    read::<ModifyImageSharePermission>(&response);
    read::<ModifySnapshotAttribute>(&response);
    read::<ReplaceSystemDisk>(&response);
    read::<RunInstances>(&response);
    read::<StartInstances>(&response);
    read::<StopInstances>(&response);
    read::<TagResources>(&response);
    read::<UntagResources>(&response);
});
