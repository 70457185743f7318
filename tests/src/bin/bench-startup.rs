//! Launch to the first rows on the screen, against an empty Tauri window of the same versions.
//!
//! `bench-startup OURS REFERENCE [--runs N] [--rows RRGGBB] [--empty RRGGBB]`. Both are measured alike and from
//! outside: the clock starts before the process does and stops when the screen shows enough pixels of a colour that
//! only the awaited content has: the mark of a completed snapshot here, the page's own background there. The reference leaves it to
//! WebKitGTK how to paint; ours decides, and on a machine without a graphics card that is part of the figure.

use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use darkroom_acceptance::process::Process;
use darkroom_acceptance::wait::TIMEOUT;
use darkroom_acceptance::{Desktop, wait_until};
use serde_json::json;

/// How much slower than the empty window the first rows may be.
const TARGET: f64 = 1.2;

/// Time between two looks at the screen: what a measurement can be wrong by.
const LOOK: Duration = Duration::from_millis(4);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [ours, reference, options @ ..] = arguments.as_slice() else {
        panic!("bench-startup OURS REFERENCE [--runs N] [--rows RRGGBB] [--empty RRGGBB]");
    };
    let option = |name: &str| {
        let place = options.iter().position(|option| option == name)?;
        options.get(place + 1).map(String::as_str)
    };
    let runs = option("--runs").map_or(5, |runs| runs.parse().expect("--runs takes a number"));
    let ours = Contender {
        program: PathBuf::from(ours),
        colour: colour(option("--rows").unwrap_or("23854a")),
        pixels: 40,
        desktop: Desktop::beside("bench-startup-ours"),
    };
    let reference = Contender {
        program: PathBuf::from(reference),
        colour: colour(option("--empty").unwrap_or("2f6f4f")),
        pixels: 10_000,
        desktop: Desktop::beside("bench-startup-reference"),
    };
    open_practice_cloud(&ours.desktop, &ours.program);

    // The first launch of each fills the caches of the system and is not counted.
    let (mut our_times, mut reference_times) = (Vec::new(), Vec::new());
    for run in 0..=runs {
        let (our_time, reference_time) = (ours.launch(), reference.launch());
        if run > 0 {
            our_times.push(our_time);
            reference_times.push(reference_time);
        }
    }
    let (our_time, reference_time) = (median(our_times), median(reference_times));
    let ratio = our_time / reference_time;
    let line = json!({
        "bench": "startup",
        "measure": "launch to first rows painted",
        "ours": rounded(our_time),
        "reference": rounded(reference_time),
        "referenceName": "empty Tauri window, same versions, painted as WebKitGTK chooses by itself",
        "unit": "ms",
        "ratio": rounded(ratio),
        "target": TARGET,
        "met": ratio <= TARGET,
    });
    println!("{line}");
    if ratio <= TARGET {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// A program that is launched again and again, on a desktop of its own.
struct Contender {
    program: PathBuf,
    colour: [u8; 3],
    pixels: usize,
    desktop: Desktop,
}

impl Contender {
    /// Milliseconds from before the process to its content on the screen.
    fn launch(&self) -> f64 {
        let pixels = self.desktop.display().pixels();
        wait_until("an empty screen", || (pixels.count(self.colour) == 0).then_some(()));
        let mut command = self.desktop.command(&self.program);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        let _process = Process::start(&mut command);
        while pixels.count(self.colour) < self.pixels {
            if start.elapsed() > TIMEOUT {
                let screen = self.desktop.evidence().path("screen.xwd");
                self.desktop.display().save(&screen);
                panic!(
                    "{} painted no content; see {}",
                    self.program.display(),
                    screen.display()
                );
            }
            thread::sleep(LOOK);
        }
        start.elapsed().as_secs_f64() * 1000.0
    }
}

/// Leaves a home with rows in its cache, as any start but the first one finds it.
fn open_practice_cloud(desktop: &Desktop, program: &Path) {
    let window = desktop.open_program(program);
    window.click("button", "Open the practice cloud");
    window.role_containing("row", "Completed");
    window.see("Synced");
    window.close();
}

fn colour(hexadecimal: &str) -> [u8; 3] {
    let value = u32::from_str_radix(hexadecimal, 16).expect("a colour is RRGGBB");
    let [_, red, green, blue] = value.to_be_bytes();
    [red, green, blue]
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    let middle = times.len() / 2;
    if times.len() % 2 == 1 {
        times[middle]
    } else {
        f64::midpoint(times[middle - 1], times[middle])
    }
}

fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
