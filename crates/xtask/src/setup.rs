//! What a fresh machine lacks: system packages, the WebDriver for Tauri, the UI's packages.
//! Looks first, says what it does, and does nothing on a machine that is ready.

use std::env;
use std::process::Command;

use crate::packages;
use crate::process::{Outcome, cargo, execute, output};

const TAURI_DRIVER: &str = "2.1.0";
const NODE: u32 = 20;

/// Debian packages that building needs.
const BUILD: &[&str] = &[
    "build-essential",
    "ca-certificates",
    "libwebkit2gtk-4.1-dev",
    "pkg-config",
];

/// Debian packages that a window without a display, and the tests that drive it, need besides.
const TESTS: &[&str] = &[
    "dbus",
    "fonts-noto-cjk",
    "gnome-keyring",
    "libsecret-tools",
    "webkit2gtk-driver",
    "xdotool",
    "xvfb",
];

/// What the machine is to be made ready for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Building, and a window on the display that is there.
    Window,
    /// The tests, with a virtual display of their own.
    Tests,
}

/// Makes the machine ready.
pub fn setup(purpose: For) -> Outcome {
    let mut packages = BUILD.to_vec();
    if purpose == For::Tests {
        packages.extend(TESTS);
    }
    system_packages(&packages)?;
    if purpose == For::Tests {
        tauri_driver()?;
    }
    node()?;
    if purpose == For::Tests {
        packages::install(packages::SDK)?;
    }
    packages::install(packages::UI)
}

/// Installs the Debian packages that are missing; on other systems says what is needed.
pub fn system_packages(wanted: &[&str]) -> Outcome {
    if !cfg!(target_os = "linux") {
        println!(
            "On this system nothing is installed for you. Darkroom needs what Tauri 2 names as its prerequisites here."
        );
        return Ok(());
    }
    if output("dpkg-query", &["--version"]).is_none() {
        println!(
            "Not a Debian or Ubuntu system, so nothing is installed for you. By their Debian names, Darkroom needs: {}",
            wanted.join(", ")
        );
        return Ok(());
    }
    let missing: Vec<&str> = wanted.iter().copied().filter(|name| !installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing system packages: {}", missing.join(", "));
    execute("apt-get update", &mut apt_get(&["update", "-qq"]))?;
    let mut arguments = vec!["install", "-qq", "-y", "--no-install-recommends"];
    arguments.extend(&missing);
    execute("apt-get install", &mut apt_get(&arguments))
}

fn installed(package: &str) -> bool {
    output("dpkg-query", &["-W", "-f=${db:Status-Status}", package]).is_some_and(|status| status == "installed")
}

fn apt_get(arguments: &[&str]) -> Command {
    let root = output("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    let mut command = Command::new(if root { "env" } else { "sudo" });
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .args(arguments);
    command
}

fn tauri_driver() -> Outcome {
    let wanted = format!("tauri-driver v{TAURI_DRIVER}:");
    let listed = cargo(["install", "--list"])
        .output()
        .map_err(|e| format!("cargo install --list: {e}"))?;
    if String::from_utf8_lossy(&listed.stdout)
        .lines()
        .any(|line| line == wanted)
    {
        return Ok(());
    }
    execute(
        &format!("tauri-driver {TAURI_DRIVER}"),
        &mut cargo(["install", "tauri-driver", "--version", TAURI_DRIVER, "--locked"]),
    )
}

fn node() -> Outcome {
    let version = output("node", &["--version"])
        .ok_or_else(|| format!("Node.js is missing. Install version {NODE} or newer, with npm."))?;
    let major = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= NODE => Ok(()),
        _ => Err(format!(
            "Node.js {} is too old. Install version {NODE} or newer.",
            version.trim()
        )),
    }
}

/// Whether a window can be opened here.
pub fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
