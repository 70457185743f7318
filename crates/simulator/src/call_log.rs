//! The call log: the epoch of the scenario and every call that changed something, one JSON object per line.
//! A restart replays the calls. That gives the same cloud with the same ids, because ids follow from the seed.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::parameters::Parameters;

#[derive(Deserialize, Serialize)]
struct Header {
    seed: u64,
    epoch: Timestamp,
}

/// A change that was accepted.
#[derive(Deserialize, Serialize)]
pub(crate) struct LoggedCall {
    pub(crate) at: Timestamp,
    /// The first logs held this one action only.
    #[serde(default = "create_image")]
    pub(crate) action: String,
    /// Index of the key that signed the call, or of the key that assumed the role.
    #[serde(default)]
    pub(crate) key: usize,
    /// Business parameters only: neither key nor signature.
    pub(crate) parameters: BTreeMap<String, String>,
}

fn create_image() -> String {
    "CreateImage".to_owned()
}

#[derive(Debug)]
pub(crate) struct CallLog(File);

impl CallLog {
    /// The call log at this path with its epoch and entries; begun at `now` when there is none of this seed.
    ///
    /// # Errors
    /// When the file exists but cannot be read: it must not be overwritten.
    pub(crate) fn open(path: &Path, seed: u64, now: Timestamp) -> io::Result<(Self, Timestamp, Vec<LoggedCall>)> {
        let bytes = match fs::read(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            read => read.unwrap_or_default(),
        };
        // A crash can leave half a line at the end. It is cut off, or the next line would be appended to it.
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let mut lines = bytes[..whole].split(|byte| *byte == b'\n');
        let header = lines
            .next()
            .and_then(|line| serde_json::from_slice::<Header>(line).ok());
        if let Some(header) = header.filter(|header| header.seed == seed) {
            let entries = lines.filter_map(|line| serde_json::from_slice(line).ok()).collect();
            let file = OpenOptions::new().append(true).open(path)?;
            file.set_len(whole as u64)?;
            return Ok((Self(file), header.epoch, entries));
        }
        let epoch = Timestamp::from_second(now.as_second()).unwrap_or(now);
        let mut call_log = Self(File::create(path)?);
        call_log.write(&Header { seed, epoch })?;
        Ok((call_log, epoch, Vec::new()))
    }

    /// Appends an accepted change. When the write fails, the change is lost with the process.
    pub(crate) fn append(&mut self, at: Timestamp, action: &str, key: usize, parameters: &Parameters) {
        let _ = self.write(&LoggedCall {
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
