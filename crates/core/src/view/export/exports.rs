//! The exports of this run of the program.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use alibaba_cloud::Runtime;
use tokio::sync::broadcast;

use super::freshness::Freshness;
use super::run::{Ended, Run, Written};
use super::{Export, ExportCount, ExportOffer, ExportRows, ExportSpec, ExportState, ExportTarget};
use crate::account::Accounts;
use crate::inventory::{FlagField, Inventory, RowKind};
use crate::lock::lock;
use crate::view::views::{ExportedRows, Views};
use crate::{Change, Problem, ProblemCode};

/// Exports that have ended are remembered up to this number.
const MOST_ENDED: usize = 20;
/// The window is told of progress at most so often, in milliseconds.
const REST: i64 = 100;

/// What exports are made of.
pub(crate) struct ExportsConfig {
    pub(crate) views: Views,
    pub(crate) inventory: Inventory,
    pub(crate) accounts: Accounts,
    pub(crate) runtime: Arc<dyn Runtime>,
    pub(crate) changes: broadcast::Sender<Change>,
}

/// The exports. A clone shares everything.
#[derive(Clone)]
pub(crate) struct Exports {
    config: Arc<ExportsConfig>,
    all: Arc<Mutex<Vec<Kept>>>,
}

struct Kept {
    request_id: String,
    export: Export,
    path: PathBuf,
    is_cancelled: Arc<AtomicBool>,
}

impl Exports {
    pub(crate) fn new(config: ExportsConfig) -> Self {
        Self {
            config: Arc::new(config),
            all: Arc::default(),
        }
    }

    pub(crate) async fn offer(&self, view_id: u32) -> Result<ExportOffer, Problem> {
        let views = &self.config.views;
        let shown = views.exported_rows(view_id, ExportRows::Shown).await?;
        let selected = views.exported_rows(view_id, ExportRows::Selected).await?;
        let freshness = self.freshness(&shown).await?;
        let missing_parts = count(freshness.missing.len());
        let inventory = self.config.inventory.clone();
        let counts = tokio::task::spawn_blocking(move || {
            [shown, selected].map(|rows| ExportCount {
                rows: count(rows.ids.len()),
                hidden: rows.hidden,
                stale: stale_rows(&inventory, &freshness, rows.spec.kind, &rows.ids),
            })
        });
        let [shown, selected] = counts.await.map_err(|_| Problem::new(ProblemCode::Internal))?;
        Ok(ExportOffer {
            shown,
            selected,
            missing_parts,
        })
    }

    /// Begins an export. A repeated `request_id` gives the one that it began.
    pub(crate) async fn start(
        &self,
        request_id: String,
        view_id: u32,
        spec: ExportSpec,
        target: Box<dyn ExportTarget>,
    ) -> Result<Export, Problem> {
        if request_id.is_empty() {
            return Err(Problem::new(ProblemCode::Empty).at("requestId"));
        }
        if let Some(export) = self.of_request(&request_id) {
            return Ok(export);
        }
        let ExportsConfig { inventory, views, .. } = &*self.config;
        inventory.loaded().await?;
        let cache_epoch = inventory.cache_epoch();
        let rows = views.exported_rows(view_id, spec.rows).await?;
        let freshness = self.freshness(&rows).await?;
        let aliases = self.config.accounts.list().await?.into_iter();
        let kind = rows.spec.kind;
        let run = Run {
            inventory: inventory.clone(),
            kind,
            ids: rows.ids,
            cache_epoch,
            aliases: aliases.map(|account| (account.id, account.alias)).collect(),
            freshness,
            started_at: self.config.runtime.now(),
            spec,
        };
        let (export, is_cancelled) = self.keep(request_id, &run, target.path());
        let exports = self.clone();
        let id = export.id;
        tokio::spawn(async move {
            let told = Mutex::new(0);
            let progress = |written| exports.progress(id, written, &told);
            let ended = run.write(target, &is_cancelled, progress).await;
            exports.end(id, ended);
        });
        Ok(export)
    }

    /// All that are remembered, the newest last.
    pub(crate) fn list(&self) -> Vec<Export> {
        lock(&self.all).iter().map(|kept| kept.export.clone()).collect()
    }

    /// Stops an export. One that has ended stays as it is.
    pub(crate) fn cancel(&self, id: u32) -> Result<(), Problem> {
        self.read(id, |kept| kept.is_cancelled.store(true, Ordering::SeqCst))
    }

    /// Where the file of an export is that is done.
    pub(crate) fn path(&self, id: u32) -> Result<PathBuf, Problem> {
        let path = self.read(id, |kept| {
            (kept.export.state == ExportState::Done).then(|| kept.path.clone())
        })?;
        path.ok_or_else(|| Problem::new(ProblemCode::NotFound))
    }

    fn of_request(&self, request_id: &str) -> Option<Export> {
        let all = lock(&self.all);
        let mut all = all.iter();
        all.find(|kept| kept.request_id == request_id)
            .map(|kept| kept.export.clone())
    }

    async fn freshness(&self, rows: &ExportedRows) -> Result<Freshness, Problem> {
        let sync = self.config.inventory.sync_state().await?;
        let accounts = self.config.accounts.list().await?;
        let alias = |id: &str| {
            let account = accounts.iter().find(|account| account.id == id);
            account.map(|account| account.alias.clone()).unwrap_or_default()
        };
        Ok(Freshness::of(&sync, rows.spec.kind, &rows.spec.scope, &alias))
    }

    fn keep(&self, request_id: String, run: &Run, path: &std::path::Path) -> (Export, Arc<AtomicBool>) {
        let is_cancelled = Arc::new(AtomicBool::new(false));
        let mut all = lock(&self.all);
        let export = Export {
            id: all.last().map_or(1, |kept| kept.export.id + 1),
            kind: run.kind,
            format: run.spec.format,
            file_name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            written: 0,
            of: count(run.ids.len()),
            stale_rows: 0,
            missing_rows: 0,
            missing_parts: count(run.freshness.missing.len()),
            state: ExportState::Running,
            problem: None,
        };
        all.push(Kept {
            request_id,
            export: export.clone(),
            path: path.to_owned(),
            is_cancelled: is_cancelled.clone(),
        });
        drop(all);
        self.notify(export.id);
        (export, is_cancelled)
    }

    fn progress(&self, id: u32, written: Written, told: &Mutex<i64>) {
        self.change(id, |export| {
            export.written = written.rows;
            export.stale_rows = written.stale;
            export.missing_rows = written.gone;
        });
        let now = self.config.runtime.now().as_millisecond();
        let mut told = lock(told);
        if now - *told >= REST {
            *told = now;
            self.notify(id);
        }
    }

    fn end(&self, id: u32, ended: Result<Ended, Problem>) {
        self.change(id, |export| match ended {
            Ok(Ended::Done) => export.state = ExportState::Done,
            Ok(Ended::Cancelled) => export.state = ExportState::Cancelled,
            Err(problem) => {
                export.state = ExportState::Failed;
                export.problem = Some(problem.with("file", &export.file_name));
            }
        });
        self.forget_old();
        self.notify(id);
    }

    fn forget_old(&self) {
        let mut all = lock(&self.all);
        let is_ended = |kept: &Kept| kept.export.state != ExportState::Running;
        let mut too_many = all
            .iter()
            .filter(|kept| is_ended(kept))
            .count()
            .saturating_sub(MOST_ENDED);
        all.retain(|kept| {
            let goes = too_many > 0 && is_ended(kept);
            too_many -= usize::from(goes);
            !goes
        });
    }

    fn change(&self, id: u32, change: impl FnOnce(&mut Export)) {
        let mut all = lock(&self.all);
        if let Some(kept) = all.iter_mut().find(|kept| kept.export.id == id) {
            change(&mut kept.export);
        }
    }

    fn read<T>(&self, id: u32, read: impl FnOnce(&Kept) -> T) -> Result<T, Problem> {
        let all = lock(&self.all);
        let kept = all.iter().find(|kept| kept.export.id == id);
        kept.map(read).ok_or_else(|| Problem::new(ProblemCode::NotFound))
    }

    fn notify(&self, id: u32) {
        let _ = self.config.changes.send(Change::Export { id });
    }
}

fn stale_rows(inventory: &Inventory, freshness: &Freshness, kind: RowKind, ids: &[i64]) -> u32 {
    let places = inventory.indexes().count_by_place(kind, ids, FlagField::SharedWithMe);
    let stale = places
        .iter()
        .filter(|place| freshness.is_stale(&place.account_id, &place.region_id, place.flag));
    stale.map(|place| place.rows).sum()
}

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
