//! A proxy as companies have them: it wants a password, looks into TLS with a certificate authority of its own, or answers 404 to everything.
//!
//! Whatever host is asked for, the requests are answered by one server on loopback, such as the simulated cloud, so that the application
//! can be tested with the cloud's own host names:
//!
//! ```no_run
//! use darkroom_acceptance::proxy::{ProxyBehaviour, ProxyServer};
//! # let (cloud, folder) = ("http://127.0.0.1:1", std::path::Path::new("/tmp"));
//! let proxy = ProxyServer::start(cloud, ProxyBehaviour { password: Some(("ann", "secret")), ..ProxyBehaviour::default() });
//! proxy.write_authority(&folder.join("company-ca.pem"));
//! ```
//!
//! In the application: Settings, General, own proxy, [`ProxyServer::address`], user name and password; add the certificate of the file
//! (`Desktop::open_file` works the dialog); then connect an account **without** a custom endpoint. Both halves are needed even for the proxy
//! that only wants a password: what it forwards to speaks plain HTTP, so it always looks into TLS.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::{fs, io, thread};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
use tokio_rustls::rustls::{ServerConfig, crypto};

/// The name of the authority, which problems tell.
pub const AUTHORITY: &str = "Company inspection CA";

/// How a proxy behaves besides looking into TLS.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProxyBehaviour {
    /// User name and password that it wants, as HTTP Basic.
    pub password: Option<(&'static str, &'static str)>,
    /// Whether it answers 404 with a page of its own to every request, in place of the server behind it.
    pub not_found: bool,
    /// Whether it lets nothing through: 403 to every CONNECT.
    pub forbidden: bool,
}

/// What a proxy has met.
#[derive(Clone, Debug, Default)]
pub struct Met {
    /// The hosts that it let through, in the order of the connections.
    pub hosts: Vec<String>,
    /// How many connections it refused for their password.
    pub refused: usize,
}

/// A running proxy on loopback. It runs until the process ends.
pub struct ProxyServer {
    address: SocketAddr,
    authority_pem: String,
    met: Arc<Mutex<Met>>,
}

impl ProxyServer {
    /// Starts a proxy that forwards everything to `server`, an address such as `http://127.0.0.1:4000`.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start(server: &str, behaviour: ProxyBehaviour) -> Self {
        let authority = Authority::new();
        let authority_pem = authority.pem.clone();
        let met = Arc::<Mutex<Met>>::default();
        let shared = Arc::new(Shared {
            server: server.trim_start_matches("http://").trim_end_matches('/').to_owned(),
            behaviour,
            authority,
            met: met.clone(),
        });
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.set_nonblocking(true).expect("a listener without blocking");
        let address = listener.local_addr().expect("an address");
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async {
                let listener = TcpListener::from_std(listener).expect("a listener");
                while let Ok((stream, _)) = listener.accept().await {
                    let shared = shared.clone();
                    // Who hangs up does so.
                    tokio::spawn(async move { shared.serve(stream).await.ok() });
                }
            });
        });
        Self {
            address,
            authority_pem,
            met,
        }
    }

    /// `http://host:port`, to type into the field for a proxy.
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The certificate of its authority, PEM.
    pub fn authority_pem(&self) -> &str {
        &self.authority_pem
    }

    /// Writes the certificate of its authority into a file.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn write_authority(&self, path: &Path) {
        fs::write(path, &self.authority_pem).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    }

    /// What it has met until now.
    pub fn met(&self) -> Met {
        self.met.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

struct Shared {
    server: String,
    behaviour: ProxyBehaviour,
    authority: Authority,
    met: Arc<Mutex<Met>>,
}

impl Shared {
    async fn serve(&self, mut stream: TcpStream) -> io::Result<()> {
        let head = read_head(&mut stream).await?;
        let target = head.strip_prefix("CONNECT ").and_then(|rest| rest.split(' ').next());
        let Some(host) = target
            .and_then(|target| target.rsplit_once(':'))
            .map(|(host, _)| host.to_owned())
        else {
            return refuse(&mut stream, "405 Method Not Allowed", "").await;
        };
        if !self.is_password_right(&head) {
            self.note(|met| met.refused += 1);
            let wanted = "proxy-authenticate: Basic realm=\"company\"\r\n";
            return refuse(&mut stream, "407 Proxy Authentication Required", wanted).await;
        }
        if self.behaviour.forbidden {
            return refuse(&mut stream, "403 Forbidden", "").await;
        }
        self.note(|met| met.hosts.push(host.clone()));
        stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
        let mut inside = self.authority.acceptor(&host).accept(stream).await?;
        if self.behaviour.not_found {
            read_head(&mut inside).await?;
            let page = "<html><h1>404 Not Found</h1></html>";
            let length = page.len();
            let head = format!(
                "HTTP/1.1 404 Not Found\r\ncontent-type: text/html\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
            );
            inside.write_all((head + page).as_bytes()).await?;
            return inside.shutdown().await;
        }
        let mut server = TcpStream::connect(&self.server).await?;
        copy_bidirectional(&mut inside, &mut server).await?;
        Ok(())
    }

    fn is_password_right(&self, head: &str) -> bool {
        let Some((user, password)) = self.behaviour.password else {
            return true;
        };
        let wanted = format!("Basic {}", STANDARD.encode(format!("{user}:{password}")));
        let headers = head.lines().filter_map(|line| line.split_once(':'));
        let mut sent = headers.filter(|(name, _)| name.eq_ignore_ascii_case("proxy-authorization"));
        sent.next().is_some_and(|(_, value)| value.trim() == wanted)
    }

    fn note(&self, change: impl FnOnce(&mut Met)) {
        change(&mut self.met.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// The certificate authority of a proxy.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    fn new() -> Self {
        let mut parameters = CertificateParams::new(Vec::new()).expect("parameters");
        parameters.distinguished_name.push(DnType::CommonName, AUTHORITY);
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        let pem = parameters.self_signed(&key).expect("a certificate").pem();
        let issuer = Issuer::new(parameters, key);
        Self { issuer, pem }
    }

    /// What speaks TLS in the name of a host.
    fn acceptor(&self, host: &str) -> TlsAcceptor {
        let parameters = CertificateParams::new(vec![host.to_owned()]).expect("parameters");
        let key = KeyPair::generate().expect("a key");
        let certificate = parameters.signed_by(&key, &self.issuer).expect("a certificate");
        let key = PrivatePkcs8KeyDer::from(key.serialize_der());
        let config = ServerConfig::builder_with_provider(Arc::new(crypto::aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("protocol versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key.into())
            .expect("a configuration");
        TlsAcceptor::from(Arc::new(config))
    }
}

/// The head of a request, up to its empty line.
async fn read_head(stream: &mut (impl tokio::io::AsyncRead + Unpin)) -> io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

async fn refuse(stream: &mut TcpStream, status: &str, headers: &str) -> io::Result<()> {
    let answer = format!("HTTP/1.1 {status}\r\n{headers}content-length: 0\r\nconnection: close\r\n\r\n");
    stream.write_all(answer.as_bytes()).await?;
    stream.shutdown().await
}
