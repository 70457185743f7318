//! Rules of the words of a draft, each on both sides of its bound. Source: CreateImage (2026-01-07).

use darkroom_core::image::{FindingCode, ImageDraft};
use darkroom_core::inventory::Tag;

use crate::facts::{draft, error, errors, find, sources};

#[test]
fn image_names_follow_the_rules_of_create_image() {
    use FindingCode::*;
    let long = |count: usize| "n".repeat(count);
    let table: Vec<(String, Option<FindingCode>)> = vec![
        ("".into(), Some(Required)),
        ("a".into(), Some(TooShort)),
        ("ab".into(), None),
        (long(128), None),
        (long(129), Some(TooLong)),
        ("镜".into(), Some(TooShort)),
        ("镜像".into(), None),
        ("订单服务-基准-v3".into(), None),
        ("镜".repeat(128), None),
        ("镜".repeat(129), Some(TooLong)),
        ("a:b_c-d.9".into(), None),
        ("1st-image".into(), Some(StartsWithLetter)),
        ("-image".into(), Some(StartsWithLetter)),
        ("_image".into(), Some(StartsWithLetter)),
        ("my image".into(), Some(BadCharacter)),
        ("image/1".into(), Some(BadCharacter)),
        ("image😀".into(), Some(BadCharacter)),
        ("imagé".into(), Some(BadCharacter)),
        ("ｉmage".into(), Some(StartsWithLetter)),
        ("image\u{202e}".into(), Some(BadCharacter)),
        ("http://image".into(), Some(StartsWithUrl)),
        ("HTTPS://image".into(), Some(StartsWithUrl)),
        ("httpimage".into(), None),
        ("acs:image".into(), Some(ReservedPrefix)),
        ("acs-image".into(), None),
        ("aliyun-image".into(), Some(ReservedPrefix)),
        ("my-aliyun-image".into(), None),
    ];
    for (name, expected) in table {
        let draft = ImageDraft {
            name: name.clone(),
            ..draft()
        };
        let first = errors(&draft, &sources()).into_iter().next();
        assert_eq!(first, expected.map(|code| ("name".to_owned(), code)), "{name}");
    }
}

#[test]
fn a_bad_character_is_named() {
    let draft = ImageDraft {
        name: "web 01".into(),
        ..draft()
    };
    assert_eq!(
        find(&draft, &sources(), FindingCode::BadCharacter).unwrap().params["character"],
        " "
    );
}

#[test]
fn a_description_is_empty_or_has_2_to_256_characters_and_is_no_address() {
    use FindingCode::*;
    let table = [
        (String::new(), None),
        ("x".into(), Some(TooShort)),
        ("xy".into(), None),
        ("说".repeat(256), None),
        ("说".repeat(257), Some(TooLong)),
        ("http://example".into(), Some(StartsWithUrl)),
        ("https://example".into(), Some(StartsWithUrl)),
        ("see http://example".into(), None),
        ("emoji 😀 and <b>".into(), None),
    ];
    for (description, expected) in table {
        let draft = ImageDraft {
            description: description.clone(),
            ..draft()
        };
        let first = errors(&draft, &sources()).into_iter().next();
        assert_eq!(
            first,
            expected.map(|code| ("description".to_owned(), code)),
            "{description}"
        );
    }
}

#[test]
fn a_family_is_empty_or_follows_its_rules() {
    use FindingCode::*;
    let table = [
        ("", None),
        ("f", Some(TooShort)),
        ("family", None),
        ("族系", None),
        ("9family", Some(StartsWithLetter)),
        ("aliyun-family", Some(ReservedPrefix)),
        ("acs:family", Some(ReservedPrefix)),
        ("see-http://x", Some(ContainsUrl)),
        ("see-https://x", Some(ContainsUrl)),
    ];
    for (family, expected) in table {
        let draft = ImageDraft {
            family: family.into(),
            ..draft()
        };
        let first = errors(&draft, &sources()).into_iter().next();
        assert_eq!(first, expected.map(|code| ("family".to_owned(), code)), "{family}");
    }
}

#[test]
fn tags_follow_the_rules_and_leave_room_for_the_jobs_own() {
    use FindingCode::*;
    let tag = |key: &str, value: &str| Tag {
        key: key.into(),
        value: value.into(),
    };
    let many = |count: usize| {
        (0..count)
            .map(|index| tag(&format!("k{index}"), ""))
            .collect::<Vec<_>>()
    };
    let table = [
        (many(19), Vec::new()),
        (many(20), error("tags", TooManyTags)),
        (vec![tag("", "v")], error("tags.0.key", Required)),
        (vec![tag("team", "")], vec![]),
        (vec![tag(&"k".repeat(128), &"v".repeat(128))], vec![]),
        (vec![tag(&"k".repeat(129), "v")], error("tags.0.key", TooLong)),
        (vec![tag("k", &"v".repeat(129))], error("tags.0.value", TooLong)),
        (vec![tag("aliyunx", "v")], error("tags.0.key", ReservedPrefix)),
        (vec![tag("acs:x", "v")], error("tags.0.key", ReservedPrefix)),
        (vec![tag("k", "acs:v")], error("tags.0.value", ReservedPrefix)),
        (vec![tag("k", "aliyun")], vec![]),
        (vec![tag("k-http://", "v")], error("tags.0.key", ContainsUrl)),
        (vec![tag("k", "at https://x")], error("tags.0.value", ContainsUrl)),
        (vec![tag("k", "1"), tag("k", "2")], error("tags.1.key", DuplicateTagKey)),
        (vec![tag("k", "1"), tag("K", "2")], vec![]),
        (vec![tag("darkroom-job", "x")], error("tags.0.key", ReservedPrefix)),
    ];
    for (tags, expected) in table {
        let draft = ImageDraft {
            tags: tags.clone(),
            ..draft()
        };
        assert_eq!(errors(&draft, &sources()), expected, "{tags:?}");
    }
}

#[test]
fn a_resource_group_is_given_by_its_id() {
    for (id, sound) in [
        ("", true),
        ("rg-bp67acfmxazb4p", true),
        ("rg-", false),
        ("bp67", false),
        ("rg-a b", false),
    ] {
        let draft = ImageDraft {
            resource_group_id: id.into(),
            ..draft()
        };
        let expected = if sound {
            vec![]
        } else {
            error("resourceGroupId", FindingCode::BadResourceGroupId)
        };
        assert_eq!(errors(&draft, &sources()), expected, "{id}");
    }
}
