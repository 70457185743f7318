//! `cargo xtask bundle`: the packages for Linux, with Tauri's bundler.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{Outcome, cargo, execute, output};
use crate::setup::{self, For};
use crate::{ui, workspace};

/// What no package may exceed, in millions of bytes.
pub const MOST: f64 = 15.0;

/// Debian packages that packing needs besides.
const TOOLS: &[&str] = &["appstream", "desktop-file-utils"];

/// The packages that were made.
pub struct Packages {
    /// For Debian and Ubuntu.
    pub deb: PathBuf,
    /// For Fedora and others.
    pub rpm: PathBuf,
}

/// Makes the packages and says where they are.
pub fn bundle() -> Outcome {
    let Packages { deb, rpm } = make()?;
    println!();
    let mut too_large = Vec::new();
    for path in [deb, rpm] {
        let size = megabytes(&path)?;
        println!("{size:.1} MB  {}", path.display());
        if size > MOST {
            too_large.push(path.display().to_string());
        }
    }
    println!("debug symbols: {}", folder().join("darkroom.debug").display());
    if too_large.is_empty() {
        Ok(())
    } else {
        Err(format!("larger than {MOST} MB: {}", too_large.join(", ")))
    }
}

/// The size of a package in millions of bytes.
pub fn megabytes(package: &Path) -> Result<f64, String> {
    let about = fs::metadata(package).map_err(|e| format!("{}: {e}", package.display()))?;
    Ok(about.len() as f64 / 1e6)
}

fn folder() -> PathBuf {
    workspace::target().join("packages")
}

/// Builds the application as released, packs it and checks what desktops read.
pub fn make() -> Result<Packages, String> {
    if !cfg!(target_os = "linux") {
        return Err("packages are made on Linux only".into());
    }
    setup::setup(For::Window)?;
    setup::system_packages(TOOLS)?;
    ui::build()?;
    let application = ["build", "--release", "--package", "darkroom", "--bin", "darkroom"];
    execute("cargo build", &mut cargo(application))?;
    let tools = workspace::target().join("bundler");
    execute("The bundler", bundler(&mut cargo(["build"]), &tools))?;

    let folder = folder();
    let content = folder.join("build");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&content).map_err(|e| format!("{}: {e}", content.display()))?;
    let program = content.join("darkroom");
    split(
        &workspace::built("release", "darkroom"),
        &program,
        &folder.join("darkroom.debug"),
    )?;
    execute(
        "Packages",
        Command::new(tools.join("debug/darkroom-bundle"))
            .args([&program, &content])
            .current_dir(workspace::root())
            .env("SOURCE_DATE_EPOCH", last_change()),
    )?;
    let made = Packages {
        deb: take(&content.join("bundle/deb"), "deb", &folder)?,
        rpm: take(&content.join("bundle/rpm"), "rpm", &folder)?,
    };
    let metainfo = content.join("content/com.darkroom.desktop.metainfo.xml");
    let mut validate = Command::new("appstreamcli");
    execute(
        "appstreamcli validate",
        validate.args(["validate", "--no-net"]).arg(metainfo),
    )?;
    let entry = content.join("darkroom.desktop");
    fs::copy(find(&content.join("bundle/rpm"), "desktop")?, &entry).map_err(|e| format!("the desktop entry: {e}"))?;
    execute(
        "desktop-file-validate",
        Command::new("desktop-file-validate").arg(entry),
    )?;
    Ok(made)
}

/// Runs the tests of the bundler.
#[cfg(unix)]
pub fn test() -> Outcome {
    let tools = workspace::target().join("bundler");
    execute("Tests of the bundler", bundler(&mut cargo(["test", "--quiet"]), &tools))
}

/// `cargo` for the package that is no member of the workspace.
fn bundler<'a>(command: &'a mut Command, target: &Path) -> &'a mut Command {
    let arguments = [
        "--locked",
        "--manifest-path",
        "crates/bundle/Cargo.toml",
        "--target-dir",
    ];
    command.args(arguments).arg(target)
}

/// Parts a built program into the program and its debug symbols; debuggers find these by their name.
fn split(built: &Path, program: &Path, symbols: &Path) -> Outcome {
    let objcopy = || Command::new("objcopy");
    execute(
        "Debug symbols",
        objcopy().arg("--only-keep-debug").args([built, symbols]),
    )?;
    let mut link = std::ffi::OsString::from("--add-gnu-debuglink=");
    link.push(symbols);
    execute(
        "Stripping",
        objcopy().arg("--strip-all").arg(link).args([built, program]),
    )
}

/// The time of the last commit in seconds: the same sources make the same package.
fn last_change() -> String {
    let root = workspace::root();
    let asked = ["-C", &root.display().to_string(), "log", "-1", "--format=%ct"].map(str::to_owned);
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    output("git", &asked).map_or_else(|| "0".to_owned(), |time| time.trim().to_owned())
}

/// Moves the package that was made into `folder`.
fn take(from: &Path, end: &str, folder: &Path) -> Result<PathBuf, String> {
    let made = find(from, end)?;
    let kept = folder.join(made.file_name().unwrap_or_default());
    fs::rename(&made, &kept).map_err(|e| format!("{}: {e}", made.display()))?;
    Ok(kept)
}

/// The file whose name ends so, in a folder or below it.
fn find(folder: &Path, end: &str) -> Result<PathBuf, String> {
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next)
            .map_err(|e| format!("{}: {e}", next.display()))?
            .flatten()
        {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == end) {
                return Ok(path);
            }
        }
    }
    Err(format!("no .{end} in {}", folder.display()))
}
