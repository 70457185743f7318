//! A listener that can stop listening for a while, and whose connections can be broken from inside a request.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use http::Response;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::time::Instant;

/// How a broken connection ends.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(u8)]
pub(crate) enum End {
    /// It closes.
    Closed = 1,
    /// It is reset.
    Reset = 2,
}

/// Until when the port is closed.
#[derive(Default)]
struct Gate {
    closed_until: Mutex<Option<Instant>>,
    changed: Notify,
}

impl Gate {
    fn closed_until(&self) -> Option<Instant> {
        let until = *self.closed_until.lock().unwrap_or_else(PoisonError::into_inner);
        until.filter(|until| *until > Instant::now())
    }
}

pub(crate) struct BreakableListener {
    listener: Option<TcpListener>,
    address: SocketAddr,
    gate: Arc<Gate>,
}

impl BreakableListener {
    pub(crate) fn new(listener: TcpListener) -> io::Result<Self> {
        Ok(Self {
            address: listener.local_addr()?,
            listener: Some(listener),
            gate: Arc::default(),
        })
    }
}

impl Listener for BreakableListener {
    type Io = BreakableConnection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            if let Some(until) = self.gate.closed_until() {
                self.listener = None;
                tokio::time::sleep_until(until).await;
                continue;
            }
            let Some(listener) = &mut self.listener else {
                match TcpListener::bind(self.address).await {
                    Ok(listener) => self.listener = Some(listener),
                    // The system has not let go of the port yet.
                    Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
                }
                continue;
            };
            tokio::select! {
                (stream, address) = Listener::accept(listener) => {
                    let breaker = Breaker { end: Arc::default(), gate: Arc::clone(&self.gate) };
                    return (BreakableConnection { stream, breaker }, address);
                }
                () = self.gate.changed.notified() => {}
            }
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Ok(self.address)
    }
}

/// Breaks one connection, or closes the port for a while.
#[derive(Clone)]
pub(crate) struct Breaker {
    end: Arc<AtomicU8>,
    gate: Arc<Gate>,
}

impl Breaker {
    /// Breaks the connection: nothing more can be written, so the answer never reaches the client.
    pub(crate) fn end(&self, end: End) -> Response<Body> {
        self.end.store(end as u8, Ordering::Release);
        Response::new(Body::empty())
    }

    /// Closes the port for this long.
    pub(crate) fn refuse(&self, lasts: Duration) {
        let until = Instant::now() + lasts;
        *self.gate.closed_until.lock().unwrap_or_else(PoisonError::into_inner) = Some(until);
        self.gate.changed.notify_one();
    }
}

impl Connected<IncomingStream<'_, BreakableListener>> for Breaker {
    fn connect_info(stream: IncomingStream<'_, BreakableListener>) -> Self {
        stream.io().breaker.clone()
    }
}

pub(crate) struct BreakableConnection {
    stream: TcpStream,
    breaker: Breaker,
}

impl BreakableConnection {
    fn check(&self) -> io::Result<()> {
        let end = self.breaker.end.load(Ordering::Acquire);
        if end == 0 {
            return Ok(());
        }
        if end == End::Reset as u8 {
            // Without lingering, closing is a reset.
            let _ = self.stream.set_zero_linger();
        }
        Err(io::ErrorKind::ConnectionReset.into())
    }
}

impl AsyncRead for BreakableConnection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for BreakableConnection {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
