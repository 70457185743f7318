//! An account under the read-only lock: what would change something is refused before it is sent, and goes on after unlocking.

use darkroom_acceptance::{Desktop, SimulatorProcess};

use crate::create_image_calls::{create_image_calls, images_created};
use crate::steps::{connect, narrow_to, open_accounts};

#[test]
fn a_locked_account_refuses_before_anything_is_sent_and_goes_on_when_unlocked() {
    let desktop = Desktop::of("locked_account");
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 60);
    let window = desktop.open();
    connect(&window, &cloud, "prod-cn");

    open_accounts(&window);
    window.click("button", "Actions for prod-cn");
    window.picture("41-account-menu");
    window.click("menuitem", "Lock account");
    window.see("Read-only");
    window.picture("42-account-locked");

    window.click_containing("button", "Snapshots");
    narrow_to(&window, "Search snapshots", "app-node-base-v12");
    window.click_containing("row", "app-node-base-v12");
    window.click("button", "Create custom image");
    window.see("Which disks go into the image");
    window.click("button", "Next: image");
    window.fill("Custom Image Name", "app-node-locked");
    window.see("is free in cn-hangzhou");
    window.click("button", "Next: review");
    window.see("What will happen");
    window.click("button", "Create custom image");
    window.see("prod-cn is read-only");
    window.see("Nothing was sent.");
    window.picture("43-refused-by-the-lock");
    assert_eq!(create_image_calls(&cloud.ledger()).len(), 0, "nothing was sent");

    window.click("button", "Unlock for 30 minutes and send again");
    window.see("Events");
    window.see("Create custom image in cn-hangzhou: Creating");
    let ledger = cloud.ledger();
    assert_eq!(create_image_calls(&ledger).len(), 1, "CreateImage was sent once");
    assert_eq!(images_created(&ledger), 1);

    open_accounts(&window);
    window.see("Unlocked,");
    window.picture("44-unlocked-for-a-time");
}
