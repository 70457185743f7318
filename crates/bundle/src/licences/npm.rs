//! The npm packages whose code or fonts are in the pages of the window.

use std::path::Path;

use serde_json::Value;

use super::{Part, standard, texts};
use crate::{Outcome, read};

/// Every package that the lock file in `folder` does not call one for development only.
pub fn parts(folder: &Path) -> Outcome<Vec<Part>> {
    let lock: Value = serde_json::from_str(&read(&folder.join("package-lock.json"))?)
        .map_err(|e| format!("package-lock.json: {e}"))?;
    let packages = lock["packages"]
        .as_object()
        .ok_or("package-lock.json lists no packages")?;
    let mut parts = Vec::new();
    for (place, about) in packages.iter().filter(|(place, about)| is_shipped(place, about)) {
        let installed = folder.join(place);
        if !installed.exists() && is_left_out(about) {
            continue;
        }
        let text = |name: &str| about[name].as_str().unwrap_or_default().to_owned();
        let licence = text("license");
        let mut found = texts::texts(&installed)?;
        if found.is_empty() {
            found = standard::texts(&licence).map_err(|reason| format!("{place}: {reason}"))?;
        }
        let name = place.rsplit("node_modules/").next().unwrap_or(place).to_owned();
        parts.push(Part {
            name,
            version: text("version"),
            licence,
            texts: found,
        });
    }
    Ok(parts)
}

fn is_shipped(place: &str, about: &Value) -> bool {
    !place.is_empty() && about["dev"] != true && about["devOptional"] != true
}

/// What another package can do without is not always installed.
fn is_left_out(about: &Value) -> bool {
    about["optional"] == true || about["peer"] == true
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::is_shipped;

    #[test]
    fn what_only_builds_and_tests_is_not_shipped() {
        assert!(is_shipped("node_modules/react", &json!({ "version": "19.3.1" })));
        assert!(!is_shipped("node_modules/vite", &json!({ "dev": true })));
        assert!(!is_shipped("", &json!({ "name": "darkroom-ui" })));
    }
}
