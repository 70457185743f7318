//! The open views and what the window asks of them.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use super::open_view::{OpenView, Shown, Wanted};
use super::question::question;
use super::{ExportRows, SelectOperation, SelectedKeys, Selection, ViewRows, ViewSpec, ViewState};
use crate::inventory::index::Found;
use crate::inventory::{Inventory, InventoryCounts, ResourceKey, RowKind};
use crate::lock::lock;
use crate::milliseconds::MINUTE;
use crate::store::Database;
use crate::{Problem, ProblemCode};

/// Views that are open at once; the one that was asked least lately goes.
const MOST_OPEN: usize = 16;
/// Rows of one window at most.
const MAX_WINDOW: u32 = 1_000;

/// The open views. A clone shares everything.
#[derive(Clone)]
pub(crate) struct Views {
    pub(super) state: Database,
    pub(super) inventory: Inventory,
    open: Arc<Mutex<Vec<Arc<OpenView>>>>,
    last_id: Arc<AtomicU32>,
}

/// Rows of a view that an export is of.
pub(super) struct ExportedRows {
    pub(super) spec: Arc<ViewSpec>,
    /// Their ids.
    pub(super) ids: Vec<i64>,
    /// Those of them that the view does not show.
    pub(super) hidden: u32,
}

impl Views {
    pub(crate) fn new(state: Database, inventory: Inventory) -> Self {
        Self {
            state,
            inventory,
            open: Arc::default(),
            last_id: Arc::default(),
        }
    }

    pub(crate) async fn open(&self, spec: ViewSpec) -> Result<ViewState, Problem> {
        let kind = spec.kind;
        // A wrong question opens nothing.
        self.question(&spec)?;
        self.inventory.begin_loading();
        self.inventory.indexes().begun(kind).await;
        let id = self.last_id.fetch_add(1, Ordering::SeqCst).wrapping_add(1);
        let view = Arc::new(OpenView::new(id, spec));
        {
            let mut open = lock(&self.open);
            if open.len() >= MOST_OPEN {
                open.remove(0);
            }
            open.push(view.clone());
        }
        let shown = self.shown(&view, &view.wanted()).await?;
        Ok(view.state_of(&shown, self.inventory.unreadable()))
    }

    /// Forgets a view that was opened and is not told to anybody.
    pub(crate) fn forget(&self, view_id: u32) {
        lock(&self.open).retain(|view| view.id != view_id);
    }

    pub(crate) async fn update(&self, view_id: u32, spec: ViewSpec) -> Result<ViewState, Problem> {
        let view = self.view(view_id)?;
        if spec.kind != view.wanted().spec.kind {
            return Err(Problem::new(ProblemCode::Malformed).at("kind"));
        }
        self.question(&spec)?;
        let wanted = view.replace(spec);
        let shown = self.shown(&view, &wanted).await?;
        Ok(view.state_of(&shown, self.inventory.unreadable()))
    }

    pub(crate) async fn rows(&self, view_id: u32, version: u32, from: u32, to: u32) -> Result<ViewRows, Problem> {
        let view = self.view(view_id)?;
        let wanted = view.wanted();
        if wanted.version != version {
            return Err(Problem::new(ProblemCode::Superseded));
        }
        let kind = wanted.spec.kind;
        let mut still = None;
        loop {
            let shown = self.shown(&view, &wanted).await?;
            let from = from.min(shown.total());
            let to = to.clamp(from, shown.total()).min(from.saturating_add(MAX_WINDOW));
            let window = &shown.rows[from as usize..to as usize];
            let (found, rows) = self.inventory.rows(kind, shown.numbering.ids(window)).await?;
            if (found.len() < window.len() || !self.is_of_file(kind, &shown)) && still.is_none() {
                // Rows went meanwhile. Now none does until the window is read.
                still = Some(self.inventory.in_order().await?);
                continue;
            }
            let selected = view.are_selected(&found);
            let state = view.state_of(&shown, self.inventory.unreadable());
            return Ok(ViewRows {
                version,
                revision: state.revision,
                total: state.total,
                of: state.of,
                from,
                selected,
                rows,
                selection: state.selection,
                loading: state.loading,
                problem: state.problem,
            });
        }
    }

    pub(crate) async fn locate(&self, view_id: u32, key: &ResourceKey) -> Result<Option<u32>, Problem> {
        let view = self.view(view_id)?;
        let shown = self.shown(&view, &view.wanted()).await?;
        let id = self.id(&view, &shown, key).await?;
        let row = id.and_then(|id| shown.numbering.row(id));
        let place = row.and_then(|row| shown.rows.iter().position(|other| *other == row));
        Ok(place.and_then(|place| u32::try_from(place).ok()))
    }

    pub(crate) async fn select(&self, view_id: u32, operation: SelectOperation) -> Result<Selection, Problem> {
        let view = self.view(view_id)?;
        let shown = self.seen(&view).await?;
        let id = async |key: ResourceKey| self.id(&view, &shown, &key).await;
        Ok(match operation {
            SelectOperation::Clear => view.select(&shown, |selected, _, _| selected.clear()),
            SelectOperation::All => view.select(&shown, |selected, rows, _| selected.all(rows)),
            SelectOperation::Set { key, selected: is } => {
                let id = id(key).await?;
                view.select(&shown, |selected, _, numbering| {
                    if let Some(row) = id.and_then(|id| numbering.row(id)) {
                        selected.set(row, is);
                    }
                })
            }
            SelectOperation::Only { key } => {
                let id = id(key).await?;
                view.select(&shown, |selected, _, numbering| {
                    if let Some(row) = id.and_then(|id| numbering.row(id)) {
                        selected.only(row);
                    }
                })
            }
            SelectOperation::Range {
                anchor,
                to,
                selected: is,
            } => {
                let (anchor, to) = (id(anchor).await?, id(to).await?);
                view.select(&shown, |selected, rows, numbering| {
                    let anchor = anchor.and_then(|id| numbering.row(id));
                    if let Some(to) = to.and_then(|id| numbering.row(id)) {
                        selected.range(rows, anchor, to, is);
                    }
                })
            }
        })
    }

    pub(crate) async fn selected(&self, view_id: u32, limit: u32) -> Result<SelectedKeys, Problem> {
        let view = self.view(view_id)?;
        let shown = self.seen(&view).await?;
        let (ids, selection) = view.first_selected(&shown, limit as usize);
        let keys = self.inventory.keys(ids).await?;
        // In another file the same ids are of other rows.
        if !self.is_of_file(view.wanted().spec.kind, &shown) {
            return Err(Problem::new(ProblemCode::Superseded));
        }
        Ok(SelectedKeys {
            count: selection.count,
            hidden: selection.hidden,
            keys,
        })
    }

    /// The kind of the rows of a view.
    pub(crate) fn kind(&self, view_id: u32) -> Result<RowKind, Problem> {
        Ok(self.view(view_id)?.wanted().spec.kind)
    }

    /// The rows of a view that an export is of, as they are now, in the order of the view; hidden ones come last.
    pub(super) async fn exported_rows(&self, view_id: u32, which: ExportRows) -> Result<ExportedRows, Problem> {
        let view = self.view(view_id)?;
        let wanted = view.wanted();
        let shown = self.shown(&view, &wanted).await?;
        let (ids, hidden) = match which {
            ExportRows::Shown => (shown.numbering.ids(&shown.rows), 0),
            ExportRows::Selected => {
                let (ids, selection) = view.first_selected(&shown, usize::MAX);
                (ids, selection.hidden)
            }
        };
        Ok(ExportedRows {
            spec: wanted.spec,
            ids,
            hidden,
        })
    }

    pub(crate) fn counts(&self) -> InventoryCounts {
        self.inventory.indexes().counts()
    }

    /// A view by its handle. It is the one asked last now.
    fn view(&self, view_id: u32) -> Result<Arc<OpenView>, Problem> {
        let mut open = lock(&self.open);
        let place = open.iter().position(|view| view.id == view_id);
        let view = open.remove(place.ok_or_else(|| Problem::new(ProblemCode::NotFound))?);
        open.push(view.clone());
        Ok(view)
    }

    fn question(&self, spec: &ViewSpec) -> Result<crate::inventory::index::Query, Problem> {
        question(spec, self.inventory.indexes().columns(spec.kind), self.minute())
    }

    /// To the minute, so that the rows of a view are the same for a while.
    fn minute(&self) -> i64 {
        let now = self.inventory.now();
        now - now.rem_euclid(MINUTE)
    }

    /// The id of a row in the file that the rows shown are in; `None` when there is none of that key.
    async fn id(&self, view: &OpenView, shown: &Shown, key: &ResourceKey) -> Result<Option<i64>, Problem> {
        let kind = view.wanted().spec.kind;
        let id = self.inventory.row_id(kind, key).await?;
        Ok(id.filter(|_| self.is_of_file(kind, shown)))
    }

    /// Whether the ids of what is shown still mean the same rows.
    fn is_of_file(&self, kind: RowKind, shown: &Shown) -> bool {
        self.inventory.indexes().state(kind).file == shown.index.file
    }

    /// The rows of a view that a selection is made of. When an update comes while they are looked for, those that were found last: a
    /// person has chosen among these.
    async fn seen(&self, view: &Arc<OpenView>) -> Result<Arc<Shown>, Problem> {
        match self.shown(view, &view.wanted()).await {
            Err(problem) if problem.code == ProblemCode::Superseded => view.found_last().ok_or(problem),
            shown => shown,
        }
    }

    /// The rows of a view. They are looked for when the inventory has changed since the last time, at most once for a revision.
    async fn shown(&self, view: &Arc<OpenView>, wanted: &Wanted) -> Result<Arc<Shown>, Problem> {
        let kind = wanted.spec.kind;
        let (index, now) = (self.inventory.indexes().state(kind), self.minute());
        if let Some(shown) = view.found(wanted, index, now) {
            return Ok(shown);
        }
        let _looking = view.looking.lock().await;
        // Somebody else may have looked meanwhile.
        if let Some(shown) = view.found(wanted, index, now) {
            return Ok(shown);
        }
        let query = self.question(&wanted.spec)?;
        let (inventory, view, wanted) = (self.inventory.clone(), view.clone(), wanted.clone());
        let shown = in_background(move || {
            let is_replaced = || wanted.is_replaced.load(Ordering::SeqCst);
            inventory.indexes().read(kind, |index, state| {
                let Found { rows, of } = index.query(&query, &is_replaced)?;
                let shown = Arc::new(Shown {
                    version: wanted.version,
                    index: state,
                    now,
                    rows,
                    numbering: index.numbering().clone(),
                    of,
                });
                view.set_found(&shown, &index.visible()).then_some(shown)
            })
        });
        shown.await?.ok_or_else(|| Problem::new(ProblemCode::Superseded))
    }
}

/// Runs what may take some milliseconds where it holds up nobody.
pub(super) async fn in_background<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| Problem::new(ProblemCode::Internal))
}
