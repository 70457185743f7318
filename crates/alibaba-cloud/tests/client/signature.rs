//! Both signatures, stage by stage, against the published examples and against cases worked out by another program.

use std::collections::BTreeMap;

use alibaba_cloud::signature::{
    acs3, canonical_query, percent_encode, sign, string_to_sign, with_common_parameters, with_signature,
};
use alibaba_cloud::{Credentials, Parameters};
use serde::Deserialize;

/// One case of a data file; what a signature version does not have is empty.
#[derive(Deserialize)]
struct Case {
    name: String,
    method: String,
    #[serde(default)]
    host: String,
    action: String,
    version: String,
    access_key_id: String,
    access_key_secret: String,
    security_token: Option<String>,
    timestamp: String,
    nonce: String,
    #[serde(default)]
    format: String,
    parameters: BTreeMap<String, String>,
    #[serde(default)]
    form: BTreeMap<String, String>,
    canonical_query: String,
    #[serde(default)]
    canonical_request: String,
    #[serde(default)]
    signed_headers: String,
    string_to_sign: String,
    signature: String,
    #[serde(default)]
    authorization: String,
}

impl Case {
    fn credentials(&self) -> Credentials {
        let credentials = Credentials::new(&*self.access_key_id, &*self.access_key_secret);
        match &self.security_token {
            Some(token) => credentials.with_security_token(&**token),
            None => credentials,
        }
    }

    fn now(&self) -> jiff::Timestamp {
        self.timestamp.parse().unwrap()
    }
}

#[test]
fn version_1_is_right_at_every_stage() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("../data/signature_rpc1.json")).unwrap();
    assert!(cases.len() > 15);
    for case in cases {
        let name = &case.name;
        let credentials = case.credentials();
        let own: Parameters = case.parameters.clone().into_iter().collect();
        let (action, version) = (&case.action, &case.version);
        let mut parameters = with_common_parameters(own, &credentials, action, version, case.now(), &case.nonce);
        parameters.set("Format", &case.format);
        let query = canonical_query(&parameters);
        assert_eq!(query, case.canonical_query, "{name}");
        let text = string_to_sign(&case.method, &query);
        assert_eq!(text, case.string_to_sign, "{name}");
        let signature = sign(&credentials.access_key_secret, &text);
        assert_eq!(signature, case.signature, "{name}");
    }
}

#[test]
fn acs3_is_right_at_every_stage() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("../data/signature_acs3.json")).unwrap();
    assert!(cases.len() > 15);
    for case in cases {
        let name = &case.name;
        let credentials = case.credentials();
        let parameters: Parameters = case.parameters.clone().into_iter().collect();
        let form: Parameters = case.form.clone().into_iter().collect();
        let body = canonical_query(&form);
        let content_type = (!body.is_empty()).then_some("application/x-www-form-urlencoded");
        let action = (&*case.action, &*case.version);
        let (now, nonce, body) = (case.now(), &case.nonce, body.as_bytes());
        let mut headers = acs3::headers(&credentials, &case.host, action, now, nonce, content_type, body);
        // Headers the service does not ask for change nothing.
        headers.push(("User-Agent".to_owned(), "x".to_owned()));
        headers.push(("Accept".to_owned(), "application/json".to_owned()));
        let query = canonical_query(&parameters);
        assert_eq!(query, case.canonical_query, "{name}");
        let request = acs3::canonical_request(&case.method, &query, &headers, body);
        assert_eq!(request, case.canonical_request, "{name}");
        let text = acs3::string_to_sign(&request);
        assert_eq!(text, case.string_to_sign, "{name}");
        let signature = acs3::sign(&credentials.access_key_secret, &text);
        assert_eq!(signature, case.signature, "{name}");
        let names = acs3::signed_headers(&headers);
        assert_eq!(names, case.signed_headers, "{name}");
        let authorization = acs3::authorization(&case.access_key_id, &names, &signature);
        assert_eq!(authorization, case.authorization, "{name}");
    }
}

#[test]
fn repeated_headers_are_joined_and_trimmed_at_both_ends() {
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let headers = [
        header("X-Acs-Zone", " b  b "),
        header("x-acs-zone", "a"),
        header("Host", "h\t"),
    ];
    let request = acs3::canonical_request("GET", "", &headers, b"");
    assert!(request.starts_with("GET\n/\n\nhost:h\nx-acs-zone:a,b  b\n\nhost;x-acs-zone\n"));
}

#[test]
fn only_unreserved_characters_stay_as_they_are() {
    let unreserved = "ABCXYZabcxyz0189-_.~";
    assert_eq!(percent_encode(unreserved), unreserved);
    assert_eq!(
        percent_encode(" *+/%&=!'()\"\n"),
        "%20%2A%2B%2F%25%26%3D%21%27%28%29%22%0A"
    );
    assert_eq!(percent_encode("快照🙂"), "%E5%BF%AB%E7%85%A7%F0%9F%99%82");
}

#[test]
fn names_are_sorted_by_bytes_and_empty_values_keep_their_name() {
    let parameters: Parameters = [("b", "1"), ("Tag.2.Key", ""), ("Tag.10.Key", "x"), ("B", "2")]
        .into_iter()
        .collect();
    assert_eq!(canonical_query(&parameters), "B=2&Tag.10.Key=x&Tag.2.Key=&b=1");
}

#[test]
fn the_signature_follows_the_parameters_encoded_like_them() {
    let signed = with_signature("Action=X".to_owned(), "a+/b=");
    assert_eq!(signed, "Action=X&Signature=a%2B%2Fb%3D");
}

#[test]
fn a_security_token_is_signed_like_any_other_parameter() {
    let credentials = Credentials::new("testid", "testsecret").with_security_token("to/ken");
    let now = "2023-03-13T08:34:30Z".parse().unwrap();
    let parameters = with_common_parameters(Parameters::new(), &credentials, "A", "V", now, "n");
    assert!(canonical_query(&parameters).contains("SecurityToken=to%2Fken&"));
}
