//! The simulator's own code verifies every request that the client signs, and refuses every request that was changed afterwards.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use alibaba_cloud::sts::AssumeRole;
use alibaba_cloud::{
    Action, BoxFuture, Client, Credentials, CustomEndpoint, EndpointRule, Idempotency, JsonObject, Parameters, Product,
    RequestMethod, SignatureVersion, Transport, TransportError, TransportRequest, TransportResponse, Unreadable,
};
use bytes::Bytes;
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use proptest::sample::Index;
use simulator::{ManualClock, Scenario, Simulator};

use crate::cloud::{InProcess, TestRuntime, epoch, into_http};

/// An action the simulator answers whatever it is asked beside.
struct AnyAction(Parameters);

impl Action for AnyAction {
    type Response = ();

    const NAME: &'static str = "DescribeRegions";
    const VERSION: &'static str = "2014-05-26";
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Once;
    const READ_TIMEOUT: Duration = Duration::from_secs(10);

    fn region_id(&self) -> Option<&str> {
        None
    }

    fn parameters(&self) -> Parameters {
        self.0.clone()
    }

    fn decode(_: &JsonObject) -> Result<(), Unreadable> {
        Ok(())
    }
}

/// A transport that records every request and answers none.
#[derive(Default)]
struct Lost(Mutex<Option<TransportRequest>>);

impl Transport for Lost {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        *self.0.lock().unwrap() = Some(request);
        Box::pin(async { Err(TransportError::Interrupted) })
    }
}

struct Verifier {
    simulator: Simulator,
    key: Credentials,
    session: Credentials,
}

impl Verifier {
    async fn new() -> Self {
        let clock = Arc::new(ManualClock::new(epoch()));
        let simulator = Simulator::new(Scenario::small(7, epoch()), clock);
        let key = simulator.keys().remove(0);
        let key = Credentials::new(key.access_key_id, key.access_key_secret);
        let asking = client(Arc::new(InProcess(simulator.clone())), &key);
        let role = AssumeRole::new(simulator.role_arns().remove(0), "conformance");
        let session = asking.call(&role).await.unwrap().body.credentials;
        Self {
            simulator,
            key,
            session,
        }
    }

    /// The HTTP status of the answer.
    async fn answer(&self, request: http::Request<Bytes>) -> u16 {
        self.simulator.handle(request).await.status().as_u16()
    }
}

fn client(transport: Arc<dyn Transport>, credentials: &Credentials) -> Client {
    let endpoint = CustomEndpoint::parse("http://127.0.0.1:7780").unwrap();
    let runtime = Arc::new(TestRuntime::default());
    Client::new(transport, credentials.clone(), EndpointRule::Custom(endpoint), runtime)
}

/// What decides how a request is signed.
#[derive(Clone, Copy, Debug)]
struct SigningOptions {
    version: SignatureVersion,
    method: RequestMethod,
    has_token: bool,
}

fn signing_options() -> impl Strategy<Value = SigningOptions> {
    let versions = prop_oneof![Just(SignatureVersion::Rpc1), Just(SignatureVersion::Acs3)];
    let methods = prop_oneof![Just(RequestMethod::Post), Just(RequestMethod::Get)];
    (versions, methods, any::<bool>()).prop_map(|(version, method, has_token)| SigningOptions {
        version,
        method,
        has_token,
    })
}

/// Text of every kind the encodings treat differently.
fn values() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[ +*~%&=?#/;:,'\"\\\\]{1,6}",
        "%[0-9A-Fa-f]{2}|%2B|%%|\\+%20",
        "\\PC{1,12}",
        "[\\x00-\\x1F\\x7F]{1,4}",
        "[a-zA-Z0-9._-]{1,12}",
    ]
}

/// Names such as those of the API, nested lists beyond nine entries, and names it never had.
fn names() -> impl Strategy<Value = String> {
    prop_oneof![
        (1_u32..25, 1_u32..25).prop_map(|(outer, inner)| format!("Tag.{outer}.Value.{inner}")),
        (1_u32..25).prop_map(|number| format!("DiskDeviceMapping.{number}.SnapshotId")),
        "[A-Z][a-z]{4,10}Of[A-Z][a-z]{1,3}",
        "[a-z][ +*~%&=中é]{1,4}",
        "\\PC{1,3}\u{2603}",
    ]
}

fn parameters() -> impl Strategy<Value = Parameters> {
    let pairs = prop::collection::btree_map(names(), values(), 0..24);
    (pairs, prop::option::of(values())).prop_map(|(pairs, password)| {
        let mut parameters: Parameters = pairs.into_iter().collect();
        parameters.set_secret("Password", password.map(Into::into).as_ref());
        parameters
    })
}

fn sign(judge: &Verifier, options: SigningOptions, parameters: Parameters) -> TransportRequest {
    let network = Arc::new(Lost::default());
    let credentials = if options.has_token { &judge.session } else { &judge.key };
    let client = client(network.clone(), credentials)
        .with_signature(options.version)
        .with_method(options.method);
    let sent = futures_util::FutureExt::now_or_never(client.call(&AnyAction(parameters))).unwrap();
    assert!(sent.is_err());
    let request = network.0.lock().unwrap().take();
    request.unwrap()
}

/// The request with one byte put in the place of another: in the query, the body or, where headers are signed, a header.
/// None when that byte was there already, or HTTP cannot carry it.
fn changed(request: &TransportRequest, version: SignatureVersion, at: Index, with: u8) -> Option<TransportRequest> {
    let (front, query) = request.url.split_once('?').unwrap_or((&request.url, ""));
    let mut parts = vec![query.as_bytes().to_vec(), request.body.to_vec()];
    let is_signed = |name: &str| version == SignatureVersion::Acs3 && name != "accept";
    let (signed, mut headers): (Vec<_>, Vec<_>) = request
        .headers
        .clone()
        .into_iter()
        .partition(|(name, _)| is_signed(name));
    parts.extend(signed.iter().map(|(_, value)| value.clone().into_bytes()));
    let length = parts.iter().map(Vec::len).sum();
    let place = parts.iter_mut().flatten().nth(at.index(length))?;
    if std::mem::replace(place, with) == with {
        return None;
    }
    let mut parts = parts.into_iter();
    let query = String::from_utf8(parts.next()?).ok()?;
    let body = parts.next()?;
    for ((name, _), value) in signed.into_iter().zip(parts) {
        headers.push((name, String::from_utf8(value).ok()?));
    }
    let url = if query.is_empty() {
        front.to_owned()
    } else {
        format!("{front}?{query}")
    };
    Some(TransportRequest {
        url,
        headers,
        body: body.into(),
        ..request.clone()
    })
}

/// The request by other methods, at other places, and with a header more or less of those that say what is asked.
fn moved(request: &TransportRequest) -> Vec<TransportRequest> {
    let mut moved = Vec::new();
    for method in [http::Method::GET, http::Method::POST, http::Method::PUT] {
        if method != request.method {
            moved.push(TransportRequest {
                method,
                ..request.clone()
            });
        }
    }
    for place in ["/x", "//", "/."] {
        let (host, rest) = request.url.split_at(request.url.find("7780/").unwrap() + 4);
        moved.push(TransportRequest {
            url: format!("{host}{place}{}", rest.trim_start_matches('/')),
            ..request.clone()
        });
    }
    for place in 0..request.headers.len() {
        let mut less = request.clone();
        let (name, _) = less.headers.remove(place);
        if name.starts_with("x-acs-") {
            moved.push(less);
        }
    }
    moved
}

/// What a request asks for, however it is spelled.
#[derive(PartialEq)]
struct Asked {
    pairs: BTreeMap<Vec<u8>, Vec<u8>>,
    headers: Vec<(String, String)>,
    /// With ACS3 only: there a body has but one spelling.
    body: Option<Bytes>,
}

fn asked(request: &TransportRequest, version: SignatureVersion) -> Asked {
    let query = request.url.split_once('?').map_or("", |(_, query)| query);
    // HTTP itself leaves a fragment at home.
    let mut pairs = decoded(query.split('#').next().unwrap_or_default());
    let is_exact = version == SignatureVersion::Acs3;
    if !is_exact {
        pairs.extend(decoded(&String::from_utf8_lossy(&request.body)));
    }
    let mut headers = request.headers.clone();
    headers.sort();
    Asked {
        pairs,
        headers,
        body: is_exact.then(|| request.body.clone()),
    }
}

fn decoded(form: &str) -> BTreeMap<Vec<u8>, Vec<u8>> {
    let text = |text: &str| percent_decode_str(&text.replace('+', " ")).collect();
    let pairs = form.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.map(|(name, value)| (text(name), text(value))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn what_the_client_signs_is_verified_and_nothing_else(
        options in signing_options(),
        parameters in parameters(),
        changes in prop::collection::vec((any::<Index>(), prop_oneof![b'!'..b'~', any::<u8>()]), 12),
    ) {
        thread_local! {
            static RUNTIME: tokio::runtime::Runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            static JUDGE: Verifier = RUNTIME.with(|runtime| runtime.block_on(Verifier::new()));
        }
        let answer = |request| JUDGE.with(|judge| RUNTIME.with(|runtime| runtime.block_on(judge.answer(request))));
        let original = JUDGE.with(|judge| sign(judge, options, parameters));
        for (at, with) in changes {
            let Some(changed) = changed(&original, options.version, at, with) else { continue };
            let Some(request) = into_http(&changed) else { continue };
            if asked(&changed, options.version) != asked(&original, options.version) {
                let status = answer(request);
                prop_assert!((400..500).contains(&status), "{status} for {changed:?} {:?} {:?}", changed.url, changed.body);
            }
        }
        for moved in moved(&original) {
            let status = answer(into_http(&moved).unwrap());
            prop_assert!((400..500).contains(&status), "{status} for {} {:?}", moved.method, moved.url);
        }
        // What was refused has not used up the nonce.
        prop_assert_eq!(answer(into_http(&original).unwrap()), 200);
    }
}
