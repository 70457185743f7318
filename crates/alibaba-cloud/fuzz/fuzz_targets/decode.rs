//! Reads any bytes as the answer to every action, with every kind of status, and their beginning as every header that is read.
//!
//! `cargo +nightly fuzz run decode fuzz/corpus/decode tests/data/odd_bodies tests/data/samples`
//! (the seeds are also read by the ordinary tests, in `tests/client/odd_bodies.rs`).
#![no_main]

use alibaba_cloud::ecs::{
    ApplyAutoSnapshotPolicy, AttachInstanceRamRole, AttachKeyPair, CancelCopyImage, CancelTask, CopyImage,
    CopySnapshot, CreateImage, CreateSnapshot, CreateSnapshotGroup, DeleteImage, DeleteInstances, DeleteSnapshot,
    DescribeAccountAttributes, DescribeAutoSnapshotPolicyEx, DescribeAvailableResource, DescribeCloudAssistantStatus,
    DescribeDiskDefaultKMSKeyId, DescribeDisks, DescribeImageFromFamily, DescribeImageSharePermission,
    DescribeImageSupportInstanceTypes, DescribeImages, DescribeInstanceAttribute, DescribeInstanceAutoRenewAttribute,
    DescribeInstanceHistoryEvents, DescribeInstanceMaintenanceAttributes, DescribeInstanceModificationPrice,
    DescribeInstanceRamRole, DescribeInstanceStatus, DescribeInstanceTypes, DescribeInstances, DescribeKeyPairs,
    DescribeNetworkInterfaces, DescribePrice, DescribeRegions, DescribeResourcesModification,
    DescribeSecurityGroupAttribute, DescribeSecurityGroups, DescribeSnapshotGroups, DescribeSnapshotLinks,
    DescribeSnapshots, DescribeSnapshotsUsage, DescribeTaskAttribute, DescribeTasks, DescribeUserData, DescribeZones,
    ExportImage, ListTagResources, ModifyDiskAttribute, ModifyDiskSpec, ModifyImageAttribute,
    ModifyImageSharePermission, ModifyInstanceAttribute, ModifyInstanceMaintenanceAttributes,
    ModifyInstanceNetworkSpec, ModifyInstanceSpec, ModifyPrepayInstanceSpec, ModifySnapshotAttribute, RebootInstances,
    ReplaceSystemDisk, ResizeDisk, RunInstances, StartInstances, StopInstances, TagResources, UntagResources,
};
use alibaba_cloud::kms::ListAliases;
use alibaba_cloud::resource_manager::ListResourceGroups;
use alibaba_cloud::sts::{AssumeRole, GetCallerIdentity};
use alibaba_cloud::vpc::{DescribeVSwitches, DescribeVpcs};
use alibaba_cloud::{Action, Credentials, TransportResponse, decode};
use libfuzzer_sys::fuzz_target;

const HEADERS: [&str; 2] = ["x-acs-request-id", "x-acs-retry-after"];
const KEY_ID: &str = "LTAI5tCANARYKEYID";

fn read<A: Action>(response: &TransportResponse) {
    if let Err(error) = decode::<A>(response, &Credentials::new(KEY_ID, "secret")) {
        assert!(!format!("{error} {error:?}").contains(KEY_ID));
    }
}

fuzz_target!(|body: &[u8]| {
    let value = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
    let headers = HEADERS.map(|name| (name.to_owned(), value.clone())).to_vec();
    for status in [200, 302, 400, 503] {
        let (headers, body) = (headers.clone(), body.to_vec().into());
        read_as_everything(&TransportResponse { status, headers, body });
    }
});

fn read_as_everything(response: &TransportResponse) {
    read::<ApplyAutoSnapshotPolicy>(response);
    read::<AssumeRole>(response);
    read::<AttachInstanceRamRole>(response);
    read::<AttachKeyPair>(response);
    read::<CancelCopyImage>(response);
    read::<CancelTask>(response);
    read::<CopyImage>(response);
    read::<CopySnapshot>(response);
    read::<CreateImage>(response);
    read::<CreateSnapshot>(response);
    read::<CreateSnapshotGroup>(response);
    read::<DeleteImage>(response);
    read::<DeleteInstances>(response);
    read::<DeleteSnapshot>(response);
    read::<DescribeAccountAttributes>(response);
    read::<DescribeAutoSnapshotPolicyEx>(response);
    read::<DescribeAvailableResource>(response);
    read::<DescribeCloudAssistantStatus>(response);
    read::<DescribeDiskDefaultKMSKeyId>(response);
    read::<DescribeDisks>(response);
    read::<DescribeImageFromFamily>(response);
    read::<DescribeImageSharePermission>(response);
    read::<DescribeImageSupportInstanceTypes>(response);
    read::<DescribeImages>(response);
    read::<DescribeInstanceAttribute>(response);
    read::<DescribeInstanceAutoRenewAttribute>(response);
    read::<DescribeInstanceHistoryEvents>(response);
    read::<DescribeInstanceMaintenanceAttributes>(response);
    read::<DescribeInstanceModificationPrice>(response);
    read::<DescribeInstanceRamRole>(response);
    read::<DescribeInstanceStatus>(response);
    read::<DescribeInstanceTypes>(response);
    read::<DescribeInstances>(response);
    read::<DescribeKeyPairs>(response);
    read::<DescribeNetworkInterfaces>(response);
    read::<DescribePrice>(response);
    read::<DescribeRegions>(response);
    read::<DescribeResourcesModification>(response);
    read::<DescribeSecurityGroupAttribute>(response);
    read::<DescribeSecurityGroups>(response);
    read::<DescribeSnapshotGroups>(response);
    read::<DescribeSnapshotLinks>(response);
    read::<DescribeSnapshots>(response);
    read::<DescribeSnapshotsUsage>(response);
    read::<DescribeTaskAttribute>(response);
    read::<DescribeTasks>(response);
    read::<DescribeUserData>(response);
    read::<DescribeVSwitches>(response);
    read::<DescribeVpcs>(response);
    read::<DescribeZones>(response);
    read::<ExportImage>(response);
    read::<GetCallerIdentity>(response);
    read::<ListAliases>(response);
    read::<ListResourceGroups>(response);
    read::<ListTagResources>(response);
    read::<ModifyDiskAttribute>(response);
    read::<ModifyDiskSpec>(response);
    read::<ModifyImageAttribute>(response);
    read::<ModifyImageSharePermission>(response);
    read::<ModifyInstanceAttribute>(response);
    read::<ModifyInstanceMaintenanceAttributes>(response);
    read::<ModifyInstanceNetworkSpec>(response);
    read::<ModifyInstanceSpec>(response);
    read::<ModifyPrepayInstanceSpec>(response);
    read::<ModifySnapshotAttribute>(response);
    read::<RebootInstances>(response);
    read::<ReplaceSystemDisk>(response);
    read::<ResizeDisk>(response);
    read::<RunInstances>(response);
    read::<StartInstances>(response);
    read::<StopInstances>(response);
    read::<TagResources>(response);
    read::<UntagResources>(response);
}
