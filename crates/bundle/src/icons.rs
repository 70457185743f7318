//! The icon in every size that desktops ask for.

use std::path::{Path, PathBuf};

use image::imageops::FilterType;

use crate::Outcome;

/// Edges in pixels, those of the icon theme `hicolor`.
const SIZES: [u32; 9] = [16, 22, 24, 32, 48, 64, 128, 256, 512];
/// Drawn for their size; the others are made from the largest.
const DRAWN: [(u32, &str); 4] = [
    (32, "32x32.png"),
    (128, "128x128.png"),
    (256, "128x128@2x.png"),
    (512, "icon.png"),
];

/// Puts the icons into `folder`; returns their paths.
pub fn make(root: &Path, folder: &Path) -> Outcome<Vec<PathBuf>> {
    std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let icons = root.join("icons");
    let open = |name: &str| image::open(icons.join(name)).map_err(|e| format!("{name}: {e}"));
    let largest = open("icon.png")?;
    let mut made = Vec::new();
    for size in SIZES {
        let drawn = DRAWN.iter().find(|(drawn, _)| *drawn == size);
        let icon = match drawn {
            Some((_, name)) => open(name)?,
            None => largest.resize_exact(size, size, FilterType::Lanczos3),
        };
        let path = folder.join(format!("{size}x{size}.png"));
        icon.save(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        made.push(path);
    }
    Ok(made)
}
