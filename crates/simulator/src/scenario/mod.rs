//! Scenarios: the data a simulator begins with. The same name, seed and epoch give the same data.

mod account;
mod company;
mod fleet;
mod history;
mod hostile;
mod images;
mod machine;
mod minimal;
mod restricted;
mod small;
mod source;

use jiff::Timestamp;

use crate::cloud::{Cloud, REGIONS};
use crate::faults::FaultRule;
use crate::limits::Limits;
use crate::open_questions::OpenQuestions;
use crate::supply::Supply;

/// Data to begin with.
///
/// # Landmarks of `small`, a company with machines in three regions
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
///   cn-shanghai: `订单服务-基准-v3` and `edge-base` (Available), `bi-worker-base` (Deprecated). cn-shenzhen: `财务系统-基准`
///   (encrypted), `oa-import-test` (CreateFailed).
/// - Instance `portal-01` (cn-hangzhou) is worth copying: three disks (`cloud_essd` PL0 40 GiB, `cloud_essd` PL1 100, `cloud_auto`
///   200, the last two with DeleteWithInstance false), no public address, key pair `operations`, security groups `servers` and
///   `web`, tags env, app and team, role `app-server-role`, user data, HttpTokens required. `portal-golden` is the available
///   image of its three disks, from `portal-01-sys`, `portal-01-data1` and `portal-01-data2`.
/// - `app-node-01` to `app-node-05` (cn-hangzhou) run `app-node-base-v13`, of whose family `app-node-base-v14` is newer; neither they nor
///   `scratch-01` (two disks) have any snapshot. Zones `h` and `i` of each region have a switch.
/// - Of other accounts, in cn-hangzhou: `partner-edi-gateway` is shared with this one, `community-metrics-stack` is public.
///
/// # The others
///
/// - `fleet`: 20,000 snapshots in 29 regions; in cn-hangzhou a `portal-01` and `portal-golden` like those of the small company. `huge`: a million, worked out when they are asked for.
/// - `hostile`: the small company with hostile texts, malformed rows and some broken answers.
/// - `minimal`: cn-beijing, cn-hangzhou, cn-shanghai and ap-southeast-1. Snapshots `app-01-sys`, `app-01-data1` (cn-hangzhou,
///   passes the image check), `old-01-sys` (cn-hangzhou, has a High risk), `web-01-sys` (cn-shanghai, has a Medium risk), one hour
///   old; `app-01-unfinished` (cn-hangzhou) is progressing for half an hour. Image `app-01-base` (cn-hangzhou, Available) of both
///   disks of `app-01`, which runs.
/// - `new-account`: nothing but the public images.
/// - `restricted`: the small company; the first key may see snapshots and images but not in `cn-shenzhen`, no disks, and
///   may change nothing but create images.
#[derive(Debug, Clone)]
pub struct Scenario {
    data: Data,
    limits: Limits,
    open_questions: OpenQuestions,
    supply: Supply,
    seed: u64,
    epoch: Timestamp,
    image_quota: usize,
    pace: f64,
    /// How many snapshots `fleet` has.
    snapshots: u64,
}

/// Snapshots of `fleet`.
const FLEET: u64 = 20_000;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Data {
    Small,
    Fleet,
    Huge,
    Hostile,
    Minimal,
    NewAccount,
    Restricted,
}

impl Scenario {
    /// A small company: one account, three regions with resources, 640 snapshots over a little more than two weeks.
    pub fn small(seed: u64, epoch: Timestamp) -> Self {
        Self::of(Data::Small, seed, epoch)
    }

    /// A large account: 29 regions, 20,000 snapshots.
    pub fn fleet(seed: u64, epoch: Timestamp) -> Self {
        Self::of(Data::Fleet, seed, epoch)
    }

    /// A million snapshots in 29 regions, none of which exists before it is asked for.
    pub fn huge(seed: u64, epoch: Timestamp) -> Self {
        Self::of(Data::Huge, seed, epoch)
    }

    /// The small company with markup, formulas and broken fields wherever text or rows are, and odd answers in between.
    pub fn hostile(seed: u64, epoch: Timestamp) -> Self {
        Self::of(Data::Hostile, seed, epoch)
    }

    /// Four regions, four finished snapshots and an image, its work sixty times as fast as the real cloud's: for tests that begin
    /// thousands of times.
    pub fn minimal(seed: u64, epoch: Timestamp) -> Self {
        Self::of(Data::Minimal, seed, epoch).with_pace(60.0)
    }

    /// An account in which nothing was made yet.
    pub fn new_account(seed: u64, epoch: Timestamp) -> Self {
        Self::of(Data::NewAccount, seed, epoch)
    }

    /// The small company, seen by a RAM user who may not do or see everything.
    pub fn restricted(seed: u64, epoch: Timestamp) -> Self {
        Self::of(Data::Restricted, seed, epoch)
    }

    fn of(data: Data, seed: u64, epoch: Timestamp) -> Self {
        // Whole seconds: that is all the API can show.
        let epoch = Timestamp::from_second(epoch.as_second()).unwrap_or(epoch);
        Self {
            data,
            limits: Limits::default(),
            open_questions: OpenQuestions::default(),
            supply: Supply::default(),
            seed,
            epoch,
            image_quota: 100,
            pace: 1.0,
            snapshots: FLEET,
        }
    }

    /// The scenario of this name; none when there is no such scenario.
    pub fn by_name(name: &str, seed: u64, epoch: Timestamp) -> Option<Self> {
        let data = match name {
            "small" => Data::Small,
            "fleet" => Data::Fleet,
            "huge" => Data::Huge,
            "hostile" => Data::Hostile,
            "minimal" => Data::Minimal,
            "new-account" => Data::NewAccount,
            "restricted" => Data::Restricted,
            _ => return None,
        };
        Some(Self::of(data, seed, epoch))
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

    /// Gives `fleet` so many snapshots instead of 20,000, in equal parts in its 29 regions.
    #[must_use]
    pub fn with_snapshots(mut self, snapshots: u64) -> Self {
        self.snapshots = snapshots;
        self
    }

    /// Throttles from the beginning. Without this nothing is throttled.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Answers the open questions of the real service in this way.
    #[must_use]
    pub fn with_open_questions(mut self, open_questions: OpenQuestions) -> Self {
        self.open_questions = open_questions;
        self
    }

    /// Limits what can be launched. Without this nothing does.
    #[must_use]
    pub fn with_supply(mut self, supply: Supply) -> Self {
        self.supply = supply;
        self
    }

    /// The same scenario, its data counted back from another moment.
    pub(crate) fn at(&self, epoch: Timestamp) -> Self {
        Self {
            epoch: Timestamp::from_second(epoch.as_second()).unwrap_or(epoch),
            ..self.clone()
        }
    }

    pub(crate) fn limits(&self) -> Limits {
        self.limits.clone()
    }

    /// The faults the scenario begins with.
    pub(crate) fn faults(&self) -> Vec<FaultRule> {
        match self.data {
            Data::Hostile => hostile::faults(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn seed(&self) -> u64 {
        self.seed
    }

    pub(crate) fn into_cloud(self) -> Cloud {
        let (seed, epoch, image_quota) = (self.seed, self.epoch, self.image_quota);
        let mut cloud = match self.data {
            Data::Small => small::cloud(seed, epoch, image_quota),
            Data::Fleet => fleet::cloud(seed, epoch, image_quota, self.snapshots, 50),
            Data::Huge => fleet::cloud(seed, epoch, image_quota, 1_000_000, 350),
            Data::Hostile => hostile::cloud(seed, epoch, image_quota),
            Data::Minimal => minimal::cloud(seed, epoch, image_quota),
            Data::Restricted => restricted::cloud(seed, epoch, image_quota),
            Data::NewAccount => {
                let groups = &account::GROUPS[..1];
                let mut cloud = account::cloud(seed, epoch, image_quota, &REGIONS, groups);
                images::add_public_images(&mut cloud, epoch);
                cloud
            }
        };
        cloud.pace = self.pace;
        cloud.open_questions = self.open_questions;
        cloud.supply = self.supply;
        cloud
    }
}
