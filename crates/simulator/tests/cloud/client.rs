//! A client of the simulator for these tests: signs, sends in process, decodes.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use jiff::Timestamp;
use serde_json::Value;
use simulator::{AccessKey, ManualClock, Scenario, Simulator, signature, signature_v3};

pub const EPOCH: &str = "2026-11-23T10:00:00Z";
pub const FORM: &str = "application/x-www-form-urlencoded";
pub const HANGZHOU: &str = "cn-hangzhou";

/// Parameters sent, status and code expected.
pub type Case<'a> = (&'a [(&'a str, &'a str)], u16, &'a str);

static NONCE: AtomicU64 = AtomicU64::new(1);

pub struct Client {
    pub simulator: Simulator,
    pub clock: Arc<ManualClock>,
    pub key: AccessKey,
    /// Sent with every request when the key is a temporary one.
    pub security_token: Option<String>,
}

pub struct Answer {
    pub status: u16,
    pub headers: http::HeaderMap,
    pub body: Value,
}

impl Answer {
    pub fn code(&self) -> &str {
        self.body["Code"].as_str().unwrap_or("")
    }

    /// The rows under `Snapshots.Snapshot` and the like.
    pub fn rows(&self, plural: &str) -> Vec<Value> {
        let singular = plural.strip_suffix("es").filter(|stem| stem.ends_with(['s', 'h']));
        let singular = singular.unwrap_or(plural.trim_end_matches('s'));
        self.body[plural][singular]
            .as_array()
            .unwrap_or_else(|| panic!("no {plural} in {}", self.body))
            .clone()
    }
}

impl Client {
    pub fn small() -> Self {
        Self::of(Scenario::small(7, EPOCH.parse().unwrap()))
    }

    pub fn of(scenario: Scenario) -> Self {
        let clock = Arc::new(ManualClock::new(scenario.epoch()));
        let simulator = Simulator::new(scenario, clock.clone());
        let key = simulator.keys().remove(0);
        Self {
            simulator,
            clock,
            key,
            security_token: None,
        }
    }

    pub fn advance_minutes(&self, minutes: u64) {
        self.clock.advance(Duration::from_secs(minutes * 60));
    }

    /// Common parameters of an ECS call, then the given ones, which win.
    pub fn parameters(&self, action: &str, own: &[(&str, &str)]) -> BTreeMap<String, String> {
        let nonce = NONCE.fetch_add(1, Ordering::Relaxed).to_string();
        let now = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let version = version(action);
        let common = [
            ("Action", action),
            ("Version", version),
            ("Format", "JSON"),
            ("AccessKeyId", &self.key.access_key_id),
            ("SignatureMethod", "HMAC-SHA1"),
            ("SignatureVersion", "1.0"),
            ("SignatureNonce", &nonce),
            ("Timestamp", &now),
        ];
        let token = self.security_token.as_deref().map(|token| ("SecurityToken", token));
        common
            .iter()
            .chain(&token)
            .chain(own)
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    /// A signed form POST.
    pub fn request(&self, parameters: &BTreeMap<String, String>) -> Request<Bytes> {
        let mut parameters = parameters.clone();
        let text = signature::string_to_sign("POST", &parameters);
        parameters.insert(
            "Signature".to_owned(),
            signature::sign(&self.key.access_key_secret, &text),
        );
        form(&parameters)
    }

    /// A request signed by ACS3 now, without a body.
    pub fn acs3(&self, method: &str, action: &str, own: &[(&str, &str)]) -> Request<Bytes> {
        self.acs3_with(method, action, own, "", Timestamp::now())
    }

    /// A request signed by ACS3; the parameters go into the query, the body is a form.
    pub fn acs3_with(
        &self,
        method: &str,
        action: &str,
        own: &[(&str, &str)],
        body: impl AsRef<[u8]>,
        at: Timestamp,
    ) -> Request<Bytes> {
        let hash = signature_v3::hashed(body.as_ref());
        self.acs3_claiming(method, action, own, body, [&hash, &hash], at)
    }

    /// The same, with any hash of the body in the header and in what is signed, be it another's.
    pub fn acs3_claiming(
        &self,
        method: &str,
        action: &str,
        own: &[(&str, &str)],
        body: impl AsRef<[u8]>,
        [body_hash, hash]: [&str; 2],
        at: Timestamp,
    ) -> Request<Bytes> {
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let query: BTreeMap<_, _> = own.iter().map(pair).collect();
        let nonce = format!("acs3-{}", NONCE.fetch_add(1, Ordering::Relaxed));
        let date = at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let body = Bytes::copy_from_slice(body.as_ref());
        let mut headers = vec![
            ("host", "127.0.0.1:7780"),
            ("x-acs-action", action),
            ("x-acs-version", version(action)),
            ("x-acs-date", &date),
            ("x-acs-signature-nonce", &nonce),
            ("x-acs-content-sha256", body_hash),
            ("content-type", FORM),
        ];
        if let Some(token) = &self.security_token {
            headers.push(("x-acs-security-token", token));
        }
        let signed: BTreeMap<_, _> = headers.iter().map(pair).collect();
        let canonical = signature_v3::canonical_request(method, "/", &query, &signed, hash);
        let text = signature_v3::string_to_sign(&canonical);
        let names: Vec<_> = signed.keys().map(String::as_str).collect();
        let authorization = format!(
            "ACS3-HMAC-SHA256 Credential={},SignedHeaders={},Signature={}",
            self.key.access_key_id,
            names.join(";"),
            signature_v3::sign(&self.key.access_key_secret, &text)
        );
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/?{}", encode(&query)))
            .header("authorization", authorization)
            .header("accept", "application/json");
        for (name, value) in headers {
            request = request.header(name, value);
        }
        request.body(body).unwrap()
    }

    pub async fn call(&self, action: &str, own: &[(&str, &str)]) -> Answer {
        let request = self.request(&self.parameters(action, own));
        decode(self.simulator.handle(request).await)
    }

    pub async fn ecs(&self, action: &str, own: &[(&str, &str)]) -> Answer {
        let mut parameters = vec![("RegionId", HANGZHOU)];
        parameters.extend_from_slice(own);
        self.call(action, &parameters).await
    }

    /// All snapshots of a region by token.
    pub async fn snapshots(&self, region: &str) -> Vec<Value> {
        let (mut rows, mut token) = (Vec::new(), String::new());
        loop {
            let page = [
                ("RegionId", region),
                ("MaxResults", "100"),
                ("NextToken", token.as_str()),
            ];
            let answer = self.call("DescribeSnapshots", &page).await;
            rows.extend(answer.rows("Snapshots"));
            token = answer.body["NextToken"].as_str().unwrap().to_owned();
            if token.is_empty() {
                return rows;
            }
        }
    }

    pub async fn snapshot_named(&self, region: &str, name: &str) -> Value {
        let filter = [("RegionId", region), ("SnapshotName", name)];
        let mut rows = self.call("DescribeSnapshots", &filter).await.rows("Snapshots");
        assert_eq!(rows.len(), 1, "snapshots named {name}");
        rows.remove(0)
    }

    pub async fn id_of(&self, region: &str, name: &str) -> String {
        self.snapshot_named(region, name).await["SnapshotId"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// The image of a name, whatever its status.
    pub async fn image_named(&self, region: &str, name: &str) -> Value {
        let own = [("RegionId", region), ("ImageName", name), ("Status", "ALL")];
        self.call("DescribeImages", &own).await.rows("Images").remove(0)
    }

    pub async fn image_id_of(&self, region: &str, name: &str) -> String {
        self.image_named(region, name).await["ImageId"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// The image, whatever its status.
    pub async fn image(&self, image_id: &str) -> Value {
        let mut rows = self
            .ecs("DescribeImages", &[("ImageId", image_id), ("Status", "ALL")])
            .await
            .rows("Images");
        assert_eq!(rows.len(), 1, "images with id {image_id}");
        rows.remove(0)
    }
}

/// The version of the product an action belongs to.
pub fn version(action: &str) -> &'static str {
    match action {
        "GetCallerIdentity" | "AssumeRole" => "2015-04-01",
        "DescribeVpcs" | "DescribeVSwitches" => "2016-04-28",
        "ListResourceGroups" => "2020-03-31",
        "ListAliases" => "2016-01-20",
        _ => "2014-05-26",
    }
}

pub fn form(parameters: &BTreeMap<String, String>) -> Request<Bytes> {
    Request::post("/")
        .header("host", "127.0.0.1:7780")
        .header("content-type", FORM)
        .body(Bytes::from(encode(parameters)))
        .unwrap()
}

pub fn encode(parameters: &BTreeMap<String, String>) -> String {
    let pairs = parameters.iter().map(|(name, value)| {
        format!(
            "{}={}",
            signature::percent_encode(name),
            signature::percent_encode(value)
        )
    });
    pairs.collect::<Vec<_>>().join("&")
}

pub fn decode(response: Response<Bytes>) -> Answer {
    let (parts, body) = response.into_parts();
    let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
    Answer {
        status: parts.status.as_u16(),
        headers: parts.headers,
        body,
    }
}
