//! What a job is asked for: from one step to six.

use serde::{Deserialize, Serialize};

pub const REGION: &str = "cn-hangzhou";
const COPIES: [&str; 3] = ["cn-beijing", "cn-shanghai", "ap-southeast-1"];
const ACCOUNTS: [&str; 2] = ["1000000000000001", "1000000000000002"];

/// Steps of a job, at most.
const MOST_STEPS: usize = 6;

/// An image of a snapshot, and what is to be done with it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Plan {
    pub name: String,
    pub image_check: bool,
    pub copy_to: Vec<String>,
    pub share_with: Vec<String>,
}

impl Plan {
    /// Every kind of step.
    pub fn of_every_kind() -> Self {
        Self::new(true, 1, 1)
    }

    /// First how many steps it has, then one of the plans that have so many.
    pub fn random(random: &mut fastrand::Rng) -> Self {
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
        let first = |all: &[&str], count: usize| all.iter().take(count).map(|text| (*text).to_owned()).collect();
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
