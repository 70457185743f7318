//! How snapshots came about: nightly scripts, automatic policies, and those taken by hand.

use jiff::{SignedDuration, Timestamp};

use super::company::{BuiltMachine, Company};
use super::machine::Plan;
use crate::cloud::{Snapshot, State};

/// What differs from an accomplished, permanent, standard snapshot taken by a user.
#[derive(Debug, Clone)]
pub(super) struct Details {
    pub(super) name: Option<String>,
    pub(super) description: &'static str,
    pub(super) state: State,
    pub(super) is_automatic: bool,
    pub(super) category: &'static str,
    pub(super) retention_days: Option<i64>,
    /// Overrides what the disk's place says: the disk was detached or kept.
    pub(super) source_disk_type: Option<&'static str>,
    pub(super) is_tagged: bool,
}

impl Details {
    pub(super) fn named(name: impl Into<String>) -> Self {
        Self {
            name: Some(name.into()),
            description: "",
            state: State::Accomplished,
            is_automatic: false,
            category: "standard",
            retention_days: None,
            source_disk_type: None,
            is_tagged: true,
        }
    }
}

/// The date in China, `1123`.
pub(super) fn month_day(at: Timestamp) -> String {
    in_china(at, "%m%d")
}

pub(super) fn in_china(at: Timestamp, format: &str) -> String {
    at.checked_add(SignedDuration::from_hours(8))
        .unwrap_or(at)
        .strftime(format)
        .to_string()
}

impl Company {
    pub(super) fn take(&mut self, built: &BuiltMachine, disk: usize, at: Timestamp, details: Details) {
        let Some(source) = built.disks.get(disk) else { return };
        let region = built.machine.region;
        let snapshot_id = self.cloud.new_id("s", region);
        let kms_key_id = built.machine.encrypted.then(|| self.kms_key_id(region));
        let is_old = self.epoch.duration_since(at) > SignedDuration::from_hours(48);
        let used_by_disk = is_old && !details.is_automatic && self.cloud.randomness.below(13) == 0;
        let tags = if details.is_tagged {
            let (env, app) = (built.machine.env, built.machine.app);
            vec![("env".to_owned(), env.to_owned()), ("app".to_owned(), app.to_owned())]
        } else {
            Vec::new()
        };
        self.cloud.snapshots.push(Snapshot {
            snapshot_id,
            region_id: region,
            link_id: source.link_id.as_str().into(),
            name: details.name,
            description: details.description.to_owned(),
            created: at,
            state: details.state,
            source_disk_id: source.disk_id.as_str().into(),
            source_disk_type: details
                .source_disk_type
                .unwrap_or(if disk == 0 { "system" } else { "data" }),
            source_disk_gib: source.size_gib,
            snapshot_type: if details.is_automatic { "timer" } else { "user" },
            category: details.category,
            retention_days: details.retention_days,
            kms_key_id: kms_key_id.map(Into::into),
            used_by_disk,
            modified: None,
            copied_from: None,
            resource_group_id: built.resource_group_id.as_str().into(),
            tags: tags.into(),
            os: built.machine.os,
        });
    }

    /// Takes what the plans of all machines say.
    pub(super) fn follow_plans(&mut self) {
        for (place, built) in self.machines.clone().iter().enumerate() {
            let minutes = i64::try_from(place).unwrap_or_default() * 4;
            // Nothing is taken of a machine that is no longer there.
            let since = if built.machine.is_gone { 8 + 24 * 5 } else { 8 };
            let first = self.before(SignedDuration::from_hours(since) + SignedDuration::from_mins(minutes));
            match built.machine.plan {
                Plan::Nightly(nights) => self.nightly(built, first, nights, built.machine.name, ["sys", "data"]),
                Plan::NightlyChinese(label, nights) => {
                    self.nightly(built, first, nights, label, ["系统盘", "数据盘"]);
                }
                Plan::Automatic(days) => self.automatic(built, days),
                Plan::ByHand => {}
            }
        }
    }

    /// Disks of one night lie a second apart. Some nights the last data disk is missing, some it came hours later.
    fn nightly(&mut self, built: &BuiltMachine, first: Timestamp, nights: i64, label: &str, words: [&str; 2]) {
        // A fourth disk and beyond has a schedule of its own.
        let disks = built.disks.len().min(3);
        for night in 0..nights {
            let at = days_before(first, night);
            for disk in 0..disks {
                let is_last_data = disk > 0 && disk + 1 == disks;
                if is_last_data && night % 5 == 3 {
                    continue;
                }
                let late = if is_last_data && night % 7 == 5 { 3 * 3_600 } else { 0 };
                let seconds = i64::try_from(disk).unwrap_or_default() + late;
                let taken = at.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(at);
                let word = match disk {
                    0 => words[0].to_owned(),
                    _ if disks == 2 && words[1] == "数据盘" => words[1].to_owned(),
                    _ => format!("{}{disk}", words[1]),
                };
                let mut details = Details::named(format!("{label}-{word}-{}", month_day(at)));
                details.retention_days = built.machine.retention_days;
                details.description = match (words[1], night % 4) {
                    ("数据盘", 0) => "每日备份",
                    (_, 0) => "Nightly, before the batch window",
                    _ => "",
                };
                self.take(built, disk, taken, details);
            }
        }
    }

    fn automatic(&mut self, built: &BuiltMachine, days: i64) {
        let policy = self.policy_id(built.machine.region);
        // Each region's policy has an hour of its own.
        let place = self
            .cloud
            .regions
            .iter()
            .position(|region| region.region_id == built.machine.region);
        let hour = 8 + i64::try_from(place.unwrap_or_default()).unwrap_or_default();
        let first = self.before(SignedDuration::from_hours(hour));
        for day in 0..days {
            let at = days_before(first, day);
            let name = format!("auto2.0_{}_{policy}", in_china(at, "%Y%m%d"));
            for disk in 0..built.disks.len() {
                let spread = i64::try_from(self.cloud.randomness.below(4)).unwrap_or_default();
                let taken = at.checked_add(SignedDuration::from_secs(spread)).unwrap_or(at);
                let mut details = Details::named(name.clone());
                details.is_automatic = true;
                details.is_tagged = false;
                details.retention_days = Some(30);
                self.take(built, disk, taken, details);
            }
        }
    }
}

fn days_before(at: Timestamp, days: i64) -> Timestamp {
    at.checked_sub(SignedDuration::from_hours(days * 24)).unwrap_or(at)
}
