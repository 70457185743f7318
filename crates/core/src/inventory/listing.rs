//! The three listings a region is read by: how each is asked for, and how a page of it lands.

use alibaba_cloud::Reply;
use alibaba_cloud::ecs::{DescribeDisks, DescribeInstances, DescribeSnapshots, DiskPage, InstancePage, SnapshotPage};
use futures_util::stream::BoxStream;
use rusqlite::Transaction;

use crate::cloud::{AccountClient, CallError};
use crate::store::shards::Reading;
use crate::store::{disks, instances, snapshots};

/// A listing of a region, page by page.
pub(super) trait Listing {
    /// One page.
    type Page: Send + 'static;
    /// The RAM action that must be allowed.
    const ACTION: &'static str;

    /// The pages from `next_token` on.
    fn pages(client: &AccountClient, region_id: &str, next_token: Option<String>) -> Pages<Self::Page>;
    /// Where the listing goes on after a page.
    fn next_token(page: &Self::Page) -> Option<String>;
    /// Readable rows and rows that could not be read.
    fn counts(page: &Self::Page) -> (usize, usize);
    /// Stores a page. `true` when a row of the grid changed.
    fn land(transaction: &Transaction<'_>, reading: Reading, page: &Self::Page) -> rusqlite::Result<bool>;
    /// Removes what a completed listing did not name. `true` when a row of the grid went.
    fn sweep(transaction: &Transaction<'_>, reading: Reading) -> rusqlite::Result<bool>;
}

pub(super) type Pages<P> = BoxStream<'static, Result<Reply<P>, CallError>>;

pub(super) struct Disks;
pub(super) struct Instances;
pub(super) struct Snapshots;

impl Listing for Disks {
    type Page = DiskPage;
    const ACTION: &'static str = "ecs:DescribeDisks";

    fn pages(client: &AccountClient, region_id: &str, next_token: Option<String>) -> Pages<DiskPage> {
        client.pages(DescribeDisks {
            next_token,
            ..DescribeDisks::new(region_id)
        })
    }

    fn next_token(page: &DiskPage) -> Option<String> {
        page.next_token.clone()
    }

    fn counts(page: &DiskPage) -> (usize, usize) {
        (page.disks.len(), page.skipped)
    }

    fn land(transaction: &Transaction<'_>, reading: Reading, page: &DiskPage) -> rusqlite::Result<bool> {
        disks::put(transaction, reading, &page.disks).map(|()| false)
    }

    fn sweep(transaction: &Transaction<'_>, reading: Reading) -> rusqlite::Result<bool> {
        disks::sweep(transaction, reading).map(|()| false)
    }
}

impl Listing for Instances {
    type Page = InstancePage;
    const ACTION: &'static str = "ecs:DescribeInstances";

    fn pages(client: &AccountClient, region_id: &str, next_token: Option<String>) -> Pages<InstancePage> {
        client.pages(DescribeInstances {
            next_token,
            ..DescribeInstances::new(region_id)
        })
    }

    fn next_token(page: &InstancePage) -> Option<String> {
        page.next_token.clone()
    }

    fn counts(page: &InstancePage) -> (usize, usize) {
        (page.instances.len(), page.skipped)
    }

    fn land(transaction: &Transaction<'_>, reading: Reading, page: &InstancePage) -> rusqlite::Result<bool> {
        instances::put(transaction, reading, &page.instances).map(|()| false)
    }

    fn sweep(transaction: &Transaction<'_>, reading: Reading) -> rusqlite::Result<bool> {
        instances::sweep(transaction, reading).map(|()| false)
    }
}

impl Listing for Snapshots {
    type Page = SnapshotPage;
    const ACTION: &'static str = "ecs:DescribeSnapshots";

    fn pages(client: &AccountClient, region_id: &str, next_token: Option<String>) -> Pages<SnapshotPage> {
        client.pages(DescribeSnapshots {
            next_token,
            ..DescribeSnapshots::new(region_id)
        })
    }

    fn next_token(page: &SnapshotPage) -> Option<String> {
        page.next_token.clone()
    }

    fn counts(page: &SnapshotPage) -> (usize, usize) {
        (page.snapshots.len(), page.skipped)
    }

    fn land(transaction: &Transaction<'_>, reading: Reading, page: &SnapshotPage) -> rusqlite::Result<bool> {
        snapshots::put(transaction, reading, &page.snapshots)
    }

    fn sweep(transaction: &Transaction<'_>, reading: Reading) -> rusqlite::Result<bool> {
        snapshots::sweep(transaction, reading)
    }
}
