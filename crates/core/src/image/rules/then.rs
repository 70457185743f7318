//! Rules of what is done with the image once it is available: copies to regions, and accounts to share with.

use std::collections::HashSet;

use super::copy::check_key;
use super::share::check_accounts;
use super::text::check_name;
use super::{Finding, FindingCode, ImageDraft, Severity, SourceFacts, error, finding};

pub(super) fn check(draft: &ImageDraft, sources: &SourceFacts) -> Vec<Finding> {
    let mut findings = copies(draft);
    if becomes_encrypted(draft, sources) && !draft.copy_to.is_empty() {
        findings.push(finding(Severity::Note, "copyTo", FindingCode::EncryptedCopies));
    }
    findings.extend(shares(draft, sources));
    findings
}

fn copies(draft: &ImageDraft) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut regions = HashSet::new();
    for (index, copy) in draft.copy_to.iter().enumerate() {
        let region = format!("copyTo.{index}.regionId");
        if copy.region_id.is_empty() {
            findings.push(error(&region, FindingCode::Required));
        } else if copy.region_id == draft.region_id {
            findings.push(error(&region, FindingCode::SameRegion));
        } else if !regions.insert(copy.region_id.as_str()) {
            findings.push(error(&region, FindingCode::DuplicateRegion));
        }
        findings.extend(check_name(&format!("copyTo.{index}.name"), &copy.name));
        if let Some(encryption) = &copy.encryption {
            findings.extend(check_key(&format!("copyTo.{index}.kmsKeyId"), &encryption.kms_key_id));
        }
    }
    findings
}

/// Whether a snapshot of the draft is encrypted, so that the image and its copies are.
pub(crate) fn becomes_encrypted(draft: &ImageDraft, sources: &SourceFacts) -> bool {
    sources.snapshots.iter().any(|known| {
        let id = &known.row.key.id;
        let is_picked = *id == draft.system_snapshot_id || draft.data_disks.iter().any(|disk| disk.snapshot_id == *id);
        is_picked && known.row.encrypted
    })
}

fn shares(draft: &ImageDraft, sources: &SourceFacts) -> Vec<Finding> {
    let mut findings = check_accounts("shareWith", &draft.share_with, &sources.account_uid);
    let are_copies_encrypted = draft.copy_to.iter().any(|copy| copy.encryption.is_some());
    if (becomes_encrypted(draft, sources) || are_copies_encrypted) && !draft.share_with.is_empty() {
        findings.push(finding(Severity::Warning, "shareWith", FindingCode::EncryptedShare));
    }
    findings
}
