//! An account whose every text tries something: markup, formulas, text that turns around, names as long as they may be,
//! rows with broken fields, and answers that are none.

use jiff::Timestamp;

use super::small;
use crate::cloud::Cloud;
use crate::faults::{Content, Fault, FaultRule};

/// Texts that must be shown as they are and never do anything.
const TEXTS: [&str; 18] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\u{202E}gnp.tohspans\u{202C}",
    "\u{2066}left\u{2069}\u{200F}right",
    "zero\u{200B}width\u{FEFF}",
    "'; DROP TABLE snapshots; --",
    "${jndi:ldap://127.0.0.1/a}",
    "../../../../etc/passwd",
    "line one\nline two\r\n\ttabbed",
    "null",
    "\u{0}\u{7}\u{1B}[31mred",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "javascript:alert(1)",
];

pub(super) fn cloud(seed: u64, epoch: Timestamp, image_quota: usize) -> Cloud {
    let mut cloud = small::cloud(seed, epoch, image_quota);
    cloud.has_malformed_rows = true;
    for (place, snapshot) in cloud.snapshots.iter_mut().enumerate() {
        snapshot.name = Some(text(place));
        snapshot.description = text(place + 7);
        snapshot.tags = vec![(text(place + 3), text(place + 5))].into();
    }
    for (place, image) in cloud.images.iter_mut().enumerate().filter(|(_, image)| image.is_own()) {
        image.name = text(place);
        image.description = text(place + 2);
        image.tags = vec![(text(place + 1), text(place + 4))];
        if place == 0 {
            image.ends_as = "UnAvailable";
        }
    }
    for (place, disk) in cloud.disks.iter_mut().enumerate() {
        disk.name = text(place);
    }
    for (place, instance) in cloud.instances.iter_mut().enumerate() {
        instance.name = text(place + 1);
    }
    cloud
}

/// The text of a place; every fourth is stretched to the 128 characters a name may have.
fn text(place: usize) -> String {
    let text = TEXTS[place % TEXTS.len()];
    if place % 4 == 3 {
        return text.chars().cycle().take(128).collect();
    }
    text.to_owned()
}

/// Every odd body once, each time at another request.
pub(super) fn faults() -> Vec<FaultRule> {
    let body = |status, content| Fault::HttpBody {
        location: None,
        status,
        content,
        retry_after_ms: None,
    };
    let (code, message) = ("ServiceUnavailable".to_owned(), "<b>busy</b>".to_owned());
    let xml = Content::Xml {
        code: code.clone(),
        message: message.clone(),
    };
    let raw = |text: &str| Content::Raw { text: text.to_owned() };
    let odd = [
        Fault::HtmlBody,
        Fault::MalformedBody,
        body(503, xml),
        body(500, Content::Empty),
        body(200, Content::Empty),
        body(502, Content::Html),
        body(200, raw("null")),
        body(200, raw("[]")),
        body(200, raw("{\"Snapshots\":{\"Snapshot\":{}},\"NextToken\":7}")),
        body(429, Content::Json { code, message }),
        Fault::DuplicateItems { count: 3 },
        Fault::Truncated,
    ];
    odd.into_iter()
        .zip(1..)
        .map(|(fault, turn)| FaultRule {
            action: "*".to_owned(),
            region_id: None,
            nth: Some(turn * 9),
            times: None,
            fault,
        })
        .collect()
}
