//! Parameters of one request: query and form body merged, decoded, with typed reading. No rule of any action.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{Request, header};
use percent_encoding::percent_decode_str;

use crate::refusal::Refusal;
use crate::signature_v3;

/// Common parameters: they belong to the envelope of a request, not to what it asks for.
const COMMON: [&str; 11] = [
    "AccessKeyId",
    "Action",
    "Format",
    "SecurityToken",
    "Signature",
    "SignatureMethod",
    "SignatureNonce",
    "SignatureType",
    "SignatureVersion",
    "Timestamp",
    "Version",
];

/// Parameters that may hold a secret.
const SECRETS: [&str; 3] = ["Password", "RemoteConnectionOptions.Password", "UserData"];

#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Parameters(BTreeMap<String, String>);

impl Parameters {
    pub(crate) fn read(request: &Request<Bytes>) -> Result<Self, Refusal> {
        let mut parameters = Self::default();
        parameters.take_encoded(request.uri().query().unwrap_or_default())?;
        if is_form(request) {
            let body = std::str::from_utf8(request.body()).map_err(|_| malformed())?;
            parameters.take_encoded(body)?;
        }
        Ok(parameters)
    }

    /// Parameters of a query alone.
    pub(crate) fn of_query(query: &str) -> Result<Self, Refusal> {
        let mut parameters = Self::default();
        parameters.take_encoded(query)?;
        Ok(parameters)
    }

    /// Parameters that were read before.
    pub(crate) fn from(parameters: BTreeMap<String, String>) -> Self {
        Self(parameters)
    }

    fn take_encoded(&mut self, encoded: &str) -> Result<(), Refusal> {
        for pair in encoded.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            self.0.insert(decode(name)?, decode(value)?);
        }
        Ok(())
    }

    pub(crate) fn all(&self) -> &BTreeMap<String, String> {
        &self.0
    }

    /// All parameters without signature, token and passwords: for the ledger.
    pub(crate) fn without_secrets(&self) -> BTreeMap<String, String> {
        let mut all = self.0.clone();
        all.retain(|name, _| name != "Signature" && name != "SecurityToken" && !SECRETS.contains(&name.as_str()));
        all
    }

    /// Ids that begin with one of these, anywhere in what was asked.
    pub(crate) fn ids(&self, beginnings: &[&str]) -> Vec<String> {
        let values = self.0.values().flat_map(|value| value.split(['"', ',', '[', ']']));
        values
            .filter(|value| beginnings.iter().any(|beginning| value.starts_with(beginning)))
            .map(str::to_owned)
            .collect()
    }

    /// Of the secrets in the request only what tells them apart.
    pub(crate) fn secret_digests(&self) -> BTreeMap<&'static str, String> {
        let sent = SECRETS.into_iter().filter_map(|name| Some((name, self.0.get(name)?)));
        sent.map(|(name, secret)| (name, signature_v3::hashed(secret.as_bytes())))
            .collect()
    }

    /// All parameters without the common ones and without secrets: what a ClientToken is compared by, and what the call log
    /// keeps.
    pub(crate) fn business(&self) -> BTreeMap<String, String> {
        let mut business = self.0.clone();
        business.retain(|name, _| !COMMON.contains(&name.as_str()) && !SECRETS.contains(&name.as_str()));
        business
    }

    /// The value of a parameter; an empty value counts as not sent.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub(crate) fn integer(&self, name: &str) -> Result<Option<i64>, Refusal> {
        self.get(name)
            .map(|value| value.parse().map_err(|_| Refusal::invalid(name)))
            .transpose()
    }

    pub(crate) fn number(&self, name: &str) -> Result<Option<f64>, Refusal> {
        self.get(name)
            .map(|value| value.parse().map_err(|_| Refusal::invalid(name)))
            .transpose()
    }

    pub(crate) fn boolean(&self, name: &str) -> Result<Option<bool>, Refusal> {
        self.get(name).map(|value| boolean(name, value)).transpose()
    }

    /// A JSON array string such as `SnapshotIds`.
    pub(crate) fn json_list(&self, name: &str) -> Result<Option<Vec<String>>, Refusal> {
        self.get(name)
            .map(|value| serde_json::from_str(value).map_err(|_| Refusal::invalid(name)))
            .transpose()
    }

    /// The plain values of a numbered list, in order: `InstanceId.1=i-a` gives `[i-a]` for `InstanceId`.
    pub(crate) fn list(&self, list: &str) -> Result<Vec<String>, Refusal> {
        let members = self.numbered(list)?;
        let plain = members.into_iter().filter_map(|mut member| member.remove(""));
        Ok(plain.filter(|value| !value.is_empty()).collect())
    }

    /// Numbered members, in order: `Tag.1.Key=env` gives `[{Key: env}]` for `Tag`.
    pub(crate) fn numbered(&self, list: &str) -> Result<Vec<BTreeMap<String, String>>, Refusal> {
        let mut members: BTreeMap<u32, BTreeMap<String, String>> = BTreeMap::new();
        for (name, value) in &self.0 {
            let Some(rest) = name.strip_prefix(list).and_then(|rest| rest.strip_prefix('.')) else {
                continue;
            };
            let (index, field) = rest.split_once('.').unwrap_or((rest, ""));
            let index = index
                .parse()
                .ok()
                .filter(|index| *index > 0)
                .ok_or_else(|| Refusal::invalid(name))?;
            members
                .entry(index)
                .or_default()
                .insert(field.to_owned(), value.clone());
        }
        Ok(members.into_values().collect())
    }
}

fn is_form(request: &Request<Bytes>) -> bool {
    request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| {
            value
                .to_ascii_lowercase()
                .starts_with("application/x-www-form-urlencoded")
        })
}

fn decode(encoded: &str) -> Result<String, Refusal> {
    let spaced = encoded.replace('+', " ");
    percent_decode_str(&spaced)
        .decode_utf8()
        .map(std::borrow::Cow::into_owned)
        .map_err(|_| malformed())
}

fn malformed() -> Refusal {
    Refusal::new(
        400,
        "InvalidParameter",
        "The request parameters are not valid UTF-8 text.",
    )
}

/// A boolean parameter's value, in any case of letters.
pub(crate) fn boolean(name: &str, value: &str) -> Result<bool, Refusal> {
    match value.to_ascii_lowercase().as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(Refusal::invalid(name)),
    }
}
