//! Images compared with each other and with an instance, after the cloud was asked for both.

use darkroom_core::ProblemCode;
use darkroom_core::image::{
    ComparedAttribute as Attribute, ComparedKind, ComparedRelation, ComparedRow, ComparedValue, ComparedWith,
    DiskOfSide, ImageComparison, ReportFile,
};
use darkroom_core::inventory::ResourceKey;
use darkroom_core::proof::ProofMark;
use darkroom_core::view::{ExportFile, ExportFormat};
use serde_json::Value;
use simulator::FaultRule;

use crate::harness::{HANGZHOU, Harness, Reaction, always, forbidden};
use crate::image_copies::image_in;

const SHANGHAI: &str = "cn-shanghai";
/// Copied from cn-hangzhou to cn-shanghai.
const COPIED: &str = "web-gw-base";

fn with(kind: ComparedKind, key: &ResourceKey) -> ComparedWith {
    ComparedWith { kind, key: key.clone() }
}

/// Two images compared.
fn images(harness: &Harness, a: (&str, &str), b: (&str, &str)) -> ImageComparison {
    harness.run(async |session| {
        session.connect().await;
        let left = image_in(&session, a.0, a.1).await;
        let right = image_in(&session, b.0, b.1).await;
        session
            .image_compare(left, with(ComparedKind::Image, &right))
            .await
            .unwrap()
    })
}

/// `portal-golden` is made of the disks of `portal-01`. The faults begin once both are listed.
fn instance(harness: &Harness, faults: Vec<FaultRule>) -> ImageComparison {
    harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, "portal-golden").await;
        let instance = session.instance("portal-01").await.key;
        harness.cloud.simulator.set_faults(faults);
        let asked = with(ComparedKind::Instance, &instance);
        session.image_compare(image, asked).await.unwrap()
    })
}

fn row(comparison: &ImageComparison, attribute: Attribute) -> &ComparedRow {
    let mut rows = comparison.rows.iter();
    rows.find(|row| row.attribute == attribute).unwrap()
}

fn of(comparison: &ImageComparison, mark: ProofMark, matters: bool) -> Vec<Attribute> {
    let rows = comparison.rows.iter();
    let rows = rows.filter(|row| row.mark == mark && row.matters == matters);
    rows.map(|row| row.attribute).collect()
}

fn read(values: &[&str]) -> ComparedValue {
    ComparedValue::Read {
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    }
}

/// Changes what the cloud tells of the images of one region.
fn change_in(harness: &Harness, region_id: &'static str, change: fn(&mut Value)) {
    harness
        .cloud
        .on("DescribeImages", move |asked| match asked["RegionId"] == region_id {
            true => Reaction::change_images(move |images| images.iter_mut().for_each(change)),
            false => Reaction::Forward,
        });
}

#[test]
fn a_copy_differs_in_what_is_usual_and_in_what_copying_lost() {
    let harness = Harness::new();
    change_in(&harness, SHANGHAI, |image| {
        image["Features"]["NvmeSupport"] = "unsupported".into();
    });
    let compared = images(&harness, (HANGZHOU, COPIED), (SHANGHAI, COPIED));
    assert_eq!(compared.relation, ComparedRelation::Copy { by_name: true });
    assert_eq!(
        of(&compared, ProofMark::Different, true),
        [Attribute::Snapshots, Attribute::Nvme],
        "only the name says that it is a copy"
    );
    let nvme = row(&compared, Attribute::Nvme);
    assert_eq!((&nvme.a, &nvme.b), (&read(&["supported"]), &read(&["unsupported"])));
    let usual = of(&compared, ProofMark::Different, false);
    for attribute in [Attribute::Copied, Attribute::Created] {
        assert!(usual.contains(&attribute), "{attribute:?} in {usual:?}");
    }
    assert!(of(&compared, ProofMark::Equal, true).contains(&Attribute::Sizes));
    assert!(compared.disks.iter().all(|disk| disk.mark == ProofMark::Equal));
    assert!(
        compared.rows.iter().all(|row| row.attribute != Attribute::Image),
        "two images have two ids"
    );
    let first_usual = compared.rows.iter().position(|row| !row.matters).unwrap();
    assert!(
        compared.rows[first_usual..].iter().all(|row| !row.matters),
        "what matters stands first"
    );
}

#[test]
fn different_images_differ_in_their_disks_and_in_what_these_hold() {
    let compared = images(
        &Harness::new(),
        (HANGZHOU, "erp-db-golden"),
        (HANGZHOU, "app-node-base-v14"),
    );
    assert_eq!(compared.relation, ComparedRelation::Images);
    let differs = of(&compared, ProofMark::Different, true);
    for attribute in [
        Attribute::Os,
        Attribute::DiskCount,
        Attribute::Sizes,
        Attribute::Snapshots,
        Attribute::Family,
    ] {
        assert!(differs.contains(&attribute), "{attribute:?} in {differs:?}");
    }
    assert!(compared.disks.len() > 1 && compared.disks[0].system);
    let data = &compared.disks[1];
    assert!(matches!(data.a, DiskOfSide::There { size_gib: Some(_) }), "{data:?}");
    assert_eq!((data.b, data.mark), (DiskOfSide::Absent, ProofMark::Different));
}

#[test]
fn an_image_and_the_instance_of_whose_disks_it_is_made_are_compared_in_what_the_cloud_tells_of_both() {
    let compared = instance(&Harness::new(), Vec::new());
    assert_eq!(compared.relation, ComparedRelation::Instance);
    assert_eq!(
        (compared.b.kind, compared.b.name.as_str()),
        (ComparedKind::Instance, "portal-01")
    );
    let equal = of(&compared, ProofMark::Equal, true);
    for attribute in [
        Attribute::Os,
        Attribute::DiskCount,
        Attribute::Sizes,
        Attribute::Devices,
        Attribute::Encrypted,
    ] {
        assert!(equal.contains(&attribute), "{attribute:?} in {equal:?}");
    }
    assert_eq!(
        row(&compared, Attribute::Imds).b,
        read(&["v2"]),
        "HttpTokens is required"
    );
    assert_eq!(row(&compared, Attribute::Image).mark, ProofMark::Different);
    for attribute in [
        Attribute::Nvme,
        Attribute::BootMode,
        Attribute::SharedWith,
        Attribute::Family,
    ] {
        assert!(compared.not_told.contains(&attribute), "{attribute:?}");
    }
    assert_eq!(compared.disks.len(), 3);
}

#[test]
fn what_was_refused_is_never_equal() {
    let harness = Harness::new();
    let faults = vec![always("DescribeImageSharePermission", Some(SHANGHAI), forbidden())];
    harness.cloud.simulator.set_faults(faults);
    let compared = images(&harness, (HANGZHOU, COPIED), (SHANGHAI, COPIED));
    let shared = row(&compared, Attribute::SharedWith);
    assert_eq!((shared.mark, &shared.a), (ProofMark::Unread, &read(&[])));
    let ComparedValue::Refused { problem } = &shared.b else {
        panic!("{shared:?}");
    };
    assert_eq!(problem.code, ProblemCode::AccessDenied);

    let compared = instance(&Harness::new(), vec![always("DescribeDisks", None, forbidden())]);
    for attribute in [
        Attribute::DiskCount,
        Attribute::Sizes,
        Attribute::Devices,
        Attribute::Encrypted,
    ] {
        let row = row(&compared, attribute);
        assert_eq!(row.mark, ProofMark::Unread, "{attribute:?}");
        assert!(matches!(row.b, ComparedValue::Refused { .. }), "{row:?}");
    }
    let disks = compared.disks.iter().map(|disk| (disk.b, disk.mark));
    assert!(
        disks.eq([(DiskOfSide::Unread, ProofMark::Unread); 3]),
        "{:?}",
        compared.disks
    );
}

#[test]
fn what_the_cloud_leaves_out_is_not_told_and_what_there_need_not_be_is_none() {
    let harness = Harness::new();
    change_in(&harness, SHANGHAI, |image| {
        let fields = image.as_object_mut().unwrap();
        for name in ["BootMode", "ImageFamily", "Tags", "Description"] {
            fields.remove(name);
        }
    });
    let compared = images(&harness, (HANGZHOU, COPIED), (SHANGHAI, COPIED));
    let boot = row(&compared, Attribute::BootMode);
    assert_eq!((boot.mark, &boot.b), (ProofMark::Unread, &ComparedValue::NotTold));
    assert_eq!(row(&compared, Attribute::Family).b, read(&[]));
    assert!(compared.not_told.contains(&Attribute::License), "told of neither");
}

#[test]
fn an_image_of_another_account_tells_nobody_else_whom_it_is_shared_with() {
    let compared = images(&Harness::new(), (HANGZHOU, COPIED), (HANGZHOU, "partner-edi-gateway"));
    let shared = row(&compared, Attribute::SharedWith);
    assert_eq!((shared.mark, &shared.b), (ProofMark::Unread, &ComparedValue::OfOthers));
}

#[test]
fn an_image_is_compared_neither_with_itself_nor_with_what_is_gone() {
    let harness = Harness::new();
    let (itself, gone) = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, COPIED).await;
        let itself = session
            .image_compare(image.clone(), with(ComparedKind::Image, &image))
            .await;
        let nowhere = ResourceKey {
            id: "i-gone".to_owned(),
            ..image.clone()
        };
        let gone = session
            .image_compare(image, with(ComparedKind::Instance, &nowhere))
            .await;
        (itself.unwrap_err(), gone.unwrap_err())
    });
    assert_eq!(
        (itself.code, itself.field.as_deref()),
        (ProblemCode::Malformed, Some("with"))
    );
    assert_eq!(
        (gone.code, gone.params["instanceId"].as_str()),
        (ProblemCode::NotFound, "i-gone")
    );
}

#[test]
fn a_comparison_is_written_with_its_differences_and_what_was_not_read() {
    let harness = Harness::new();
    harness
        .cloud
        .simulator
        .set_faults(vec![always("DescribeImageSharePermission", None, forbidden())]);
    let compared = images(&harness, (HANGZHOU, COPIED), (SHANGHAI, COPIED));
    let path = harness.folder.path().join("compare.csv");
    let file = ReportFile {
        format: ExportFormat::Csv,
        words: [("unread".to_owned(), "Not read".to_owned())].into(),
    };
    let target = Box::new(ExportFile::at(path.clone()));
    harness.run_idle(async |session| session.comparison_export(&compared, &file, target).await.unwrap());
    let csv = std::fs::read_to_string(path).unwrap();
    assert!(
        csv.contains("\r\nsharedWith,usual,Not read Forbidden.RAM,Not read Forbidden.RAM,Not read\r\n"),
        "{csv}"
    );
    assert!(csv.contains("\r\nlicense,,,,notTold\r\n"), "{csv}");
}
