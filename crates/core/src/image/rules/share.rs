//! Rules of ModifyImageSharePermission: which images can be shared, and with which accounts. Source: FACTS g; help page
//! ModifyImageSharePermission (2025-04-29).

use std::collections::HashSet;

use alibaba_cloud::ecs::Image;

use super::copy::{is_encrypted, is_of_others, snapshots, status};
use super::{Finding, FindingCode, Severity, error, finding};
use crate::image::ShareOrder;
use crate::image::image_orders::{ToldShare, ToldShares};

/// Most accounts that an image can be shared with.
pub const MAX_SHARE_ACCOUNTS: usize = 50;

/// Digits of a main account id, and of the id of a RAM user.
const ACCOUNT_DIGITS: usize = 16;
const RAM_USER_DIGITS: usize = 18;

/// What the rules say of an order, with what the cloud has told of its images. `own_uid` is the id of the account itself.
pub(crate) fn check_shares(order: &ShareOrder, told: &ToldShares, own_uid: &str) -> Vec<Finding> {
    let mut findings = check_accounts("add", &order.add, own_uid);
    let removed = share_accounts(&order.remove);
    for (index, account) in share_accounts(&order.add).iter().enumerate() {
        if removed.contains(account) {
            findings.push(error(&format!("add.{index}"), FindingCode::AddedAndRemoved));
        }
        let has = |told: &ToldShare| told.shared_with.as_ref().is_ok_and(|shared| shared.contains(account));
        if !told.is_empty() && told.values().all(has) {
            let field = format!("add.{index}");
            findings.push(finding(Severity::Warning, &field, FindingCode::AlreadyShared));
        }
    }
    for (index, key) in order.images.iter().enumerate() {
        let field = format!("images.{index}");
        match told.get(key) {
            None => findings.push(error(&field, FindingCode::ImageGone)),
            Some(told) => {
                if told.shared_with.is_err() {
                    findings.push(finding(Severity::Warning, &field, FindingCode::SharesNotKnown));
                }
                findings.extend(if order.add.is_empty() {
                    of_others(&field, &told.image)
                } else {
                    share_findings(&field, &told.image)
                });
            }
        }
    }
    let most = told.values().map(|told| shared_after(order, told)).max();
    if order.add.len() <= MAX_SHARE_ACCOUNTS && most > Some(MAX_SHARE_ACCOUNTS) {
        findings.push(error("add", FindingCode::TooManyAccounts).with("max", MAX_SHARE_ACCOUNTS));
    }
    let changes = |told: &ToldShare| !told.to_add(order).is_empty() || !told.to_remove(order).is_empty();
    if !told.is_empty() && !told.values().any(changes) {
        findings.push(error("add", FindingCode::Required));
    }
    findings.sort_by_key(|finding| finding.severity as u8);
    findings
}

/// How many accounts an image is shared with afterwards.
fn shared_after(order: &ShareOrder, told: &ToldShare) -> usize {
    let before = told.shared_with.as_ref().map_or(0, |shared| shared.len());
    (before + told.to_add(order).len()).saturating_sub(told.to_remove(order).len())
}

/// What is to be known before an image is shared.
pub(crate) fn share_findings(field: &str, image: &Image) -> Vec<Finding> {
    let mut findings = of_others(field, image);
    findings.extend(status(field, image));
    if is_encrypted(image) {
        findings.push(if snapshots(image).is_some_and(|count| count > 1) {
            error(field, FindingCode::EncryptedShareOfSeveral)
        } else {
            finding(Severity::Warning, field, FindingCode::EncryptedShare)
        });
    }
    if image.product_code.as_deref().is_some_and(|code| !code.is_empty()) {
        findings.push(finding(Severity::Warning, field, FindingCode::MarketplaceShare));
    }
    findings
}

fn of_others(field: &str, image: &Image) -> Vec<Finding> {
    Vec::from_iter(is_of_others(image).then(|| error(field, FindingCode::ImageOfOthers)))
}

/// The rules of accounts to share with, each at its place in the list of that name.
pub(super) fn check_accounts(list: &str, accounts: &[String], own_uid: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen = HashSet::new();
    for (index, given) in accounts.iter().enumerate() {
        let field = format!("{list}.{index}");
        let account = given.trim();
        findings.extend(account_id_finding(&field, account));
        if !account.is_empty() && account == own_uid {
            findings.push(error(&field, FindingCode::OwnAccountId));
        } else if !seen.insert(account) {
            findings.push(error(&field, FindingCode::DuplicateAccountId));
        }
    }
    if accounts.len() > MAX_SHARE_ACCOUNTS {
        findings.push(error(list, FindingCode::TooManyAccounts).with("max", MAX_SHARE_ACCOUNTS));
    }
    findings
}

/// Why a text is not the id of a main account, or may be that of a RAM user.
pub(crate) fn account_id_finding(field: &str, account: &str) -> Option<Finding> {
    if account.len() == RAM_USER_DIGITS && is_digits(account) {
        return Some(finding(Severity::Warning, field, FindingCode::LooksLikeRamUserId));
    }
    (!is_account_id(account)).then(|| error(field, FindingCode::NotAnAccountId))
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
