//! What goes wrong by chance while jobs are killed.

use serde_json::{Value, json};

use super::boundary::writes;

/// Requests by which jobs look for what they made, and watch it.
const READS: [&str; 5] = [
    "DescribeImages",
    "DescribeImageSharePermission",
    "DescribeInstances",
    "DescribeSnapshots",
    "DescribeDisks",
];

/// Temporary faults: every job can succeed in the end.
pub fn random_faults(random: &mut fastrand::Rng) -> Vec<Value> {
    let mut rules = Vec::new();
    let mut add = |action: &str, probability: f64, fault: Value| {
        let seed = random.u64(0..1 << 32);
        rules.push(json!({"action": action, "fault": {"sometimes": {"probability": probability, "seed": seed, "fault": fault}}}));
    };
    let error = |status: u16| json!({"status": status, "code": "ServiceUnavailable", "message": "not now"});
    for action in writes() {
        add(action, 0.15, json!("dropAfterEffect"));
        add(action, 0.05, json!("dropBeforeEffect"));
        add(action, 0.05, json!("resetAfterEffect"));
        add(action, 0.05, json!("malformedBody"));
        add(action, 0.05, json!({"httpErrorAfterEffect": error(503)}));
        add(action, 0.05, json!({"httpError": error(500)}));
        add(action, 0.05, json!({"throttle": {"retryAfterMs": 2_000}}));
        add(action, 0.03, json!({"latency": {"ms": 5}}));
    }
    for action in READS {
        add(action, 0.03, json!("emptyListing"));
        add(action, 0.05, json!({"stale": {"seconds": 20}}));
        add(action, 0.03, json!("malformedBody"));
        add(action, 0.03, json!("dropAfterEffect"));
        add(action, 0.03, json!({"httpError": error(503)}));
        add(action, 0.03, json!({"throttle": {"retryAfterMs": 1_000}}));
    }
    rules
}
