//! Time that stands still while anybody works, and goes on to the next timer when nobody does. Program and cloud live in it.

use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use alibaba_cloud::Runtime;
use jiff::{SignedDuration, Timestamp};
use tokio::runtime::Handle;
use tokio::time::Instant;

use super::outside_work::OutsideWork;

/// Where time begins, in every test.
pub const START: &str = "2026-11-23T10:00:00Z";

pub struct VirtualClock {
    start: Timestamp,
    time: Mutex<Time>,
    nonces: AtomicU64,
}

/// How much time has passed, and in which runtime more of it passes.
struct Time {
    before: Duration,
    running: Option<Running>,
    /// How far the clock of the computer is ahead of the cloud's.
    ahead: SignedDuration,
}

struct Running {
    runtime: Handle,
    since: Instant,
    outside_work: Arc<OutsideWork>,
}

impl VirtualClock {
    pub fn new() -> Self {
        Self::starting_at(START.parse().unwrap())
    }

    pub fn starting_at(start: Timestamp) -> Self {
        Self {
            start,
            time: Mutex::new(Time {
                before: Duration::ZERO,
                running: None,
                ahead: SignedDuration::ZERO,
            }),
            // Another one in every run of the program on one cloud.
            nonces: AtomicU64::new(u64::try_from(start.as_millisecond()).unwrap() << 20),
        }
    }

    /// Runs a future in a runtime whose time stands still while anybody works.
    pub fn block_on<T>(self: &Arc<Self>, future: impl Future<Output = T>) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .start_paused(true)
            .build()
            .unwrap();
        let outside_work = Arc::new(OutsideWork::new(runtime.handle().clone()));
        // Dropped before the runtime, which waits for what still works outside.
        let _run = Run {
            clock: self.clone(),
            outside_work: outside_work.clone(),
        };
        runtime.block_on(async {
            self.time.lock().unwrap().running = Some(Running {
                runtime: Handle::current(),
                since: Instant::now(),
                outside_work,
            });
            let answer = future.await;
            self.pause();
            answer
        })
    }

    /// How much time has passed in all sessions.
    pub fn elapsed(&self) -> Duration {
        let time = self.time.lock().unwrap();
        time.before + time.running.as_ref().map_or(Duration::ZERO, Running::elapsed)
    }

    /// Lets time pass between two sessions.
    pub fn advance(&self, by: Duration) {
        self.time.lock().unwrap().before += by;
    }

    /// Sets the clock of the computer so many seconds ahead of the cloud's, or behind it.
    pub fn set_ahead(&self, seconds: i64) {
        self.time.lock().unwrap().ahead = SignedDuration::from_secs(seconds);
    }

    /// The clock the cloud goes by.
    pub fn of_cloud(self: &Arc<Self>) -> Arc<dyn simulator::Clock> {
        Arc::new(CloudClock(self.clone()))
    }

    /// What is at work outside of the runtime of this session.
    pub fn outside(&self) -> Option<Arc<OutsideWork>> {
        let time = self.time.lock().unwrap();
        time.running.as_ref().map(|running| running.outside_work.clone())
    }

    /// The time of the cloud's clock.
    pub fn true_now(&self) -> Timestamp {
        self.start + SignedDuration::try_from(self.elapsed()).unwrap()
    }

    fn pause(&self) {
        let mut time = self.time.lock().unwrap();
        if let Some(running) = time.running.take() {
            time.before += running.elapsed();
        }
    }
}

impl Running {
    /// On whatever thread it is asked.
    fn elapsed(&self) -> Duration {
        let _context = self.runtime.enter();
        self.since.elapsed()
    }
}

/// A session at work; in the end its runtime waits for nobody outside.
struct Run {
    clock: Arc<VirtualClock>,
    outside_work: Arc<OutsideWork>,
}

impl Drop for Run {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.clock.pause();
        }
        self.outside_work.end();
    }
}

impl Runtime for VirtualClock {
    fn now(&self) -> Timestamp {
        let ahead = self.time.lock().unwrap().ahead;
        self.true_now() + ahead
    }

    fn steady(&self) -> Duration {
        self.elapsed()
    }

    fn nonce(&self) -> String {
        let number = self.nonces.fetch_add(1, Ordering::SeqCst);
        uuid::Uuid::from_u128(0x5d0d_2f0e_0000_4000 << 64 | u128::from(number)).to_string()
    }

    fn jitter(&self) -> f64 {
        0.5
    }

    fn outside_work(&self) -> Box<dyn Send> {
        match self.outside() {
            Some(outside) => outside.begin(),
            None => Box::new(()),
        }
    }
}

struct CloudClock(Arc<VirtualClock>);

impl simulator::Clock for CloudClock {
    fn now(&self) -> Timestamp {
        self.0.true_now()
    }

    fn authentic_now(&self) -> Timestamp {
        self.0.true_now()
    }
}
