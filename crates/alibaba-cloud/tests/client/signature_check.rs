//! A refused signature: whether the secret is wrong or something changed the request.

use alibaba_cloud::ecs::DescribeRegions;
use alibaba_cloud::signature::{acs3, canonical_query, string_to_sign};
use alibaba_cloud::{Error, RequestMethod, SignatureCheck, SignatureVersion, TransportRequest};
use serde_json::json;

use crate::script::{Answer, Script, answer, error_answer, form};

/// The text a server that got the request would have signed.
fn server_text(request: &TransportRequest, version: SignatureVersion) -> String {
    if version == SignatureVersion::Acs3 {
        let canonical = acs3::canonical_request(request.method.as_str(), "", &request.headers, &request.body);
        return acs3::string_to_sign(&canonical);
    }
    let mut parameters = form(request);
    parameters.remove("Signature");
    string_to_sign("POST", &canonical_query(&parameters.into_iter().collect()))
}

fn refusal(text: &str, version: SignatureVersion) -> Answer {
    let message = match version {
        SignatureVersion::Rpc1 => {
            format!("Specified signature is not matched with our calculation. server string to sign is:{text}")
        }
        SignatureVersion::Acs3 => format!(
            "Specified signature does not match our calculation. server StringToSign is [{text}] \
             server CanonicalRequest is [POST\n/]"
        ),
    };
    let body = json!({"Code": "SignatureDoesNotMatch", "Message": message, "RequestId": "R"});
    answer(400, body.to_string())
}

async fn refused(answers: impl IntoIterator<Item = Answer>, version: SignatureVersion) -> (Error, TransportRequest) {
    let script = Script::new(answers);
    let client = script.client().with_signature(version).with_method(RequestMethod::Post);
    let error = client.call(&DescribeRegions::default()).await.unwrap_err();
    (error, script.sent().remove(0))
}

#[tokio::test]
async fn the_same_text_means_a_wrong_secret_and_another_text_a_signing_fault() {
    for version in [SignatureVersion::Rpc1, SignatureVersion::Acs3] {
        // The clock stands still and the nonces count, so the same call signs the same text again.
        let (_, request) = refused([error_answer(400, "SignatureDoesNotMatch")], version).await;
        let text = server_text(&request, version);
        let (error, _) = refused([refusal(&text, version)], version).await;
        assert_eq!(error.signature_check(), Some(SignatureCheck::WrongSecret));
        let error = refused([refusal(&text, SignatureVersion::Rpc1)], version).await.0;
        assert_eq!(error.signature_check(), Some(SignatureCheck::WrongSecret));
        let longer = refused([refusal(&format!("{text}more"), version)], version).await.0;
        assert_eq!(longer.signature_check(), Some(SignatureCheck::SigningFault));
        let (error, _) = refused([refusal(&text.replace('A', "B"), version)], version).await;
        assert_eq!(error.signature_check(), Some(SignatureCheck::SigningFault));
        for printed in [format!("{error:?}"), error.to_string()] {
            assert!(
                !printed.contains("DescribeRegions") && !printed.contains("CANARY"),
                "{printed}"
            );
        }
    }
}

#[tokio::test]
async fn without_the_text_of_the_cloud_nothing_is_said() {
    for code in ["SignatureDoesNotMatch", "IncompleteSignature", "Forbidden.RAM"] {
        let (error, _) = refused([error_answer(400, code)], SignatureVersion::Rpc1).await;
        assert_eq!(error.signature_check(), None);
    }
}
