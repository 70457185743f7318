//! Scenarios: the data a simulator begins with. The same name, seed and epoch give the same data.

mod company;
mod history;
mod images;
mod machine;
mod small;

use jiff::Timestamp;

use crate::cloud::Cloud;

/// Data to begin with.
///
/// # Landmarks of `small`
///
/// Guaranteed for every seed; times count back from the epoch, `MMDD` is the date in China (UTC+8) of the moment.
///
/// - Instance `erp-db-01` in `cn-hangzhou`: `/dev/xvda` 100 GiB (system), `/dev/xvdb` 500, `/dev/xvdc` 200, `/dev/xvdd` 300.
/// - Its latest moment, 8 h ago: `erp-db-01-sys-MMDD`, `erp-db-01-data1-MMDD` (+1 s), `erp-db-01-data2-MMDD` (+2 s);
///   accomplished, plain, `RetentionDays` 30, used by nothing. `xvdd` has no snapshot of that moment: its nearest is
///   `erp-db-01-backup-MMDD`, 17 h ago. The same every night before; some nights lack a disk or have one taken hours later.
/// - `web-gw-02-pre-patch` (cn-hangzhou): progressing, begun 4 minutes ago. `bi-worker-11-sys` (cn-shanghai): failed.
/// - `财务系统-月结前` and `财务系统-月结前-数据` (cn-shenzhen): encrypted, with a KMSKeyId.
/// - `web-legacy-2012-sys` (cn-hangzhou): from before 2013-07-15. `日志归档-<year>W<week>` (cn-shenzhen): archived.
///   `oa-00-kept-disk` (cn-shenzhen): once a system disk, now a data disk.
/// - `erp-db-00-final-sys` and `erp-db-00-final-data1` (cn-hangzhou): instance and disks are gone.
/// - Images in cn-hangzhou: `erp-db-golden`, `app-node-base-v13`, `app-node-base-v14` (family `app-node-base`),
///   `ci-runner-win2022`, `web-gw-base` (all Available), `erp-db-weekly` (Creating, begun 6 minutes ago).
///   cn-shanghai: `订单服务-基准-v3` (Available), `bi-worker-base` (Deprecated). cn-shenzhen: `财务系统-基准` (encrypted),
///   `oa-import-test` (CreateFailed). ap-southeast-1: `sg-edge-base`.
#[derive(Debug, Clone)]
pub struct Scenario {
    seed: u64,
    epoch: Timestamp,
    image_quota: usize,
    pace: f64,
}

impl Scenario {
    /// A small company: one account, four regions with resources, 640 snapshots over a little more than two weeks.
    pub fn small(seed: u64, epoch: Timestamp) -> Self {
        // Whole seconds: that is all the API can show.
        let epoch = Timestamp::from_second(epoch.as_second()).unwrap_or(epoch);
        Self {
            seed,
            epoch,
            image_quota: 100,
            pace: 1.0,
        }
    }

    /// The scenario of this name; none when there is no such scenario.
    pub fn by_name(name: &str, seed: u64, epoch: Timestamp) -> Option<Self> {
        (name == "small").then(|| Self::small(seed, epoch))
    }

    /// The moment the data counts back from.
    pub fn epoch(&self) -> Timestamp {
        self.epoch
    }

    /// Allows this many own images in one region instead of 100.
    #[must_use]
    pub fn with_image_quota(mut self, image_quota: usize) -> Self {
        self.image_quota = image_quota;
        self
    }

    /// Makes new images this many times faster than the real cloud does. A pace that is not a positive number counts as 1.
    #[must_use]
    pub fn with_pace(mut self, pace: f64) -> Self {
        self.pace = if pace.is_finite() && pace > 0.0 { pace } else { 1.0 };
        self
    }

    pub(crate) fn seed(&self) -> u64 {
        self.seed
    }

    pub(crate) fn into_cloud(self) -> Cloud {
        let mut cloud = small::cloud(self.seed, self.epoch, self.image_quota);
        cloud.pace = self.pace;
        cloud
    }
}
