//! A plan as text for other tools: the aliyun CLI, Terraform, and the cloud's own orchestration (OOS). Pure: a draft in, texts out. Every
//! value of the draft is hostile text: each language has its own quoting, beside its writer.
//! Source: FACTS-INSTANCES j; provider aliyun/alicloud, pages of `alicloud_image`, `alicloud_image_copy` and
//! `alicloud_image_share_permission`; templates of aliyun/oos-templates.

mod cli;
mod oos;
mod terraform;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::image::{CopyTarget, ImageDraft, rules};
use crate::inventory::Tag;

/// Accounts that one ModifyImageSharePermission takes; the cloud ignores those over it.
const ACCOUNTS_PER_CALL: usize = 10;

/// A tool that a plan can be handed over to.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum HandoverKind {
    /// A bash script with the aliyun CLI.
    Cli,
    /// A Terraform configuration with the provider aliyun/alicloud.
    Terraform,
    /// A template of Operation Orchestration Service, in JSON.
    Oos,
}

impl HandoverKind {
    /// In the order of the window.
    pub const ALL: [Self; 3] = [Self::Cli, Self::Terraform, Self::Oos];

    /// The end of the name of its files.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Cli => "sh",
            Self::Terraform => "tf",
            Self::Oos => "json",
        }
    }
}

/// A plan as text for one tool.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct HandoverText {
    /// The tool.
    pub kind: HandoverKind,
    /// The text. Holds no secret: who runs it brings the key.
    pub text: String,
    /// What it does not do of the plan, or does otherwise.
    pub gaps: Vec<HandoverGap>,
}

/// What a text does not do of a plan, or does otherwise.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum HandoverGap {
    /// It names the snapshots of now. For the next image others are given to it.
    SnapshotsNamed,
    /// It asks for the image check, and does not wait for its result.
    CheckNotAwaited,
    /// It launches no test instance.
    NoTestLaunch,
    /// NVMe and the metadata access mode, which copying loses, are not set again.
    FeaturesNotRestored,
    /// The copies have no image family.
    NoFamilyOfCopies,
    /// The copies are in the default resource group.
    NoGroupOfCopies,
    /// Other snapshots take the place of the image: the one made before is deleted.
    ReplacesImage,
    /// Two braces in a row mean something in this language, and have a space between them.
    BracesParted,
}

/// The plan of a draft for every tool. `parameters` are those of its CreateImage, `endpoints` the hosts of regions that are known.
#[must_use]
pub fn hand_over(
    draft: &ImageDraft,
    parameters: &[(String, String)],
    endpoints: &BTreeMap<String, String>,
) -> Vec<HandoverText> {
    let plan = Plan {
        draft,
        parameters,
        endpoints,
        accounts: rules::share_accounts(&draft.share_with),
    };
    let texts = HandoverKind::ALL.map(|kind| {
        let mut gaps = plan.gaps(kind);
        let text = match kind {
            HandoverKind::Cli => cli::script(&plan),
            HandoverKind::Terraform => terraform::configuration(&plan),
            HandoverKind::Oos => {
                let (template, has_parted) = oos::template(&plan);
                gaps.extend(has_parted.then_some(HandoverGap::BracesParted));
                template
            }
        };
        HandoverText { kind, text, gaps }
    });
    texts.into()
}

/// What is written in every language.
struct Plan<'a> {
    draft: &'a ImageDraft,
    /// Of CreateImage, by their wire names.
    parameters: &'a [(String, String)],
    endpoints: &'a BTreeMap<String, String>,
    accounts: Vec<String>,
}

impl Plan<'_> {
    fn region(&self) -> &str {
        &self.draft.region_id
    }

    fn copies(&self) -> &[CopyTarget] {
        &self.draft.copy_to
    }

    fn tags(&self) -> &[Tag] {
        &self.draft.tags
    }

    /// The host of a region. Another host can answer with an empty list.
    fn endpoint(&self, region_id: &str) -> String {
        let known = self.endpoints.get(region_id).cloned();
        known.unwrap_or_else(|| format!("ecs.{region_id}.aliyuncs.com"))
    }

    /// The value of a parameter of CreateImage.
    fn value(&self, name: &str) -> Option<&str> {
        let mut parameters = self.parameters.iter();
        parameters
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The disks of the mapping, in their order; empty when the image is made of one snapshot alone.
    fn disks(&self) -> Vec<MappedDisk<'_>> {
        let disk = |number: usize| {
            let of = |name: &str| self.value(&format!("DiskDeviceMapping.{number}.{name}"));
            of("SnapshotId").map(|_| MappedDisk {
                device: of("Device"),
                size: of("Size"),
            })
        };
        (1..).map_while(disk).collect()
    }

    fn gaps(&self, kind: HandoverKind) -> Vec<HandoverGap> {
        use HandoverGap as G;
        let draft = self.draft;
        let has_copies = !draft.copy_to.is_empty();
        let is_terraform = kind == HandoverKind::Terraform;
        [
            (true, G::SnapshotsNamed),
            (is_terraform, G::ReplacesImage),
            (draft.image_check, G::CheckNotAwaited),
            (has_copies, G::FeaturesNotRestored),
            (
                is_terraform && has_copies && !draft.family.is_empty(),
                G::NoFamilyOfCopies,
            ),
            (
                is_terraform && has_copies && !draft.resource_group_id.is_empty(),
                G::NoGroupOfCopies,
            ),
            (draft.test_launch.is_some(), G::NoTestLaunch),
        ]
        .into_iter()
        .filter_map(|(applies, gap)| applies.then_some(gap))
        .collect()
    }
}

/// A disk of the image.
struct MappedDisk<'a> {
    device: Option<&'a str>,
    size: Option<&'a str>,
}
