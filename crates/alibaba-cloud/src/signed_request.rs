//! From an action to a signed request: what travels where, by signature version and method.

use bytes::Bytes;
use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::signature::{self, SignatureVersion, acs3};
use crate::{Credentials, Request, TransportRequest};

const FORM: &str = "application/x-www-form-urlencoded";

/// The HTTP method of an account's requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RequestMethod {
    /// With version 1.0 all parameters travel in the body, so that no address carries a key id.
    #[default]
    Post,
    /// All parameters travel in the query, with version 1.0 also the id of the key and the security token, which open nothing
    /// without the secret. A request with a password or the like is a POST all the same.
    Get,
}

/// Everything a signature depends on but the action.
pub(crate) struct Signing<'a> {
    pub(crate) credentials: &'a Credentials,
    pub(crate) version: SignatureVersion,
    pub(crate) method: RequestMethod,
    pub(crate) now: jiff::Timestamp,
    pub(crate) nonce: &'a str,
}

/// What is secret about a signed request. It is compared with what the cloud says it signed, and removed from the texts of the cloud.
#[derive(Default)]
pub(crate) struct SignedSecrets {
    pub(crate) string_to_sign: SecretString,
    pub(crate) signature: SecretString,
    /// Passwords and the like among the parameters.
    pub(crate) secrets: Vec<SecretString>,
}

/// Signs a request for an origin (`scheme://host[:port]`).
///
/// A body may hold a password, and is wiped when the last of its users drops it. What the HTTP library copies of it on its way to the
/// network, encrypted or not, is not wiped.
pub(crate) fn sign(data: &Request, origin: &str, signing: &Signing<'_>) -> (TransportRequest, SignedSecrets) {
    let mut request = TransportRequest {
        url: format!("{origin}/"),
        method: http::Method::POST,
        headers: vec![("accept".to_owned(), "application/json".to_owned())],
        body: Bytes::new(),
        read_timeout: data.read_timeout,
    };
    let signed_secrets = match signing.version {
        SignatureVersion::Rpc1 => sign_rpc1(data, &mut request, signing),
        SignatureVersion::Acs3 => sign_acs3(data, origin, &mut request, signing),
    };
    (request, signed_secrets)
}

fn sign_rpc1(data: &Request, request: &mut TransportRequest, signing: &Signing<'_>) -> SignedSecrets {
    let parameters = signature::with_common_parameters(
        data.parameters.clone(),
        signing.credentials,
        &data.action,
        &data.version,
        signing.now,
        signing.nonce,
    );
    if signing.method == RequestMethod::Get && parameters.secret().next().is_none() {
        request.method = http::Method::GET;
    }
    let query = signature::canonical_query(&parameters);
    let string_to_sign = signature::string_to_sign(request.method.as_str(), &query);
    let signature = signature::sign(&signing.credentials.access_key_secret, &string_to_sign);
    let signed = signature::with_signature(query, &signature);
    if request.method == http::Method::GET {
        request.url = format!("{}?{signed}", request.url);
    } else {
        request.headers.push(("content-type".to_owned(), FORM.to_owned()));
        request.body = Bytes::from_owner(Zeroizing::new(signed));
    }
    SignedSecrets {
        string_to_sign: SecretString::from(string_to_sign),
        signature: SecretString::from(signature),
        secrets: parameters.secret().map(|(_, value)| value.clone()).collect(),
    }
}

/// The parameters are in the query, as the metadata of the products has them; only secrets are in a body.
fn sign_acs3(data: &Request, origin: &str, request: &mut TransportRequest, signing: &Signing<'_>) -> SignedSecrets {
    let (plain, secret) = data.parameters.clone().split_secrets();
    let query = signature::canonical_query(&plain);
    let form = Zeroizing::new(signature::canonical_query(&secret));
    let content_type = (!form.is_empty()).then_some(FORM);
    if signing.method == RequestMethod::Get && content_type.is_none() {
        request.method = http::Method::GET;
    }
    let headers = acs3::headers(
        signing.credentials,
        host_header(origin),
        (&data.action, &data.version),
        signing.now,
        signing.nonce,
        content_type,
        form.as_bytes(),
    );
    let canonical = acs3::canonical_request(request.method.as_str(), &query, &headers, form.as_bytes());
    let string_to_sign = acs3::string_to_sign(&canonical);
    let signature = acs3::sign(&signing.credentials.access_key_secret, &string_to_sign);
    let names = acs3::signed_headers(&headers);
    let authorization = acs3::authorization(&signing.credentials.access_key_id, &names, &signature);
    request.headers.extend(headers);
    request.headers.push(("authorization".to_owned(), authorization));
    request.body = Bytes::from_owner(form);
    if !query.is_empty() {
        request.url = format!("{}?{query}", request.url);
    }
    SignedSecrets {
        string_to_sign: SecretString::from(string_to_sign),
        signature: SecretString::from(signature),
        secrets: secret.secret().map(|(_, value)| value.clone()).collect(),
    }
}

/// The `Host` a client sends for an origin: without the scheme's own port.
fn host_header(origin: &str) -> &str {
    match origin.split_once("://") {
        Some(("https", authority)) => authority.strip_suffix(":443").unwrap_or(authority),
        Some((_, authority)) => authority.strip_suffix(":80").unwrap_or(authority),
        None => origin,
    }
}
