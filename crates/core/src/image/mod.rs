//! The draft of a custom image: what it is made of, and the rules of CreateImage it must obey. Sending it is the job's business.

mod draft;
mod drafts;
pub mod proposal;
pub mod rules;
mod source;

pub use crate::finding::{Finding, FindingCode, Severity};
pub use crate::inventory::{SnapshotFacts, SourceDisk, SourceInstance};
pub use draft::{
    CopyTarget, DataDiskCandidate, DraftCheck, DraftDataDisk, DraftStart, ImageDraft, NameCheck, RequestParameter,
};
pub(crate) use drafts::ImageDrafts;
pub use proposal::propose;
pub use source::SourceFacts;
