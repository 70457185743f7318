//! The kinds that a region is read by: how each is asked for, and how a page of it is stored.

use alibaba_cloud::ecs::{DescribeDisks, DescribeInstances, DescribeSnapshots, DiskPage, InstancePage, SnapshotPage};
use alibaba_cloud::{BoxFuture, Reply};
use futures_util::stream::BoxStream;

use crate::Problem;
use crate::cloud::{AccountClient, CallError};
use crate::store::Cache;
use crate::store::shards::{PageOutcome, SyncRun};

/// How a shard of one kind is read, page by page.
pub(super) trait ShardReader {
    /// One page.
    type Page: Send + 'static;
    /// The name of the action.
    const ACTION: &'static str;
    /// The action as RAM policies name it.
    const RAM_ACTION: &'static str;
    /// Whether its rows are the ones that the window counts while it waits.
    const IS_COUNTED: bool;

    /// The pages from `next_token` on.
    fn pages(client: &AccountClient, region_id: &str, next_token: Option<String>) -> Pages<Self::Page>;
    /// Where the listing goes on after a page.
    fn next_token(page: &Self::Page) -> Option<String>;
    /// Readable rows and rows that could not be read.
    fn counts(page: &Self::Page) -> (usize, usize);
    /// Stores a page.
    fn store(cache: &Cache, run: SyncRun, page: Self::Page) -> BoxFuture<'_, Result<PageOutcome, Problem>>;
}

pub(super) type Pages<P> = BoxStream<'static, Result<Reply<P>, CallError>>;

pub(super) struct Disks;
pub(super) struct Instances;
pub(super) struct Snapshots;

impl ShardReader for Disks {
    type Page = DiskPage;
    const ACTION: &'static str = "DescribeDisks";
    const RAM_ACTION: &'static str = "ecs:DescribeDisks";
    const IS_COUNTED: bool = false;

    fn pages(client: &AccountClient, region_id: &str, next_token: Option<String>) -> Pages<DiskPage> {
        let action = DescribeDisks {
            next_token,
            ..DescribeDisks::new(region_id)
        };
        client.pages(action)
    }

    fn next_token(page: &DiskPage) -> Option<String> {
        page.next_token.clone()
    }

    fn counts(page: &DiskPage) -> (usize, usize) {
        (page.disks.len(), page.skipped)
    }

    fn store(cache: &Cache, run: SyncRun, page: DiskPage) -> BoxFuture<'_, Result<PageOutcome, Problem>> {
        Box::pin(cache.store_disks(run, page.disks))
    }
}

impl ShardReader for Instances {
    type Page = InstancePage;
    const ACTION: &'static str = "DescribeInstances";
    const RAM_ACTION: &'static str = "ecs:DescribeInstances";
    const IS_COUNTED: bool = false;

    fn pages(client: &AccountClient, region_id: &str, next_token: Option<String>) -> Pages<InstancePage> {
        let action = DescribeInstances {
            next_token,
            ..DescribeInstances::new(region_id)
        };
        client.pages(action)
    }

    fn next_token(page: &InstancePage) -> Option<String> {
        page.next_token.clone()
    }

    fn counts(page: &InstancePage) -> (usize, usize) {
        (page.instances.len(), page.skipped)
    }

    fn store(cache: &Cache, run: SyncRun, page: InstancePage) -> BoxFuture<'_, Result<PageOutcome, Problem>> {
        Box::pin(cache.store_instances(run, page.instances))
    }
}

impl ShardReader for Snapshots {
    type Page = SnapshotPage;
    const ACTION: &'static str = "DescribeSnapshots";
    const RAM_ACTION: &'static str = "ecs:DescribeSnapshots";
    const IS_COUNTED: bool = true;

    fn pages(client: &AccountClient, region_id: &str, next_token: Option<String>) -> Pages<SnapshotPage> {
        let action = DescribeSnapshots {
            next_token,
            ..DescribeSnapshots::new(region_id)
        };
        client.pages(action)
    }

    fn next_token(page: &SnapshotPage) -> Option<String> {
        page.next_token.clone()
    }

    fn counts(page: &SnapshotPage) -> (usize, usize) {
        (page.snapshots.len(), page.skipped)
    }

    fn store(cache: &Cache, run: SyncRun, page: SnapshotPage) -> BoxFuture<'_, Result<PageOutcome, Problem>> {
        Box::pin(cache.store_snapshots(run, page.snapshots))
    }
}
