//! Roles and their temporary credentials: what they open, and when that ends.

use crate::client::{Case, Client, EPOCH, HANGZHOU, decode};

fn role(client: &Client, name: &str) -> String {
    let arns = client.simulator.role_arns();
    arns.into_iter().find(|arn| arn.ends_with(name)).unwrap()
}

/// The same client with the credentials of the role.
async fn assume(client: Client, own: &[(&str, &str)]) -> Client {
    let answer = client.call("AssumeRole", own).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let credentials = &answer.body["Credentials"];
    let text = |name: &str| credentials[name].as_str().unwrap().to_owned();
    let mut client = client;
    client.key.access_key_id = text("AccessKeyId");
    client.key.access_key_secret = text("AccessKeySecret");
    client.security_token = Some(text("SecurityToken"));
    client
}

#[tokio::test]
async fn a_role_opens_what_it_may_by_both_signatures_until_it_ends() {
    let client = Client::small();
    let arn = role(&client, "darkroom-reader");
    let client = assume(
        client,
        &[
            ("RoleArn", &arn),
            ("RoleSessionName", "alice"),
            ("DurationSeconds", "900"),
        ],
    )
    .await;
    let who = client.call("GetCallerIdentity", &[]).await.body;
    assert_eq!(who["IdentityType"], "AssumedRoleUser");
    assert!(
        who["Arn"]
            .as_str()
            .unwrap()
            .ends_with(":assumed-role/darkroom-reader/alice")
    );
    assert!(who["RoleId"].is_string());
    assert_eq!(client.ecs("DescribeSnapshots", &[]).await.status, 200);
    let request = client.acs3("POST", "DescribeSnapshots", &[("RegionId", HANGZHOU)]);
    assert_eq!(client.simulator.handle(request).await.status(), 200);
    let denied = client.ecs("CreateImage", &[("SnapshotId", "s-any")]).await;
    assert_eq!((denied.status, denied.code()), (403, "Forbidden.RAM"));
    assert_eq!(denied.body["AccessDeniedDetail"]["NoPermissionType"], "ImplicitDeny");

    client.advance_minutes(14);
    assert_eq!(client.ecs("DescribeSnapshots", &[]).await.status, 200);
    client.advance_minutes(1);
    let over = client.ecs("DescribeSnapshots", &[]).await;
    assert_eq!((over.status, over.code()), (400, "InvalidSecurityToken.Expired"));
    let ledger = serde_json::to_string(&client.simulator.ledger()).unwrap();
    assert!(
        !ledger.contains(client.security_token.as_ref().unwrap()),
        "tokens stay out of the ledger"
    );
}

#[tokio::test]
async fn tokens_belong_to_their_keys() {
    let client = Client::small();
    let permanent = client.key.clone();
    let arn = role(&client, "darkroom-operator");
    let mut client = assume(client, &[("RoleArn", &arn), ("RoleSessionName", "bob")]).await;
    let good = client.security_token.clone().unwrap();
    for (token, code) in [
        (None, "MissingSecurityToken"),
        (Some("no token at all".to_owned()), "InvalidSecurityToken.Malformed"),
        (Some(format!("{good}x")), "InvalidSecurityToken.MismatchWithAccessKey"),
        (Some(good.clone()), ""),
    ] {
        client.security_token = token;
        let answer = client.call("DescribeRegions", &[]).await;
        assert_eq!(answer.code(), code);
        let answer = decode(
            client
                .simulator
                .handle(client.acs3("GET", "DescribeRegions", &[]))
                .await,
        );
        assert_eq!(answer.code(), code);
    }
    client.key = permanent;
    let answer = client.call("DescribeRegions", &[]).await;
    assert_eq!(answer.code(), "InvalidSecurityToken.MismatchWithAccessKey");
}

#[tokio::test]
async fn a_session_policy_narrows_what_the_role_may() {
    let client = Client::small();
    let arn = role(&client, "darkroom-operator");
    let policy = r#"{"Version":"1","Statement":[
        {"Effect":"Allow","Action":["ecs:Describe*","ecs:CreateImage"],"Resource":"*"},
        {"Effect":"Deny","Action":"ecs:DescribeDisks","Resource":"*"}]}"#;
    let own = [
        ("RoleArn", arn.as_str()),
        ("RoleSessionName", "carol"),
        ("Policy", policy),
    ];
    let client = assume(client, &own).await;
    assert_eq!(client.ecs("DescribeImages", &[]).await.status, 200);
    assert_eq!(client.ecs("DescribeDisks", &[]).await.code(), "Forbidden.RAM");
    assert_eq!(
        client.ecs("DeleteImage", &[("ImageId", "m-any")]).await.code(),
        "Forbidden.RAM"
    );
}

#[tokio::test]
async fn assume_role_refuses_as_documented() {
    let mut client = Client::small();
    let arn = role(&client, "darkroom-operator");
    let missing = arn.replace("operator", "nobody");
    let cases: [Case; 6] = [
        (
            &[("RoleArn", "x"), ("RoleSessionName", "dave")],
            400,
            "InvalidParameter.RoleArn",
        ),
        (
            &[("RoleArn", &arn), ("RoleSessionName", "d d")],
            400,
            "InvalidParameter.RoleSessionName",
        ),
        (
            &[("RoleArn", &missing), ("RoleSessionName", "dave")],
            404,
            "EntityNotExist.Role",
        ),
        (
            &[
                ("RoleArn", &arn),
                ("RoleSessionName", "dave"),
                ("DurationSeconds", "899"),
            ],
            400,
            "InvalidParameter.DurationSeconds",
        ),
        (
            &[("RoleArn", &arn), ("RoleSessionName", "dave"), ("Policy", "{}")],
            400,
            "InvalidParameter.PolicyGrammar",
        ),
        (&[("RoleSessionName", "dave")], 400, "MissingParameter"),
    ];
    for (own, status, code) in cases {
        let answer = client.call("AssumeRole", own).await;
        assert_eq!((answer.status, answer.code()), (status, code));
    }
    let keys = client.simulator.keys();
    client.key = keys.into_iter().find(|key| key.identity_type == "Account").unwrap();
    let answer = client
        .call("AssumeRole", &[("RoleArn", &arn), ("RoleSessionName", "root")])
        .await;
    assert_eq!((answer.status, answer.code()), (403, "NoPermission"));
}

#[tokio::test]
async fn policies_allow_by_list_and_deny_by_region() {
    let mut client = Client::small();
    client.key = client.simulator.keys().remove(3);
    assert_eq!(client.ecs("DescribeSnapshots", &[]).await.status, 200);
    let denied = client.ecs("StopInstances", &[("InstanceId.1", "i-any")]).await;
    assert_eq!(denied.body["AccessDeniedDetail"]["NoPermissionType"], "ImplicitDeny");
    let client = Client::of(simulator::Scenario::restricted(7, EPOCH.parse().unwrap()));
    assert_eq!(client.ecs("DescribeSnapshots", &[]).await.status, 200);
    let denied = client.call("DescribeSnapshots", &[("RegionId", "cn-shenzhen")]).await;
    assert_eq!((denied.status, denied.code()), (403, "Forbidden.RAM"));
    assert_eq!(denied.body["AccessDeniedDetail"]["NoPermissionType"], "ExplicitDeny");
    assert_eq!(client.ecs("DescribeDisks", &[]).await.code(), "Forbidden.RAM");
    assert_eq!(client.call("ListResourceGroups", &[]).await.code(), "Forbidden.RAM");
    let images = [("RegionId", "cn-shenzhen")];
    assert_eq!(client.call("DescribeImages", &images).await.code(), "Forbidden.RAM");
    for (alias, status) in [("system", 200), ("Others", 200), ("marketplace", 403), ("self", 403)] {
        let of = [images[0], ("ImageOwnerAlias", alias)];
        assert_eq!(client.call("DescribeImages", &of).await.status, status, "{alias}");
    }
}
