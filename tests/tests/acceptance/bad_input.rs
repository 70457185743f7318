//! What goes wrong, and what the window says about it.

use std::net::TcpListener;

use darkroom_acceptance::{Desktop, SimulatorProcess, wait_until};
use serde_json::json;

use crate::create_image_calls::images_created;
use crate::steps::{KEYRING_SERVICE, connect, fill_account, narrow_to, planned_snapshots};

#[test]
fn a_form_that_cannot_be_right_says_what_is_wrong_and_keeps_nothing() {
    let desktop = Desktop::of("bad_account");
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 60);
    let window = desktop.open();

    window.click("button", "Connect account");
    window.see("Paste the AccessKey ID.");
    window.see("Paste the AccessKey Secret.");
    window.see("Give the account a name");

    let secret = cloud.access_key_secret().to_owned();
    fill_account(
        &window,
        cloud.access_key_id(),
        &secret.chars().rev().collect::<String>(),
        "prod-cn",
        cloud.endpoint(),
    );
    window.click("button", "Connect account");
    window.see("The AccessKey Secret does not match");
    window.picture("21-wrong-secret");

    window.fill("AccessKey Secret", &secret);
    window.fill("AccessKey ID", "LTAI5tNobodyKnowsThisKey");
    window.click("button", "Connect account");
    window.see("The AccessKey ID is not known");

    let nobody = TcpListener::bind("127.0.0.1:0")
        .expect("a free port")
        .local_addr()
        .expect("a bound port");
    window.fill("AccessKey ID", cloud.access_key_id());
    window.fill("Endpoint", &format!("http://{nobody}"));
    window.click("button", "Connect account");
    window.see("127.0.0.1 could not be reached");

    assert!(
        desktop.secrets("service", KEYRING_SERVICE).is_empty(),
        "nothing was kept"
    );

    window.fill("Endpoint", cloud.endpoint());
    window.fill("AccessKey ID", &format!("  {} ", cloud.access_key_id()));
    window.fill("AccessKey Secret", &format!(" {secret}  "));
    window.see("spaces around it are left out");
    window.click("button", "Connect account");
    window.role_containing("row", "Completed");
    let kept = desktop.secrets("service", KEYRING_SERVICE);
    assert_eq!(kept.len(), 1);
    assert!(
        !kept[0].contains(&format!(" {secret}")),
        "spaces are not part of a secret"
    );
}

#[test]
fn an_answer_that_is_not_of_the_cloud_is_told_and_not_taken_for_an_empty_list() {
    let desktop = Desktop::of("not_the_cloud");
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 60);
    cloud.faults(&json!([{ "action": "GetCallerIdentity", "fault": "htmlBody" }]));
    let window = desktop.open();
    fill_account(
        &window,
        cloud.access_key_id(),
        cloud.access_key_secret(),
        "prod-cn",
        cloud.endpoint(),
    );
    window.click("button", "Connect account");
    window.see("is not one of Alibaba Cloud");
    window.picture("22-not-the-cloud");

    cloud.faults(&json!([{ "action": "DescribeSnapshots", "regionId": "cn-shanghai", "fault": "htmlBody" }]));
    window.click("button", "Connect account");
    window.see("could not be asked");
    window.role_containing("row", "cn-hangzhou");
    window.picture("23-one-region-not-asked");

    cloud.faults(&json!([]));
    window.click("button", "Refresh");
    wait_until("all regions to be asked", || {
        (!window.shows("could not be asked")).then_some(())
    });
}

#[test]
fn an_image_that_cannot_be_made_is_refused_in_words_before_or_after_it_is_sent() {
    let desktop = Desktop::of("bad_image");
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 60);
    let window = desktop.open();
    connect(&window, &cloud, "prod-cn");
    narrow_to(&window, "Search snapshots", "app-node-base-v12");
    window.click_containing("row", "app-node-base-v12");
    window.click("button", "Create custom image");
    window.see("Which disks go into the image");
    let snapshot = planned_snapshots(&window).remove(0);
    window.click("button", "Next: image");

    window.fill("Custom Image Name", "x");
    window.see("Use at least 2 characters.");
    window.fill("Custom Image Name", "app-node-base-v14");
    window.see("An image in cn-hangzhou has this name");
    window.picture("24-name-taken");
    window.fill("Custom Image Name", "app-node-base-v12b");
    window.see("is free in cn-hangzhou");
    window.click("button", "Next: review");
    window.see("What will happen");

    cloud.delete_snapshot("cn-hangzhou", &snapshot);
    window.click("button", "Create custom image");
    window.see("The snapshot is gone");
    window.picture("25-snapshot-gone");
    assert_eq!(images_created(&cloud.ledger()), 0);
}
