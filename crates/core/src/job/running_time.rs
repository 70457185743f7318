//! A time in which the program has to run: a computer that sleeps, or whose clock is set, does not shorten it.

use std::time::Duration;

use alibaba_cloud::Runtime;

use super::engine::Superseded;
use super::kind::Countdown;
use super::step_run::StepRun;
use super::{JobEventCode, StepState};
use crate::Problem;
use crate::milliseconds::SECOND;

/// Between two looks at the clocks.
const BETWEEN_LOOKS: Duration = Duration::from_secs(1);
/// By so much a look may be late, and the two clocks may differ, milliseconds.
const TOLERANCE: i64 = 3 * SECOND;

/// Both clocks at one moment, milliseconds.
#[derive(Clone, Copy)]
struct Moment {
    /// Since the epoch; a person can set it.
    wall: i64,
    /// Nobody can set it. Whether it goes on while the computer sleeps depends on the operating system.
    steady: i64,
}

impl Moment {
    fn now(runtime: &dyn Runtime) -> Self {
        Self {
            wall: runtime.now().as_millisecond(),
            steady: i64::try_from(runtime.steady().as_millis()).unwrap_or(i64::MAX),
        }
    }

    /// Whether the program ran from `before` on without a break, when it meant to look again after [`BETWEEN_LOOKS`].
    fn follows(self, before: Self) -> bool {
        let (wall, steady) = (self.wall - before.wall, self.steady - before.steady);
        (0..=SECOND + TOLERANCE).contains(&steady) && (wall - steady).abs() <= TOLERANCE
    }
}

/// Waits until the program has run for the whole time. After a break it begins anew, and the step says so.
pub(super) async fn run_out(run: &mut StepRun, countdown: &Countdown) -> Result<(), Superseded> {
    let mut is_anew = false;
    loop {
        let began = Moment::now(run.engine.runtime.as_ref());
        show(run, countdown, began.wall, is_anew).await?;
        if runs_on(run, countdown.length, began).await {
            return Ok(());
        }
        is_anew = true;
    }
}

/// Waits; `false` at a break.
async fn runs_on(run: &mut StepRun, length: i64, began: Moment) -> bool {
    let mut last = began;
    loop {
        let left = u64::try_from(length - (last.steady - began.steady)).unwrap_or(0);
        let wait = Duration::from_millis(left).min(BETWEEN_LOOKS);
        run.engine.pause(run.wakes.clone(), wait).await;
        run.wakes.mark_unchanged();
        let now = Moment::now(run.engine.runtime.as_ref());
        if !now.follows(last) {
            return false;
        }
        last = now;
        if last.steady - began.steady >= length {
            return true;
        }
    }
}

async fn show(run: &mut StepRun, countdown: &Countdown, now: i64, is_anew: bool) -> Result<(), Superseded> {
    let mut problem = Problem::new(countdown.code).with("at", now.saturating_add(countdown.length).to_string());
    if is_anew {
        problem = problem.with("again", "true");
    }
    let line = run.line(JobEventCode::Paused).because(&problem);
    run.waits_for = Some(countdown.code);
    run.step.state = StepState::Waiting;
    run.step.problem = Some(problem);
    run.persist(vec![line]).await
}
