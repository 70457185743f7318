//! What may be shown of the texts of the cloud. They are untrusted, and may repeat anything that was sent.

use std::collections::HashSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use crate::signed_request::SignedSecrets;
use crate::{Credentials, backslash_escape, character_reference};

const MAX_CODE_CHARS: usize = 200;
const MAX_MESSAGE_CHARS: usize = 1_000;
/// Longer texts are not looked through.
const MAX_TEXT_BYTES: usize = 64 * 1024;
const MAX_READINGS: usize = 24;
/// Bytes in a row that a text and a secret have in common by no chance.
const MIN_RUN: usize = 24;
/// What a decoded secret has at least to be looked for.
const MIN_DECODED: usize = 8;
const REMOVED: &str = "[removed]";

/// What must not be shown.
pub(crate) struct Redaction<'a> {
    parts: Vec<&'a str>,
    /// What secret parameters in Base64 hold, such as user data.
    decoded: Vec<Zeroizing<String>>,
    has_secret_parameters: bool,
}

impl<'a> Redaction<'a> {
    pub(crate) fn new(credentials: &'a Credentials, signed_secrets: &'a SignedSecrets) -> Self {
        let secrets = [&credentials.access_key_secret, &signed_secrets.signature].into_iter();
        let secrets = secrets
            .chain(&credentials.security_token)
            .chain(&signed_secrets.secrets);
        let parts = secrets.map(SecretString::expose_secret);
        let mut parts: Vec<&str> = parts.chain([credentials.access_key_id.as_str()]).collect();
        parts.retain(|part| !part.is_empty());
        // What contains another goes first, or its rest would stay.
        parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
        Self {
            parts,
            decoded: signed_secrets.secrets.iter().filter_map(decoded).collect(),
            has_secret_parameters: !signed_secrets.secrets.is_empty(),
        }
    }

    /// A code, an id or a name.
    pub(crate) fn code(&self, text: &str) -> String {
        shortened(without_queries(&self.without_secrets(text)), MAX_CODE_CHARS)
    }

    /// The message that came with a code.
    pub(crate) fn message(&self, code: &str, text: &str) -> String {
        // It may quote a line of a script, which is too short to be known again.
        if self.has_secret_parameters && code.starts_with("InvalidUserData") {
            return REMOVED.to_owned();
        }
        let text = without_string_to_sign(code, &self.without_secrets(text));
        shortened(without_queries(&text), MAX_MESSAGE_CHARS)
    }

    /// Before anything is cut: half a secret would no longer be found.
    fn without_secrets(&self, text: &str) -> String {
        if text.len() > MAX_TEXT_BYTES {
            return REMOVED.to_owned();
        }
        let mut text = visible(text);
        for part in &self.parts {
            if text.contains(part) {
                text = text.replace(part, REMOVED);
            }
        }
        if self.is_disguised_in(&text) {
            return REMOVED.to_owned();
        }
        text
    }

    /// Whether a secret, a part of a long one, or what a Base64 one holds comes to light when the text is decoded, in any order and
    /// as often as it can be. What has too many readings is not believed.
    fn is_disguised_in(&self, text: &str) -> bool {
        let parts = self.parts.iter().copied();
        let parts = parts.chain(self.decoded.iter().map(|decoded| decoded.as_str()));
        let parts: Vec<Zeroizing<String>> = parts
            .map(|part| Zeroizing::new(without_pluses(&visible(part))))
            .collect();
        let mut readings = vec![text.to_owned()];
        let mut next = 0;
        while let Some(text) = readings.get(next) {
            let spaced = without_pluses(text);
            let runs: HashSet<&[u8]> = spaced.as_bytes().windows(MIN_RUN).collect();
            let has_run = |part: &str| part.as_bytes().windows(MIN_RUN).any(|run| runs.contains(run));
            let is_there = |part: &Zeroizing<String>| spaced.contains(part.as_str()) || has_run(part);
            if parts.iter().any(is_there) || readings.len() > MAX_READINGS {
                return true;
            }
            let decoded = [
                visible(&percent_decode_str(text).decode_utf8_lossy()),
                visible(&character_reference::resolve(text)),
                visible(&backslash_escape::resolve(text)),
            ];
            for reading in decoded {
                if !readings.contains(&reading) {
                    readings.push(reading);
                }
            }
            next += 1;
        }
        false
    }
}

/// What a Base64 text holds; `None` when that is too little to be looked for.
fn decoded(secret: &SecretString) -> Option<Zeroizing<String>> {
    let bytes = Zeroizing::new(STANDARD.decode(secret.expose_secret()).ok()?);
    let text = Zeroizing::new(visible(&String::from_utf8_lossy(&bytes)));
    (text.len() >= MIN_DECODED).then_some(text)
}

/// A message out of a successful answer, for one row of it: as short and visible as that of a refusal.
pub(crate) fn row_message(text: &str) -> String {
    let text = if text.len() > MAX_TEXT_BYTES { REMOVED } else { text };
    shortened(without_queries(&visible(text)), MAX_MESSAGE_CHARS)
}

/// A code out of a successful answer, for one row of it.
pub(crate) fn row_code(text: &str) -> String {
    let text = if text.len() > MAX_TEXT_BYTES { REMOVED } else { text };
    shortened(visible(text), MAX_CODE_CHARS)
}

/// The visible characters.
fn visible(text: &str) -> String {
    text.chars().filter(|character| !is_deceptive(*character)).collect()
}

/// In a form, a plus sign is a space.
fn without_pluses(text: &str) -> String {
    text.replace('+', " ")
}

/// Invisible characters: they could hide a secret by splitting it. These are controls other than line breaks and tabs, characters
/// that change the direction of a text, and characters without width.
fn is_deceptive(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{feff}' => true,
        // Fillers of Hangul.
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => true,
        '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' => true,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{fe00}'..='\u{fe0f}' | '\u{fff0}'..='\u{fffb}' => true,
        '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' => true,
        _ => character.is_control(),
    }
}

fn shortened(text: String, max_chars: usize) -> String {
    match text.char_indices().nth(max_chars) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
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
