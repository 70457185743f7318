//! What faults do to one page of a listing: repeat rows, leave all out, or answer with the token that was sent.

use bytes::Bytes;
use serde_json::Value;

/// The page with its first rows once more at its end.
pub(crate) fn repeat(body: &Bytes, count: usize) -> Bytes {
    change(body, |page| {
        for list in page.values_mut().filter_map(Value::as_object_mut) {
            for rows in list.values_mut().filter_map(Value::as_array_mut) {
                rows.extend_from_within(..count.min(rows.len()));
            }
        }
    })
}

/// The page without its rows and without a token to go on with.
pub(crate) fn empty(body: &Bytes) -> Bytes {
    change(body, |page| {
        for list in page.values_mut().filter_map(Value::as_object_mut) {
            list.values_mut().filter_map(Value::as_array_mut).for_each(Vec::clear);
        }
        if let Some(token) = page.get_mut("NextToken") {
            *token = Value::from("");
        }
    })
}

/// The page with the token that led to it.
pub(crate) fn cycle(body: &Bytes, token: &str) -> Bytes {
    change(body, |page| {
        page.insert("NextToken".to_owned(), Value::from(token));
    })
}

fn change(body: &Bytes, change: impl FnOnce(&mut serde_json::Map<String, Value>)) -> Bytes {
    let Ok(Value::Object(mut page)) = serde_json::from_slice(body) else {
        return body.clone();
    };
    change(&mut page);
    Bytes::from(Value::Object(page).to_string())
}
