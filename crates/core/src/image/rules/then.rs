//! Rules of what is done with the image once it is available: copies to regions, and accounts to share with.

use std::collections::HashSet;

use super::text::name_like;
use super::{Finding, FindingCode, ImageDraft, Severity, SourceFacts, error, finding};

/// Most accounts that an image can be shared with.
pub const MAX_SHARE_ACCOUNTS: usize = 50;

/// Digits of a main account id, and of the id of a RAM user.
const ACCOUNT_DIGITS: usize = 16;
const RAM_USER_DIGITS: usize = 18;

pub(super) fn check(draft: &ImageDraft, sources: &SourceFacts) -> Vec<Finding> {
    let mut findings = copies(draft);
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
    }
    findings
}

/// The rules of an image name that must be given.
pub(crate) fn check_name(field: &str, name: &str) -> Vec<Finding> {
    if name.is_empty() {
        vec![error(field, FindingCode::Required)]
    } else {
        name_like(field, name)
    }
}

fn shares(draft: &ImageDraft, sources: &SourceFacts) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen = HashSet::new();
    for (index, given) in draft.share_with.iter().enumerate() {
        let field = format!("shareWith.{index}");
        let account = given.trim();
        if account.len() == RAM_USER_DIGITS && is_digits(account) {
            findings.push(finding(Severity::Warning, &field, FindingCode::LooksLikeRamUserId));
        } else if !is_account_id(account) {
            findings.push(error(&field, FindingCode::NotAnAccountId));
        }
        if !account.is_empty() && account == sources.account_uid {
            findings.push(error(&field, FindingCode::OwnAccountId));
        } else if !seen.insert(account) {
            findings.push(error(&field, FindingCode::DuplicateAccountId));
        }
    }
    if draft.share_with.len() > MAX_SHARE_ACCOUNTS {
        findings.push(error("shareWith", FindingCode::TooManyAccounts).with("max", MAX_SHARE_ACCOUNTS));
    }
    let is_encrypted = sources.snapshots.iter().any(|known| {
        let id = &known.row.key.id;
        let is_picked = *id == draft.system_snapshot_id || draft.data_disks.iter().any(|disk| disk.snapshot_id == *id);
        is_picked && known.row.encrypted
    });
    if is_encrypted && !draft.share_with.is_empty() {
        findings.push(finding(Severity::Warning, "shareWith", FindingCode::EncryptedShare));
    }
    findings
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the text is the id of a main account.
pub(crate) fn is_account_id(text: &str) -> bool {
    text.len() == ACCOUNT_DIGITS && is_digits(text)
}

/// Whether the text can be sent as an account to share with: the id of a main account, or one that looks like that of a RAM user, over
/// which the cloud decides.
pub(crate) fn may_be_account_id(text: &str) -> bool {
    is_account_id(text) || (text.len() == RAM_USER_DIGITS && is_digits(text))
}

/// Account ids without the white space around them.
pub(crate) fn share_accounts(given: &[String]) -> Vec<String> {
    given.iter().map(|account| account.trim().to_owned()).collect()
}
