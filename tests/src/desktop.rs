//! One person's desktop: a home, a display, a session bus with a Secret Service. Private to one test.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{env, fs};

use tempfile::TempDir;

use crate::binary;
use crate::display::Display;
use crate::evidence::Evidence;
use crate::notifications::Notifications;
use crate::session_bus::SessionBus;
use crate::window::Window;

/// Two windows at a time would measure each other's load, not the product.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Names the folder where desktops are made and left, when what the application leaves there matters.
const KEPT: &str = "DARKROOM_DESKTOPS";

/// What an installed application is started with.
const FOR_INSTALLED: [&str; 2] = [KEPT, "DARKROOM_ROOT"];

/// A desktop to open the application on. The application may be closed and opened again; the home stays.
pub struct Desktop {
    bus: SessionBus,
    display: Display,
    environment: Vec<(String, String)>,
    evidence: Evidence,
    root: TempDir,
    _turn: Option<MutexGuard<'static, ()>>,
}

impl Desktop {
    /// A new desktop for the test called `name`, when it is its turn.
    ///
    /// # Panics
    /// When a part of it does not start.
    pub fn of(name: &str) -> Self {
        let turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        Self {
            _turn: Some(turn),
            ..Self::beside(name)
        }
    }

    /// As [`Desktop::of`], without waiting for others: for a program that needs two desktops.
    ///
    /// # Panics
    /// When a part of it does not start.
    pub fn beside(name: &str) -> Self {
        let kept = env::var_os(KEPT);
        let root = tempfile::Builder::new()
            .prefix("darkroom-")
            .disable_cleanup(kept.is_some())
            .tempdir_in(kept.map_or_else(env::temp_dir, PathBuf::from))
            .expect("a temporary folder");
        let mut environment = vec![
            ("PATH".to_owned(), env::var("PATH").unwrap_or_default()),
            ("USER".to_owned(), "somebody".to_owned()),
            ("LANG".to_owned(), "C.UTF-8".to_owned()),
            ("TZ".to_owned(), "UTC".to_owned()),
            ("NO_AT_BRIDGE".to_owned(), "1".to_owned()),
            ("GTK_A11Y".to_owned(), "none".to_owned()),
        ];
        environment.extend(
            FOR_INSTALLED
                .iter()
                .filter_map(|name| Some(((*name).to_owned(), env::var(name).ok()?))),
        );
        for (variable, folder) in [
            ("HOME", "home"),
            ("XDG_CONFIG_HOME", "home/.config"),
            ("XDG_DATA_HOME", "home/.local/share"),
            ("XDG_STATE_HOME", "home/.local/state"),
            ("XDG_CACHE_HOME", "home/.cache"),
            ("XDG_RUNTIME_DIR", "run"),
            ("TMPDIR", "tmp"),
        ] {
            let folder = root.path().join(folder);
            make_private(&folder);
            environment.push((variable.to_owned(), folder.display().to_string()));
        }
        let frame = root.path().join("display");
        make_private(&frame);
        let display = Display::start(&frame);
        let bus = SessionBus::start(&root.path().join("run"), &environment);
        environment.push(("DISPLAY".to_owned(), display.name().to_owned()));
        environment.push(("DBUS_SESSION_BUS_ADDRESS".to_owned(), bus.address().to_owned()));
        Self {
            bus,
            display,
            environment,
            evidence: Evidence::of(name),
            root,
            _turn: None,
        }
    }

    /// Opens the built application.
    ///
    /// # Panics
    /// When it does not open a window that WebDriver can drive.
    pub fn open(&self) -> Window {
        self.open_program(&binary::application())
    }

    /// Opens another program with a web view.
    ///
    /// # Panics
    /// When it does not open a window that WebDriver can drive.
    pub fn open_program(&self, program: &Path) -> Window {
        Window::open(program, &[], &self.environment, &self.evidence)
    }

    /// Opens the application with arguments, as an entry in the menu of the desktop does.
    ///
    /// # Panics
    /// When it does not open a window that WebDriver can drive.
    pub fn open_with(&self, arguments: &[&str]) -> Window {
        Window::open(&binary::application(), arguments, &self.environment, &self.evidence)
    }

    /// `program` with this desktop's environment and nothing of the developer's own.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = crate::process::program(program, "KILL");
        command
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .current_dir(self.home());
        command
    }

    /// The private home.
    pub fn home(&self) -> PathBuf {
        self.root.path().join("home")
    }

    /// The screen.
    pub fn display(&self) -> &Display {
        &self.display
    }

    /// Starts a notification service: by itself a desktop here has none.
    ///
    /// # Panics
    /// When there is one already.
    pub fn notifications(&self) -> Notifications {
        Notifications::start(self.bus.address())
    }

    /// Where this test keeps what explains a failure.
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    /// Ends the Secret Service and starts it again, as an update of the system does: sessions are lost, items stay.
    ///
    /// # Panics
    /// When it does not come up again.
    pub fn restart_keyring(&mut self) {
        self.stop_keyring();
        self.bus.start_keyring(&self.environment);
    }

    /// Ends the Secret Service.
    pub fn stop_keyring(&mut self) {
        self.bus.stop_keyring();
    }

    /// What xdotool said, when it did what it was told.
    pub(crate) fn xdotool(&self, arguments: &[&str]) -> Option<String> {
        let output = self.command(&binary::installed("xdotool")).args(arguments).output();
        let output = output.expect("xdotool runs");
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// The secrets in the Secret Service whose `attribute` has this `value`.
    ///
    /// # Panics
    /// When `secret-tool` cannot be run.
    pub fn secrets(&self, attribute: &str, value: &str) -> Vec<String> {
        let output = self
            .command(&binary::installed("secret-tool"))
            .args(["search", "--all", attribute, value])
            .output()
            .expect("secret-tool runs");
        String::from_utf8_lossy(&output.stdout)
            .lines()
            .filter_map(|line| line.strip_prefix("secret = ").map(str::to_owned))
            .collect()
    }
}

fn make_private(folder: &Path) {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
}
