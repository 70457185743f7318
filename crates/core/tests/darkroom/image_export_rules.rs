//! What is said of an export before anything is sent.

use darkroom_core::ProblemCode;
use darkroom_core::image::{FindingCode, ImageExportOrder, ImageFormat, OssTarget, Severity};
use serde_json::json;

use crate::harness::{HANGZHOU, Harness, Reaction};
use crate::image_copies::image_in;
use crate::image_exports::{IMAGE, of};

#[test]
fn what_the_cloud_would_refuse_is_said_at_its_field_before_anything_is_sent() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let plain = image_in(&session, HANGZHOU, IMAGE).await;
        let found = async |order: ImageExportOrder| {
            let found = session.image_export_check(order).await.unwrap();
            let found = found.into_iter();
            found
                .map(|finding| (finding.severity, finding.code, finding.field))
                .collect::<Vec<_>>()
        };
        let with = |change: fn(&mut OssTarget)| {
            let mut order = of(std::slice::from_ref(&plain));
            change(&mut order.target);
            order
        };
        let error = |code, field: &str| (Severity::Error, code, field.to_owned());
        let warning = |code, field: &str| (Severity::Warning, code, field.to_owned());
        assert_eq!(found(with(|_| {})).await, []);
        assert_eq!(
            found(with(|target| target.bucket = String::new())).await,
            [error(FindingCode::Required, "bucket")]
        );
        assert_eq!(
            found(with(|target| target.bucket = "Golden".into())).await,
            [error(FindingCode::BadCharacter, "bucket")]
        );
        assert_eq!(
            found(with(|target| target.bucket = "a-".into())).await,
            [
                error(FindingCode::TooShort, "bucket"),
                error(FindingCode::HyphenAtEdge, "bucket")
            ]
        );
        assert_eq!(
            found(with(|target| target.bucket = "b".repeat(64))).await,
            [error(FindingCode::TooLong, "bucket")]
        );
        assert_eq!(
            found(with(|target| target.prefix = "a/b".into())).await,
            [error(FindingCode::BadCharacter, "prefix")]
        );
        assert_eq!(
            found(with(|target| target.prefix = "p".repeat(31))).await,
            [error(FindingCode::TooLong, "prefix")]
        );
        assert_eq!(
            found(with(|target| target.format = ImageFormat::Vhd)).await,
            [warning(FindingCode::ExportFormatRegion, "format")]
        );
        assert_eq!(
            found(with(|target| target.role = "Another".into())).await,
            [warning(FindingCode::ExportRole, "role")]
        );
        assert_eq!(
            found(with(|target| target.role = String::new())).await,
            [error(FindingCode::Required, "role")]
        );

        let first = async |region: &str, name: &str| {
            let image = image_in(&session, region, name).await;
            let mut told = found(of(&[image])).await;
            told.remove(0)
        };
        for (region, name, code) in [
            ("cn-shenzhen", "财务系统-基准", FindingCode::ExportEncrypted),
            ("cn-shanghai", "bi-worker-base", FindingCode::ImageNotAvailable),
            (HANGZHOU, "partner-edi-gateway", FindingCode::ExportOfOthers),
        ] {
            assert_eq!(first(region, name).await, error(code, "images.0"), "{name}");
        }
        let windows = first(HANGZHOU, "ci-runner-win2022").await;
        assert_eq!(
            (windows.1, windows.2.as_str()),
            (FindingCode::ExportWindows, "images.0")
        );
        let data_disks = first(HANGZHOU, "portal-golden").await;
        assert_eq!(
            data_disks,
            (Severity::Note, FindingCode::ExportDataDisks, "images.0".to_owned())
        );
        let id = plain.id.clone();
        harness.cloud.on("DescribeImages", move |parameters| {
            if parameters.get("ImageId") != Some(&id) {
                return Reaction::Forward;
            }
            Reaction::change_images(|images| {
                images[0]["ProductCode"] = "cmjj0".into();
                let disk = json!({"Type": "data", "Size": "501", "Device": "/dev/xvdb"});
                let disks = images[0]["DiskDeviceMappings"]["DiskDeviceMapping"].as_array_mut();
                disks.unwrap().push(disk);
            })
        });
        assert_eq!(
            found(with(|_| {})).await,
            [
                error(FindingCode::ExportMarketplace, "images.0"),
                error(FindingCode::ExportDisks, "images.0")
            ]
        );
        harness.cloud.on("DescribeImages", |_| Reaction::no_images());
        assert_eq!(found(with(|_| {})).await, [error(FindingCode::ImageGone, "images.0")]);
        let refused = session.image_export_start("x".into(), with(|_| {})).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::DraftInvalid);
        harness.cloud.heal("DescribeImages");

        let elsewhere = image_in(&session, "cn-shanghai", "edge-base").await;
        let scattered = found(of(&[plain.clone(), elsewhere])).await;
        assert_eq!(scattered[0], error(FindingCode::ExportRegions, "images"));
    });
    assert_eq!(harness.cloud.requests("ExportImage").len(), 0);
}
