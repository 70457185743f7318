//! The kinds of steps, a file per kind.

mod agent_watch;
mod apply_snapshot_policy;
mod attach_key_pair;
mod change_instance;
mod copy_image;
mod create_image;
mod create_snapshot;
mod delete_image;
mod delete_snapshots;
mod deletion_rows;
mod edit_image;
mod export_image;
mod export_record;
mod gone;
mod image_check;
mod image_search;
mod image_watch;
mod instance_watch;
mod launch_instances;
mod mend_difference;
mod new_image;
mod power;
mod power_record;
mod prove_instances;
mod release_instances;
mod replace_system_disk;
mod request;
mod restore_features;
mod share_image;
mod share_watch;
mod snapshot_search;
mod snapshot_watch;
mod snapshots_to_delete;
mod system_disk_watch;
mod tag_image;
mod task_watch;
mod undo_time;
mod uses;
mod wait_for_agent;

pub(super) use apply_snapshot_policy::ApplySnapshotPolicyInput;
pub(super) use attach_key_pair::AttachKeyPairInput;
pub(super) use change_instance::ChangeInput;
pub(super) use copy_image::{CopyImageInput, copied_image};
pub(super) use create_image::{CreateImageInput, DiskToCome};
pub(super) use create_snapshot::CreateSnapshotInput;
pub(super) use delete_image::{DeleteImageInput, deleted_image};
pub(super) use deletion_rows::shown as shown_deletions;
pub(super) use edit_image::EditImageInput;
pub(super) use export_image::ExportImageInput;
pub(super) use export_record::shown as shown_export;
pub(super) use image_check::shown as shown_check;
pub(super) use launch_instances::{LaunchInput, LaunchRecord, shown as shown_launch};
pub(super) use mend_difference::MendInput;
pub(super) use power::{MOST_INSTANCES_PER_CALL, PowerInput};
pub(super) use prove_instances::{ProveInput, record as proof_record};
pub(super) use release_instances::{ReleaseInput, confirm as confirm_release, shown as shown_release};
pub(super) use replace_system_disk::{ReplaceSystemDiskInput, addresses};
pub(super) use restore_features::RestoreFeaturesInput;
pub(super) use share_image::{MOST_ACCOUNTS_PER_CALL, ShareImageInput};
pub(super) use snapshots_to_delete::{DeleteSnapshotsInput, SnapshotToDelete};
pub(super) use tag_image::TagImageInput;
pub(super) use undo_time::UndoTimeInput;
pub(super) use wait_for_agent::{AgentInput, shown as shown_agent};

use super::StepKindName;
use super::kind::StepKind;
use crate::instance::PowerAction;

/// The kind of that name.
pub(super) fn of(name: StepKindName) -> &'static dyn StepKind {
    match name {
        StepKindName::CreateImage => &create_image::CreateImageStep,
        StepKindName::ImageCheck => &image_check::ImageCheckStep,
        StepKindName::CopyImage => &copy_image::CopyImageStep,
        StepKindName::RestoreFeatures => &restore_features::RestoreFeaturesStep,
        StepKindName::ShareImage => &share_image::ShareImageStep::Share,
        StepKindName::UnshareImage => &share_image::ShareImageStep::Unshare,
        StepKindName::EditImage | StepKindName::DeprecateImage | StepKindName::RestoreImage => {
            &edit_image::EditImageStep
        }
        StepKindName::TagImage => &tag_image::TagImageStep::Tag,
        StepKindName::UntagImage => &tag_image::TagImageStep::Untag,
        StepKindName::CreateSnapshot => &create_snapshot::CreateSnapshotStep::OfDisk,
        StepKindName::CreateSnapshotGroup => &create_snapshot::CreateSnapshotStep::Group,
        StepKindName::StartInstances => &power::PowerStep(PowerAction::Start),
        StepKindName::StopInstances => &power::PowerStep(PowerAction::Stop),
        StepKindName::RebootInstances => &power::PowerStep(PowerAction::Reboot),
        StepKindName::ReplaceSystemDisk => &replace_system_disk::ReplaceSystemDiskStep,
        StepKindName::AttachKeyPair => &attach_key_pair::AttachKeyPairStep,
        StepKindName::ApplySnapshotPolicy => &apply_snapshot_policy::ApplySnapshotPolicyStep,
        StepKindName::ChangeInstanceType => &change_instance::ChangeStep::InstanceType,
        StepKindName::ResizeDisk => &change_instance::ChangeStep::ResizeDisk,
        StepKindName::ChangeDiskCategory => &change_instance::ChangeStep::DiskSpec,
        StepKindName::ChangeBandwidth => &change_instance::ChangeStep::Bandwidth,
        StepKindName::WaitForAgent => &wait_for_agent::WaitForAgentStep,
        StepKindName::ReleaseInstances => &release_instances::ReleaseInstancesStep,
        StepKindName::LaunchInstances => &launch_instances::LaunchInstancesStep,
        StepKindName::MendDifference => &mend_difference::MendDifferenceStep,
        StepKindName::ProveInstances => &prove_instances::ProveInstancesStep,
        StepKindName::UndoTime => &undo_time::UndoTimeStep,
        StepKindName::DeleteImage => &delete_image::DeleteImageStep,
        StepKindName::DeleteSnapshots => &delete_snapshots::DeleteSnapshotsStep,
        StepKindName::ExportImage => &export_image::ExportImageStep,
    }
}
