//! The published signature examples, computed by the simulator's own code.

use std::collections::BTreeMap;

use proptest::prelude::*;
use simulator::signature;

fn parameters(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn first_published_example() {
    let parameters = parameters(&[
        ("AccessKeyId", "testid"),
        ("Action", "DescribeRegions"),
        ("Format", "XML"),
        ("SignatureMethod", "HMAC-SHA1"),
        ("SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"),
        ("SignatureVersion", "1.0"),
        ("Timestamp", "2016-02-23T12:46:24Z"),
        ("Version", "2014-05-26"),
        ("Signature", "is left out of the string to sign"),
    ]);
    let text = signature::string_to_sign("GET", &parameters);
    assert_eq!(
        text,
        "GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeRegions%26Format%3DXML%26SignatureMethod%3DHMAC-SHA1\
         %26SignatureNonce%3D3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf%26SignatureVersion%3D1.0\
         %26Timestamp%3D2016-02-23T12%253A46%253A24Z%26Version%3D2014-05-26"
    );
    assert_eq!(signature::sign("testsecret", &text), "OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
    assert!(signature::matches("testsecret", &text, "OLeaidS1JvxuMvnyHOwuJ+uX5qY="));
    assert!(!signature::matches("testsecret", &text, "OLeaidS1JvxuMvnyHOwuJ+uX5qZ="));
}

#[test]
fn second_published_example() {
    let parameters = parameters(&[
        ("AccessKeyId", "testid"),
        ("Action", "DescribeDedicatedHosts"),
        ("Format", "JSON"),
        ("RegionId", "cn-beijing"),
        ("SignatureMethod", "HMAC-SHA1"),
        ("SignatureNonce", "edb2b34af0af9a6d14deaf7c1a5315eb"),
        ("SignatureVersion", "1.0"),
        ("Timestamp", "2023-03-13T08:34:30Z"),
        ("Version", "2014-05-26"),
    ]);
    assert_eq!(
        signature::canonicalized_query(&parameters),
        "AccessKeyId=testid&Action=DescribeDedicatedHosts&Format=JSON&RegionId=cn-beijing&SignatureMethod=HMAC-SHA1\
         &SignatureNonce=edb2b34af0af9a6d14deaf7c1a5315eb&SignatureVersion=1.0&Timestamp=2023-03-13T08%3A34%3A30Z\
         &Version=2014-05-26"
    );
    let text = signature::string_to_sign("GET", &parameters);
    assert_eq!(signature::sign("testsecret", &text), "9NaGiOspFP5UPcwX8Iwt2YJXXuk=");
}

#[test]
fn names_sort_by_byte_and_empty_values_stay() {
    let parameters = parameters(&[("Tag.2.Key", "b c*~"), ("Tag.10.Key", "订单"), ("a", ""), ("Z", "1")]);
    let query = signature::canonicalized_query(&parameters);
    assert_eq!(query, "Tag.10.Key=%E8%AE%A2%E5%8D%95&Tag.2.Key=b%20c%2A~&Z=1&a=");
}

proptest! {
    #[test]
    fn encoding_is_reversible_and_plain(text in ".*") {
        let encoded = signature::percent_encode(&text);
        prop_assert!(encoded.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~%".contains(&byte)));
        let decoded = percent_encoding::percent_decode_str(&encoded).decode_utf8().unwrap();
        prop_assert_eq!(decoded, text);
    }
}
