//! No key id, secret, token or signature in anything that can be printed, and none in a URL.

use std::fmt::Debug;

use alibaba_cloud::ecs::{CreateImage, DescribeRegions, ImageSource, ReplaceSystemDisk, RunInstances, StartInstances};
use alibaba_cloud::signature::percent_encode;
use alibaba_cloud::{Action as _, Error, SignatureVersion};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::full::secret;
use crate::script::{KEY_ID, NO_REGIONS, SECRET, Script, TOKEN, answer, answer_with, credentials, error_answer, form};

fn assert_clean(printed: &str, signature: &str) {
    for secret in [KEY_ID, SECRET, TOKEN, signature, "CANARY"] {
        for form in [
            secret.to_owned(),
            percent_encode(secret),
            percent_encode(&percent_encode(secret)),
        ] {
            assert!(!printed.contains(&form), "{printed}");
        }
    }
}

fn printed(error: &(impl Debug + ToString)) -> String {
    format!("{error:?} {error:#?} {}", error.to_string())
}

#[tokio::test]
async fn a_request_prints_and_addresses_nothing_secret() {
    let script = Script::new([answer(200, NO_REGIONS)]);
    let client = script.client();
    client.call(&DescribeRegions::default()).await.unwrap();
    let request = script.sent().remove(0);
    let form = &script.forms()[0];
    assert_eq!(form["AccessKeyId"], KEY_ID);
    assert_eq!(form["SecurityToken"], TOKEN);
    assert_eq!(form["Format"], "JSON");
    assert_eq!(request.method, "POST");
    assert!(!request.url.contains('?'));
    assert!(request.headers.iter().all(|(_, value)| !value.contains("CANARY")));
    let signature = &form["Signature"];
    assert_clean(&format!("{request:?} {client:?} {:?}", credentials()), signature);
}

#[test]
fn an_answer_prints_neither_headers_nor_body() {
    let body = json!({"Credentials": {"AccessKeyId": KEY_ID, "AccessKeySecret": SECRET, "SecurityToken": TOKEN}});
    let response = answer_with(200, &[("x-echo", TOKEN)], body.to_string()).unwrap();
    let printed = format!("{response:?} {response:#?}");
    assert_clean(&printed, SECRET);
    assert!(printed.contains("200"));
}

#[tokio::test]
async fn an_echoed_string_to_sign_is_removed() {
    let echo = format!("GET&%2F&AccessKeyId%3D{KEY_ID}%26SecurityToken%3D{TOKEN}%26Password%3Dhunter2");
    let messages = [
        format!("Specified signature is not matched with our calculation. server string to sign is:{echo}"),
        format!("server StringToSign is [{echo}]"),
        format!("The request signature does not conform: server CanonicalRequest is [{echo}]"),
        echo.clone(),
    ];
    for code in ["SignatureDoesNotMatch", "IncompleteSignature"] {
        for message in &messages {
            let body = json!({"Code": code, "Message": message, "RequestId": KEY_ID});
            let headers = [("x-acs-request-id", KEY_ID)];
            let script = Script::new([answer_with(400, &headers, body.to_string())]);
            let error = script.client().call(&DescribeRegions::default()).await;
            let printed = printed(&error.unwrap_err());
            assert_clean(&printed, &script.forms()[0]["Signature"]);
            assert!(!printed.contains("hunter2"), "{printed}");
            assert!(printed.contains(code));
        }
    }
}

#[tokio::test]
async fn credentials_in_any_message_are_removed_and_long_messages_are_cut() {
    let message = format!("key {KEY_ID} token {TOKEN} {}", "é".repeat(100_000));
    let body = json!({"Code": KEY_ID, "Message": message, "RequestId": "R",
        "AccessDeniedDetail": {"AuthAction": TOKEN}});
    let script = Script::new([answer(400, body.to_string())]);
    let error = script.client().call(&DescribeRegions::default()).await.unwrap_err();
    assert_clean(&printed(&error), &script.forms()[0]["Signature"]);
    assert!(error.provider_message().unwrap().chars().count() <= 1_001);
}

#[tokio::test]
async fn an_echoed_request_is_removed_in_every_encoding() {
    let action = ReplaceSystemDisk {
        password: secret(),
        ..ReplaceSystemDisk::new("cn-hangzhou", "i-1", "m-1", "token")
    };
    for version in [SignatureVersion::Rpc1, SignatureVersion::Acs3] {
        // The clock stands still and the nonces count, so a second client signs the same.
        let script = Script::new([error_answer(400, "InvalidParameter")]);
        let client = script.client().with_signature(version);
        client.call(&action).await.unwrap_err();
        let request = script.sent().remove(0);
        let authorization = request.headers.iter().find(|(name, _)| name == "authorization");
        let signature = match authorization {
            Some((_, value)) => value.rsplit_once('=').unwrap().1.to_owned(),
            None => form(&request)["Signature"].clone(),
        };
        let plain = format!("SecurityToken={TOKEN} Signature={signature} Password=CANARY-password");
        let body = std::str::from_utf8(&request.body).unwrap();
        let once = format!(
            "SecurityToken={} Signature={} {body}",
            percent_encode(TOKEN),
            percent_encode(&signature)
        );
        let twice = percent_encode(&once);
        for (echo, shown) in [
            (plain, "bad request SecurityToken=["),
            (once, "[removed]"),
            (twice, "[removed]"),
        ] {
            let body = json!({"Code": "InvalidParameter", "Message": format!("bad request {echo}"), "RequestId": "R"});
            let script = Script::new([answer(400, body.to_string())]);
            let client = script.client().with_signature(version);
            let error = client.call(&action).await.unwrap_err();
            assert!(error.provider_message().unwrap().starts_with(shown), "{error}");
            assert_clean(&printed(&error), &signature);
        }
    }
}

/// What an error shows of a message about a request with this password.
async fn shown(password: &str, message: &str) -> String {
    let action = ReplaceSystemDisk {
        password: Some(password.to_owned().into()),
        ..ReplaceSystemDisk::new("cn-hangzhou", "i-1", "m-1", "token")
    };
    let body = json!({"Code": "InvalidParameter", "Message": message, "RequestId": "R"});
    let script = Script::new([answer(400, body.to_string())]);
    let error = script.client().call(&action).await.unwrap_err();
    error.provider_message().unwrap().to_owned()
}

#[tokio::test]
async fn a_secret_is_known_in_whatever_way_it_is_written() {
    let ways = [
        // As it is, in a form, by halves, in small letters, and again and again.
        "Ca*n /a+1=",
        "Ca*n+%2Fa%2B1%3D",
        "Ca%2An%20%2Fa%2B1%3D",
        "Ca%2an /a%2b1=",
        "C%61*n%20/a+1%3d",
        "Ca%25252An%252520%25252Fa%25252B1%25253D",
        // In a page.
        "Ca*n /a&#43;1&#x3D;",
        "Ca&amp;#42;n /a&amp;#43;1=",
        "Ca%26%2342;n /a+1=",
        // In JSON once more.
        r"Ca*n \/a\u002b1\u003D",
        r"Ca*n%20\\u002fa+1=",
        // With what is not seen.
        "Ca*n\u{202e} /a\u{0}+1=",
        "C\u{ad}a*n\u{200d} /a\u{2060}+1=",
        "C\u{fe0f}a*n /a\u{34f}+1=",
        "C\u{e0101}a*n /a\u{3164}+1=",
        "Ca*n%F3%A0%84%81%20/a+1=",
        r"Ca*n\udb40\udd01 /a+1=",
        "C%25%E2%80%8B61*n /a+1=",
        "Ca*n%E2%80%8B%20/a+1=",
        r"Ca*n\u200b /a+1=",
    ];
    for way in ways {
        let shown = shown("Ca*n /a+1=", &format!("bad {way} value")).await;
        assert!(
            ["[removed]", "bad [removed] value"].contains(&shown.as_str()),
            "{way}: {shown}"
        );
    }
    for way in [r"left\\right", r"left%5Cright", r"left\u005cright"] {
        assert_eq!(shown(r"left\right", &format!("bad {way}")).await, "[removed]");
    }
    for (password, way) in [
        ("Pw&#61xQ9z", "Pw%26%2361xQ9z"),
        ("Ab1&lt;Cd", "Ab1%26lt%3BCd"),
        ("Ab1&lt;Cd", "Ab1%2526lt%253BCd"),
        ("Ab1%41Cd", r"Ab1\u002541Cd"),
        ("Ab1%41C/d", r"Ab1%41C\/d"),
        ("Ab1%41&Cd", "Ab1%41&amp;Cd"),
        ("Ab1&lt;C/d", r"Ab1&lt;C\/d"),
        (r"Ab1\u0041&d", "Ab1%5Cu0041&#38;d"),
    ] {
        assert_eq!(shown(password, &format!("bad {way}")).await, "[removed]", "{way}");
    }
    assert_eq!(shown("Ab1\u{200b}Cd9", "Ab1Cd9").await, "[removed]");
    let endless = format!("bad %{} value", "25".repeat(100));
    assert_eq!(shown("Ca*n /a+1=", &endless).await, "[removed]");
    let giant = format!("bad {}", "x".repeat(100_000));
    assert_eq!(shown("Ca*n /a+1=", &giant).await, "[removed]");
    let harmless = "100% of &lt;b&gt; in %E5%BF%AB, 1+1=2";
    assert_eq!(shown("Ca*n /a+1=", harmless).await, harmless);
}

#[tokio::test]
async fn a_secret_is_taken_out_before_the_text_is_cut_anywhere() {
    for password in ["CANARY?left", "CANARY\"left", "CANARY string to sign left"] {
        let message = format!("see https://host/{password} and https://host/?p={password} or {password}");
        let shown = shown(password, &message).await;
        assert!(!shown.contains("CANARY") && !shown.contains("left"), "{shown}");
    }
    let long = format!("{}CANARY-password", "x".repeat(995));
    assert!(!shown("CANARY-password", &long).await.contains("CANARY"));
}

#[tokio::test]
async fn a_part_of_user_data_is_known_and_what_it_holds() {
    let script = "#!/bin/sh\nmount -t nfs files.example.com:/erp /mnt\nexport DB_PASSWORD=CANARY-in-a-script\nsystemctl restart erp\n";
    let data = STANDARD.encode(script);
    let ways = [
        (
            "InvalidParameter",
            format!("bad UserData '{}' (first 100 characters)", &data[..100]),
        ),
        ("InvalidParameter", format!("bad UserData …{}…", &data[31..60])),
        (
            "InvalidParameter",
            format!("bad UserData {}", percent_encode(&data[40..90])),
        ),
        ("InvalidParameter", format!("bad script {script}")),
        (
            "InvalidParameter",
            "bad line export DB_PASSWORD=CANARY-in-a-script".to_owned(),
        ),
        ("InvalidUserData.Format", "bad word CANARY-in".to_owned()),
    ];
    let action = RunInstances {
        user_data: Some(data.clone().into()),
        ..RunInstances::new("cn-hangzhou", "ecs.g7.large", "token")
    };
    for (code, message) in ways {
        let body = json!({"Code": code, "Message": message, "RequestId": "R"});
        let script = Script::new([answer(400, body.to_string())]);
        let error = script.client().call(&action).await.unwrap_err();
        assert_eq!(error.provider_message(), Some("[removed]"), "{message}");
        assert_eq!(error.code(), Some(code));
    }
    let harmless = "The specified UserData is longer than allowed; export DB_PASSWORD.";
    let body = json!({"Code": "InvalidParameter", "Message": harmless, "RequestId": "R"});
    let script = Script::new([answer(400, body.to_string())]);
    let error = script.client().call(&action).await.unwrap_err();
    assert_eq!(error.provider_message(), Some(harmless));
}

#[tokio::test]
async fn what_the_cloud_says_of_one_instance_is_cut_and_visible() {
    let sly = format!("\u{202e}no\u{0} {}", "x".repeat(2_000));
    let body = json!({"RequestId": "R", "InstanceResponses": {"InstanceResponse": [
        {"InstanceId": "i-1", "Code": "Operation\u{200b}Denied", "Message": sly}]}});
    let script = Script::new([answer(200, body.to_string())]);
    let action = StartInstances::new("cn-hangzhou", vec!["i-1".to_owned()]);
    let reply = script.client().call(&action).await.unwrap();
    let said = &reply.body.instance_responses[0];
    assert_eq!(said.code.as_deref(), Some("OperationDenied"));
    let message = said.message.as_deref().unwrap();
    assert!(
        message.starts_with("no xxx") && message.chars().count() == 1_001,
        "{message}"
    );
}

#[tokio::test]
async fn what_turns_or_hides_the_text_around_it_is_left_out() {
    let sly = "\u{1b}[31ma\u{202e}b\u{2066}c\u{feff}\u{85}";
    let body = json!({"Code": sly, "Message": format!("{sly}\nline"), "RequestId": sly});
    let script = Script::new([answer(400, body.to_string())]);
    let error = script.client().call(&DescribeRegions::default()).await.unwrap_err();
    assert_eq!(error.request_id(), Some("[31mabc"));
    assert_eq!(error.code(), Some("[31mabc"));
    assert_eq!(error.provider_message(), Some("[31mabc\nline"));
    let fine = json!({"RequestId": sly, "Regions": {"Region": []}});
    let script = Script::new([answer(200, fine.to_string())]);
    let reply = script.client().call(&DescribeRegions::default()).await.unwrap();
    assert_eq!(reply.request_id, "[31mabc");
}

#[tokio::test]
async fn an_address_in_a_message_is_cut_at_its_query() {
    let message = "see https://ecs.aliyuncs.com/?Other=kept-out&x=1 or \"http://help/a?b=kept-out\", https://c/d";
    let body = json!({"Code": "InvalidParameter", "Message": message, "RequestId": "R"});
    let script = Script::new([answer(400, body.to_string())]);
    let error = script.client().call(&DescribeRegions::default()).await.unwrap_err();
    let shown = "see https://ecs.aliyuncs.com/?[removed] or \"http://help/a?[removed]\", https://c/d";
    assert_eq!(error.provider_message(), Some(shown));
}

#[tokio::test(start_paused = true)]
async fn an_unreadable_answer_is_not_quoted() {
    let body = format!("<html>{KEY_ID}{TOKEN}</html>");
    let script = Script::new(std::iter::repeat_with(|| answer(200, body.clone())).take(4));
    let error: Error = script.client().call(&DescribeRegions::default()).await.unwrap_err();
    assert_clean(&printed(&error), &script.forms()[0]["Signature"]);
}

#[test]
fn parameters_print_their_names_only() {
    let source = ImageSource::Snapshot {
        snapshot_id: "CANARY".to_owned(),
    };
    let action = CreateImage::new("cn-hangzhou", source, "CANARY");
    let printed = format!("{:?}", action.parameters());
    assert!(printed.contains("SnapshotId") && !printed.contains("CANARY"));
}
