//! What is said of an edit of images before anything is sent.

use darkroom_core::image::{EditOrder, FindingCode};
use darkroom_core::inventory::ResourceKey;

use crate::harness::{HANGZHOU, Harness};
use crate::image_copies::image_in;
use crate::image_edits::{BEFORE, DEPRECATED, FAMILY, NEWEST, SHARED, edit, errors, named, now, status, tag};

#[test]
fn what_the_cloud_would_refuse_is_said_before_anything_is_sent() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let newest = image_in(&session, HANGZHOU, NEWEST).await;
        let before = image_in(&session, HANGZHOU, BEFORE).await;
        let deprecated = image_in(&session, DEPRECATED.0, DEPRECATED.1).await;
        let shared = image_in(&session, SHARED.0, SHARED.1).await;
        let of_others = image_in(&session, HANGZHOU, "partner-edi-gateway").await;
        let at = |code, field: &str| vec![(code, field.to_owned())];
        let table = [
            (named(&newest, "1st"), at(FindingCode::StartsWithLetter, "name")),
            (named(&newest, ""), at(FindingCode::Required, "name")),
            (edit(&[&newest]), at(FindingCode::NothingChanges, "images")),
            (named(&newest, NEWEST), at(FindingCode::NothingChanges, "images")),
            (
                named(&of_others, "mine-now"),
                at(FindingCode::ImageOfOthers, "images.0"),
            ),
            (
                status(&[&deprecated], "Deprecated"),
                at(FindingCode::NothingChanges, "images"),
            ),
            (status(&[&newest], "Creating"), {
                let unknown = (FindingCode::SettingUnknown, "status".to_owned());
                let refused = (FindingCode::CannotBeRestored, "images.0".to_owned());
                vec![unknown, refused]
            }),
            (
                status(&[&newest, &shared], "Deprecated"),
                at(FindingCode::SharedBeforeDeprecation, "images.1"),
            ),
            (
                EditOrder {
                    boot_mode: Some("UEFI-Preferred".into()),
                    ..edit(&[&before])
                },
                at(FindingCode::BootModeInUse, "bootMode"),
            ),
            (
                EditOrder {
                    imds_support: Some("v2".into()),
                    ..edit(&[&deprecated])
                },
                at(FindingCode::OnlyOfAvailable, "imdsSupport"),
            ),
            (
                EditOrder {
                    seen: Some(now(&session, &newest).await.values),
                    family: Some(String::new()),
                    ..edit(&[&newest])
                },
                at(FindingCode::CannotBeCleared, "family"),
            ),
            (
                EditOrder {
                    name: Some("same-for-both".into()),
                    ..edit(&[&newest, &before])
                },
                at(FindingCode::TooMany, "name"),
            ),
            (
                EditOrder {
                    tags: vec![tag("acs:mine", "1"), tag("env", "1"), tag("env", "2")],
                    ..edit(&[&newest])
                },
                vec![
                    (FindingCode::ReservedPrefix, "tags.0.key".to_owned()),
                    (FindingCode::DuplicateTagKey, "tags.2.key".to_owned()),
                ],
            ),
            (
                EditOrder {
                    tags: (0..21).map(|number| tag(&format!("k{number}"), "")).collect(),
                    ..edit(&[&newest])
                },
                vec![(FindingCode::TooManyTags, "tags".to_owned()); 2],
            ),
        ];
        for (order, expected) in table {
            assert_eq!(errors(&session, order.clone()).await, expected, "{order:#?}");
        }
    });
    assert_eq!(harness.cloud.requests("ModifyImageAttribute").len(), 0);
}

#[test]
fn what_a_change_can_break_and_what_it_makes_newest_is_said_before() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let newest = image_in(&session, HANGZHOU, NEWEST).await;
        let other = image_in(&session, HANGZHOU, "ci-runner-win2022").await;
        let codes = async |order: EditOrder| {
            let found = session.image_edit_check(order).await.unwrap();
            found.into_iter().map(|finding| finding.code).collect::<Vec<_>>()
        };
        let uefi = EditOrder {
            boot_mode: Some("UEFI-Preferred".into()),
            imds_support: Some("v2".into()),
            ..edit(&[&newest])
        };
        assert_eq!(
            codes(uefi).await,
            [FindingCode::BootModeBreaks, FindingCode::ImdsNeedsTokens]
        );
        let family = |image: &ResourceKey, family: &str| EditOrder {
            family: Some(family.to_owned()),
            ..edit(&[image])
        };
        assert_eq!(codes(family(&newest, "fresh")).await, [FindingCode::BecomesNewest]);
        assert_eq!(codes(family(&other, FAMILY)).await, [], "it is older than the newest");

        let several = EditOrder {
            family: Some("fresh".to_owned()),
            ..edit(&[&newest, &other])
        };
        let notes = session.image_edit_check(several).await.unwrap();
        assert_eq!(notes.len(), 1, "one becomes the newest: {notes:?}");
        assert_eq!(notes[0].code, FindingCode::NamedBecomesNewest);
        assert_eq!(
            (notes[0].params["name"].as_str(), notes[0].params["regionId"].as_str()),
            (NEWEST, HANGZHOU)
        );
    });
}
