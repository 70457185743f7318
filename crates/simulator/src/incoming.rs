//! One request as it arrived: what it asks for and how it says it is signed. Whether that is true is decided in
//! `authentication`.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{HeaderMap, Request, header};

use crate::envelope::Format;
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::signature_v3;

const CONTENT_HASH: &str = "x-acs-content-sha256";
/// Headers every ACS3 signature covers.
const SIGNED_HEADERS: [&str; 6] = [
    "host",
    "x-acs-action",
    "x-acs-version",
    "x-acs-date",
    "x-acs-signature-nonce",
    CONTENT_HASH,
];

/// A request, its common parameters taken from wherever its signature version keeps them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Incoming {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) host: String,
    pub(crate) action: String,
    pub(crate) version: String,
    pub(crate) format: Option<Format>,
    pub(crate) accepts_gzip: bool,
    pub(crate) access_key_id: Option<String>,
    pub(crate) security_token: Option<String>,
    pub(crate) parameters: Parameters,
    /// Present when the request carries an `Authorization` header; else it must be signed by version 1.0.
    pub(crate) authorization: Option<Authorization>,
}

/// What an ACS3 request says of its signature.
#[derive(Debug, Clone, Default)]
pub(crate) struct Authorization {
    pub(crate) signature: String,
    /// Whether everything that has to be signed is.
    pub(crate) is_complete: bool,
    /// Whether `x-acs-content-sha256` is the hash of the body that arrived.
    pub(crate) is_of_this_body: bool,
    pub(crate) date: Option<String>,
    pub(crate) nonce: Option<String>,
    pub(crate) canonical_request: String,
}

impl Incoming {
    /// Reads a request. The second part tells why it could not be read to its end; the first has what could.
    pub(crate) fn read(request: &Request<Bytes>) -> (Self, Result<(), Refusal>) {
        let read = Parameters::read(request);
        let parameters = read.as_ref().cloned().unwrap_or_default();
        let headers = request.headers();
        let text = |name: &str| parameters.get(name).map(str::to_owned);
        let authorization = value(headers, header::AUTHORIZATION.as_str());
        // Version 1.0 signs no header, so none may say what is asked.
        let common = |header: &str, name: &str| {
            let header = authorization.as_ref().and_then(|_| value(headers, header));
            header.or_else(|| text(name))
        };
        let mut incoming = Self {
            method: request.method().as_str().to_owned(),
            path: request.uri().path().to_owned(),
            host: host(request),
            action: common("x-acs-action", "Action").unwrap_or_default(),
            version: common("x-acs-version", "Version").unwrap_or_default(),
            format: text("Format").map(|format| Format::of(Some(&format))),
            accepts_gzip: value(headers, header::ACCEPT_ENCODING.as_str())
                .is_some_and(|accepted| names_gzip(&accepted)),
            access_key_id: text("AccessKeyId"),
            security_token: common("x-acs-security-token", "SecurityToken"),
            ..Self::default()
        };
        let mut understood = read.map(|_| ());
        if let Some(sent) = authorization {
            // A request that is signed in the header also names its format there.
            let accepts = value(headers, header::ACCEPT.as_str()).unwrap_or_default();
            let wants = if accepts.contains("xml") {
                Format::Xml
            } else {
                Format::Json
            };
            incoming.format = incoming.format.or(Some(wants));
            match parse(&sent) {
                Some((credential, signed_headers, signature)) => {
                    incoming.access_key_id = Some(credential);
                    incoming.authorization = Some(Authorization {
                        signature,
                        date: value(headers, "x-acs-date"),
                        nonce: value(headers, "x-acs-signature-nonce"),
                        canonical_request: canonical_request(request, &incoming.host, &signed_headers),
                        is_complete: is_complete(request, &signed_headers),
                        is_of_this_body: value(headers, CONTENT_HASH) == Some(signature_v3::hashed(request.body())),
                    });
                }
                None => understood = understood.and(Err(Refusal::incomplete_signature())),
            }
        }
        incoming.parameters = parameters;
        (incoming, understood)
    }
}

/// Whether gzip is among the encodings of an `Accept-Encoding`, and not ruled out there.
fn names_gzip(accepted: &str) -> bool {
    let mut codings = accepted
        .split(',')
        .map(|coding| coding.split_once(';').unwrap_or((coding, "")));
    codings.any(|(name, weight)| {
        let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse().ok());
        name.trim().eq_ignore_ascii_case("gzip") && weight != Some(0.0)
    })
}

/// `ACS3-HMAC-SHA256 Credential=<id>,SignedHeaders=<a;b>,Signature=<hex>`.
fn parse(authorization: &str) -> Option<(String, Vec<String>, String)> {
    let rest = authorization.strip_prefix(signature_v3::ALGORITHM)?.strip_prefix(' ')?;
    let (mut credential, mut signed, mut signature) = (None, None, None);
    for part in rest.split(',') {
        let (name, value) = part.trim().split_once('=')?;
        match name {
            "Credential" => credential = Some(value.to_owned()),
            "SignedHeaders" => signed = Some(value.split(';').map(str::to_owned).collect()),
            "Signature" => signature = Some(value.to_owned()),
            _ => return None,
        }
    }
    Some((credential?, signed?, signature?))
}

/// Whether all headers that must be there are signed, and all others of the service's that are there, and they are named in
/// their order, each once. Source: "V3 request structure and signature".
fn is_complete(request: &Request<Bytes>, signed_headers: &[String]) -> bool {
    let sent = request.headers().keys().map(http::HeaderName::as_str);
    let sent = sent.filter(|name| name.starts_with("x-acs-") || *name == header::CONTENT_TYPE.as_str());
    let mut needed = sent.chain(SIGNED_HEADERS);
    signed_headers.is_sorted_by(|one, next| one < next)
        && needed.all(|name| signed_headers.iter().any(|signed| signed == name))
}

fn canonical_request(request: &Request<Bytes>, host: &str, signed_headers: &[String]) -> String {
    let query = Parameters::of_query(request.uri().query().unwrap_or_default()).unwrap_or_default();
    let headers: BTreeMap<_, _> = signed_headers
        .iter()
        .map(|name| {
            let value = if name == "host" {
                host.to_owned()
            } else {
                value(request.headers(), name).unwrap_or_default()
            };
            (name.clone(), value)
        })
        .collect();
    let hashed_payload = signature_v3::hashed(request.body());
    signature_v3::canonical_request(
        request.method().as_str(),
        request.uri().path(),
        query.all(),
        &headers,
        &hashed_payload,
    )
}

/// The values of a header, sorted and joined by commas as the signature wants them; none when it is absent or empty.
fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    let mut values: Vec<_> = headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .map(str::trim)
        .collect();
    values.sort_unstable();
    Some(values.join(",")).filter(|joined| !joined.is_empty())
}

/// The authority a request was sent to.
fn host(request: &Request<Bytes>) -> String {
    let authority = || request.uri().authority().map(|authority| authority.as_str().to_owned());
    let header = value(request.headers(), header::HOST.as_str());
    header
        .or_else(authority)
        .unwrap_or_else(|| "ecs.aliyuncs.com".to_owned())
}

#[cfg(test)]
mod tests {
    use super::names_gzip;

    #[test]
    fn gzip_is_named_unless_it_is_ruled_out() {
        for accepted in ["gzip", "br, GZIP;q=0.5", "deflate,gzip ; q=1", "gzip;q=x"] {
            assert!(names_gzip(accepted), "{accepted}");
        }
        for accepted in ["", "br", "gzip;q=0", "identity, gzip;q=0.0", "x-gzipped"] {
            assert!(!names_gzip(accepted), "{accepted}");
        }
    }
}
