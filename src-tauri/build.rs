//! Lists every command, so that the window may call these and nothing else.

const COMMANDS: &[&str] = &[
    "account_key_replace",
    "account_list",
    "account_lock",
    "account_removal",
    "account_remove",
    "account_save",
    "account_test",
    "account_unlock_for",
    "account_update",
    "export_cancel",
    "export_list",
    "export_offer",
    "export_show",
    "export_start",
    "image_create",
    "image_draft_check",
    "image_draft_open",
    "image_name_check",
    "inventory_counts",
    "job_get",
    "job_list",
    "keyring_state",
    "practice_close",
    "practice_open",
    "region_choose",
    "region_list",
    "snapshot_get",
    "image_get",
    "instance_get",
    "step_cancel",
    "step_retry",
    "step_skip",
    "step_stop",
    "support_report",
    "sync_start",
    "sync_state",
    "view_close",
    "view_locate",
    "view_open",
    "view_rows",
    "view_save",
    "view_saved_list",
    "view_saved_remove",
    "view_select",
    "view_selected",
    "view_update",
];

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        println!("cargo::error={error:#}");
    }
}
