//! Which host a request goes to, and which hosts it never goes to.

use alibaba_cloud::ecs::{DescribeRegions, DescribeSnapshots};
use alibaba_cloud::kms::ListAliases;
use alibaba_cloud::resource_manager::ListResourceGroups;
use alibaba_cloud::sts::GetCallerIdentity;
use alibaba_cloud::vpc::DescribeVpcs;
use alibaba_cloud::{Action, Client, CustomEndpoint, EndpointError, EndpointRule, Error, Product};

use crate::script::{NO_REGIONS, Script, answer, credentials};

async fn url_of<A: Action>(teach: impl Fn(&Client), rule: EndpointRule, action: &A) -> String {
    let script = Script::new([answer(200, NO_REGIONS)]);
    let client = script.client_with(credentials(), rule);
    teach(&client);
    // Only the address matters here, not whether the reply fits.
    drop(client.call(action).await);
    script.sent().remove(0).url
}

async fn public_url(region_id: &str) -> String {
    let action = DescribeSnapshots::new(region_id);
    url_of(|_| {}, EndpointRule::Public, &action).await
}

#[tokio::test]
async fn a_region_has_its_own_host_but_for_the_documented_ones() {
    let table = [
        ("cn-hangzhou", "https://ecs.cn-hangzhou.aliyuncs.com/"),
        ("ap-southeast-7", "https://ecs.ap-southeast-7.aliyuncs.com/"),
        ("some-new-region-1", "https://ecs.some-new-region-1.aliyuncs.com/"),
        ("cn-hangzhou-finance", "https://ecs.aliyuncs.com/"),
        ("cn-north-2-gov-1", "https://ecs.aliyuncs.com/"),
        ("cn-shenzhen-finance-1", "https://ecs-cn-hangzhou.aliyuncs.com/"),
    ];
    for (region, url) in table {
        assert_eq!(public_url(region).await, url);
    }
}

#[tokio::test]
async fn every_documented_region_has_its_documented_hosts() {
    let documented = include_str!("../data/endpoints.json");
    let documented: serde_json::Value = serde_json::from_str(documented).unwrap();
    let regions = documented["regions"].as_array().unwrap();
    assert!(regions.len() > 40);
    for region in regions {
        let id = region["region_id"].as_str().unwrap();
        let url = |product: &str| region[product].as_str().map(|host| format!("https://{host}/"));
        if let Some(ecs) = url("ecs").filter(|_| id != "cn-north-2-gov-1") {
            assert_eq!(public_url(id).await, ecs);
        }
        if let Some(vpc) = url("vpc") {
            assert_eq!(url_of(|_| {}, EndpointRule::Public, &DescribeVpcs::new(id)).await, vpc);
        }
        if let Some(kms) = url("kms") {
            assert_eq!(url_of(|_| {}, EndpointRule::Public, &ListAliases::new(id)).await, kms);
        }
        if let Some(internal) = url("ecs_internal") {
            let action = DescribeSnapshots::new(id);
            assert_eq!(url_of(|_| {}, inside(id), &action).await, internal);
        }
        if let Some(internal) = url("vpc_internal") {
            assert_eq!(url_of(|_| {}, inside(id), &DescribeVpcs::new(id)).await, internal);
        }
        if let Some(internal) = url("sts_internal") {
            assert_eq!(url_of(|_| {}, inside(id), &GetCallerIdentity).await, internal);
        }
    }
}

fn inside(region_id: &str) -> EndpointRule {
    EndpointRule::InsideVpc {
        region_id: region_id.to_owned(),
    }
}

async fn refused<A: Action>(rule: EndpointRule, action: &A) -> Error {
    let script = Script::new([]);
    let error = script.client_with(credentials(), rule).call(action).await.err();
    assert!(script.sent().is_empty());
    error.unwrap()
}

#[tokio::test]
async fn from_inside_a_vpc_nothing_beyond_it_is_asked() {
    let beyond = Error::Construction(EndpointError::BeyondVpc);
    let elsewhere = DescribeSnapshots::new("cn-qingdao");
    assert_eq!(refused(inside("cn-hangzhou"), &elsewhere).await, beyond);
    assert_eq!(refused(inside("cn-hangzhou"), &ListResourceGroups::new()).await, beyond);
    assert_eq!(
        refused(inside("cn-hangzhou"), &ListAliases::new("cn-hangzhou")).await,
        beyond
    );
    let nowhere = Error::Construction(EndpointError::Region);
    assert_eq!(refused(inside("x.evil.com"), &GetCallerIdentity).await, nowhere);
    let teach = |client: &Client| {
        drop(client.learn_region_endpoint("cn-hangzhou", "ecs.aliyuncs.com"));
    };
    let url = url_of(teach, inside("cn-hangzhou"), &DescribeSnapshots::new("cn-hangzhou")).await;
    assert_eq!(url, "https://ecs-vpc.cn-hangzhou.aliyuncs.com/");
}

#[tokio::test]
async fn questions_without_a_region_go_to_the_central_host() {
    let public = || EndpointRule::Public;
    let regions = url_of(|_| {}, public(), &DescribeRegions::default()).await;
    assert_eq!(regions, "https://ecs.aliyuncs.com/");
    let identity = url_of(|_| {}, public(), &GetCallerIdentity).await;
    assert_eq!(identity, "https://sts.aliyuncs.com/");
    let groups = url_of(|_| {}, public(), &ListResourceGroups::new()).await;
    assert_eq!(groups.split('?').next(), Some("https://resourcemanager.aliyuncs.com/"));
}

#[tokio::test]
async fn a_learned_host_is_used_when_it_serves_ecs_in_the_region() {
    let action = DescribeSnapshots::new("cn-qingdao");
    for host in [
        "ecs.aliyuncs.com",
        "ecs-cn-hangzhou.aliyuncs.com",
        "ECS.cn-qingdao.aliyuncs.com ",
    ] {
        let teach = |client: &Client| client.learn_region_endpoint("cn-qingdao", host).unwrap();
        let url = url_of(teach, EndpointRule::Public, &action).await;
        assert_eq!(url, format!("https://{}/", host.trim().to_ascii_lowercase()));
    }
    let others = [
        "evil.com",
        "evil.com/.aliyuncs.com",
        "aliyuncs.com.evil.com",
        "",
        // What customers run, and other products and regions.
        "1234567890123456.cn-qingdao.fc.aliyuncs.com",
        "bucket.oss-cn-qingdao.aliyuncs.com",
        "ecs.oss-cn-qingdao.aliyuncs.com",
        "ecs-x.cn-qingdao.fc.aliyuncs.com",
        "ecs.cn-hangzhou.aliyuncs.com",
        "ecs.x.cn-qingdao.aliyuncs.com",
        "ecsx.aliyuncs.com",
        "vpc.cn-qingdao.aliyuncs.com",
    ];
    for other in others {
        let teach = |client: &Client| {
            let learned = client.learn_region_endpoint("cn-qingdao", other);
            assert_eq!(learned, Err(EndpointError::OutsideRule), "{other}");
        };
        let url = url_of(teach, EndpointRule::Public, &action).await;
        assert_eq!(url, "https://ecs.cn-qingdao.aliyuncs.com/");
    }
}

#[tokio::test]
async fn a_custom_endpoint_wins_for_every_product_and_region() {
    let rule = || EndpointRule::Custom(CustomEndpoint::parse("http://127.0.0.1:7780").unwrap());
    let teach = |client: &Client| {
        drop(client.learn_region_endpoint("cn-qingdao", "ecs.aliyuncs.com"));
    };
    let snapshots = DescribeSnapshots::new("cn-qingdao");
    assert_eq!(url_of(teach, rule(), &snapshots).await, "http://127.0.0.1:7780/");
    assert_eq!(
        url_of(teach, rule(), &GetCallerIdentity).await,
        "http://127.0.0.1:7780/"
    );
    let aliases = ListAliases::new("cn-qingdao");
    assert_eq!(url_of(teach, rule(), &aliases).await, "http://127.0.0.1:7780/");
}

#[tokio::test]
async fn a_region_id_cannot_smuggle_another_host_in() {
    for region in ["x.evil.com", "x/", "evil.com#", "a b", "", "-x", "A", "x@evil"] {
        let script = Script::new([]);
        let error = script.client().call(&DescribeSnapshots::new(region)).await;
        assert_eq!(error.unwrap_err(), Error::Construction(EndpointError::Region));
        assert!(script.sent().is_empty());
    }
}

#[tokio::test]
async fn a_region_id_cannot_turn_the_host_into_a_customers_bucket() {
    for region in [
        "oss-cn-hangzhou",
        "vpc100-oss-cn-hangzhou",
        "img-cn-hangzhou",
        "oss",
        "fc",
    ] {
        let nowhere = Error::Construction(EndpointError::Region);
        assert_eq!(
            refused(EndpointRule::Public, &DescribeSnapshots::new(region)).await,
            nowhere
        );
        assert_eq!(refused(inside(region), &GetCallerIdentity).await, nowhere);
        let client = Script::new([]).client();
        let learned = client.learn_region_endpoint(region, "ecs.aliyuncs.com");
        assert_eq!(learned, Err(EndpointError::Region), "{region}");
    }
}

#[test]
fn the_host_of_a_call_can_be_told_without_calling() {
    let script = Script::new([]);
    let host = |rule: EndpointRule, region: &str| {
        let client = script.client_with(credentials(), rule);
        client.host(Product::Ecs, Some(region))
    };
    assert_eq!(host(EndpointRule::Public, "cn-qingdao"), "ecs.cn-qingdao.aliyuncs.com");
    let custom = CustomEndpoint::parse("http://127.0.0.1:7780").unwrap();
    assert_eq!(host(EndpointRule::Custom(custom), "cn-qingdao"), "127.0.0.1:7780");
    assert_eq!(host(inside("cn-hangzhou"), "cn-qingdao"), "");
    assert_eq!(host(EndpointRule::Public, "x/"), "");
}

#[test]
fn custom_endpoints_are_read_as_people_type_them() {
    let table = [
        ("ecs.example.com", "https://ecs.example.com"),
        ("  ECS.Example.com:8443\n", "https://ecs.example.com:8443"),
        ("https://ecs.example.com/", "https://ecs.example.com"),
        ("http://localhost:80", "http://localhost:80"),
        ("http://127.0.0.1", "http://127.0.0.1"),
        ("http://[::1]:7780", "http://[::1]:7780"),
    ];
    for (typed, read) in table {
        let endpoint = CustomEndpoint::parse(typed).unwrap();
        assert_eq!(endpoint.to_string(), read);
        assert_eq!(CustomEndpoint::parse(read), Ok(endpoint));
    }
}

#[test]
fn custom_endpoints_that_are_more_than_a_host_are_refused() {
    let table = [
        ("  ", EndpointError::Empty),
        ("ftp://x", EndpointError::Scheme),
        ("http://ecs.example.com", EndpointError::Insecure),
        ("http://127.0.0.1.evil.com", EndpointError::Insecure),
        ("https://user:pw@host", EndpointError::UserInfo),
        ("https://host/path", EndpointError::Path),
        ("https://host?x=1", EndpointError::Path),
        ("https://host#x", EndpointError::Path),
        ("https://host\\x", EndpointError::Path),
        ("host:0", EndpointError::Port),
        ("host:65536", EndpointError::Port),
        ("host:+1", EndpointError::Port),
        ("host:", EndpointError::Port),
        ("https://", EndpointError::Malformed),
        ("ho st", EndpointError::Malformed),
        ("hôst", EndpointError::Malformed),
        ("a..b", EndpointError::Malformed),
        ("[::1", EndpointError::Port),
    ];
    for (typed, error) in table {
        assert_eq!(CustomEndpoint::parse(typed), Err(error), "{typed}");
    }
}

#[tokio::test]
async fn a_custom_host_of_the_cloud_itself_serves_ecs_and_leaves_sts_where_it_is() {
    let rule = || EndpointRule::Custom("ecs.cn-hangzhou.aliyuncs.com".parse().unwrap());
    let ecs = url_of(|_| {}, rule(), &DescribeSnapshots::new("cn-hangzhou")).await;
    let sts = url_of(|_| {}, rule(), &GetCallerIdentity).await;
    assert_eq!(
        (ecs.as_str(), sts.as_str()),
        ("https://ecs.cn-hangzhou.aliyuncs.com/", "https://sts.aliyuncs.com/")
    );
}
