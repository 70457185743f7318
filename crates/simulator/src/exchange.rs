//! How one request is carried out: the fault plan has its say, the request is authenticated, allowed, counted and
//! answered, and the ledger is written.

use bytes::Bytes;
use http::{HeaderValue, Request, Response, header};
use jiff::fmt::rfc2822;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::access_key::{AccessKey, Denial};
use crate::authentication::{self, Gate, Principal};
use crate::call::{Answer, Call, fields};
use crate::diary::Entry;
use crate::envelope::{self, Envelope, Format};
use crate::faults::{Content, Fault};
use crate::incoming::Incoming;
use crate::ledger::{Effect, LedgerEntry, Outcome};
use crate::parameters::Parameters;
use crate::product::{ECS, Product};
use crate::refusal::Refusal;
use crate::simulator::{Simulator, State};
use crate::{bomb, page_faults};

/// An answer and how it reaches the client.
pub(crate) struct Delivery {
    pub(crate) response: Response<Bytes>,
    pub(crate) manner: Manner,
}

/// How an answer reaches the client. Times are real milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Manner {
    Whole,
    Late {
        ms: u64,
    },
    InPieces {
        bytes: usize,
        ms: u64,
    },
    /// The body ends before the length the header promises.
    CutShort,
    Closed,
    Reset,
    Refused {
        ms: u64,
    },
}

impl Simulator {
    /// Carries the request out at once and writes the ledger.
    pub(crate) fn settle(&self, request: &Request<Bytes>) -> Delivery {
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
        if let Some(Fault::SecondActor { deletes }) = &fault {
            second_actor(state, deletes, &incoming.parameters, now, &mut effects);
        }
        let foreseen = effects.len();
        let seen_at = match &fault {
            Some(Fault::Stale { seconds }) if is_reading(&incoming.action) => earlier(now, *seconds),
            _ => now,
        };
        let mut origin = 0;
        let answer = match planned_answer(fault.as_ref()) {
            Some(answer) => answer,
            None => understood.and_then(|()| self.perform(&incoming, state, &mut effects, &mut origin, (now, seen_at))),
        };
        let code = answer.as_ref().err().map(|refusal| refusal.code.clone());
        let response = match answer {
            Ok(fields) => envelope.success(fields),
            Err(refusal) => envelope.refusal(&refusal),
        };
        let Delivery { mut response, manner } = strike(response, fault.as_ref(), &incoming, &envelope);
        if let Some(date) = http_date(Timestamp::now()) {
            response.headers_mut().insert(header::DATE, date);
        }
        if let (Some(diary), false) = (&mut state.diary, effects.len() == foreseen) {
            diary.append(now, &incoming.action, origin, &incoming.parameters);
        }
        let is_unheard = matches!(
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
                http_status: (!is_unheard).then(|| response.status().as_u16()),
                code,
                request_id: envelope.request_id,
            },
            fault,
            effects,
        });
        Delivery { response, manner }
    }

    /// Who may do it is decided by the present, what there is to be seen by `seen_at`.
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
        let Principal { key, origin: place } = authentication::authenticate(incoming, gate, Timestamp::now())?;
        *origin = place;
        let host_region = region_of_host(&incoming.host);
        let region_id = incoming.parameters.get("RegionId").or(host_region.as_deref());
        let ram_action = product.ram_action(&incoming.action);
        if let Some(denial) = key.denial(&ram_action, region_id) {
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

    /// Does again what the diary says was done.
    pub(crate) fn replay(&self, entry: &Entry) {
        let mut state = self.state();
        let state = &mut *state;
        let keys = &self.0.keys;
        let (Some(key), Ok(answer)) = (keys.get(entry.key).or_else(|| keys.first()), ECS.answer(&entry.action)) else {
            return;
        };
        // What was accepted then is accepted now; a diary that was tampered with loses the entry.
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

/// What a fault makes of an answer on its way.
fn strike(response: Response<Bytes>, fault: Option<&Fault>, incoming: &Incoming, envelope: &Envelope) -> Delivery {
    let is_success = response.status().is_success();
    let (response, manner) = match fault {
        Some(Fault::HtmlBody) => (html(200, "Sign in to the network"), Manner::Whole),
        Some(Fault::HttpBody {
            status,
            content,
            retry_after_ms,
        }) => {
            let mut response = other_body(*status, content, envelope);
            if let Some(delay) = retry_after_ms {
                let headers = response.headers_mut();
                headers.insert("x-acs-retry-after", HeaderValue::from(*delay));
            }
            (response, Manner::Whole)
        }
        Some(Fault::Bomb { mebibytes }) => {
            let mut response = envelope::plain(200, "application/json", bomb::gzip(*mebibytes));
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            (response, Manner::Whole)
        }
        Some(Fault::MalformedBody) if is_success => (response.map(half), Manner::Whole),
        Some(Fault::Truncated) => {
            let length = HeaderValue::from(response.body().len());
            let mut response = response.map(half);
            response.headers_mut().insert(header::CONTENT_LENGTH, length);
            (response, Manner::CutShort)
        }
        Some(Fault::DuplicateItems { count }) if is_success => {
            (response.map(|body| page_faults::repeat(&body, *count)), Manner::Whole)
        }
        Some(Fault::TokenCycle) if is_success => {
            let sent = incoming.parameters.get("NextToken");
            let body = |body: Bytes| sent.map_or_else(|| body.clone(), |token| page_faults::cycle(&body, token));
            (response.map(body), Manner::Whole)
        }
        Some(Fault::Latency { ms }) => (response, Manner::Late { ms: *ms }),
        Some(Fault::Trickle { bytes, ms }) => (response, Manner::InPieces { bytes: *bytes, ms: *ms }),
        Some(Fault::DropBeforeEffect | Fault::DropAfterEffect) => (response, Manner::Closed),
        Some(Fault::ResetBeforeEffect | Fault::ResetAfterEffect) => (response, Manner::Reset),
        Some(Fault::Refuse { ms }) => (response, Manner::Refused { ms: *ms }),
        _ => (response, Manner::Whole),
    };
    Delivery { response, manner }
}

fn other_body(status: u16, content: &Content, envelope: &Envelope) -> Response<Bytes> {
    let error = |format, code: &str, message: &str| {
        let envelope = Envelope {
            format,
            ..envelope.clone()
        };
        envelope.refusal(&Refusal::new(status, code, message))
    };
    match content {
        Content::Json { code, message } => error(Format::Json, code, message),
        Content::Xml { code, message } => error(Format::Xml, code, message),
        Content::Html => html(status, "The page cannot be shown"),
        Content::Empty => envelope::plain(status, "application/json", Bytes::new()),
        Content::Raw { text } => envelope::plain(status, "application/json", text.clone()),
    }
}

/// The `Date` header, from which a client with a wrong clock learns the time.
fn http_date(now: Timestamp) -> Option<HeaderValue> {
    let date = rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&now).ok()?;
    HeaderValue::from_str(&date).ok()
}

fn html(status: u16, title: &str) -> Response<Bytes> {
    let page = format!("<!DOCTYPE html><html><head><title>{title}</title></head></html>");
    envelope::plain(status, "text/html", page)
}

fn half(body: Bytes) -> Bytes {
    body.slice(..body.len() / 2)
}

/// Deletes snapshots as somebody at the console would, unless an image holds them.
fn second_actor(
    state: &mut State,
    named: &[String],
    parameters: &Parameters,
    now: Timestamp,
    effects: &mut Vec<Effect>,
) {
    let ids = if named.is_empty() {
        parameters.snapshot_ids()
    } else {
        named.to_vec()
    };
    for snapshot_id in ids {
        let Some(region_id) = state
            .cloud
            .snapshot(None, &snapshot_id, now)
            .map(|found| found.region_id)
        else {
            continue;
        };
        if state.cloud.is_held_by_image(&snapshot_id, now) {
            continue;
        }
        state.cloud.remove_snapshot(&snapshot_id);
        let parameters = [
            ("SnapshotId".to_owned(), snapshot_id.clone()),
            ("Force".to_owned(), "true".to_owned()),
        ];
        if let Some(diary) = &mut state.diary {
            diary.append(now, "DeleteSnapshot", 0, &Parameters::from(parameters.into()));
        }
        effects.push(Effect::SnapshotDeleted {
            region_id: region_id.to_owned(),
            snapshot_id,
        });
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
