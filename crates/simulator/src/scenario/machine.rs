//! What a scenario says of one instance: disks, system, and how its snapshots are taken.

use crate::cloud::Os;

/// How the snapshots of an instance come about.
#[derive(Debug, Clone, Copy)]
pub(super) enum Plan {
    /// A script each night: `{label}-sys-MMDD`, `{label}-data1-MMDD`; so many nights.
    Nightly(i64),
    /// The same with Chinese names: `{label}-系统盘-MMDD`, `{label}-数据盘-MMDD`.
    NightlyChinese(&'static str, i64),
    /// An automatic snapshot policy: `auto2.0_yyyyMMdd_sp-...`; so many days.
    Automatic(i64),
    /// Only what `history` adds by name.
    ByHand,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Machine {
    pub(super) region: &'static str,
    pub(super) name: &'static str,
    pub(super) os: Os,
    /// GiB; the first is the system disk.
    pub(super) disks: &'static [i64],
    pub(super) plan: Plan,
    /// Name of the resource group.
    pub(super) group: &'static str,
    pub(super) env: &'static str,
    pub(super) app: &'static str,
    pub(super) encrypted: bool,
    /// The instance and its disks were released; only snapshots are left.
    pub(super) is_gone: bool,
    pub(super) is_stopped: bool,
    pub(super) retention_days: Option<i64>,
}

impl Machine {
    pub(super) const fn new(
        region: &'static str,
        name: &'static str,
        os: Os,
        disks: &'static [i64],
        plan: Plan,
        group: &'static str,
        app: &'static str,
    ) -> Self {
        Self {
            region,
            name,
            os,
            disks,
            plan,
            group,
            env: "prod",
            app,
            encrypted: false,
            is_gone: false,
            is_stopped: false,
            retention_days: None,
        }
    }

    pub(super) const fn encrypted(mut self) -> Self {
        self.encrypted = true;
        self
    }

    pub(super) const fn gone(mut self) -> Self {
        self.is_gone = true;
        self
    }

    pub(super) const fn stopped(mut self) -> Self {
        self.is_stopped = true;
        self
    }

    pub(super) const fn env(mut self, env: &'static str) -> Self {
        self.env = env;
        self
    }

    pub(super) const fn retained(mut self, days: i64) -> Self {
        self.retention_days = Some(days);
        self
    }

    /// Type, virtual CPUs and memory in MiB, from the size of the system disk.
    pub(super) fn instance_type(&self) -> (&'static str, u32, u32) {
        match self.disks {
            [_] => ("ecs.g7.large", 2, 8_192),
            [size, ..] if *size >= 100 => ("ecs.r7.2xlarge", 8, 65_536),
            _ => ("ecs.g7.xlarge", 4, 16_384),
        }
    }
}
