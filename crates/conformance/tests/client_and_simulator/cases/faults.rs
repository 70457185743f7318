//! Faults of networks and services, and how the client takes them.

use alibaba_cloud::ecs::{CreateImage, DescribeSnapshots, ImageSource};
use alibaba_cloud::{Error, FailureKind, Unreadable, all_pages};
use futures_util::TryStreamExt as _;
use simulator::{Content, Effect, Fault, FaultRule};

use super::listing::snapshots;
use crate::cloud::{Cloud, Connection, HANGZHOU};

fn first(action: &str, fault: Fault) -> Vec<FaultRule> {
    let action = action.to_owned();
    vec![FaultRule {
        action,
        region_id: None,
        nth: Some(1),
        times: None,
        fault,
    }]
}

pub async fn a_listing_survives(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    let undisturbed = snapshots(&cloud, HANGZHOU).await;
    let busy = Fault::HttpBody {
        status: 502,
        content: Content::Html,
        retry_after_ms: None,
        location: None,
    };
    let faults = [
        Fault::DropBeforeEffect,
        Fault::DropAfterEffect,
        Fault::ResetBeforeEffect,
        Fault::ResetAfterEffect,
        Fault::Truncated,
        Fault::MalformedBody,
        Fault::Trickle { bytes: 30_000, ms: 1 },
        Fault::Latency { ms: 5 },
        Fault::Throttle { retry_after_ms: 5 },
        busy,
    ];
    for fault in faults {
        cloud.simulator.set_faults(first("DescribeSnapshots", fault.clone()));
        assert_eq!(snapshots(&cloud, HANGZHOU).await, undisturbed, "{fault:?}");
    }
}

pub async fn a_write_whose_answer_is_lost_is_the_same_under_its_token(connection: Connection) {
    for (fault, is_carried_out) in [
        (Fault::DropAfterEffect, true),
        (Fault::ResetAfterEffect, true),
        (Fault::Truncated, true),
        (Fault::MalformedBody, true),
        (Fault::DropBeforeEffect, false),
        (Fault::ResetBeforeEffect, false),
    ] {
        let cloud = Cloud::small(connection).await;
        let rows = snapshots(&cloud, HANGZHOU).await.0;
        let source = rows
            .into_iter()
            .find(|row| row.snapshot_name.as_deref() == Some("app-node-base-v12"))
            .unwrap();
        let source = ImageSource::Snapshot {
            snapshot_id: source.snapshot_id,
        };
        let create = CreateImage::new(HANGZHOU, source, "token-of-the-lost");
        cloud.simulator.set_faults(first("CreateImage", fault.clone()));
        let error = cloud.client.call(&create).await.unwrap_err();
        assert!(error.outcome_unknown(), "{fault:?}: {error}");
        assert_eq!(cloud.arrivals("CreateImage"), 1, "{fault:?}");
        assert_eq!(images_made(&cloud).len(), usize::from(is_carried_out), "{fault:?}");
        let image_id = cloud.call(&create).await.image_id;
        assert_eq!(images_made(&cloud), [image_id], "{fault:?}");
    }
}

fn images_made(cloud: &Cloud) -> Vec<String> {
    let effects = cloud.simulator.ledger().into_iter().flat_map(|entry| entry.effects);
    let made = effects.filter_map(|effect| match effect {
        Effect::ImageCreated { image_id, .. } => Some(image_id),
        _ => None,
    });
    made.collect()
}

pub async fn a_bomb_is_no_answer_and_a_portal_no_cloud(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    let always = |fault| {
        let mut rules = first("DescribeSnapshots", fault);
        rules[0].nth = None;
        rules
    };
    cloud.simulator.set_faults(always(Fault::HtmlBody));
    let error = cloud
        .client
        .call(&DescribeSnapshots::new(HANGZHOU))
        .await
        .err()
        .unwrap();
    assert_eq!(error.kind(), FailureKind::NotTheCloud, "{error}");
    // In process nothing is unpacked.
    if connection.is_over_loopback() {
        cloud.simulator.set_faults(always(Fault::Bomb { mebibytes: 64 }));
        let error = cloud
            .client
            .call(&DescribeSnapshots::new(HANGZHOU))
            .await
            .err()
            .unwrap();
        let Error::Unreadable { reason, .. } = &error else {
            panic!("{error}");
        };
        assert_eq!(*reason, Unreadable::TooLarge);
    }
}

pub async fn a_listing_in_a_circle_ends_and_rows_that_come_twice_are_no_circle(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    let (undisturbed, pages) = snapshots(&cloud, HANGZHOU).await;
    assert!(pages > 1);
    let repeated = Fault::DuplicateItems { count: 5 };
    cloud.simulator.set_faults(first("DescribeSnapshots", repeated));
    let rows = snapshots(&cloud, HANGZHOU).await.0;
    assert_eq!(rows.len(), undisturbed.len() + 5);

    let mut cycle = first("DescribeSnapshots", Fault::TokenCycle);
    cycle[0].nth = Some(2);
    cycle[0].times = Some(1_000);
    cloud.simulator.set_faults(cycle);
    let before = cloud.arrivals("DescribeSnapshots");
    let walk = all_pages(&cloud.client, DescribeSnapshots::new(HANGZHOU));
    let error = walk.try_collect::<Vec<_>>().await.unwrap_err();
    let reason = Unreadable::RepeatedPage;
    assert!(
        matches!(&error, Error::Unreadable { reason: given, .. } if *given == reason),
        "{error}"
    );
    assert!(cloud.arrivals("DescribeSnapshots") - before <= 3);
}
