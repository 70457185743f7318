//! How an answer looks on the wire: success and error envelopes, JSON or XML. No decision about what to answer.

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};
use serde_json::{Map, Value, json};

use crate::fields::Fields;
use crate::refusal::Refusal;

const JSON: &str = "application/json;charset=utf-8";

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Format {
    Json,
    /// What the RPC API answers when `Format` is absent.
    Xml,
}

impl Format {
    pub(crate) fn of(value: Option<&str>) -> Self {
        match value {
            Some(format) if format.eq_ignore_ascii_case("json") => Self::Json,
            _ => Self::Xml,
        }
    }
}

/// What surrounds every answer.
#[derive(Debug, Clone)]
pub(crate) struct Envelope {
    pub(crate) format: Format,
    pub(crate) action: String,
    pub(crate) product: &'static str,
    pub(crate) host: String,
    pub(crate) request_id: String,
}

impl Envelope {
    pub(crate) fn success(&self, mut fields: Fields) -> Response<Bytes> {
        fields.insert("RequestId", self.request_id.as_str());
        match self.format {
            Format::Json => self.wrap(200, JSON, fields.into_json()),
            Format::Xml => self.render(200, &format!("{}Response", self.action), fields.into_map()),
        }
    }

    pub(crate) fn refusal(&self, refusal: &Refusal) -> Response<Bytes> {
        let recommend = format!(
            "https://api.alibabacloud.com/troubleshoot?q={}&product={}&requestId={}",
            refusal.code, self.product, self.request_id
        );
        let mut fields = Map::new();
        fields.insert("RequestId".to_owned(), json!(self.request_id));
        fields.insert("HostId".to_owned(), json!(self.host));
        fields.insert("Code".to_owned(), json!(refusal.code));
        fields.insert("Message".to_owned(), json!(refusal.message));
        fields.insert("Recommend".to_owned(), json!(recommend));
        if let Some(detail) = &refusal.access_denied_detail {
            fields.insert("AccessDeniedDetail".to_owned(), Value::Object(detail.clone()));
        }
        let mut response = self.render(refusal.status, "Error", fields);
        if let Some(delay) = refusal.retry_after_ms {
            response
                .headers_mut()
                .insert("x-acs-retry-after", HeaderValue::from(delay));
        }
        response
    }

    fn render(&self, status: u16, root: &str, fields: Map<String, Value>) -> Response<Bytes> {
        match self.format {
            Format::Json => self.wrap(status, JSON, Value::Object(fields).to_string()),
            Format::Xml => {
                let mut xml = String::from("<?xml version='1.0' encoding='UTF-8'?>");
                write_element(&mut xml, root, &Value::Object(fields));
                self.wrap(status, "text/xml;charset=utf-8", xml)
            }
        }
    }

    fn wrap(&self, status: u16, content_type: &'static str, body: impl Into<Bytes>) -> Response<Bytes> {
        let mut response = plain(status, content_type, body);
        if let Ok(request_id) = HeaderValue::from_str(&self.request_id) {
            response.headers_mut().insert("x-acs-request-id", request_id);
        }
        response
    }
}

pub(crate) fn plain(status: u16, content_type: &'static str, body: impl Into<Bytes>) -> Response<Bytes> {
    let mut response = Response::new(body.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

fn write_element(xml: &mut String, name: &str, value: &Value) {
    if let Value::Array(items) = value {
        for item in items {
            write_element(xml, name, item);
        }
        return;
    }
    xml.push_str(&format!("<{name}>"));
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| write_element(xml, name, value)),
        Value::String(text) => xml.push_str(&escape(text)),
        Value::Null => {}
        other => xml.push_str(&other.to_string()),
    }
    xml.push_str(&format!("</{name}>"));
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
