//! Whole listings as streams of pages. TotalCount never steers: it is documented as invalid beside NextToken.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hasher as _};

use futures_util::stream::{self, Stream};

use crate::{Action, Client, Error, Reply, Unreadable};

/// After so many pages in a row without a new row a listing fails.
const MAX_STALE_PAGES: u32 = 20;

/// Pages after which a listing fails although each brought something new: ten times what a million rows take.
const MAX_PAGES: usize = 100_000;

/// An action whose reply is one page of a listing.
pub trait Listing: Action {
    /// A row of a page.
    type Row: Send;

    /// Changes the action so that it asks for the page after `page`; `false` when that was the last.
    fn go_to_next_page(&mut self, page: &Self::Response) -> bool;

    /// How many rows the page has, readable or not.
    fn row_count(page: &Self::Response) -> usize;

    /// The ids of the readable rows.
    fn row_ids(page: &Self::Response) -> Vec<&str>;

    /// How many rows of the page could not be read.
    fn skipped(page: &Self::Response) -> usize;

    /// How many rows the whole listing has, as the cloud counts them. It is wrong at times, so it never steers a listing.
    fn total_count(page: &Self::Response) -> Option<u64>;

    /// The readable rows.
    fn into_rows(page: Self::Response) -> Vec<Self::Row>;

    /// Where the listing goes on, when it is paged by token.
    fn next_token(_page: &Self::Response) -> Option<&str> {
        None
    }
}

/// Whether a page by number is full, so that another may follow: a server that gives smaller pages than asked says so.
pub(crate) fn is_full(row_count: usize, understood: Option<u32>, asked: u32) -> bool {
    let size = understood.filter(|size| (1..asked).contains(size)).unwrap_or(asked);
    usize::try_from(size).is_ok_and(|size| row_count >= size)
}

/// Every page of a listing, one after the other. Ends at the first error, and when the listing repeats itself:
/// the same token or the same numbered page twice, or page after page without a new one. A listing without end also fails.
pub fn all_pages<A: Listing>(
    client: &Client,
    action: A,
) -> impl Stream<Item = Result<Reply<A::Response>, Error>> + Send + use<A> {
    let start = Progress {
        client: client.clone(),
        action,
        tokens: HashSet::new(),
        contents: HashSet::new(),
        stale_pages: 0,
    };
    stream::try_unfold(Some(start), async |progress| match progress {
        Some(progress) => progress.next().await.map(Some),
        None => Ok(None),
    })
}

/// What a listing has seen, as 8 bytes per page and 8 bytes per token.
struct Progress<A> {
    client: Client,
    action: A,
    tokens: HashSet<u64>,
    contents: HashSet<u64>,
    stale_pages: u32,
}

impl<A: Listing> Progress<A> {
    async fn next(mut self) -> Result<(Reply<A::Response>, Option<Self>), Error> {
        let reply = self.client.call(&self.action).await?;
        let is_empty = A::row_count(&reply.body) == 0;
        let is_new = self.contents.insert(digest(&A::row_ids(&reply.body))) && !is_empty;
        self.stale_pages = if is_new { 0 } else { self.stale_pages + 1 };
        if !self.action.go_to_next_page(&reply.body) {
            return Ok((reply, None));
        }
        let repeats = match A::next_token(&reply.body) {
            Some(token) => !self.tokens.insert(digest(&token)),
            None => !is_new,
        };
        let reason = if repeats {
            Unreadable::RepeatedPage
        } else if self.contents.len() >= MAX_PAGES {
            Unreadable::EndlessListing
        } else if self.stale_pages < MAX_STALE_PAGES {
            return Ok((reply, Some(self)));
        } else if is_empty {
            Unreadable::EmptyPages
        } else {
            Unreadable::RepeatedPage
        };
        Err(Error::Unreadable {
            status: 200,
            request_id: Some(reply.request_id).filter(|id| !id.is_empty()),
            retry_after: None,
            reason,
        })
    }
}

fn digest(text: &impl std::hash::Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::Arc;

    use super::*;
    use crate::ecs::DescribeSnapshots;
    use crate::{
        BoxFuture, Credentials, EndpointRule, SystemRuntime, Transport, TransportError, TransportRequest,
        TransportResponse,
    };

    /// One more page, whatever was asked.
    struct OneMore;

    impl Transport for OneMore {
        fn send(&self, _: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
            let body = r#"{"RequestId":"R","NextToken":"t","Snapshots":{"Snapshot":[{"SnapshotId":"s"}]}}"#;
            let (status, headers, body) = (200, Vec::new(), body.into());
            Box::pin(async move { Ok(TransportResponse { status, headers, body }) })
        }
    }

    async fn after(pages: u64) -> Result<(), Unreadable> {
        let runtime = Arc::new(SystemRuntime);
        let credentials = Credentials::new("id", "secret");
        let progress = Progress {
            client: Client::new(Arc::new(OneMore), credentials, EndpointRule::Public, runtime),
            action: DescribeSnapshots::new("cn-hangzhou"),
            tokens: HashSet::new(),
            contents: (0..pages).collect(),
            stale_pages: 0,
        };
        match progress.next().await {
            Ok(_) => Ok(()),
            Err(Error::Unreadable { reason, .. }) => Err(reason),
            Err(other) => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn a_listing_of_ever_new_rows_is_given_up_but_a_million_rows_are_listed() {
        assert_eq!(after(10_000).await, Ok(()));
        assert_eq!(after(MAX_PAGES as u64).await, Err(Unreadable::EndlessListing));
    }
}
