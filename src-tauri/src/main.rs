//! The shell: one window, the commands it may call, and the events it receives. All decisions are made in the core.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
mod connect_account;
mod core_handle;
mod desktop_theme;
mod graphics;
mod log;
mod notification;
mod open_dialog;
mod page_start;
mod practice_cloud;
mod quitting;
mod remembered;
mod save_dialog;
mod window;
mod window_place;
mod window_visibility;

use std::sync::Arc;

use alibaba_cloud::{HttpsTransport, SystemRuntime};
use core_handle::CoreHandle;
use darkroom_core::account::Keyring;
use darkroom_core::address_book::AddressBookExported;
use darkroom_core::view::{Export, JournalExported};
use darkroom_core::{Change, Darkroom, Problem, ProblemCode, Program, Settings};
use page_start::PageStart;
use quitting::Quitting;
use remembered::Remembered;
use save_dialog::SaveDialog;
use tauri::{AppHandle, Emitter, Manager};
use tokio::sync::broadcast::error::RecvError;

/// The system's own takes a quarter more time to read a page of rows: most of a row is short texts.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> tauri::Result<()> {
    graphics::choose_renderer();
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, arguments, _| {
            window::show(app);
            if connect_account::is_asked(&arguments) {
                connect_account::ask(app);
            }
        }))
        .plugin(tauri_plugin_dialog::init())
        .manage(PageStart::new(begin_work))
        .manage(Quitting::default())
        .manage(SaveDialog::<Export>::default())
        .manage(SaveDialog::<JournalExported>::default())
        .manage(SaveDialog::<AddressBookExported>::default())
        .manage(SaveDialog::<String>::default())
        .invoke_handler(tauri::generate_handler![
            commands::account::account_key_replace,
            commands::account::account_list,
            commands::account::account_lock,
            commands::account::account_removal,
            commands::account::account_remove,
            commands::account::account_save,
            commands::account::account_test,
            commands::account::account_unlock_for,
            commands::account::account_update,
            commands::account::keyring_state,
            commands::address_book::address_book_check,
            commands::address_book::address_book_export,
            commands::address_book::address_book_import,
            commands::address_book::address_book_list,
            commands::address_book::address_book_read,
            commands::address_book::address_book_remove,
            commands::address_book::address_book_save,
            commands::deletion::deletion_by_rule,
            commands::deletion::deletion_open,
            commands::deletion::deletion_start,
            commands::export::export_cancel,
            commands::export::export_list,
            commands::export::export_offer,
            commands::export::export_show,
            commands::export::export_start,
            commands::image::image_copy_check,
            commands::image::image_copy_open,
            commands::image::image_copy_start,
            commands::image::image_create,
            commands::image::image_draft_check,
            commands::image::image_draft_forget,
            commands::image::image_draft_keep,
            commands::image::image_draft_kept,
            commands::image::image_draft_open,
            commands::image::image_draft_review,
            commands::image_edit::image_edit_check,
            commands::image_edit::image_edit_open,
            commands::image_edit::image_edit_start,
            commands::image::image_export_check,
            commands::image::image_export_open,
            commands::image::image_export_start,
            commands::image::image_name_check,
            commands::image::image_presence,
            commands::image::image_share_check,
            commands::image::image_share_open,
            commands::image::image_share_start,
            commands::image::kms_key_list,
            commands::job::job_get,
            commands::job::job_list,
            commands::notification::notification_show,
            commands::page::page_painted,
            commands::page::page_ready,
            commands::practice::practice_close,
            commands::practice::practice_open,
            commands::quit::quit_answer,
            commands::quit::quit_guard,
            commands::recipe::image_handover,
            commands::recipe::image_handover_save,
            commands::recipe::recipe_check,
            commands::recipe::recipe_export,
            commands::recipe::recipe_import,
            commands::recipe::recipe_list,
            commands::recipe::recipe_of_draft,
            commands::recipe::recipe_remove,
            commands::recipe::recipe_resolve,
            commands::recipe::recipe_save,
            commands::region::region_choose,
            commands::region::region_list,
            commands::report::image_check_export,
            commands::report::image_check_report,
            commands::report::image_compare,
            commands::report::image_compare_export,
            commands::report::image_repair_open,
            commands::resource_group::resource_group_list,
            commands::snapshot::snapshot_get,
            commands::image::image_get,
            commands::instance::instance_get,
            commands::instance::instance_power,
            commands::instance::change_check,
            commands::instance::change_open,
            commands::instance::change_start,
            commands::instance::replace_check,
            commands::instance::replace_open,
            commands::instance::replace_start,
            commands::instance::snapshot_order_check,
            commands::instance::snapshot_order_open,
            commands::instance::snapshots_create,
            commands::journal::journal_export,
            commands::journal::journal_get,
            commands::journal::journal_page,
            commands::journal::journal_values,
            commands::launch::launch_check,
            commands::launch::launch_choices,
            commands::launch::launch_create,
            commands::launch::launch_open,
            commands::launch::launch_price,
            commands::launch::launch_rest,
            commands::launch::launch_review,
            commands::launch::launch_type_prices,
            commands::launch::step_password,
            commands::launch::test_launch_offer,
            commands::launch::test_launch_open,
            commands::licences::licences_text,
            commands::proof::proof_accept,
            commands::proof::proof_again,
            commands::proof::proof_export,
            commands::proof::proof_get,
            commands::proof::proof_mend,
            commands::proof::proof_start,
            commands::settings::preferences_get,
            commands::settings::preferences_change,
            commands::settings::proxy_set,
            commands::settings::connection_test,
            commands::settings::certificate_choose,
            commands::settings::certificate_remove,
            commands::settings::api_budget,
            commands::settings::storage_info,
            commands::settings::keyring_test,
            commands::settings::folder_open,
            commands::settings::cache_clear,
            commands::step::step_cancel,
            commands::step::step_confirm,
            commands::step::step_retry,
            commands::step::step_skip,
            commands::step::step_stop,
            commands::support::support_report,
            commands::sync::sync_start,
            commands::sync::sync_state,
            commands::view::inventory_counts,
            commands::view::view_locate,
            commands::view::view_open,
            commands::view::view_rows,
            commands::view::view_save,
            commands::view::view_saved_list,
            commands::view::view_saved_remove,
            commands::view::view_select,
            commands::view::view_selected,
            commands::view::view_update,
        ])
        .setup(|app| {
            let handle = app.handle().clone();
            app.manage(Remembered::read(app.path().app_data_dir()?));
            app.manage(CoreHandle::spawn(move || open_core(&handle)));
            window::open(app)?;
            Ok(())
        })
        .run(tauri::generate_context!())
}

fn open_core(app: &AppHandle) -> Result<Darkroom, Problem> {
    let data_dir = app.path().app_data_dir().map_err(internal)?;
    let cache_dir = app.path().app_cache_dir().map_err(internal)?;
    let log_dir = app.path().app_log_dir().map_err(internal)?;
    log::start(&log_dir);
    Darkroom::open(Settings {
        program: Program {
            versions: versions(app),
            log_dir: Some(log_dir),
        },
        practice: practice_cloud::practice(&data_dir),
        data_dir,
        cache_dir,
        transport: Arc::new(HttpsTransport::new().map_err(internal)?),
        runtime: Arc::new(SystemRuntime),
        secrets: Arc::new(Keyring::new()),
    })
}

fn versions(app: &AppHandle) -> Vec<(String, String)> {
    let web_view = tauri::webview_version().unwrap_or_else(|error| error.to_string());
    let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
    [
        ("Darkroom", app.package_info().version.to_string()),
        ("Tauri", tauri::VERSION.to_owned()),
        ("Web view", web_view),
        ("System", system),
    ]
    .map(|(name, version)| (name.to_owned(), version))
    .into()
}

fn internal<E>(_: E) -> Problem {
    Problem::new(ProblemCode::Internal)
}

/// Called when the page has painted, or two seconds after it should have: resumes unfinished jobs and sends every change to the
/// window. Not earlier, because the page would come up more slowly.
fn begin_work(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        // Without a core there is no work; every command says why.
        let Ok(darkroom) = app.state::<CoreHandle>().darkroom().await else {
            return;
        };
        let mut changes = darkroom.changes();
        darkroom.start();
        loop {
            let change = match changes.recv().await {
                Ok(change) => change,
                Err(RecvError::Lagged(_)) => Change::Everything,
                Err(RecvError::Closed) => return,
            };
            // A window that is closing misses a change and asks again when it is back.
            let _ = app.emit_to(window::LABEL, "change", change);
        }
    });
}
