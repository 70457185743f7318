//! The draft of a custom image: what it is made of, and the rules of CreateImage it must obey; and what is ordered of existing images.
//! Sending is the job's business.

mod attribute;
mod copy;
mod draft;
mod drafts;
mod edit;
mod edit_orders;
mod image_orders;
mod kept_draft;
pub mod proposal;
mod record;
pub mod rules;
mod share;
mod source;
mod test_launch;

pub use crate::finding::{Finding, FindingCode, Severity};
pub use crate::inventory::{SnapshotFacts, SourceDisk, SourceInstance};
pub(crate) use attribute::{AttributeChange, ImageAttribute};
pub use copy::{CopyOrder, CopySource, CopyStart, OrderedCopy};
pub use draft::{
    CopyEncryption, CopyTarget, DataDiskCandidate, DraftCheck, DraftDataDisk, DraftStart, ImageDraft, NameCheck,
    RequestParameter,
};
pub(crate) use drafts::{CheckedDraft, ImageDrafts};
pub use edit::{EditOrder, EditSource, EditStart, ImageValues};
pub(crate) use image_orders::{ImageOrders, ToldImages, ToldShares};
pub use kept_draft::{DraftStep, KeptDraft};
pub use proposal::propose;
pub(crate) use proposal::{sanitised, stamped};
pub(crate) use record::{ImageRecord, TagRecord};
pub use share::{ShareOrder, ShareSource, ShareStart};
pub use source::SourceFacts;
pub use test_launch::{TestLaunch, TestPrice, TestRelease};
