//! Names with words in braces that are filled in when an image is made. Pure.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::image::{CopyTarget, sanitised};

/// What the words of a template stand for.
pub(super) struct NameWords {
    instance: String,
    date: String,
    time: String,
}

impl NameWords {
    /// Of an instance and snapshots taken `at`, milliseconds since the epoch, in the time of `zone`. An instance without a usable name
    /// is called by its id.
    pub(super) fn new(instance_name: &str, instance_id: &str, at: i64, zone: &TimeZone) -> Self {
        let name = sanitised(instance_name);
        let at = Timestamp::from_millisecond(at).ok().map(|at| at.to_zoned(zone.clone()));
        let written = |format: &str| {
            at.as_ref()
                .map(|at| at.strftime(format).to_string())
                .unwrap_or_default()
        };
        Self {
            instance: if name.is_empty() { instance_id.to_owned() } else { name },
            date: written("%Y%m%d"),
            time: written("%H%M"),
        }
    }

    fn all(&self) -> [(&'static str, &str); 3] {
        [
            ("{instance}", &self.instance),
            ("{date}", &self.date),
            ("{time}", &self.time),
        ]
    }

    /// The name of an image.
    pub(super) fn image_name(&self, template: &str) -> String {
        fill(template, &self.all())
    }

    /// The name of a copy of an image of this name.
    pub(super) fn copy_name(&self, copy: &CopyTarget, image_name: &str) -> String {
        let [instance, date, time] = self.all();
        let own = [("{name}", image_name), ("{region}", copy.region_id.as_str())];
        fill(&copy.name, &[instance, date, time, own[0], own[1]])
    }

    /// The template that gives this name: what a person would write with the words.
    pub(super) fn template_of(&self, name: &str) -> String {
        let mut template = name.to_owned();
        for (word, value) in self.all() {
            // A short value stands in a name by chance.
            if value.chars().count() >= 3 {
                template = template.replacen(value, word, 1);
            }
        }
        template
    }
}

/// Fills the words in from left to right. What is filled in is not looked at again, and unknown words stay.
fn fill(template: &str, words: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let (before, from) = rest.split_at(start);
        filled.push_str(before);
        match words.iter().find(|(word, _)| from.starts_with(word)) {
            Some((word, value)) => {
                filled.push_str(value);
                rest = &from[word.len()..];
            }
            None => {
                filled.push('{');
                rest = &from[1..];
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-23T02:00:04Z.
    const AT: i64 = 1_795_399_204_000;

    fn words(instance: &str) -> NameWords {
        NameWords::new(instance, "i-1", AT, &TimeZone::UTC)
    }

    fn copy(name: &str) -> CopyTarget {
        CopyTarget {
            region_id: "cn-beijing".into(),
            name: name.into(),
            encryption: None,
        }
    }

    #[test]
    fn the_words_are_filled_in_and_unknown_ones_stay() {
        let words = words("erp db/01");
        assert_eq!(words.image_name("{instance}-{date}-{time}"), "erp-db-01-20261123-0200");
        assert_eq!(words.image_name("{x}{{date}}{date"), "{x}{20261123}{date");
        assert_eq!(words.copy_name(&copy("{name}-{region}"), "web"), "web-cn-beijing");
        // What is filled in is not a template.
        assert_eq!(words.copy_name(&copy("{name}"), "{region}"), "{region}");
    }

    #[test]
    fn an_instance_without_a_usable_name_is_called_by_its_id() {
        assert_eq!(words("").image_name("{instance}"), "i-1");
        assert_eq!(words("//").image_name("{instance}"), "i-1");
    }

    #[test]
    fn a_name_becomes_the_template_that_gives_it() {
        let words = words("erp-db-01");
        for name in ["erp-db-01-20261123-0200", "image-erp-db-01-20261123", "golden"] {
            assert_eq!(words.image_name(&words.template_of(name)), name);
        }
        assert_eq!(words.template_of("erp-db-01-20261123-0200"), "{instance}-{date}-{time}");
    }
}
