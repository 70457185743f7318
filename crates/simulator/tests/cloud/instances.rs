//! Instances launched from images, their power and their disks, and what a launch can choose from.

use crate::client::{Answer, Case, Client, HANGZHOU};

/// Everything RunInstances needs, from the Describe actions.
async fn launch(client: &Client) -> Vec<(&'static str, String)> {
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let image = client
        .ecs("DescribeImages", &[("ImageName", "app-node-base-v14")])
        .await
        .rows("Images")
        .remove(0);
    let vpc = client.call("DescribeVpcs", &[("RegionId", HANGZHOU)]).await.body["Vpcs"]["Vpc"][0].clone();
    let own = [("RegionId", HANGZHOU), ("VpcId", vpc["VpcId"].as_str().unwrap())];
    let switches = client.call("DescribeVSwitches", &own).await.body["VSwitches"]["VSwitch"].clone();
    assert_eq!(switches.as_array().unwrap().len(), 2);
    let groups = client.call("DescribeSecurityGroups", &own).await.body["SecurityGroups"]["SecurityGroup"].clone();
    vec![
        ("RegionId", HANGZHOU.to_owned()),
        ("ImageId", text(&image["ImageId"])),
        ("InstanceType", "ecs.g7.large".to_owned()),
        ("VSwitchId", text(&switches[0]["VSwitchId"])),
        ("SecurityGroupId", text(&groups[0]["SecurityGroupId"])),
        ("Password", "Secret-1234".to_owned()),
    ]
}

async fn run(client: &Client, base: &[(&'static str, String)], more: &[(&str, &str)]) -> Answer {
    let mut own: Vec<_> = base.iter().map(|(name, value)| (*name, value.as_str())).collect();
    own.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    own.extend_from_slice(more);
    client.call("RunInstances", &own).await
}

#[tokio::test]
async fn a_launch_makes_instances_with_disks_and_the_image_is_in_use() {
    let client = Client::small();
    let base = launch(&client).await;
    let snapshot = client.id_of(HANGZHOU, "erp-db-01-data1-1123").await;
    let more = [
        ("Amount", "2"),
        ("DataDisk.1.SnapshotId", snapshot.as_str()),
        ("KeyPairName", "operations"),
    ];
    let made = run(&client, &base, &more).await;
    assert_eq!(made.status, 200, "{}", made.body);
    let ids = made.body["InstanceIdSets"]["InstanceIdSet"].as_array().unwrap().clone();
    assert_eq!(ids.len(), 2);
    let id = ids[0].as_str().unwrap();
    client.advance_minutes(2);
    let disks = client.ecs("DescribeDisks", &[("InstanceId", id)]).await.rows("Disks");
    assert_eq!(disks.len(), 2);
    assert!(
        disks
            .iter()
            .any(|disk| disk["SourceSnapshotId"] == snapshot.as_str() && disk["Size"] == 500)
    );
    let usage = client.snapshot_named(HANGZHOU, "erp-db-01-data1-1123").await["Usage"].clone();
    assert_eq!(usage, "disk");
    let image = client.image(&base[1].1).await;
    assert_eq!(image["Usage"], "instance");
    let boot = [("ImageId", base[1].1.as_str()), ("BootMode", "UEFI")];
    let refused = client.ecs("ModifyImageAttribute", &boot).await;
    assert_eq!(
        (refused.status, refused.code()),
        (403, "OperationDeined.ImageUsingByInstance")
    );
    assert!(
        !serde_json::to_string(&client.simulator.ledger())
            .unwrap()
            .contains("Secret-1234")
    );

    let stop = [("InstanceId.1", id)];
    let early = client
        .call("ReplaceSystemDisk", &[("InstanceId", id), ("ImageId", &base[1].1)])
        .await;
    assert_eq!((early.status, early.code()), (403, "IncorrectInstanceStatus"));
    let stopped = client.ecs("StopInstances", &stop).await.body;
    assert_eq!(
        stopped["InstanceResponses"]["InstanceResponse"][0]["CurrentStatus"],
        "Stopping"
    );
    assert_eq!(
        client.ecs("StartInstances", &stop).await.code(),
        "IncorrectInstanceStatus"
    );
    client.advance_minutes(1);
    let replace = |more: &[(&'static str, &'static str)]| {
        let mut own = vec![("InstanceId", id), ("ImageId", &base[1].1), ("SystemDisk.Size", "80")];
        own.extend_from_slice(more);
        let client = &client;
        async move { client.call("ReplaceSystemDisk", &own).await }
    };
    for (more, status, code) in [
        (("KeyPairName", "nobody"), 400, "InvalidKeyPairName.NotFound"),
        (("KMSKeyId", "key-1"), 403, "InvalidEncrypted.NotMatchKmsKeyId"),
        (("PasswordInherit", "perhaps"), 400, "InvalidParameter"),
    ] {
        let refused = replace(&[more]).await;
        assert_eq!((refused.status, refused.code()), (status, code));
    }
    let replaced = replace(&[("Encrypted", "true")]).await;
    assert_eq!(replaced.status, 200, "{}", replaced.body);
    let disks = client
        .ecs("DescribeDisks", &[("InstanceId", id), ("DiskType", "system")])
        .await
        .rows("Disks");
    assert_eq!(
        (&disks[0]["DiskId"], &disks[0]["Size"]),
        (&replaced.body["DiskId"], &80.into())
    );
    assert_eq!(
        (&disks[0]["Encrypted"], &disks[0]["Status"]),
        (&true.into(), &"ReIniting".into())
    );
    assert_eq!(
        client.ecs("StartInstances", &stop).await.code(),
        "IncorrectInstanceStatus"
    );
    client.advance_minutes(2);
    assert_eq!(client.ecs("StartInstances", &stop).await.status, 200);
}

#[tokio::test]
async fn an_image_that_another_account_shares_launches() {
    let client = Client::small();
    let base = launch(&client).await;
    let others = client.ecs("DescribeImages", &[("ImageOwnerAlias", "others")]).await;
    let image = others.rows("Images").remove(0);
    assert_eq!(image["Usage"], "none");
    let id = image["ImageId"].as_str().unwrap();
    let made = run(&client, &base, &[("ImageId", id)]).await;
    assert_eq!(made.status, 200, "{}", made.body);
    let others = client.ecs("DescribeImages", &[("ImageOwnerAlias", "others")]).await;
    assert_eq!(others.rows("Images")[0]["Usage"], "instance");
}

#[tokio::test]
async fn a_launch_is_refused_as_documented_and_leaves_nothing() {
    let client = Client::small();
    let base = launch(&client).await;
    let long_data = "QUJD".repeat(11_000);
    let group = base
        .iter()
        .find(|(name, _)| *name == "SecurityGroupId")
        .unwrap()
        .1
        .clone();
    let cases: [Case; 31] = [
        (&[("DryRun", "true")], 400, "DryRunOperation"),
        (&[("ImageId", "m-none")], 404, "InvalidImageId.NotFound"),
        (&[("ImageId", "")], 400, "MissingParameter"),
        (
            &[("InstanceType", "ecs.none")],
            400,
            "InvalidInstanceType.ValueNotSupported",
        ),
        (&[("InstanceType", "ecs.g8y.large")], 400, "InvalidParameter.Conflict"),
        (&[("VSwitchId", "vsw-none")], 404, "InvalidVSwitchId.NotFound"),
        (
            &[("SecurityGroupId", "sg-none")],
            400,
            "InvalidSecurityGroupId.NotFound",
        ),
        (&[("KeyPairName", "nobody")], 404, "InvalidKeyPairName.NotFound"),
        (&[("Password", "weak")], 400, "InvalidPassword.Malformed"),
        (
            &[("SystemDisk.Size", "20")],
            404,
            "InvalidSystemDiskSize.LessThanImageSize",
        ),
        (&[("Amount", "101")], 403, "InvalidParam.Amount"),
        (
            &[("DataDisk.1.Size", "5")],
            400,
            "InvalidDataDiskSize.ValueNotSupported",
        ),
        (&[("ZoneId", "cn-hangzhou-j")], 400, "InvalidParameter.Mismatch"),
        (&[("ImageFamily", "web")], 400, "UnexpectedImageFamily.ImageIdSupplied"),
        (
            &[("SecurityGroupIds.1", &group)],
            400,
            "InvalidSecurityGroupId.SingleIdAndMultiIdConflict",
        ),
        (
            &[
                ("SecurityGroupId", ""),
                ("SecurityGroupIds.1", &group),
                ("SecurityGroupIds.2", "sg-none"),
            ],
            400,
            "InvalidSecurityGroupId.NotFound",
        ),
        (
            &[("PrivateIpAddress", "172.16")],
            400,
            "InvalidPrivateIpAddress.Malformed",
        ),
        (&[("PrivateIpAddress", "10.0.0.9")], 400, "InvalidPrivateIpAddress"),
        (&[("RamRoleName", "nobody")], 404, "InvalidRamRole.NotFound"),
        (
            &[("UserData", "not base64!")],
            400,
            "InvalidUserData.Base64FormatInvalid",
        ),
        (&[("UserData", &long_data)], 400, "InvalidUserData.SizeExceeded"),
        (
            &[("SystemDisk.KMSKeyId", "key-1")],
            400,
            "InvalidEncrypted.NotMatchKmsKeyId",
        ),
        (
            &[("SystemDisk.Encrypted", "true"), ("SystemDisk.KMSKeyId", "none")],
            404,
            "InvalidParameter.KMSKeyId.NotFound",
        ),
        (
            &[("DataDisk.1.KMSKeyId", "key-1")],
            400,
            "InvalidEncrypted.NotMatchKmsKeyId",
        ),
        (&[("SystemDisk.DiskName", "1")], 400, "InvalidDiskName.Malformed"),
        (&[("DataDisk.1.DiskName", "http://x")], 400, "InvalidDiskName.Malformed"),
        (&[("DataDisk.1.Encrypted", "banana")], 400, "InvalidParameter"),
        (&[("Period", "0.5")], 400, "InvalidPeriod"),
        (&[("UniqueSuffix", "yes")], 400, "InvalidParameter"),
        (&[("SpotStrategy", "Always")], 400, "InvalidSpotStrategy"),
        (
            &[("InternetMaxBandwidthOut", "101")],
            400,
            "InvalidInternetMaxBandwidthOut.Malformed",
        ),
    ];
    for (more, status, code) in cases {
        let answer = run(&client, &base, more).await;
        assert_eq!((answer.status, answer.code()), (status, code), "{more:?}");
    }
    assert!(client.simulator.ledger().iter().all(|entry| entry.effects.is_empty()));
}

#[tokio::test]
async fn an_address_a_disk_name_and_a_key_are_what_was_asked_for() {
    let client = Client::small();
    let base = launch(&client).await;
    let switch = [("VSwitchId", base[3].1.as_str())];
    let switches = client.ecs("DescribeVSwitches", &switch).await.rows("VSwitches");
    let address = switches[0]["CidrBlock"].as_str().unwrap().replace("0/24", "251");
    let more = [
        ("Amount", "2"),
        ("PrivateIpAddress", address.as_str()),
        ("SystemDisk.DiskName", "root"),
        ("SystemDisk.Encrypted", "true"),
        ("DataDisk.1.Size", "40"),
        ("DataDisk.1.DiskName", "data"),
    ];
    let made = run(&client, &base, &more).await;
    assert_eq!(made.status, 200, "{}", made.body);
    let mut addresses = Vec::new();
    for id in made.body["InstanceIdSets"]["InstanceIdSet"].as_array().unwrap() {
        let ids = format!("[{id}]");
        let rows = client
            .ecs("DescribeInstances", &[("InstanceIds", &ids)])
            .await
            .rows("Instances");
        addresses.push(rows[0]["VpcAttributes"]["PrivateIpAddress"]["IpAddress"][0].clone());
        let own = [("InstanceId", id.as_str().unwrap())];
        let disks = client.ecs("DescribeDisks", &own).await.rows("Disks");
        let named = |name: &str| disks.iter().find(|disk| disk["DiskName"] == name).unwrap();
        assert_eq!(
            (&named("root")["Encrypted"], &named("data")["Encrypted"]),
            (&true.into(), &false.into())
        );
        let keys = client
            .call("ListAliases", &[("RegionId", HANGZHOU)])
            .await
            .rows("Aliases");
        assert!(
            keys.iter().any(|key| key["KeyId"] == named("root")["KMSKeyId"]),
            "{keys:?}"
        );
    }
    assert_eq!(addresses[0], address.as_str());
    assert_ne!(addresses[1], address.as_str());
    let again = run(&client, &base, &more).await;
    assert_eq!(
        (again.status, again.code()),
        (400, "InvalidPrivateIpAddress.Duplicated")
    );
}

#[tokio::test]
async fn a_switch_gives_each_address_once_and_none_when_it_has_no_more() {
    let client = Client::small();
    let base = launch(&client).await;
    let switch = [("VSwitchId", base[3].1.as_str())];
    let switches = client.ecs("DescribeVSwitches", &switch).await.rows("VSwitches");
    let net = switches[0]["CidrBlock"]
        .as_str()
        .unwrap()
        .trim_end_matches("0/24")
        .to_owned();
    for nobodys in ["0", "255"] {
        let refused = run(&client, &base, &[("PrivateIpAddress", &format!("{net}{nobodys}"))]).await;
        assert_eq!((refused.status, refused.code()), (400, "InvalidPrivateIpAddress"));
    }
    let asked = format!("{net}57");
    let hundred = [("Amount", "100"), ("PrivateIpAddress", asked.as_str())];
    assert_eq!(run(&client, &base, &hundred).await.status, 200);
    assert_eq!(run(&client, &base, &hundred[..1]).await.status, 200);
    let mut given = 200;
    let last = loop {
        let answer = run(&client, &base, &[]).await;
        if answer.status != 200 {
            break answer;
        }
        given += 1;
        assert!(given < 250);
    };
    assert_eq!((last.status, last.code()), (400, "QuotaExceeded.PrivateIpAddress"));
    let outside = format!("{net}5");
    let asked_for = run(&client, &base, &[("PrivateIpAddress", &outside)]).await;
    assert_eq!(asked_for.status, 200, "{}", asked_for.body);
    let full = run(&client, &base, &hundred[..1]).await;
    assert_eq!((full.status, full.code()), (400, "QuotaExceeded.PrivateIpAddress"));

    let mut addresses = std::collections::BTreeSet::new();
    for page in 1..=3 {
        let page = page.to_string();
        let own = [
            ("VSwitchId", base[3].1.as_str()),
            ("PageSize", "100"),
            ("PageNumber", &page),
        ];
        for row in client.ecs("DescribeInstances", &own).await.rows("Instances") {
            let address = row["VpcAttributes"]["PrivateIpAddress"]["IpAddress"][0].to_string();
            assert!(addresses.insert(address.clone()), "{address} twice");
        }
    }
    assert!(addresses.len() > given, "{} of more than {given}", addresses.len());
}

#[tokio::test]
async fn a_disk_has_the_snapshot_policy_it_was_launched_with() {
    let client = Client::small();
    let base = launch(&client).await;
    let disks = client.ecs("DescribeDisks", &[("PageSize", "100")]).await.rows("Disks");
    let mut policies = disks.iter().filter_map(|disk| disk["AutoSnapshotPolicyId"].as_str());
    let policy = policies.find(|policy| !policy.is_empty()).unwrap();
    let more = [
        ("SystemDisk.AutoSnapshotPolicyId", policy),
        ("DataDisk.1.Size", "40"),
        ("DataDisk.1.Encrypted", "True"),
    ];
    let made = run(&client, &base, &more).await;
    let id = made.body["InstanceIdSets"]["InstanceIdSet"][0]
        .as_str()
        .unwrap()
        .to_owned();
    let disks = client.ecs("DescribeDisks", &[("InstanceId", &id)]).await.rows("Disks");
    let of = |kind: &str| disks.iter().find(|disk| disk["Type"] == kind).unwrap();
    assert_eq!(of("system")["AutoSnapshotPolicyId"], policy);
    assert_eq!(of("data")["AutoSnapshotPolicyId"], "");
    assert_eq!(of("data")["Encrypted"], true);
}

#[tokio::test]
async fn what_can_be_had_is_listed_and_has_a_price() {
    let client = Client::small();
    let zones = client
        .ecs("DescribeZones", &[("AcceptLanguage", "en-US")])
        .await
        .rows("Zones");
    assert_eq!(
        (zones.len(), &zones[0]["LocalName"]),
        (3, &"China (Hangzhou) Zone H".into())
    );
    let own = [("CpuArchitecture", "ARM"), ("MinimumCpuCoreCount", "4")];
    let types = client.call("DescribeInstanceTypes", &own).await.rows("InstanceTypes");
    assert_eq!(
        (types.len(), &types[0]["InstanceTypeId"]),
        (1, &"ecs.g8y.xlarge".into())
    );
    let first = client.call("DescribeInstanceTypes", &[("MaxResults", "10")]).await;
    let own = [
        ("NextToken", first.body["NextToken"].as_str().unwrap()),
        ("MaxResults", "10"),
    ];
    let second = client.call("DescribeInstanceTypes", &own).await;
    assert_eq!(
        first.rows("InstanceTypes").len() + second.rows("InstanceTypes").len(),
        18
    );
    let image = client
        .ecs("DescribeImages", &[("ImageName", "web-gw-base")])
        .await
        .rows("Images")
        .remove(0);
    let own = [("ImageId", image["ImageId"].as_str().unwrap())];
    let fitting = client
        .ecs("DescribeImageSupportInstanceTypes", &own)
        .await
        .rows("InstanceTypes");
    assert!(fitting.len() == 16 && fitting.iter().all(|row| row["InstanceTypeFamily"] != "ecs.g8y"));
    let own = [
        ("DestinationResource", "InstanceType"),
        ("InstanceType", "ecs.g7.large"),
    ];
    let stock = client.ecs("DescribeAvailableResource", &own).await.body;
    assert_eq!(
        stock["AvailableZones"]["AvailableZone"][0]["StatusCategory"],
        "WithStock"
    );
    let price = client
        .ecs("DescribePrice", &[("InstanceType", "ecs.g7.large"), ("Amount", "2")])
        .await
        .body;
    let price = &price["PriceInfo"]["Price"];
    assert!((price["TradePrice"].as_f64().unwrap() - 1.084).abs() < 1e-9, "{price}");
    assert_eq!(
        client.ecs("DescribeKeyPairs", &[]).await.rows("KeyPairs")[0]["KeyPairName"],
        "operations"
    );
    let groups = client.call("ListResourceGroups", &[]).await.rows("ResourceGroups");
    assert_eq!(groups.len(), 5);
}

#[tokio::test]
async fn a_token_stands_for_the_password_too() {
    let client = Client::small();
    let base = launch(&client).await;
    let made = run(&client, &base, &[("ClientToken", "one")]).await;
    let again = run(&client, &base, &[("ClientToken", "one")]).await;
    assert_eq!(
        (again.status, &again.body["InstanceIdSets"]),
        (200, &made.body["InstanceIdSets"])
    );
    let other = run(&client, &base, &[("ClientToken", "one"), ("Password", "Other-12345")]).await;
    assert_eq!((other.status, other.code()), (400, "IdempotentParameterMismatch"));
}

#[tokio::test]
async fn a_password_that_comes_later_is_another_request() {
    let client = Client::small();
    let base = launch(&client).await;
    let bare: Vec<_> = base.iter().filter(|(name, _)| *name != "Password").cloned().collect();
    assert_eq!(run(&client, &bare, &[("ClientToken", "bare")]).await.status, 200);
    let later = run(&client, &bare, &[("ClientToken", "bare"), ("Password", "Later-12345")]).await;
    assert_eq!((later.status, later.code()), (400, "IdempotentParameterMismatch"));
}
