//! Where images are, region by region, with what jobs know of their copies.

use darkroom_core::ProblemCode;
use darkroom_core::image::{CopyOrder, OrderedCopy};
use darkroom_core::inventory::{PresenceBy, PresenceCell, PresenceLine, PresenceRow, PresenceWindow};
use darkroom_core::job::StepState;
use darkroom_core::view::{PresenceSpec, Scope};

use crate::harness::{HANGZHOU, Harness, LIST_IMAGES, Reaction, Session, refusal};
use crate::image_copies::image_in;

const IMAGE: &str = "app-node-base-v14";
const BEIJING: &str = "cn-beijing";
const SHANGHAI: &str = "cn-shanghai";

fn searched(search: &str) -> PresenceSpec {
    PresenceSpec {
        scope: Scope::default(),
        search: search.to_owned(),
        by: PresenceBy::Family,
        incomplete: false,
    }
}

async fn matrix(session: &Session, search: &str) -> PresenceWindow {
    session.image_presence(searched(search), 0, 100).await.unwrap()
}

/// The only row that a search finds.
async fn row(session: &Session, search: &str) -> (Vec<String>, PresenceRow) {
    let window = matrix(session, search).await;
    let mut rows = window.lines.into_iter().filter_map(|line| match line {
        PresenceLine::Row(row) => Some(row),
        PresenceLine::Account(_) => None,
    });
    let row = rows.next().unwrap();
    assert_eq!(rows.next(), None);
    (window.regions, row)
}

async fn cell(session: &Session, region_id: &str) -> PresenceCell {
    let (regions, row) = row(session, IMAGE).await;
    let column = regions.iter().position(|known| known == region_id).unwrap();
    row.cells[column].clone()
}

#[test]
fn copies_are_told_from_the_order_to_their_end_and_the_refused_one_with_its_reason() {
    let harness = Harness::new();
    harness.cloud.on("CopyImage", |parameters| {
        match parameters["DestinationRegionId"].as_str() {
            SHANGHAI => Reaction::Answer(403, refusal("QuotaExceed.Image")),
            _ => Reaction::Forward,
        }
    });
    harness.run(async |session| {
        session.connect().await;
        let (_, before) = row(&session, IMAGE).await;
        assert_eq!((before.present, before.of as usize), (1, before.cells.len()));
        let source = before.source.unwrap();
        assert_eq!(source.key, image_in(&session, HANGZHOU, IMAGE).await);
        assert!(source.size_gib > 0);
        assert_eq!(cell(&session, BEIJING).await, PresenceCell::Absent);

        let copies = [BEIJING, SHANGHAI].map(|region_id| OrderedCopy {
            image: source.key.clone(),
            region_id: region_id.to_owned(),
            name: IMAGE.to_owned(),
            encrypted: false,
            kms_key_id: String::new(),
        });
        let order = CopyOrder { copies: copies.into() };
        let job = session.image_copy_start("copy".into(), order).await.unwrap();
        session.until_step(job.id, 1, StepState::Running).await;
        let running = cell(&session, BEIJING).await;
        assert!(
            matches!(running, PresenceCell::Copying { .. } | PresenceCell::Waiting),
            "{running:?}"
        );
        session.until_ended(job.id).await;
        session.sync().await;
        let made = cell(&session, BEIJING).await;
        assert!(matches!(made, PresenceCell::Copy { .. }), "{made:?}");
        let PresenceCell::Failed {
            failure: Some(failure), ..
        } = cell(&session, SHANGHAI).await
        else {
            panic!("it did not fail");
        };
        let problem = failure.problem.unwrap();
        assert_eq!((failure.job_id, problem.code), (job.id, ProblemCode::ImageQuota));
        assert_eq!(problem.provider.unwrap().request_id.as_str(), "7B1E5D0A");

        harness.cloud.heal("CopyImage");
        let retried = session.step_retry("r-1".into(), job.id, failure.position, None);
        retried.await.unwrap();
        session.until_ended(job.id).await;
        session.sync().await;
        let (_, after) = row(&session, IMAGE).await;
        assert_eq!(after.present, 3, "{after:#?}");
    });
}

#[test]
fn what_the_cloud_refuses_to_list_is_not_known() {
    let harness = Harness::new();
    harness
        .cloud
        .on(LIST_IMAGES, |parameters| match parameters["RegionId"].as_str() {
            SHANGHAI => Reaction::Answer(403, refusal("Forbidden.RAM")),
            _ => Reaction::Forward,
        });
    harness.run(async |session| {
        session.connect().await;
        let window = matrix(&session, "").await;
        let PresenceLine::Account(account) = &window.lines[0] else {
            panic!("no account");
        };
        let refused = account.not_asked.iter();
        let refused: Vec<_> = refused
            .map(|region| (region.region_id.as_str(), region.problem.code))
            .collect();
        assert_eq!(refused, [(SHANGHAI, ProblemCode::AccessDenied)]);
        assert_eq!(cell(&session, SHANGHAI).await, PresenceCell::NotKnown);
        let (regions, row) = row(&session, IMAGE).await;
        assert_eq!(row.of as usize, regions.len() - 1);
    });
}

#[test]
fn images_that_others_share_and_those_of_the_cloud_are_in_no_row() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        assert!(
            image_in(&session, HANGZHOU, "partner-edi-gateway")
                .await
                .id
                .starts_with("m-")
        );
        let window = matrix(&session, "partner-edi-gateway").await;
        assert_eq!((window.rows, window.total), (0, 0));
        assert!(window.of > 0);
        let by_region = PresenceSpec {
            scope: Scope {
                region_ids: vec![BEIJING.to_owned()],
                ..Scope::default()
            },
            ..searched("")
        };
        let window = session.image_presence(by_region, 0, 100).await.unwrap();
        assert_eq!(window.regions, [BEIJING]);
    });
}
