//! Product `Ecs`, version 2014-05-26: one file an action.

mod create_image;
mod describe_disks;
mod describe_images;
mod describe_instances;
mod describe_regions;
mod describe_snapshots;
mod image_source;
mod image_text;

use crate::call::{Answer, Call};

pub(crate) fn action(name: &str) -> Option<fn(&mut Call<'_>) -> Answer> {
    Some(match name {
        "CreateImage" => create_image::answer,
        "DescribeDisks" => describe_disks::answer,
        "DescribeImages" => describe_images::answer,
        "DescribeInstances" => describe_instances::answer,
        "DescribeRegions" => describe_regions::answer,
        "DescribeSnapshots" => describe_snapshots::answer,
        _ => return None,
    })
}

/// Whether a name matches a filter in which `*` stands for any text.
fn name_matches(pattern: &str, name: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let Some(mut remaining) = name.strip_prefix(head) else {
        return false;
    };
    let mut pieces: Vec<_> = rest.split('*').collect();
    let tail = pieces.pop().unwrap_or_default();
    for piece in pieces {
        let Some((_, after)) = remaining.split_once(piece) else {
            return false;
        };
        remaining = after;
    }
    remaining.ends_with(tail)
}

#[cfg(test)]
mod tests {
    use super::name_matches;

    #[test]
    fn an_asterisk_stands_for_any_text() {
        assert!(name_matches("erp-db-01", "erp-db-01"));
        assert!(!name_matches("erp-db", "erp-db-01"));
        assert!(name_matches("erp-*", "erp-db-01"));
        assert!(name_matches("*db*01", "erp-db-01"));
        assert!(!name_matches("*db*02", "erp-db-01"));
        assert!(name_matches("*", ""));
    }
}
