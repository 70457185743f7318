//! One job, what happens to it, and what must hold of it all the time.

use std::collections::BTreeMap;
use std::time::Duration;

use darkroom_core::ProblemCode;
use darkroom_core::image::{CopyTarget, ImageDraft};
use darkroom_core::job::{
    AttemptOutcome, JobDetail, JobEventCode, JobState, JobStep, StepChange, StepKindName, StepState,
};
use simulator::{Effect, Fault, FaultRule, LedgerEntry};

use crate::harness::{AccountKind, HANGZHOU, Harness, Session};

const COPIES: [&str; 2] = ["cn-beijing", "cn-shanghai"];
const ACCOUNTS: [&str; 2] = ["1000000000000001", "1000000000000002"];
const WRITES: [&str; 5] = [
    "CreateImage",
    "CopyImage",
    "ModifyImageSharePermission",
    "ModifyImageAttribute",
    "CancelCopyImage",
];

/// Rounds in which a person sends what has failed once more. There are fewer faults.
const ROUNDS: usize = 12;

/// What a job is asked for beside its image.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub image_check: bool,
    pub copies: usize,
    pub accounts: usize,
}

/// What a person does; the number picks the step.
#[derive(Clone, Debug)]
pub enum PersonAction {
    Retry(u32),
    /// Sends it once more under another name.
    Change(u32),
    Skip(u32),
    Cancel(u32),
    Stop(u32),
    Lock,
    Unlock,
    Restart,
}

#[derive(Debug)]
pub struct Case {
    pub wanted: Wanted,
    pub faults: Vec<FaultRule>,
    pub turns: Vec<(Duration, PersonAction)>,
}

impl Case {
    /// Runs it to its end.
    pub fn run(self) {
        let harness = Harness::of(AccountKind::Practice);
        let mut driver = Driver {
            harness: &harness,
            account_id: String::new(),
            job_id: 0,
            requests: 0,
            locked_at: None,
            retried: Vec::new(),
        };
        harness.run(async |session| {
            driver.account_id = connect(&session).await;
            harness.cloud.simulator.set_faults(self.faults.clone());
            let draft = self.draft(&session).await;
            driver.job_id = session.create_from(draft).await;
        });
        let sessions = self.turns.split(|(_, action)| matches!(action, PersonAction::Restart));
        for turns in sessions {
            harness.run(async |session| {
                for (wait, action) in turns {
                    session.wait(*wait).await;
                    driver.act(&session, action).await;
                }
            });
        }
        harness.run(async |session| {
            driver.act(&session, &PersonAction::Unlock).await;
            let job = driver.finish(&session).await;
            expect_nothing_at_work(&job);
            let sent = driver.writes();
            session.wait(Duration::from_secs(60)).await;
            assert_eq!(driver.writes(), sent, "a job that has ended sends nothing more");
            expect_ledger(&harness, &job);
            let ledger = harness.cloud.simulator.ledger();
            expect_search_before_resend(&ledger);
            for (kind, region, seen) in &driver.retried {
                expect_search_after_retry(&ledger[*seen..], *kind, region);
            }
        });
    }

    async fn draft(&self, session: &Session) -> ImageDraft {
        let copies = COPIES.iter().take(self.wanted.copies).map(|region| CopyTarget {
            region_id: (*region).to_owned(),
            name: "app-steps-copy".to_owned(),
            encryption: None,
        });
        let accounts = ACCOUNTS.iter().take(self.wanted.accounts);
        ImageDraft {
            image_check: self.wanted.image_check,
            copy_to: copies.collect(),
            share_with: accounts.map(|account| (*account).to_owned()).collect(),
            ..session.draft("web-gw-01-golden", "app-steps").await
        }
    }
}

/// Opens the practice account with the regions of the job.
async fn connect(session: &Session) -> String {
    let account = session.practice_open().await.unwrap();
    let regions = std::iter::once(HANGZHOU).chain(COPIES).map(str::to_owned);
    session
        .region_choose(account.id.clone(), regions.collect())
        .await
        .unwrap();
    session.sync().await;
    account.id
}

struct Driver<'a> {
    harness: &'a Harness,
    account_id: String,
    job_id: i64,
    requests: u32,
    /// How many writes had been sent when the account was locked.
    locked_at: Option<usize>,
    /// Steps that a person has sent again after an unknown outcome, and how many requests the cloud had had by then.
    retried: Vec<(StepKindName, String, usize)>,
}

impl Driver<'_> {
    async fn act(&mut self, session: &Session, action: &PersonAction) {
        self.requests += 1;
        let id = format!("action {}", self.requests);
        let before = self.see(session).await;
        let of = |number: &u32| number % u32::try_from(before.steps.len()).unwrap() + 1;
        let named = Some(StepChange {
            name: Some(format!("app-steps-{}", self.requests)),
            ..StepChange::default()
        });
        self.note_retry(action, &before);
        let outcome = match action {
            PersonAction::Retry(step) => session.step_retry(id, self.job_id, of(step), None).await,
            PersonAction::Change(step) => session.step_retry(id, self.job_id, of(step), named).await,
            PersonAction::Skip(step) => session.step_skip(id, self.job_id, of(step)).await,
            PersonAction::Cancel(step) => session.step_cancel(id, self.job_id, of(step)).await,
            PersonAction::Stop(step) => session.step_stop(id, self.job_id, of(step)).await,
            PersonAction::Lock | PersonAction::Unlock => {
                let is_locked = matches!(action, PersonAction::Lock);
                self.expect_nothing_sent();
                session.account_lock(self.account_id.clone(), is_locked).await.unwrap();
                // What had passed the lock before is sent by then.
                session.wait(Duration::from_millis(1)).await;
                self.locked_at = is_locked.then(|| self.writes());
                return;
            }
            PersonAction::Restart => return,
        };
        if let Err(problem) = outcome {
            let is_expected = match problem.code {
                ProblemCode::StepMovedOn | ProblemCode::DraftInvalid => true,
                ProblemCode::AccountLocked => self.locked_at.is_some(),
                _ => false,
            };
            assert!(is_expected, "{action:?}: {problem:?}");
        }
        self.see(session).await;
    }

    /// Remembers what is sent again although nobody knows what came of it.
    fn note_retry(&mut self, action: &PersonAction, job: &JobDetail) {
        let (PersonAction::Retry(number) | PersonAction::Change(number)) = action else {
            return;
        };
        let step = &job.steps[*number as usize % job.steps.len()];
        let is_unknown = step
            .attempts
            .last()
            .is_some_and(|last| last.outcome == AttemptOutcome::Unknown);
        if step.state == StepState::Failed && is_unknown && step.accepted_at.is_none() {
            let seen = self.harness.cloud.simulator.ledger().len();
            self.retried.push((step.kind, step.region_id.clone(), seen));
        }
    }

    /// The job as it stands, when everything holds of it.
    async fn see(&self, session: &Session) -> JobDetail {
        let job = session.job_get(self.job_id).await.unwrap();
        expect_log(&job);
        expect_no_end_by_a_listing(&job);
        self.expect_nothing_sent();
        job
    }

    fn expect_nothing_sent(&self) {
        if let Some(before) = self.locked_at {
            assert_eq!(self.writes(), before, "nothing is sent while the account is locked");
        }
    }

    fn writes(&self) -> usize {
        let ledger = self.harness.cloud.simulator.ledger();
        ledger
            .iter()
            .filter(|entry| WRITES.contains(&entry.action.as_str()))
            .count()
    }

    /// To the end of the job; what has failed is sent again.
    async fn finish(&mut self, session: &Session) -> JobDetail {
        for _ in 0..ROUNDS {
            session.until_ended(self.job_id).await;
            let job = self.see(session).await;
            let failed = job.steps.iter().find(|step| step.state == StepState::Failed);
            let Some(failed) = failed else {
                return job;
            };
            self.act(session, &PersonAction::Retry(failed.position - 1)).await;
        }
        panic!("fails again and again: {:#?}", session.job_get(self.job_id).await);
    }
}

/// That the cloud does not list a result ends no step.
fn expect_no_end_by_a_listing(job: &JobDetail) {
    for step in job.steps.iter().filter(|step| step.state == StepState::Failed) {
        let code = step.problem.as_ref().map(|problem| problem.code);
        assert_ne!(code, Some(ProblemCode::ImageNotListed), "{step:#?}");
    }
}

/// The region of the image that a request makes.
fn makes_image_in(entry: &LedgerEntry) -> Option<&str> {
    match entry.action.as_str() {
        "CreateImage" => Some(HANGZHOU),
        "CopyImage" => Some(&entry.parameters["DestinationRegionId"]),
        _ => None,
    }
}

fn is_search(entry: &LedgerEntry, region: &str) -> bool {
    let is_by_tag = entry.action == "DescribeImages" && entry.parameters.contains_key("Tag.1.Key");
    is_by_tag && entry.region_id.as_deref() == Some(region)
}

fn has_unknown_outcome(entry: &LedgerEntry) -> bool {
    match &entry.fault {
        Some(Fault::DropAfterEffect | Fault::DropBeforeEffect | Fault::MalformedBody) => true,
        Some(Fault::HttpError { status, .. } | Fault::HttpErrorAfterEffect { status, .. }) => *status >= 500,
        _ => false,
    }
}

/// After an unknown outcome the cloud is searched before anything is sent again.
fn expect_search_before_resend(ledger: &[LedgerEntry]) {
    for (index, entry) in ledger.iter().enumerate() {
        let Some(region) = makes_image_in(entry).filter(|_| has_unknown_outcome(entry)) else {
            continue;
        };
        let is_next = |other: &LedgerEntry| makes_image_in(other) == Some(region) && other.action == entry.action;
        let after = &ledger[index + 1..];
        if let Some(next) = after.iter().position(is_next) {
            let is_searched = after[..next].iter().any(|between| is_search(between, region));
            assert!(
                is_searched,
                "sent again without a search: {entry:#?} {:#?}",
                after[next]
            );
        }
    }
}

fn expect_search_after_retry(after: &[LedgerEntry], kind: StepKindName, region: &str) {
    let action = match kind {
        StepKindName::CreateImage => "CreateImage",
        StepKindName::CopyImage => "CopyImage",
        _ => return,
    };
    let mut sent = after.iter();
    if let Some(sent) = sent.position(|entry| entry.action == action && makes_image_in(entry) == Some(region)) {
        let is_searched = after[..sent].iter().any(|entry| is_search(entry, region));
        assert!(
            is_searched,
            "a retry after an unknown outcome without a search: {:#?}",
            after[sent]
        );
    }
}

/// Every state has the line of the log that tells of it, and what has ended stays ended until a person sends it again.
fn expect_log(job: &JobDetail) {
    assert_eq!(job.events.len(), usize::try_from(job.events_total).unwrap());
    for step in &job.steps {
        let lines = job
            .events
            .iter()
            .rev()
            .filter(|event| event.position == Some(step.position));
        let codes: Vec<JobEventCode> = lines.map(|event| event.code).collect();
        let mut ended = None;
        for code in &codes {
            let is_person = matches!(code, JobEventCode::Retried | JobEventCode::Skipped);
            let may_follow = ended.is_none() || (ended == Some(StepState::Failed) && is_person);
            assert!(may_follow, "{code:?} after {ended:?} in {codes:?} of {step:#?}");
            ended = end_of(*code);
        }
        if let Some(ended) = ended {
            assert_eq!(step.state, ended, "{codes:?} of {step:#?}");
        }
        let last = codes
            .iter()
            .rposition(|code| *code == JobEventCode::Retried)
            .unwrap_or(0);
        let told = |wanted: &[JobEventCode]| codes[last..].iter().any(|code| wanted.contains(code));
        let is_told = match step.state {
            StepState::Pending => true,
            StepState::Sending => told(&[JobEventCode::Sending]),
            StepState::Reconciling => told(&[JobEventCode::NoAnswer, JobEventCode::Retried]),
            StepState::Waiting => told(&[JobEventCode::Paused, JobEventCode::Throttled]),
            StepState::Running if step.kind == StepKindName::ImageCheck => true,
            StepState::Running => told(&[JobEventCode::Accepted, JobEventCode::Adopted]),
            StepState::Cancelling => told(&[JobEventCode::Cancelling]),
            _ => ended.is_some(),
        };
        assert!(is_told, "{:?} is not told in {codes:?}", step.state);
        assert_eq!(step.finished_at.is_some(), ended.is_some(), "{step:#?}");
    }
}

fn end_of(code: JobEventCode) -> Option<StepState> {
    match code {
        JobEventCode::Done | JobEventCode::Checked | JobEventCode::NothingToRestore => Some(StepState::Done),
        JobEventCode::Failed | JobEventCode::Refused => Some(StepState::Failed),
        JobEventCode::Skipped => Some(StepState::Skipped),
        JobEventCode::Cancelled => Some(StepState::Cancelled),
        JobEventCode::Stopped => Some(StepState::Stopped),
        _ => None,
    }
}

fn expect_nothing_at_work(job: &JobDetail) {
    assert!(
        matches!(job.summary.state, JobState::Done | JobState::Stopped),
        "{job:#?}"
    );
    assert!(job.steps.iter().all(|step| step.finished_at.is_some()), "{job:#?}");
}

/// Images in the cloud, made by requests, by region.
struct Made {
    images: BTreeMap<String, Vec<String>>,
    gone: Vec<String>,
    shared: BTreeMap<String, Vec<String>>,
}

fn made(harness: &Harness) -> Made {
    let mut made = Made {
        images: BTreeMap::new(),
        gone: Vec::new(),
        shared: BTreeMap::new(),
    };
    for effect in harness
        .cloud
        .simulator
        .ledger()
        .into_iter()
        .flat_map(|entry| entry.effects)
    {
        match effect {
            Effect::ImageCreated { region_id, image_id } => made.images.entry(region_id).or_default().push(image_id),
            Effect::ImageDeleted { image_id, .. } => made.gone.push(image_id),
            Effect::ImageShareChanged {
                image_id,
                added,
                removed,
                ..
            } => {
                assert_eq!(removed, Vec::<String>::new());
                made.shared.entry(image_id).or_default().extend(added);
            }
            _ => {}
        }
    }
    made
}

/// What the program says of a job that has ended, beside what was done in the cloud.
fn expect_ledger(harness: &Harness, job: &JobDetail) {
    let made = made(harness);
    for (region, images) in &made.images {
        assert_eq!(images.len(), 1, "images in {region}: {job:#?}");
        let is_known = region == HANGZHOU || COPIES.contains(&region.as_str());
        assert!(is_known, "an image in {region}, where none was asked for");
    }
    for step in &job.steps {
        match step.kind {
            StepKindName::CreateImage | StepKindName::CopyImage => expect_image(step, &made),
            StepKindName::ShareImage => expect_share(step, &made),
            _ => {}
        }
    }
    for accounts in made.shared.values() {
        let mut once = accounts.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), accounts.len(), "shared twice: {job:#?}");
    }
}

fn expect_image(step: &JobStep, made: &Made) {
    let image = made.images.get(&step.region_id).and_then(|images| images.first());
    let is_there = image.is_some_and(|image| !made.gone.contains(image));
    match step.state {
        StepState::Done => assert!(is_there && step.resource_id.as_ref() == image, "{step:#?}"),
        // What the cloud has accepted goes on there.
        StepState::Stopped => assert_eq!(step.resource_id.as_ref(), image, "{step:#?}"),
        _ => assert!(!is_there, "{image:?} is not followed: {step:#?}"),
    }
}

fn expect_share(step: &JobStep, made: &Made) {
    let nobody = Vec::new();
    let shared = step
        .resource_id
        .as_ref()
        .and_then(|image| made.shared.get(image))
        .unwrap_or(&nobody);
    let is_done = step.state == StepState::Done;
    for account in &step.share_with {
        assert_eq!(shared.contains(account), is_done, "{account}: {step:#?}");
    }
}
