//! Recipes: kept over restarts, given away as files, and run with the newest complete snapshots.

use darkroom_core::ProblemCode;
use darkroom_core::image::{CopyEncryption, CopyTarget, FindingCode, ImageDraft, Severity};
use darkroom_core::inventory::Tag;
use darkroom_core::job::JobState;
use darkroom_core::recipe::{Recipe, RecipeRun};
use darkroom_core::view::ExportFile;

use super::harness::{HANGZHOU, Harness, Reaction, Session, refusal};

const PEOPLE: [&str; 2] = ["1645590212037781", "1602771433805526"];

/// A draft of erp-app-02, which has one data disk, as the page proposes it, with everything that a recipe keeps.
async fn draft(session: &Session) -> ImageDraft {
    let key = session.snapshot("erp-app-02-sys").await.key;
    let proposed = session.image_draft_open(key).await.unwrap().draft;
    ImageDraft {
        description: "every week".into(),
        family: "erp".into(),
        tags: vec![Tag {
            key: "env".into(),
            value: "prod".into(),
        }],
        copy_to: vec![CopyTarget {
            region_id: "cn-beijing".into(),
            name: proposed.name.clone(),
            encryption: None,
        }],
        share_with: PEOPLE.map(str::to_owned).into(),
        ..proposed
    }
}

async fn recipe(session: &Session) -> Recipe {
    let suggested = session.recipe_of_draft(draft(session).await).await.unwrap();
    Recipe {
        name: "ERP weekly".into(),
        ..suggested
    }
}

async fn saved(session: &Session) -> Recipe {
    let recipe = recipe(session).await;
    session.recipe_save("save".into(), recipe).await.unwrap()
}

async fn run(session: &Session, recipe: &Recipe) -> RecipeRun {
    session.recipe_resolve(recipe.id.unwrap()).await.unwrap()
}

fn errors(run: &RecipeRun) -> Vec<(&str, FindingCode)> {
    let errors = run.findings.iter();
    let errors = errors.filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| (finding.field.as_str(), finding.code)).collect()
}

#[test]
fn a_draft_becomes_choices_without_snapshots() {
    Harness::new().run(async |session| {
        let account = session.connect().await;
        let draft = draft(&session).await;
        let recipe = session.recipe_of_draft(draft.clone()).await.unwrap();
        assert_eq!((recipe.id, recipe.account_id.as_str()), (None, account.id.as_str()));
        assert_eq!(recipe.account_alias, "Finance");
        assert_eq!(recipe.image_name, "{instance}-{date}-{time}");
        assert_eq!(recipe.copy_to[0].name, "{name}");
        assert_eq!(recipe.instance_name, "erp-app-02");
        assert_eq!(recipe.share_with, PEOPLE);
        let text = format!("{recipe:?}");
        assert!(!text.contains(&draft.system_snapshot_id), "{text}");
        // With the words filled in the name is the one of the draft.
        let kept = session.recipe_save("s".into(), recipe).await.unwrap();
        assert_eq!(run(&session, &kept).await.draft, Some(draft));
    });
}

#[test]
fn a_recipe_is_there_after_a_restart_and_its_name_is_its_own() {
    let harness = Harness::new();
    let kept = harness.run(async |session| {
        session.connect().await;
        let kept = saved(&session).await;
        let again = recipe(&session).await;
        assert_eq!(session.recipe_save("save".into(), again.clone()).await.unwrap(), kept);
        let taken = session.recipe_save("other".into(), again.clone()).await.unwrap_err();
        assert_eq!(
            (taken.code, taken.field.as_deref()),
            (ProblemCode::RecipeNameTaken, Some("recipeName"))
        );
        let none = session.recipe_save(String::new(), again).await.unwrap_err();
        assert_eq!(none.code, ProblemCode::Empty);
        kept
    });
    harness.run(async |session| {
        assert_eq!(session.recipe_list().await.unwrap(), std::slice::from_ref(&kept));
        let changed = Recipe {
            name: " ERP daily ".into(),
            family: String::new(),
            ..kept.clone()
        };
        let changed = session.recipe_save("change".into(), changed).await.unwrap();
        assert_eq!((changed.id, changed.name.as_str()), (kept.id, "ERP daily"));
        assert_eq!(session.recipe_list().await.unwrap(), std::slice::from_ref(&changed));
        session.recipe_remove(changed.id.unwrap()).await.unwrap();
        session.recipe_remove(changed.id.unwrap()).await.unwrap();
        assert_eq!(session.recipe_list().await.unwrap(), []);
        let gone = session.recipe_save("late".into(), changed).await.unwrap_err();
        assert_eq!(gone.code, ProblemCode::NotFound);
    });
}

#[test]
fn a_run_makes_the_image_its_copy_and_its_shares_of_the_newest_set() {
    let harness = Harness::new();
    let (draft, job, second) = harness.run(async |session| {
        session.connect().await;
        let kept = saved(&session).await;
        let first = run(&session, &kept).await;
        assert_eq!((errors(&first), &first.not_asked), (vec![], &None));
        assert!(
            harness.cloud.creates().is_empty(),
            "nothing is sent before it is confirmed"
        );
        let draft = first.draft.unwrap();
        let job = session.image_create("run".into(), draft.clone()).await.unwrap();
        let job = session.until_ended(job.id).await;
        (draft, job, run(&session, &kept).await)
    });
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert_eq!(draft.data_disks.len(), 1);
    let [create] = &harness.cloud.creates()[..] else {
        panic!("one image");
    };
    assert_eq!(create["ImageName"], draft.name);
    assert_eq!(create["DiskDeviceMapping.1.SnapshotId"], draft.system_snapshot_id);
    assert_eq!(harness.cloud.requests("CopyImage").len(), 1);
    assert_eq!(harness.cloud.requests("ModifyImageSharePermission").len(), 2);
    // The same snapshots once more: their names are taken.
    assert_eq!(
        errors(&second),
        [
            ("name", FindingCode::ImageNameTaken),
            ("copyTo.0.name", FindingCode::ImageNameTaken)
        ]
    );
}

#[test]
fn a_set_that_lacks_a_disk_is_passed_over_and_without_any_nothing_is_proposed() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let kept = saved(&session).await;
        let newest = run(&session, &kept).await;
        let mut last = newest.clone();
        let mut sets = 0;
        while let Some(draft) = last.draft.take() {
            let cloud = &harness.cloud.simulator;
            cloud
                .delete_snapshot(HANGZHOU, &draft.data_disks[0].snapshot_id)
                .unwrap();
            session.sync().await;
            last = run(&session, &kept).await;
            sets += 1;
            if sets == 1 {
                let older = last.draft.as_ref().unwrap();
                assert_ne!(older.system_snapshot_id, draft.system_snapshot_id);
                assert!(last.taken_at < newest.taken_at);
                let told = last.findings.iter();
                let told: Vec<_> = told
                    .filter(|finding| finding.code == FindingCode::NewerSetPassedOver)
                    .collect();
                assert_eq!(told.len(), 1);
                let passed_over: i64 = told[0].params["at"].parse().unwrap();
                assert!(Some(passed_over) >= newest.taken_at);
            }
        }
        assert!(sets > 1);
        assert_eq!(errors(&last), [("recipeInstance", FindingCode::NoCompleteSet)]);
    });
}

#[test]
fn a_disk_that_the_draft_left_out_is_not_waited_for() {
    Harness::new().run(async |session| {
        session.connect().await;
        // Its fourth disk is never taken together with the others.
        let draft = session.draft("erp-db-01-sys", "golden").await;
        let suggested = session.recipe_of_draft(draft.clone()).await.unwrap();
        assert_eq!(suggested.left_out_disk_ids.len(), 1);
        assert_eq!(suggested.image_name, "golden");
        let all = Recipe {
            name: "all".into(),
            left_out_disk_ids: Vec::new(),
            ..suggested.clone()
        };
        let some = session.recipe_save("some".into(), suggested).await.unwrap();
        let all = session.recipe_save("all".into(), all).await.unwrap();
        assert_eq!(run(&session, &some).await.draft, Some(draft));
        assert_eq!(
            errors(&run(&session, &all).await),
            [("recipeInstance", FindingCode::NoCompleteSet)]
        );
    });
}

#[test]
fn what_cannot_be_used_any_more_is_told_before_anything_is_sent() {
    let harness = Harness::new();
    harness.run(async |session| {
        let account = session.connect().await;
        let kept = saved(&session).await;
        let with = async |change: &dyn Fn(&mut Recipe)| {
            let mut changed = kept.clone();
            change(&mut changed);
            session.recipe_save("change".into(), changed).await.unwrap()
        };
        let other = with(&|recipe| recipe.instance_id = "i-of-nobody".into()).await;
        let checked = session.recipe_check(other.clone()).await.unwrap();
        assert!(
            checked
                .findings
                .iter()
                .any(|finding| { finding.code == FindingCode::InstanceGone && finding.severity == Severity::Warning })
        );
        assert_eq!(
            errors(&run(&session, &other).await),
            [("recipeInstance", FindingCode::InstanceGone)]
        );
        let other = with(&|recipe| recipe.copy_to[0].region_id = "me-closed-1".into()).await;
        assert_eq!(
            errors(&run(&session, &other).await),
            [("copyTo.0.regionId", FindingCode::RegionClosed)]
        );
        session.account_remove(account.id).await.unwrap();
        let run = run(&session, &kept).await;
        assert_eq!(errors(&run), [("accountId", FindingCode::AccountGone)]);
        assert_eq!(run.findings[0].params["alias"], "Finance");
        assert_eq!(session.recipe_list().await.unwrap().len(), 1, "the choices are kept");
    });
    assert!(harness.cloud.creates().is_empty());
}

#[test]
fn a_recipe_with_errors_is_not_kept_and_each_is_told_at_its_field() {
    Harness::new().run(async |session| {
        session.connect().await;
        let good = recipe(&session).await;
        let check = async |change: &dyn Fn(&mut Recipe)| {
            let mut recipe = good.clone();
            change(&mut recipe);
            let refused = session.recipe_save("bad".into(), recipe.clone()).await.unwrap_err();
            assert_eq!(refused.code, ProblemCode::DraftInvalid);
            let findings = session.recipe_check(recipe).await.unwrap().findings.into_iter();
            let errors = findings.filter(|finding| finding.severity == Severity::Error);
            errors.map(|finding| (finding.field, finding.code)).collect::<Vec<_>>()
        };
        let at = |field: &str, code| vec![(field.to_owned(), code)];
        use FindingCode as F;
        assert_eq!(
            check(&|recipe| recipe.name = " ".into()).await,
            at("recipeName", F::Required)
        );
        assert_eq!(
            check(&|recipe| recipe.name = "x".repeat(65)).await,
            at("recipeName", F::TooLong)
        );
        assert_eq!(
            check(&|recipe| recipe.image_name = "web-{month}".into()).await,
            [at("imageName", F::BadCharacter), at("copyTo.0.name", F::BadCharacter)].concat()
        );
        assert_eq!(
            check(&|recipe| recipe.copy_to[0].region_id = HANGZHOU.into()).await,
            at("copyTo.0.regionId", F::SameRegion)
        );
        assert_eq!(
            check(&|recipe| recipe.share_with = vec!["me".into()]).await,
            at("shareWith.0", F::NotAnAccountId)
        );
        let key = |recipe: &mut Recipe| {
            recipe.copy_to[0].encryption = Some(CopyEncryption {
                kms_key_id: "my key".into(),
            });
        };
        assert_eq!(check(&key).await, at("copyTo.0.kmsKeyId", F::BadCharacter));
        assert_eq!(session.recipe_list().await.unwrap(), []);
        let preview = session.recipe_check(good).await.unwrap();
        assert!(preview.image_name.starts_with("erp-app-02-20"), "{preview:?}");
        assert_eq!(preview.copy_names, std::slice::from_ref(&preview.image_name));
    });
}

#[test]
fn a_copy_is_encrypted_as_the_recipe_says() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let mut recipe = recipe(&session).await;
        recipe.share_with = Vec::new();
        recipe.copy_to[0].encryption = Some(CopyEncryption::default());
        let kept = session.recipe_save("save".into(), recipe).await.unwrap();
        assert_eq!(session.recipe_list().await.unwrap()[0], kept);
        let draft = run(&session, &kept).await.draft.unwrap();
        let job = session.image_create("run".into(), draft).await.unwrap();
        session.until_ended(job.id).await;
    });
    let copies = harness.cloud.requests("CopyImage");
    assert_eq!(copies[0].parameters["Encrypted"], "true");
    assert!(!copies[0].parameters.contains_key("KMSKeyId"));
}

#[test]
fn a_file_gives_the_same_recipe_back_and_holds_neither_key_nor_id_of_ours() {
    let harness = Harness::new();
    let (kept, content) = harness.run(async |session| {
        session.connect().await;
        let kept = saved(&session).await;
        let path = harness.folder.path().join("given.json");
        let id = kept.id.unwrap();
        assert_eq!(session.recipe_file_name(id).await.unwrap(), "recipe-ERP-weekly.json");
        let target = Box::new(ExportFile::at(path.clone()));
        session.recipe_export(id, target).await.unwrap();
        let content = std::fs::read(path).unwrap();
        let text = String::from_utf8(content.clone()).unwrap();
        let key = harness.key();
        for secret in [&kept.account_id, &key.access_key_id, &key.access_key_secret] {
            assert!(!text.contains(secret.as_str()));
        }
        let read = session.recipe_read(content.clone()).await.unwrap();
        let unsaved = Recipe {
            id: None,
            ..kept.clone()
        };
        assert_eq!(read, unsaved);
        (unsaved, content)
    });
    // Somebody else, whose account of that cloud has another name.
    let other = Harness::new();
    other.run(async |session| {
        let account = session.save("Buchhaltung", &other.key()).await;
        session.synced().await;
        let mut with_mark = b"\xef\xbb\xbf".to_vec();
        with_mark.extend(content);
        let read = session.recipe_read(with_mark).await.unwrap();
        assert_eq!((read.account_id.as_str(), read.account_alias.as_str()), ("", "Finance"));
        let refused = session.recipe_save("s".into(), read.clone()).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::DraftInvalid);
        let chosen = Recipe {
            account_id: account.id,
            ..read
        };
        let saved = session.recipe_save("s".into(), chosen).await.unwrap();
        assert_eq!(saved.account_alias, "Buchhaltung");
        assert_eq!((saved.copy_to, saved.share_with), (kept.copy_to, kept.share_with));
    });
}

#[test]
fn the_name_of_the_instance_is_that_of_the_inventory_whatever_a_file_says() {
    Harness::new().run(async |session| {
        session.connect().await;
        let mut told = recipe(&session).await;
        told.instance_name = "something-harmless".into();
        let kept = session.recipe_save("save".into(), told.clone()).await.unwrap();
        assert_eq!(kept.instance_name, "erp-app-02");
        told.instance_id = "i-of-nobody".into();
        told.name = "of nobody".into();
        let kept = session.recipe_save("other".into(), told).await.unwrap();
        assert_eq!(kept.instance_name, "");
    });
}

#[test]
fn a_run_by_an_old_listing_says_so() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let kept = saved(&session).await;
        let is_old = |run: &RecipeRun| {
            let mut codes = run.findings.iter().map(|finding| finding.code);
            codes.any(|code| code == FindingCode::OldListing)
        };
        assert!(!is_old(&run(&session, &kept).await));
        harness
            .cloud
            .on("DescribeSnapshots", |_| Reaction::Answer(403, refusal("Forbidden.RAM")));
        session.sync().await;
        let run = run(&session, &kept).await;
        assert!(run.draft.is_some() && is_old(&run), "{:?}", run.findings);
    });
}

#[test]
fn odd_files_are_refused_with_a_reason() {
    Harness::new().run(async |session| {
        let reason = async |content: &[u8]| {
            let refused = session.recipe_read(content.to_vec()).await.unwrap_err();
            assert_eq!(refused.code, ProblemCode::RecipeFileRefused);
            refused.params["reason"].clone()
        };
        for content in [
            &b""[..],
            b"\xff\xfe{\x00",
            b"[]",
            b"{}",
            b"-----BEGIN CERTIFICATE-----",
            br#"{"format":"darkroom-recipe"}"#,
            br#"{"format":"darkroom-recipe","version":"1"}"#,
            br#"{"format":"darkroom-view","version":1}"#,
        ] {
            assert_eq!(reason(content).await, "notRecipe");
        }
        assert_eq!(reason(br#"{"format":"darkroom-recipe","version":2}"#).await, "newer");
        for recipe in ["null", "{}", r#"{"name":7}"#] {
            let content = format!(r#"{{"format":"darkroom-recipe","version":1,"recipe":{recipe}}}"#);
            assert_eq!(reason(content.as_bytes()).await, "incomplete");
        }
        let deep = "[".repeat(100_000);
        assert_eq!(reason(deep.as_bytes()).await, "notRecipe");
    });
}
