//! Snapshots of the small company that somebody took by hand, and those the odd cases need.

use jiff::SignedDuration;
use jiff::civil::date;
use jiff::tz::TimeZone;

use super::super::company::Company;
use super::super::history::{Details, in_china, month_day};
use super::{days, hours};
use crate::cloud::State;

pub(super) fn by_hand(company: &mut Company) {
    let minutes = SignedDuration::from_mins;
    // The fourth disk of erp-db-01: its own time, nine hours before the others.
    for night in 0..14 {
        let age = hours(17 + 24 * night);
        let name = format!("erp-db-01-backup-{}", month_day(company.before(age)));
        take(
            company,
            "erp-db-01",
            3,
            age,
            Details {
                retention_days: Some(30),
                ..Details::named(name)
            },
        );
    }
    let name = Details::named("web-gw-02-pre-patch");
    take(
        company,
        "web-gw-02",
        0,
        minutes(4),
        Details {
            state: State::Progressing(minutes(42)),
            ..name
        },
    );
    let name = Details::named("warehouse-01-data1-full");
    take(
        company,
        "warehouse-01",
        1,
        minutes(55),
        Details {
            state: State::Progressing(minutes(390)),
            ..name
        },
    );
    let name = Details::named("bi-worker-11-sys");
    take(
        company,
        "bi-worker-11",
        0,
        hours(9),
        Details {
            state: State::Failed(23),
            ..name
        },
    );
    let name = Details::named("订单服务备机-升级前");
    take(
        company,
        "order-svc-04",
        0,
        hours(77),
        Details {
            state: State::Failed(0),
            ..name
        },
    );
    take(
        company,
        "redis-cache-07",
        0,
        hours(25),
        Details::named("redis-cache-07-sys"),
    );
    take(company, "web-gw-01", 0, days(4), Details::named("web-gw-01-golden"));
    take(company, "edge-01", 0, days(5), Details::named("edge-01-golden"));
    take(company, "oa-01", 0, days(4), Details::named("oa-01-before-import"));
    take(
        company,
        "bi-worker-11",
        0,
        days(12),
        Details::named("bi-worker-11-base"),
    );
    for version in 10..=14 {
        let age = hours(14) + days((14 - version) * 6);
        let name = Details::named(format!("app-node-base-v{version}"));
        take(
            company,
            "builder-01",
            0,
            age,
            Details {
                description: "Node 24 LTS, agents installed, cleaned",
                ..name
            },
        );
    }
    for week in 0..4 {
        let age = hours(22) + days(week * 7);
        let suffix = in_china(company.before(age), "%GW%V");
        take(
            company,
            "ci-win-04",
            0,
            age,
            Details::named(format!("ci-runner-win2022-{suffix}")),
        );
    }
    for month in 0..3 {
        let (age, second_age) = (
            hours(16) + days(month * 30),
            hours(16) + days(month * 30) - SignedDuration::from_secs(1),
        );
        let suffix = if month == 0 {
            String::new()
        } else {
            format!("-{}", in_china(company.before(age), "%Y%m"))
        };
        let description = "月结前手工快照，结账完成后保留一年";
        let system = Details::named(format!("财务系统-月结前{suffix}"));
        take(company, "finance-01", 0, age, Details { description, ..system });
        take(
            company,
            "finance-01",
            1,
            second_age,
            Details::named(format!("财务系统-月结前-数据{suffix}")),
        );
    }
    for week in 0..6 {
        let age = hours(27) + days(week * 7);
        let name = format!("日志归档-{}", in_china(company.before(age), "%GW%V"));
        take(
            company,
            "log-store-02",
            1,
            age,
            Details {
                category: "archive",
                ..Details::named(name)
            },
        );
    }
    for (week, system) in [(0, "log-store-02-sys"), (1, "log-store-02-sys-before-resize")] {
        take(
            company,
            "log-store-02",
            0,
            hours(26) + days(week * 7),
            Details::named(system),
        );
    }
    for (count, age) in [9, 16, 23].into_iter().enumerate() {
        let word = if count == 0 {
            "final".to_owned()
        } else {
            format!("w{}", 3 - count)
        };
        take(
            company,
            "erp-db-00",
            0,
            days(age),
            Details::named(format!("erp-db-00-{word}-sys")),
        );
        let at = days(age) - SignedDuration::from_secs(1);
        take(
            company,
            "erp-db-00",
            1,
            at,
            Details::named(format!("erp-db-00-{word}-data1")),
        );
    }
    let kept = Details::named("oa-00-kept-disk");
    take(
        company,
        "oa-00",
        0,
        days(11),
        Details {
            source_disk_type: Some("data"),
            ..kept
        },
    );
    let described = Details::named("web-gw-11-before-rollout");
    let description = "before <b>rollout</b> & restart, \"keep\"";
    take(
        company,
        "web-gw-11",
        0,
        hours(31),
        Details {
            description,
            ..described
        },
    );
    for (machine, age) in [("api-01", 40), ("mq-01", 66), ("shop-02", 90), ("hr-win-01", 140)] {
        take(
            company,
            machine,
            0,
            hours(age),
            Details {
                name: None,
                is_tagged: false,
                ..Details::named("")
            },
        );
    }
    if let Ok(zoned) = date(2012, 11, 3).at(3, 20, 11, 0).to_zoned(TimeZone::UTC) {
        let age = company.epoch.duration_since(zoned.timestamp());
        take(company, "erp-db-00", 0, age, Details::named("web-legacy-2012-sys"));
    }
}

fn take(company: &mut Company, machine: &str, disk: usize, age: SignedDuration, details: Details) {
    if let Some(built) = company.find(machine) {
        let at = company.before(age);
        company.take(&built, disk, at, details);
    }
}
