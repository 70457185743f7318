//! What the shell remembers from one start to the next, in a small file of the data folder that is read before the window opens.

use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::window_place::Place;

const FILE: &str = "window.json";

/// The content of the file.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Facts {
    /// Where the window was.
    pub place: Option<Place>,
    /// It was said what happens to unfinished jobs when the window is closed.
    pub told_of_quitting: bool,
}

/// State of the shell: what is remembered, and its file.
pub struct Remembered {
    file: PathBuf,
    facts: Mutex<Facts>,
}

impl Remembered {
    /// Reads the file in `folder`. Without one that can be read nothing is remembered.
    pub fn read(folder: PathBuf) -> Self {
        let file = folder.join(FILE);
        let text = fs::read(&file).unwrap_or_default();
        Self {
            file,
            facts: Mutex::new(serde_json::from_slice(&text).unwrap_or_default()),
        }
    }

    /// What is remembered now.
    pub fn facts(&self) -> Facts {
        self.facts.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes it. The file is written whole or not at all; when it cannot be written, the change lasts until the program ends.
    pub fn change(&self, change: impl FnOnce(&mut Facts)) {
        let mut facts = self.facts.lock().unwrap_or_else(PoisonError::into_inner);
        let before = facts.clone();
        change(&mut facts);
        if *facts != before
            && let Err(error) = self.write(&facts)
        {
            tracing::info!(%error, "the place of the window is not kept");
        }
    }

    fn write(&self, facts: &Facts) -> std::io::Result<()> {
        let fresh = self.file.with_extension("json.new");
        fs::write(&fresh, serde_json::to_vec(facts)?)?;
        fs::rename(fresh, &self.file)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;

    use super::{FILE, Facts, Remembered};

    #[test]
    fn what_is_changed_is_there_at_the_next_start_and_a_file_of_something_else_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let remembered = Remembered::read(folder.path().into());
        assert_eq!(remembered.facts(), Facts::default());
        remembered.change(|facts| facts.told_of_quitting = true);
        assert!(Remembered::read(folder.path().into()).facts().told_of_quitting);
        fs::write(folder.path().join(FILE), b"{\"place\": 7").unwrap();
        assert_eq!(Remembered::read(folder.path().into()).facts(), Facts::default());
    }
}
