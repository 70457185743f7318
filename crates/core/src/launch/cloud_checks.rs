//! Checks of the cloud just before a launch, in the order of FACTS-INSTANCES 26. None of them reserves anything.

use std::collections::BTreeMap;

use alibaba_cloud::ecs::{
    DescribeAccountAttributes, DescribeImageSupportInstanceTypes, DescribeImages, DescribeInstances, DescribeUserData,
};
use alibaba_cloud::vpc::DescribeVSwitches;
use alibaba_cloud::{Idempotency, Request};
use futures_util::TryStreamExt;
use secrecy::SecretString;

use super::catalogue::{stock_by_type, stock_question};
use super::launches::Launches;
use super::rules::check_password;
use super::{CloudCheck, CloudCheckCode, CloudCheckState, LaunchDraft, LaunchReview, SignIn, Stock};
use crate::Problem;
use crate::cloud::{AccountClient, CallError, WriteContext};
use crate::launch::refusal;

const QUOTA: &str = "max-postpaid-instance-vcpu-count";
const USED: &str = "used-postpaid-instance-vcpu-count";

impl Launches {
    /// What the cloud says of a draft. `dry_run` is its first RunInstances, for one instance and without secrets. It is not sent with a
    /// password that the cloud would refuse.
    ///
    /// # Errors
    /// The codes of the account's client, the cache's codes.
    pub(crate) async fn review(
        &self,
        draft: &LaunchDraft,
        dry_run: Request,
        password: Option<SecretString>,
    ) -> Result<LaunchReview, Problem> {
        let client = self.client(draft).await?;
        let fit = match draft.sign_in {
            SignIn::Password => check_password(draft.sign_in, password.as_ref(), self.is_windows(draft).await?),
            _ => Ok(()),
        };
        let tried = async {
            match fit {
                Ok(()) => dry_run_of(&client, draft, dry_run, password).await,
                Err(problem) => check(CloudCheckCode::DryRun, Err(CallError::from(problem))).map(|check| CloudCheck {
                    state: CloudCheckState::Failed,
                    ..check
                }),
            }
        };
        let (image, fits, stock, addresses, names, quota, tried, price) = tokio::join!(
            image(&client, draft),
            fits(&client, draft),
            stock(&client, draft),
            addresses(&client, draft),
            names(&client, draft),
            quota(&client, draft),
            tried,
            self.price(draft),
        );
        let (price, price_problem) = match price {
            Ok(price) => (Some(price), None),
            Err(problem) => (None, Some(problem)),
        };
        let checks = [image, fits, stock, addresses, names, quota, tried]
            .into_iter()
            .flatten();
        Ok(LaunchReview {
            checks: checks.collect(),
            price,
            price_problem,
            asked_at: self.now(),
        })
    }
}

struct Answer {
    state: CloudCheckState,
    params: BTreeMap<String, String>,
    request_id: String,
}

impl Answer {
    fn new(state: CloudCheckState, request_id: String) -> Self {
        Self {
            state,
            params: BTreeMap::new(),
            request_id,
        }
    }

    fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}

fn passed(is_so: bool, otherwise: CloudCheckState) -> CloudCheckState {
    if is_so { CloudCheckState::Passed } else { otherwise }
}

fn check(code: CloudCheckCode, answer: Result<Answer, CallError>) -> Option<CloudCheck> {
    Some(match answer {
        Ok(answer) => CloudCheck {
            code,
            state: answer.state,
            params: answer.params,
            problem: None,
            request_id: Some(answer.request_id).filter(|id| !id.is_empty()),
        },
        Err(failure) => CloudCheck {
            code,
            state: CloudCheckState::Unknown,
            params: BTreeMap::new(),
            request_id: failure
                .error
                .as_ref()
                .and_then(|error| error.request_id())
                .map(str::to_owned),
            problem: Some(failure.problem),
        },
    })
}

async fn image(client: &AccountClient, draft: &LaunchDraft) -> Option<CloudCheck> {
    let action = DescribeImages {
        image_ids: vec![draft.image_id.clone()],
        ..DescribeImages::new(&draft.region_id)
    };
    let answer = client.call(&action).await.map(|reply| {
        let found = reply.body.images.iter().find(|image| image.image_id == draft.image_id);
        let is_usable = found.is_some_and(|image| image.usable != Some(false) && image.status == "Available");
        let status = found.map(|image| image.status.clone()).unwrap_or_default();
        Answer::new(passed(is_usable, CloudCheckState::Failed), reply.request_id).with("status", status)
    });
    check(CloudCheckCode::Image, answer)
}

async fn fits(client: &AccountClient, draft: &LaunchDraft) -> Option<CloudCheck> {
    let mut action = DescribeImageSupportInstanceTypes::new(&draft.region_id, &draft.image_id);
    action.action_type = Some("CreateEcs".to_owned());
    let answer = client.call(&action).await.map(|reply| {
        let mut types = reply.body.instance_types.iter();
        let fits = types.any(|kind| kind.instance_type_id == draft.instance_type);
        Answer::new(passed(fits, CloudCheckState::Failed), reply.request_id).with("type", &draft.instance_type)
    });
    check(CloudCheckCode::ImageType, answer)
}

async fn stock(client: &AccountClient, draft: &LaunchDraft) -> Option<CloudCheck> {
    let mut action = stock_question(draft, Some(draft.instance_type.clone()));
    action.zone_id = Some(draft.zone_id.clone()).filter(|zone| !zone.is_empty());
    let answer = client.call(&action).await.map(|reply| {
        let stock = stock_by_type(&reply.body.available_zones);
        let zones = stock.get(&draft.instance_type);
        let found = zones.and_then(|zones| zones.get(&draft.zone_id)).copied();
        let (state, word) = match found {
            Some(Stock::InStock) => (CloudCheckState::Passed, "inStock"),
            Some(Stock::Low) => (CloudCheckState::Warning, "low"),
            Some(Stock::SoldOut) => (CloudCheckState::Failed, "soldOut"),
            None => (CloudCheckState::Failed, "notSold"),
        };
        Answer::new(state, reply.request_id)
            .with("stock", word)
            .with("zone", &draft.zone_id)
            .with("type", &draft.instance_type)
    });
    check(CloudCheckCode::Stock, answer)
}

async fn addresses(client: &AccountClient, draft: &LaunchDraft) -> Option<CloudCheck> {
    let mut action = DescribeVSwitches::new(&draft.region_id);
    action.v_switch_id = Some(draft.v_switch_id.clone());
    let answer = client.call(&action).await.map(|reply| {
        let mut switches = reply.body.v_switches.iter();
        let found = switches.find(|switch| switch.v_switch_id == draft.v_switch_id);
        let free = found.and_then(|switch| switch.available_ip_address_count);
        let is_enough = free.is_some_and(|free| free >= u64::from(draft.count));
        let answer = Answer::new(passed(is_enough, CloudCheckState::Failed), reply.request_id);
        answer.with("needed", draft.count).with("free", free.unwrap_or(0))
    });
    check(CloudCheckCode::Addresses, answer)
}

/// Names may be taken: the cloud allows duplicates, people seldom want them.
async fn names(client: &AccountClient, draft: &LaunchDraft) -> Option<CloudCheck> {
    let action = DescribeInstances {
        instance_name: Some(format!("{}*", draft.name_prefix)),
        ..DescribeInstances::new(&draft.region_id)
    };
    let answer = async {
        let mut pages = client.pages(action);
        let mut taken = Vec::new();
        let mut request_id = String::new();
        while let Some(page) = pages.try_next().await? {
            request_id = page.request_id;
            let names = page
                .body
                .instances
                .into_iter()
                .filter_map(|instance| instance.instance_name);
            taken.extend(names.filter(|name| draft.names().index(name).is_some_and(|index| index < draft.count)));
        }
        taken.sort();
        let answer = Answer::new(passed(taken.is_empty(), CloudCheckState::Warning), request_id);
        let first = taken.first().cloned().unwrap_or_default();
        Ok(answer.with("taken", first).with("count", taken.len()))
    };
    check(CloudCheckCode::Names, answer.await)
}

/// The vCPUs that the account may still use. The quota may be told by family, zone or not at all: then nothing is said.
async fn quota(client: &AccountClient, draft: &LaunchDraft) -> Option<CloudCheck> {
    if draft.is_subscription() {
        return None;
    }
    let mut types = DescribeImageSupportInstanceTypes::new(&draft.region_id, &draft.image_id);
    types.action_type = Some("CreateEcs".to_owned());
    let mut action = DescribeAccountAttributes::new(&draft.region_id);
    action.attribute_names = vec![QUOTA.to_owned(), USED.to_owned()];
    let (types, quotas) = tokio::join!(client.call(&types), client.call(&action));
    let cpu = types.ok().and_then(|reply| {
        let mut types = reply.body.instance_types.into_iter();
        types
            .find(|kind| kind.instance_type_id == draft.instance_type)?
            .cpu_core_count
    })?;
    let needed = u64::from(cpu) * u64::from(draft.count);
    let quotas = match quotas {
        Ok(reply) => reply,
        Err(failure) => return check(CloudCheckCode::Quota, Err(failure)),
    };
    let value = |name: &str| {
        let mut attributes = quotas.body.account_attributes.iter();
        let values = &attributes.find(|attribute| attribute.attribute_name == name)?.values;
        values.first()?.value.as_ref()?.parse::<u64>().ok()
    };
    let free = value(QUOTA)?.saturating_sub(value(USED)?);
    let answer = Answer::new(
        passed(needed <= free, CloudCheckState::Failed),
        quotas.request_id.clone(),
    );
    check(
        CloudCheckCode::Quota,
        Ok(answer.with("free", free).with("needed", needed)),
    )
}

/// The service's own dry run, for one instance. It changes nothing, so neither the lock nor the journal has to do with it.
async fn dry_run_of(
    client: &AccountClient,
    draft: &LaunchDraft,
    mut request: Request,
    password: Option<SecretString>,
) -> Option<CloudCheck> {
    request.idempotency = Idempotency::Read;
    request.parameters.set("DryRun", "true");
    request.parameters.set("Amount", "1");
    request.parameters.set("MinAmount", "1");
    if draft.sign_in == SignIn::Password {
        request.parameters.set_secret("Password", password.as_ref());
    }
    if let Some(like) = draft.like.as_ref().filter(|_| draft.user_data) {
        match client.call(&DescribeUserData::new(&draft.region_id, like)).await {
            Ok(reply) => request.parameters.set_secret("UserData", reply.body.user_data.as_ref()),
            Err(failure) => return check(CloudCheckCode::DryRun, Err(failure)),
        }
    }
    let sent = client.send(&request, |_| Ok(()), WriteContext::default()).await;
    let failure = match sent {
        // A service that knows no dry run would have made an instance; this one answers with an error.
        Ok(reply) => {
            return check(
                CloudCheckCode::DryRun,
                Ok(Answer::new(CloudCheckState::Unknown, reply.request_id)),
            );
        }
        Err(failure) => failure,
    };
    let Some(error) = &failure.error else {
        return check(CloudCheckCode::DryRun, Err(failure));
    };
    let request_id = error.request_id().unwrap_or_default().to_owned();
    if error.is_dry_run_passed() {
        return check(
            CloudCheckCode::DryRun,
            Ok(Answer::new(CloudCheckState::Passed, request_id)),
        );
    }
    if error.code().is_none() || error.outcome_unknown() {
        return check(CloudCheckCode::DryRun, Err(failure));
    }
    Some(CloudCheck {
        code: CloudCheckCode::DryRun,
        state: CloudCheckState::Failed,
        params: BTreeMap::new(),
        problem: Some(refusal::of_launch(error, failure.problem.clone(), &request)),
        request_id: Some(request_id).filter(|id| !id.is_empty()),
    })
}
