//! Work on threads that tokio does not see: while there is any, paused time must not go on to the next timer.

use std::sync::{Arc, Condvar, Mutex};

use tokio::runtime::Handle;

/// What is at work outside of one runtime.
pub struct OutsideWork {
    runtime: Handle,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    at_work: usize,
    has_ended: bool,
}

impl OutsideWork {
    pub fn new(runtime: Handle) -> Self {
        Self {
            runtime,
            state: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    /// One more piece of work, until the answer is dropped.
    pub fn begin(self: &Arc<Self>) -> Box<dyn Send> {
        self.add();
        Box::new(Piece(self.clone()))
    }

    /// Nobody waits for anybody any more.
    pub fn end(&self) {
        self.state.lock().unwrap().has_ended = true;
        self.changed.notify_all();
    }

    pub fn add(self: &Arc<Self>) {
        let mut state = self.state.lock().unwrap();
        state.at_work += 1;
        if state.at_work == 1 && !state.has_ended {
            let this = self.clone();
            // Paused time does not go on by itself while a blocking task is at work.
            self.runtime.spawn_blocking(move || {
                let state = this.state.lock().unwrap();
                let _idle = this
                    .changed
                    .wait_while(state, |state| state.at_work > 0 && !state.has_ended)
                    .unwrap();
            });
        }
    }

    pub fn remove(&self) {
        self.state.lock().unwrap().at_work -= 1;
        self.changed.notify_all();
    }
}

struct Piece(Arc<OutsideWork>);

impl Drop for Piece {
    fn drop(&mut self) {
        self.0.remove();
    }
}
