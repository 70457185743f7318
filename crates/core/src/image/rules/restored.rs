//! What CopyImage loses of an image, and a job sets again. Source: FACTS g; bosh-alicloud-cpi-release, pull requests 204 and 207.

use alibaba_cloud::ecs::Image;
use serde::{Deserialize, Serialize};

/// The features of an image that its copies are to have again. Stored with a step, so that they are known when the image is gone.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub(crate) struct Restored {
    pub(crate) nvme_support: Option<String>,
    pub(crate) imds_support: Option<String>,
    pub(crate) family: Option<String>,
}

impl Restored {
    /// What an image has of them.
    pub(crate) fn of(image: &Image) -> Self {
        let given = |value: &Option<String>| {
            value
                .clone()
                .filter(|value| !value.is_empty() && value != "unsupported")
        };
        Self {
            nvme_support: given(&image.nvme_support),
            imds_support: given(&image.imds_support),
            family: given(&image.image_family),
        }
    }

    /// Those of them that a copy does not have.
    pub(crate) fn missing_in(self, copy: &Image) -> Self {
        let lost = |wanted: Option<String>, has: &Option<String>| wanted.filter(|value| has.as_ref() != Some(value));
        Self {
            nvme_support: lost(self.nvme_support, &copy.nvme_support),
            imds_support: lost(self.imds_support, &copy.imds_support),
            family: lost(self.family, &copy.image_family),
        }
    }

    /// Their names for the window.
    pub(crate) fn words(&self) -> Vec<String> {
        let known = [
            ("nvme", &self.nvme_support),
            ("imds", &self.imds_support),
            ("family", &self.family),
        ];
        let given = known.into_iter().filter(|(_, value)| value.is_some());
        given.map(|(word, _)| word.to_owned()).collect()
    }
}
