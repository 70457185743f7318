//! Which rows of the matrix of images and regions are asked for.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::question::question;
use super::{Scope, Sort, ViewSpec, Views};
use crate::Problem;
use crate::inventory::{PresenceBy, RowKind, SortColumn};

/// What the matrix of images and regions shows. Everything given is ANDed.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PresenceSpec {
    /// Which accounts, regions and resource groups. A row is shown with all its regions when one of its images is in the group.
    pub scope: Scope,
    /// Substring, any case, over everything that images are searched by. White space around it is ignored.
    pub search: String,
    /// What makes images one row.
    pub by: PresenceBy,
    /// Rows alone that some region lacks.
    pub incomplete: bool,
}

impl Views {
    /// Ids in the store of the images that a matrix is narrowed to; `None` when it is not narrowed.
    ///
    /// # Errors
    /// As [`Views::open`].
    pub(crate) async fn found_images(&self, spec: &PresenceSpec) -> Result<Option<HashSet<i64>>, Problem> {
        if spec.search.trim().is_empty() && spec.scope.resource_group_ids.is_empty() {
            return Ok(None);
        }
        let kind = RowKind::Images;
        let view = ViewSpec {
            kind,
            scope: Scope {
                // A row is found by any of its images, also by one in a region that is not shown.
                region_ids: Vec::new(),
                ..spec.scope.clone()
            },
            search: spec.search.clone(),
            filters: Vec::new(),
            sort: Sort {
                column: SortColumn::CreatedAt,
                descending: true,
            },
        };
        let inventory = self.inventory.clone();
        let query = question(&view, inventory.indexes().columns(kind), inventory.now())?;
        let found = super::views::in_background(move || {
            inventory.indexes().read(kind, |index, _| {
                let found = index.query(&query, &|| false)?;
                Some(index.numbering().ids(&found.rows).into_iter().collect())
            })
        });
        found.await
    }
}
