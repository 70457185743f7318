//! Looking for a secret in every file below a folder, however a web view, a database or a log would write it.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The files below `folder` that hold `secret`: as it is, in UTF-16, in base64, in hexadecimal.
///
/// # Panics
/// When the folder cannot be read.
pub fn files_holding(folder: &Path, secret: &str) -> Vec<PathBuf> {
    let forms = forms(secret);
    let mut found = Vec::new();
    search(folder, &forms, &mut found);
    found
}

fn forms(secret: &str) -> Vec<Vec<u8>> {
    let hexadecimal: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    vec![
        secret.as_bytes().to_vec(),
        secret.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        STANDARD.encode(secret).trim_end_matches('=').as_bytes().to_vec(),
        hexadecimal.into_bytes(),
    ]
}

fn search(folder: &Path, forms: &[Vec<u8>], found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    for entry in entries.flatten() {
        let path = entry.path();
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            search(&path, forms, found);
        } else if kind.is_file() {
            // A file that is gone by now holds nothing.
            let bytes = fs::read(&path).unwrap_or_default();
            if forms.iter().any(|form| holds(&bytes, form)) {
                found.push(path);
            }
        }
    }
}

fn holds(bytes: &[u8], form: &[u8]) -> bool {
    bytes.windows(form.len()).any(|window| window == form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_in_every_form_and_only_where_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let secret = "correct-horse-battery";
        for (index, form) in forms(secret).iter().enumerate() {
            let deep = folder.path().join(format!("deep{index}"));
            fs::create_dir(&deep).unwrap();
            fs::write(deep.join("file"), [b"before", form.as_slice(), b"after"].concat()).unwrap();
        }
        fs::write(folder.path().join("innocent"), "correct-horse").unwrap();
        let found = files_holding(folder.path(), secret);
        assert_eq!(found.len(), 4, "{found:?}");
    }
}
