//! Launching instances, and the proof of a fleet.

use secrecy::SecretString;

use super::Darkroom;
use crate::inventory::ResourceKey;
use crate::job::{JobDetail, JobSummary, LaunchTarget};
use crate::launch::{LaunchCheck, LaunchChoices, LaunchDraft, LaunchPrice, LaunchReview, LaunchStart, TypePrice};
use crate::proof::{AcceptedDifference, FleetProof};
use crate::{Problem, ProblemCode};

impl Darkroom {
    /// What the Create instances page starts from: an image, and the instance to be identical to, if there is one.
    ///
    /// # Errors
    /// `NotFound`, the codes of the account's client and of the cloud, the cache's codes.
    pub async fn launch_open(&self, key: ResourceKey, like: Option<String>) -> Result<LaunchStart, Problem> {
        let _ = (key, like);
        Err(Problem::new(ProblemCode::Internal))
    }

    /// Types, zones, networks and key pairs for an image, for a billing method. Types near `like_type` come first.
    ///
    /// # Errors
    /// The codes of the account's client. What else could not be asked is part of the answer.
    pub async fn launch_choices(&self, draft: LaunchDraft) -> Result<LaunchChoices, Problem> {
        let _ = draft;
        Err(Problem::new(ProblemCode::Internal))
    }

    /// Prices of instance types for an hour, with the disks of the draft left out; at most 20.
    ///
    /// # Errors
    /// The codes of the account's client.
    pub async fn launch_type_prices(&self, draft: LaunchDraft, types: Vec<String>) -> Result<Vec<TypePrice>, Problem> {
        let _ = (draft, types);
        Err(Problem::new(ProblemCode::Internal))
    }

    /// What the instances of a draft cost.
    ///
    /// # Errors
    /// The codes of the account's client and of the cloud.
    pub async fn launch_price(&self, draft: LaunchDraft) -> Result<LaunchPrice, Problem> {
        let _ = draft;
        Err(Problem::new(ProblemCode::Internal))
    }

    /// What the rules say of a draft, without a question to the cloud.
    ///
    /// # Errors
    /// `NotFound`, the cache's codes.
    pub async fn launch_check(&self, draft: LaunchDraft) -> Result<LaunchCheck, Problem> {
        let _ = draft;
        Err(Problem::new(ProblemCode::Internal))
    }

    /// What the cloud says of a draft: its image, stock, addresses, names, quota, price and the dry run. A password is tried along with
    /// the dry run when there is one.
    ///
    /// # Errors
    /// The codes of the account's client.
    pub async fn launch_review(
        &self,
        draft: LaunchDraft,
        password: Option<SecretString>,
    ) -> Result<LaunchReview, Problem> {
        let _ = (draft, password);
        Err(Problem::new(ProblemCode::Internal))
    }

    /// Begins to launch instances. The password stays in memory until it has been sent. A repeated `request_id` gives the job it made.
    ///
    /// # Errors
    /// `Empty` without a request id, `DraftInvalid`, `AccountLocked`, `NotFound`, `StoreFailed`.
    pub async fn launch_create(
        &self,
        request_id: String,
        draft: LaunchDraft,
        password: Option<SecretString>,
    ) -> Result<JobSummary, Problem> {
        let _ = (request_id, draft, password);
        Err(Problem::new(ProblemCode::Internal))
    }

    /// Launches the instances that a launch has not made, in another zone or of another type, and proves the fleet again.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn`, `AccountLocked`, `StoreFailed`.
    pub async fn launch_rest(
        &self,
        request_id: String,
        job_id: i64,
        position: u32,
        target: LaunchTarget,
    ) -> Result<JobDetail, Problem> {
        let _ = (request_id, job_id, position, target);
        Err(Problem::new(ProblemCode::Internal))
    }

    /// Gives a step the password that it waits for. It stays in memory until it has been sent.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn`, `Malformed` at `password`.
    pub async fn step_password(
        &self,
        job_id: i64,
        position: u32,
        password: SecretString,
    ) -> Result<JobDetail, Problem> {
        let _ = (job_id, position, password);
        Err(Problem::new(ProblemCode::Internal))
    }

    /// The proof that a step has made.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub async fn proof_get(&self, job_id: i64, position: u32) -> Result<FleetProof, Problem> {
        let _ = (job_id, position);
        Err(Problem::new(ProblemCode::NotFound))
    }

    /// Compares instances of one account and region with another instance: a job of its own. A repeated `request_id` gives the job it
    /// made.
    ///
    /// # Errors
    /// `Empty` without a request id, `NotFound`, `StoreFailed`.
    pub async fn proof_start(
        &self,
        request_id: String,
        instances: Vec<ResourceKey>,
        against: String,
    ) -> Result<JobSummary, Problem> {
        let _ = (request_id, instances, against);
        Err(Problem::new(ProblemCode::Internal))
    }

    /// Reads and compares the instances of a job once more: a new step of it.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn`, `StoreFailed`.
    pub async fn proof_again(&self, request_id: String, job_id: i64, position: u32) -> Result<JobDetail, Problem> {
        let _ = (request_id, job_id, position);
        Err(Problem::new(ProblemCode::Internal))
    }

    /// Accepts a difference with a note, which stands in the proof, its files and the job's log from then on.
    ///
    /// # Errors
    /// `Empty` at `note`, `NotFound`, `StepMovedOn`, `StoreFailed`.
    pub async fn proof_accept(
        &self,
        request_id: String,
        job_id: i64,
        position: u32,
        accepted: AcceptedDifference,
    ) -> Result<FleetProof, Problem> {
        let _ = (request_id, job_id, position, accepted);
        Err(Problem::new(ProblemCode::Internal))
    }
}
