//! The simulator itself: takes a request, lets the fault plan have its say, authenticates, answers, and writes the
//! ledger. What an action does is in `ecs` and `sts`.

use std::fmt;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, header};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::access_key::AccessKey;
use crate::authentication::{self, Nonces};
use crate::call::{Answer, Call, fields};
use crate::clock::{Clock, WallClock};
use crate::cloud::{Cloud, Region};
use crate::diary::{Diary, Entry};
use crate::ecs;
use crate::envelope::{self, Envelope, Format};
use crate::faults::{Fault, FaultPlan, FaultRule};
use crate::ledger::{Effect, Ledger, LedgerEntry, Outcome};
use crate::parameters::Parameters;
use crate::product::{ECS, Product};
use crate::randomness::Randomness;
use crate::refusal::Refusal;
use crate::scenario::Scenario;

/// A simulated cloud. Clones share it.
#[derive(Clone)]
pub struct Simulator(Arc<Shared>);

struct Shared {
    clock: Arc<dyn Clock>,
    keys: Vec<AccessKey>,
    regions: Vec<Region>,
    state: Mutex<State>,
}

struct State {
    cloud: Cloud,
    nonces: Nonces,
    faults: FaultPlan,
    ledger: Ledger,
    request_ids: Randomness,
    diary: Option<Diary>,
}

/// The connection was closed and there is no answer. Whether the request had an effect cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Disconnected {
    /// Not one byte of an answer was sent.
    #[error("connection closed before an answer was sent")]
    NoResponse,
}

/// Why the second actor may not delete a snapshot. Codes as in DeleteSnapshot.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message}")]
pub struct DeleteRefused {
    /// HTTP status.
    pub status: u16,
    /// `InvalidSnapshotId.NotFound` or `SnapshotCreatedImage`.
    pub code: String,
    /// The provider's message.
    pub message: String,
}

impl Simulator {
    /// A cloud with the data of the scenario, whose progress follows the clock.
    pub fn new(scenario: Scenario, clock: Arc<dyn Clock>) -> Self {
        let request_ids = Randomness::new(scenario.seed() ^ 0x5EED_0F1D);
        let cloud = scenario.into_cloud();
        Self(Arc::new(Shared {
            clock,
            keys: cloud.keys.clone(),
            regions: cloud.regions.clone(),
            state: Mutex::new(State {
                cloud,
                nonces: Nonces::default(),
                faults: FaultPlan::default(),
                ledger: Ledger::default(),
                request_ids,
                diary: None,
            }),
        }))
    }

    /// The small company as it was left: its images are those that were made with this diary before. A diary that is not
    /// there, or cannot be read, begins anew at the present.
    ///
    /// # Errors
    /// What the file system reports when the diary cannot be written.
    pub fn with_diary(path: &Path, seed: u64, pace: f64) -> io::Result<Self> {
        let clock = Arc::new(WallClock::default());
        let (diary, epoch, entries) = Diary::open(path, seed, clock.now())?;
        let simulator = Self::new(Scenario::small(seed, epoch).with_pace(pace), clock);
        {
            let mut state = simulator.state();
            let create_image = ecs::action("CreateImage");
            for Entry { at, parameters } in entries {
                let (Some(key), Some(create_image)) = (simulator.0.keys.first(), create_image) else {
                    break;
                };
                let mut call = Call {
                    parameters: &Parameters::from(parameters),
                    key,
                    cloud: &mut state.cloud,
                    effects: &mut Vec::new(),
                    now: at,
                };
                // What was accepted then is accepted now; a diary that was tampered with loses the entry.
                let _ = create_image(&mut call);
            }
            state.diary = Some(diary);
        }
        Ok(simulator)
    }

    /// The AccessKeys of the account: first the usable one, then a disabled one, then one that may not create images.
    pub fn keys(&self) -> Vec<AccessKey> {
        self.0.keys.clone()
    }

    /// The regions DescribeRegions lists.
    pub fn regions(&self) -> Vec<Region> {
        self.0.regions.clone()
    }

    /// Everything that was done so far, in order.
    pub fn ledger(&self) -> Vec<LedgerEntry> {
        self.state().ledger.entries()
    }

    /// Replaces the plan of faults; an empty list ends all faults. Counting begins anew.
    pub fn set_faults(&self, rules: Vec<FaultRule>) {
        self.state().faults = FaultPlan::new(rules);
    }

    /// Moves the clock forward; false when the clock cannot be moved.
    pub fn advance(&self, by: Duration) -> bool {
        self.0.clock.try_advance(by)
    }

    /// Deletes a snapshot as somebody else would, at the console, meanwhile.
    ///
    /// # Errors
    /// [`DeleteRefused`] when the snapshot does not exist or an image holds it.
    pub fn delete_snapshot(&self, region_id: &str, snapshot_id: &str) -> Result<(), DeleteRefused> {
        let now = self.0.clock.now();
        let mut state = self.state();
        let refuse = |status, code: &str, message: &str| DeleteRefused {
            status,
            code: code.to_owned(),
            message: message.to_owned(),
        };
        let result = if state.cloud.snapshot(region_id, snapshot_id, now).is_none() {
            Err(refuse(
                404,
                "InvalidSnapshotId.NotFound",
                "The specified snapshot is not found.",
            ))
        } else if state.cloud.is_held_by_image(snapshot_id, now) {
            let message = "The snapshot has been used to create user defined image(s).";
            Err(refuse(403, "SnapshotCreatedImage", message))
        } else {
            state
                .cloud
                .snapshots
                .retain(|snapshot| snapshot.snapshot_id != snapshot_id);
            Ok(())
        };
        let deleted = Effect::SnapshotDeleted {
            region_id: region_id.to_owned(),
            snapshot_id: snapshot_id.to_owned(),
        };
        let request_id = state.request_ids.uuid();
        state.ledger.append(LedgerEntry {
            sequence: 0,
            at: now,
            action: "DeleteSnapshot".to_owned(),
            region_id: Some(region_id.to_owned()),
            access_key_id: None,
            parameters: [("SnapshotId".to_owned(), snapshot_id.to_owned())].into(),
            outcome: Outcome {
                http_status: Some(result.as_ref().map_or_else(|refused| refused.status, |()| 200)),
                code: result.as_ref().err().map(|refused| refused.code.clone()),
                request_id,
            },
            fault: None,
            effects: if result.is_ok() { vec![deleted] } else { Vec::new() },
        });
        result
    }

    /// Answers one request. A connection that a fault closes shows as the 502 page a proxy would give; mount the
    /// [`tower::Service`] to see [`Disconnected`] instead.
    pub async fn handle(&self, request: Request<Bytes>) -> Response<Bytes> {
        match self.exchange(request).await {
            Ok(response) => response,
            Err(Disconnected::NoResponse) => {
                envelope::plain(502, "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>")
            }
        }
    }

    pub(crate) async fn exchange(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Disconnected> {
        let (response, fault) = self.settle(&request);
        match fault {
            Some(Fault::DropBeforeEffect | Fault::DropAfterEffect) => return Err(Disconnected::NoResponse),
            Some(Fault::Latency { ms }) => tokio::time::sleep(Duration::from_millis(ms)).await,
            _ => {}
        }
        Ok(response)
    }

    /// Carries the request out at once and writes the ledger.
    fn settle(&self, request: &Request<Bytes>) -> (Response<Bytes>, Option<Fault>) {
        let now = self.0.clock.now();
        let mut guard = self.state();
        let state = &mut *guard;
        let read = Parameters::read(request);
        let parameters = read.as_ref().cloned().unwrap_or_default();
        let action = parameters.get("Action").unwrap_or_default().to_owned();
        let region_id = parameters.get("RegionId").map(str::to_owned);
        let host = host(request);
        let version = parameters.get("Version").unwrap_or_default();
        let envelope = Envelope {
            format: Format::of(parameters.get("Format")),
            action: action.clone(),
            product: Product::find(&host, version).map_or(ECS.name, |product| product.name),
            host,
            request_id: state.request_ids.uuid(),
        };
        let fault = state.faults.strike(&action, region_id.as_deref());
        let mut effects = Vec::new();
        let answer = match planned_refusal(fault.as_ref()) {
            Some(refusal) => Err(refusal),
            None if matches!(fault, Some(Fault::DropBeforeEffect | Fault::HtmlBody)) => Ok(fields(json!({}))),
            None => read.and_then(|parameters| {
                self.perform(
                    request.method().as_str(),
                    &parameters,
                    &envelope.host,
                    state,
                    &mut effects,
                    now,
                )
            }),
        };
        let code = answer.as_ref().err().map(|refusal| refusal.code.clone());
        let response = match (answer, &fault) {
            (_, Some(Fault::HtmlBody)) => {
                let page = "<!DOCTYPE html><html><head><title>Sign in to the network</title></head></html>";
                envelope::plain(200, "text/html", page)
            }
            (Ok(fields), Some(Fault::MalformedBody)) => cut_off(envelope.success(fields)),
            (Ok(fields), _) => envelope.success(fields),
            (Err(refusal), _) => envelope.refusal(&refusal),
        };
        if let (Some(diary), false, "CreateImage") = (&mut state.diary, effects.is_empty(), action.as_str()) {
            diary.append(now, &parameters);
        }
        let is_unheard = fault == Some(Fault::DropBeforeEffect);
        state.ledger.append(LedgerEntry {
            sequence: 0,
            at: now,
            action,
            region_id,
            access_key_id: parameters.get("AccessKeyId").map(str::to_owned),
            parameters: parameters.without_signature(),
            outcome: Outcome {
                http_status: (!is_unheard).then(|| response.status().as_u16()),
                code,
                request_id: envelope.request_id,
            },
            fault: fault.clone(),
            effects,
        });
        (response, fault)
    }

    fn perform(
        &self,
        method: &str,
        parameters: &Parameters,
        host: &str,
        state: &mut State,
        effects: &mut Vec<Effect>,
        now: Timestamp,
    ) -> Answer {
        if !["GET", "POST"].contains(&method) {
            let message = "This http method is not supported.";
            return Err(Refusal::new(405, "UnsupportedHTTPMethod", message));
        }
        let action = parameters
            .get("Action")
            .ok_or_else(|| Refusal::missing_common("Action"))?;
        let version = parameters
            .get("Version")
            .ok_or_else(|| Refusal::missing_common("Version"))?;
        let product = Product::find(host, version)?;
        let answer = product.answer(action)?;
        let key = authentication::authenticate(method, parameters, &self.0.keys, &mut state.nonces, Timestamp::now())?;
        let ram_action = product.ram_action(action);
        if !key.allows(&ram_action) {
            return Err(forbidden(key, &ram_action));
        }
        answer(&mut Call {
            parameters,
            key,
            cloud: &mut state.cloud,
            effects,
            now,
        })
    }

    /// Counts of what exists, by region. For people who look at `GET /_simulator/state`.
    pub(crate) fn summary(&self) -> Value {
        let now = self.0.clock.now();
        let state = self.state();
        let cloud = &state.cloud;
        let regions: Vec<_> = cloud
            .regions
            .iter()
            .map(|region| {
                let id = region.region_id;
                json!({
                    "regionId": id,
                    "instances": cloud.instances.iter().filter(|row| row.region_id == id).count(),
                    "disks": cloud.disks.iter().filter(|row| row.region_id == id).count(),
                    "snapshots": cloud.snapshots_in(id, now).count(),
                    "images": cloud.images.iter().filter(|row| row.region_id == id && row.owner_alias == "self").count(),
                })
            })
            .collect();
        let groups: Vec<_> = cloud
            .resource_groups
            .iter()
            .map(|group| json!({ "id": group.id, "name": group.name, "displayName": group.display_name }))
            .collect();
        json!({ "now": now.to_string(), "accountId": cloud.account_id, "regions": regions, "resourceGroups": groups })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere does not make the data unusable for whoever looks at it next.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl tower::Service<Request<Bytes>> for Simulator {
    type Response = Response<Bytes>;
    type Error = Disconnected;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Bytes>, Disconnected>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Disconnected>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Bytes>) -> Self::Future {
        let simulator = self.clone();
        Box::pin(async move { simulator.exchange(request).await })
    }
}

impl fmt::Debug for Simulator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Simulator").finish_non_exhaustive()
    }
}

fn planned_refusal(fault: Option<&Fault>) -> Option<Refusal> {
    match fault? {
        Fault::HttpError { status, code, message } => Some(Refusal::new(*status, code, message.clone())),
        Fault::Throttle { retry_after_ms } => {
            let mut refusal = Refusal::new(400, "Throttling.User", "Request was denied due to user flow control.");
            refusal.retry_after_ms = Some(*retry_after_ms);
            Some(refusal)
        }
        _ => None,
    }
}

fn forbidden(key: &AccessKey, ram_action: &str) -> Refusal {
    let message = "User not authorized to operate on the specified resource, or this API doesn't support RAM.";
    let mut refusal = Refusal::new(403, "Forbidden.RAM", message);
    refusal.access_denied_detail = Some(fields(json!({
        "AuthAction": ram_action,
        "AuthPrincipalType": "SubUser",
        "AuthPrincipalDisplayName": key.user_name(),
        "AuthPrincipalOwnerId": key.account_id,
        "PolicyType": "AccountLevelIdentityBasedPolicy",
        "NoPermissionType": "ImplicitDeny",
    })));
    refusal
}

/// The authority a request was sent to.
fn host(request: &Request<Bytes>) -> String {
    let header = request
        .headers()
        .get(header::HOST)
        .and_then(|value| value.to_str().ok());
    let authority = request.uri().authority().map(http::uri::Authority::as_str);
    header.or(authority).unwrap_or("ecs.aliyuncs.com").to_owned()
}

fn cut_off(response: Response<Bytes>) -> Response<Bytes> {
    response.map(|body| body.slice(..body.len() / 2))
}
