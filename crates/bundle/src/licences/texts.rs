//! The licence files of a package's folder.

use std::fs;
use std::path::Path;

use crate::{Outcome, read};

/// How the name of a licence file begins, in small letters.
const NAMES: [&str; 8] = [
    "license",
    "licence",
    "copying",
    "copyright",
    "notice",
    "unlicense",
    "patents",
    "ofl",
];
/// Folders below that belong to others, or are not built.
const LEFT_OUT: [&str; 5] = ["node_modules", "tests", "test", "examples", "benches"];
/// How far below the folder code of others may be, as `third_party/fiat/LICENSE`.
const DEPTH: usize = 4;

/// The texts, without those that are said twice.
pub fn texts(folder: &Path) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    look(folder, DEPTH, &mut found)?;
    found.sort();
    found.dedup();
    Ok(found)
}

fn look(folder: &Path, depth: usize, found: &mut Vec<String>) -> Outcome<()> {
    let told = |e: std::io::Error| format!("{}: {e}", folder.display());
    for entry in fs::read_dir(folder).map_err(told)? {
        let entry = entry.map_err(told)?;
        let kind = entry.file_type().map_err(told)?;
        let name = entry.file_name().to_string_lossy().to_lowercase();
        if kind.is_dir() && depth > 0 && !LEFT_OUT.contains(&name.as_str()) {
            look(&entry.path(), depth - 1, found)?;
        } else if kind.is_file() && is_licence(&name) {
            let text = tidy(&read(&entry.path())?);
            if !text.is_empty() {
                found.push(text);
            }
        }
    }
    Ok(())
}

/// Whether a file of this name, in small letters, holds a text, and not a program about licences.
fn is_licence(name: &str) -> bool {
    const PROGRAMS: [&str; 8] = [".rs", ".json", ".py", ".js", ".mjs", ".ts", ".toml", ".go"];
    NAMES.iter().any(|start| name.starts_with(start)) && !PROGRAMS.iter().any(|end| name.ends_with(end))
}

/// A text with the ends of lines of this system and no blanks at them.
pub fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{is_licence, tidy};

    #[test]
    fn licence_files_are_known_by_their_names() {
        for name in [
            "license",
            "license-mit",
            "licence.md",
            "copying.lesser",
            "license_apache-2.0",
            "license.apache",
            "unlicense",
            "notice.txt",
        ] {
            assert!(is_licence(name), "{name}");
        }
        for name in ["license.rs", "licenses.json", "readme.md", "license_check.py"] {
            assert!(!is_licence(name), "{name}");
        }
    }

    #[test]
    fn texts_that_differ_in_blanks_are_the_same() {
        assert_eq!(
            tidy("\u{feff}\r\nMIT  \r\n\r\n  Copyright\r\n\r\n"),
            tidy("MIT\n\n  Copyright\n")
        );
    }
}
