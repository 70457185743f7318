//! The simulator on loopback: a thread of this process, or a process of its own. Its control routes reset it and tell what was done.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use alibaba_cloud::{HttpsTransport, Transport as _, TransportRequest};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use simulator::{Scenario, SharedClock, Simulator};

use crate::harness::START;

/// Images are made so many times faster than by the real cloud: a job has few polls.
const PACE: f64 = 60.0;

/// Where a simulator is, and a key for it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Control {
    pub endpoint: String,
    pub access_key_id: String,
    pub access_key_secret: String,
}

impl Control {
    pub async fn ask(&self, https: &HttpsTransport, route: &str, body: Option<&Value>) -> Value {
        let request = TransportRequest {
            url: format!("{}/_simulator/{route}", self.endpoint),
            method: if body.is_some() {
                http::Method::POST
            } else {
                http::Method::GET
            },
            headers: Vec::new(),
            body: body.map(Value::to_string).unwrap_or_default().into(),
            // A machine that is busy with other things may hold up the simulator.
            read_timeout: Duration::from_secs(60),
        };
        let answer = https.send(request).await.expect("the simulator answers");
        assert_eq!(answer.status, 200, "{route}: {:?}", answer.body);
        serde_json::from_slice(&answer.body).expect("JSON")
    }

    pub async fn advance(&self, https: &HttpsTransport, seconds: u64) {
        self.ask(https, "advance", Some(&json!({ "seconds": seconds }))).await;
    }
}

/// A simulator that ends with this value.
pub struct KillCloud {
    pub control: Control,
    _lives: Lives,
}

enum Lives {
    Here {
        _runtime: tokio::runtime::Runtime,
    },
    #[allow(dead_code, reason = "the benchmark's")]
    Alone(Child),
}

impl KillCloud {
    /// In threads of this process.
    pub fn here() -> Self {
        let scenario = Scenario::minimal(7, START.parse().unwrap()).with_pace(PACE);
        let simulator = Simulator::new(scenario, Arc::new(SharedClock::new(START.parse().unwrap())));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let key = simulator.keys()[0].clone();
        let control = Control {
            endpoint: format!("http://{}", listener.local_addr().unwrap()),
            access_key_id: key.access_key_id,
            access_key_secret: key.access_key_secret,
        };
        runtime.spawn(simulator.serve(listener, std::future::pending()));
        Self {
            control,
            _lives: Lives::Here { _runtime: runtime },
        }
    }

    /// The program of the simulator, as a process of its own.
    #[allow(dead_code, reason = "the benchmark's")]
    pub fn alone(program: &Path) -> Self {
        let mut process = Command::new(program)
            .args(["--scenario", "minimal", "--clock", "shared", "--epoch", START])
            .args(["--pace", &PACE.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the simulator starts");
        let mut line = String::new();
        let output = process.stdout.take().unwrap();
        BufReader::new(output).read_line(&mut line).unwrap();
        let told: Value = serde_json::from_str(&line).expect("one line of JSON");
        let text = |name: &str| told[name].as_str().unwrap().to_owned();
        Self {
            control: Control {
                endpoint: text("endpoint"),
                access_key_id: text("accessKeyId"),
                access_key_secret: text("accessKeySecret"),
            },
            _lives: Lives::Alone(process),
        }
    }
}

impl Drop for Lives {
    fn drop(&mut self) {
        if let Self::Alone(process) = self {
            // It may have ended by itself.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}
