//! What a job is asked for: an image in one step to six, one to five instances, a new system disk, another configuration; or an existing
//! image copied, shared, deleted, or exported.

use serde::{Deserialize, Serialize};

pub const REGION: &str = "cn-hangzhou";
const COPIES: [&str; 3] = ["cn-beijing", "cn-shanghai", "ap-southeast-1"];
pub const ACCOUNTS: [&str; 2] = ["1000000000000001", "1000000000000002"];

/// The image that the cloud begins with, and the account that it is shared with.
pub const IMAGE: &str = "app-01-base";
pub const SHARED_WITH: &str = "1000000000000009";

/// Steps of a job, at most.
const MOST_STEPS: usize = 6;

/// Instances of a launch, at most.
const MOST_INSTANCES: u32 = 5;

/// One job.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub enum Plan {
    Image(ImagePlan),
    Launch(LaunchPlan),
    Replace(ReplacePlan),
    Change(ChangePlan),
    Copy(CopyPlan),
    Share,
    Delete,
    Export(ExportPlan),
}

impl Plan {
    /// An image with every kind of step.
    pub fn image_of_every_kind() -> Self {
        Self::Image(ImagePlan::new(true, 1, 1))
    }

    /// Several instances.
    pub fn launch() -> Self {
        Self::Launch(LaunchPlan::new(3))
    }

    /// A new system disk for an instance that runs.
    pub fn replace() -> Self {
        Self::Replace(ReplacePlan::new(WITH_POLICY))
    }

    /// Another configuration of an instance that runs.
    pub fn change() -> Self {
        Self::Change(ChangePlan::default())
    }

    /// The image in two other regions.
    pub fn copy() -> Self {
        Self::Copy(CopyPlan::new(2))
    }

    /// The image shared with accounts, and no longer with the one that has it.
    pub fn share() -> Self {
        Self::Share
    }

    /// The image taken back from the account that has it, and deleted with its snapshots.
    pub fn delete() -> Self {
        Self::Delete
    }

    /// An image in OSS.
    pub fn export() -> Self {
        Self::Export(ExportPlan::default())
    }

    /// As often an image as instances, as often these as anything done to an instance. Existing images are left to the points of a run: an
    /// empty listing, which may come by chance, says of them that nothing is to be done.
    pub fn random(random: &mut fastrand::Rng) -> Self {
        match random.u32(..8) {
            0..3 => Self::Image(ImagePlan::random(random)),
            3..6 => Self::Launch(LaunchPlan::new(random.u32(1..=MOST_INSTANCES))),
            6 => Self::Replace(ReplacePlan::new(if random.bool() {
                WITH_POLICY
            } else {
                WITH_DATA_DISK
            })),
            _ => Self::change(),
        }
    }

    /// The instance that is worked on.
    pub fn instance(&self) -> Option<&str> {
        match self {
            Self::Image(_) | Self::Launch(_) | Self::Copy(_) | Self::Share | Self::Delete | Self::Export(_) => None,
            Self::Replace(plan) => Some(&plan.instance),
            Self::Change(plan) => Some(&plan.instance),
        }
    }
}

/// Instances of the image, as the instance is.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct LaunchPlan {
    pub image: String,
    pub like: String,
    pub instances: u32,
}

impl LaunchPlan {
    pub const NAME_PREFIX: &str = "app-killed-";
    pub const NAME_DIGITS: u32 = 3;

    pub fn new(instances: u32) -> Self {
        Self {
            image: IMAGE.to_owned(),
            like: "app-01".to_owned(),
            instances,
        }
    }

    /// `InstanceName` of the request.
    pub fn name_pattern() -> String {
        format!("{}[1,{}]", Self::NAME_PREFIX, Self::NAME_DIGITS)
    }
}

/// A snapshot of the system disk of an instance, and then another system disk, from an image.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ReplacePlan {
    pub instance: String,
    pub image: String,
}

/// Its system disk has a policy of automatic snapshots.
pub const WITH_POLICY: &str = "old-01";
const WITH_DATA_DISK: &str = "app-01";

impl ReplacePlan {
    pub const KEY_PAIR: &str = "operations";
    pub const SNAPSHOT: &str = "before-killed";

    pub fn new(instance: &str) -> Self {
        Self {
            instance: instance.to_owned(),
            image: IMAGE.to_owned(),
        }
    }

    pub fn has_policy(&self) -> bool {
        self.instance == WITH_POLICY
    }
}

/// Another type, a larger and faster system disk, and bandwidth for an instance that has none.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ChangePlan {
    pub instance: String,
    pub instance_type: String,
    pub size_gib: u32,
    pub performance_level: String,
    /// Mbit/s.
    pub bandwidth: u32,
}

impl Default for ChangePlan {
    fn default() -> Self {
        Self {
            instance: "app-01".to_owned(),
            instance_type: "ecs.g7.2xlarge".to_owned(),
            size_gib: 500,
            performance_level: "PL2".to_owned(),
            bandwidth: 5,
        }
    }
}

/// The image in other regions.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct CopyPlan {
    to: Vec<String>,
}

impl CopyPlan {
    fn new(copies: usize) -> Self {
        Self {
            to: first(&COPIES, copies),
        }
    }

    /// Region and name of every image asked for.
    pub fn images(&self) -> Vec<(&str, String)> {
        let copies = self.to.iter();
        copies
            .map(|region| (region.as_str(), format!("app-killed-{region}")))
            .collect()
    }
}

/// An existing image, exported to a bucket.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ExportPlan {
    pub image: String,
    pub bucket: String,
    pub prefix: String,
}

impl Default for ExportPlan {
    fn default() -> Self {
        Self {
            image: "app-01-base".to_owned(),
            bucket: "golden-images".to_owned(),
            prefix: "killed".to_owned(),
        }
    }
}

/// An image of a snapshot, and what is to be done with it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ImagePlan {
    pub name: String,
    pub image_check: bool,
    pub copy_to: Vec<String>,
    pub share_with: Vec<String>,
}

impl ImagePlan {
    /// First how many steps it has, then one of the plans that have so many.
    fn random(random: &mut fastrand::Rng) -> Self {
        let steps = random.usize(1..=MOST_STEPS);
        let mut plans = Vec::new();
        for image_check in [false, true] {
            for copies in 0..=COPIES.len() {
                for shares in 0..=ACCOUNTS.len() {
                    plans.push(Self::new(image_check, copies, shares));
                }
            }
        }
        plans.retain(|plan| plan.steps() == steps);
        plans.swap_remove(random.usize(..plans.len()))
    }

    /// Steps as the window counts them: a copy and the restoring of its features are one.
    fn steps(&self) -> usize {
        let images = 1 + self.copy_to.len();
        let shares = if self.share_with.is_empty() { 0 } else { images };
        images + usize::from(self.image_check) + shares
    }

    fn new(image_check: bool, copies: usize, shares: usize) -> Self {
        Self {
            name: "app-killed".to_owned(),
            image_check,
            copy_to: first(&COPIES, copies),
            share_with: first(&ACCOUNTS, shares),
        }
    }

    /// Region and name of every image asked for.
    pub fn images(&self) -> Vec<(&str, String)> {
        let copies = self
            .copy_to
            .iter()
            .map(|region| (region.as_str(), self.copy_name(region)));
        std::iter::once((REGION, self.name.clone())).chain(copies).collect()
    }

    pub fn copy_name(&self, region: &str) -> String {
        format!("{}-{region}", self.name)
    }
}

fn first(all: &[&str], count: usize) -> Vec<String> {
    all.iter().take(count).map(|text| (*text).to_owned()).collect()
}
