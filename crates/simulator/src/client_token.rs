//! ClientToken: the same request under the same token is carried out once.

use jiff::SignedDuration;

use crate::call::{Answer, Call};
use crate::cloud::TokenUse;
use crate::refusal::Refusal;

/// What an action answers that documents no code of its own for a token used otherwise. Source: "How to ensure
/// idempotence".
pub(crate) const MISMATCH: (u16, &str, &str) =
    (400, "IdempotentParameterMismatch", "The specified clientToken is used.");

/// Answers as before when the token is known, else carries the action out and remembers what came of it.
pub(crate) fn once(
    call: &mut Call<'_>,
    mismatch: (u16, &str, &str),
    perform: impl FnOnce(&mut Call<'_>) -> Answer,
) -> Answer {
    let Some(token) = read(call)? else {
        return perform(call);
    };
    let (parameters, secrets, now) = (call.parameters.business(), call.parameters.secret_digests(), call.now);
    let questions = call.cloud.open_questions;
    if let Some(known) = call.cloud.client_tokens.get(&token) {
        let age = now.duration_since(known.at);
        let is_forgotten = questions
            .token_lifetime_seconds
            .and_then(|seconds| i64::try_from(seconds).ok())
            .is_some_and(|seconds| age >= SignedDuration::from_secs(seconds));
        if !is_forgotten {
            let is_same_secret = known.secrets.as_ref().is_none_or(|known| *known == secrets);
            if known.action == call.action && known.parameters == parameters && is_same_secret {
                return known.answer.clone();
            }
            let (status, code, message) = mismatch;
            return Err(Refusal::new(status, code, message));
        }
    }
    let answer = perform(call);
    let is_kept = match &answer {
        Ok(_) => true,
        Err(refusal) => questions.tokens_remember_refusals && refusal.code != "DryRunOperation",
    };
    if is_kept {
        let known = TokenUse {
            at: now,
            action: call.action.to_owned(),
            parameters,
            secrets: Some(secrets),
            answer: answer.clone(),
        };
        call.cloud.client_tokens.insert(token, known);
    }
    answer
}

fn read(call: &Call<'_>) -> Result<Option<String>, Refusal> {
    match call.parameters.get("ClientToken") {
        None => Ok(None),
        Some(token) if token.len() <= 64 && token.is_ascii() => Ok(Some(token.to_owned())),
        Some(_) => {
            let message = "The ClientToken provided is invalid.";
            Err(Refusal::new(400, "InvalidClientToken.ValueNotSupported", message))
        }
    }
}
