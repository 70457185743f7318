//! The program dies at every step of a job and starts again; the ledger of the cloud must have one image for each request.
//!
//! The program is a child process that really aborts; the cloud stays in the parent, on loopback.
#![cfg(unix)]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use alibaba_cloud::{BoxFuture, Credentials, Runtime, Transport, TransportError, TransportRequest, TransportResponse};
use bytes::Bytes;
use darkroom_core::job::JobState;
use darkroom_core::{Practice, Settings};
use jiff::Timestamp;
use secrecy::SecretString;
use simulator::{Scenario, Simulator, WallClock};

use crate::rig::{NoKeyring, Session, Time, images_made, run, wire_form};

const FOLDER: &str = "DARKROOM_TEST_FOLDER";
const CLOUD: &str = "DARKROOM_TEST_CLOUD";
const KEY: &str = "DARKROOM_TEST_KEY";
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

/// The wire of the child: HTTP by hand over loopback, so that it can stop at any byte.
struct Loopback {
    cloud: SocketAddr,
    point: Point,
    polls: AtomicU32,
}

impl Loopback {
    fn exchange(&self, request: &TransportRequest) -> std::io::Result<TransportResponse> {
        let parameters = wire_form(&request.body);
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
}

struct Wire(Arc<Loopback>);

impl Transport for Wire {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        let loopback = self.0.clone();
        Box::pin(async move {
            let exchange = tokio::task::spawn_blocking(move || loopback.exchange(&request));
            exchange.await.unwrap().map_err(|_| TransportError::Interrupted)
        })
    }
}

/// Dies at the first random value that a new job asks for.
struct Surroundings {
    time: Arc<Time>,
    is_deadly: AtomicBool,
}

impl Runtime for Surroundings {
    fn now(&self) -> Timestamp {
        self.time.now()
    }

    fn nonce(&self) -> String {
        if self.is_deadly.load(Ordering::SeqCst) {
            std::process::abort();
        }
        self.time.nonce()
    }

    fn jitter(&self) -> f64 {
        0.5
    }
}

/// One run of the program, in a child process. Does nothing when the tests are run.
#[test]
fn the_program() {
    let (Ok(folder), Ok(cloud), Ok(key), Ok(point)) = (
        std::env::var(FOLDER),
        std::env::var(CLOUD),
        std::env::var(KEY),
        std::env::var(POINT),
    ) else {
        return;
    };
    let point = POINTS.into_iter().find(|known| format!("{known:?}") == point).unwrap();
    let (id, secret) = key.split_once(':').unwrap();
    let time = Arc::new(Time::new());
    let surroundings = Arc::new(Surroundings {
        time: time.clone(),
        is_deadly: AtomicBool::new(false),
    });
    let wire = Arc::new(Wire(Arc::new(Loopback {
        cloud: cloud.parse().unwrap(),
        point,
        polls: AtomicU32::new(0),
    })));
    let settings = Settings {
        data_dir: Path::new(&folder).join("data"),
        cache_dir: Path::new(&folder).join("cache"),
        transport: wire.clone(),
        practice: Practice {
            transport: wire,
            credentials: Credentials {
                access_key_id: id.to_owned(),
                access_key_secret: SecretString::from(secret.to_owned()),
                security_token: None,
            },
        },
        runtime: surroundings.clone(),
        secrets: Arc::new(NoKeyring),
        program: darkroom_core::Program::default(),
    };
    let is_first_run = !Path::new(&folder).join("data").exists();
    run(time, settings, async move |session| {
        if is_first_run {
            begin(&session, point, &surroundings.is_deadly).await;
        }
        let jobs = session.darkroom.job_list().await.unwrap();
        let Some(job) = jobs.first() else {
            return session.steps(100).await;
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
    session.darkroom.image_create("r-1".to_owned(), draft).await.unwrap();
    if point == Point::AfterIntent {
        std::process::abort();
    }
}

fn run_until(point: Point, folder: &Path, cloud: SocketAddr, key: &str) -> ExitStatus {
    Command::new(std::env::current_exe().unwrap())
        .args(["crash::the_program", "--exact", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(CLOUD, cloud.to_string())
        .env(KEY, key)
        .env(POINT, format!("{point:?}"))
        .stdout(std::process::Stdio::null())
        .status()
        .unwrap()
}

/// Runs of the program, each dying where it is told, and a last one that lives; then what the cloud has to say.
fn images_after(points: &[Point]) -> (usize, usize) {
    let simulator = Simulator::new(
        Scenario::small(7, Timestamp::now()).with_pace(600.0),
        Arc::new(WallClock::default()),
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
    let key = format!("{}:{}", key.access_key_id, key.access_key_secret);
    for point in points {
        let status = run_until(*point, folder.path(), cloud, &key);
        assert!(!status.success(), "did not die at {point:?}");
        assert_eq!(
            std::os::unix::process::ExitStatusExt::signal(&status),
            Some(6),
            "died otherwise at {point:?}"
        );
    }
    assert!(run_until(Point::Never, folder.path(), cloud, &key).success());

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
