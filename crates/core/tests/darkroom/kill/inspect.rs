//! An instance as the cloud has it, read without the program.

use std::fmt;
use std::sync::Arc;

use alibaba_cloud::ecs::{DescribeDisks, DescribeInstances, Disk, Instance};
use alibaba_cloud::{
    BoxFuture, Client, Credentials, EndpointRule, HttpsTransport, Transport, TransportError, TransportRequest,
    TransportResponse,
};
use serde_json::json;

use super::cloud::Control;
use super::judge::After;
use super::plan::{Plan, REGION};
use crate::harness::VirtualClock;

/// An instance and its disks.
pub struct Inspected {
    pub instance: Instance,
    pub disks: Vec<Disk>,
}

impl fmt::Debug for Inspected {
    /// As the cloud wrote it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let disks = self.disks.iter().map(|disk| disk.raw.as_str());
        let mut all = std::iter::once(self.instance.raw.as_str()).chain(disks);
        all.try_for_each(|raw| writeln!(formatter, "{raw}"))
    }
}

impl Inspected {
    pub fn system(&self) -> Option<&Disk> {
        self.disks
            .iter()
            .find(|disk| disk.disk_type.as_deref() == Some("system"))
    }
}

/// What the cloud has when a job has ended. Nothing goes wrong from now on.
pub async fn after(control: &Control, https: &HttpsTransport, plan: &Plan) -> After {
    let resources = control.ask(https, "resources", None).await;
    let instance = match plan.instance() {
        Some(name) => Some(instance(control, https, name).await),
        None => None,
    };
    After {
        resources,
        requests: control.ask(https, "ledger", None).await,
        instance,
        ..After::default()
    }
}

async fn instance(control: &Control, https: &HttpsTransport, name: &str) -> Inspected {
    control.ask(https, "faults", Some(&json!([]))).await;
    let state = control.ask(https, "state", None).await;
    let now = state["now"].as_str().unwrap().parse().unwrap();
    let client = Client::new(
        Arc::new(DirectTransport(HttpsTransport::new().unwrap(), control.clone())),
        Credentials::new(control.access_key_id.clone(), control.access_key_secret.clone()),
        EndpointRule::Public,
        Arc::new(VirtualClock::starting_at(now)),
    );
    let named = DescribeInstances {
        instance_name: Some(name.to_owned()),
        ..DescribeInstances::new(REGION)
    };
    let found = client.call(&named).await.unwrap().body.instances;
    let [instance] = <[Instance; 1]>::try_from(found).unwrap();
    let of_instance = DescribeDisks {
        instance_id: Some(instance.instance_id.clone()),
        ..DescribeDisks::new(REGION)
    };
    let disks = client.call(&of_instance).await.unwrap().body.disks;
    Inspected { instance, disks }
}

struct DirectTransport(HttpsTransport, Control);

impl Transport for DirectTransport {
    fn send(&self, mut request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        request.url = format!("{}/", self.1.endpoint);
        self.0.send(request)
    }
}
