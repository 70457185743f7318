//! When this version was made, and what the changelog says about it.

use std::time::{SystemTime, UNIX_EPOCH};

/// A heading of the changelog and what is below it.
#[derive(Debug, PartialEq, Eq)]
pub struct Release {
    /// The version; of what is not released yet, that of the package.
    pub version: String,
    /// The day, as `2026-11-29`.
    pub date: String,
    /// Whether it is still being made.
    pub is_unreleased: bool,
    /// What has changed, in Markdown.
    pub text: String,
}

/// The time of the packages in seconds: `SOURCE_DATE_EPOCH`, or now.
pub fn epoch() -> u64 {
    let told = std::env::var("SOURCE_DATE_EPOCH").ok();
    told.and_then(|seconds| seconds.parse().ok()).unwrap_or_else(|| {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_secs())
    })
}

/// The releases of a changelog in the form of Keep a Changelog, newest first. What has no date yet has that of `now`, in seconds.
pub fn releases(changelog: &str, version: &str, now: u64) -> Vec<Release> {
    let mut releases = Vec::new();
    for part in changelog.split("\n## ").skip(1) {
        let (heading, text) = part.split_once('\n').unwrap_or((part, ""));
        let name = heading.trim_start_matches('[').split(']').next().unwrap_or_default();
        let date = heading.rsplit_once(" - ").map(|(_, date)| date.trim().to_owned());
        let is_unreleased = name == "Unreleased";
        // Only the first one is not released: what is below an empty heading is in the next one.
        if is_unreleased && text.trim().is_empty() {
            continue;
        }
        releases.push(Release {
            version: if is_unreleased { version } else { name }.to_owned(),
            date: date.unwrap_or_else(|| day(now)),
            is_unreleased,
            text: text.trim().to_owned(),
        });
    }
    releases
}

/// The day of a time in seconds, UTC (the civil calendar as of <https://howardhinnant.github.io/date_algorithms.html>).
fn day(seconds: u64) -> String {
    let days = seconds / 86_400 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::{day, releases};

    #[test]
    fn the_changelog_tells_versions_and_days() {
        let changelog = "# Changelog\n\nText.\n\n## [Unreleased]\n\n### Added\n\n- Much.\n\n## [0.0.1] - 2026-01-31\n\n- A little.\n";
        let [next, first] = releases(changelog, "0.1.0", 1_772_366_400).try_into().expect("two");
        assert_eq!(
            (next.version.as_str(), next.date.as_str(), next.is_unreleased),
            ("0.1.0", "2026-03-01", true)
        );
        assert_eq!(next.text, "### Added\n\n- Much.");
        assert_eq!(
            (first.version.as_str(), first.date.as_str(), first.is_unreleased),
            ("0.0.1", "2026-01-31", false)
        );
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(day(951_782_400), "2000-02-29");
        assert_eq!(day(1_798_675_199), "2026-12-30");
    }
}
