//! Images that are exported to OSS: what is refused, and what the task tells.

use serde_json::Value;
use simulator::OpenQuestions;

use crate::client::{Client, HANGZHOU};

const IMAGE: &str = "app-node-base-v14";

async fn refusal(client: &Client, image: &str, own: &[(&str, &str)]) -> (u16, String) {
    let request = [&[("ImageId", image)], own].concat();
    let answer = client.ecs("ExportImage", &request).await;
    (answer.status, answer.code().to_owned())
}

#[tokio::test]
async fn the_bucket_the_prefix_the_format_and_the_role_are_checked() {
    let client = Client::small();
    let image = client.image_id_of(HANGZHOU, IMAGE).await;
    let bucket = [("OSSBucket", "exports")];
    for (bucket, status, code) in [
        ("exports-missing", 400, "InvalidOSSBucket.NotFound"),
        ("exports-cn-shanghai", 400, "InvalidOSSBucket.NotFound"),
        ("Exports", 400, "InvalidOSSBucket.NotFound"),
        ("exports-encrypted", 403, "InvalidOSSBucket.EncryptUnsupported"),
        ("exports-forbidden", 403, "InvalidOSS.NotAuthorized"),
    ] {
        let refused = refusal(&client, &image, &[("OSSBucket", bucket)]).await;
        assert_eq!(refused, (status, code.to_owned()), "{bucket}");
    }
    for (own, status, code) in [
        (("OSSPrefix", "a-b"), 400, "InvalidOSSPrefix.Malformed"),
        (("ImageFormat", "iso"), 400, "InvalidImageFormat.Malformed"),
        (("ImageFormat", "vhd"), 400, "InvalidImageFormat.RegionNotSupported"),
        (("RoleName", "another"), 403, "NoSetRoletoECSServiceAcount"),
    ] {
        let refused = refusal(&client, &image, &[&bucket[..], &[own]].concat()).await;
        assert_eq!(refused, (status, code.to_owned()), "{own:?}");
    }
    let own_region = [("OSSBucket", "exports-cn-hangzhou")];
    assert_eq!(refusal(&client, &image, &own_region).await.0, 200);
}

#[tokio::test]
async fn a_region_runs_so_many_exports_at_once_and_in_a_week() {
    let client = Client::small();
    client.simulator.set_open_questions(OpenQuestions {
        exports_at_once: Some(1),
        exports_a_week: Some(2),
        ..OpenQuestions::default()
    });
    let (one, other) = (
        client.image_id_of(HANGZHOU, IMAGE).await,
        client.image_id_of(HANGZHOU, "web-gw-base").await,
    );
    let bucket = [("OSSBucket", "exports")];
    assert_eq!(refusal(&client, &one, &bucket).await.0, 200);
    let at_once = (403, "ConcurrentQuotaExceed.ExportImage".to_owned());
    assert_eq!(refusal(&client, &other, &bucket).await, at_once);
    client.advance_minutes(120);
    assert_eq!(refusal(&client, &other, &bucket).await.0, 200);
    client.advance_minutes(120);
    let in_a_week = (403, "WeeklyQuotaExceed.ExportImage".to_owned());
    assert_eq!(refusal(&client, &one, &bucket).await, in_a_week);
    client.advance_minutes(7 * 24 * 60);
    assert_eq!(refusal(&client, &one, &bucket).await.0, 200);
}

#[tokio::test]
async fn each_disk_becomes_an_object_of_which_the_task_tells() {
    let client = Client::small();
    let image = client.image_id_of(HANGZHOU, "portal-golden").await;
    let data_disks = OpenQuestions {
        exports_refuse_data_disks: true,
        ..OpenQuestions::default()
    };
    client.simulator.set_open_questions(data_disks);
    let export = [("OSSBucket", "exports"), ("OSSPrefix", "backup")];
    let refused = (400, "OperationDenied".to_owned());
    assert_eq!(refusal(&client, &image, &export).await, refused);
    client.simulator.set_open_questions(OpenQuestions::default());

    let request = [&[("ImageId", image.as_str())][..], &export].concat();
    let task = client.ecs("ExportImage", &request).await.body["TaskId"].clone();
    let own = [("TaskId", task.as_str().unwrap())];
    client.advance_minutes(120);
    let told = client.ecs("DescribeTaskAttribute", &own).await.body;
    assert_eq!((&told["TotalCount"], &told["SuccessCount"]), (&3.into(), &3.into()));
    let parts = told["OperationProgressSet"]["OperationProgress"].as_array().unwrap();
    let item = |part: &Value| part["RelatedItemSet"]["RelatedItem"][0].clone();
    assert!(parts.iter().all(|part| part["OperationStatus"] == "Success"));
    assert!(parts.iter().all(|part| item(part)["Name"] == "OSSObject"));
    let first = item(&parts[0])["Value"].clone();
    assert_eq!(first, format!("backup_{image}_system.raw.tar.gz"));
}
