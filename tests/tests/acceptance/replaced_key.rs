//! The key of an account is replaced while a job runs, and the support report of the job holds no secret.

use darkroom_acceptance::leak::files_holding;
use darkroom_acceptance::{Desktop, SimulatorProcess, Window};
use serde_json::json;

use crate::create_image_calls::{create_image_calls, images_created};
use crate::steps::{KEYRING_SERVICE, connect, narrow_to, open_accounts};

#[test]
fn a_running_job_goes_on_with_a_new_key_and_its_report_holds_no_secret() {
    let desktop = Desktop::of("replaced_key");
    // Slow enough that the image is not there before the key is another.
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 10);
    let window = desktop.open();
    connect(&window, &cloud, "prod-cn");
    create(&window, "erp-app-02-rotated");

    open_accounts(&window);
    window.click("button", "Actions for prod-cn");
    window.click_containing("menuitem", "Replace key");
    let (stranger_id, stranger_secret) = cloud.key_of("user/stranger");
    replace(&window, &stranger_id, &stranger_secret);
    window.see("This key belongs to another account.");
    window.picture("51-key-of-another-account");
    let kept = desktop.secrets("service", KEYRING_SERVICE);
    assert_eq!(kept.len(), 1);
    assert!(kept[0].contains(cloud.access_key_secret()), "the old key stays");

    let (id, secret) = cloud.key_of(":root");
    replace(&window, &id, &secret);
    window.see("The key of prod-cn was replaced");
    window.picture("52-key-replaced");
    let kept = desktop.secrets("service", KEYRING_SERVICE);
    assert!(
        kept.len() == 1 && kept[0].contains(&secret),
        "the new key is kept, the old one is not"
    );

    window.click("button", "Actions for prod-cn");
    window.click_containing("menuitem", "Remove account");
    window.see("1 unfinished job is no longer followed");
    window.picture("53-remove-with-a-running-job");
    window.press(&["Escape"]);

    cloud.advance(3600);
    window.click_containing("button", "Jobs");
    window.click("button", "erp-app-02-rotated");
    window.see("Done at");
    let ledger = cloud.ledger();
    assert_eq!((create_image_calls(&ledger).len(), images_created(&ledger)), (1, 1));
    let polled = |entry: &serde_json::Value| entry["action"] == "DescribeImages" && entry["accessKeyId"] == id.as_str();
    assert!(
        ledger.as_array().is_some_and(|all| all.iter().any(polled)),
        "the job went on with the new key"
    );

    window.click("button", "Copy support report");
    window.see("Read it before you copy it.");
    let report = window.role("textbox", "Text of the support report");
    let report = window.execute("return arguments[0].value;", &json!([report.to_json()]));
    let report = report.as_str().unwrap_or_default();
    window.picture("54-support-report");
    for part in ["Darkroom", "erp-app-02-rotated", "CreateImage"] {
        assert!(report.contains(part), "no {part} in {report}");
    }
    for secret in [cloud.access_key_secret(), &secret, &stranger_secret] {
        assert!(!report.contains(secret), "a secret is in the report");
        let leaks = files_holding(&desktop.home(), secret);
        assert!(leaks.is_empty(), "a secret is in {leaks:?}");
    }
    let logs = files_holding(&desktop.home(), "erp-app-02-rotated");
    assert!(!logs.is_empty());
}

fn create(window: &Window, name: &str) {
    narrow_to(window, "Search snapshots", "erp-app-02-sys");
    window.click_containing("row", "erp-app-02-sys");
    window.click("button", "Create custom image");
    window.see("Which disks go into the image");
    window.click("button", "Next: image");
    window.fill("Custom Image Name", name);
    window.see("is free in cn-hangzhou");
    window.click("button", "Next: review");
    window.see("What will happen");
    window.click("button", "Create custom image");
    window.see("Create custom image in cn-hangzhou: Creating");
}

fn replace(window: &Window, id: &str, secret: &str) {
    window.fill("AccessKey ID", id);
    window.fill("AccessKey Secret", secret);
    window.click("button", "Replace key");
}
