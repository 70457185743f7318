//! Who may depend on whom. The rules are what keeps a misunderstanding in one part from being repeated in another,
//! a secret from reaching a place that writes it, and a decision from being taken in the shell.

use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId};

const NORMAL: &[DependencyKind] = &[DependencyKind::Normal, DependencyKind::Build];
const ALL: &[DependencyKind] = &[
    DependencyKind::Normal,
    DependencyKind::Build,
    DependencyKind::Development,
];

#[test]
fn the_cloud_client_knows_nothing_of_ours_nor_of_windows_databases_and_keyrings() {
    let house = House::read();
    house.assert_never("alibaba-cloud", ALL, &house.ours("alibaba-cloud"));
    house.assert_never(
        "alibaba-cloud",
        NORMAL,
        &["tauri", "wry", "rusqlite", "libsqlite3-sys", "keyring", "keyring-core"],
    );
}

#[test]
fn the_core_knows_no_window_and_the_simulator_only_in_its_tests() {
    let house = House::read();
    house.assert_never("darkroom-core", NORMAL, &["tauri", "wry", "simulator", "darkroom"]);
    house.assert_never("darkroom-core", ALL, &["tauri", "wry", "darkroom"]);
}

#[test]
fn the_simulator_shares_no_code_with_what_it_judges() {
    let house = House::read();
    house.assert_never("simulator", ALL, &house.ours("simulator"));
    house.assert_never("simulator", NORMAL, &["tauri", "rusqlite", "keyring", "reqwest"]);
}

#[test]
fn what_holds_client_and_simulator_against_each_other_is_needed_by_nobody() {
    let house = House::read();
    for other in house.ours("darkroom-conformance") {
        house.assert_never(other, ALL, &["darkroom-conformance"]);
    }
    house.assert_never("darkroom-conformance", ALL, &["tauri", "darkroom-core", "darkroom"]);
}

#[test]
fn the_shell_has_no_database_no_http_client_and_no_keyring_of_its_own() {
    let house = House::read();
    let direct = house.direct("darkroom", NORMAL);
    for never in [
        "rusqlite",
        "libsqlite3-sys",
        "reqwest",
        "hyper",
        "keyring",
        "keyring-core",
    ] {
        assert!(!direct.contains(never), "darkroom depends on {never}");
    }
}

#[test]
fn the_acceptance_tests_meet_the_product_only_from_outside() {
    let house = House::read();
    house.assert_never("darkroom-acceptance", ALL, &house.ours("darkroom-acceptance"));
}

#[test]
fn every_package_of_ours_has_the_same_license() {
    for package in House::read().metadata.workspace_packages() {
        assert_eq!(
            package.license.as_deref(),
            Some("MIT OR Apache-2.0"),
            "{}",
            package.name
        );
    }
}

#[test]
#[should_panic(expected = "darkroom -> darkroom-core -> rusqlite -> libsqlite3-sys")]
fn a_forbidden_dependency_is_found_however_deep_it_is() {
    House::read().assert_never("darkroom", NORMAL, &["libsqlite3-sys"]);
}

#[test]
fn the_core_calls_the_cloud_only_through_its_gate() {
    for (path, source) in sources_of_the_core() {
        if !path.starts_with("cloud") {
            assert!(
                !names_the_client(&source),
                "{} uses alibaba_cloud::Client",
                path.display()
            );
        }
    }
}

#[test]
fn the_core_speaks_to_its_databases_only_in_the_store() {
    for (path, source) in sources_of_the_core() {
        assert!(
            path.starts_with("store") || !source.contains("rusqlite"),
            "{} uses rusqlite",
            path.display()
        );
    }
}

#[test]
fn a_client_is_found_however_it_is_named() {
    for source in [
        "use alibaba_cloud::Client;",
        "use alibaba_cloud::{Action, Client as Raw};",
        "use alibaba_cloud::{\n    Action,\n    Client,\n};",
        "let client = alibaba_cloud::Client::new();",
        "use alibaba_cloud::*;",
        "use alibaba_cloud as cloud;",
    ] {
        assert!(names_the_client(source), "{source}");
    }
    assert!(!names_the_client(
        "use alibaba_cloud::Action;\nfn call(client: &AccountClient);"
    ));
}

/// Every source file of the core, by its path below `src`.
fn sources_of_the_core() -> Vec<(PathBuf, String)> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/core/src"));
    let mut sources = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder of the core") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).expect("a source file");
                let below = path.strip_prefix(root).expect("a path below the root");
                sources.push((below.to_path_buf(), text));
            }
        }
    }
    assert!(sources.len() > 50);
    sources
}

/// Whether a source can reach the client of the cloud: by its name, by a glob, or by another name of its crate.
fn names_the_client(source: &str) -> bool {
    source.split("alibaba_cloud").skip(1).any(|rest| {
        let statement = rest.split(';').next().unwrap_or_default();
        let path = match statement.strip_prefix("::{") {
            Some(group) => group.split('}').next().unwrap_or_default(),
            None => statement.split_whitespace().next().unwrap_or_default(),
        };
        let mut words = path.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.any(|word| word == "Client") || path == "::*" || statement.starts_with(" as ")
    })
}

/// The packages of the workspace and what they resolve to on this machine.
struct House {
    metadata: Metadata,
}

impl House {
    fn read() -> Self {
        let rustc = Command::new("rustc").arg("-vV").output().expect("rustc runs");
        let told = String::from_utf8_lossy(&rustc.stdout).into_owned();
        let host = told.lines().find_map(|line| line.strip_prefix("host: "));
        let platform = host.expect("rustc tells its host").to_owned();
        let options = ["--locked", "--offline", "--filter-platform"].map(str::to_owned);
        let metadata = MetadataCommand::new()
            .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"))
            .other_options(options.into_iter().chain([platform]).collect::<Vec<_>>())
            .exec()
            .expect("cargo metadata runs");
        Self { metadata }
    }

    fn id(&self, name: &str) -> &PackageId {
        let members = self.metadata.workspace_packages();
        let found = members.iter().find(|package| package.name.as_str() == name);
        let found = found.unwrap_or_else(|| panic!("{name} is not in the workspace"));
        let packages = &self.metadata.packages;
        let same = packages.iter().find(|package| package.id == found.id);
        &same.expect("a member is a package").id
    }

    /// The packages of ours but for `name` itself.
    fn ours(&self, name: &str) -> Vec<&str> {
        let packages = &self.metadata.packages;
        let members = packages
            .iter()
            .filter(|package| self.metadata.workspace_members.contains(&package.id));
        members
            .map(|package| package.name.as_str())
            .filter(|other| *other != name)
            .collect()
    }

    fn direct(&self, name: &str, kinds: &[DependencyKind]) -> BTreeSet<&str> {
        let ids = self.edges(self.id(name), kinds);
        ids.into_iter().map(|id| self.metadata[id].name.as_str()).collect()
    }

    /// Panics with the way from `name` to the first of `never` that it reaches. Only the package's own edges can be
    /// of every kind in `kinds`: what its dependencies test with is no dependency of it.
    fn assert_never(&self, name: &str, kinds: &[DependencyKind], never: &[&str]) {
        let mut seen = BTreeSet::new();
        let mut queue = VecDeque::from([(self.id(name), kinds, name.to_owned())]);
        while let Some((id, kinds, way)) = queue.pop_front() {
            for next in self.edges(id, kinds) {
                let reached = self.metadata[next].name.as_str();
                let way = format!("{way} -> {reached}");
                assert!(!never.contains(&reached), "{name} must not depend on {reached}: {way}");
                if seen.insert(next) {
                    queue.push_back((next, NORMAL, way));
                }
            }
        }
    }

    fn edges(&self, id: &PackageId, kinds: &[DependencyKind]) -> Vec<&PackageId> {
        let resolve = self.metadata.resolve.as_ref().expect("cargo resolves");
        let node = resolve
            .nodes
            .iter()
            .find(|node| node.id == *id)
            .expect("a package is resolved");
        let dependencies = node.deps.iter();
        dependencies
            .filter(|dependency| dependency.dep_kinds.iter().any(|info| kinds.contains(&info.kind)))
            .map(|dependency| &dependency.pkg)
            .collect()
    }
}
