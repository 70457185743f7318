//! Launching instances: what a person asks for, what can be chosen, and what the rules and the cloud say of it before it is sent.

mod choices;
mod draft;
mod review;
mod start;

pub use choices::{
    HiddenReason, HiddenTypes, LaunchChoices, NotAsked, SecurityGroupChoice, Stock, TypeChoice, TypePrice,
    VSwitchChoice, VpcChoice, ZoneChoice, ZoneStock,
};
pub use draft::{HostNames, LaunchDisk, LaunchDraft, LaunchSetting, SignIn};
pub use review::{
    CloudCheck, CloudCheckCode, CloudCheckState, LaunchCheck, LaunchDifference, LaunchPrice, LaunchReview, PricePart,
};
pub use start::{LaunchStart, NotCarried, NotCarriedCode, NotRead};
