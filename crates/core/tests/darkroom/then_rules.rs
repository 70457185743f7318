//! Rules of what is done with an image afterwards: copies to regions, and accounts to share with.

use darkroom_core::image::{CopyTarget, FindingCode, Severity};

use crate::facts::{draft, error, errors, find, sources};

fn to(region: &str, name: &str) -> CopyTarget {
    CopyTarget {
        region_id: region.to_owned(),
        name: name.to_owned(),
        encryption: None,
    }
}

#[test]
fn copies_go_to_other_regions_once_each_and_under_names_that_the_cloud_takes() {
    let check = |copies: Vec<CopyTarget>| {
        let mut draft = draft();
        draft.copy_to = copies;
        errors(&draft, &sources())
    };
    assert_eq!(check(vec![to("cn-beijing", "web"), to("cn-shanghai", "web")]), vec![]);
    assert_eq!(
        check(vec![to("cn-hangzhou", "web")]),
        error("copyTo.0.regionId", FindingCode::SameRegion)
    );
    assert_eq!(
        check(vec![to("cn-beijing", "web"), to("cn-beijing", "web-2")]),
        error("copyTo.1.regionId", FindingCode::DuplicateRegion)
    );
    assert_eq!(
        check(vec![to("", "web")]),
        error("copyTo.0.regionId", FindingCode::Required)
    );
    assert_eq!(
        check(vec![to("cn-beijing", "")]),
        error("copyTo.0.name", FindingCode::Required)
    );
    assert_eq!(
        check(vec![to("cn-beijing", "1web")]),
        error("copyTo.0.name", FindingCode::StartsWithLetter)
    );
}

#[test]
fn images_are_shared_with_main_accounts_other_than_the_own_one() {
    let draft = |accounts: &[&str]| {
        let mut draft = draft();
        draft.share_with = accounts.iter().map(|account| (*account).to_owned()).collect();
        draft
    };
    let check = |accounts: &[&str]| errors(&draft(accounts), &sources());
    assert_eq!(check(&["1000000000000001", " 1000000000000002 "]), vec![]);
    for odd in [
        "ops@example.com",
        "",
        "123",
        "12345678901234567",
        "１２３４５６７８９０１２３４５６",
    ] {
        assert_eq!(
            check(&[odd]),
            error("shareWith.0", FindingCode::NotAnAccountId),
            "{odd}"
        );
    }
    assert_eq!(
        check(&["1234567890123456"]),
        error("shareWith.0", FindingCode::OwnAccountId)
    );
    assert_eq!(
        check(&["1000000000000001", "1000000000000001 "]),
        error("shareWith.1", FindingCode::DuplicateAccountId)
    );
    let ram_user = draft(&["204567890123456789"]);
    let found = find(&ram_user, &sources(), FindingCode::LooksLikeRamUserId).unwrap();
    assert_eq!(
        (found.severity, found.field.as_str()),
        (Severity::Warning, "shareWith.0")
    );
    assert_eq!(errors(&ram_user, &sources()), vec![]);
}

#[test]
fn an_image_is_shared_with_fifty_accounts_and_no_more() {
    let check = |count: u64| {
        let mut draft = draft();
        draft.share_with = (0..count)
            .map(|number| format!("{}", 2_000_000_000_000_000 + number))
            .collect();
        errors(&draft, &sources())
    };
    assert_eq!(check(50), vec![]);
    assert_eq!(check(51), error("shareWith", FindingCode::TooManyAccounts));
}

#[test]
fn sharing_an_encrypted_image_is_warned_of() {
    let mut draft = draft();
    draft.share_with = vec!["1000000000000001".to_owned()];
    assert_eq!(find(&draft, &sources(), FindingCode::EncryptedShare), None);
    let mut sources = sources();
    sources.snapshots[1].row.encrypted = true;
    let found = find(&draft, &sources, FindingCode::EncryptedShare).unwrap();
    assert_eq!(found.severity, Severity::Warning);
}
