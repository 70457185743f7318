//! The packages: what is in them and what they say about themselves.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::{Compression, GzBuilder};
use tauri_bundler::{
    AppCategory, BundleBinary, BundleSettings, DebianSettings, PackageSettings, PackageType, RpmSettings,
    SettingsBuilder, bundle_project,
};

use crate::libraries::{Dependencies, dependencies};
use crate::release::{epoch, releases};
use crate::{Outcome, archive, icons, licences, metainfo, read, write};

/// The identifier and the names of the application, from its configuration.
struct About {
    identifier: String,
    product: String,
    version: String,
    summary: String,
}

const LICENCE: &str = "MIT OR Apache-2.0";
const DESCRIPTION: &str = "Darkroom is for people who administer Alibaba Cloud ECS with a mouse.\n\
It makes custom images of disk snapshots, and identical instances of images,\n\
over all accounts and regions, in English or Chinese.";
/// Named the same everywhere. Without the authorities that the system trusts, no connection can be checked.
const AUTHORITIES: &str = "ca-certificates";
/// Any Secret Service will do, and what opens links and folders.
const RECOMMENDED_DEBIAN: [&str; 2] = ["gnome-keyring | keepassxc", "xdg-utils"];
const RECOMMENDED_RPM: [&str; 2] = ["gnome-keyring", "xdg-utils"];

/// Makes the packages of the stripped `binary`, which lies in `folder`, from the repository at `root`. Returns their paths.
pub fn make(root: &Path, binary: &Path, folder: &Path) -> Outcome<Vec<PathBuf>> {
    let about = about(root)?;
    let now = epoch();
    let content = folder.join("content");
    let files = files(root, &content, &about, now)?;
    let settings = SettingsBuilder::new()
        .project_out_directory(folder)
        .package_types(vec![PackageType::Deb, PackageType::Rpm])
        .package_settings(PackageSettings {
            product_name: about.product.clone(),
            version: about.version.clone(),
            description: about.summary.clone(),
            homepage: None,
            authors: Some(vec!["The authors of Darkroom".to_owned()]),
            default_run: None,
        })
        .bundle_settings(bundle(root, &content, about, files, dependencies(binary)?)?)
        .binaries(vec![BundleBinary::new("darkroom".to_owned(), true)])
        .build()
        .map_err(|e| e.to_string())?;
    let made = bundle_project(&settings).map_err(|e| e.to_string())?;
    let paths: Vec<PathBuf> = made.into_iter().flat_map(|bundle| bundle.bundle_paths).collect();
    for path in paths
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "deb"))
    {
        archive::settle(path, now)?;
    }
    Ok(paths)
}

fn about(root: &Path) -> Outcome<About> {
    let path = root.join("src-tauri/tauri.conf.json");
    let told: serde_json::Value =
        serde_json::from_str(&read(&path)?).map_err(|e| format!("{}: {e}", path.display()))?;
    let text = |value: &serde_json::Value, name: &str| {
        let text = value[name].as_str().map(str::to_owned);
        text.ok_or_else(|| format!("{} has no {name}", path.display()))
    };
    Ok(About {
        identifier: text(&told, "identifier")?,
        product: text(&told, "productName")?,
        version: text(&told, "version")?,
        summary: text(&told["bundle"], "shortDescription")?,
    })
}

/// Puts what is generated into `content`; returns every file but program, icons, licences and desktop entry by its place in the system.
fn files(root: &Path, content: &Path, about: &About, now: u64) -> Outcome<HashMap<PathBuf, PathBuf>> {
    let changelog = read(&root.join("CHANGELOG.md"))?;
    let releases = releases(&changelog, &about.version, now);
    let docs_url = std::env::var("DARKROOM_DOCS_URL").ok();
    let metainfo = metainfo::metainfo(&releases, docs_url.as_deref());
    let own = format!(
        "{}\n\n{}",
        read(&root.join("LICENSE-MIT"))?,
        read(&root.join("LICENSE-APACHE"))?
    );
    let name = format!("{}.metainfo.xml", about.identifier);
    write(&content.join("licences.txt"), licences::all(root)?)?;
    write(&content.join(&name), metainfo)?;
    write(
        &content.join("copyright"),
        format!("Darkroom is licensed under {LICENCE}.\n\n{own}"),
    )?;
    write(&content.join("changelog.gz"), packed(&changelog)?)?;
    let places = [
        (format!("/usr/share/metainfo/{name}"), content.join(&name)),
        (
            "/usr/share/doc/darkroom/copyright".to_owned(),
            content.join("copyright"),
        ),
        (
            "/usr/share/doc/darkroom/changelog.gz".to_owned(),
            content.join("changelog.gz"),
        ),
        (
            "/usr/share/icons/hicolor/scalable/apps/darkroom.svg".to_owned(),
            root.join("icons/icon.svg"),
        ),
    ];
    Ok(places.map(|(place, file)| (place.into(), file)).into())
}

fn packed(text: &str) -> Outcome<Vec<u8>> {
    let mut gzip = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    gzip.write_all(text.as_bytes())
        .and_then(|()| gzip.finish())
        .map_err(|e| format!("the changelog: {e}"))
}

fn bundle(
    root: &Path,
    content: &Path,
    about: About,
    files: HashMap<PathBuf, PathBuf>,
    needed: Dependencies,
) -> Outcome<BundleSettings> {
    let icons = icons::make(root, &content.join("icons"))?;
    let text = |path: PathBuf| path.display().to_string();
    let owned = |list: [&str; 2]| Some(list.map(str::to_owned).to_vec());
    let with_authorities = |mut list: Vec<String>| {
        list.push(AUTHORITIES.to_owned());
        Some(list)
    };
    let entry = Some(root.join("crates/bundle/linux/darkroom.desktop"));
    Ok(BundleSettings {
        identifier: Some(about.identifier),
        icon: Some(icons.into_iter().map(text).collect()),
        resources_map: Some([(text(content.join("licences.txt")), "licences.txt".to_owned())].into()),
        license: Some(LICENCE.to_owned()),
        category: Some(AppCategory::DeveloperTool),
        short_description: Some(about.summary),
        long_description: Some(DESCRIPTION.to_owned()),
        deb: DebianSettings {
            depends: with_authorities(needed.debian),
            recommends: owned(RECOMMENDED_DEBIAN),
            files: files.clone(),
            desktop_template: entry.clone(),
            section: Some("admin".to_owned()),
            ..Default::default()
        },
        rpm: RpmSettings {
            depends: with_authorities(needed.rpm),
            recommends: owned(RECOMMENDED_RPM),
            release: "1".to_owned(),
            files,
            desktop_template: entry,
            ..Default::default()
        },
        ..Default::default()
    })
}
