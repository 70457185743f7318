//! An empty window with the versions of this application: what `cargo xtask bench startup` measures against.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!("examples/empty_window/tauri.conf.json"))
}
