use super::*;
use crate::inventory::Tag;
use crate::launch::LaunchSetting;

fn disk(system: bool, category: &str, level: &str, size_gib: u32) -> LaunchDisk {
    LaunchDisk {
        device: if system { "/dev/xvda" } else { "/dev/xvdb" }.to_owned(),
        system,
        of_image: true,
        image_gib: 40,
        category: category.to_owned(),
        performance_level: level.to_owned(),
        size_gib,
        delete_with_instance: true,
        ..LaunchDisk::default()
    }
}

fn draft() -> LaunchDraft {
    LaunchDraft {
        image_id: "m-1".to_owned(),
        count: 10,
        at_least: 1,
        instance_type: "ecs.g7.xlarge".to_owned(),
        zone_id: "cn-hangzhou-i".to_owned(),
        v_switch_id: "vsw-1".to_owned(),
        security_group_ids: vec!["sg-1".to_owned()],
        charge_type: "PostPaid".to_owned(),
        disks: vec![disk(true, "cloud_essd", "PL0", 40), disk(false, "cloud_auto", "", 100)],
        sign_in: SignIn::KeyPair,
        key_pair: "ops".to_owned(),
        name_prefix: "erp-web-".to_owned(),
        name_first: 1,
        name_digits: 3,
        ..LaunchDraft::default()
    }
}

/// Fields and codes of the errors of a draft.
fn errors(draft: &LaunchDraft, windows: bool) -> Vec<(String, FindingCode)> {
    let findings = check(draft, windows).into_iter();
    findings
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| (finding.field, finding.code))
        .collect()
}

#[track_caller]
fn assert_error(change: impl FnOnce(&mut LaunchDraft), field: &str, code: FindingCode) {
    let mut draft = draft();
    change(&mut draft);
    assert_eq!(errors(&draft, false), [(field.to_owned(), code)]);
}

#[test]
fn a_whole_draft_has_no_error() {
    assert_eq!(errors(&draft(), false), []);
}

#[test]
fn what_is_missing_is_told_at_its_field() {
    assert_error(
        |draft| draft.instance_type.clear(),
        "instanceType",
        FindingCode::Required,
    );
    assert_error(|draft| draft.v_switch_id.clear(), "vSwitchId", FindingCode::Required);
    assert_error(
        |draft| draft.security_group_ids.clear(),
        "securityGroupIds",
        FindingCode::Required,
    );
    assert_error(|draft| draft.key_pair.clear(), "keyPair", FindingCode::Required);
    assert_error(|draft| draft.name_prefix.clear(), "namePrefix", FindingCode::Required);
    assert_error(
        |draft| draft.disks[1].category.clear(),
        "disks.1.category",
        FindingCode::Required,
    );
    assert_error(
        |draft| draft.disks[0].performance_level.clear(),
        "disks.0.performanceLevel",
        FindingCode::Required,
    );
}

#[test]
fn numbers_stay_in_their_ranges() {
    assert_error(|draft| draft.at_least = 11, "atLeast", FindingCode::NumberTooLarge);
    assert_error(|draft| draft.at_least = 0, "atLeast", FindingCode::NumberTooSmall);
    assert_error(|draft| draft.count = 1_001, "count", FindingCode::NumberTooLarge);
    assert_error(
        |draft| draft.bandwidth_out = 101,
        "bandwidthOut",
        FindingCode::NumberTooLarge,
    );
    assert_error(
        |draft| draft.name_first = 999_995,
        "nameFirst",
        FindingCode::NumberTooLarge,
    );
    let subscription = |months| {
        move |draft: &mut LaunchDraft| {
            draft.charge_type = "PrePaid".to_owned();
            draft.period_months = months;
        }
    };
    assert_error(subscription(10), "periodMonths", FindingCode::PeriodUnknown);
    let mut yearly = draft();
    subscription(12)(&mut yearly);
    assert_eq!(errors(&yearly, false), []);
}

#[test]
fn a_disk_is_no_smaller_than_in_the_image_and_than_its_level_needs() {
    assert_error(
        |draft| draft.disks[1].size_gib = 39,
        "disks.1.sizeGib",
        FindingCode::SizeTooSmall,
    );
    for (level, least) in [("PL1", 20), ("PL2", 461), ("PL3", 1_261)] {
        let data = |size_gib| {
            let mut disk = disk(false, "cloud_essd", level, size_gib);
            disk.image_gib = 0;
            LaunchDraft {
                disks: vec![self::disk(true, "cloud_essd", "PL0", 40), disk],
                ..draft()
            }
        };
        assert_eq!(errors(&data(least), false), [], "{level}");
        assert_eq!(
            errors(&data(least - 1), false),
            [("disks.1.sizeGib".to_owned(), FindingCode::SizeTooSmall)],
            "{level}"
        );
    }
    assert_error(
        |draft| draft.disks[0].size_gib = 2_049,
        "disks.0.sizeGib",
        FindingCode::SizeTooLarge,
    );
    // min(50,000, 1,000 × 40 − min(1,800 + 50 × 40, 50,000))
    assert_eq!(most_provisioned_iops(40), 36_200);
    assert_error(
        |draft| {
            draft.disks[1].size_gib = 40;
            draft.disks[1].provisioned_iops = Some(36_201);
        },
        "disks.1.provisionedIops",
        FindingCode::NumberTooLarge,
    );
}

#[test]
fn windows_takes_no_key_pair_and_short_host_names() {
    assert!(errors(&draft(), true).contains(&("keyPair".to_owned(), FindingCode::KeyPairOnWindows)));
    let long = LaunchDraft {
        sign_in: SignIn::Password,
        name_prefix: "erp-web-server-".to_owned(),
        ..draft()
    };
    assert_eq!(errors(&long, true), [("hostNames".to_owned(), FindingCode::TooLong)]);
    assert_eq!(errors(&long, false), []);
    let by_cloud = LaunchDraft {
        host_names: HostNames::ByCloud,
        ..long
    };
    assert_eq!(errors(&by_cloud, true), []);
}

#[test]
fn names_obey_the_rules_of_instances_and_of_hosts() {
    assert_error(
        |draft| draft.name_prefix = "9web-".to_owned(),
        "namePrefix",
        FindingCode::StartsWithLetter,
    );
    assert_error(
        |draft| draft.name_prefix = "web--".to_owned(),
        "hostNames",
        FindingCode::HostNamePunctuation,
    );
    assert_error(
        |draft| draft.name_prefix = "订单-".to_owned(),
        "hostNames",
        FindingCode::BadCharacter,
    );
    let named = LaunchDraft {
        name_prefix: "订单-".to_owned(),
        host_names: HostNames::ByCloud,
        ..draft()
    };
    assert_eq!(errors(&named, false), []);
}

#[test]
fn only_known_settings_and_texts_of_a_possible_length_pass() {
    let with = |name: &str, value: &str| {
        let setting = LaunchSetting {
            name: name.to_owned(),
            value: value.to_owned(),
        };
        move |draft: &mut LaunchDraft| draft.settings.push(setting)
    };
    for name in [
        "Password",
        "UserData",
        "ImageId",
        "DryRun",
        "SecurityToken",
        "httptokens",
    ] {
        assert_error(with(name, "x"), "settings.0", FindingCode::SettingUnknown);
    }
    let mut known = draft();
    with("HttpTokens", "required")(&mut known);
    assert_eq!(errors(&known, false), []);
    let long = "x".repeat(129);
    assert_error(with("HttpTokens", &long), "settings.0", FindingCode::TooLong);
    assert_error(
        |draft| draft.ram_role.clone_from(&long),
        "ramRole",
        FindingCode::TooLong,
    );
    assert_error(
        |draft| draft.disks[1].kms_key_id.clone_from(&long),
        "disks.1.kmsKeyId",
        FindingCode::TooLong,
    );
}

#[test]
fn a_password_has_three_of_four_kinds() {
    assert!(is_password("Correct-Horse-9", false));
    assert!(is_password("lower+9digits", false));
    assert!(!is_password("onlylowercase9", false));
    assert!(!is_password("Sh0rt-x", false));
    assert!(!is_password(&"Aa1-".repeat(8), false));
    assert!(!is_password("Pass wort-9", false));
    assert!(is_password("/Slash-9x", false));
    assert!(!is_password("/Slash-9x", true));
}

#[test]
fn differences_name_the_field_and_both_values() {
    let theirs = draft();
    let mut ours = draft();
    ours.disks[1].size_gib = 240;
    ours.security_group_ids.push("sg-0".to_owned());
    ours.tags.push(Tag {
        key: "env".to_owned(),
        value: "prod".to_owned(),
    });
    let found: Vec<_> = differences(&ours, &theirs)
        .into_iter()
        .map(|one| (one.field, one.theirs, one.ours))
        .collect();
    let expected = [
        ("securityGroupIds", "sg-1", "sg-0, sg-1"),
        ("tags", "", "env=prod"),
        ("disks.1.sizeGib", "100", "240"),
    ];
    assert_eq!(
        found,
        expected.map(|(field, theirs, ours)| (field.to_owned(), theirs.to_owned(), ours.to_owned()))
    );
    let mut ours = draft();
    ours.charge_type = "PrePaid".to_owned();
    ours.sign_in = SignIn::None;
    ours.settings.push(LaunchSetting {
        name: "HttpTokens".to_owned(),
        value: "required".to_owned(),
    });
    ours.disks[0].kms_key_id = "k-1".to_owned();
    ours.disks[1].provisioned_iops = Some(500);
    ours.disks[1].name = "data".to_owned();
    ours.disks[1].description = "of the ERP".to_owned();
    ours.disks[1].auto_snapshot_policy_id = "sp-1".to_owned();
    let fields: Vec<String> = differences(&ours, &theirs).into_iter().map(|one| one.field).collect();
    let expected = [
        "chargeType",
        // Not the sign-in: that the key pair is gone says it.
        "keyPair",
        "settings",
        "disks.0.kmsKeyId",
        "disks.1.provisionedIops",
        "disks.1.name",
        "disks.1.description",
        "disks.1.autoSnapshotPolicyId",
    ];
    assert_eq!(fields, expected);
    let [theirs, ours] = [SignIn::ImagePassword, SignIn::None].map(|sign_in| LaunchDraft { sign_in, ..draft() });
    let found = differences(&ours, &theirs);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].field.as_str(), found[0].ours.as_str()), ("signIn", "none"));
    // The order of groups means nothing.
    let mut ours = draft();
    ours.security_group_ids = vec!["sg-2".to_owned(), "sg-1".to_owned()];
    let theirs = LaunchDraft {
        security_group_ids: vec!["sg-1".to_owned(), "sg-2".to_owned()],
        ..draft()
    };
    assert_eq!(differences(&ours, &theirs), []);
}
