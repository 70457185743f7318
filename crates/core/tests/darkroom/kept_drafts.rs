//! Drafts of images that outlive the page, the program and a crash, and go with their account.

use darkroom_core::image::{DraftStep, KeptDraft};
use darkroom_core::inventory::ResourceKey;

use super::harness::{Harness, Session};

fn key(draft: &KeptDraft) -> ResourceKey {
    ResourceKey {
        account_id: draft.draft.account_id.clone(),
        region_id: draft.draft.region_id.clone(),
        id: draft.draft.system_snapshot_id.clone(),
    }
}

async fn kept(session: &Session, name: &str) -> KeptDraft {
    KeptDraft {
        draft: session.draft("web", name).await,
        step: DraftStep::Image,
        request_id: format!("create {name}"),
        begun_at: 1_795_399_204_000,
        replaced: None,
    }
}

/// The same draft of a snapshot that is called `snapshot`.
fn of_snapshot(kept: &KeptDraft, snapshot: &str) -> KeptDraft {
    let mut other = kept.clone();
    other.draft.system_snapshot_id = snapshot.to_owned();
    other
}

#[test]
fn a_draft_is_there_after_a_restart_as_it_was_left() {
    let harness = Harness::new();
    let left = harness.run(async |session| {
        session.connect().await;
        let first = kept(&session, "first").await;
        let left = KeptDraft {
            step: DraftStep::Review,
            replaced: Some(Box::new(first.clone())),
            ..kept(&session, "second").await
        };
        session.image_draft_keep(first).await.unwrap();
        session.image_draft_keep(left.clone()).await.unwrap();
        left
    });
    harness.run(async |session| {
        assert_eq!(
            session.image_draft_kept(key(&left)).await.unwrap().as_ref(),
            Some(&left)
        );
        let other = key(&of_snapshot(&left, "s-other"));
        assert_eq!(session.image_draft_kept(other).await.unwrap(), None);
        session.image_draft_forget(key(&left)).await.unwrap();
        assert_eq!(session.image_draft_kept(key(&left)).await.unwrap(), None);
        session.image_draft_forget(key(&left)).await.unwrap();
    });
}

#[test]
fn the_twenty_written_last_are_kept() {
    Harness::new().run(async |session| {
        session.connect().await;
        let draft = kept(&session, "one-of-many").await;
        let keep = async |number: u32| {
            let draft = of_snapshot(&draft, &format!("s-{number}"));
            session.image_draft_keep(draft).await.unwrap();
        };
        for number in 0..20 {
            keep(number).await;
        }
        keep(0).await;
        keep(20).await;
        let mut there = Vec::new();
        for number in 0..=20 {
            let key = key(&of_snapshot(&draft, &format!("s-{number}")));
            if session.image_draft_kept(key).await.unwrap().is_some() {
                there.push(number);
            }
        }
        // The first was written again, so that the second is the oldest.
        let expected: Vec<u32> = (0..=20).filter(|number| *number != 1).collect();
        assert_eq!(there, expected);
    });
}

#[test]
fn the_drafts_of_an_account_go_with_it_and_none_is_kept_afterwards() {
    let harness = Harness::new();
    harness.run(async |session| {
        let account = session.connect().await;
        let practice = session.connect_practice().await;
        let mut of_account = kept(&session, "mine").await;
        let mut of_practice = of_account.clone();
        of_account.draft.account_id.clone_from(&account.id);
        of_practice.draft.account_id = practice.id;
        session.image_draft_keep(of_account.clone()).await.unwrap();
        session.image_draft_keep(of_practice.clone()).await.unwrap();
        session.account_remove(account.id).await.unwrap();
        assert_eq!(session.image_draft_kept(key(&of_account)).await.unwrap(), None);
        assert!(session.image_draft_kept(key(&of_practice)).await.unwrap().is_some());
        // A window that had it open writes once more.
        session.image_draft_keep(of_account.clone()).await.unwrap();
        assert_eq!(session.image_draft_kept(key(&of_account)).await.unwrap(), None);
        session.practice_close().await.unwrap();
        assert_eq!(session.image_draft_kept(key(&of_practice)).await.unwrap(), None);
    });
}
