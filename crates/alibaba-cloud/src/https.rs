//! The real transport: HTTPS by reqwest, with the system's roots and proxy.

use std::error::Error;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::future::BoxFuture;
use reqwest::Url;
use tokio::sync::OnceCell;
use tokio::time::timeout;

use crate::endpoint::is_loopback;
use crate::{Transport, TransportError, TransportRequest, TransportResponse};

/// The largest body accepted, after decompression, in bytes.
pub const MAX_BODY_BYTES: usize = 8 * 1024 * 1024;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
// The service drops a connection after about ten idle seconds.
const IDLE_TIMEOUT: Duration = Duration::from_secs(5);
const IDLE_CONNECTIONS_PER_HOST: usize = 8;
const USER_AGENT: &str = concat!("Darkroom/", env!("CARGO_PKG_VERSION"));
const MAX_REASON_CHARS: usize = 300;

/// Sends over HTTPS; plain HTTP only to this machine, and then never through a proxy. Follows no redirect.
#[derive(Clone, Debug)]
pub struct HttpsTransport {
    /// Made with the first request: reading the platform's roots takes a while, and must not delay the window.
    cloud: Arc<OnceCell<reqwest::Client>>,
    loopback: reqwest::Client,
}

impl HttpsTransport {
    /// A transport with the system's proxy. The platform's roots are read with the first request; a machine without usable ones
    /// answers that request with [`TransportError::SetUp`].
    ///
    /// # Errors
    /// When no HTTP client can be made.
    pub fn new() -> Result<Self, TransportError> {
        Ok(Self {
            cloud: Arc::default(),
            loopback: builder().no_proxy().build().map_err(set_up)?,
        })
    }

    /// Reads the platform's roots off the async workers. A failure is not kept: the machine can be repaired while
    /// the application runs.
    async fn cloud(&self) -> Result<&reqwest::Client, TransportError> {
        let build = || async {
            let built = tokio::task::spawn_blocking(|| builder().https_only(true).build()).await;
            let built = built.map_err(|stopped| TransportError::SetUp {
                reason: stopped.to_string(),
            })?;
            built.map_err(set_up)
        };
        self.cloud.get_or_try_init(build).await
    }

    async fn exchange(&self, request: TransportRequest) -> Result<TransportResponse, TransportError> {
        let refused = |reason: &str| TransportError::Refused {
            reason: reason.to_owned(),
        };
        let url = Url::parse(&request.url).map_err(|_| refused("malformed address"))?;
        let host = url.host_str().unwrap_or_default().to_owned();
        let client = match (url.scheme(), is_loopback(&host)) {
            (_, true) => &self.loopback,
            ("https", false) => self.cloud().await?,
            _ => return Err(refused("plain HTTP to another machine")),
        };
        let mut outgoing = client.request(request.method, url).body(request.body);
        for (name, value) in &request.headers {
            outgoing = outgoing.header(name, value);
        }
        let read_timeout = request.read_timeout;
        let response = timeout(read_timeout, outgoing.send()).await;
        let response = response
            .map_err(|_| TransportError::Timeout)?
            .map_err(|error| explain(&error, &host))?;
        let status = response.status().as_u16();
        let headers = response.headers().iter();
        let headers = headers
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes());
                (name.to_string(), value.into_owned())
            })
            .collect();
        // Each silence has its limit, and so has a body that trickles without end.
        let body = timeout(2 * read_timeout, read_body(response, read_timeout)).await;
        Ok(TransportResponse {
            status,
            headers,
            body: body.map_err(|_| TransportError::Timeout)??,
        })
    }
}

impl Transport for HttpsTransport {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

fn builder() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        // One dead HTTP/2 connection would stall every request of a host.
        .http1_only()
        .connect_timeout(CONNECT_TIMEOUT)
        .pool_idle_timeout(IDLE_TIMEOUT)
        .pool_max_idle_per_host(IDLE_CONNECTIONS_PER_HOST)
}

async fn read_body(mut response: reqwest::Response, read_timeout: Duration) -> Result<Bytes, TransportError> {
    // Known unless the body is compressed, and no more than a hint.
    let length = response
        .content_length()
        .and_then(|length| usize::try_from(length).ok());
    let mut body = BytesMut::with_capacity(length.unwrap_or_default().min(MAX_BODY_BYTES));
    loop {
        let chunk = timeout(read_timeout, response.chunk()).await;
        let chunk = chunk
            .map_err(|_| TransportError::Timeout)?
            .map_err(|_| TransportError::Interrupted)?;
        let Some(chunk) = chunk else {
            return Ok(body.freeze());
        };
        if body.len() + chunk.len() > MAX_BODY_BYTES {
            return Err(TransportError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
}

fn explain(error: &reqwest::Error, host: &str) -> TransportError {
    let host = host.to_owned();
    let reason = innermost(error);
    let causes = causes(error);
    let says = |word| causes.iter().any(|cause| cause.to_string().contains(word));
    if error.is_builder() {
        TransportError::Refused { reason }
    } else if !error.is_connect() {
        if error.is_timeout() {
            TransportError::Timeout
        } else {
            TransportError::Interrupted
        }
    } else if causes.iter().any(|cause| cause.is::<rustls::Error>()) {
        TransportError::Tls { host, reason }
    } else if ["proxy", "tunnel", "SOCKS"].into_iter().any(says) {
        // The type of these errors is private to the HTTP library.
        TransportError::Proxy { host, reason }
    } else {
        TransportError::Connect { host, reason }
    }
}

/// The causes of an error, from the outermost to the innermost. The outermost error itself is left out: it names the URL.
fn causes(error: &reqwest::Error) -> Vec<&(dyn Error + 'static)> {
    let mut causes = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        causes.push(cause);
        // An error of input and output passes over what it wraps.
        let wrapped = cause.downcast_ref().and_then(io::Error::get_ref);
        next = wrapped.map_or_else(|| cause.source(), |wrapped| Some(wrapped));
    }
    causes
}

fn set_up(error: reqwest::Error) -> TransportError {
    TransportError::SetUp {
        reason: innermost(&error),
    }
}

fn innermost(error: &reqwest::Error) -> String {
    let innermost = causes(error).pop();
    let reason = innermost.map_or_else(|| "unknown reason".to_owned(), ToString::to_string);
    reason.chars().take(MAX_REASON_CHARS).collect()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::{TcpListener, TcpSocket, TcpStream};
    use tokio::time::Instant;

    use super::*;

    #[tokio::test]
    async fn n14_an_address_that_swallows_everything_does_not_keep_from_the_other() {
        let v4 = TcpSocket::new_v4().unwrap();
        v4.bind("127.0.0.2:0".parse().unwrap()).unwrap();
        answers_beside(v4).await;
        // Not every machine has it.
        if let Ok(v6) = TcpSocket::new_v6()
            && v6.bind("[::1]:0".parse().unwrap()).is_ok()
        {
            answers_beside(v6).await;
        }
    }

    async fn answers_beside(socket: TcpSocket) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let alive = listener.local_addr().unwrap();
        let hole = socket.listen(0).unwrap();
        let dead = hole.local_addr().unwrap();
        // One is queued and nobody is accepted: the next ones hear nothing at all.
        let _queued = TcpStream::connect(dead).await.unwrap();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
            assert_ne!(stream.read(&mut [0; 1_024]).await.unwrap(), 0);
            stream.write_all(answer).await.unwrap();
        });
        let resolved = builder().no_proxy().resolve_to_addrs("localhost", &[dead, alive]);
        let transport = HttpsTransport {
            cloud: Arc::default(),
            loopback: resolved.build().unwrap(),
        };
        let began = Instant::now();
        let answer = transport.send(TransportRequest {
            url: "http://localhost/".to_owned(),
            method: http::Method::GET,
            headers: Vec::new(),
            body: Bytes::new(),
            read_timeout: Duration::from_secs(20),
        });
        assert_eq!(answer.await.unwrap().body, "{}");
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    }
}
