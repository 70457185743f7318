//! Child processes that never outlive the test: each leads a process group, and the whole group is ended.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::wait::wait_until;

/// A running program and everything it started.
pub struct Process {
    child: Child,
}

/// `program`, to be ended by the kernel with `signal` when the test itself is killed.
pub fn program(path: &Path, signal: &str) -> Command {
    let mut command = Command::new("setpriv");
    command
        .args(["--pdeathsig", signal, "--"])
        .arg(path)
        .stdin(Stdio::null());
    command
}

impl Process {
    /// Starts `command` as the leader of a new process group.
    ///
    /// # Panics
    /// When it cannot be started.
    pub fn start(command: &mut Command) -> Self {
        use std::os::unix::process::CommandExt;
        let child = command
            .process_group(0)
            .spawn()
            .unwrap_or_else(|e| panic!("cannot start {command:?}: {e}"));
        Self { child }
    }

    /// The child itself, for its pipes.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Kills the whole group and waits until none of it is left.
    pub fn kill(&mut self) {
        let group = self.child.id();
        let _ = Command::new("sh")
            .args(["-c", "kill -s KILL -- \"-$1\" 2>/dev/null", "kill", &group.to_string()])
            .status();
        let _ = self.child.wait();
        wait_until("a process group to end", || members(group).is_empty().then_some(()));
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The living processes of a group.
fn members(group: u32) -> Vec<u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|pid| {
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
            // After the name in parentheses: state, parent, group.
            let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
            let mut fields = fields.split_whitespace();
            let state = fields.next();
            state.is_some_and(|state| state != "Z" && state != "X")
                && fields.nth(1).and_then(|field| field.parse().ok()) == Some(group)
        })
        .collect()
}
