//! `cargo xtask test package`: the package installed in a clean Debian, the main job done in it, and removed again.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::process::{Outcome, cargo, execute, output, timed};
use crate::setup::{self, For};
use crate::{bundle, workspace};

/// What removing the package leaves in a home, as the README tells it.
const LEFT_BEHIND: &str = "tests/left-behind.txt";
/// Belongs to the keyring, not to Darkroom.
const KEYRING: &str = ".local/share/keyrings/";
const STORY: &str = "main_job_in_the_practice_cloud";

/// Starts the installed application where it is at home: `$1` is its system, `$2` the folder of the person's desktop. What is mounted is
/// seen by this process and its children only, and is gone with them.
const LAUNCH: &str = r#"#!/bin/sh
exec unshare --mount --propagation private sh -ec '
root="$1"; desktops="$2"; shift 2
mount --bind /proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --bind "$desktops" "$root$desktops"
exec chroot "$root" /usr/bin/darkroom "$@"' sh "$DARKROOM_ROOT" "$DARKROOM_DESKTOPS" "$@"
"#;

/// Makes the package, tests it, and compares what it leaves behind.
pub fn test() -> Outcome {
    if output("id", &["-u"]).is_none_or(|id| id.trim() != "0") {
        return Err("a clean system can be made by root only: sudo -E cargo xtask test package".into());
    }
    setup::setup(For::Tests)?;
    setup::system_packages(&["mmdebstrap"])?;
    let packages = bundle::make()?;
    bundle::test()?;
    execute(
        "cargo build",
        &mut cargo(["build", "--package", "darkroom-acceptance", "--tests"]),
    )?;
    let system = CleanSystem::make()?;
    timed("Package in a clean system", || {
        system.install(&packages.deb)?;
        system.work()?;
        system.remove()?;
        compare(&system.left_in_home()?)
    })
}

/// A Debian with nothing but its essential packages and apt, of the same release as this system. Dropping it deletes it.
struct CleanSystem {
    folder: PathBuf,
}

impl CleanSystem {
    fn make() -> Result<Self, String> {
        let system = Self {
            folder: env::temp_dir().join(format!("darkroom-package-{}", std::process::id())),
        };
        for folder in [system.folder.clone(), system.desktops(), system.root().join("tmp")] {
            fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        }
        fs::remove_dir_all(system.root()).map_err(|e| format!("{}: {e}", system.root().display()))?;
        let sources = system.folder.join("sources");
        fs::write(&sources, sources_of_this_system()).map_err(|e| format!("{}: {e}", sources.display()))?;
        let mut debian = Command::new("mmdebstrap");
        debian.args(["--quiet", "--mode=root", "--variant=apt", &release()?]);
        execute("A clean Debian", debian.arg(system.root()).arg(&sources))?;
        let desktops = system.inside(&system.desktops());
        fs::create_dir_all(&desktops).map_err(|e| format!("{}: {e}", desktops.display()))?;
        let launch = system.launch();
        fs::write(&launch, LAUNCH)
            .and_then(|()| fs::set_permissions(&launch, fs::Permissions::from_mode(0o755)))
            .map_err(|e| format!("{}: {e}", launch.display()))?;
        Ok(system)
    }

    fn root(&self) -> PathBuf {
        self.folder.join("root")
    }

    /// Where the tests make the desktops of persons.
    fn desktops(&self) -> PathBuf {
        self.folder.join("desktops")
    }

    fn launch(&self) -> PathBuf {
        self.folder.join("launch")
    }

    /// A path of this system, in the clean one.
    fn inside(&self, path: &Path) -> PathBuf {
        self.root().join(path.strip_prefix("/").unwrap_or(path))
    }

    fn apt_get(&self, arguments: &[&str]) -> Outcome {
        let title = format!("apt-get {}", arguments.join(" "));
        let mut command = Command::new("chroot");
        command.arg(self.root()).args(["apt-get", "-qq", "-y"]).args(arguments);
        execute(&title, command.env("DEBIAN_FRONTEND", "noninteractive"))
    }

    /// Without what is recommended: what the package depends on has to be enough.
    fn install(&self, package: &Path) -> Outcome {
        let name = "/tmp/darkroom.deb";
        fs::copy(package, self.inside(Path::new(name))).map_err(|e| format!("{}: {e}", package.display()))?;
        // A root that has just been made may have no lists of packages.
        self.apt_get(&["update"])?;
        self.apt_get(&["install", "--no-install-recommends", name])?;
        fs::remove_file(self.inside(Path::new(name))).map_err(|e| format!("{name}: {e}"))
    }

    /// The main job in the practice cloud, as the acceptance tests do it, in the installed application.
    fn work(&self) -> Outcome {
        let tests = [
            "test",
            "--package",
            "darkroom-acceptance",
            "--test",
            "acceptance",
            STORY,
        ];
        execute(
            "The main job",
            cargo(tests)
                .env("DARKROOM_APPLICATION", self.launch())
                .env("DARKROOM_ROOT", self.root())
                .env("DARKROOM_DESKTOPS", self.desktops()),
        )
    }

    /// Purges the package; nothing of it stays in the system.
    fn remove(&self) -> Outcome {
        self.apt_get(&["purge", "darkroom"])?;
        let is_ours = |path: &String| path.to_lowercase().contains("darkroom");
        let system = ["etc", "opt", "usr", "var/lib", "home", "root"];
        let folders = system.iter().map(|name| self.root().join(name));
        let left: Vec<String> = folders.flat_map(|folder| files(&folder)).filter(is_ours).collect();
        if left.is_empty() {
            Ok(())
        } else {
            Err(format!("apt-get purge leaves in the system: {left:?}"))
        }
    }

    /// The files that are left in the homes, by their paths in there.
    fn left_in_home(&self) -> Result<BTreeSet<String>, String> {
        let desktops = fs::read_dir(self.desktops()).map_err(|e| format!("{}: {e}", self.desktops().display()))?;
        let homes: Vec<PathBuf> = desktops.flatten().map(|desktop| desktop.path().join("home")).collect();
        if homes.is_empty() {
            return Err("the test has used no desktop of the clean system".into());
        }
        let all = homes.iter().flat_map(|home| files(home));
        Ok(all.filter(|path| !path.starts_with(KEYRING)).collect())
    }
}

impl Drop for CleanSystem {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The name of this system's release, as mmdebstrap wants it.
fn release() -> Result<String, String> {
    let about = fs::read_to_string("/etc/os-release").map_err(|e| format!("/etc/os-release: {e}"))?;
    let name = about.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME="));
    name.map(str::to_owned)
        .ok_or_else(|| "the system does not tell the name of its release".to_owned())
}

/// Where apt of this system gets its packages from.
fn sources_of_this_system() -> String {
    let listed = fs::read_dir("/etc/apt/sources.list.d").into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = listed.map(|entry| entry.path()).collect();
    paths.push("/etc/apt/sources.list".into());
    paths.sort();
    let is_read = |path: &&PathBuf| path.extension().is_some_and(|end| end == "list" || end == "sources");
    let texts = paths
        .iter()
        .filter(is_read)
        .filter_map(|path| fs::read_to_string(path).ok());
    texts.collect::<Vec<_>>().join("\n")
}

/// Every file below a folder, by its path in there.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(entry.path());
            } else if let Ok(path) = entry.path().strip_prefix(folder) {
                found.push(path.display().to_string());
            }
        }
    }
    found.sort();
    found
}

/// Every file has to be in a folder of the list, and every folder of the list has to have one.
fn compare(left: &BTreeSet<String>) -> Outcome {
    let path = workspace::root().join(LEFT_BEHIND);
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let listed: Vec<&str> = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    println!(
        "Left in the home:\n  {}",
        left.iter().cloned().collect::<Vec<_>>().join("\n  ")
    );
    let strange = left
        .iter()
        .filter(|file| !listed.iter().any(|folder| file.starts_with(folder)));
    let strange: Vec<&String> = strange.collect();
    let empty: Vec<&&str> = listed
        .iter()
        .filter(|folder| !left.iter().any(|file| file.starts_with(**folder)))
        .collect();
    if strange.is_empty() && empty.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "{LEFT_BEHIND} and the README do not name {strange:?}, or name {empty:?}, which is not there"
        ))
    }
}
