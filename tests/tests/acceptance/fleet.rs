//! From an image to ten identical instances: the zone has stock for seven, three come out otherwise than asked, the application is killed
//! in the middle, and the rest is started elsewhere after a choice. The ledger of the cloud has ten, and the proof finds the three.

use std::time::Duration;

use darkroom_acceptance::leak::files_holding;
use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_until};

use crate::steps::fill_account;

/// Instances take longer to start than anything else here.
const LONG: Duration = Duration::from_secs(120);
const IMAGE: &str = "portal-golden";
/// The instance that the image was made of.
const SOURCE: &str = "portal-01";
const PREFIX: &str = "web-";

#[test]
fn ten_instances_are_launched_like_another_one_and_three_that_drift_are_found() {
    let desktop = Desktop::of("fleet");
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 90);
    let window = desktop.open();
    fill_account(
        &window,
        cloud.access_key_id(),
        cloud.access_key_secret(),
        "test-cn",
        cloud.endpoint(),
    );
    window.click("button", "Connect account");
    window.see("Synced");
    launch(&window);
    window.see("Requested");
    window.kill();

    let window = desktop.open();
    window.click_containing("button", "Jobs");
    wait_until("the job in the list", || {
        (window.count("button", "web-001") > 0).then_some(())
    });
    window.click_containing("button", "web-001");
    window.see_at_most(LONG, "Proven identical");
    window.picture("85-proof");
    let leaks = files_holding(&desktop.home(), cloud.access_key_secret());
    assert!(leaks.is_empty(), "the secret is in {leaks:?}");
}

fn launch(window: &Window) {
    window.click_containing("button", "Instances");
    window.click_containing("row", SOURCE);
    window.picture("79-instance");
    window.click_containing("button", "Images");
    window.click_containing("row", IMAGE);
    window.picture("80-image");
    window.click("button", "Create instances");
    window.see("Zone and instance type");
    window.click_containing("radio", "Identical to an instance");
    window.see("as portal-01");
    window.fill("Instances", "10");
    window.fill("At least", "1");
    window.picture("81-launch-machine");
    window.click("button", "Next: disks and sign-in");
    window.see("Disks of each instance");
    window.fill("Instance name", PREFIX);
    window.picture("82-launch-disks");
    window.click("button", "Next: review");
    window.see("What will happen");
    window.see("Dry run for one instance: passed");
    window.picture("83-launch-review");
    window.click("button", "Create 10 instances");
}
