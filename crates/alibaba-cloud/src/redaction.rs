//! What may be told of the cloud's own words: hostile text, which may echo anything that was sent.

use secrecy::{ExposeSecret as _, SecretString};

use crate::Credentials;
use crate::request::Proof;
use crate::signature::percent_encode;

const MAX_CODE_CHARS: usize = 200;
const MAX_MESSAGE_CHARS: usize = 1_000;
const REMOVED: &str = "[removed]";

/// What must not be told.
pub(crate) struct Redaction<'a>(Vec<&'a str>);

impl<'a> Redaction<'a> {
    pub(crate) fn new(credentials: &'a Credentials, proof: &'a Proof) -> Self {
        let secrets = [&credentials.access_key_secret, &proof.signature].into_iter();
        let secrets = secrets.chain(&credentials.security_token).chain(&proof.secrets);
        let parts = secrets.map(SecretString::expose_secret);
        let mut parts: Vec<&str> = parts.chain([credentials.access_key_id.as_str()]).collect();
        parts.retain(|part| !part.is_empty());
        // What contains another goes first, or its rest would stay.
        parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
        Self(parts)
    }

    /// A code, an id or a name.
    pub(crate) fn code(&self, text: &str) -> String {
        self.clean(text, MAX_CODE_CHARS)
    }

    /// The message that came with a code.
    pub(crate) fn message(&self, code: &str, text: &str) -> String {
        self.clean(&without_string_to_sign(code, text), MAX_MESSAGE_CHARS)
    }

    fn clean(&self, text: &str, max_chars: usize) -> String {
        let mut text = without_queries(text);
        for part in &self.0 {
            remove(&mut text, part);
        }
        if text.contains('%') {
            for part in &self.0 {
                // As it stands in a form or a URL, and as it stands in a string to sign.
                let once = percent_encode(part);
                remove(&mut text, &percent_encode(&once));
                remove(&mut text, &once);
            }
        }
        // Cut after removing: half a secret would no longer be found.
        match text.char_indices().nth(max_chars) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        }
    }
}

fn remove(text: &mut String, part: &str) {
    if text.contains(part) {
        *text = text.replace(part, REMOVED);
    }
}

/// Signature errors echo the string to sign, hence every parameter of the request.
fn without_string_to_sign(code: &str, message: &str) -> String {
    let echoes = ["string to sign", "stringtosign", "canonicalrequest"];
    let folded = message.to_ascii_lowercase();
    let echo = echoes.iter().filter_map(|echo| folded.find(echo)).min();
    match echo {
        Some(at) => format!("{}{REMOVED}", &message[..at]),
        None if matches!(code, "SignatureDoesNotMatch" | "IncompleteSignature")
            && (message.contains('%') || message.contains('=')) =>
        {
            REMOVED.to_owned()
        }
        None => message.to_owned(),
    }
}

/// URLs keep what is before their question mark.
fn without_queries(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(scheme_end) = rest.find("://") {
        let (before, url) = rest.split_at(scheme_end);
        let is_end = |character: char| character.is_whitespace() || "\"'<>`".contains(character);
        let (url, after) = url.split_at(url.find(is_end).unwrap_or(url.len()));
        kept.push_str(before);
        match url.split_once('?') {
            Some((address, _)) => kept.extend([address, "?", REMOVED]),
            None => kept.push_str(url),
        }
        rest = after;
    }
    kept.push_str(rest);
    kept
}
