//! Two accounts in one window: one that may not list anything until its policy is mended, and one that is removed while the lists
//! are about it.

use std::collections::BTreeSet;

use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_until};
use serde_json::json;

use crate::steps::{deny_all_listings, fill_account, open_accounts};

#[test]
fn a_denied_list_is_not_called_empty_and_a_removed_account_leaves_the_other() {
    let desktop = Desktop::of("accounts");
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 60);
    let window = desktop.open();
    denied_everywhere(&window, &cloud);

    let other = SimulatorProcess::start_with(desktop.evidence(), "minimal", 60, &["--seed", "11"]);
    open_accounts(&window);
    window.click("button", "Connect account");
    window.see("Connect an account");
    fill_account(
        &window,
        other.access_key_id(),
        other.access_key_secret(),
        "lab",
        other.endpoint(),
    );
    window.picture("73-second-account");
    window.click("button", "Connect account");
    window.see("lab is connected");

    window.click_containing("button", "Snapshots");
    window.fill("Search snapshots", "app-");
    wait_until("rows of both accounts", || {
        (accounts_of_rows(&window) == BTreeSet::from(["lab".to_owned(), "prod-cn".to_owned()])).then_some(())
    });
    window.picture("74-two-accounts");

    choose_account(&window, "All accounts", "lab");
    wait_until("rows of one account", || {
        (accounts_of_rows(&window) == BTreeSet::from(["lab".to_owned()])).then_some(())
    });
    window.picture("75-one-account-in-scope");

    open_accounts(&window);
    window.click("button", "Actions for lab");
    window.click("menuitem", "Remove account…");
    window.see("Remove lab");
    window.picture("76-remove-account");
    window.click("button", "Remove account");
    window.see("lab was removed");

    window.click_containing("button", "Snapshots");
    wait_until("rows of the account that is left", || {
        (accounts_of_rows(&window) == BTreeSet::from(["prod-cn".to_owned()])).then_some(())
    });
    assert!(window.count("button", "lab") == 0, "the scope still names the account");
    assert_no_zero_count(&window);
    window.click("button", "prod-cn");
    window.role("menuitemradio", "All accounts 1");
    let checked = "return [...document.querySelectorAll('[role=menuitemradio][aria-checked=true]')].map((item) => item.innerText);";
    let checked = window.execute(checked, &json!([]));
    assert!(
        checked[0].as_str().is_some_and(|words| words.contains("All accounts")),
        "{checked}"
    );
    window.picture("77-account-removed");
}

/// Everything is denied at first; then the policy is mended.
fn denied_everywhere(window: &Window, cloud: &SimulatorProcess) {
    cloud.faults(&deny_all_listings());
    fill_account(
        window,
        cloud.access_key_id(),
        cloud.access_key_secret(),
        "prod-cn",
        cloud.endpoint(),
    );
    window.click("button", "Connect account");
    window.see("The snapshots could not be read");
    window.see("This is not an empty list.");
    window.see("Could not be asked:");
    assert_no_zero_count(window);
    window.picture("71-denied");
    window.click("button", "Show reasons");
    window.see("ecs:DescribeSnapshots");
    window.picture("72-denied-reasons");
    for (page, words) in [
        ("Images", "The images could not be read"),
        ("Instances", "The instances could not be read"),
    ] {
        window.click_containing("button", page);
        window.see(words);
    }
    window.click_containing("button", "Snapshots");
    window.see("The snapshots could not be read");

    cloud.faults(&json!([]));
    window.click("button", "Refresh");
    window.role_containing("row", "Completed");
    wait_until("nothing to be denied", || (!window.shows("ould not be")).then_some(()));
}

/// Sets the scope, which now says `now`, to one account.
fn choose_account(window: &Window, now: &str, alias: &str) {
    window.click_containing("button", now);
    window.click_containing("menuitemradio", alias);
}

/// The accounts that the rows say they are of.
fn accounts_of_rows(window: &Window) -> BTreeSet<String> {
    let script = "return [...document.querySelectorAll('[role=gridcell][data-column=account]')].map((cell) => cell.innerText.trim());";
    let names = window.execute(script, &json!([]));
    let names = names.as_array().into_iter().flatten();
    names.filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

/// A list that knows nothing must not count it.
fn assert_no_zero_count(window: &Window) {
    let script = r"return document.body.innerText.match(/.*(^|\D)0 (of|\/) \d.*|^0$|No snapshots.*/m)?.[0] ?? null;";
    let found = window.execute(script, &json!([]));
    assert!(found.is_null(), "the window says {found}");
}
