//! From a recipe to the draft of an image of the newest snapshots, with everything that would prevent it, before anything is sent.

use futures_util::future::join_all;
use jiff::tz::TimeZone;

use super::name_template::NameWords;
use super::newest_set::{NewestSet, newest_set};
use super::recipes::Recipes;
use super::rules::filled;
use super::{Recipe, RecipeRun};
use crate::Problem;
use crate::ProblemCode;
use crate::finding::{Finding, FindingCode, Severity};
use crate::image::{DraftStart, ImageDraft, NameCheck};
use crate::inventory::{ResourceKey, ShardKind};

fn error(field: &str, code: FindingCode) -> Finding {
    Finding::new(Severity::Error, field, code)
}

impl Recipes {
    /// What running a recipe now would come to. The cloud is asked for the snapshots and the names; that it could not be asked is part of
    /// the answer.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`, the cache's codes.
    pub(crate) async fn resolve(&self, id: i64) -> Result<RecipeRun, Problem> {
        let recipe = self.get(id).await?;
        let mut run = RecipeRun {
            draft: None,
            taken_at: None,
            findings: Vec::new(),
            as_of: None,
            not_asked: None,
            recipe,
        };
        run.findings = self.place_findings(&run.recipe).await?;
        if !run.findings.is_empty() {
            return Ok(run);
        }
        let recipe = &run.recipe;
        let instance = ResourceKey {
            account_id: recipe.account_id.clone(),
            region_id: recipe.region_id.clone(),
            id: recipe.instance_id.clone(),
        };
        let found = match newest_set(&self.inventory, &self.drafts, &instance, &recipe.left_out_disk_ids).await {
            Ok(found) => found,
            Err(problem) if problem.code == ProblemCode::NotFound => {
                run.findings.push(error("recipeInstance", FindingCode::InstanceGone));
                return Ok(run);
            }
            Err(problem) => return Err(problem),
        };
        let (start, passed_over) = match found {
            NewestSet::Found { start, passed_over } => (start, passed_over),
            NewestSet::None => {
                run.findings.push(error("recipeInstance", FindingCode::NoCompleteSet));
                return Ok(run);
            }
            NewestSet::Unknown => {
                run.findings.push(not_read("recipeInstance", &recipe.region_id));
                return Ok(run);
            }
        };
        let draft = draft_of(recipe, &start, &TimeZone::system());
        let (account_id, region_id) = (&recipe.account_id, &recipe.region_id);
        let snapshots = ShardKind::Snapshots;
        let old = self
            .inventory
            .renew_old_listing(account_id, region_id, snapshots)
            .await?;
        let checked = self.drafts.review(&draft).await?;
        run.findings = checked.findings;
        run.as_of = checked.as_of;
        run.not_asked = checked.not_asked;
        if let Some(at) = old {
            let note = Finding::new(Severity::Warning, "recipeInstance", FindingCode::OldListing);
            run.findings
                .push(note.with("regionId", &draft.region_id).with("at", at));
        }
        if let Some(at) = passed_over {
            let note = Finding::new(Severity::Warning, "recipeInstance", FindingCode::NewerSetPassedOver);
            run.findings.push(note.with("at", at));
        }
        let (taken, not_asked) = self.taken_names(&draft, &run.findings).await?;
        run.findings.extend(taken);
        run.not_asked = run.not_asked.or(not_asked);
        run.findings.sort_by_key(|finding| finding.severity as u8);
        run.taken_at = start.system.row.created_at;
        run.draft = Some(draft);
        Ok(run)
    }

    /// Why the account and the regions of a recipe cannot be used now.
    async fn place_findings(&self, recipe: &Recipe) -> Result<Vec<Finding>, Problem> {
        let regions = match self.accounts.known_regions(&recipe.account_id).await {
            Ok(regions) => regions,
            Err(problem) if problem.code == ProblemCode::NotFound => {
                let gone = error("accountId", FindingCode::AccountGone).with("alias", &recipe.account_alias);
                return Ok(vec![gone]);
            }
            Err(problem) => return Err(problem),
        };
        let is_open = |id: &str| regions.iter().any(|region| region.region_id == id);
        let closed = |field: &str, id: &str| error(field, FindingCode::RegionClosed).with("regionId", id);
        let mut findings = Vec::new();
        if !is_open(&recipe.region_id) {
            findings.push(closed("regionId", &recipe.region_id));
        }
        for (index, copy) in recipe.copy_to.iter().enumerate() {
            if !is_open(&copy.region_id) {
                findings.push(closed(&format!("copyTo.{index}.regionId"), &copy.region_id));
            }
        }
        let (account_id, region_id) = (&recipe.account_id, &recipe.region_id);
        if findings.is_empty()
            && self
                .inventory
                .listed_at(account_id, region_id, ShardKind::Snapshots)
                .await?
                .is_none()
        {
            findings.push(not_read("regionId", region_id));
        }
        Ok(findings)
    }

    /// The names of a draft that are taken, and why one could not be asked for. Names that break a rule are not asked for.
    async fn taken_names(
        &self,
        draft: &ImageDraft,
        findings: &[Finding],
    ) -> Result<(Vec<Finding>, Option<Problem>), Problem> {
        let copies = draft.copy_to.iter().enumerate();
        let copies = copies.map(|(index, copy)| (format!("copyTo.{index}.name"), &copy.region_id, &copy.name));
        let names = std::iter::once(("name".to_owned(), &draft.region_id, &draft.name)).chain(copies);
        let is_wrong = |field: &str| {
            let mut errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
            errors.any(|finding| finding.field == field)
        };
        let asked = names
            .filter(|(field, ..)| !is_wrong(field))
            .map(async |(field, region, name)| {
                let answer = self.drafts.check_name(&draft.account_id, region, name).await;
                (field, region, answer)
            });
        let (mut taken, mut not_asked) = (Vec::new(), None);
        for (field, region, answer) in join_all(asked).await {
            match answer? {
                NameCheck::Free => {}
                NameCheck::Taken { image_id } => {
                    let finding = error(&field, FindingCode::ImageNameTaken).with("imageId", image_id);
                    taken.push(finding.with("regionId", region));
                }
                NameCheck::Unknown { problem } => not_asked = Some(problem),
            }
        }
        Ok((taken, not_asked))
    }
}

fn not_read(field: &str, region_id: &str) -> Finding {
    error(field, FindingCode::RegionNotRead).with("regionId", region_id)
}

/// The choices of a recipe for these snapshots. The image check does not run with encrypted ones, and is left out for them.
fn draft_of(recipe: &Recipe, start: &DraftStart, zone: &TimeZone) -> ImageDraft {
    let row = &start.system.row;
    let name = row.instance_name.as_deref().unwrap_or(&recipe.instance_name);
    let words = NameWords::new(name, &recipe.instance_id, row.created_at.unwrap_or_default(), zone);
    let proposed = &start.draft;
    ImageDraft {
        system_snapshot_id: proposed.system_snapshot_id.clone(),
        system_size_gib: proposed.system_size_gib,
        data_disks: proposed.data_disks.clone(),
        image_check: recipe.image_check && proposed.image_check,
        ..filled(recipe, &words)
    }
}
