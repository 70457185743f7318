//! The core as it came up, or why it did not.

use darkroom_core::{Darkroom, Problem};

/// State of the shell: the core, or the problem that every command answers instead.
pub struct Opened(pub Result<Darkroom, Problem>);

impl Opened {
    /// The core, or why there is none.
    pub fn darkroom(&self) -> Result<&Darkroom, Problem> {
        self.0.as_ref().map_err(Clone::clone)
    }
}
