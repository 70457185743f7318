//! Ten thousand rows of twenty thousand are selected by Shift and written to a file, by keyboard, through the system's own dialog.

use std::collections::HashSet;
use std::fs;
use std::time::Duration;

use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_at_most, wait_until};
use serde_json::json;

use crate::steps::fill_account;

/// Twenty thousand snapshots are read before.
const LONG: Duration = Duration::from_secs(240);

const WANTED: u64 = 10_000;

#[test]
fn ten_thousand_rows_are_selected_by_shift_and_the_file_holds_them() {
    let desktop = Desktop::of("exports");
    let cloud = SimulatorProcess::start(desktop.evidence(), "fleet", 60);
    let window = desktop.open();
    let (id, secret) = (cloud.access_key_id(), cloud.access_key_secret());
    fill_account(&window, id, secret, "fleet", cloud.endpoint());
    window.click("button", "Connect account");
    window.see_at_most(LONG, "Synced");
    let all = wait_at_most(LONG, "all snapshots", || {
        rows(&window).filter(|count| *count >= 20_000 && !window.shows("Reading…"))
    });

    // From the middle of the list to its end.
    window.click_containing("row", "Completed");
    window.press(&["Escape"]);
    let first = select_row(&window, all - WANTED);
    window.press(&["Control", "Shift", "End"]);
    window.see("10,000 selected");
    let last = wait_until("the last row", || id_of_row(&window, all - 1));
    window.picture("67-selection-bar");

    // From the rows to the bar, and back from its first button to its last but one.
    window.press(&["Tab"]);
    window.press(&["ArrowLeft"]);
    window.press(&["ArrowLeft"]);
    window.press(&["Enter"]);
    window.see("Export snapshots");
    window.see("Every field of a row is written");
    window.picture("68-export-dialog");
    window.click("button", "Choose file…");
    desktop.dismiss_dialog();

    // Nothing was chosen, and nothing is lost.
    let path = desktop.home().join("fleet.csv");
    window.click("button", "Choose file…");
    desktop.save_as(&path);
    window.see_at_most(LONG, "fleet.csv is written");
    window.see("10,000 rows.");
    window.picture("69-exported");

    let bytes = fs::read(&path).expect("the file");
    assert!(bytes.starts_with(b"\xef\xbb\xbfAccount,Region,Snapshot ID,"));
    let mut reader = csv::Reader::from_reader(&bytes[3..]);
    let lines = reader.records().map(|line| line.expect("a line"));
    let ids: Vec<String> = lines.map(|line| line[2].to_owned()).collect();
    assert_eq!(ids.len() as u64, WANTED);
    assert_eq!((ids.first(), ids.last()), (Some(&first), Some(&last)));
    assert_eq!(ids.iter().collect::<HashSet<_>>().len() as u64, WANTED);
    let beside = fs::read_dir(desktop.home()).expect("the home");
    let parts = beside.filter(|entry| {
        let name = entry.as_ref().expect("an entry").file_name();
        name.to_string_lossy().ends_with(".part")
    });
    assert_eq!(parts.count(), 0);
}

/// Rows that the view in the window has.
fn rows(window: &Window) -> Option<u64> {
    let script = "return Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? 0) - 1;";
    window.execute(script, &json!([])).as_f64().map(|count| count as u64)
}

/// Scrolls to a row and ticks its box. The id of the row.
fn select_row(window: &Window, index: u64) -> String {
    let scroll = "
        const grid = document.querySelector('[role=grid]');
        grid.scrollTop = arguments[0] * document.querySelector('[data-row=\"0\"]').offsetHeight;";
    window.execute(scroll, &json!([index]));
    let id = wait_until("the row in the middle", || id_of_row(window, index));
    let tick = "document.querySelector(`[data-row=\"${arguments[0]}\"] [role=checkbox]`).click();";
    window.execute(tick, &json!([index]));
    window.see("1 selected");
    id
}

/// The id of a row, once it is drawn.
fn id_of_row(window: &Window, index: u64) -> Option<String> {
    let script = r"
        const row = document.querySelector(`[data-row='${arguments[0]}']`);
        return row?.textContent.match(/s-[a-z0-9]{20}/)?.[0] ?? null;";
    window.execute(script, &json!([index])).as_str().map(str::to_owned)
}
