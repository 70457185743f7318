//! The licence texts of everything that the application is made of, as one text.

mod npm;
mod rust;
mod standard;
mod texts;

use std::collections::BTreeMap;
use std::path::Path;

use crate::Outcome;

/// A package that the application contains.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    name: String,
    version: String,
    /// Its licence as an SPDX expression.
    licence: String,
    /// Its own texts, or the standard ones of its licence when it brings none.
    texts: Vec<String>,
}

const RULE: &str = "\n\n--------------------------------------------------------------------------------\n\n";

/// The texts for the sources in `root`: first who is meant, then the text that they share.
pub fn all(root: &Path) -> Outcome<String> {
    let mut parts = rust::parts(root)?;
    parts.extend(npm::parts(&root.join("ui"))?);
    written(parts)
}

fn written(mut parts: Vec<Part>) -> Outcome<String> {
    parts.sort();
    parts.dedup();
    let mut shared: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for part in &parts {
        if part.texts.is_empty() {
            return Err(format!(
                "{} {} ({}) has no licence text",
                part.name, part.version, part.licence
            ));
        }
        for text in &part.texts {
            let users = shared.entry(text).or_default();
            users.push(format!("{} {} ({})", part.name, part.version, part.licence));
        }
    }
    let mut sections: Vec<(Vec<String>, &str)> = shared.into_iter().map(|(text, users)| (users, text)).collect();
    sections.sort();
    let mut all = format!(
        "Darkroom contains {} packages of others. Each text below is preceded by the packages it belongs to.",
        parts.len()
    );
    for (users, text) in sections {
        all.push_str(RULE);
        all.push_str(&users.join("\n"));
        all.push_str("\n\n");
        all.push_str(text);
    }
    all.push('\n');
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::{Part, written};

    fn part(name: &str, texts: &[&str]) -> Part {
        Part {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: "MIT".to_owned(),
            texts: texts.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn packages_share_a_text_and_come_in_one_order() {
        let parts = vec![
            part("b", &["shared", "own"]),
            part("a", &["shared"]),
            part("a", &["shared"]),
        ];
        let text = written(parts.clone()).expect("texts");
        assert!(text.contains("a 1.0.0 (MIT)\nb 1.0.0 (MIT)\n\nshared"), "{text}");
        assert!(text.contains("\n\nb 1.0.0 (MIT)\n\nown"), "{text}");
        let turned: Vec<Part> = parts.into_iter().rev().collect();
        assert_eq!(text, written(turned).expect("texts"));
    }

    #[test]
    fn a_package_without_a_text_is_told() {
        let told = written(vec![part("bare", &[])]).expect_err("no text");
        assert_eq!(told, "bare 1.0.0 (MIT) has no licence text");
    }
}
