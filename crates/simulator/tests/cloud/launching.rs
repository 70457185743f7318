//! What the tests of launches share: a request that passes, and reading back what came of it.

use serde_json::{Value, json};
use simulator::{InstanceQuestions, OpenQuestions};

use crate::client::{Answer, Client, HANGZHOU};

/// What RunInstances needs, with the image of this name.
pub async fn base(client: &Client, image: &str) -> Vec<(&'static str, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let zone = [("ZoneId", "cn-hangzhou-h")];
    let switches = client.ecs("DescribeVSwitches", &zone).await.rows("VSwitches");
    let groups = client.ecs("DescribeSecurityGroups", &[]).await.rows("SecurityGroups");
    vec![
        ("RegionId", HANGZHOU.to_owned()),
        ("ImageId", client.image_id_of(HANGZHOU, image).await),
        ("InstanceType", "ecs.g7.large".to_owned()),
        ("VSwitchId", text(&switches[0]["VSwitchId"])),
        ("SecurityGroupIds.1", text(&groups[0]["SecurityGroupId"])),
    ]
}

pub async fn run(client: &Client, base: &[(&'static str, String)], more: &[(&str, &str)]) -> Answer {
    let mut own: Vec<_> = base.iter().map(|(name, value)| (*name, value.as_str())).collect();
    own.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    own.extend_from_slice(more);
    client.call("RunInstances", &own).await
}

pub fn ids(answer: &Answer) -> Vec<String> {
    let ids = &answer.body["InstanceIdSets"]["InstanceIdSet"];
    let ids = ids.as_array().unwrap_or_else(|| panic!("{}", answer.body));
    ids.iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}

pub async fn instance(client: &Client, id: &str) -> Value {
    let ids = json!([id]).to_string();
    let own = [
        ("InstanceIds", ids.as_str()),
        ("AdditionalAttributes.1", "META_OPTIONS"),
        ("AdditionalAttributes.2", "CPU_OPTIONS_TOPOLOGY_TYPE"),
        ("AdditionalAttributes.3", "NETWORK_PRIMARY_ENI_IP"),
    ];
    let mut rows = client.ecs("DescribeInstances", &own).await.rows("Instances");
    assert_eq!(rows.len(), 1, "instances with id {id}");
    rows.remove(0)
}

/// The disks of an instance by device.
pub async fn disks(client: &Client, id: &str) -> Vec<Value> {
    let mut rows = client.ecs("DescribeDisks", &[("InstanceId", id)]).await.rows("Disks");
    rows.sort_by_key(|row| row["Device"].as_str().unwrap().to_owned());
    rows
}

pub fn with(client: &Client, instances: InstanceQuestions) {
    client.simulator.set_open_questions(OpenQuestions {
        instances,
        ..OpenQuestions::default()
    });
}

/// What the ledger counts, by the name of the effect.
pub fn effects(client: &Client, name: &str) -> usize {
    let entries = client.simulator.ledger();
    let effects = entries.iter().flat_map(|entry| &entry.effects);
    effects.filter(|effect| json!(effect)["effect"] == name).count()
}

/// An instance of the full image that runs, with a key pair; its id.
pub async fn running(client: &Client) -> String {
    let base = base(client, "erp-db-golden").await;
    let more = [
        ("KeyPairName", "operations"),
        ("SystemDisk.Category", "cloud_essd"),
        ("SystemDisk.PerformanceLevel", "PL1"),
        ("DataDisk.1.Device", "/dev/xvdb"),
        ("DataDisk.1.Category", "cloud_essd"),
        ("DataDisk.1.DeleteWithInstance", "false"),
        ("DataDisk.2.Device", "/dev/xvdc"),
        ("DataDisk.2.Category", "cloud_auto"),
    ];
    let id = ids(&run(client, &base, &more).await).remove(0);
    client.advance_minutes(2);
    id
}

pub async fn stop(client: &Client, id: &str) {
    assert_eq!(client.ecs("StopInstances", &[("InstanceId.1", id)]).await.status, 200);
    client.advance_minutes(2);
}

pub async fn start(client: &Client, id: &str) -> Answer {
    let answer = client.ecs("StartInstances", &[("InstanceId.1", id)]).await;
    client.advance_minutes(2);
    answer
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

pub async fn refused(client: &Client, action: &str, own: &[(&str, &str)], status: u16, code: &str) {
    let answer = client.ecs(action, own).await;
    assert_eq!((answer.status, answer.code()), (status, code), "{action} {own:?}");
}

pub async fn done(client: &Client, action: &str, own: &[(&str, &str)]) -> Value {
    let answer = client.ecs(action, own).await;
    assert_eq!(answer.status, 200, "{action} {own:?}: {}", answer.body);
    answer.body
}
