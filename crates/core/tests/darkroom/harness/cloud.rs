//! The way to the simulated cloud: delivers requests, and can do to them what networks and clouds do.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use alibaba_cloud::{BoxFuture, Transport, TransportError, TransportRequest, TransportResponse};
use bytes::Bytes;
use serde_json::Value;
use simulator::{Effect, LedgerEntry, Simulator};
use tokio::sync::oneshot;
use tower::Service;

use super::request::{Parameters, parameters};

/// What happens to a request.
pub enum Reaction {
    /// Delivered and answered.
    Forward,
    /// Not delivered; this is the answer.
    Answer(u16, String),
    /// Not delivered; this is the answer.
    Respond(TransportResponse),
    /// Delivered and carried out; this is the answer all the same.
    AnswerAfter(u16, String),
    /// Not delivered.
    Fail(TransportError),
    /// Not delivered and never answered.
    NoAnswer,
    /// Delivered and answered once the test says so.
    Held(oneshot::Receiver<()>),
    /// Delivered and carried out; the answer is changed on the way.
    Change(Box<dyn FnOnce(String) -> String + Send>),
    /// A mistake in the program.
    Panic,
}

impl Reaction {
    /// Not delivered; the answer lists no image.
    pub fn no_images() -> Self {
        Self::Answer(200, r#"{"RequestId":"x","Images":{"Image":[]}}"#.to_owned())
    }

    /// Delivered and carried out; the images of the answer are changed on the way.
    pub fn change_images(change: impl FnOnce(&mut Vec<Value>) + Send + 'static) -> Self {
        Self::Change(Box::new(|body| {
            let mut reply: Value = serde_json::from_str(&body).unwrap();
            change(reply["Images"]["Image"].as_array_mut().unwrap());
            reply.to_string()
        }))
    }
}

type Hook = Box<dyn FnMut(&Parameters) -> Reaction + Send>;

/// Every action that has no hook of its own.
const EVERY: &str = "*";

/// DescribeImages that asks for all images of a region.
pub const LIST_IMAGES: &str = "DescribeImages of a region";

fn hooked_action(parameters: &Parameters) -> &str {
    let action = parameters["Action"].as_str();
    let names_some = ["ImageId", "ImageName", "SnapshotId", "Tag.1.Key"]
        .iter()
        .any(|name| parameters.contains_key(*name));
    if action == "DescribeImages" && !names_some {
        return LIST_IMAGES;
    }
    action
}

pub struct TestCloud {
    /// The cloud of the first account.
    pub simulator: Simulator,
    others: Mutex<Vec<Simulator>>,
    hooks: Mutex<BTreeMap<String, Hook>>,
    is_offline: AtomicBool,
}

impl TestCloud {
    pub fn new(simulator: Simulator) -> Self {
        Self {
            simulator,
            others: Mutex::default(),
            hooks: Mutex::default(),
            is_offline: AtomicBool::default(),
        }
    }

    /// One more account.
    pub fn add(&self, simulator: Simulator) {
        self.others.lock().unwrap().push(simulator);
    }

    /// What happens to requests of an action from now on. Of DescribeImages these are the questions of jobs, which name what they
    /// look for; the inventory lists images by [`LIST_IMAGES`].
    pub fn on(&self, action: &str, hook: impl FnMut(&Parameters) -> Reaction + Send + 'static) {
        self.hooks.lock().unwrap().insert(action.to_owned(), Box::new(hook));
    }

    /// What happens from now on to requests of actions without a hook of their own.
    pub fn on_every(&self, hook: impl FnMut(&Parameters) -> Reaction + Send + 'static) {
        self.on(EVERY, hook);
    }

    /// Requests of an action are delivered again.
    pub fn heal(&self, action: &str) {
        self.hooks.lock().unwrap().remove(action);
    }

    /// With `true`, no host can be reached.
    pub fn set_offline(&self, is_offline: bool) {
        self.is_offline.store(is_offline, Ordering::SeqCst);
    }

    /// Requests of an action that reached the cloud, in order.
    pub fn requests(&self, action: &str) -> Vec<LedgerEntry> {
        let ledger = self.simulator.ledger();
        ledger.into_iter().filter(|entry| entry.action == action).collect()
    }

    /// Parameters of the CreateImage requests that reached the cloud, in order.
    pub fn creates(&self) -> Vec<Parameters> {
        let requests = self.requests("CreateImage");
        requests.into_iter().map(|entry| entry.parameters).collect()
    }

    /// Ids of the images that were made, in order.
    pub fn images_made(&self) -> Vec<String> {
        images_made(&self.simulator.ledger())
    }

    fn reaction(&self, request: &TransportRequest, parameters: &Parameters) -> Reaction {
        if self.is_offline.load(Ordering::SeqCst) {
            let url: http::Uri = request.url.parse().unwrap();
            return Reaction::Fail(TransportError::Connect {
                host: url.host().unwrap().to_owned(),
                reason: "connection refused".to_owned(),
            });
        }
        let mut hooks = self.hooks.lock().unwrap();
        let action = hooked_action(parameters);
        let key = if hooks.contains_key(action) { action } else { EVERY };
        hooks.get_mut(key).map_or(Reaction::Forward, |hook| hook(parameters))
    }

    async fn deliver(
        &self,
        request: TransportRequest,
        parameters: &Parameters,
    ) -> Result<TransportResponse, TransportError> {
        let key = parameters.get("AccessKeyId");
        let knows = |simulator: &&Simulator| simulator.keys().iter().any(|known| Some(&known.access_key_id) == key);
        let other = self.others.lock().unwrap().iter().find(knows).cloned();
        let mut simulator = other.unwrap_or_else(|| self.simulator.clone());

        let mut outgoing = http::Request::builder().method(request.method).uri(&request.url);
        for (name, value) in &request.headers {
            outgoing = outgoing.header(name, value);
        }
        let answer = simulator.call(outgoing.body(request.body).unwrap()).await;
        let answer = answer.map_err(|_| TransportError::Interrupted)?;
        let headers = answer.headers().iter();
        Ok(TransportResponse {
            status: answer.status().as_u16(),
            headers: headers
                .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
                .collect(),
            body: answer.into_body(),
        })
    }
}

pub fn images_made(ledger: &[LedgerEntry]) -> Vec<String> {
    let effects = ledger.iter().flat_map(|entry| &entry.effects);
    effects
        .filter_map(|effect| match effect {
            Effect::ImageCreated { image_id, .. } => Some(image_id.clone()),
            _ => None,
        })
        .collect()
}

impl Transport for TestCloud {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async move {
            let parameters = parameters(&request);
            match self.reaction(&request, &parameters) {
                Reaction::Forward => self.deliver(request, &parameters).await,
                Reaction::Answer(status, body) => Ok(answer(status, body)),
                Reaction::Respond(response) => Ok(response),
                Reaction::AnswerAfter(status, body) => {
                    self.deliver(request, &parameters).await?;
                    Ok(answer(status, body))
                }
                Reaction::Fail(error) => Err(error),
                Reaction::NoAnswer => std::future::pending().await,
                Reaction::Held(told) => {
                    // A test that has ended says nothing more.
                    let _ = told.await;
                    self.deliver(request, &parameters).await
                }
                Reaction::Change(change) => {
                    let response = self.deliver(request, &parameters).await?;
                    let body = change(String::from_utf8(response.body.to_vec()).unwrap());
                    Ok(TransportResponse {
                        body: Bytes::from(body),
                        ..response
                    })
                }
                Reaction::Panic => panic!("a mistake, made on purpose"),
            }
        })
    }
}

fn answer(status: u16, body: String) -> TransportResponse {
    TransportResponse {
        status,
        headers: Vec::new(),
        body: Bytes::from(body),
    }
}
