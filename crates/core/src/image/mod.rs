//! The draft of a custom image: what it is made of, and the rules of CreateImage it must obey. Sending it is the job's business.

mod draft;
mod drafts;
mod finding;
pub mod proposal;
pub mod rules;
mod source;

pub use draft::{
    CopyTarget, DataDiskCandidate, DraftCheck, DraftDataDisk, DraftStart, ImageDraft, NameCheck, RequestParameter,
};
pub(crate) use drafts::ImageDrafts;
pub use finding::{Finding, FindingCode, Severity};
pub use proposal::propose;
pub use source::{KnownSnapshot, SourceDisk, SourceInstance, Sources};
