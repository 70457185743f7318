//! The reference: a script as people write it. It creates, tries again after any error, polls, and writes down each result it has got;
//! killed and started again, it goes on behind the last of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use alibaba_cloud::ecs::{
    CopyImage, CreateImage, DescribeImages, DescribeSnapshots, ImageSource, ModifyImageSharePermission,
};
use alibaba_cloud::{
    Action, BoxFuture, Client, Credentials, EndpointRule, Error, HttpsTransport, Idempotency, Reply, Runtime as _,
    Transport, TransportError, TransportRequest, TransportResponse,
};
use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::harness::VirtualClock;
use crate::kill::campaign::random_faults;
use crate::kill::cloud::Control;
use crate::kill::judge::{self, Judgement};
use crate::kill::plan::{Plan, REGION};
use crate::kill::{KillCloud, Tally};

/// Tries of one thing, after which the script says that it has failed.
const MOST_TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_secs(5);

/// Jobs of random plans under random faults, killed so many times in all.
pub fn naive(cloud: &KillCloud, kills: u64, seed: u64) -> Tally {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut tally = Tally::default();
    while tally.kills < kills {
        let plan = Plan::random(&mut random);
        let faults = json!(random_faults(&mut random));
        let wanted = random.u64(1..=8).min(kills - tally.kills);
        tally.add(job(&cloud.control, &plan, &faults, wanted, &mut random));
    }
    tally
}

fn job(control: &Control, plan: &Plan, faults: &Value, kills: u64, random: &mut fastrand::Rng) -> Tally {
    let https = HttpsTransport::new().unwrap();
    let setup = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let ask = |route: &str, body: Option<&Value>| setup.block_on(control.ask(&https, route, body));
    let state = ask("reset", Some(&json!({"seed": random.u64(0..1 << 40)})));
    ask("faults", Some(faults));
    let clock = Arc::new(VirtualClock::starting_at(
        state["now"].as_str().unwrap().parse().unwrap(),
    ));
    let mut tally = Tally {
        jobs: 1,
        ..Tally::default()
    };
    let told = clock.clone().block_on(async {
        let transport = Arc::new(NaiveTransport {
            https: HttpsTransport::new().unwrap(),
            control: control.clone(),
            clock: clock.clone(),
            moved: AtomicU64::new(0),
            left: AtomicU64::new(0),
            dies: Notify::new(),
        });
        let client = Client::new(
            transport.clone(),
            Credentials::new(control.access_key_id.clone(), control.access_key_secret.clone()),
            EndpointRule::Public,
            clock.clone(),
        );
        let mut script = Script {
            client,
            clock: clock.clone(),
            done: Vec::new(),
        };
        for _ in 0..kills {
            // Both sides of each request.
            transport.left.store(random.u64(1..=24), Ordering::SeqCst);
            tokio::select! {
                told = script.run(plan) => return told,
                () = transport.dies.notified() => tally.kills += 1,
            }
        }
        transport.left.store(u64::MAX, Ordering::SeqCst);
        script.run(plan).await
    });
    let resources = ask("resources", None);
    let mut judgement: Judgement = judge::resources(plan, &resources);
    judgement.compare(&told, &resources);
    tally.judgement = judgement;
    let steps = told["steps"].as_array().unwrap();
    let is_done = !steps.is_empty() && steps.iter().all(|step| step["state"] == "done");
    tally.not_done = u64::from(!is_done);
    tally
}

struct Script {
    client: Client,
    clock: Arc<VirtualClock>,
    /// The file of what it has got: what it did, and the image.
    done: Vec<Value>,
}

impl Script {
    async fn run(&mut self, plan: &Plan) -> Value {
        let source = self.create(plan).await;
        let mut images = vec![(REGION.to_owned(), source.clone())];
        if let Some(source) = &source {
            for region in &plan.copy_to {
                let copy = self.copy(plan, region, source).await;
                images.push((region.clone(), copy));
            }
        }
        for (region, image) in images {
            if let Some(image) = image.filter(|_| !plan.share_with.is_empty()) {
                self.share(plan, &region, &image).await;
            }
        }
        json!({ "steps": self.done })
    }

    fn got(&self, kind: &str, region: &str) -> Option<Option<String>> {
        let step = self
            .done
            .iter()
            .find(|step| step["kind"] == kind && step["regionId"] == region)?;
        Some(step["resourceId"].as_str().map(str::to_owned))
    }

    fn write_down(&mut self, kind: &str, region: &str, name: &str, image: Option<&String>, accounts: &[String]) {
        self.done.push(
            json!({"kind": kind, "regionId": region, "name": name, "resourceId": image,
            "shareWith": accounts, "state": if image.is_some() { "done" } else { "failed" }}),
        );
    }

    async fn create(&mut self, plan: &Plan) -> Option<String> {
        if let Some(image) = self.got("createImage", REGION) {
            return image;
        }
        let snapshot_id = self.snapshot().await?;
        let make = |name: String, token: String| CreateImage {
            image_name: Some(name),
            ..CreateImage::new(
                REGION,
                ImageSource::Snapshot {
                    snapshot_id: snapshot_id.clone(),
                },
                token,
            )
        };
        let (name, image) = self.make(&plan.name, make, |reply| reply.image_id).await;
        let image = self.available(REGION, image).await;
        self.write_down("createImage", REGION, &name, image.as_ref(), &[]);
        image
    }

    async fn copy(&mut self, plan: &Plan, region: &str, source: &str) -> Option<String> {
        if let Some(image) = self.got("copyImage", region) {
            return image;
        }
        let make = |name: String, token: String| CopyImage {
            destination_image_name: Some(name),
            ..CopyImage::new(REGION, source, region, token)
        };
        let (name, image) = self.make(&plan.copy_name(region), make, |reply| reply.image_id).await;
        let image = self.available(region, image).await;
        self.write_down("copyImage", region, &name, image.as_ref(), &[]);
        image
    }

    async fn share(&mut self, plan: &Plan, region: &str, image: &str) {
        if self.got("shareImage", region).is_some() {
            return;
        }
        let mut action = ModifyImageSharePermission::new(region, image);
        action.add_accounts = plan.share_with.clone().try_into().unwrap();
        let mut is_done = false;
        for _ in 0..MOST_TRIES {
            if self.once(&action).await.is_ok() {
                is_done = true;
                break;
            }
            tokio::time::sleep(PAUSE).await;
        }
        let image = image.to_owned();
        self.write_down(
            "shareImage",
            region,
            "",
            Some(&image).filter(|_| is_done),
            &plan.share_with,
        );
    }

    /// Tries until an image id comes back. A name that is taken gets a number.
    async fn make<A: Action>(
        &self,
        name: &str,
        make: impl Fn(String, String) -> A,
        id: impl Fn(A::Response) -> String,
    ) -> (String, Option<String>) {
        let mut asked = name.to_owned();
        for number in 2..MOST_TRIES + 2 {
            match self.once(&make(asked.clone(), self.clock.nonce())).await {
                Ok(reply) => return (asked, Some(id(reply.body))),
                Err(error) if error.to_string().contains("Duplicated") => asked = format!("{name}-{number}"),
                Err(_) => tokio::time::sleep(PAUSE).await,
            }
        }
        (asked, None)
    }

    /// Polls until the image is there.
    async fn available(&self, region: &str, image: Option<String>) -> Option<String> {
        let image = image?;
        let action = DescribeImages {
            image_ids: vec![image.clone()],
            ..DescribeImages::new(region)
        };
        for _ in 0..200 {
            if let Ok(reply) = self.once(&action).await
                && reply.body.images.iter().any(|found| found.status == "Available")
            {
                return Some(image);
            }
            tokio::time::sleep(PAUSE).await;
        }
        None
    }

    async fn snapshot(&self) -> Option<String> {
        for _ in 0..MOST_TRIES {
            if let Ok(reply) = self.once(&DescribeSnapshots::new(REGION)).await {
                let mut snapshots = reply.body.snapshots.into_iter();
                return snapshots
                    .find(|snapshot| snapshot.snapshot_name.as_deref() == Some("app-01-sys"))
                    .map(|snapshot| snapshot.snapshot_id);
            }
            tokio::time::sleep(PAUSE).await;
        }
        None
    }

    /// One request and no more.
    async fn once<A: Action>(&self, action: &A) -> Result<Reply<A::Response>, Error> {
        let mut request = action.request();
        request.idempotency = Idempotency::Once;
        self.client.send(&request, A::decode).await
    }
}

struct NaiveTransport {
    https: HttpsTransport,
    control: Control,
    clock: Arc<VirtualClock>,
    moved: AtomicU64,
    /// Points until the script dies.
    left: AtomicU64,
    dies: Notify,
}

impl NaiveTransport {
    async fn cross(&self) {
        if self.left.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.dies.notify_one();
            std::future::pending::<()>().await;
        }
    }
}

impl Transport for NaiveTransport {
    fn send(&self, mut request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async move {
            self.cross().await;
            let answer = {
                let _under_way = self.clock.outside_work();
                let now = self.clock.elapsed().as_secs();
                let seconds = now - self.moved.swap(now, Ordering::SeqCst);
                if seconds > 0 {
                    self.control.advance(&self.https, seconds).await;
                }
                request.url = format!("{}/", self.control.endpoint);
                self.https.send(request).await
            };
            self.cross().await;
            answer
        })
    }
}
