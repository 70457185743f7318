//! Launches that come out otherwise than asked: what a client must notice when it compares.

use super::launch::Launch;
use crate::call::Call;
use crate::cloud::UserData;
use crate::instance_questions::DriftedAttribute;

/// What the instance of this number, 1 for the first, is launched with.
pub(super) fn drifted(call: &Call<'_>, launch: &Launch, number: u64) -> Launch {
    let mut changed = launch.clone();
    let drift = call.cloud.open_questions.instances.drift;
    let Some(drift) = drift.filter(|drift| number <= drift.instances) else {
        return changed;
    };
    let settings = &mut changed.settings;
    let disk = changed.disks.last_mut();
    match drift.attribute {
        DriftedAttribute::PerformanceLevel => {
            if let Some(disk) = disk {
                disk.category = "cloud_essd";
                let is_usual = disk.settings.performance_level == Some("PL1");
                disk.settings.performance_level = Some(if is_usual { "PL0" } else { "PL1" });
            }
        }
        DriftedAttribute::Category => {
            if let Some(disk) = disk {
                let was_efficiency = disk.category == "cloud_efficiency";
                disk.category = if was_efficiency {
                    "cloud_essd"
                } else {
                    "cloud_efficiency"
                };
                disk.settings.performance_level = was_efficiency.then_some("PL1");
                (disk.settings.provisioned_iops, disk.settings.bursting) = (None, None);
            }
        }
        DriftedAttribute::Size => disk.into_iter().for_each(|disk| disk.size_gib += 10),
        DriftedAttribute::DeleteWithInstance => {
            if let Some(disk) = disk {
                disk.settings.delete_with_instance = !disk.settings.delete_with_instance;
            }
        }
        DriftedAttribute::SecurityGroup => {
            let groups = &mut changed.security_group_ids;
            let mut others = call.cloud.security_groups.iter();
            let other = others.find(|row| {
                row.region_id == launch.region_id
                    && row.vpc_id == launch.vpc_id
                    && !groups.contains(&row.security_group_id)
            });
            match other {
                Some(other) => groups.push(other.security_group_id.clone()),
                None => groups.truncate(groups.len().saturating_sub(1).max(1)),
            }
        }
        DriftedAttribute::KeyPair => changed.key_pair_name = None,
        DriftedAttribute::RamRole => settings.role_name = None,
        DriftedAttribute::PublicAddress => settings.bandwidth_out = 5,
        DriftedAttribute::Tag => {
            changed.tags.drain(..changed.tags.len().min(1));
        }
        DriftedAttribute::UserData => settings.user_data = UserData::default(),
        DriftedAttribute::MetadataTokens => {
            let is_optional = settings.metadata.tokens == "optional";
            settings.metadata.tokens = if is_optional { "required" } else { "optional" };
        }
    }
    changed
}
