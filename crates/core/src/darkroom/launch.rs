//! Launching instances, and the proof of a fleet.

use secrecy::SecretString;

use super::Darkroom;
use crate::image::ImageDraft;
use crate::instance::check_number;
use crate::inventory::ResourceKey;
use crate::job::{JobDetail, JobSummary, LaunchTarget};
use crate::launch::{
    LaunchCheck, LaunchChoices, LaunchDraft, LaunchPrice, LaunchReview, LaunchStart, TestLaunchOffer, TestLaunchStart,
    TypePrice,
};
use crate::proof::{self, AcceptedDifference, FleetProof, ProofAttributeCode, ProofFile, ProofFormat};
use crate::view::{ExportTarget, write_file};
use crate::{Problem, ProblemCode};

impl Darkroom {
    /// What the Create instances page starts from: an image, and the instance to be identical to, if there is one.
    ///
    /// # Errors
    /// `NotFound`, the codes of the account's client and of the cloud, the cache's codes.
    pub async fn launch_open(&self, key: ResourceKey, like: Option<String>) -> Result<LaunchStart, Problem> {
        self.launches.open(&key, like.as_deref()).await
    }

    /// Types, zones, networks and key pairs for an image, for a billing method. Types near that of the draft come first.
    ///
    /// # Errors
    /// The codes of the account's client. What else could not be asked is part of the answer.
    pub async fn launch_choices(&self, draft: LaunchDraft) -> Result<LaunchChoices, Problem> {
        self.launches.choices(&draft).await
    }

    /// Prices of instance types for an hour, without disks; at most 20.
    ///
    /// # Errors
    /// The codes of the account's client.
    pub async fn launch_type_prices(&self, draft: LaunchDraft, types: Vec<String>) -> Result<Vec<TypePrice>, Problem> {
        self.launches.type_prices(&draft, types).await
    }

    /// What the instances of a draft cost.
    ///
    /// # Errors
    /// The codes of the account's client and of the cloud.
    pub async fn launch_price(&self, draft: LaunchDraft) -> Result<LaunchPrice, Problem> {
        self.launches.price(&draft).await
    }

    /// What the rules say of a draft, without a question to the cloud.
    ///
    /// # Errors
    /// `NotFound`, the cache's codes.
    pub async fn launch_check(&self, draft: LaunchDraft) -> Result<LaunchCheck, Problem> {
        Ok(LaunchCheck {
            request: self.jobs.launch_parameters(&draft)?,
            ..self.launches.check(&draft).await?
        })
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
        let request = self.jobs.launch_request(&draft)?;
        self.launches.review(&draft, request, password).await
    }

    /// Begins to launch instances. The password stays in memory until it has been sent. A repeated `request_id` gives the job it made.
    ///
    /// # Errors
    /// `Empty` without a request id, `DraftInvalid`, `PasswordRefused` at `password`, `AccountLocked`, `NotFound`, `StoreFailed`; the
    /// cache's codes.
    pub async fn launch_create(
        &self,
        request_id: String,
        draft: LaunchDraft,
        password: Option<SecretString>,
    ) -> Result<JobSummary, Problem> {
        let checked = self.launches.check(&draft).await?;
        let windows = self.launches.is_windows(&draft).await?;
        self.jobs.launch(&request_id, draft, checked, windows, password).await
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
        self.jobs.launch_rest(&request_id, (job_id, position), target).await
    }

    /// What a test launch of a drafted image starts from: what can be chosen, and a proposal with its price.
    ///
    /// # Errors
    /// The codes of the account's client, the cache's codes. What else could not be asked is part of the answer.
    pub async fn test_launch_open(&self, draft: ImageDraft) -> Result<TestLaunchStart, Problem> {
        self.launches.test_open(&draft).await
    }

    /// What the cloud offers for the test launch of a draft: disk categories for its zone and type, and its price for an hour.
    ///
    /// # Errors
    /// The codes of the account's client. What else could not be asked is part of the answer.
    pub async fn test_launch_offer(&self, draft: ImageDraft) -> Result<TestLaunchOffer, Problem> {
        self.launches.test_offer(&draft).await
    }

    /// Confirms that a step releases its instances now. A repeated `request_id` does nothing more.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn`, `AccountLocked`, `StoreFailed`.
    pub async fn step_confirm(&self, request_id: String, job_id: i64, position: u32) -> Result<JobDetail, Problem> {
        self.jobs.confirm(&request_id, (job_id, position)).await
    }

    /// Gives a step the password that it waits for. It stays in memory until it has been sent.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn`, `PasswordRefused` at `password`.
    pub async fn step_password(
        &self,
        job_id: i64,
        position: u32,
        password: SecretString,
    ) -> Result<JobDetail, Problem> {
        self.jobs.give_password((job_id, position), password).await
    }

    /// The proof that a step has made.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub async fn proof_get(&self, job_id: i64, position: u32) -> Result<FleetProof, Problem> {
        self.jobs.proof((job_id, position)).await
    }

    /// Compares instances of one account and region with another instance: a job of its own. A repeated `request_id` gives the job it
    /// made.
    ///
    /// # Errors
    /// `Empty` without a request id or an instance, `Malformed` at `instances` for those of several accounts or regions or more than
    /// 1,000, `NotFound`, `StoreFailed`.
    pub async fn proof_start(
        &self,
        request_id: String,
        instances: Vec<ResourceKey>,
        against: String,
    ) -> Result<JobSummary, Problem> {
        let Some(first) = instances.first() else {
            return Err(Problem::new(ProblemCode::Empty).at("instances"));
        };
        let place = (first.account_id.clone(), first.region_id.clone());
        if instances
            .iter()
            .any(|key| (&key.account_id, &key.region_id) != (&place.0, &place.1))
        {
            return Err(Problem::new(ProblemCode::Malformed).at("instances"));
        }
        check_number("instances", instances.len())?;
        let title = self.instance_title(first).await?;
        let ids = instances
            .into_iter()
            .map(|key| key.id)
            .filter(|id| *id != against)
            .collect();
        self.jobs
            .prove(&request_id, (&place.0, &place.1), ids, &against, title)
            .await
    }

    /// Reads and compares the instances of a job once more: a new step of it.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn`, `StoreFailed`.
    pub async fn proof_again(&self, request_id: String, job_id: i64, position: u32) -> Result<JobDetail, Problem> {
        self.jobs.prove_again(&request_id, (job_id, position)).await
    }

    /// Accepts a difference with a note, which stands in the proof, its files and the job's log from then on.
    ///
    /// # Errors
    /// `Empty` or `Malformed` at `note` (more than 500 characters), `NotFound`, `StepMovedOn`, `StoreFailed`.
    pub async fn proof_accept(
        &self,
        request_id: String,
        job_id: i64,
        position: u32,
        accepted: AcceptedDifference,
    ) -> Result<FleetProof, Problem> {
        self.jobs
            .accept_difference(&request_id, (job_id, position), accepted)
            .await
    }

    /// Sets a difference of a proof as it was asked for, and proves the instances once more: new steps of the job.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn` when the cloud cannot, `AccountLocked`, `StoreFailed`.
    pub async fn proof_mend(
        &self,
        request_id: String,
        job_id: i64,
        position: u32,
        instance_id: String,
        attribute: ProofAttributeCode,
    ) -> Result<JobDetail, Problem> {
        self.jobs
            .mend(&request_id, (job_id, position), instance_id, attribute)
            .await
    }

    /// The name that is proposed for a file of a proof.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub async fn proof_file_name(&self, job_id: i64, format: ProofFormat) -> Result<String, Problem> {
        let job = self.jobs.get(job_id).await?.summary;
        Ok(self.file_name("proof", &job.name, format.extension()))
    }

    /// Writes a proof to a file.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`, `ExportFailed`.
    pub async fn proof_export(
        &self,
        job_id: i64,
        position: u32,
        file: ProofFile,
        target: Box<dyn ExportTarget>,
    ) -> Result<(), Problem> {
        let proof = self.jobs.proof((job_id, position)).await?;
        let bytes = proof::write(&proof, &file).map_err(|_| Problem::new(ProblemCode::Internal))?;
        write_file(target, bytes).await
    }
}
