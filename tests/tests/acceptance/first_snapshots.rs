//! An instance whose disks have no snapshot yet: a consistent set of them and the image of it, as one job; then the instance is stopped.

use std::time::Duration;

use darkroom_acceptance::{Desktop, SimulatorProcess, wait_until};
use serde_json::Value;

use crate::steps::connect;

/// Snapshots and images take longer than anything else here.
const LONG: Duration = Duration::from_secs(120);
const INSTANCE: &str = "scratch-01";
const IMAGE: &str = "scratch-first";

#[test]
fn an_instance_without_snapshots_becomes_an_image_in_one_job() {
    let desktop = Desktop::of("first_snapshots");
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 240);
    let window = desktop.open();
    connect(&window, &cloud, "test-cn");
    window.click_containing("button", "Instances");
    window.click_containing("row", INSTANCE);
    window.click("button", "Create custom image");
    window.click("button", "Create snapshots and custom image…");
    window.see("Consistent, at one moment");
    window.click_containing("checkbox", "Then create a custom image");
    window.fill("Custom Image Name", IMAGE);
    window.see("Create custom image scratch-first");
    window.picture("92-first-snapshots");
    window.click("button", "Create snapshots and custom image");
    window.see_at_most(LONG, "Events");
    window.picture("93-first-snapshots-job");
    wait_until_ended(&cloud);
    window.see_at_most(LONG, "Done at");
    window.picture("94-first-snapshots-done");
    assert_eq!(effects(&cloud, "snapshotGroupCreated"), 1);
    assert_eq!(effects(&cloud, "imageCreated"), 1);

    window.click_containing("button", "Instances");
    window.click_containing("row", INSTANCE);
    window.click("button", "Stop…");
    window.see("Economical mode");
    window.picture("95-stop");
    window.click("button", "Stop instance");
    window.see_at_most(LONG, "Done at");
    window.picture("96-stopped");
    let ledger = cloud.ledger();
    let entries = ledger.as_array().into_iter().flatten();
    let stops: Vec<&Value> = entries.filter(|entry| entry["action"] == "StopInstances").collect();
    assert_eq!(stops.len(), 1, "stopped once");
    assert_eq!(stops[0]["parameters"]["StoppedMode"], "KeepCharging");
}

fn wait_until_ended(cloud: &SimulatorProcess) {
    wait_until("the image", || (effects(cloud, "imageCreated") == 1).then_some(()));
}

fn effects(cloud: &SimulatorProcess, name: &str) -> usize {
    let ledger: Value = cloud.ledger();
    let entries = ledger.as_array().into_iter().flatten();
    let effects = entries.filter_map(|entry| entry["effects"].as_array()).flatten();
    effects.filter(|effect| effect["effect"] == name).count()
}
