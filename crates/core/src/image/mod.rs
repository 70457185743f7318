//! The draft of a custom image: what it is made of, and the rules of CreateImage it must obey. Sending it is the job's business.

mod draft;
mod drafts;
mod kept_draft;
pub mod proposal;
mod record;
pub mod rules;
mod source;

pub use crate::finding::{Finding, FindingCode, Severity};
pub use crate::inventory::{SnapshotFacts, SourceDisk, SourceInstance};
pub use draft::{
    CopyTarget, DataDiskCandidate, DraftCheck, DraftDataDisk, DraftStart, ImageDraft, NameCheck, RequestParameter,
};
pub(crate) use drafts::{CheckedDraft, ImageDrafts};
pub use kept_draft::{DraftStep, KeptDraft};
pub use proposal::propose;
pub(crate) use proposal::stamped;
pub(crate) use record::{ImageRecord, TagRecord};
pub use source::SourceFacts;
