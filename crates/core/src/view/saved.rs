//! Views that are kept by name.

use super::saved_record::Record;
use super::{SavedView, ViewSpec, Views};
use crate::inventory::RowKind;
use crate::store::saved_views;
use crate::{Problem, ProblemCode};

/// Letters of a name at most.
const LONGEST_NAME: usize = 64;

impl Views {
    /// Keeps a view under a name.
    ///
    /// # Errors
    /// `Empty` and `Malformed` at `name`, `StoreFailed`.
    pub(crate) async fn save(&self, name: &str, spec: &ViewSpec) -> Result<(), Problem> {
        let name = name.trim().to_owned();
        if name.is_empty() {
            return Err(Problem::new(ProblemCode::Empty).at("name"));
        }
        if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
            return Err(Problem::new(ProblemCode::Malformed).at("name"));
        }
        let record = Record::of(spec).text()?;
        let kind = word(spec.kind);
        let put = self
            .state
            .write(move |transaction| saved_views::put(transaction, kind, &name, &record));
        Ok(put.await?)
    }

    /// The kept views of a kind, by name. Those that this program cannot read are left out.
    pub(crate) async fn saved(&self, kind: RowKind) -> Result<Vec<SavedView>, Problem> {
        let read = self
            .state
            .read(move |connection| saved_views::of_kind(connection, word(kind)));
        let views = read.await?.into_iter().filter_map(|(name, text)| {
            let spec = Record::parse(&text).and_then(|record| record.spec(kind));
            if spec.is_none() {
                tracing::warn!(?kind, "a view that was kept cannot be read");
            }
            Some(SavedView { name, spec: spec? })
        });
        Ok(views.collect())
    }

    /// Forgets a kept view.
    pub(crate) async fn remove_saved(&self, kind: RowKind, name: &str) -> Result<(), Problem> {
        let name = name.trim().to_owned();
        let removed = self
            .state
            .write(move |transaction| saved_views::remove(transaction, word(kind), &name));
        Ok(removed.await?)
    }
}

/// A kind as the store spells it.
fn word(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Snapshots => "snapshots",
        RowKind::Images => "images",
        RowKind::Instances => "instances",
    }
}
