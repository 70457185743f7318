//! Carries out one request: applies the fault plan, authenticates, checks the permission and the limit, answers, and writes
//! the ledger.

use bytes::Bytes;
use http::{HeaderValue, Request, header};
use jiff::fmt::rfc2822;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::access_key::{AccessKey, Denial};
use crate::authentication::{self, Gate, Principal};
use crate::call::{Answer, Call, fields};
use crate::call_log::LoggedCall;
use crate::delivery::{Delivery, apply_fault};
use crate::envelope::{Envelope, Format};
use crate::faults::Fault;
use crate::incoming::Incoming;
use crate::ledger::{Effect, LedgerEntry, Outcome};
use crate::parameters::Parameters;
use crate::product::{ECS, Product};
use crate::refusal::Refusal;
use crate::simulator::{Simulator, State};
use crate::unsimulated;

impl Simulator {
    /// Carries the request out at once and writes the ledger.
    pub(crate) fn carry_out(&self, request: &Request<Bytes>) -> Delivery {
        let now = self.0.clock.now();
        let mut guard = self.state();
        let state = &mut *guard;
        let (incoming, understood) = Incoming::read(request);
        let region_id = incoming.parameters.get("RegionId").map(str::to_owned);
        let envelope = Envelope {
            format: incoming.format.unwrap_or(Format::Xml),
            action: incoming.action.clone(),
            product: Product::find(&incoming.host, &incoming.version).map_or(ECS.name, |product| product.name),
            host: incoming.host.clone(),
            request_id: state.request_ids.uuid(),
        };
        let fault = state.faults.strike(&incoming.action, region_id.as_deref());
        let mut effects = Vec::new();
        state.cloud.settle(now, &mut effects);
        if let Some(Fault::ExternalDeletion { deletes }) = &fault {
            external_deletion(state, deletes, &incoming.parameters, now, &mut effects);
        }
        let foreseen = effects.len();
        let seen_at = match &fault {
            Some(Fault::Stale { seconds }) if is_reading(&incoming.action) => earlier(now, *seconds),
            _ => now,
        };
        let mut origin = 0;
        let mut answer = match planned_answer(fault.as_ref()) {
            Some(answer) => answer,
            None => understood.and_then(|()| self.perform(&incoming, state, &mut effects, &mut origin, (now, seen_at))),
        };
        match &fault {
            Some(Fault::ImageFails) => end_images(state, &effects, "CreateFailed", None),
            Some(Fault::ImageUnavailable { reason }) => end_images(state, &effects, "UnAvailable", reason.as_deref()),
            _ => {}
        }
        if let (Some(Fault::HttpErrorAfterEffect { status, code, message }), true) = (&fault, answer.is_ok()) {
            answer = Err(Refusal::new(*status, code, message.clone()));
        }
        let code = answer.as_ref().err().map(|refusal| refusal.code.clone());
        let response = match answer {
            Ok(fields) => envelope.success(fields),
            Err(refusal) => envelope.refusal(&refusal),
        };
        let mut delivery = apply_fault(response, fault.as_ref(), &incoming, &envelope);
        if state.cloud.open_questions.answers_are_packed && incoming.accepts_gzip {
            delivery = delivery.packed();
        }
        let Delivery { mut response, mode } = delivery;
        if let Some(date) = http_date(self.0.clock.authentic_now()) {
            response.headers_mut().insert(header::DATE, date);
        }
        if let (Some(call_log), false) = (&mut state.call_log, effects.len() == foreseen) {
            call_log.append(now, &incoming.action, origin, &incoming.parameters);
        }
        let is_dropped_unread = matches!(
            fault,
            Some(Fault::DropBeforeEffect | Fault::ResetBeforeEffect | Fault::Refuse { .. })
        );
        state.ledger.append(LedgerEntry {
            sequence: 0,
            at: now,
            action: incoming.action,
            region_id,
            access_key_id: incoming.access_key_id,
            parameters: incoming.parameters.without_secrets(),
            outcome: Outcome {
                http_status: (!is_dropped_unread).then(|| response.status().as_u16()),
                code,
                request_id: envelope.request_id,
            },
            fault,
            effects,
        });
        Delivery { response, mode }
    }

    /// Permissions follow `now`; the data that is shown follows `seen_at`, which a stale listing sets back.
    fn perform(
        &self,
        incoming: &Incoming,
        state: &mut State,
        effects: &mut Vec<Effect>,
        origin: &mut usize,
        (now, seen_at): (Timestamp, Timestamp),
    ) -> Answer {
        if !["GET", "POST"].contains(&incoming.method.as_str()) {
            let message = "This http method is not supported.";
            return Err(Refusal::new(405, "UnsupportedHTTPMethod", message));
        }
        if incoming.action.is_empty() {
            return Err(Refusal::missing_common("Action"));
        }
        if incoming.version.is_empty() {
            return Err(Refusal::missing_common("Version"));
        }
        let product = Product::find(&incoming.host, &incoming.version)?;
        let answer = product.answer(&incoming.action)?;
        let gate = Gate {
            keys: &self.0.keys,
            sessions: &state.sessions,
            nonces: &mut state.nonces,
            now,
        };
        let Principal { key, origin: place } =
            authentication::authenticate(incoming, gate, self.0.clock.authentic_now())?;
        *origin = place;
        let host_region = region_of_host(&incoming.host);
        let region_id = incoming.parameters.get("RegionId").or(host_region.as_deref());
        let ram_action = product.ram_action(&incoming.action);
        // The service asks for no leave to list images that are not the account's own. Source: "RAM authorization" of ECS.
        let is_open = incoming.action == "DescribeImages"
            && incoming
                .parameters
                .get("ImageOwnerAlias")
                .is_some_and(|alias| ["system", "others"].iter().any(|open| open.eq_ignore_ascii_case(alias)));
        if let Some(denial) = key.denial(&ram_action, region_id).filter(|_| !is_open) {
            return Err(forbidden(&key, &ram_action, denial));
        }
        let in_seconds = state.cloud.open_questions.retry_after_in_seconds;
        state.meter.count(
            &key.account_id,
            region_id.unwrap_or_default(),
            &incoming.action,
            now,
            in_seconds,
        )?;
        unsimulated::check(&incoming.action, &incoming.parameters)?;
        answer(&mut Call {
            action: &incoming.action,
            host_region: host_region.as_deref(),
            parameters: &incoming.parameters,
            key: &key,
            origin: place,
            sessions: &mut state.sessions,
            cloud: &mut state.cloud,
            effects,
            now: seen_at,
        })
    }

    /// Repeats a call of the call log.
    pub(crate) fn replay(&self, entry: &LoggedCall) {
        let mut state = self.state();
        let state = &mut *state;
        let keys = &self.0.keys;
        let (Some(key), Ok(answer)) = (keys.get(entry.key).or_else(|| keys.first()), ECS.answer(&entry.action)) else {
            return;
        };
        state.cloud.settle(entry.at, &mut Vec::new());
        // The call was accepted before. An entry that was edited by hand, or that today's rules refuse, is dropped.
        let _ = answer(&mut Call {
            action: &entry.action,
            host_region: None,
            parameters: &Parameters::from(entry.parameters.clone()),
            key,
            origin: entry.key,
            sessions: &mut state.sessions,
            cloud: &mut state.cloud,
            effects: &mut Vec::new(),
            now: entry.at,
        });
        let token = entry.parameters.get("ClientToken");
        if let Some(known) = token.and_then(|token| state.cloud.client_tokens.get_mut(token)) {
            known.secrets = None;
        }
    }
}

/// What a fault answers in place of the action.
fn planned_answer(fault: Option<&Fault>) -> Option<Answer> {
    match fault? {
        Fault::HttpError { status, code, message } => Some(Err(Refusal::new(*status, code, message.clone()))),
        Fault::Throttle { retry_after_ms } => {
            let mut refusal = Refusal::throttled();
            refusal.retry_after_ms = Some(*retry_after_ms);
            Some(Err(refusal))
        }
        Fault::DropBeforeEffect
        | Fault::ResetBeforeEffect
        | Fault::Refuse { .. }
        | Fault::HtmlBody
        | Fault::HttpBody { .. }
        | Fault::Bomb { .. } => Some(Ok(fields(json!({})))),
        _ => None,
    }
}

/// The `Date` header, from which a client with a wrong clock learns the time.
fn http_date(now: Timestamp) -> Option<HeaderValue> {
    let date = rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&now).ok()?;
    HeaderValue::from_str(&date).ok()
}

/// Deletes snapshots and images as somebody at the console would, unless something is in the way.
fn external_deletion(
    state: &mut State,
    named: &[String],
    parameters: &Parameters,
    now: Timestamp,
    effects: &mut Vec<Effect>,
) {
    let ids = if named.is_empty() {
        parameters.ids(&["s-", "m-"])
    } else {
        named.to_vec()
    };
    for id in ids {
        let deleted = if id.starts_with("m-") {
            state.delete_image(&id, now)
        } else {
            state.delete_snapshot(None, &id, now)
        };
        effects.extend(deleted.ok());
    }
}

/// Lets the images that were begun end in this status.
fn end_images(state: &mut State, effects: &[Effect], status: &'static str, reason: Option<&str>) {
    for effect in effects {
        if let Effect::ImageCreated { region_id, image_id } = effect
            && let Some(image) = state.cloud.own_image_mut(region_id, image_id)
        {
            image.ends_as = status;
            image.unavailable_because = reason.map(str::to_owned);
        }
    }
}

fn is_reading(action: &str) -> bool {
    ["Describe", "List", "Get"]
        .into_iter()
        .any(|verb| action.starts_with(verb))
}

fn earlier(now: Timestamp, seconds: u64) -> Timestamp {
    let by = SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX));
    now.checked_sub(by).unwrap_or(now)
}

/// `cn-hangzhou` of `ecs.cn-hangzhou.aliyuncs.com`; none for central and other hosts.
fn region_of_host(host: &str) -> Option<String> {
    let name = host.split(':').next()?.strip_suffix(".aliyuncs.com")?;
    let (_, region) = name.split_once('.')?;
    Some(region.to_owned()).filter(|region| !region.is_empty())
}

fn forbidden(key: &AccessKey, ram_action: &str, denial: Denial) -> Refusal {
    let message = "User not authorized to operate on the specified resource, or this API doesn't support RAM.";
    let mut refusal = Refusal::new(403, "Forbidden.RAM", message);
    let detail = json!({
        "AuthAction": ram_action,
        "AuthPrincipalType": if key.identity_type == "AssumedRoleUser" { "AssumedRoleUser" } else { "SubUser" },
        "AuthPrincipalDisplayName": key.user_name(),
        "AuthPrincipalOwnerId": key.account_id,
        "PolicyType": "AccountLevelIdentityBasedPolicy",
        "NoPermissionType": match denial {
            Denial::Implicit => "ImplicitDeny",
            Denial::Explicit => "ExplicitDeny",
        },
    });
    if let Value::Object(detail) = detail {
        refusal.access_denied_detail = Some(detail);
    }
    refusal
}
