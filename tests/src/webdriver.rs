//! A WebDriver client: the part of the protocol that a person's hands and eyes need.

use std::fmt;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Method;
use reqwest::blocking::Client;
use serde_json::{Value, json};

/// How the protocol names an element in JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How long a script may take: a benchmark scrolls for a while.
pub const SCRIPT_TIMEOUT: Duration = Duration::from_secs(300);

/// Why a command was not carried out.
#[derive(Debug)]
pub struct Refusal {
    /// The protocol's word, such as `stale element reference`; `unreachable` when the driver does not answer.
    pub error: String,
    /// What the driver says about it.
    pub message: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.error, self.message)
    }
}

impl std::error::Error for Refusal {}

impl From<reqwest::Error> for Refusal {
    fn from(error: reqwest::Error) -> Self {
        Self {
            error: "unreachable".into(),
            message: format!("{error:?}"),
        }
    }
}

/// An open session.
pub struct Session {
    client: Client,
    address: String,
}

/// An element of the page as it was when it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    id: String,
}

impl Session {
    /// Opens a session with `capabilities` at a driver.
    pub fn open(driver: &str, capabilities: &Value) -> Result<Self, Refusal> {
        let client = Client::builder()
            .no_proxy()
            .timeout(SCRIPT_TIMEOUT + Duration::from_secs(30))
            .build()?;
        let body = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let value = send(&client, Method::POST, &format!("{driver}/session"), Some(&body))?;
        let id = value["sessionId"].as_str().unwrap_or_default();
        Ok(Self {
            address: format!("{driver}/session/{id}"),
            client,
        })
    }

    /// Ends the session, which ends the application.
    pub fn close(&self) -> Result<(), Refusal> {
        self.command(Method::DELETE, "", None).map(drop)
    }

    /// Runs the body of a function in the page.
    pub fn execute(&self, script: &str, arguments: &Value) -> Result<Value, Refusal> {
        let body = json!({ "script": script, "args": arguments });
        self.command(Method::POST, "/execute/sync", Some(&body))
    }

    /// Runs the body of a function that returns elements.
    pub fn find(&self, script: &str, arguments: &Value) -> Result<Vec<Element>, Refusal> {
        let value = self.execute(script, arguments)?;
        let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
        Ok(list.iter().filter_map(Element::from_json).collect())
    }

    /// Clicks the middle of an element, after scrolling it into view.
    pub fn click(&self, element: &Element) -> Result<(), Refusal> {
        let path = format!("/element/{}/click", element.id);
        self.command(Method::POST, &path, Some(&json!({}))).map(drop)
    }

    /// Types keys into an element.
    pub fn type_into(&self, element: &Element, keys: &str) -> Result<(), Refusal> {
        let path = format!("/element/{}/value", element.id);
        self.command(Method::POST, &path, Some(&json!({ "text": keys })))
            .map(drop)
    }

    /// The text of an element as it is shown.
    pub fn text(&self, element: &Element) -> Result<String, Refusal> {
        let value = self.command(Method::GET, &format!("/element/{}/text", element.id), None)?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Presses keys together, in this order, and lets them go in the opposite order.
    pub fn press(&self, keys: &[char]) -> Result<(), Refusal> {
        let down = keys.iter().map(|key| json!({ "type": "keyDown", "value": key }));
        let up = keys.iter().rev().map(|key| json!({ "type": "keyUp", "value": key }));
        let actions: Vec<Value> = down.chain(up).collect();
        let body = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] });
        self.command(Method::POST, "/actions", Some(&body)).map(drop)
    }

    /// Types a text into whatever has the focus.
    pub fn type_keys(&self, text: &str) -> Result<(), Refusal> {
        let key = |letter: char| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": letter }));
        let actions: Vec<Value> = text.chars().flat_map(key).collect();
        let body = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] });
        self.command(Method::POST, "/actions", Some(&body)).map(drop)
    }

    /// Makes the window so wide and so high.
    pub fn resize(&self, width: u32, height: u32) -> Result<(), Refusal> {
        let body = json!({ "width": width, "height": height });
        self.command(Method::POST, "/window/rect", Some(&body)).map(drop)
    }

    /// The window's content as PNG.
    pub fn screenshot(&self) -> Result<Vec<u8>, Refusal> {
        let value = self.command(Method::GET, "/screenshot", None)?;
        STANDARD
            .decode(value.as_str().unwrap_or_default())
            .map_err(|e| Refusal {
                error: "screenshot".into(),
                message: e.to_string(),
            })
    }

    fn command(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Value, Refusal> {
        send(&self.client, method, &format!("{}{path}", self.address), body)
    }
}

impl Element {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            id: value[ELEMENT].as_str()?.to_owned(),
        })
    }

    /// The element as an argument of a script.
    pub fn to_json(&self) -> Value {
        json!({ ELEMENT: self.id })
    }
}

fn send(client: &Client, method: Method, address: &str, body: Option<&Value>) -> Result<Value, Refusal> {
    let mut request = client.request(method, address);
    if let Some(body) = body {
        request = request.json(body);
    }
    let answer = request.send()?;
    let failed = !answer.status().is_success();
    let value = answer.json::<Value>()?["value"].take();
    if failed {
        let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        return Err(Refusal {
            error: text("error"),
            message: text("message"),
        });
    }
    Ok(value)
}
