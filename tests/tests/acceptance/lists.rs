//! The lists: the image just made appears by itself, its page and the page of the instances tell how things hang together, and one
//! row among twenty thousand is found, selected in a range and found again.

use std::time::Duration;

use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_at_most, wait_until};
use serde_json::json;

use crate::steps::{connect, narrow_to, snapshot_rows};

/// Twenty thousand snapshots are read before.
const LONG: Duration = Duration::from_secs(120);

#[test]
fn an_image_just_made_appears_among_the_images_and_leads_to_its_instances() {
    let desktop = Desktop::of("lists");
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 60);
    let window = desktop.open();
    connect(&window, &cloud, "prod-cn");
    narrow_to(&window, "Search snapshots", "erp-app-02-sys");
    window.click_containing("row", "erp-app-02-sys");
    window.click("button", "Create custom image");
    window.see("Which disks go into the image");
    window.click("button", "Next: image");
    window.fill("Custom Image Name", "erp-app-02-listed");
    window.see("is free in cn-hangzhou");
    window.click("button", "Next: review");
    window.click("button", "Create custom image");
    window.see("Events");

    window.click_containing("button", "Images");
    window.role_containing("row", "erp-app-02-listed");
    wait_at_most(LONG, "the new image, available", || {
        let rows = snapshot_rows(&window);
        rows.iter()
            .any(|row| row.contains("erp-app-02-listed") && row.contains("Available"))
            .then_some(())
    });
    window.picture("61-images");
    window.click_containing("row", "erp-app-02-listed");
    window.see("Made from, used by");
    window.picture("62-image-details");

    window.click_containing("button", "Instances");
    window.role_containing("row", "Running");
    window.picture("63-instances");
    window.click_containing("row", "erp-app-02");
    window.see("Disks over time");
    window.picture("64-instance-details");

    window.press(&["Alt", "ArrowLeft"]);
    window.see("Made from, used by");
    window.role_containing("row", "erp-app-02-listed");
}

#[test]
fn one_snapshot_among_twenty_thousand_is_found_and_ten_thousand_are_selected_by_keyboard() {
    let desktop = Desktop::of("many_rows");
    let cloud = SimulatorProcess::start(desktop.evidence(), "fleet", 60);
    let window = desktop.open();
    connect(&window, &cloud, "fleet");
    wait_at_most(LONG, "all snapshots", || {
        counted(&window).filter(|count| *count >= 20_000)
    });

    narrow_to(&window, "Search snapshots", "sys");
    let wanted = last_id(&window);
    window.fill("Search snapshots", &wanted[wanted.len() - 7..]);
    wait_until("the one snapshot", || {
        let rows = snapshot_rows(&window);
        (rows.len() == 1 && counted(&window) == Some(1)).then_some(())
    });
    window.picture("65-one-of-many");
    window.press(&["Escape"]);
    wait_until("all rows again", || counted(&window).filter(|count| *count >= 20_000));

    window.click_containing("row", "Completed");
    window.press(&["Escape"]);
    window.press(&["Control", "Home"]);
    window.press(&["ArrowDown"]);
    window.press(&[" "]);
    window.press(&["Control", "Shift", "End"]);
    wait_until("the selection", || selected(&window).filter(|count| *count >= 10_000));
    window.picture("66-many-selected");

    window.click_containing("button", "Images");
    window.role_containing("row", "Available");
    window.click_containing("button", "Snapshots");
    wait_until("the selection again", || {
        selected(&window).filter(|count| *count >= 10_000)
    });
}

/// Rows that the view in the window has.
fn counted(window: &Window) -> Option<u64> {
    let script = "return Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? 0) - 1;";
    window.execute(script, &json!([])).as_f64().map(|count| count as u64)
}

/// Rows that are selected.
fn selected(window: &Window) -> Option<u64> {
    let script = r"
        const words = document.body.innerText.match(/([\d,]+) selected/);
        return words ? Number(words[1].replaceAll(',', '')) : null;";
    window.execute(script, &json!([])).as_f64().map(|count| count as u64)
}

/// The id of the last snapshot that is in the window.
fn last_id(window: &Window) -> String {
    let script = "
        const ids = document.querySelector('[role=grid]').textContent.match(/s-[a-z0-9]{20}/g) ?? [];
        return ids.at(-1) ?? '';";
    let id = window.execute(script, &json!([]));
    id.as_str()
        .filter(|id| !id.is_empty())
        .expect("an id in the window")
        .to_owned()
}
