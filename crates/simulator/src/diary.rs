//! What outlives the process: when the scenario began and what was changed since, one JSON object a line.
//! Replaying it gives the same cloud, ids included, because everything else is drawn from the seed.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::parameters::Parameters;

#[derive(Deserialize, Serialize)]
struct Heading {
    seed: u64,
    epoch: Timestamp,
}

/// A change that was accepted.
#[derive(Deserialize, Serialize)]
pub(crate) struct Entry {
    pub(crate) at: Timestamp,
    /// The first diaries knew this one action only.
    #[serde(default = "create_image")]
    pub(crate) action: String,
    /// Place of the key that was used, or that assumed the role that was.
    #[serde(default)]
    pub(crate) key: usize,
    /// Business parameters only: nothing of the key or its signature.
    pub(crate) parameters: BTreeMap<String, String>,
}

fn create_image() -> String {
    "CreateImage".to_owned()
}

#[derive(Debug)]
pub(crate) struct Diary(File);

impl Diary {
    /// The diary at this path with its epoch and entries; begun at `now` when there is none of this seed.
    ///
    /// # Errors
    /// When there is a file that cannot be read: what it holds is not to be written over.
    pub(crate) fn open(path: &Path, seed: u64, now: Timestamp) -> io::Result<(Self, Timestamp, Vec<Entry>)> {
        let bytes = match fs::read(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            read => read.unwrap_or_default(),
        };
        // A line that a lost disk or lost power cut short, be it inside a character, is none, and would swallow the next one.
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let mut lines = bytes[..whole].split(|byte| *byte == b'\n');
        let heading = lines
            .next()
            .and_then(|line| serde_json::from_slice::<Heading>(line).ok());
        if let Some(heading) = heading.filter(|heading| heading.seed == seed) {
            let entries = lines.filter_map(|line| serde_json::from_slice(line).ok()).collect();
            let file = OpenOptions::new().append(true).open(path)?;
            file.set_len(whole as u64)?;
            return Ok((Self(file), heading.epoch, entries));
        }
        let epoch = Timestamp::from_second(now.as_second()).unwrap_or(now);
        let mut diary = Self(File::create(path)?);
        diary.write(&Heading { seed, epoch })?;
        Ok((diary, epoch, Vec::new()))
    }

    /// Keeps an accepted change. When the disk refuses, the change lasts as long as the process.
    pub(crate) fn append(&mut self, at: Timestamp, action: &str, key: usize, parameters: &Parameters) {
        let _ = self.write(&Entry {
            at,
            action: action.to_owned(),
            key,
            parameters: parameters.business(),
        });
    }

    fn write(&mut self, line: &impl Serialize) -> io::Result<()> {
        let mut line = serde_json::to_vec(line)?;
        line.push(b'\n');
        self.0.write_all(&line)?;
        self.0.flush()
    }
}
