//! What the benchmarks share: the allocator, the processor time and the memory of a process, medians, and the line a measure is printed as.

use std::fs;
use std::process::ExitCode;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use serde_json::json;

/// The one the application ships with.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The processor time this process has taken so far, in all its threads.
#[must_use]
pub fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::try_from(time).expect("a clock of the system")
}

/// The most memory this process has held, in MiB.
#[must_use]
pub fn peak_memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux tells the memory of a process");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = peak.and_then(|peak| peak.trim().strip_suffix(" kB"));
    kibibytes
        .and_then(|text| text.parse::<f64>().ok())
        .expect("VmHWM in kB")
        / 1024.0
}

/// The middle of the values.
#[must_use]
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 {
        values[middle]
    } else {
        f64::midpoint(values[middle - 1], values[middle])
    }
}

/// One measure, ours against a reference, and how many times the reference it may be.
pub struct Measure<'a> {
    /// The benchmark.
    pub bench: &'a str,
    /// What was measured.
    pub measure: &'a str,
    /// Ours, in `unit`.
    pub ours: f64,
    /// The reference, in `unit`.
    pub reference: f64,
    /// What the reference is.
    pub reference_name: &'a str,
    /// The unit.
    pub unit: &'a str,
    /// How many times the reference ours may be.
    pub target: f64,
}

impl Measure<'_> {
    /// Prints the measure as one line of JSON, and tells whether the target is met.
    #[must_use]
    pub fn print(&self) -> bool {
        let rounded = |value: f64| (value * 1_000.0).round() / 1_000.0;
        let ratio = self.ours / self.reference;
        let line = json!({
            "bench": self.bench,
            "measure": self.measure,
            "ours": rounded(self.ours),
            "reference": rounded(self.reference),
            "referenceName": self.reference_name,
            "unit": self.unit,
            "ratio": rounded(ratio),
            "target": self.target,
            "met": ratio <= self.target,
        });
        println!("{line}");
        ratio <= self.target
    }
}

/// How a benchmark ends whose targets are met or not.
#[must_use]
pub fn end(is_met: bool) -> ExitCode {
    if is_met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
