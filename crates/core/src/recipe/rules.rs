//! The rules of a recipe: those of the image it makes, for names with the words filled in, and those of its own. Pure.

use jiff::tz::TimeZone;

use super::name_template::NameWords;
use super::{Recipe, RecipeCheck};
use crate::finding::{Finding, FindingCode, Severity};
use crate::image::{CopyTarget, ImageDraft, SourceFacts, rules};

/// Letters of a name at most.
const LONGEST_NAME: usize = 64;

/// What the rules say of a recipe when snapshots were taken `now`, milliseconds since the epoch. `uid` is the id of its account; empty
/// when it is not known.
pub(super) fn check(recipe: &Recipe, uid: &str, now: i64, zone: &TimeZone) -> RecipeCheck {
    let words = NameWords::new(&recipe.instance_name, &recipe.instance_id, now, zone);
    let draft = filled(recipe, &words);
    let required = |field: &str, value: &str| {
        let is_missing = value.trim().is_empty();
        is_missing.then(|| Finding::new(Severity::Error, field, FindingCode::Required))
    };
    let mut findings = check_name(&recipe.name);
    findings.extend(required("accountId", &recipe.account_id));
    findings.extend(required("regionId", &recipe.region_id));
    findings.extend(required("recipeInstance", &recipe.instance_id));
    let sources = SourceFacts {
        account_uid: uid.to_owned(),
        ..SourceFacts::default()
    };
    findings.extend(
        rules::check_choices(&draft, &sources)
            .into_iter()
            .map(|finding| Finding {
                field: match finding.field.as_str() {
                    "name" => "imageName".to_owned(),
                    _ => finding.field,
                },
                ..finding
            }),
    );
    RecipeCheck {
        findings,
        image_name: draft.name,
        copy_names: draft.copy_to.into_iter().map(|copy| copy.name).collect(),
    }
}

fn check_name(name: &str) -> Vec<Finding> {
    let error = |code| Finding::new(Severity::Error, "recipeName", code);
    let name = name.trim();
    if name.is_empty() {
        return vec![error(FindingCode::Required)];
    }
    let mut findings = Vec::from_iter(rules::check_length("recipeName", name, 1, LONGEST_NAME));
    if let Some(bad) = name.chars().find(|character| character.is_control()) {
        findings.push(error(FindingCode::BadCharacter).with("character", bad.escape_unicode()));
    }
    findings
}

/// The choices as a draft that names no snapshot yet.
pub(super) fn filled(recipe: &Recipe, words: &NameWords) -> ImageDraft {
    let name = words.image_name(&recipe.image_name);
    let copies = recipe.copy_to.iter().map(|copy| CopyTarget {
        name: words.copy_name(copy, &name),
        ..copy.clone()
    });
    ImageDraft {
        account_id: recipe.account_id.clone(),
        region_id: recipe.region_id.clone(),
        system_snapshot_id: String::new(),
        system_size_gib: 0,
        data_disks: Vec::new(),
        copy_to: copies.collect(),
        name,
        description: recipe.description.clone(),
        family: recipe.family.clone(),
        tags: recipe.tags.clone(),
        resource_group_id: recipe.resource_group_id.clone(),
        image_check: recipe.image_check,
        share_with: recipe.share_with.clone(),
        test_launch: None,
    }
}
