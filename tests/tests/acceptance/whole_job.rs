//! One job of many steps: create, check, copy to three regions, share with two accounts. The application is killed twice on the way
//! and one copy is refused and retried; the ledger of the cloud has each exactly once.

use std::collections::BTreeSet;
use std::time::Duration;

use darkroom_acceptance::leak::files_holding;
use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_at_most, wait_until};
use serde_json::{Value, json};

use crate::create_image_calls::{create_image_calls, images_created};
use crate::steps::{connect, narrow_to};

const DESTINATIONS: [&str; 3] = ["cn-beijing", "cn-shenzhen", "ap-southeast-1"];
const ACCOUNTS: [&str; 2] = ["1288441090350914", "1602771433805526"];
const NAME: &str = "erp-app-02-spread";
/// Copies take longer than anything else here.
const LONG: Duration = Duration::from_secs(120);

#[test]
fn one_job_creates_copies_and_shares_each_once_over_two_kills_and_a_refusal() {
    let desktop = Desktop::of("whole_job");
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 90);
    cloud.faults(&json!([{
        "action": "CopyImage",
        "nth": 2,
        "fault": { "httpError": { "status": 403, "code": "QuotaExceed.Image", "message": "The maximum number of images is exceeded." } },
    }]));
    let window = desktop.open();
    connect(&window, &cloud, "prod-cn");
    draft(&window);
    window.picture("31-then");
    window.click("button", "Next: review");
    window.see("What will happen");
    window.see("Copy to 3 regions");
    window.see("Share with 2 accounts");
    window.picture("32-review-all-steps");
    window.click("button", "Create image, copy to 3 regions, share with 2 accounts");
    window.see("Events");
    window.see("Creating");
    window.kill();

    let window = reopened(&desktop);
    window.see_at_most(LONG, "Refused");
    window.picture("33-copy-refused");
    window.kill();

    let window = reopened(&desktop);
    window.see("Retry copy");
    window.click("button", "Retry copy");
    let done = format!("{} of {} steps", steps(), steps());
    wait_at_most(LONG, "the whole job", || window.shows("Done at").then_some(()));
    window.picture("34-all-done");
    window.click_containing("button", "Jobs");
    window.see(&done);

    let ledger = cloud.ledger();
    assert_eq!(create_image_calls(&ledger).len(), 1, "CreateImage was sent once");
    assert_eq!(images_created(&ledger), 4, "one image and three copies");
    let images = of_effect(&ledger, "imageCreated");
    let regions: BTreeSet<&str> = images.iter().filter_map(|effect| effect["regionId"].as_str()).collect();
    assert_eq!(
        regions,
        BTreeSet::from(["cn-hangzhou", "cn-beijing", "cn-shenzhen", "ap-southeast-1"])
    );
    let shares = of_effect(&ledger, "imageShareChanged");
    assert_eq!(shares.len(), 4, "each image is shared once: {shares:#?}");
    for share in shares {
        let added: BTreeSet<&str> = share["added"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        assert_eq!(added, BTreeSet::from(ACCOUNTS));
    }
    let leaks = files_holding(&desktop.home(), cloud.access_key_secret());
    assert!(leaks.is_empty(), "the secret is in {leaks:?}");
}

fn draft(window: &Window) {
    narrow_to(window, "Search snapshots", "erp-app-02-sys");
    window.click_containing("row", "erp-app-02-sys");
    window.click("button", "Create custom image");
    window.see("Which disks go into the image");
    window.click("button", "Next: image");
    window.fill("Custom Image Name", NAME);
    window.see("is free in cn-hangzhou");
    window.click("button", "Choose regions");
    for region in DESTINATIONS {
        window.click_containing("checkbox", region);
    }
    window.click("button", "Copy to 3 regions");
    window.fill("Share with account ID (UID) optional", &ACCOUNTS.join(" "));
    window.click("button", "Add");
    window.see("2 of 50 accounts");
}

fn reopened(desktop: &Desktop) -> Window {
    let window = desktop.open();
    window.click_containing("button", "Jobs");
    wait_until("the job in the list", || {
        (window.count("button", NAME) > 0).then_some(())
    });
    window.click("button", NAME);
    window.see("Events");
    window
}

/// Create, check, three copies, and a share in each of the four regions.
const fn steps() -> usize {
    1 + 1 + DESTINATIONS.len() + 1 + DESTINATIONS.len()
}

fn of_effect<'a>(ledger: &'a Value, name: &str) -> Vec<&'a Value> {
    let entries = ledger.as_array().into_iter().flatten();
    let effects = entries.filter_map(|entry| entry["effects"].as_array()).flatten();
    effects.filter(|effect| effect["effect"] == name).collect()
}
