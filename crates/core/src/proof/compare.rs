//! Compares what was read of an instance with what was asked for. Pure. Nothing unread is ever equal.

use alibaba_cloud::ecs::{Disk, Instance};
use secrecy::{ExposeSecret, SecretString};

use super::ProofAttributeCode as Code;
use super::asked::{AUTO_PL, Asked, encryption, level, provisioned};
use super::record::{CellRecord, MarkRecord};
use super::tag_text::tag_text;
use crate::instance::reading::{InstanceReading, letter};
use crate::launch::{has_public_address, is_setting, own_tags, settings};

/// The user data of the instance that it was taken from; `None` when none was sent, or it cannot be read any more.
pub(crate) type UserData<'a> = Option<&'a SecretString>;

/// A cell for each of `columns`. One of which it is not known what was asked for is not compared.
pub(crate) fn cells(
    columns: &[Code],
    asked: &Asked,
    reading: &InstanceReading,
    user_data: UserData<'_>,
) -> Vec<CellRecord> {
    let cells = columns.iter().map(|code| {
        let compared = asked
            .get(code)
            .and_then(|wanted| Some((wanted, read(*code, reading, wanted, user_data)?)));
        match compared {
            Some((wanted, found)) if is_equal(*code, wanted, &found) => CellRecord::new(MarkRecord::Equal, found),
            Some((_, found)) => CellRecord::new(MarkRecord::Different, found),
            None => CellRecord::new(MarkRecord::Unread, Vec::new()),
        }
    });
    cells.collect()
}

/// Encryption without a named key is equal whatever the key is.
fn is_equal(code: Code, wanted: &[String], found: &[String]) -> bool {
    if code != Code::Encryption {
        return wanted == found;
    }
    let pairs = wanted.iter().zip(found);
    wanted.len() == found.len()
        && pairs
            .into_iter()
            .all(|(wanted, found)| wanted == found || (wanted == "true" && found != "false"))
}

/// What an instance has, as a request would ask for it: another instance is compared with it. What could not be read is missing.
pub(crate) fn as_asked(reading: &InstanceReading) -> Asked {
    let own = reading.user_data.as_ref().ok().and_then(|data| data.as_ref());
    let read = Code::ALL
        .into_iter()
        .filter_map(|code| Some((code, read(code, reading, &[], own)?)));
    read.collect()
}

/// The value of an attribute; `None` when it was not read.
fn read(code: Code, reading: &InstanceReading, wanted: &[String], user_data: UserData<'_>) -> Option<Vec<String>> {
    let instance = &reading.instance;
    let text = |field: &Option<String>| Some(vec![field.clone().unwrap_or_default()]);
    match code {
        Code::Image => text(&instance.image_id),
        Code::InstanceType => text(&instance.instance_type),
        Code::Zone => text(&instance.zone_id),
        Code::VSwitch => text(&instance.v_switch_id),
        Code::SecurityGroups => {
            let mut groups = instance.security_group_ids.clone();
            groups.sort();
            Some(groups)
        }
        Code::ChargeType => text(&instance.instance_charge_type),
        Code::Bandwidth => Some(vec![instance.internet_max_bandwidth_out?.to_string()]),
        Code::PublicAddress => Some(vec![u8::from(has_public_address(instance)).to_string()]),
        Code::KeyPair => text(&instance.key_pair_name),
        Code::RamRole => Some(vec![reading.role.clone().ok()?]),
        Code::UserData => same_user_data(reading, user_data, wanted),
        Code::Tags => {
            let tags = own_tags(&instance.tags).into_iter();
            let mut tags: Vec<String> = tags.map(|tag| tag_text(&tag.key, &tag.value)).collect();
            tags.sort();
            Some(tags)
        }
        Code::ResourceGroup => text(&instance.resource_group_id),
        Code::Description => text(&instance.description),
        Code::DeletionProtection => Some(vec![instance.deletion_protection?.to_string()]),
        Code::Settings => Some(settings_read(instance, wanted)),
        _ => of_disks(code, reading.disks.as_ref().ok()?),
    }
}

/// `true` when the instance has the very user data that was sent, `false` when it has none; its own length otherwise is not told.
fn same_user_data(reading: &InstanceReading, sent: UserData<'_>, wanted: &[String]) -> Option<Vec<String>> {
    let own = reading.user_data.as_ref().ok()?;
    let is_wanted = wanted.first().is_none_or(|wanted| wanted == "true");
    let is_same = match (sent, own) {
        (None, None) => return Some(vec!["false".to_owned()]),
        // It was sent, and what it was cannot be read any more.
        (None, Some(_)) if is_wanted => return None,
        (None, Some(_)) | (Some(_), None) => false,
        (Some(sent), Some(own)) => sent.expose_secret() == own.expose_secret(),
    };
    let word = match (is_same, own) {
        (true, _) => "true",
        (false, None) => "false",
        (false, Some(_)) => "other",
    };
    Some(vec![word.to_owned()])
}

/// Of settings, those that were asked for.
fn settings_read(instance: &Instance, wanted: &[String]) -> Vec<String> {
    let names: Vec<&str> = wanted
        .iter()
        .filter_map(|setting| setting.split_once('='))
        .map(|(name, _)| name)
        .collect();
    let is_compared = |name: &str| match wanted.is_empty() {
        true => is_setting(name),
        false => names.contains(&name),
    };
    let known = settings(instance).into_iter();
    let mut found: Vec<String> = known
        .filter(|setting| is_compared(&setting.name))
        .map(|setting| format!("{}={}", setting.name, setting.value))
        .collect();
    found.sort();
    found
}

fn of_disks(code: Code, disks: &[Disk]) -> Option<Vec<String>> {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let category = |disk: &Disk| text(&disk.category);
    let each = |read: &dyn Fn(&Disk) -> Option<String>| disks.iter().map(read).collect::<Option<Vec<_>>>();
    let data = |read: &dyn Fn(&Disk) -> Option<String>| disks.iter().skip(1).map(read).collect::<Option<Vec<_>>>();
    match code {
        Code::DiskCount => Some(vec![disks.len().to_string()]),
        Code::Devices => data(&|disk| Some(letter(disk.device.as_deref()))),
        Code::Content => each(&|disk| Some(text(&disk.source_snapshot_id))),
        Code::Size => each(&|disk| Some(disk.size?.to_string())),
        Code::Category => each(&|disk| Some(category(disk))),
        Code::PerformanceLevel => each(&|disk| Some(level(&category(disk), &text(&disk.performance_level)))),
        Code::Release => data(&|disk| Some(disk.delete_with_instance?.to_string())),
        Code::Encryption => each(&|disk| {
            let is_encrypted = disk.encrypted?;
            Some(encryption(is_encrypted, &text(&disk.kms_key_id)))
        }),
        Code::Provisioned => each(&|disk| {
            let iops = disk.provisioned_iops.map(|iops| iops.to_string()).unwrap_or_default();
            let burst = match category(disk).as_str() {
                AUTO_PL => disk.bursting_enabled?,
                _ => false,
            };
            Some(provisioned(&category(disk), &iops, burst))
        }),
        Code::SnapshotPolicy => each(&|disk| Some(text(&disk.auto_snapshot_policy_id))),
        _ => None,
    }
}
