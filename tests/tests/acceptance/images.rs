//! What is done with existing images: one is copied to three regions as one job, and shared, with one of its copies, with twelve accounts of
//! which one is refused.

use std::time::Duration;

use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_until};
use serde_json::json;

use crate::steps::{ENGLISH, calls, connect_in};

/// Copies take longer than anything else here.
const LONG: Duration = Duration::from_secs(150);
const IMAGE: &str = "app-node-base-v14";
const REGIONS: [&str; 3] = ["cn-beijing", "cn-shanghai", "cn-shenzhen"];
/// No account of the simulated cloud has such an end.
const UNKNOWN: &str = "2000000000000000";

#[test]
fn an_image_is_copied_to_three_regions_and_shared_with_twelve_accounts() {
    let desktop = Desktop::of("images");
    let window = desktop.open();
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 120);
    connect_in(&window, &cloud, "test-cn", &ENGLISH);
    copy(&window, &cloud);
    share(&window, &cloud);
}

fn copy(window: &Window, cloud: &SimulatorProcess) {
    open(window, "Copy image…");
    window.see("There now");
    for region in REGIONS {
        window.click_containing("checkbox", region);
    }
    window.see("The names are free in 3 regions");
    window.picture("140-copy-image");
    window.click_when_ready("Copy to 3 regions");
    window.see_at_most(LONG, "It took");
    window.picture("141-copied");
    assert_eq!(made(cloud, "CopyImage"), 3);
    let restored = calls(cloud, "ModifyImageAttribute");
    assert_eq!(restored.len(), 3, "{restored:?}");
}

fn share(window: &Window, cloud: &SimulatorProcess) {
    open(window, "Share image…");
    window.click_containing("checkbox", "cn-beijing");
    window.see("In 2 regions");
    let mut accounts: Vec<String> = (1..12).map(|number| format!("20000000000000{number:02}")).collect();
    accounts.insert(4, UNKNOWN.to_owned());
    window.click_containing("textbox", "Share with account ID");
    window.type_keys(&accounts.join(", "));
    window.click("button", "Add");
    window.see("12 of 50 accounts");
    window.picture("142-share-image");
    window.click_when_ready("Share with 12 accounts");
    window.see_at_most(LONG, "is shared with the other accounts");
    wait_until("both requests of both images", || {
        (made(cloud, "ModifyImageSharePermission") == 4).then_some(())
    });
    window.see("Ended with a failure at");
    window.picture("143-shared-but-one");
    assert_eq!(
        calls(cloud, "ModifyImageSharePermission").len(),
        6,
        "of each image what was refused, the rest of it, and the other two"
    );
}

/// Requests of an action that changed something.
fn made(cloud: &SimulatorProcess, action: &str) -> usize {
    let calls = calls(cloud, action);
    let changed = calls
        .iter()
        .filter(|call| call["effects"].as_array().is_some_and(|effects| !effects.is_empty()));
    changed.count()
}

/// Opens the details of the image, and chooses what to do with it.
fn open(window: &Window, action: &str) {
    window.click_containing("button", "Images");
    window.fill("Search images", IMAGE);
    let is_other = "return [...document.querySelectorAll('[role=grid] [role=row]:has([role=gridcell])')].some((row) => !row.textContent.includes(arguments[0]));";
    wait_until("only that image", || {
        let is_narrow = window.execute(is_other, &json!([IMAGE])) == json!(false);
        (is_narrow && window.count("row", IMAGE) > 0).then_some(())
    });
    window.click_containing("row", "cn-hangzhou");
    window.click("button", action);
}
