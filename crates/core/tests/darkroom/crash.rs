//! The program dies at every step of a job and starts again; the ledger of the cloud must have one image for each request.
//!
//! The program is a child process that really aborts; the cloud stays in the parent, on loopback.
#![cfg(unix)]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::time::Duration;

use alibaba_cloud::{BoxFuture, Credentials, Runtime, Transport, TransportError, TransportRequest, TransportResponse};
use bytes::Bytes;
use darkroom_core::job::JobState;
use darkroom_core::{Practice, Settings};
use jiff::Timestamp;
use simulator::{AccessKey, Scenario, SharedClock, Simulator};

use crate::harness::{AccountKind, MemorySecretStore, START, Session, VirtualClock, images_made, parameters};

const FOLDER: &str = "DARKROOM_TEST_FOLDER";
const CLOUD: &str = "DARKROOM_TEST_CLOUD";
const KEY_ID: &str = "DARKROOM_TEST_KEY_ID";
const KEY_SECRET: &str = "DARKROOM_TEST_KEY_SECRET";
const POINT: &str = "DARKROOM_TEST_CRASH";

/// Where the program dies.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Point {
    /// Before the intent is committed.
    BeforeIntent,
    /// After the intent, before the key is asked for.
    AfterIntent,
    /// Marked as sending; not a byte has left.
    BeforeSending,
    /// The cloud has carried the request out; no reply was read.
    BeforeReply,
    /// The reply was read; the image id is not committed.
    AfterReply,
    /// The image id is committed; the first question about it has not left.
    BeforePoll,
    /// In the middle of watching.
    WhilePolling,
    /// The cloud is being looked at for an image without an answer.
    WhileLooking,
    /// The end is committed; nobody was told.
    AfterEnd,
    /// Nowhere.
    Never,
}

const POINTS: [Point; 10] = [
    Point::BeforeIntent,
    Point::AfterIntent,
    Point::BeforeSending,
    Point::BeforeReply,
    Point::AfterReply,
    Point::BeforePoll,
    Point::WhilePolling,
    Point::WhileLooking,
    Point::AfterEnd,
    Point::Never,
];

/// The way of the child to the cloud: HTTP by hand over loopback, so that it can stop at any byte.
struct Loopback {
    cloud: SocketAddr,
    point: Point,
    polls: AtomicU32,
    clock: Arc<VirtualClock>,
    /// Seconds by which the cloud's clock was moved, as the child's went on.
    moved: AtomicU64,
}

impl Loopback {
    fn exchange(&self, request: &TransportRequest) -> std::io::Result<TransportResponse> {
        let parameters = parameters(request);
        let action = parameters["Action"].as_str();
        let is_poll = action == "DescribeImages" && parameters.contains_key("ImageId");
        let is_look = action == "DescribeImages" && parameters.contains_key("Tag.1.Key");
        let die_at = |point: Point, here: bool| {
            if here && self.point == point {
                std::process::abort();
            }
        };
        die_at(Point::BeforeSending, action == "CreateImage");
        die_at(Point::BeforePoll, is_poll);
        die_at(Point::WhileLooking, is_look);

        self.move_cloud()?;
        let mut stream = TcpStream::connect(self.cloud)?;
        let host = request.url.trim_start_matches("https://").trim_end_matches('/');
        write!(
            stream,
            "POST / HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-length: {}\r\n",
            request.body.len()
        )?;
        for (name, value) in &request.headers {
            write!(stream, "{name}: {value}\r\n")?;
        }
        stream.write_all(b"\r\n")?;
        stream.write_all(&request.body)?;
        let mut reply = vec![0];
        stream.read_exact(&mut reply)?;
        die_at(Point::BeforeReply, action == "CreateImage");
        stream.read_to_end(&mut reply)?;
        die_at(Point::AfterReply, action == "CreateImage");
        die_at(
            Point::WhilePolling,
            is_poll && self.polls.fetch_add(1, Ordering::SeqCst) == 1,
        );

        let end = reply.windows(4).position(|bytes| bytes == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(reply[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Ok(TransportResponse {
            status,
            headers: Vec::new(),
            body: Bytes::from(reply.split_off(end + 4)),
        })
    }

    fn move_cloud(&self) -> std::io::Result<()> {
        let now = self.clock.elapsed().as_secs();
        let seconds = now - self.moved.swap(now, Ordering::SeqCst);
        let body = format!(r#"{{"seconds":{seconds}}}"#);
        control(self.cloud, "POST", "advance", &body).map(drop)
    }
}

/// Asks the simulator itself, not its cloud.
fn control(cloud: SocketAddr, method: &str, route: &str, body: &str) -> std::io::Result<serde_json::Value> {
    let mut stream = TcpStream::connect(cloud)?;
    write!(
        stream,
        "{method} /_simulator/{route} HTTP/1.1\r\nhost: {cloud}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut reply = String::new();
    stream.read_to_string(&mut reply)?;
    let (_, body) = reply.split_once("\r\n\r\n").unwrap();
    Ok(serde_json::from_str(body)?)
}

struct LoopbackTransport(Arc<Loopback>);

impl Transport for LoopbackTransport {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        let loopback = self.0.clone();
        Box::pin(async move {
            let exchange = tokio::task::spawn_blocking(move || loopback.exchange(&request));
            exchange.await.unwrap().map_err(|_| TransportError::Interrupted)
        })
    }
}

/// Dies at the first random value that a new job asks for.
struct DeadlyRuntime {
    clock: Arc<VirtualClock>,
    is_deadly: AtomicBool,
}

impl Runtime for DeadlyRuntime {
    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn nonce(&self) -> String {
        if self.is_deadly.load(Ordering::SeqCst) {
            std::process::abort();
        }
        self.clock.nonce()
    }

    fn jitter(&self) -> f64 {
        self.clock.jitter()
    }

    fn outside_work(&self) -> Box<dyn Send> {
        self.clock.outside_work()
    }
}

/// One run of the program, for a child process.
#[test]
#[ignore = "not a test: the others run it in a process of its own"]
fn the_program() {
    let [folder, cloud, id, secret, point] =
        [FOLDER, CLOUD, KEY_ID, KEY_SECRET, POINT].map(|name| std::env::var(name).unwrap());
    let point = POINTS.into_iter().find(|known| format!("{known:?}") == point).unwrap();
    let cloud = cloud.parse().unwrap();
    let now = control(cloud, "GET", "state", "").unwrap()["now"]
        .as_str()
        .unwrap()
        .parse();
    let clock = Arc::new(VirtualClock::starting_at(now.unwrap()));
    let runtime = Arc::new(DeadlyRuntime {
        clock: clock.clone(),
        is_deadly: AtomicBool::new(false),
    });
    let transport = Arc::new(LoopbackTransport(Arc::new(Loopback {
        cloud,
        point,
        polls: AtomicU32::new(0),
        clock: clock.clone(),
        moved: AtomicU64::new(0),
    })));
    let settings = Settings {
        data_dir: Path::new(&folder).join("data"),
        cache_dir: Path::new(&folder).join("cache"),
        transport: transport.clone(),
        practice: Practice {
            transport,
            credentials: Credentials::new(id, secret),
        },
        runtime: runtime.clone(),
        secrets: Arc::new(MemorySecretStore::new(clock.clone())),
        program: darkroom_core::Program::default(),
    };
    let is_first_run = !Path::new(&folder).join("data").exists();
    clock.clone().block_on(async move {
        let session = Session::open(settings, clock, AccountKind::Practice, None).unwrap();
        session.start();
        if is_first_run {
            begin(&session, point, &runtime.is_deadly).await;
        }
        let jobs = session.job_list().await.unwrap();
        let Some(job) = jobs.first() else {
            return session.wait(Duration::from_secs(25)).await;
        };
        assert_eq!(jobs.len(), 1);
        assert_eq!(session.until_ended(job.id).await.summary.state, JobState::Done);
        if point == Point::AfterEnd {
            std::process::abort();
        }
    });
}

async fn begin(session: &Session, point: Point, is_deadly: &AtomicBool) {
    session.connect().await;
    let draft = session.draft("erp-db-01-sys", "erp-crash").await;
    if point == Point::BeforeIntent {
        is_deadly.store(true, Ordering::SeqCst);
    }
    session.image_create("r-1".to_owned(), draft).await.unwrap();
    if point == Point::AfterIntent {
        std::process::abort();
    }
}

fn run_until(point: Point, folder: &Path, cloud: SocketAddr, key: &AccessKey) -> ExitStatus {
    Command::new(std::env::current_exe().unwrap())
        .args(["crash::the_program", "--exact", "--ignored", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(CLOUD, cloud.to_string())
        .env(KEY_ID, &key.access_key_id)
        .env(KEY_SECRET, &key.access_key_secret)
        .env(POINT, format!("{point:?}"))
        .stdout(std::process::Stdio::null())
        .status()
        .unwrap()
}

/// Runs of the program, each dying where it is told, and a last one that lives; then what the cloud has to say.
fn images_after(points: &[Point]) -> (usize, usize) {
    let simulator = Simulator::new(
        Scenario::small(7, START.parse().unwrap()).with_pace(20.0),
        Arc::new(SharedClock::new(START.parse().unwrap())),
    );
    let served = simulator.clone();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let cloud = listener.local_addr().unwrap();
    runtime.spawn(async move { served.serve(listener, std::future::pending()).await });

    let folder = tempfile::tempdir().unwrap();
    let key = &simulator.keys()[0];
    for point in points {
        let status = run_until(*point, folder.path(), cloud, key);
        assert!(!status.success(), "did not die at {point:?}");
        assert_eq!(
            std::os::unix::process::ExitStatusExt::signal(&status),
            Some(6),
            "died otherwise at {point:?}"
        );
    }
    assert!(run_until(Point::Never, folder.path(), cloud, key).success());

    let ledger = simulator.ledger();
    let mut tokens: Vec<_> = ledger
        .iter()
        .filter(|entry| entry.action == "CreateImage")
        .map(|entry| entry.parameters["ClientToken"].clone())
        .collect();
    tokens.dedup();
    runtime.shutdown_timeout(Duration::from_millis(100));
    (images_made(&ledger).len(), tokens.len())
}

#[test]
fn before_the_intent_there_is_no_job_and_no_image() {
    assert_eq!(images_after(&[Point::BeforeIntent]), (0, 0));
}

#[test]
fn after_the_intent_the_job_is_taken_up() {
    assert_eq!(images_after(&[Point::AfterIntent]), (1, 1));
}

#[test]
fn before_a_byte_has_left_it_is_looked_for_and_sent_under_the_same_token() {
    assert_eq!(images_after(&[Point::BeforeSending]), (1, 1));
}

#[test]
fn what_was_carried_out_without_a_reply_is_adopted() {
    assert_eq!(images_after(&[Point::BeforeReply]), (1, 1));
}

#[test]
fn a_reply_that_was_not_written_down_is_adopted() {
    assert_eq!(images_after(&[Point::AfterReply]), (1, 1));
}

#[test]
fn an_image_that_nobody_watched_is_watched() {
    assert_eq!(images_after(&[Point::BeforePoll]), (1, 1));
}

#[test]
fn watching_goes_on() {
    assert_eq!(images_after(&[Point::WhilePolling]), (1, 1));
}

#[test]
fn an_end_stays_the_end() {
    assert_eq!(images_after(&[Point::AfterEnd]), (1, 1));
}

#[test]
fn dying_again_and_again_makes_no_second_image() {
    let points = [
        Point::AfterIntent,
        Point::BeforeSending,
        Point::WhileLooking,
        Point::BeforeReply,
        Point::WhileLooking,
    ];
    assert_eq!(images_after(&points[..3]), (1, 1));
    assert_eq!(images_after(&points[3..]), (1, 1));
}
