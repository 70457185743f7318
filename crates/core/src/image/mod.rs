//! The draft of a custom image: what it is made of, and the rules of CreateImage it must obey; and what is ordered of existing images.
//! Sending is the job's business.

mod attribute;
mod check_item;
mod check_report;
mod compare;
mod compared_values;
mod comparison;
mod comparisons;
mod copy;
mod draft;
mod drafts;
mod edit;
mod edit_orders;
mod export;
mod image_orders;
mod kept_draft;
pub mod proposal;
mod record;
mod report_file;
pub mod rules;
mod share;
mod source;
mod test_launch;

pub use crate::finding::{Finding, FindingCode, Severity};
pub use crate::inventory::{SnapshotFacts, SourceDisk, SourceInstance};
pub(crate) use attribute::{AttributeChange, ImageAttribute};
pub use check_item::CheckItem;
pub(crate) use check_report::report;
pub use check_report::{CheckGroup, CheckState, ImageCheckReport, ReportedItem, TemplateSite, repair_template};
pub use comparison::{
    ComparedAttribute, ComparedDisk, ComparedKind, ComparedRelation, ComparedRow, ComparedSide, ComparedValue,
    ComparedWith, DiskOfSide, ImageComparison,
};
pub(crate) use comparisons::ImageComparisons;
pub use copy::{CopyOrder, CopySource, CopyStart, OrderedCopy};
pub use draft::{
    CopyEncryption, CopyTarget, DataDiskCandidate, DraftCheck, DraftDataDisk, DraftStart, ImageDraft, NameCheck,
    RequestParameter,
};
pub(crate) use drafts::{CheckedDraft, ImageDrafts};
pub use edit::{EditOrder, EditSource, EditStart, ImageValues};
pub use export::{EXPORT_ROLE, ImageExportOrder, ImageExportSource, ImageExportStart, ImageFormat, OssTarget};
pub(crate) use image_orders::{ImageOrders, ToldImages, ToldShares};
pub use kept_draft::{DraftStep, KeptDraft};
pub use proposal::propose;
pub(crate) use proposal::{sanitised, stamped};
pub(crate) use record::{ImageRecord, TagRecord};
pub use report_file::ReportFile;
pub(crate) use report_file::{of_comparison, of_report};
pub use share::{ShareOrder, ShareSource, ShareStart};
pub use source::SourceFacts;
pub use test_launch::{TestLaunch, TestPrice, TestRelease};
