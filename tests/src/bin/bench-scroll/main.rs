//! Scrolling and searching a long list in the real window while a sync runs, against AG Grid's infinite row model in the same web view.
//!
//! `bench-scroll REFERENCE [--rows N] [--rounds N] [--percent N]` (of the steps; fewer only to try it), `REFERENCE` being a folder with the npm package `ag-grid-community`. The application
//! and the simulator are those that were built with this program. The reference is put into an otherwise empty page of the same window
//! and asks the same core with the same commands; `reference.js` says how it is set up, `meter.js` how both are measured.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;
use std::{env, fs};

use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_at_most, wait_until};
use serde_json::{Value, json};

/// Snapshots in the list, when not told otherwise.
const ROWS: u64 = 100_000;
/// What the cloud takes for an answer while it is measured, as one that is far away.
const LATENCY_MS: u64 = 150;
/// Notches of the wheel, frames of the drag, places where the thumb is let go.
const STEPS: [u64; 3] = [500, 400, 40];
/// Words that are typed; the letters of each narrow the list.
const WORDS: [&str; 4] = ["erp-db-0003", "warehouse", "order-svc-0012", "财务系统-0007"];
/// No task of the main thread may be longer.
const LONGEST_TASK_MS: f64 = 50.0;
/// From an input to its rows on the screen, for 95 of 100.
const INPUT_TO_PAINT_MS: f64 = 100.0;
/// The first sync reads every row.
const FIRST_SYNC: Duration = Duration::from_secs(600);

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [reference, options @ ..] = arguments.as_slice() else {
        panic!("bench-scroll REFERENCE [--rows N] [--rounds N] [--percent N]");
    };
    let option = |name: &str, usual: u64| {
        let place = options.iter().position(|option| option == name);
        let value = place.and_then(|place| options.get(place + 1));
        value.map_or(usual, |value| value.parse().expect("a number"))
    };
    let rows = option("--rows", ROWS);
    let percent = option("--percent", 100);
    let desktop = Desktop::beside("bench-scroll");
    let cloud = SimulatorProcess::start_with(desktop.evidence(), "fleet", 60, &["--snapshots", &rows.to_string()]);
    let window = desktop.open();
    connect(&window, &cloud, rows);
    cloud.faults(&json!([{ "action": "*", "fault": { "latency": { "ms": LATENCY_MS } } }]));

    let package = Path::new(reference).join("node_modules/ag-grid-community");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..option("--rounds", 3) {
        ours.push(measure(&window, include_str!("ours.js"), percent));
        open_empty_page(&window);
        style(&window, &package);
        let program = fs::read_to_string(package.join("dist/ag-grid-community.min.noStyle.js")).expect("AG Grid");
        window.execute(&program, &json!([]));
        theirs.push(measure(&window, include_str!("reference.js"), percent));
        window.execute("location.href = 'tauri://localhost/';", &json!([]));
        wait_until("our own page again", || (counted(&window) >= rows).then_some(()));
    }
    if report(&ours, &theirs) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Connects the account of the simulated cloud and waits until all its rows are listed.
fn connect(window: &Window, cloud: &SimulatorProcess, rows: u64) {
    window.fill("AccessKey ID", cloud.access_key_id());
    window.fill("AccessKey Secret", cloud.access_key_secret());
    window.fill("Name in Darkroom", "fleet");
    window.click("button", "Custom endpoint");
    window.fill("Endpoint", cloud.endpoint());
    window.click("button", "Connect account");
    wait_at_most(FIRST_SYNC, "all rows", || (counted(window) >= rows).then_some(()));
    wait_at_most(FIRST_SYNC, "the end of the first sync", || {
        (window.count("button", "Refresh") > 0 && window.shows("Synced")).then_some(())
    });
}

/// Rows that our own list says it has.
fn counted(window: &Window) -> u64 {
    let script = "return Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? 0) - 1;";
    window
        .execute(script, &json!([]))
        .as_f64()
        .map_or(0, |count| count.max(0.0) as u64)
}

/// Leaves our own page for a page with nothing in it, of the same origin and with the same commands: a style sheet, shown as text.
fn open_empty_page(window: &Window) {
    let script = "location.href = [...document.styleSheets].find(({ href }) => href !== null).href;";
    window.execute(script, &json!([]));
    wait_until("an empty page", || {
        let script = "return location.pathname.endsWith('.css') && document.readyState === 'complete';";
        (window.execute(script, &json!([])) == json!(true)).then_some(())
    });
}

/// Gives the page the styles of the reference, with rows as high as ours.
fn style(window: &Window, package: &Path) {
    let sheets: Vec<String> = ["ag-grid.min.css", "ag-theme-balham.min.css"]
        .iter()
        .map(|name| fs::read_to_string(package.join("styles").join(name)).expect("the styles of AG Grid"))
        .collect();
    window.execute("window.styles = arguments[0];", &json!([sheets]));
}

/// Everything that is measured of one contender, which `script` makes known to the meter.
fn measure(window: &Window, script: &str, percent: u64) -> Measured {
    window.execute(include_str!("meter.js"), &json!([]));
    window.execute(script, &json!([]));
    window.execute("return meter.keepSyncing();", &json!([]));
    wait_until("the first rows", || {
        let script = "return contender.rows().some((row) => row.id !== '');";
        (window.execute(script, &json!([])) == json!(true)).then_some(())
    });
    let [notches, frames, places] = STEPS.map(|steps| steps * percent / 100);
    let wheel = window.execute("return meter.wheel(arguments[0]);", &json!([notches]));
    let drag = window.execute("return meter.drag(arguments[0]);", &json!([frames]));
    let jumps = window.execute("return meter.jumps(arguments[0]);", &json!([places]));
    let mut times = Vec::new();
    let mut longest: f64 = 0.0;
    for word in WORDS {
        window.execute("return meter.expect(arguments[0]);", &json!([word]));
        for letter in word.chars() {
            window.type_text("Search snapshots", &letter.to_string());
            wait_until("the letter to be painted", || {
                (window.execute("return typed.waiting;", &json!([])) == json!(0)).then_some(())
            });
        }
        let typed = window.execute("return typed.end();", &json!([]));
        let all = typed["times"].as_array().into_iter().flatten();
        times.extend(all.filter_map(Value::as_f64));
        longest = longest.max(number(&typed, "longest"));
        window.fill("Search snapshots", "");
    }
    assert!(!times.is_empty(), "no letter changed what is in sight");
    times.sort_by(f64::total_cmp);
    let p95 = times[(times.len() * 95 / 100).min(times.len() - 1)];
    eprintln!("wheel {wheel}, thumb {drag}, let go {jumps}, typed {times:?}");
    Measured {
        wheel_busy: number(&wheel, "busyP95"),
        wheel_longest: number(&wheel, "longest"),
        wheel_unloaded: number(&wheel, "unloaded") * 100.0,
        drag_busy: number(&drag, "busyP95"),
        drag_longest: number(&drag, "longest"),
        jump: number(&jumps, "p95"),
        typing: p95,
        typing_longest: longest,
    }
}

fn number(value: &Value, name: &str) -> f64 {
    value[name].as_f64().unwrap_or_else(|| panic!("no {name} in {value}"))
}

/// One round of one contender. Times in milliseconds.
struct Measured {
    wheel_busy: f64,
    wheel_longest: f64,
    /// Frames in which a row in sight was not there yet, percent.
    wheel_unloaded: f64,
    drag_busy: f64,
    drag_longest: f64,
    jump: f64,
    typing: f64,
    typing_longest: f64,
}

/// A line of the report: what it is called, how it is read, its unit, and the limit it has besides the reference.
type Line = (&'static str, fn(&Measured) -> f64, &'static str, Option<f64>);

const LINES: [Line; 8] = [
    ("wheel: busy time of a frame, p95", |of| of.wheel_busy, "ms", None),
    (
        "wheel: longest task",
        |of| of.wheel_longest,
        "ms",
        Some(LONGEST_TASK_MS),
    ),
    (
        "wheel: frames with a row that is not there yet",
        |of| of.wheel_unloaded,
        "%",
        None,
    ),
    (
        "thumb through the whole list: busy time of a frame, p95",
        |of| of.drag_busy,
        "ms",
        None,
    ),
    (
        "thumb through the whole list: longest task",
        |of| of.drag_longest,
        "ms",
        Some(LONGEST_TASK_MS),
    ),
    (
        "thumb let go to rows painted, p95",
        |of| of.jump,
        "ms",
        Some(INPUT_TO_PAINT_MS),
    ),
    (
        "letter typed to rows painted, p95",
        |of| of.typing,
        "ms",
        Some(INPUT_TO_PAINT_MS),
    ),
    (
        "typing: longest task",
        |of| of.typing_longest,
        "ms",
        Some(LONGEST_TASK_MS),
    ),
];

/// Prints every line against the reference and against its limit. True when all are met.
fn report(ours: &[Measured], theirs: &[Measured]) -> bool {
    let mut is_met = true;
    for (measure, read, unit, limit) in LINES {
        let our = median(ours.iter().map(read).collect());
        let reference = median(theirs.iter().map(read).collect());
        is_met &= print(
            measure,
            our,
            reference,
            "AG Grid, infinite row model, same web view and commands",
            unit,
        );
        if let Some(limit) = limit {
            is_met &= print(measure, our, limit, "the most that is allowed", unit);
        }
    }
    is_met
}

/// The clock of the web view has a resolution of one millisecond: less than that is no difference.
fn print(measure: &str, ours: f64, reference: f64, reference_name: &str, unit: &str) -> bool {
    let ratio = ours.max(1.0) / reference.max(1.0);
    let met = ratio <= 1.0;
    let line = json!({
        "bench": "scroll",
        "measure": measure,
        "ours": rounded(ours),
        "reference": rounded(reference),
        "referenceName": reference_name,
        "unit": unit,
        "ratio": rounded(ratio),
        "target": 1,
        "met": met,
    });
    println!("{line}");
    met
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 {
        values[middle]
    } else {
        f64::midpoint(values[middle - 1], values[middle])
    }
}

fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
