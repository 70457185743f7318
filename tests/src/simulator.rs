//! The simulated cloud on loopback, as a process of its own. Tests trust its ledger.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use reqwest::blocking::Client;
use serde_json::{Value, json};

use crate::binary;
use crate::evidence::Evidence;
use crate::process::{Process, program};

/// A running `simulator`.
pub struct SimulatorProcess {
    client: Client,
    endpoint: String,
    access_key_id: String,
    access_key_secret: String,
    other_keys: Vec<Value>,
    regions: Vec<String>,
    scenario: String,
    evidence: Evidence,
    _process: Process,
}

impl SimulatorProcess {
    /// Starts `scenario`; the cloud's clock runs `pace` times as fast as the wall's.
    ///
    /// # Panics
    /// When it does not come up.
    pub fn start(evidence: &Evidence, scenario: &str, pace: u32) -> Self {
        Self::start_with(evidence, scenario, pace, &[])
    }

    /// As [`SimulatorProcess::start`], with more options of the program, such as a seed: another seed is another account.
    ///
    /// # Panics
    /// When it does not come up.
    pub fn start_with(evidence: &Evidence, scenario: &str, pace: u32, options: &[&str]) -> Self {
        let log = std::fs::File::create(evidence.path(&format!("simulator-{scenario}.log"))).expect("a log file");
        let mut process = Process::start(
            program(&binary::built("simulator"), "KILL")
                .args(["--port", "0", "--scenario", scenario, "--pace", &pace.to_string()])
                .args(options)
                .stdout(Stdio::piped())
                .stderr(log),
        );
        let mut line = String::new();
        let output = process.child().stdout.as_mut().expect("standard output is piped");
        BufReader::new(output)
            .read_line(&mut line)
            .expect("the simulator tells its endpoint");
        let told: Value =
            serde_json::from_str(&line).unwrap_or_else(|e| panic!("the simulator did not start: {line:?}: {e}"));
        let text = |name: &str| {
            told[name]
                .as_str()
                .unwrap_or_else(|| panic!("no {name} in {line}"))
                .to_owned()
        };
        let regions = told["regions"].as_array().into_iter().flatten();
        Self {
            client: Client::builder().no_proxy().build().expect("a client"),
            endpoint: text("endpoint"),
            access_key_id: text("accessKeyId"),
            access_key_secret: text("accessKeySecret"),
            other_keys: told["otherKeys"].as_array().cloned().unwrap_or_default(),
            regions: regions.filter_map(|id| id.as_str().map(str::to_owned)).collect(),
            scenario: scenario.to_owned(),
            evidence: evidence.clone(),
            _process: process,
        }
    }

    /// The address to give as the endpoint of an account.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The AccessKey id that has an account there.
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// The secret that belongs to it.
    pub fn access_key_secret(&self) -> &str {
        &self.access_key_secret
    }

    /// Id and secret of the key whose ARN ends like this.
    ///
    /// # Panics
    /// When there is none.
    pub fn key_of(&self, arn_ends_with: &str) -> (String, String) {
        let has = |key: &&Value| key["arn"].as_str().is_some_and(|arn| arn.ends_with(arn_ends_with));
        let key = self.other_keys.iter().find(has);
        let key = key.unwrap_or_else(|| panic!("no key of {arn_ends_with}"));
        let text = |name: &str| key[name].as_str().unwrap_or_default().to_owned();
        (text("accessKeyId"), text("accessKeySecret"))
    }

    /// The ids of the regions that it simulates.
    pub fn regions(&self) -> &[String] {
        &self.regions
    }

    /// Everything the cloud did, as its control route tells it.
    ///
    /// # Panics
    /// When the route does not answer.
    pub fn ledger(&self) -> Value {
        self.try_ledger().unwrap_or_else(|e| panic!("the ledger: {e}"))
    }

    /// Moves the cloud's clock forward.
    ///
    /// # Panics
    /// When the route does not answer.
    pub fn advance(&self, seconds: u64) {
        self.control("advance", &json!({ "seconds": seconds }));
    }

    /// Adds faults to the plan.
    ///
    /// # Panics
    /// When the route does not answer, or refuses the plan.
    pub fn faults(&self, plan: &Value) {
        self.control("faults", plan);
    }

    /// Answers questions that the documents leave open; those that are not named get their first answer.
    ///
    /// # Panics
    /// When the route does not answer, or refuses the answers.
    pub fn open_questions(&self, answers: &Value) {
        self.control("open-questions", answers);
    }

    /// Says what the provider has for sale.
    ///
    /// # Panics
    /// When the route does not answer, or refuses.
    pub fn supply(&self, supply: &Value) {
        self.control("supply", supply);
    }

    /// Deletes a snapshot behind the application's back.
    ///
    /// # Panics
    /// When the route does not answer, or refuses.
    pub fn delete_snapshot(&self, region_id: &str, snapshot_id: &str) {
        self.control(
            "delete-snapshot",
            &json!({ "regionId": region_id, "snapshotId": snapshot_id }),
        );
    }

    fn control(&self, route: &str, body: &Value) {
        let answer = self
            .client
            .post(format!("{}/_simulator/{route}", self.endpoint))
            .json(body)
            .send()
            .unwrap_or_else(|e| panic!("{route}: {e}"));
        let status = answer.status();
        let text = answer.text().unwrap_or_default();
        assert!(status.is_success(), "{route}: {status}: {text}");
    }

    fn try_ledger(&self) -> reqwest::Result<Value> {
        let route = format!("{}/_simulator/ledger", self.endpoint);
        self.client.get(route).send()?.error_for_status()?.json()
    }
}

impl Drop for SimulatorProcess {
    fn drop(&mut self) {
        if self.evidence.wanted() {
            match self.try_ledger() {
                Ok(ledger) => self.evidence.keep(
                    &format!("ledger-{}.json", self.scenario),
                    format!("{ledger:#}").as_bytes(),
                ),
                Err(e) => eprintln!("no ledger: {e}"),
            }
        }
    }
}
