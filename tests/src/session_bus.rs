//! A private D-Bus session with a real Secret Service on it, and nothing else: no service can be activated, so a
//! call to a portal or to accessibility fails at once instead of hanging.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::binary;
use crate::process::{Process, program};
use crate::wait::wait_until;

/// The bus and the keyring daemon on it.
pub struct SessionBus {
    address: String,
    keyring: Option<Process>,
    _daemon: Process,
}

impl SessionBus {
    /// Starts the bus with its socket in `folder`; `environment` has HOME and the XDG folders.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start(folder: &Path, environment: &[(String, String)]) -> Self {
        let configuration = folder.join("session.conf");
        let text = format!(
            "<busconfig><type>session</type><listen>unix:dir={}</listen><auth>EXTERNAL</auth>\
             <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\
             <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>",
            folder.display()
        );
        fs::write(&configuration, text).expect("the bus can be configured");
        let mut daemon = Process::start(
            program(&binary::installed("dbus-daemon"), "KILL")
                .arg(format!("--config-file={}", configuration.display()))
                .args(["--nofork", "--nopidfile", "--print-address=1"])
                .env_clear()
                .env("PATH", std::env::var_os("PATH").unwrap_or_default())
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        );
        let mut address = String::new();
        let output = daemon.child().stdout.as_mut().expect("standard output is piped");
        BufReader::new(output)
            .read_line(&mut address)
            .expect("the bus tells its address");
        assert!(!address.trim().is_empty(), "dbus-daemon did not start");
        let mut bus = Self {
            address: address.trim().to_owned(),
            keyring: None,
            _daemon: daemon,
        };
        bus.start_keyring(environment);
        bus
    }

    /// The value for `DBUS_SESSION_BUS_ADDRESS`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Starts the keyring daemon, unlocked, with what is stored in the home of `environment`.
    ///
    /// # Panics
    /// When it does not come up.
    pub fn start_keyring(&mut self, environment: &[(String, String)]) {
        let mut keyring = Process::start(
            program(&binary::installed("gnome-keyring-daemon"), "KILL")
                .args(["--foreground", "--unlock", "--components=secrets"])
                .env_clear()
                .envs(environment.iter().map(|(name, value)| (name, value)))
                .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        );
        let mut password = keyring.child().stdin.take().expect("standard input is piped");
        password.write_all(b"acceptance").expect("the keyring takes a password");
        drop(password);
        self.keyring = Some(keyring);
        wait_until("the Secret Service", || {
            self.has_owner("org.freedesktop.secrets").then_some(())
        });
    }

    /// Ends the keyring daemon, as a crash of it would.
    pub fn stop_keyring(&mut self) {
        self.keyring = None;
    }

    fn has_owner(&self, name: &str) -> bool {
        let answer = Command::new(binary::installed("dbus-send"))
            .args(["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/"])
            .arg("org.freedesktop.DBus.NameHasOwner")
            .arg(format!("string:{name}"))
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .output()
            .expect("dbus-send runs");
        String::from_utf8_lossy(&answer.stdout).contains("boolean true")
    }
}
