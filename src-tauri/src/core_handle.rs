//! The core as it came up, or why it did not.

use darkroom_core::{Darkroom, Problem, ProblemCode};
use tokio::sync::watch;

/// State of the shell: the core while it comes up on a thread of its own, then the core, or the problem that every command answers
/// instead.
pub struct CoreHandle(watch::Receiver<Option<Result<Darkroom, Problem>>>);

impl CoreHandle {
    /// Opens the core on another task, so that the window appears without waiting for it.
    pub fn spawn(open: impl FnOnce() -> Result<Darkroom, Problem> + Send + 'static) -> Self {
        let (ready, core) = watch::channel(None);
        std::thread::spawn(move || ready.send_replace(Some(open())));
        Self(core)
    }

    /// The core once it is up, or why there is none.
    pub async fn darkroom(&self) -> Result<Darkroom, Problem> {
        let mut core = self.0.clone();
        match core.wait_for(Option::is_some).await.as_deref() {
            Ok(Some(core)) => core.clone(),
            // The thread ended without a word: it panicked.
            Ok(None) | Err(_) => Err(Problem::new(ProblemCode::Internal)),
        }
    }
}
