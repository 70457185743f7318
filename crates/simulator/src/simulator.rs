//! The simulator: its state and its controls. `exchange` carries out requests; each product has a folder for its actions.

use std::fmt;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::access_key::AccessKey;
use crate::authentication::Nonces;
use crate::call_log::CallLog;
use crate::clock::{Clock, WallClock};
use crate::cloud::{Cloud, OtherAccounts, Region};
use crate::delivery::{Delivery, DeliveryMode};
use crate::ecs;
use crate::envelope;

use crate::faults::{FaultPlan, FaultRule};
use crate::ledger::{Effect, Ledger, LedgerEntry, Outcome};
use crate::limits::{Limits, Meter};
use crate::open_questions::OpenQuestions;
use crate::parameters::Parameters;
use crate::randomness::Randomness;
use crate::refusal::Refusal;
use crate::resource_record::{self, ResourceRecord};
use crate::scenario::Scenario;
use crate::sessions::Sessions;
use crate::supply::Supply;

/// The ledger of a cloud with a call log keeps this many entries, because nobody reads it to the end.
const LEDGER_WITH_CALL_LOG: usize = 1_000;

/// A simulated cloud. Clones share it.
#[derive(Clone)]
pub struct Simulator(pub(crate) Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) keys: Vec<AccessKey>,
    regions: Vec<Region>,
    scenario: Scenario,
    state: Mutex<State>,
}

pub(crate) struct State {
    pub(crate) cloud: Cloud,
    pub(crate) sessions: Sessions,
    pub(crate) nonces: Nonces,
    pub(crate) faults: FaultPlan,
    pub(crate) meter: Meter,
    pub(crate) ledger: Ledger,
    pub(crate) request_ids: Randomness,
    pub(crate) call_log: Option<CallLog>,
}

impl State {
    fn new(scenario: Scenario) -> Self {
        Self {
            sessions: Sessions::new(scenario.seed() ^ 0x005E_5510),
            nonces: Nonces::default(),
            faults: FaultPlan::new(scenario.faults()),
            meter: Meter::new(scenario.limits()),
            ledger: Ledger::default(),
            request_ids: Randomness::new(scenario.seed() ^ 0x5EED_0F1D),
            call_log: None,
            cloud: scenario.into_cloud(),
        }
    }

    /// Deletes a snapshot as another user would, and records it in the call log.
    pub(crate) fn delete_snapshot(
        &mut self,
        region_id: Option<&str>,
        snapshot_id: &str,
        now: Timestamp,
    ) -> Result<Effect, Refusal> {
        let effect = ecs::delete_snapshot(&mut self.cloud, region_id, snapshot_id, true, now)?;
        self.record_call(now, "DeleteSnapshot", &[("SnapshotId", snapshot_id), ("Force", "true")]);
        Ok(effect)
    }

    /// Deletes an image as another user would, and records it in the call log.
    pub(crate) fn delete_image(&mut self, image_id: &str, now: Timestamp) -> Result<Effect, Refusal> {
        let effect = ecs::delete_image(&mut self.cloud, image_id, now)?;
        if let Effect::ImageDeleted { region_id, .. } = &effect {
            let parameters = [
                ("RegionId", region_id.as_str()),
                ("ImageId", image_id),
                ("Force", "true"),
            ];
            self.record_call(now, "DeleteImage", &parameters);
        }
        Ok(effect)
    }

    fn record_call(&mut self, now: Timestamp, action: &str, parameters: &[(&str, &str)]) {
        let Some(call_log) = &mut self.call_log else { return };
        let parameters = parameters
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        call_log.append(now, action, 0, &Parameters::from(parameters.collect()));
    }
}

/// The connection was closed and there is no answer. Whether the request had an effect cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Disconnected {
    /// Not one byte of an answer was sent.
    #[error("connection closed before an answer was sent")]
    NoResponse,
    /// The connection was reset.
    #[error("connection reset")]
    Reset,
    /// Nothing listens on the port.
    #[error("connection refused")]
    Refused,
}

/// Why a snapshot could not be deleted from outside the API. Codes as in DeleteSnapshot.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message}")]
pub struct DeleteRefused {
    /// HTTP status.
    pub status: u16,
    /// `InvalidSnapshotId.NotFound`, `SnapshotCreatedImage` or `Operation.Conflict`.
    pub code: String,
    /// The provider's message.
    pub message: String,
}

impl Simulator {
    /// A cloud with the data of the scenario, whose progress follows the clock.
    pub fn new(scenario: Scenario, clock: Arc<dyn Clock>) -> Self {
        let state = State::new(scenario.clone());
        Self(Arc::new(Shared {
            clock,
            keys: state.cloud.keys.clone(),
            regions: state.cloud.regions.clone(),
            scenario,
            state: Mutex::new(state),
        }))
    }

    /// Starts the scenario again at the present time: data, faults, limits and open questions as at the beginning, and an empty ledger.
    /// Keys and account stay. The ids of new resources depend on `seed`.
    ///
    /// For a cloud without a call log: the log would not know of it.
    pub fn reset(&self, seed: u64) {
        let mut state = State::new(self.0.scenario.at(self.0.clock.now()));
        state.cloud.randomness = Randomness::new(seed);
        state.request_ids = Randomness::new(seed ^ 0x5EED_0F1D);
        *self.state() = state;
    }

    /// The small company with every change that the call log holds. Without a log of this seed a new one begins now.
    ///
    /// # Errors
    /// What the file system reports when the call log cannot be read or written.
    pub fn with_call_log(path: &Path, seed: u64, pace: f64) -> io::Result<Self> {
        let clock = Arc::new(WallClock::default());
        let (call_log, epoch, entries) = CallLog::open(path, seed, clock.now())?;
        let simulator = Self::new(Scenario::small(seed, epoch).with_pace(pace), clock);
        for entry in entries {
            simulator.replay(&entry);
        }
        let mut state = simulator.state();
        state.call_log = Some(call_log);
        state.ledger.keep_newest(LEDGER_WITH_CALL_LOG);
        drop(state);
        Ok(simulator)
    }

    /// The AccessKeys: first the usable one, then a disabled one, then one that may not create images; one of another account is last.
    pub fn keys(&self) -> Vec<AccessKey> {
        self.0.keys.clone()
    }

    /// The regions DescribeRegions lists.
    pub fn regions(&self) -> Vec<Region> {
        self.0.regions.clone()
    }

    /// Everything that was done so far, in order; with a call log only the last thousand requests.
    pub fn ledger(&self) -> Vec<LedgerEntry> {
        self.state().ledger.entries()
    }

    /// What the ledger says of each resource: what made it, and every change since.
    pub fn resources(&self) -> Vec<ResourceRecord> {
        resource_record::records(&self.ledger())
    }

    /// Replaces the plan of faults; an empty list ends all faults. Counting begins anew.
    pub fn set_faults(&self, rules: Vec<FaultRule>) {
        self.state().faults = FaultPlan::new(rules);
    }

    /// Replaces the limits of requests a minute; counting begins anew.
    pub fn set_limits(&self, limits: Limits) {
        self.state().meter = Meter::new(limits);
    }

    /// Answers the open questions differently from now on.
    pub fn set_open_questions(&self, answers: OpenQuestions) {
        self.state().cloud.open_questions = answers;
    }

    /// Replaces what can be launched.
    pub fn set_supply(&self, supply: Supply) {
        self.state().cloud.supply = supply;
    }

    /// The accounts that exist besides this one, for sharing images. Without a list that is every id of 16 digits that
    /// does not end in 0000.
    pub fn set_other_accounts(&self, account_ids: Option<Vec<String>>) {
        self.state().cloud.other_accounts = account_ids.map_or_else(OtherAccounts::default, OtherAccounts::only);
    }

    /// ARNs of the roles AssumeRole knows.
    pub fn role_arns(&self) -> Vec<String> {
        self.state().cloud.roles.iter().map(|role| role.arn.clone()).collect()
    }

    /// Moves the clock forward; false when the clock cannot be moved.
    pub fn advance(&self, by: Duration) -> bool {
        self.0.clock.try_advance(by)
    }

    /// Deletes a snapshot as somebody else would, at the console, meanwhile.
    ///
    /// # Errors
    /// [`DeleteRefused`] when the snapshot does not exist, an image holds it, or it is being copied.
    pub fn delete_snapshot(&self, region_id: &str, snapshot_id: &str) -> Result<(), DeleteRefused> {
        let now = self.0.clock.now();
        let mut state = self.state();
        let result = state.delete_snapshot(Some(region_id), snapshot_id, now);
        let request_id = state.request_ids.uuid();
        state.ledger.append(LedgerEntry {
            sequence: 0,
            at: now,
            action: "DeleteSnapshot".to_owned(),
            region_id: Some(region_id.to_owned()),
            access_key_id: None,
            parameters: [("SnapshotId".to_owned(), snapshot_id.to_owned())].into(),
            outcome: Outcome {
                http_status: Some(result.as_ref().map_or_else(|refused| refused.status, |_| 200)),
                code: result.as_ref().err().map(|refused| refused.code.clone()),
                request_id,
            },
            fault: None,
            effects: result.clone().into_iter().collect(),
        });
        result.map(|_| ()).map_err(|refusal| DeleteRefused {
            status: refusal.status,
            code: refusal.code,
            message: refusal.message,
        })
    }

    /// Answers one request. A connection that a fault closes shows as the 502 page a proxy would give; mount the
    /// [`tower::Service`] to see [`Disconnected`] instead.
    pub async fn handle(&self, request: Request<Bytes>) -> Response<Bytes> {
        match self.answer(request).await {
            Ok(response) => response,
            Err(_) => envelope::plain(502, "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>"),
        }
    }

    /// The answer for a caller in the same process: pauses are waited out, a lost connection is an error.
    async fn answer(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Disconnected> {
        let Delivery { response, mode } = self.carry_out(&request);
        match mode {
            DeliveryMode::Whole | DeliveryMode::CutShort => Ok(response),
            DeliveryMode::Late { ms } => {
                tokio::time::sleep(Duration::from_millis(ms)).await;
                Ok(response)
            }
            DeliveryMode::InPieces { bytes, ms } => {
                let pieces = response.body().len().div_ceil(bytes.max(1)) as u64;
                tokio::time::sleep(Duration::from_millis(ms.saturating_mul(pieces))).await;
                Ok(response)
            }
            DeliveryMode::Closed => Err(Disconnected::NoResponse),
            DeliveryMode::Reset => Err(Disconnected::Reset),
            DeliveryMode::Refused { .. } => Err(Disconnected::Refused),
        }
    }

    /// Counts of what exists, by region. Answered by `GET /_simulator/state`.
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
                    "snapshots": cloud.count_snapshots(id, now),
                    "images": cloud.own_images(id).count(),
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

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        // A panic of another thread does not make the data unusable.
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
        Box::pin(async move { simulator.answer(request).await })
    }
}

impl fmt::Debug for Simulator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Simulator").finish_non_exhaustive()
    }
}
