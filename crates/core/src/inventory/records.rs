//! Rows with the cloud's records of them: everything that can be told of a row without asking for more.

use alibaba_cloud::ecs::{Image, Instance, Snapshot};

use super::kinds::Kind;
use super::kinds::image::Images;
use super::kinds::instance::{self, Instances};
use super::kinds::snapshot::{self, Snapshots};
use super::{ImageRow, InstanceRow, Inventory, ResourceKey, RowKind, SnapshotRow};
use crate::Problem;

/// A row and what the cloud told of it.
pub(crate) struct Recorded<Row, Record> {
    pub(crate) row: Row,
    pub(crate) record: Record,
}

/// Rows of one kind with their records, in the order they were asked for.
pub(crate) enum Records {
    Snapshots(Vec<Recorded<SnapshotRow, Snapshot>>),
    Images(Vec<Recorded<ImageRow, Image>>),
    Instances(Vec<Recorded<InstanceRow, Instance>>),
}

impl Records {
    /// Where each row is, and whether another account shares it.
    pub(crate) fn places(&self) -> Vec<(&ResourceKey, bool)> {
        match self {
            Self::Snapshots(of) => of.iter().map(|of| (&of.row.key, false)).collect(),
            Self::Images(of) => of.iter().map(|of| (&of.row.key, of.row.shared_with_me)).collect(),
            Self::Instances(of) => of.iter().map(|of| (&of.row.key, false)).collect(),
        }
    }
}

impl Inventory {
    /// Rows of a kind by their ids in the store, in their order, with their records. Those that are gone are left out.
    pub(crate) async fn records(&self, kind: RowKind, ids: Vec<i64>) -> Result<Records, Problem> {
        let stored = self.shared.cache.rows_of_ids(ids).await?;
        Ok(match kind {
            RowKind::Snapshots => Records::Snapshots(
                self.of_rows(&stored, |_, place, row| {
                    let record = Snapshots::parse(&row.raw)?;
                    let row = snapshot::facts(place, &record).row;
                    Some(Recorded { row, record })
                })
                .1,
            ),
            RowKind::Images => Records::Images(
                self.of_rows(&stored, |relations, place, row| {
                    let record = Images::parse(&row.raw)?;
                    let row = self.image_row(relations, place, &record);
                    Some(Recorded { row, record })
                })
                .1,
            ),
            RowKind::Instances => Records::Instances(
                self.of_rows(&stored, |_, place, row| {
                    let record = Instances::parse(&row.raw)?;
                    let row = instance::row(place, &record);
                    Some(Recorded { row, record })
                })
                .1,
            ),
        })
    }

    /// Changes when another cache file takes the place of the one before: ids of rows mean nothing any more.
    pub(crate) fn cache_epoch(&self) -> u64 {
        self.shared.cache.epoch()
    }
}
