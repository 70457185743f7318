//! Rules of the test launch of an image.

use super::{Finding, FindingCode, ImageDraft, Severity, error, finding};
use crate::image::TestRelease;

/// Minutes after which a test instance is released by itself.
const LEAST_MINUTES: u32 = 5;
const MOST_MINUTES: u32 = 1_440;

pub(super) fn check(draft: &ImageDraft) -> Vec<Finding> {
    let Some(test) = &draft.test_launch else {
        return Vec::new();
    };
    let required = [
        ("zoneId", &test.zone_id),
        ("vSwitchId", &test.v_switch_id),
        ("securityGroupId", &test.security_group_id),
        ("instanceType", &test.instance_type),
        ("diskCategory", &test.disk_category),
    ];
    let empty = required.into_iter().filter(|(_, value)| value.is_empty());
    let mut findings: Vec<Finding> = empty
        .map(|(field, _)| error(&format!("testLaunch.{field}"), FindingCode::Required))
        .collect();
    const MINUTES: &str = "testLaunch.release.minutes";
    match test.release {
        TestRelease::AfterMinutes { minutes } if minutes < LEAST_MINUTES => {
            findings.push(error(MINUTES, FindingCode::NumberTooSmall).with("min", LEAST_MINUTES));
        }
        TestRelease::AfterMinutes { minutes } if minutes > MOST_MINUTES => {
            findings.push(error(MINUTES, FindingCode::NumberTooLarge).with("max", MOST_MINUTES));
        }
        TestRelease::AfterMinutes { .. } => {
            findings.push(finding(Severity::Note, "testLaunch", FindingCode::TestBilled));
        }
        TestRelease::AfterConfirmation => {
            findings.push(finding(
                Severity::Note,
                "testLaunch.release",
                FindingCode::TestNeedsConfirmation,
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::{ImageRecord, TestLaunch};

    fn findings(test: TestLaunch) -> Vec<(String, FindingCode)> {
        let draft = ImageDraft {
            test_launch: Some(test),
            ..ImageRecord::default().into()
        };
        check(&draft)
            .into_iter()
            .map(|found| (found.field, found.code))
            .collect()
    }

    fn chosen(release: TestRelease) -> TestLaunch {
        TestLaunch {
            zone_id: "cn-hangzhou-h".into(),
            v_switch_id: "vsw-1".into(),
            security_group_id: "sg-1".into(),
            instance_type: "ecs.e-c1m1.large".into(),
            disk_category: "cloud_essd".into(),
            release,
            ..TestLaunch::default()
        }
    }

    #[test]
    fn everything_but_the_level_must_be_chosen() {
        let found = findings(TestLaunch::default());
        let required: Vec<&str> = found
            .iter()
            .filter(|(_, code)| *code == FindingCode::Required)
            .map(|(field, _)| field.as_str())
            .collect();
        assert_eq!(
            required,
            [
                "testLaunch.zoneId",
                "testLaunch.vSwitchId",
                "testLaunch.securityGroupId",
                "testLaunch.instanceType",
                "testLaunch.diskCategory",
            ]
        );
    }

    #[test]
    fn the_time_is_five_minutes_to_a_day() {
        let of = |minutes| {
            let found = findings(chosen(TestRelease::AfterMinutes { minutes }));
            found.into_iter().next().map(|(_, code)| code)
        };
        assert_eq!(of(4), Some(FindingCode::NumberTooSmall));
        assert_eq!(of(5), Some(FindingCode::TestBilled));
        assert_eq!(of(1_440), Some(FindingCode::TestBilled));
        assert_eq!(of(1_441), Some(FindingCode::NumberTooLarge));
    }

    #[test]
    fn a_confirmation_is_said_to_be_needed() {
        let found = findings(chosen(TestRelease::AfterConfirmation));
        assert_eq!(
            found,
            [("testLaunch.release".to_owned(), FindingCode::TestNeedsConfirmation)]
        );
    }
}
