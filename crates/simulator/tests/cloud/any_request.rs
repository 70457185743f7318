//! Any bytes as requests. What the fuzz target sends, and what its seeds are read as by the ordinary tests.

use bytes::Bytes;
use http::Request;
use jiff::Timestamp;

use crate::client::{Client, FORM};

/// Sends the bytes wherever a request can carry them; and, when they are an action's name, a line break and a form, that form signed.
/// Nothing unsigned gets in, nothing at all breaks the simulator.
pub async fn is_answered(client: &Client, input: &[u8]) {
    for request in unsigned(input) {
        let response = client.simulator.handle(request).await;
        let status = response.status().as_u16();
        assert!((400..500).contains(&status), "{status} for {}", input.escape_ascii());
        assert!(!response.body().is_empty());
    }
    if let Some(request) = signed(client, input) {
        let response = client.simulator.handle(request).await;
        let status = response.status().as_u16();
        assert!(status < 500, "{status} for {}", input.escape_ascii());
        let body = response.body();
        let is_told_as_said = match response.headers()["content-type"].to_str().unwrap() {
            json if json.starts_with("application/json") => {
                serde_json::from_slice::<serde_json::Value>(body).is_ok_and(|body| body.is_object())
            }
            _ => body.starts_with(b"<"),
        };
        assert!(is_told_as_said, "{} for {}", body.escape_ascii(), input.escape_ascii());
    }
}

fn unsigned(input: &[u8]) -> Vec<Request<Bytes>> {
    let body = || Bytes::copy_from_slice(input);
    let text = String::from_utf8_lossy(input);
    let authorization = format!("ACS3-HMAC-SHA256 Credential={text},SignedHeaders={text},Signature={text}");
    let mut requests = vec![
        Request::post("/").header("content-type", FORM).body(body()),
        Request::post("/").body(body()),
        Request::get(format!("/?{text}")).body(Bytes::new()),
        Request::get("/")
            .header("authorization", authorization)
            .body(Bytes::new()),
    ];
    for header in ["authorization", "x-acs-date", "x-acs-action", "host", "accept"] {
        let request = Request::get("/?RegionId=cn-hangzhou").header("x-acs-version", "2014-05-26");
        requests.push(request.header(header, input).body(Bytes::new()));
    }
    // Not every text can be a header or an address.
    requests.into_iter().filter_map(Result::ok).collect()
}

/// ACS3 signs a body as it is, so that the form may be as broken as the bytes are.
fn signed(client: &Client, input: &[u8]) -> Option<Request<Bytes>> {
    let line_break = input.iter().position(|byte| *byte == b'\n')?;
    let (action, form) = input.split_at(line_break);
    let action = str::from_utf8(action)
        .ok()
        .filter(|action| action.bytes().all(|byte| byte.is_ascii_alphanumeric()))?;
    let form = form.get(1..)?;
    Some(client.acs3_with("POST", action, &[], form, Timestamp::now()))
}
