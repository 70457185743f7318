//! Whole listings as streams of pages. TotalCount never steers: it is documented as invalid beside NextToken.

use std::collections::HashSet;

use futures_util::stream::{self, Stream};

use crate::ecs::{
    DescribeDisks, DescribeImages, DescribeInstances, DescribeSnapshots, DiskPage, ImagePage, InstancePage,
    SnapshotPage,
};
use crate::{Action, Client, Error, Reply, Unreadable};

/// Pages without rows in a row after which a listing is given up.
const MAX_EMPTY_PAGES: u32 = 20;

/// Every snapshot that matches, page by page. Ends at the first error.
pub fn describe_all_snapshots(
    client: &Client,
    action: DescribeSnapshots,
) -> impl Stream<Item = Result<Reply<SnapshotPage>, Error>> + Send + use<> {
    pages(client.clone(), action)
}

/// Every disk that matches, page by page. Ends at the first error.
pub fn describe_all_disks(
    client: &Client,
    action: DescribeDisks,
) -> impl Stream<Item = Result<Reply<DiskPage>, Error>> + Send + use<> {
    pages(client.clone(), action)
}

/// Every instance that matches, page by page. Ends at the first error.
pub fn describe_all_instances(
    client: &Client,
    action: DescribeInstances,
) -> impl Stream<Item = Result<Reply<InstancePage>, Error>> + Send + use<> {
    pages(client.clone(), action)
}

/// Every image that matches, page by page. Ends at the first error.
pub fn describe_all_images(
    client: &Client,
    action: DescribeImages,
) -> impl Stream<Item = Result<Reply<ImagePage>, Error>> + Send + use<> {
    pages(client.clone(), action)
}

/// An action whose reply is one page of a listing.
pub(crate) trait Listing: Action {
    /// Turns the action towards the page after `page`; `false` when that was the last.
    fn turn(&mut self, page: &Self::Response) -> bool;

    /// How many rows the page has, readable or not.
    fn row_count(page: &Self::Response) -> usize;

    /// What tells this page from all others of the listing: its token, or its ids.
    fn mark(page: &Self::Response) -> String;
}

struct Progress<A> {
    client: Client,
    action: A,
    marks: HashSet<String>,
    empty_pages: u32,
}

fn pages<A: Listing>(client: Client, action: A) -> impl Stream<Item = Result<Reply<A::Response>, Error>> + Send {
    let start = Progress {
        client,
        action,
        marks: HashSet::new(),
        empty_pages: 0,
    };
    stream::try_unfold(Some(start), async |progress| match progress {
        Some(progress) => progress.next().await.map(Some),
        None => Ok(None),
    })
}

impl<A: Listing> Progress<A> {
    async fn next(mut self) -> Result<(Reply<A::Response>, Option<Self>), Error> {
        let reply = self.client.call(&self.action).await?;
        if A::row_count(&reply.body) == 0 {
            self.empty_pages += 1;
        } else {
            self.empty_pages = 0;
        }
        if !self.action.turn(&reply.body) {
            return Ok((reply, None));
        }
        let reason = if !self.marks.insert(A::mark(&reply.body)) {
            Unreadable::RepeatedPage
        } else if self.empty_pages >= MAX_EMPTY_PAGES {
            Unreadable::EmptyPages
        } else {
            return Ok((reply, Some(self)));
        };
        Err(Error::Unreadable {
            status: 200,
            request_id: Some(reply.request_id).filter(|id| !id.is_empty()),
            reason,
        })
    }
}
