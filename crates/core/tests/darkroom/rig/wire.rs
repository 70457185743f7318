//! The wire between the program and the cloud: hands requests over, and can do to them what networks do.

use std::collections::BTreeMap;
use std::sync::Mutex;

use alibaba_cloud::{BoxFuture, Transport, TransportError, TransportRequest, TransportResponse};
use bytes::Bytes;
use simulator::Simulator;

use crate::lab::cloud::deliver;

/// What happens to a request.
pub enum Reaction {
    /// Delivered and answered.
    Forward,
    /// Not delivered; this is the answer.
    Answer(u16, String),
    /// Delivered and carried out; this is the answer all the same.
    AnswerAfter(u16, String),
    /// Not delivered.
    Fail(TransportError),
    /// Delivered and carried out; the answer is changed on the way.
    Change(Box<dyn FnOnce(String) -> String + Send>),
    /// A mistake in the program.
    Panic,
}

type Hook = Box<dyn FnMut(&BTreeMap<String, String>) -> Reaction + Send>;

pub struct Wire {
    simulator: Simulator,
    hooks: Mutex<BTreeMap<String, Hook>>,
}

impl Wire {
    pub fn new(simulator: Simulator) -> Self {
        Self {
            simulator,
            hooks: Mutex::default(),
        }
    }

    /// What happens to requests of an action from now on.
    pub fn on(&self, action: &str, hook: impl FnMut(&BTreeMap<String, String>) -> Reaction + Send + 'static) {
        self.hooks.lock().unwrap().insert(action.to_owned(), Box::new(hook));
    }

    /// Requests of an action are delivered again.
    pub fn heal(&self, action: &str) {
        self.hooks.lock().unwrap().remove(action);
    }
}

impl Transport for Wire {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        let parameters = form(&request.body);
        let reaction = match self.hooks.lock().unwrap().get_mut(&parameters["Action"]) {
            Some(hook) => hook(&parameters),
            None => Reaction::Forward,
        };
        Box::pin(async move {
            match reaction {
                Reaction::Forward => deliver(&self.simulator, request).await,
                Reaction::Answer(status, body) => Ok(answer(status, body)),
                Reaction::AnswerAfter(status, body) => {
                    deliver(&self.simulator, request).await?;
                    Ok(answer(status, body))
                }
                Reaction::Fail(error) => Err(error),
                Reaction::Change(change) => {
                    let response = deliver(&self.simulator, request).await?;
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

/// The parameters of a request.
pub fn form(body: &[u8]) -> BTreeMap<String, String> {
    let text = std::str::from_utf8(body).unwrap();
    text.split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = (first == b'%').then(|| std::str::from_utf8(&after[..2]).unwrap());
        match escaped {
            Some(digits) => {
                bytes.push(u8::from_str_radix(digits, 16).unwrap());
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap()
}
