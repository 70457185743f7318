//! From an HTTP answer to a reply object or an error: which class it is, and what may be shown of it.

use std::time::Duration;

use secrecy::ExposeSecret as _;

use crate::json::{self, Document};
use crate::redaction::Redaction;
use crate::signature::SignatureCheck;
use crate::signed_request::SignedSecrets;
use crate::{AccessDenied, Credentials, Error, JsonObject, TransportResponse, Unreadable, character_reference};

const MAX_RETRY_AFTER: Duration = Duration::from_secs(120);

/// The reply of a successful answer, which is an object, with its request id, or the error it is.
pub(crate) fn open<'b>(
    response: &'b TransportResponse,
    credentials: &Credentials,
    signed_secrets: &SignedSecrets,
) -> Result<(String, Document<'b>), Error> {
    let redaction = Redaction::new(credentials, signed_secrets);
    let request_id = response.header("x-acs-request-id").map(|id| redaction.code(id));
    let unreadable = |reason| Error::Unreadable {
        status: response.status,
        request_id: request_id.clone(),
        retry_after: retry_after(response),
        reason,
    };
    if (300..400).contains(&response.status) {
        return Err(unreadable(Unreadable::Redirect));
    }
    if json::has_too_many_values(&response.body) {
        return Err(unreadable(Unreadable::TooLarge));
    }
    let parsed = Document::parse(&response.body);
    let success = (200..300).contains(&response.status);
    match parsed.as_ref().map(Document::object) {
        Some(Some(fields)) => {
            let id = either(fields, "RequestId")
                .map(|id| redaction.code(&id))
                .or_else(|| request_id.clone());
            match error_code(fields) {
                // Whatever the status: an error passed over is an empty page, and an empty page empties an inventory.
                Some(code) => {
                    let message = either(fields, "Message").unwrap_or_default();
                    let details = access_denied(fields, &redaction);
                    let check = signature_check(&code, &message, signed_secrets);
                    Err(service(response, &redaction, &code, &message, id, details, check))
                }
                None if success => parsed
                    .map(|reply| (id.unwrap_or_default(), reply))
                    .ok_or_else(|| unreadable(Unreadable::NotAnObject)),
                None => Err(unreadable(Unreadable::NoCode)),
            }
        }
        Some(None) => Err(unreadable(Unreadable::NotAnObject)),
        None => {
            let text = String::from_utf8_lossy(&response.body);
            // An error may come as XML although JSON was asked for.
            let Some(code) = xml_element(&text, "Code").filter(|_| !text.contains("<html")) else {
                return Err(unreadable(Unreadable::NotJson));
            };
            let message = xml_element(&text, "Message").unwrap_or_default();
            let id = xml_element(&text, "RequestId").map(|id| redaction.code(&id));
            let id = id.or_else(|| request_id.clone());
            let check = signature_check(&code, &message, signed_secrets);
            Err(service(response, &redaction, &code, &message, id, None, check))
        }
    }
}

fn either(fields: JsonObject<'_>, name: &str) -> Option<String> {
    let mut lower = name.to_owned();
    if let Some(first) = lower.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    fields.text(name).or_else(|| fields.text(&lower))
}

fn error_code(fields: JsonObject<'_>) -> Option<String> {
    let code = either(fields, "Code")?;
    let fine = ["200", "0", "OK", "Success"]
        .iter()
        .any(|fine| code.eq_ignore_ascii_case(fine));
    (!fine).then_some(code)
}

fn access_denied(fields: JsonObject<'_>, redaction: &Redaction<'_>) -> Option<Box<AccessDenied>> {
    let detail = fields
        .object("AccessDeniedDetail")
        .or_else(|| fields.object("accessDeniedDetail"))?;
    let text = |name| either(detail, name).map(|text| redaction.code(&text));
    Some(Box::new(AccessDenied {
        auth_action: text("AuthAction"),
        principal_type: text("AuthPrincipalType"),
        principal_display_name: text("AuthPrincipalDisplayName"),
        principal_owner_id: text("AuthPrincipalOwnerId"),
        policy_type: text("PolicyType"),
        no_permission_type: text("NoPermissionType"),
    }))
}

fn service(
    response: &TransportResponse,
    redaction: &Redaction<'_>,
    code: &str,
    message: &str,
    request_id: Option<String>,
    access_denied: Option<Box<AccessDenied>>,
    signature_check: Option<SignatureCheck>,
) -> Error {
    Error::Service {
        code: redaction.code(code),
        message: redaction.message(code, message),
        request_id,
        status: response.status,
        retry_after: retry_after(response),
        access_denied,
        signature_check,
    }
}

/// Compares the text the cloud says it signed with ours; neither is kept.
fn signature_check(code: &str, message: &str, signed_secrets: &SignedSecrets) -> Option<SignatureCheck> {
    let ours = signed_secrets.string_to_sign.expose_secret();
    if ours.is_empty() || !matches!(code, "SignatureDoesNotMatch" | "IncompleteSignature") {
        return None;
    }
    let folded = message.to_ascii_lowercase();
    let after = |marker: &str| folded.find(marker).map(|at| message[at + marker.len()..].trim_start());
    let rest = after("stringtosign is [").or_else(|| after("string to sign is:"))?;
    let beyond = rest.strip_prefix(ours);
    let ends = |beyond: &str| beyond.is_empty() || beyond.starts_with(|next: char| next == ']' || next.is_whitespace());
    Some(if beyond.is_some_and(ends) {
        SignatureCheck::WrongSecret
    } else {
        SignatureCheck::SigningFault
    })
}

/// Milliseconds, as the official SDKs read it; absurd values are ignored.
fn retry_after(response: &TransportResponse) -> Option<Duration> {
    let value = response.header("x-acs-retry-after")?.trim().parse().ok()?;
    let wait = Duration::from_millis(value);
    (!wait.is_zero() && wait <= MAX_RETRY_AFTER).then_some(wait)
}

fn xml_element(text: &str, name: &str) -> Option<String> {
    let (_, rest) = text.split_once(&format!("<{name}>"))?;
    let (content, _) = rest.split_once(&format!("</{name}>"))?;
    let plain = character_reference::resolve(content.trim());
    (!plain.is_empty()).then_some(plain)
}
