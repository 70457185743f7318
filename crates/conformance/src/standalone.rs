//! The simulator as a process of its own, and clients of it.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use alibaba_cloud::{
    Client, Credentials, CustomEndpoint, EndpointRule, HttpsTransport, SystemRuntime, Transport, TransportRequest,
};
use serde_json::Value;

/// A simulator on a free port of this machine; it ends with this value.
pub struct Standalone {
    process: Child,
    line: Value,
}

/// Where a simulator is and a key for it.
pub struct Door {
    /// `http://127.0.0.1:port`.
    pub endpoint: String,
    /// The key's id.
    pub access_key_id: String,
    /// The key's secret.
    pub access_key_secret: String,
}

impl Standalone {
    /// Starts the simulator's program and waits until it listens.
    #[must_use]
    pub fn start(program: &Path, scenario: &str) -> Self {
        let mut process = Command::new(program)
            .args(["--scenario", scenario])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the simulator starts");
        let mut line = String::new();
        let output = process.stdout.take().expect("standard output is piped");
        BufReader::new(output)
            .read_line(&mut line)
            .expect("the simulator tells where it is");
        let line = serde_json::from_str(&line).expect("one line of JSON");
        Self { process, line }
    }

    /// The way in.
    #[must_use]
    pub fn door(&self) -> Door {
        let text = |name: &str| self.line[name].as_str().expect("a text").to_owned();
        Door {
            endpoint: text("endpoint"),
            access_key_id: text("accessKeyId"),
            access_key_secret: text("accessKeySecret"),
        }
    }

    /// The first regions it has.
    #[must_use]
    pub fn regions(&self, count: usize) -> Vec<String> {
        let regions = self.line["regions"].as_array().expect("a list").iter().take(count);
        regions
            .map(|region| region.as_str().expect("a text").to_owned())
            .collect()
    }

    /// Replaces the plan of faults.
    pub async fn set_faults(&self, plan: &Value) {
        let request = TransportRequest {
            url: format!("{}/_simulator/faults", self.door().endpoint),
            method: http::Method::POST,
            headers: Vec::new(),
            body: plan.to_string().into(),
            read_timeout: Duration::from_secs(10),
        };
        let transport = HttpsTransport::new().expect("a transport");
        let response = transport.send(request).await.expect("the simulator answers");
        assert_eq!(response.status, 200, "{:?}", response.body);
    }
}

impl Drop for Standalone {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Door {
    /// Our client of this simulator.
    #[must_use]
    pub fn client(&self, transport: Arc<dyn Transport>) -> Client {
        let endpoint = CustomEndpoint::parse(&self.endpoint).expect("a loopback address");
        Client::new(
            transport,
            Credentials::new(self.access_key_id.as_str(), self.access_key_secret.as_str()),
            EndpointRule::Custom(endpoint),
            Arc::new(SystemRuntime),
        )
    }
}
