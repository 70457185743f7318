//! The reference: a script as people write it. It creates, tries again after any error, polls, and writes down each result it has got;
//! killed and started again, it goes on behind the last of them.

mod image;
mod instance;
mod launch;
mod transport;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use alibaba_cloud::{
    Action, Client, Credentials, EndpointRule, Error, HttpsTransport, Idempotency, Reply, Runtime as _,
};
use serde_json::{Value, json};
use tokio::sync::Notify;

use self::transport::NaiveTransport;
use crate::harness::VirtualClock;
use crate::kill::cloud::Control;
use crate::kill::faults::random_faults;
use crate::kill::inspect;
use crate::kill::plan::Plan;
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
    let after = setup.block_on(inspect::after(control, &https, plan));
    let mut judgement = after.judge(plan);
    judgement.compare(&told, &after);
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
        match plan {
            Plan::Image(plan) => self.image(plan).await,
            Plan::Launch(plan) => self.launch(plan).await,
            // Where it has given up stands in its file.
            Plan::Replace(plan) => {
                let _ = self.replace(plan).await;
            }
            Plan::Change(plan) => {
                let _ = self.change(plan).await;
            }
            Plan::Copy(_) | Plan::Share | Plan::Delete => unreachable!("not among the random plans"),
            // No random plan is one.
            Plan::Export(_) => {}
        }
        json!({ "steps": self.done })
    }

    /// Tries until ids come back. A name that is taken gets a number.
    async fn make<A: Action, T>(
        &self,
        name: &str,
        make: impl Fn(String, String) -> A,
        id: impl Fn(A::Response) -> T,
    ) -> (String, Option<T>) {
        let mut asked = name.to_owned();
        for number in 2..MOST_TRIES + 2 {
            match self.once(&make(asked.clone(), self.token())).await {
                Ok(reply) => return (asked, Some(id(reply.body))),
                Err(error) if error.to_string().contains("Duplicated") => asked = format!("{name}-{number}"),
                Err(_) => tokio::time::sleep(PAUSE).await,
            }
        }
        (asked, None)
    }

    fn token(&self) -> String {
        self.clock.nonce()
    }

    /// One request and no more.
    async fn once<A: Action>(&self, action: &A) -> Result<Reply<A::Response>, Error> {
        let mut request = action.request();
        request.idempotency = Idempotency::Once;
        self.client.send(&request, A::decode).await
    }
}
