//! The system's libraries that the program is linked with, and the packages that bring them.

use std::path::Path;
use std::process::Command;

use crate::Outcome;

/// Name of a library and its Debian package. Newer releases of Debian and Ubuntu add `t64` to some names, and provide these too.
const DEBIAN: [(&str, &str); 15] = [
    ("ld-linux-x86-64.so.2", "libc6"),
    ("ld-linux-aarch64.so.1", "libc6"),
    ("libc.so.6", "libc6"),
    ("libcairo.so.2", "libcairo2"),
    ("libgcc_s.so.1", "libgcc-s1"),
    ("libgdk-3.so.0", "libgtk-3-0"),
    ("libgdk_pixbuf-2.0.so.0", "libgdk-pixbuf-2.0-0"),
    ("libgio-2.0.so.0", "libglib2.0-0"),
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libgobject-2.0.so.0", "libglib2.0-0"),
    ("libgtk-3.so.0", "libgtk-3-0"),
    ("libjavascriptcoregtk-4.1.so.0", "libjavascriptcoregtk-4.1-0"),
    ("libm.so.6", "libc6"),
    ("libsoup-3.0.so.0", "libsoup-3.0-0"),
    ("libwebkit2gtk-4.1.so.0", "libwebkit2gtk-4.1-0"),
];

/// What a package of the program has to depend on.
#[derive(Debug, PartialEq, Eq)]
pub struct Dependencies {
    /// As `Depends` of a Debian package names them.
    pub debian: Vec<String>,
    /// As `Requires` of an RPM package names them.
    pub rpm: Vec<String>,
}

/// The dependencies of a program, from what its own headers say.
pub fn dependencies(program: &Path) -> Outcome<Dependencies> {
    of(&readelf("-d", program)?, &readelf("-V", program)?)
}

fn readelf(option: &str, program: &Path) -> Outcome<String> {
    let output = Command::new("readelf")
        .args([option, "--wide"])
        .arg(program)
        .env("LC_ALL", "C")
        .output()
        .map_err(|e| format!("readelf: {e}"))?;
    if !output.status.success() {
        return Err(format!("readelf {option}: {}", String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn of(dynamic: &str, versions: &str) -> Outcome<Dependencies> {
    let needed = dynamic.lines().filter(|line| line.contains("(NEEDED)"));
    let needed: Vec<&str> = needed.filter_map(|line| line.split(['[', ']']).nth(1)).collect();
    let glibc = newest_glibc(versions).ok_or("the program does not say which glibc it needs")?;
    let mut debian = Vec::new();
    let mut rpm = vec![format!("libc.so.6(GLIBC_{glibc})(64bit)")];
    for library in needed {
        let known = DEBIAN.iter().find(|(name, _)| *name == library);
        let (_, package) =
            known.ok_or_else(|| format!("{library}: name its Debian package in crates/bundle/src/libraries.rs"))?;
        debian.push(match *package {
            "libc6" => format!("libc6 (>= {glibc})"),
            package => package.to_owned(),
        });
        // The names of the loader and of glibc differ between machines; the version above says it all.
        if *package != "libc6" {
            rpm.push(format!("{library}()(64bit)"));
        }
    }
    for list in [&mut debian, &mut rpm] {
        list.sort();
        list.dedup();
    }
    Ok(Dependencies { debian, rpm })
}

/// The highest `GLIBC_x.y` that is asked for.
fn newest_glibc(versions: &str) -> Option<String> {
    let asked = versions.split("GLIBC_").skip(1);
    let asked = asked.filter_map(|rest| {
        let end = rest
            .find(|letter: char| letter != '.' && !letter.is_ascii_digit())
            .unwrap_or(rest.len());
        let (major, minor) = rest[..end].split_once('.')?;
        let minor = minor.split('.').next()?;
        Some((major.parse::<u32>().ok()?, minor.parse::<u32>().ok()?))
    });
    asked.max().map(|(major, minor)| format!("{major}.{minor}"))
}

#[cfg(test)]
mod tests {
    use super::of;

    const VERSIONS: &str = "  0x0010:   Name: GLIBC_2.2.5  Flags: none  Version: 9\n  0x0020:   Name: GLIBC_2.34  Flags: none  Version: 3\n";

    fn dynamic(libraries: &[&str]) -> String {
        let line = |name: &&str| format!(" 0x0000000000000001 (NEEDED)   Shared library: [{name}]\n");
        libraries.iter().map(line).collect()
    }

    #[test]
    fn every_library_has_its_package_and_glibc_its_version() {
        let found = of(
            &dynamic(&["libgtk-3.so.0", "libgdk-3.so.0", "libc.so.6", "libm.so.6"]),
            VERSIONS,
        )
        .expect("known");
        assert_eq!(found.debian, ["libc6 (>= 2.34)", "libgtk-3-0"]);
        assert_eq!(
            found.rpm,
            [
                "libc.so.6(GLIBC_2.34)(64bit)",
                "libgdk-3.so.0()(64bit)",
                "libgtk-3.so.0()(64bit)"
            ]
        );
    }

    #[test]
    fn a_library_that_nobody_has_thought_of_is_told() {
        let told = of(&dynamic(&["libayatana-appindicator3.so.1"]), VERSIONS).expect_err("unknown");
        assert!(told.contains("libayatana-appindicator3.so.1"), "{told}");
    }
}
