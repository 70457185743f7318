//! The published examples of the signature, stage by stage.

use alibaba_cloud::signature::{
    canonical_query, percent_encode, sign, signed_form, string_to_sign, with_common_parameters,
};
use alibaba_cloud::{Credentials, Parameters};
use secrecy::SecretString;

fn testsecret() -> SecretString {
    SecretString::from("testsecret")
}

#[test]
fn the_published_example_of_describe_regions_is_reproduced() {
    let parameters: Parameters = [
        ("Format", "XML"),
        ("AccessKeyId", "testid"),
        ("Action", "DescribeRegions"),
        ("SignatureMethod", "HMAC-SHA1"),
        ("SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"),
        ("SignatureVersion", "1.0"),
        ("Timestamp", "2016-02-23T12:46:24Z"),
        ("Version", "2014-05-26"),
    ]
    .into_iter()
    .collect();
    let text = string_to_sign("GET", &canonical_query(&parameters));
    assert_eq!(
        text,
        "GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeRegions%26Format%3DXML%26SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3D3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf%26SignatureVersion%3D1.0%26Timestamp%3D2016-02-23T12%253A46%253A24Z%26Version%3D2014-05-26"
    );
    assert_eq!(sign(&testsecret(), &text), "OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
}

#[test]
fn the_published_example_of_describe_dedicated_hosts_is_reproduced() {
    let own: Parameters = [("RegionId", "cn-beijing")].into_iter().collect();
    let parameters = with_common_parameters(
        own,
        &Credentials::new("testid", "testsecret"),
        "DescribeDedicatedHosts",
        "2014-05-26",
        "2023-03-13T08:34:30.999Z".parse().unwrap(),
        "edb2b34af0af9a6d14deaf7c1a5315eb",
    );
    let query = canonical_query(&parameters);
    assert_eq!(
        query,
        "AccessKeyId=testid&Action=DescribeDedicatedHosts&Format=JSON&RegionId=cn-beijing&SignatureMethod=HMAC-SHA1&SignatureNonce=edb2b34af0af9a6d14deaf7c1a5315eb&SignatureVersion=1.0&Timestamp=2023-03-13T08%3A34%3A30Z&Version=2014-05-26"
    );
    let text = string_to_sign("GET", &query);
    assert_eq!(
        text,
        "GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeDedicatedHosts%26Format%3DJSON%26RegionId%3Dcn-beijing%26SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3Dedb2b34af0af9a6d14deaf7c1a5315eb%26SignatureVersion%3D1.0%26Timestamp%3D2023-03-13T08%253A34%253A30Z%26Version%3D2014-05-26"
    );
    assert_eq!(sign(&testsecret(), &text), "9NaGiOspFP5UPcwX8Iwt2YJXXuk=");
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
fn the_form_carries_the_encoded_signature_of_a_post() {
    let parameters: Parameters = [("Action", "X")].into_iter().collect();
    let form = signed_form(&parameters, &testsecret());
    let expected = sign(&testsecret(), "POST&%2F&Action%3DX");
    let expected = format!("Action=X&Signature={}", percent_encode(&expected));
    assert_eq!(form, expected);
}

#[test]
fn a_security_token_is_signed_like_any_other_parameter() {
    let credentials = Credentials::new("testid", "testsecret").with_security_token("to/ken");
    let now = "2023-03-13T08:34:30Z".parse().unwrap();
    let parameters = with_common_parameters(Parameters::new(), &credentials, "A", "V", now, "n");
    assert!(canonical_query(&parameters).contains("SecurityToken=to%2Fken&"));
}
