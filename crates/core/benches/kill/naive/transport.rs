//! The way of the script to the cloud, on which it is killed.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use alibaba_cloud::{
    BoxFuture, HttpsTransport, Runtime as _, Transport, TransportError, TransportRequest, TransportResponse,
};
use tokio::sync::Notify;

use crate::harness::VirtualClock;
use crate::kill::cloud::Control;

pub(super) struct NaiveTransport {
    pub(super) https: HttpsTransport,
    pub(super) control: Control,
    pub(super) clock: Arc<VirtualClock>,
    pub(super) moved: AtomicU64,
    /// Points until the script dies.
    pub(super) left: AtomicU64,
    pub(super) dies: Notify,
}

impl NaiveTransport {
    async fn cross(&self) {
        if self.left.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.dies.notify_one();
            std::future::pending::<()>().await;
        }
    }
}

impl Transport for NaiveTransport {
    fn send(&self, mut request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async move {
            self.cross().await;
            let answer = {
                let _under_way = self.clock.outside_work();
                let now = self.clock.elapsed().as_secs();
                let seconds = now - self.moved.swap(now, Ordering::SeqCst);
                if seconds > 0 {
                    self.control.advance(&self.https, seconds).await;
                }
                request.url = format!("{}/", self.control.endpoint);
                self.https.send(request).await
            };
            self.cross().await;
            answer
        })
    }
}
