//! Launching instances: what a person asks for, what can be chosen, and what the rules and the cloud say of it before it is sent.

mod catalogue;
mod choices;
mod cloud_checks;
mod draft;
mod launches;
mod like;
mod not_carried;
mod price;
pub(crate) mod refusal;
pub(crate) mod request;
mod review;
mod rules;
mod settings;
mod start;
mod test_launches;
mod test_start;

pub(crate) use catalogue::stock_by_type;
pub use choices::{
    HiddenReason, HiddenTypes, LaunchChoices, NotAsked, SecurityGroupChoice, Stock, TypeChoice, TypePrice,
    VSwitchChoice, VpcChoice, ZoneChoice, ZoneStock,
};
pub use draft::{HostNames, LaunchDisk, LaunchDraft, LaunchSetting, SignIn};
pub use review::{
    CloudCheck, CloudCheckCode, CloudCheckState, LaunchCheck, LaunchDifference, LaunchPrice, LaunchReview, PricePart,
};
pub use start::{LaunchStart, NotCarried, NotCarriedCode, NotRead};
pub use test_start::{NoProposal, TestDiskCategory, TestLaunchOffer, TestLaunchStart};

pub(crate) use launches::Launches;
pub(crate) use like::{has_public_address, own_tags};
pub(crate) use price::of as price_of;
pub(crate) use rules::{MOST, check_password};
pub(crate) use settings::{is_setting, settings};
pub(crate) use test_launches::test_draft;
