//! The parameters that an action cannot do without, so that the others can have an effect.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::cloud::{HANGZHOU, SHANGHAI};
use crate::ignored_parameters::{SNAPSHOT, SmallCloud};

/// The parameters that an action cannot do without.
pub async fn needed(cloud: &SmallCloud, action: &str) -> BTreeMap<String, String> {
    let of = |reply: &Value, path: &str| reply.pointer(path).unwrap().as_str().unwrap().to_owned();
    let of_first = |action: &'static str, filter: (&'static str, &'static str), path: &'static str| async move {
        of(&cloud.ecs(action, &[filter]).await, path)
    };
    let snapshot = of_first(
        "DescribeSnapshots",
        ("SnapshotName", SNAPSHOT),
        "/Snapshots/Snapshot/0/SnapshotId",
    )
    .await;
    let image = of_first(
        "DescribeImages",
        ("ImageName", "app-node-base-v14"),
        "/Images/Image/0/ImageId",
    )
    .await;
    let running = cloud.ecs("DescribeInstances", &[("InstanceName", "builder-01")]).await;
    let stopped = of_first(
        "DescribeInstances",
        ("Status", "Stopped"),
        "/Instances/Instance/0/InstanceId",
    )
    .await;
    let disk = of_first("DescribeDisks", ("DiskName", "builder-01-xvda"), "/Disks/Disk/0/DiskId").await;
    let running = |path: &str| of(&running, &format!("/Instances/Instance/0/{path}"));
    let subscribed = of_first(
        "DescribeInstances",
        ("InstanceName", "erp-db-01"),
        "/Instances/Instance/0/InstanceId",
    )
    .await;
    let policy = of_first(
        "DescribeDisks",
        ("DiskName", "web-gw-01-xvda"),
        "/Disks/Disk/0/AutoSnapshotPolicyId",
    )
    .await;
    let list = |id: String| serde_json::json!([id]).to_string();
    let text = str::to_owned;
    let mut needed = match action {
        "AssumeRole" => vec![
            ("RoleArn", cloud.simulator.role_arns().remove(0)),
            ("RoleSessionName", text("name")),
        ],
        "ApplyAutoSnapshotPolicy" => vec![("autoSnapshotPolicyId", policy), ("diskIds", list(disk))],
        "AttachInstanceRamRole" => vec![
            ("RamRoleName", text("darkroom-reader")),
            ("InstanceIds", list(running("InstanceId"))),
        ],
        "AttachKeyPair" => vec![
            ("KeyPairName", text("operations")),
            ("InstanceIds", list(running("InstanceId"))),
        ],
        "CreateSnapshotGroup" | "ModifyInstanceAttribute" | "ModifyInstanceNetworkSpec" | "ModifyInstanceSpec" => {
            vec![("InstanceId", running("InstanceId"))]
        }
        "DescribeResourcesModification" => vec![
            ("ResourceId", running("InstanceId")),
            ("DestinationResource", text("InstanceType")),
        ],
        "ModifyDiskAttribute" | "ModifyDiskSpec" => vec![("DiskId", disk)],
        "DescribeInstanceModificationPrice" | "ModifyPrepayInstanceSpec" => {
            vec![("InstanceId", subscribed), ("InstanceType", text("ecs.r7.4xlarge"))]
        }
        "ResizeDisk" => vec![("DiskId", disk), ("NewSize", text("80"))],
        "CancelTask" | "DescribeTaskAttribute" => vec![("TaskId", text("t-none"))],
        "CopyImage" => vec![("ImageId", image), ("DestinationRegionId", text(SHANGHAI))],
        "CopySnapshot" => vec![
            ("SnapshotId", snapshot),
            ("DestinationRegionId", text(SHANGHAI)),
            ("DestinationSnapshotName", text("copy")),
        ],
        "CreateImage" | "DeleteSnapshot" | "ModifySnapshotAttribute" => vec![("SnapshotId", snapshot)],
        "CreateSnapshot" => vec![("DiskId", disk)],
        "CancelCopyImage"
        | "DeleteImage"
        | "ModifyImageAttribute"
        | "DescribeImageSharePermission"
        | "DescribeImageSupportInstanceTypes"
        | "ModifyImageSharePermission" => vec![("ImageId", image)],
        "ExportImage" => vec![("ImageId", image), ("OSSBucket", text("bucket"))],
        "DescribeInstanceAttribute" | "DescribeUserData" => vec![("InstanceId", running("InstanceId"))],
        "DescribeInstanceAutoRenewAttribute" => vec![("RenewalStatus", text("Normal"))],
        "DescribeInstanceRamRole" => vec![("InstanceIds", format!("[\"{}\"]", running("InstanceId")))],
        "DescribeSecurityGroupAttribute" => vec![("SecurityGroupId", running("SecurityGroupIds/SecurityGroupId/0"))],
        "DescribeAvailableResource" => vec![("DestinationResource", text("InstanceType"))],
        "DescribeImageFromFamily" => vec![("ImageFamily", text("app-node"))],
        "DescribePrice" => vec![
            ("ResourceType", text("instance")),
            ("InstanceType", text("ecs.g7.large")),
        ],
        "DescribeTasks" => {
            cloud
                .ecs("ExportImage", &[("ImageId", &image), ("OSSBucket", "bucket")])
                .await;
            Vec::new()
        }
        "ReplaceSystemDisk" => vec![("InstanceId", stopped), ("ImageId", image)],
        "RunInstances" => vec![
            ("ImageId", image),
            ("InstanceType", text("ecs.g7.large")),
            ("VSwitchId", running("VpcAttributes/VSwitchId")),
            ("SecurityGroupId", running("SecurityGroupIds/SecurityGroupId/0")),
        ],
        "DeleteInstances" | "StartInstances" => vec![("InstanceId.1", stopped)],
        "ModifyInstanceMaintenanceAttributes" | "RebootInstances" | "StopInstances" => {
            vec![("InstanceId.1", running("InstanceId"))]
        }
        "ListTagResources" => vec![("ResourceType", text("snapshot")), ("ResourceId.1", snapshot)],
        "TagResources" => vec![
            ("ResourceType", text("snapshot")),
            ("ResourceId.1", snapshot),
            ("Tag.1.Key", text("a")),
        ],
        "UntagResources" => vec![
            ("ResourceType", text("snapshot")),
            ("ResourceId.1", snapshot),
            ("TagKey.1", text("env")),
        ],
        _ => Vec::new(),
    };
    // The one region with groups.
    let region_id = if action == "DescribeSnapshotGroups" {
        SHANGHAI
    } else {
        HANGZHOU
    };
    needed.push(("RegionId", text(region_id)));
    needed
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
