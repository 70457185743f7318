//! The log: one file per day in the application's log folder, the newest seven are kept. Panics go there as well.

use std::path::Path;

use tracing::Level;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

const KEPT_FILES: usize = 7;

/// Begins to write the log. A log that cannot be written is no reason not to start.
pub fn start(folder: &Path) {
    let files = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("darkroom")
        .filename_suffix("log")
        .max_log_files(KEPT_FILES)
        .build(folder);
    let files = match files {
        Ok(files) => files,
        Err(error) => {
            // Without a log file there is nowhere else to say so.
            #[allow(clippy::print_stderr)]
            {
                eprintln!("no log in {}: {error}", folder.display());
            }
            return;
        }
    };
    let lines = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(std::sync::Mutex::new(files));
    // Other crates may log what they were given; only ours are known to keep secrets out.
    let ours = Targets::new()
        .with_target("alibaba_cloud", Level::INFO)
        .with_target("darkroom", Level::INFO)
        .with_target("darkroom_core", Level::INFO);
    let _ = tracing_subscriber::registry().with(lines).with(ours).try_init();
    log_panics();
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "started");
}

fn log_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // The message may quote a value; the place is enough to find the fault.
        let location = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(location, "panic");
        // It writes the message to the standard error, which a desktop keeps in its own log.
        if cfg!(debug_assertions) {
            before(panic);
        }
    }));
}
