//! Bodies of every odd kind, read as the answer to every action: none may panic, none may tell a secret.
//! The fuzz target of the decoder starts from the same inputs.

use alibaba_cloud::ecs::DescribeSnapshots;
use alibaba_cloud::{Action, TransportResponse, decode};
use proptest::prelude::*;
use serde_json::{Map, Value};

use crate::full::every_action;
use crate::script::{KEY_ID, TOKEN, credentials};

/// Reads a body as the answer to every action.
fn read_as_everything(status: u16, body: &[u8]) {
    fn read<A: Action>(_: &A, response: &TransportResponse) {
        if let Err(error) = decode::<A>(response, &credentials()) {
            let printed = format!("{error} {error:?} {:?} {}", error.kind(), error.outcome_unknown());
            assert!(!printed.contains(KEY_ID) && !printed.contains(TOKEN), "{printed}");
        }
    }
    let response = TransportResponse {
        status,
        headers: Vec::new(),
        body: body.to_vec().into(),
    };
    macro_rules! check {
        ($name:ident, $action:expr) => {
            read(&$action, &response)
        };
    }
    every_action!(check);
}

fn files(folder: &str) -> Vec<Vec<u8>> {
    let folder = format!("{}/tests/data/{folder}", env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(folder).unwrap();
    files.map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
}

#[test]
fn every_kept_body_is_read_or_refused() {
    let kept = files("odd_bodies");
    assert!(kept.len() > 20);
    for body in kept.iter().chain(&files("samples")) {
        for status in [200, 302, 400, 503] {
            read_as_everything(status, body);
        }
    }
}

#[test]
fn the_kept_text_of_a_row_is_json() {
    let mut rows = 0;
    for body in files("odd_bodies") {
        let response = TransportResponse {
            status: 200,
            headers: Vec::new(),
            body: body.into(),
        };
        for row in decode::<DescribeSnapshots>(&response, &credentials())
            .map_or_else(|_| Vec::new(), |page| page.body.snapshots)
        {
            assert!(
                serde_json::from_str::<Map<String, Value>>(&row.raw).is_ok(),
                "{}",
                row.raw
            );
            rows += 1;
        }
    }
    assert!(rows > 5, "{rows}");
}

/// The names of all fields of all samples.
fn field_names() -> Vec<String> {
    fn collect(value: &Value, names: &mut std::collections::BTreeSet<String>) {
        match value {
            Value::Object(object) => {
                for (name, value) in object {
                    names.insert(name.clone());
                    collect(value, names);
                }
            }
            Value::Array(values) => values.iter().for_each(|value| collect(value, names)),
            _ => {}
        }
    }
    let mut names = std::collections::BTreeSet::new();
    for sample in files("samples") {
        collect(&serde_json::from_slice(&sample).unwrap(), &mut names);
    }
    names.into_iter().collect()
}

fn odd_scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,8}|[0-9]{1,4}%?|20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z".prop_map(Value::from),
        Just(Value::from(format!("{KEY_ID} {TOKEN} string to sign is: {TOKEN}"))),
        prop_oneof![Just("SignatureDoesNotMatch"), Just("Throttling"), Just("200")].prop_map(Value::from),
    ]
}

/// Any JSON whose objects have the names the cloud uses.
fn odd_value(names: Vec<String>) -> impl Strategy<Value = Value> {
    odd_scalar().prop_recursive(5, 64, 6, move |inner| {
        let name = prop::sample::select(names.clone());
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..6).prop_map(|pairs| Value::Object(Map::from_iter(pairs))),
        ]
    })
}

/// A sample with one value put in the place of another.
fn replaced(mut sample: Value, at: usize, with: Value) -> Value {
    fn replace(value: &mut Value, left: &mut usize, with: &mut Option<Value>) {
        if *left == 0 {
            if let Some(with) = with.take() {
                *value = with;
            }
            return;
        }
        *left -= 1;
        match value {
            Value::Object(object) => object.values_mut().for_each(|value| replace(value, left, with)),
            Value::Array(values) => values.iter_mut().for_each(|value| replace(value, left, with)),
            _ => {}
        }
    }
    replace(&mut sample, &mut { at }, &mut Some(with));
    sample
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_json_of_known_names_is_read_or_refused(status in 100_u16..600, value in odd_value(field_names())) {
        read_as_everything(status, value.to_string().as_bytes());
    }

    #[test]
    fn a_sample_with_one_value_exchanged_is_read_or_refused(
        sample in prop::sample::select(files("samples")), at in 0_usize..40, with in odd_value(field_names())
    ) {
        let sample = serde_json::from_slice(&sample).unwrap();
        read_as_everything(200, replaced(sample, at, with).to_string().as_bytes());
    }

    #[test]
    fn a_sample_with_bytes_exchanged_is_read_or_refused(
        sample in prop::sample::select(files("samples")), at in any::<prop::sample::Index>(), with in any::<[u8; 3]>(), cut in any::<bool>()
    ) {
        let mut body = sample;
        let at = at.index(body.len());
        let end = (at + with.len()).min(body.len());
        body[at..end].copy_from_slice(&with[..end - at]);
        if cut {
            body.truncate(end);
        }
        read_as_everything(200, &body);
    }

    #[test]
    fn any_bytes_are_read_or_refused(status in 100_u16..600, body in prop::collection::vec(any::<u8>(), 0..200)) {
        read_as_everything(status, &body);
    }
}
