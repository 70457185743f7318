//! The simulator ignores no optional parameter that the client can send: a nonsensical value is refused, or changes the answer
//! or the effect.

use std::collections::BTreeMap;
use std::sync::Arc;

use alibaba_cloud::signature::{canonical_query, sign, string_to_sign, with_common_parameters, with_signature};
use alibaba_cloud::{Action, Credentials, Parameters, Runtime as _};
use bytes::Bytes;
use serde_json::Value;
use simulator::{ManualClock, Scenario, Simulator};

use crate::cloud::{HANGZHOU, SHANGHAI, TestRuntime, epoch};
use crate::full::every_action;
use crate::needed_parameters::needed;

/// A value that is no id, number, flag, time, JSON or known name.
const NONSENSE: &str = "?";
/// A snapshot of a system disk that is not in use.
pub const SNAPSHOT: &str = "app-node-base-v12";

/// Parameters that are accepted and have no effect.
const WITHOUT_EFFECT: [(&str, &[&str]); 14] = [
    // What a role may do is not simulated.
    ("AttachInstanceRamRole", &["Policy"]),
    // A token that was not used before changes nothing.
    ("CopyImage", &["ClientToken"]),
    ("CopySnapshot", &["ClientToken"]),
    ("CreateImage", &["ClientToken"]),
    ("CreateSnapshot", &["ClientToken"]),
    ("CreateSnapshotGroup", &["ClientToken"]),
    ("DeleteInstances", &["ClientToken"]),
    ("ModifyInstanceNetworkSpec", &["ClientToken"]),
    ("ModifyInstanceSpec", &["ClientToken"]),
    ("ModifyPrepayInstanceSpec", &["ClientToken"]),
    ("ResizeDisk", &["ClientToken"]),
    // Deprecated: the image says both.
    ("ReplaceSystemDisk", &["Architecture", "ClientToken", "Platform"]),
    // An instance has one interface here, which its own switch and groups describe.
    (
        "RunInstances",
        &[
            "ClientToken",
            "NetworkInterface.1.PrimaryIpAddress",
            "NetworkInterface.1.SecurityGroupIds.1",
            "NetworkInterface.1.SecurityGroupIds.2",
            "NetworkInterface.1.VSwitchId",
        ],
    ),
    // A tag that is not there is not missed.
    ("UntagResources", &["TagKey.2"]),
];

/// Actions of the client that the simulator does not have.
const NOT_SIMULATED: [&str; 1] = ["DescribeAutoSnapshotPolicyEx"];

/// The small company, and its key.
pub struct SmallCloud {
    pub simulator: Simulator,
    key: Credentials,
}

impl SmallCloud {
    fn new() -> Self {
        let clock = Arc::new(ManualClock::new(epoch()));
        let simulator = Simulator::new(Scenario::small(7, epoch()), clock);
        let key = simulator.keys().remove(0);
        let key = Credentials::new(key.access_key_id, key.access_key_secret);
        Self { simulator, key }
    }

    /// Status and body of the answer, without the id of the request.
    async fn answer(&self, action: &str, version: &str, own: &BTreeMap<String, String>) -> (u16, Value) {
        let own: Parameters = own
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let runtime = TestRuntime::default();
        let (now, nonce) = (runtime.now(), runtime.nonce());
        let parameters = with_common_parameters(own, &self.key, action, version, now, &nonce);
        let query = canonical_query(&parameters);
        let signature = sign(&self.key.access_key_secret, &string_to_sign("POST", &query));
        let request = http::Request::post("/")
            .header("host", "127.0.0.1:7780")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Bytes::from(with_signature(query, &signature)))
            .unwrap();
        let response = self.simulator.handle(request).await;
        let mut body: Value = serde_json::from_slice(response.body()).unwrap();
        body.as_object_mut().unwrap().remove("RequestId");
        (response.status().as_u16(), body)
    }

    pub async fn ecs(&self, action: &str, own: &[(&str, &str)]) -> Value {
        let region = [("RegionId", HANGZHOU)];
        let own = region.iter().chain(own);
        let own = own
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        self.answer(action, "2014-05-26", &own).await.1
    }

    /// What a write may change.
    async fn state(&self) -> Vec<Value> {
        let mut state = vec![self.ecs("DescribeSnapshots", &[("SnapshotName", SNAPSHOT)]).await];
        for region_id in [HANGZHOU, SHANGHAI] {
            for action in [
                "DescribeSnapshots",
                "DescribeImages",
                "DescribeDisks",
                "DescribeInstances",
                "DescribeInstanceMaintenanceAttributes",
            ] {
                let status = if action == "DescribeImages" { "ALL" } else { "" };
                let newest = [("RegionId", region_id), ("Status", status), ("PageSize", "100")];
                state.push(self.ecs(action, &newest).await);
            }
        }
        state
    }
}

/// The parameters of an action that change nothing.
async fn ignored<A: Action>(action: &A) -> Vec<String> {
    let is_write = !["Describe", "List", "Get"].iter().any(|verb| A::NAME.starts_with(verb));
    let run = |more: Option<String>| async move {
        let cloud = SmallCloud::new();
        let mut own = needed(&cloud, A::NAME).await;
        own.extend(more.map(|name| (name, NONSENSE.to_owned())));
        let answer = cloud.answer(A::NAME, A::VERSION, &own).await;
        (answer, cloud)
    };
    let state = |cloud: SmallCloud| async move { if is_write { cloud.state().await } else { Vec::new() } };
    let (plain, cloud) = run(None).await;
    let is_unknown = plain.1["Code"] == "InvalidAction.NotFound";
    assert_eq!(is_unknown, NOT_SIMULATED.contains(&A::NAME), "{}", A::NAME);
    if is_unknown {
        return Vec::new();
    }
    let plain_state = state(cloud).await;
    let known = needed(&SmallCloud::new(), A::NAME).await;
    let mut ignored = Vec::new();
    for name in action.parameters().names() {
        if known.contains_key(name) {
            continue;
        }
        let (answer, cloud) = run(Some(name.to_owned())).await;
        if answer == plain && state(cloud).await == plain_state {
            ignored.push(name.to_owned());
        }
    }
    ignored.sort_unstable();
    ignored
}

#[tokio::test]
async fn every_parameter_has_an_effect_or_is_known_to_have_none() {
    let mut found = BTreeMap::new();
    macro_rules! collect_ignored {
        ($name:ident, $action:expr) => {
            let action = $action;
            found.insert(name_of(&action), ignored(&action).await);
        };
    }
    every_action!(collect_ignored);
    found.retain(|_, names| !names.is_empty());
    let known = WITHOUT_EFFECT
        .iter()
        .map(|(action, names)| (*action, names.iter().map(|name| (*name).to_owned()).collect()));
    assert_eq!(found, known.collect());
}

fn name_of<A: Action>(_: &A) -> &'static str {
    A::NAME
}
