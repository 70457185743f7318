//! The real transport: HTTPS by reqwest, with the platform's roots and a proxy.

mod authority;
mod failure;
mod network;
mod proxy_address;
mod trust;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::future::BoxFuture;
use reqwest::Url;
use tokio::sync::OnceCell;
use tokio::time::timeout;

pub use authority::{Authority, AuthorityError};
pub use network::{EffectiveProxy, Network, NetworkSettings, OwnProxy, ProxyChoice};
pub use proxy_address::{ProxyAddress, ProxyAddressError};

use crate::endpoint::is_loopback;
use crate::{ProxyFault, Transport, TransportError, TransportRequest, TransportResponse};

/// The largest body accepted, after decompression, in bytes.
pub const MAX_BODY_BYTES: usize = 8 * 1024 * 1024;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
// The service drops a connection after about ten idle seconds.
const IDLE_TIMEOUT: Duration = Duration::from_secs(5);
const IDLE_CONNECTIONS_PER_HOST: usize = 8;
const USER_AGENT: &str = concat!("Darkroom/", env!("CARGO_PKG_VERSION"));

/// Sends over HTTPS; plain HTTP only to this machine, and then never through a proxy. Follows no redirect. A clone shares everything.
#[derive(Clone, Debug)]
pub struct HttpsTransport {
    cloud: Arc<Mutex<Arc<Way>>>,
    /// Over HTTPS to this machine: a gateway or a tunnel. Made with the first request, as [`Way::client`] is.
    tunnel: Arc<OnceCell<reqwest::Client>>,
    /// Over HTTP to this machine. Needs no roots, so that a machine without them can use the practice cloud.
    loopback: reqwest::Client,
}

/// The way to other machines.
struct Way {
    settings: NetworkSettings,
    /// Made with the first request: reading the platform's roots takes a while, and must not delay the window.
    client: OnceCell<reqwest::Client>,
    /// The proxy has refused user name and password. Sending them again and again would lock an account of the company.
    refused: Mutex<Option<TransportError>>,
}

impl fmt::Debug for Way {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Way").field(&self.settings).finish()
    }
}

impl Way {
    fn new(settings: NetworkSettings) -> Arc<Self> {
        Arc::new(Self {
            settings,
            client: OnceCell::new(),
            refused: Mutex::default(),
        })
    }

    fn refused(&self) -> MutexGuard<'_, Option<TransportError>> {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Closes the way when its own proxy has refused the login.
    fn note(&self, error: &TransportError) {
        let has_login = matches!(&self.settings.proxy, ProxyChoice::Own(own) if own.login.is_some());
        if has_login
            && let TransportError::Proxy {
                fault: ProxyFault::Password,
                ..
            } = error
        {
            *self.refused() = Some(error.clone());
        }
    }
}

/// The client that is made by these settings with the first request. Reads the platform's roots off the async workers. A failure is not
/// kept: the machine can be repaired while the application runs.
async fn made<'a>(
    client: &'a OnceCell<reqwest::Client>,
    settings: &NetworkSettings,
) -> Result<&'a reqwest::Client, TransportError> {
    let build = || async {
        let settings = settings.clone();
        let built = tokio::task::spawn_blocking(move || make(&settings)).await;
        built.map_err(|stopped| TransportError::SetUp {
            reason: stopped.to_string(),
        })?
    };
    client.get_or_try_init(build).await
}

fn make(settings: &NetworkSettings) -> Result<reqwest::Client, TransportError> {
    let tls = trust::configuration(&settings.authorities).map_err(|error| TransportError::SetUp {
        reason: error.to_string(),
    })?;
    let builder = builder().https_only(true).tls_backend_preconfigured(tls);
    let built = settings.proxy.apply(builder).and_then(reqwest::ClientBuilder::build);
    built.map_err(|error| failure::set_up(&error))
}

impl HttpsTransport {
    /// A transport with the system's proxy. The platform's roots are read with the first request; a machine without usable ones
    /// answers that request with [`TransportError::SetUp`].
    ///
    /// # Errors
    /// When no HTTP client can be made.
    pub fn new() -> Result<Self, TransportError> {
        let loopback = builder().no_proxy().tls_certs_only([]).build();
        Ok(Self {
            cloud: Arc::new(Mutex::new(Way::new(NetworkSettings::default()))),
            tunnel: Arc::default(),
            loopback: loopback.map_err(|error| failure::set_up(&error))?,
        })
    }

    fn way(&self) -> Arc<Way> {
        self.cloud.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn exchange(&self, request: TransportRequest) -> Result<TransportResponse, TransportError> {
        let refused = |reason: &str| TransportError::Refused {
            reason: reason.to_owned(),
        };
        let url = Url::parse(&request.url).map_err(|_| refused("malformed address"))?;
        let host = url.host_str().unwrap_or_default().to_owned();
        let way = self.way();
        let (client, proxy) = match (url.scheme(), is_loopback(&host)) {
            ("https", true) => {
                let direct = NetworkSettings {
                    proxy: ProxyChoice::None,
                    authorities: Vec::new(),
                };
                (made(&self.tunnel, &direct).await?, None)
            }
            (_, true) => (&self.loopback, None),
            ("https", false) => {
                if let Some(refused) = way.refused().clone() {
                    return Err(refused);
                }
                (made(&way.client, &way.settings).await?, Some(&way.settings.proxy))
            }
            _ => return Err(refused("plain HTTP to another machine")),
        };
        let mut outgoing = client.request(request.method, url).body(request.body);
        for (name, value) in &request.headers {
            outgoing = outgoing.header(name, value);
        }
        let read_timeout = request.read_timeout;
        let response = timeout(read_timeout, outgoing.send()).await;
        let response = response.map_err(|_| TransportError::Timeout)?.map_err(|error| {
            let by = proxy.and_then(|proxy| proxy.of(&host));
            let error = failure::explain(&error, &host, by.map(|proxy| proxy.address));
            if proxy.is_some() {
                way.note(&error);
            }
            error
        })?;
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

    fn network(&self) -> Option<&dyn Network> {
        Some(self)
    }
}

impl Network for HttpsTransport {
    fn set(&self, settings: NetworkSettings) {
        *self.cloud.lock().unwrap_or_else(PoisonError::into_inner) = Way::new(settings);
    }

    fn beside(&self, settings: NetworkSettings) -> Arc<dyn Transport> {
        Arc::new(Self {
            cloud: Arc::new(Mutex::new(Way::new(settings))),
            tunnel: self.tunnel.clone(),
            loopback: self.loopback.clone(),
        })
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
            cloud: Arc::new(Mutex::new(Way::new(NetworkSettings::default()))),
            tunnel: Arc::default(),
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
