//! Who is refused, and with which words.

use bytes::Bytes;
use http::Request;
use jiff::{SignedDuration, Timestamp};
use simulator::signature;

use crate::client::{Client, decode, encode, form};

#[tokio::test]
async fn a_signed_request_tells_whose_key_it_is() {
    let client = Client::small();
    let answer = client.call("GetCallerIdentity", &[]).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body["AccountId"], client.key.account_id.as_str());
    assert_eq!(answer.body["IdentityType"], "RAMUser");
    assert_eq!(
        answer.body["Arn"],
        format!("acs:ram::{}:user/darkroom", client.key.account_id)
    );
    assert_eq!(
        answer.headers["x-acs-request-id"],
        answer.body["RequestId"].as_str().unwrap()
    );
}

#[tokio::test]
async fn query_and_body_are_one_set_of_parameters() {
    let client = Client::small();
    for method in ["GET", "POST"] {
        let mut parameters = client.parameters("DescribeRegions", &[("AcceptLanguage", "en-US")]);
        let text = signature::string_to_sign(method, &parameters);
        parameters.insert(
            "Signature".to_owned(),
            signature::sign(&client.key.access_key_secret, &text),
        );
        let uri = format!("http://ecs.cn-hangzhou.aliyuncs.com/?{}", encode(&parameters));
        let request = Request::builder().method(method).uri(uri).body(Bytes::new()).unwrap();
        let answer = decode(client.simulator.handle(request).await);
        assert_eq!(answer.status, 200, "{method}: {}", answer.body);
    }
    // Half of it in the query, half in the form.
    let mut parameters = client.parameters("DescribeRegions", &[]);
    let text = signature::string_to_sign("POST", &parameters);
    parameters.insert(
        "Signature".to_owned(),
        signature::sign(&client.key.access_key_secret, &text),
    );
    let mut query = parameters.clone();
    let body = query.split_off("Signature");
    let request = Request::post(format!("/?{}", encode(&query)))
        .header("content-type", "application/x-www-form-urlencoded; charset=utf-8")
        .body(Bytes::from(encode(&body)))
        .unwrap();
    assert_eq!(client.simulator.handle(request).await.status(), 200);
}

#[tokio::test]
async fn a_wrong_secret_is_told_with_the_string_to_sign_of_the_server() {
    let mut client = Client::small();
    client.key.access_key_secret = "Practice0000000000000000000000".to_owned();
    let parameters = client.parameters("DescribeRegions", &[]);
    let answer = decode(client.simulator.handle(client.request(&parameters)).await);
    assert_eq!((answer.status, answer.code()), (400, "SignatureDoesNotMatch"));
    let expected = format!(
        "Specified signature is not matched with our calculation. server string to sign is:{}",
        signature::string_to_sign("POST", &parameters)
    );
    assert_eq!(answer.body["Message"], expected);
    assert_eq!(answer.body["HostId"], "127.0.0.1:7780");
    assert!(
        answer.body["Recommend"]
            .as_str()
            .unwrap()
            .contains("SignatureDoesNotMatch")
    );
}

#[tokio::test]
async fn unknown_and_disabled_keys_are_told_apart() {
    let mut client = Client::small();
    client.key = client.simulator.keys()[1].clone();
    let answer = client.call("DescribeRegions", &[]).await;
    assert_eq!((answer.status, answer.code()), (400, "InvalidAccessKeyId.Inactive"));
    client.key.access_key_id = "LTAI5tPracticeNobodyHasOne".to_owned();
    let answer = client.call("DescribeRegions", &[]).await;
    assert_eq!((answer.status, answer.code()), (404, "InvalidAccessKeyId.NotFound"));
}

#[tokio::test]
async fn timestamps_are_valid_for_31_minutes_of_real_time() {
    let client = Client::small();
    let ask = async |minutes: i64| {
        let at = Timestamp::now() + SignedDuration::from_mins(minutes);
        let at = at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        client.call("DescribeRegions", &[("Timestamp", &at)]).await
    };
    assert_eq!(ask(-30).await.status, 200);
    assert_eq!(ask(-32).await.code(), "InvalidTimeStamp.Expired");
    assert_eq!(ask(32).await.code(), "InvalidTimeStamp.Expired");
    // The simulated clock has no say in it.
    client.advance_minutes(600);
    assert_eq!(ask(0).await.status, 200);
    for malformed in ["2026-11-23 10:00:00", "2026-11-23T10:00:00.123Z", "yesterday"] {
        let answer = client.call("DescribeRegions", &[("Timestamp", malformed)]).await;
        assert_eq!(
            (answer.status, answer.code()),
            (400, "InvalidTimeStamp.Format"),
            "{malformed}"
        );
    }
}

#[tokio::test]
async fn a_nonce_serves_once() {
    let client = Client::small();
    let parameters = client.parameters("DescribeRegions", &[]);
    assert_eq!(client.simulator.handle(client.request(&parameters)).await.status(), 200);
    let again = decode(client.simulator.handle(client.request(&parameters)).await);
    assert_eq!((again.status, again.code()), (400, "SignatureNonceUsed"));
}

#[tokio::test]
async fn missing_common_parameters_are_named() {
    let client = Client::small();
    for name in [
        "Action",
        "Version",
        "AccessKeyId",
        "Timestamp",
        "SignatureNonce",
        "SignatureMethod",
        "SignatureVersion",
    ] {
        let mut parameters = client.parameters("DescribeRegions", &[]);
        parameters.remove(name);
        let answer = decode(client.simulator.handle(client.request(&parameters)).await);
        assert_eq!((answer.status, answer.code()), (400, format!("Missing{name}").as_str()));
    }
    let unsigned = client.parameters("DescribeRegions", &[]);
    assert_eq!(
        decode(client.simulator.handle(form(&unsigned)).await).code(),
        "MissingSignature"
    );
}

#[tokio::test]
async fn versions_belong_to_products_and_actions_to_versions() {
    let client = Client::small();
    let answer = client.call("DescribeRegions", &[("Version", "2016-04-27")]).await;
    assert_eq!((answer.status, answer.code()), (400, "InvalidVersion"));
    let answer = client.call("DescribeRegions", &[("Version", "2015-04-01")]).await;
    assert_eq!((answer.status, answer.code()), (404, "InvalidAction.NotFound"));
    let answer = client.call("DescribeNothing", &[]).await;
    assert_eq!((answer.status, answer.code()), (404, "InvalidAction.NotFound"));
    // A host name decides the product.
    let mut request = client.request(&client.parameters("GetCallerIdentity", &[]));
    request
        .headers_mut()
        .insert("host", "ecs.cn-hangzhou.aliyuncs.com".parse().unwrap());
    assert_eq!(decode(client.simulator.handle(request).await).code(), "InvalidVersion");
}

#[tokio::test]
async fn a_user_without_the_permission_is_told_which_one() {
    let mut client = Client::small();
    client.key = client.simulator.keys()[2].clone();
    assert_eq!(client.ecs("DescribeSnapshots", &[]).await.status, 200);
    let answer = client.ecs("CreateImage", &[("SnapshotId", "s-any")]).await;
    assert_eq!((answer.status, answer.code()), (403, "Forbidden.RAM"));
    assert_eq!(answer.body["AccessDeniedDetail"]["AuthAction"], "ecs:CreateImage");
    assert_eq!(answer.body["AccessDeniedDetail"]["AuthPrincipalDisplayName"], "viewer");
}

#[tokio::test]
async fn without_a_format_answers_are_xml() {
    let client = Client::small();
    let mut parameters = client.parameters("DescribeRegions", &[("AcceptLanguage", "en-US")]);
    parameters.remove("Format");
    let response = client.simulator.handle(client.request(&parameters)).await;
    let body = String::from_utf8(response.body().to_vec()).unwrap();
    assert!(body.starts_with("<?xml"), "{body}");
    assert!(body.contains("<DescribeRegionsResponse>"), "{body}");
    assert_eq!(body.matches("<Region>").count(), 10);
    let mut parameters = client.parameters("DescribeRegions", &[("AccessKeyId", "a<b&c")]);
    parameters.remove("Format");
    let response = client.simulator.handle(client.request(&parameters)).await;
    let body = String::from_utf8(response.body().to_vec()).unwrap();
    assert!(
        body.contains("<Error>") && body.contains("<Code>InvalidAccessKeyId.NotFound</Code>"),
        "{body}"
    );
}

#[test]
fn secrets_stay_out_of_debug_output() {
    let client = Client::small();
    for key in client.simulator.keys() {
        assert_eq!((key.access_key_id.len(), key.access_key_secret.len()), (24, 30));
        assert!(!format!("{key:?}").contains(&key.access_key_secret));
    }
}

#[tokio::test]
async fn no_header_says_what_a_signature_without_headers_asks() {
    let client = Client::small();
    let mut request = client.request(&client.parameters("DescribeRegions", &[]));
    for (name, value) in [("x-acs-action", "DeleteImage"), ("x-acs-version", "2015-04-01")] {
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    let answer = decode(client.simulator.handle(request).await);
    assert_eq!((answer.status, answer.rows("Regions").len()), (200, 10));
}
