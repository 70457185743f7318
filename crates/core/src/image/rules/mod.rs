//! The rules of CreateImage, and of the copying, sharing and exporting of images, checked before anything is sent. Pure: facts in,
//! findings out. Asking the cloud does not belong here.
//! Source: CreateImage (2026-01-07), Create a custom image from a snapshot.

mod copy;
mod disks;
mod edit;
mod export;
mod guidance;
mod request;
mod restored;
mod share;
mod test_launch;
mod text;
mod then;

pub use crate::inventory::{SAME_MOMENT_SECONDS, data_disk_obstacles, obstacles};
pub use request::request;

pub(crate) use crate::inventory::size_gib;
pub(crate) use copy::{
    carried_description, carried_tags, check_copies, check_key, copy_findings, is_encrypted, is_of_others, snapshots,
};
pub(crate) use edit::{
    TagChanges, becomes_newest, becomes_newest_of_several, check_edits, edit_findings, is_kept_tag, is_newer, tag_value,
};
pub(crate) use export::{check_exports, check_target, export_findings};
pub(crate) use restored::Restored;
pub use share::MAX_SHARE_ACCOUNTS;
pub(crate) use share::{
    account_id_finding, check_shares, is_account_id, may_be_account_id, share_accounts, share_findings,
};
pub(crate) use text::{
    check_description, check_name, check_tags, is_allowed as is_allowed_in_name, is_letter, length as check_length,
    name_like as check_name_like, starts_with_url,
};
pub(crate) use then::becomes_encrypted;

use super::{Finding, FindingCode, ImageDraft, Severity, SourceFacts};

/// Most data disks of an image.
pub const MAX_DATA_DISKS: usize = 16;
/// Most tags the administrator can give: 20 of the cloud less the job's mark.
pub const MAX_TAGS: usize = 19;
/// Greatest capacity of a disk, GiB.
pub const MAX_SIZE_GIB: u32 = 32_768;
/// The tag by which a job recognises its image.
pub const JOB_TAG_KEY: &str = "darkroom-job";

/// Everything the rules have to say of a draft: errors first, then warnings, then notes. `now` is in milliseconds since the epoch.
#[must_use]
pub fn check(draft: &ImageDraft, sources: &SourceFacts, now: i64) -> Vec<Finding> {
    let mut findings = text::check(draft);
    findings.extend(disks::check(draft, sources));
    findings.extend(then::check(draft, sources));
    findings.extend(test_launch::check(draft));
    findings.extend(guidance::check(draft, sources, now));
    findings.sort_by_key(|finding| match finding.severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Note => 2,
    });
    findings
}

/// What the rules have to say of the choices of a draft alone: its words, copies and accounts, whatever it is made of.
pub(crate) fn check_choices(draft: &ImageDraft, sources: &SourceFacts) -> Vec<Finding> {
    let mut findings = text::check(draft);
    findings.extend(then::check(draft, sources));
    findings
}

fn finding(severity: Severity, field: &str, code: FindingCode) -> Finding {
    Finding::new(severity, field, code)
}

fn error(field: &str, code: FindingCode) -> Finding {
    finding(Severity::Error, field, code)
}
