//! What the documents name is there: a page that leads to a file which was renamed is worse than none.

use std::path::{Path, PathBuf};

/// A word of a document that begins with one of these folders is a path from the root of the repository. It ends before what stands
/// for any name, as in `ui/src/i18n/<language>/`.
const FOLDERS: [&str; 9] = [
    "crates/",
    "docs/",
    "icons/",
    "src-tauri/",
    "tests/",
    "ui/",
    ".cargo/",
    ".ci/",
    ".github/",
];

#[test]
fn every_path_in_the_documents_exists() {
    let mut checked = 0;
    for document in documents() {
        let text = std::fs::read_to_string(&document).expect("a document");
        checked += named(&text).len();
        let missing = missing(&text, document.parent().expect("a folder"));
        assert!(missing.is_empty(), "{} names {missing:?}", document.display());
    }
    assert!(checked > 100, "only {checked} paths");
}

#[test]
fn a_path_that_does_not_exist_is_found() {
    let folder = root().join("docs");
    let text = "See `crates/core/src/nothing.rs`, and [that](nowhere.md#part), or ui/src/<page>/ (in `ui/nothing/<page>.tsx`).";
    assert_eq!(
        missing(text, &folder),
        ["crates/core/src/nothing.rs", "ui/nothing/", "nowhere.md"]
    );
    let text =
        "In `ui/src/route.ts`: [README](../README.md), [above](#above), https://example.com/docs/x. Chinese：ui/src。";
    assert_eq!(missing(text, &folder), Vec::<String>::new());
}

#[test]
fn the_readme_names_all_that_removing_leaves_behind() {
    let listed = read("tests/left-behind.txt");
    let folders = listed.lines().filter(|line| !line.starts_with('#'));
    let folders: Vec<&str> = folders.collect();
    assert!(folders.len() > 1, "{folders:?}");
    for readme in ["README.md", "README.zh-CN.md"] {
        let text = read(readme);
        for folder in &folders {
            assert!(
                text.contains(&format!("`~/{folder}`")),
                "{readme} does not name {folder}"
            );
        }
    }
}

#[test]
fn the_menu_of_the_desktop_connects_an_account_in_both_languages() {
    let entry = read("crates/bundle/linux/darkroom.desktop");
    let (main, action) = entry
        .split_once("[Desktop Action connect-account]")
        .expect("the action");
    assert!(main.contains("\nActions=connect-account;\n"), "{main}");
    assert!(
        action.contains("\nName=Connect an account\nName[zh_CN]=连接账号\n"),
        "{action}"
    );
    let (_, argument) = action.split_once("Exec={{exec}} ").expect("a command with an argument");
    let known = read("src-tauri/src/connect_account.rs");
    assert!(known.contains(&format!("\"{}\"", argument.trim())), "{argument}");
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect(path)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The documents of the root and those of `docs`.
fn documents() -> Vec<PathBuf> {
    let folders = [root(), root().join("docs")];
    let entries = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).expect("a folder"));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect()
}

/// What a document in `folder` names and is not there.
fn missing(text: &str, folder: &Path) -> Vec<String> {
    let root = root();
    let named = named(text).into_iter().filter(|path| !root.join(path).exists());
    let linked = linked(text).into_iter().filter(|path| !folder.join(path).exists());
    named.chain(linked).map(str::to_owned).collect()
}

/// Words that are paths from the root.
fn named(text: &str) -> Vec<&str> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "/._-@<*".contains(letter);
    let words = text
        .split(|letter| !is_part(letter))
        .filter(|word| FOLDERS.iter().any(|folder| word.starts_with(folder)));
    words
        .map(|word| match word.find(['<', '*']) {
            Some(any) => &word[..word[..any].rfind('/').map_or(0, |slash| slash + 1)],
            None => word.trim_end_matches('.'),
        })
        .collect()
}

/// Targets of links within the repository.
fn linked(text: &str) -> Vec<&str> {
    let targets = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', '#', ' ']).next());
    targets
        .filter(|target| !target.is_empty() && !target.contains(':'))
        .collect()
}
