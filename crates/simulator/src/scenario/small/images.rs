//! Images of the small company.

use jiff::SignedDuration;

use super::super::company::Company;
use super::super::history::{in_china, month_day};
use super::super::images::{Own, public_image};
use super::{HANGZHOU, SHANGHAI, SHENZHEN, days, hours};
use crate::cloud::{Image, ImageOwner, Os, Production};
use crate::randomness::Randomness;

pub(super) fn images(company: &mut Company) {
    let moment = |company: &Company, night: i64| month_day(company.before(hours(8) + days(night)));
    let erp = |date: &str| {
        ["sys", "data1", "data2"]
            .map(|disk| format!("erp-db-01-{disk}-{date}"))
            .to_vec()
    };
    let ready = Production::Creating(SignedDuration::from_mins(20));
    let own = |region, name, age, snapshots| Own {
        region,
        name,
        family: None,
        description: "",
        age,
        production: ready,
        ends_as: "Available",
        is_deprecated: false,
        used_by_instance: false,
        snapshots,
    };
    let golden = erp(&moment(company, 7));
    let weekly = erp(&moment(company, 1));
    let order = company.before(hours(8) + SignedDuration::from_mins(4 * 9) + days(2));
    let order = ["系统盘", "数据盘"]
        .map(|disk| format!("订单服务-{disk}-{}", month_day(order)))
        .to_vec();
    let runner = in_china(company.before(hours(22) + days(7)), "ci-runner-win2022-%GW%V");
    let one = |name: &str| vec![name.to_owned()];
    let images = [
        Own {
            description: "ERP database, patched and verified",
            used_by_instance: true,
            ..own(HANGZHOU, "erp-db-golden", days(7), golden)
        },
        Own {
            production: Production::Creating(SignedDuration::from_mins(23)),
            ..own(HANGZHOU, "erp-db-weekly", SignedDuration::from_mins(6), weekly)
        },
        Own {
            family: Some("app-node-base"),
            used_by_instance: true,
            ..own(HANGZHOU, "app-node-base-v13", days(6), one("app-node-base-v13"))
        },
        Own {
            family: Some("app-node-base"),
            ..own(HANGZHOU, "app-node-base-v14", hours(13), one("app-node-base-v14"))
        },
        own(HANGZHOU, "ci-runner-win2022", days(7), one(&runner)),
        Own {
            used_by_instance: true,
            ..own(HANGZHOU, "web-gw-base", days(3), one("web-gw-01-golden"))
        },
        own(SHANGHAI, "订单服务-基准-v3", days(2), order),
        Own {
            is_deprecated: true,
            ..own(SHANGHAI, "bi-worker-base", days(11), one("bi-worker-11-base"))
        },
        own(
            SHENZHEN,
            "财务系统-基准",
            hours(15),
            vec!["财务系统-月结前".to_owned(), "财务系统-月结前-数据".to_owned()],
        ),
        Own {
            production: Production::Creating(SignedDuration::from_mins(9)),
            ends_as: "CreateFailed",
            ..own(SHENZHEN, "oa-import-test", days(3), one("oa-01-before-import"))
        },
        Own {
            used_by_instance: true,
            ..own(SHANGHAI, "edge-base", days(4), one("edge-01-golden"))
        },
    ];
    for image in images {
        company.add_image(image);
    }
}

/// What another account shares with this one, and what a third has published.
pub(super) fn images_of_others(company: &mut Company, seed: u64) {
    let mut randomness = Randomness::new(seed ^ 0x0007_0004);
    for (name, account_id, is_public) in [
        ("partner-edi-gateway", 1_287_004_155_093_366, false),
        ("community-metrics-stack", 1_650_972_388_410_257, true),
    ] {
        let mut image = Image {
            image_id: randomness.identifier("m", "bp1"),
            owner: ImageOwner::Another(account_id),
            name: name.to_owned(),
            used_by_instance: false,
            is_public,
            ..public_image(HANGZHOU, Os::DEBIAN_12, company.epoch)
        };
        for mapping in &mut image.mappings {
            mapping.snapshot_id = Some(randomness.identifier("s", "bp1"));
        }
        company.cloud.images.push(image);
    }
}

/// An image copied to another region, and one shared with two accounts.
pub(super) fn spread(company: &mut Company, seed: u64) {
    let mut randomness = Randomness::new(seed ^ 0x0007_0005);
    let find = |company: &Company, name: &str| {
        let mut images = company.cloud.images.iter();
        images.find(|image| image.name == name && image.is_own()).cloned()
    };
    if let Some(source) = find(company, "web-gw-base") {
        let mut copy = Image {
            image_id: randomness.identifier("m", "uf6"),
            region_id: SHANGHAI,
            copy_of: Some(source.image_id.clone()),
            created: company.before(days(2)),
            used_by_instance: false,
            check_lasts: None,
            ..source
        };
        for mapping in &mut copy.mappings {
            mapping.snapshot_id = Some(randomness.identifier("s", "uf6"));
        }
        company.cloud.images.push(copy);
    }
    let shared_at = company.before(days(3));
    let shared = company.cloud.images.iter_mut().find(|image| image.name == "edge-base");
    if let Some(image) = shared {
        image.shared_with = [1_288_441_090_350_914_i64, 1_755_208_766_143_306]
            .map(|account_id| (account_id.to_string(), shared_at))
            .to_vec();
    }
}
