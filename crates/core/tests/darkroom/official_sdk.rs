//! What a proof says, read with the official Node SDK from the same cloud. Needs node and the packages of the simulator's `tests/sdk`,
//! which `cargo xtask test` installs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use darkroom_core::job::JobState;
use darkroom_core::proof::{ProofFile, ProofFormat};
use serde_json::{Value, json};
use simulator::{Drift, DriftedAttribute, InstanceQuestions, OpenQuestions, Simulator};

use crate::export_targets::InMemory;
use crate::harness::{HANGZHOU, Harness, Session};

/// Instances of a launch; the first one drifts.
const INSTANCES: u32 = 2;

/// What drifts, and the attributes of the proof that differ then.
const DRIFTS: [(DriftedAttribute, &[&str]); 11] = [
    // The last disk is an AutoPL one, which has no level.
    (
        DriftedAttribute::PerformanceLevel,
        &["category", "performanceLevel", "provisioned"],
    ),
    (DriftedAttribute::Category, &["category", "provisioned"]),
    (DriftedAttribute::Size, &["size"]),
    (DriftedAttribute::SecurityGroup, &["securityGroups"]),
    (DriftedAttribute::DeleteWithInstance, &["release"]),
    (DriftedAttribute::KeyPair, &["keyPair"]),
    (DriftedAttribute::RamRole, &["ramRole"]),
    (DriftedAttribute::PublicAddress, &["bandwidth", "publicAddress"]),
    (DriftedAttribute::Tag, &["tags"]),
    (DriftedAttribute::UserData, &["userData"]),
    (DriftedAttribute::MetadataTokens, &["settings"]),
];

/// Instance and attribute.
type Differing = BTreeSet<(String, String)>;

async fn exported(session: &Session, job_id: i64, position: u32) -> Value {
    let target = InMemory::default();
    let written = target.file.clone();
    let file = ProofFile {
        format: ProofFormat::Json,
        words: BTreeMap::new(),
        language: "en-US".to_owned(),
    };
    let export = session.proof_export(job_id, position, file, Box::new(target));
    export.await.unwrap();
    let bytes = written.lock().unwrap().take().unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

/// A launch for each drift: their proofs as they are exported, and the instance that they are launched like.
async fn proofs(harness: &Harness, session: &Session) -> (Vec<Value>, String) {
    session.connect().await;
    let draft = session.launch_draft("portal-golden", "portal-01", INSTANCES).await;
    let like = draft.like.clone().unwrap();
    let mut jobs = Vec::new();
    for (index, (attribute, _)) in DRIFTS.into_iter().enumerate() {
        let drift = Some(Drift {
            instances: 1,
            attribute,
        });
        harness.cloud.simulator.set_open_questions(OpenQuestions {
            instances: InstanceQuestions {
                drift,
                ..InstanceQuestions::default()
            },
            ..OpenQuestions::default()
        });
        let mut draft = draft.clone();
        draft.name_prefix = format!("portal-{index:02}-");
        let made = session.launch_create(format!("launch {index}"), draft, None).await;
        jobs.push(made.unwrap().id);
        let is_sent = || harness.cloud.requests("RunInstances").len() > index;
        session.wait_until("the launch", is_sent).await;
    }
    let mut proofs = Vec::new();
    for id in jobs {
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        proofs.push(exported(session, id, job.steps.last().unwrap().position).await);
    }
    (proofs, like)
}

fn differing(proof: &Value) -> Differing {
    let list = |value: &Value| value.as_array().unwrap().clone();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let attributes = list(&proof["attributes"]);
    let mut found = Differing::new();
    for instance in list(&proof["instances"]) {
        for (attribute, cell) in attributes.iter().zip(list(&instance["cells"])) {
            if cell["mark"] != "equal" {
                found.insert((text(&instance["id"]), text(&attribute["code"])));
            }
        }
    }
    found
}

/// What a script of the simulator's `tests/sdk` prints about the cloud of the harness.
pub fn read_by_sdk(harness: &Harness, script: &str, settings: &[(&str, &str)]) -> Value {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../simulator/tests/sdk");
    let sdk = folder.join("node_modules/@alicloud/ecs20140526");
    assert!(sdk.exists(), "run `npm ci` in {} first", folder.display());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let endpoint = runtime.block_on(serve(harness.cloud.simulator.clone()));
    let key = harness.key();
    let run = Command::new("node")
        .arg(script)
        .current_dir(folder)
        .env("SIMULATOR", endpoint)
        .env("ACCESS_KEY_ID", key.access_key_id)
        .env("ACCESS_KEY_SECRET", key.access_key_secret)
        .env("NOW", harness.clock.true_now().as_millisecond().to_string())
        .envs(settings.iter().copied())
        .output();
    let run = run.expect("node is installed");
    let errors = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{errors}");
    serde_json::from_slice(&run.stdout).unwrap()
}

/// The cloud on loopback, where the SDK can reach it.
async fn serve(simulator: Simulator) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(simulator.serve(listener, std::future::pending()));
    endpoint
}

#[test]
fn the_official_sdk_sees_exactly_what_the_proof_says() {
    let harness = Harness::new();
    let (proofs, like) = harness.run(async |session| proofs(&harness, &session).await);
    let mut by_proof = Differing::new();
    for (proof, (drift, expected)) in proofs.iter().zip(DRIFTS) {
        let found = differing(proof);
        let codes: Vec<&str> = found.iter().map(|(_, code)| code.as_str()).collect();
        assert_eq!(codes, expected, "{drift:?}");
        let instances: BTreeSet<&String> = found.iter().map(|(id, _)| id).collect();
        assert_eq!(instances.len(), 1, "{drift:?}");
        by_proof.extend(found);
    }
    let file = harness.folder.path().join("proofs.json");
    std::fs::write(&file, json!(proofs).to_string()).unwrap();
    let settings = [
        ("REGION", HANGZHOU),
        ("PROOFS", file.to_str().unwrap()),
        ("LIKE", &like),
    ];
    let seen = read_by_sdk(&harness, "proof.mjs", &settings);
    let by_sdk: Differing = serde_json::from_value(seen["differing"].clone()).unwrap();
    assert_eq!(by_sdk, by_proof);
    let cells: u64 = proofs.iter().map(|proof| proof["cells"].as_u64().unwrap()).sum();
    assert_eq!(seen["cells"].as_u64(), Some(cells));
}
