//! An administrator connects an account and makes an image of a server with its data disk.

use std::collections::BTreeMap;

use darkroom_acceptance::leak::files_holding;
use darkroom_acceptance::{Desktop, SimulatorProcess, wait_until};

use crate::create_image_calls::{create_image_calls, images_created, mapping};
use crate::steps::{KEYRING_SERVICE, connect, narrow_to, planned_snapshots};

#[test]
fn main_job_of_a_connected_account_survives_a_restart_and_is_done_once() {
    let desktop = Desktop::of("connected_account");
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 60);
    let window = desktop.open();

    connect(&window, &cloud, "prod-cn");
    window.picture("01-snapshots");

    let kept = wait_until("the secret in the keyring", || {
        let kept = desktop.secrets("service", KEYRING_SERVICE);
        (!kept.is_empty()).then_some(kept)
    });
    assert_eq!(kept.len(), 1, "one item for one account");
    assert!(kept[0].contains(cloud.access_key_secret()), "the item holds the secret");
    let leaks = files_holding(&desktop.home(), cloud.access_key_secret());
    assert!(leaks.is_empty(), "the secret is in {leaks:?}");

    narrow_to(&window, "Search snapshots", "erp-app-02-sys");
    window.picture("02-narrowed");
    window.click_containing("row", "erp-app-02-sys");
    window.see("Same moment");
    window.picture("03-details");

    window.click("button", "Create custom image");
    window.see("Which disks go into the image");
    window.role_containing("checkbox", "erp-app-02-data1");
    let picked = planned_snapshots(&window);
    assert_eq!(
        picked.len(),
        2,
        "the system disk and its data disk are proposed: {picked:?}"
    );
    window.picture("04-disks");
    window.click("button", "Next: image");
    window.fill("Custom Image Name", "erp-app-02-golden");
    window.see("is free in cn-hangzhou");
    window.picture("05-image");
    window.click("button", "Next: review");
    window.see("What will happen");
    window.picture("06-review");
    window.click("button", "Create custom image");
    window.see("one token per attempt");
    window.see("Create custom image in cn-hangzhou: Creating");
    window.picture("07-job");
    window.kill();

    let window = desktop.open();
    window.click_containing("button", "Jobs");
    window.click("button", "erp-app-02-golden");
    window.see("Resumed after a start of Darkroom");
    window.see("Available after");
    window.picture("08-available");

    let ledger = cloud.ledger();
    assert_eq!(images_created(&ledger), 1);
    let calls = create_image_calls(&ledger);
    assert_eq!(calls.len(), 1, "CreateImage was sent once: {calls:#?}");
    let wanted = BTreeMap::from([
        ("1.SnapshotId", picked[0].as_str()),
        ("1.Device", "/dev/xvda"),
        ("1.Size", "60"),
        ("2.SnapshotId", picked[1].as_str()),
        ("2.Device", "/dev/xvdb"),
        ("2.Size", "200"),
    ]);
    assert_eq!(mapping(&calls[0]), wanted);
    assert_eq!(
        calls[0].get("SnapshotId"),
        None,
        "the cloud would prefer the mapping silently"
    );
    assert_eq!(calls[0]["ImageName"], "erp-app-02-golden");
    assert_eq!(calls[0]["RegionId"], "cn-hangzhou");

    let leaks = files_holding(&desktop.home(), cloud.access_key_secret());
    assert!(leaks.is_empty(), "the secret is in {leaks:?}");
}
