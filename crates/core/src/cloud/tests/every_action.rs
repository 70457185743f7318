//! Every action of the client, as a request without parameters. The list is held against the sources of the client, so that a new
//! action cannot be forgotten.

use std::collections::BTreeSet;
use std::path::Path;

use alibaba_cloud::ecs::*;
use alibaba_cloud::kms::*;
use alibaba_cloud::resource_manager::*;
use alibaba_cloud::sts::*;
use alibaba_cloud::vpc::*;
use alibaba_cloud::{Action, Parameters, Request};

macro_rules! requests {
    ($($action:ident)*) => {
        vec![$(request::<$action>(),)*]
    };
}

/// One request per action.
pub(super) fn every_request() -> Vec<Request> {
    requests![
        ApplyAutoSnapshotPolicy
        AssumeRole
        AttachInstanceRamRole
        AttachKeyPair
        CancelCopyImage
        CancelTask
        CopyImage
        CopySnapshot
        CreateImage
        CreateSnapshot
        CreateSnapshotGroup
        DeleteImage
        DeleteInstances
        DeleteSnapshot
        DescribeAccountAttributes
        DescribeAutoSnapshotPolicyEx
        DescribeAvailableResource
        DescribeCloudAssistantStatus
        DescribeDiskDefaultKMSKeyId
        DescribeDisks
        DescribeImageFromFamily
        DescribeImageSharePermission
        DescribeImageSupportInstanceTypes
        DescribeImages
        DescribeInstanceAttribute
        DescribeInstanceAutoRenewAttribute
        DescribeInstanceHistoryEvents
        DescribeInstanceMaintenanceAttributes
        DescribeInstanceModificationPrice
        DescribeInstanceRamRole
        DescribeInstanceStatus
        DescribeInstanceTypes
        DescribeInstances
        DescribeKeyPairs
        DescribeNetworkInterfaces
        DescribePrice
        DescribeRegions
        DescribeResourcesModification
        DescribeSecurityGroupAttribute
        DescribeSecurityGroups
        DescribeSnapshotGroups
        DescribeSnapshotLinks
        DescribeSnapshots
        DescribeSnapshotsUsage
        DescribeTaskAttribute
        DescribeTasks
        DescribeUserData
        DescribeVSwitches
        DescribeVpcs
        DescribeZones
        ExportImage
        GetCallerIdentity
        ListAliases
        ListResourceGroups
        ListTagResources
        ModifyDiskAttribute
        ModifyDiskSpec
        ModifyImageAttribute
        ModifyImageSharePermission
        ModifyInstanceAttribute
        ModifyInstanceMaintenanceAttributes
        ModifyInstanceNetworkSpec
        ModifyInstanceSpec
        ModifyPrepayInstanceSpec
        ModifySnapshotAttribute
        RebootInstances
        ReplaceSystemDisk
        ResizeDisk
        RunInstances
        StartInstances
        StopInstances
        TagResources
        UntagResources
    ]
}

/// Whether an action changes nothing, judged by its name and not by what the client says of it.
pub(super) fn is_read_by_name(action: &str) -> bool {
    // AssumeRole gives credentials and changes nothing.
    ["Describe", "List", "Get"].iter().any(|verb| action.starts_with(verb)) || action == "AssumeRole"
}

fn request<A: Action>() -> Request {
    Request {
        product: A::PRODUCT,
        action: A::NAME.into(),
        version: A::VERSION.into(),
        region_id: None,
        idempotency: A::IDEMPOTENCY,
        read_timeout: A::READ_TIMEOUT,
        parameters: Parameters::new(),
    }
}

#[test]
fn no_action_of_the_client_is_missing_here() {
    let mut found = BTreeSet::new();
    let sources = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../alibaba-cloud/src"));
    collect(sources, &mut found);
    let listed: BTreeSet<String> = every_request()
        .iter()
        .map(|request| request.action.to_string())
        .collect();
    assert_eq!(listed, found);
}

fn collect(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else {
            found.extend(declared(&std::fs::read_to_string(path).unwrap()));
        }
    }
}

/// The types that a source file makes actions: `impl Action for NAME`, or `pub struct NAME: Product...` in `action! { ... }`.
fn declared(source: &str) -> Vec<String> {
    let by_hand = source.split("Action for ").skip(1).map(name);
    let by_macro = source
        .split("\naction! {")
        .skip(1)
        .filter_map(|declaration| declaration.split_once("pub struct "))
        .map(|(_, rest)| name(rest));
    by_hand.chain(by_macro).filter(|name| !name.is_empty()).collect()
}

/// The identifier a text begins with.
fn name(text: &str) -> String {
    text.chars().take_while(|c| c.is_ascii_alphanumeric()).collect()
}
