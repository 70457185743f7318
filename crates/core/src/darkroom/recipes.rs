//! Recipes, and handing plans over.

use std::collections::BTreeMap;

use super::Darkroom;
use crate::image::ImageDraft;
use crate::recipe::{HandoverKind, HandoverText, Recipe, RecipeCheck, RecipeRun, hand_over};
use crate::view::{ExportTarget, write_file};
use crate::{Problem, ProblemCode};

/// Characters of the name of a file that come from a name.
const MOST_NAME_CHARACTERS: usize = 60;

impl Darkroom {
    /// All recipes by name.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn recipe_list(&self) -> Result<Vec<Recipe>, Problem> {
        self.recipes.list().await
    }

    /// The recipe that a draft suggests. It is not saved.
    ///
    /// # Errors
    /// `SnapshotGone`, `NotFound`, the cache's codes.
    pub async fn recipe_of_draft(&self, draft: ImageDraft) -> Result<Recipe, Problem> {
        self.recipes.of_draft(&draft).await
    }

    /// What the rules say of a recipe, and what its names would be now.
    ///
    /// # Errors
    /// The cache's codes.
    pub async fn recipe_check(&self, recipe: Recipe) -> Result<RecipeCheck, Problem> {
        self.recipes.check(&recipe).await
    }

    /// Keeps a recipe: a new one when it has no number, else in the place of that one. A repeated `request_id` gives what it made.
    ///
    /// # Errors
    /// `Empty` without a request id, `DraftInvalid`, `RecipeNameTaken` at `recipeName`, `NotFound`, `StoreFailed`.
    pub async fn recipe_save(&self, request_id: String, recipe: Recipe) -> Result<Recipe, Problem> {
        self.recipes.save(&request_id, recipe).await
    }

    /// Forgets a recipe. One that is not there is no mistake.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn recipe_remove(&self, id: i64) -> Result<(), Problem> {
        self.recipes.remove(id).await
    }

    /// What running a recipe now comes to. Nothing is changed by that: the draft in the answer is created as any other.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`, the cache's codes.
    pub async fn recipe_resolve(&self, id: i64) -> Result<RecipeRun, Problem> {
        self.recipes.resolve(id).await
    }

    /// The name that is proposed for the file of a recipe.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub async fn recipe_file_name(&self, id: i64) -> Result<String, Problem> {
        let recipe = self.recipes.get(id).await?;
        Ok(format!("recipe-{}.json", for_file(&recipe.name)))
    }

    /// Writes a recipe to a file that can be given to somebody else. It holds no key and no id of ours.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`, `ExportFailed`.
    pub async fn recipe_export(&self, id: i64, target: Box<dyn ExportTarget>) -> Result<(), Problem> {
        write_file(target, self.recipes.file(id).await?).await
    }

    /// The recipe in the content of a file, with the account of its alias when there is one here. It is not saved.
    ///
    /// # Errors
    /// `RecipeFileRefused`, `StoreFailed`.
    pub async fn recipe_read(&self, content: Vec<u8>) -> Result<Recipe, Problem> {
        self.recipes.of_file(&content).await
    }

    /// A draft as text for other tools.
    ///
    /// # Errors
    /// The cache's codes.
    pub async fn image_handover(&self, draft: ImageDraft) -> Result<Vec<HandoverText>, Problem> {
        let checked = self.drafts.check(&draft).await?;
        let regions = self.accounts.region_rows(&draft.account_id).await?;
        let hosts = regions
            .into_iter()
            .filter_map(|row| Some((row.region_id, row.endpoint?)));
        let endpoints: BTreeMap<String, String> = hosts.collect();
        Ok(hand_over(&draft, &checked.parameters, &endpoints))
    }

    /// The name that is proposed for a file of a handed over draft.
    #[must_use]
    pub fn image_handover_file_name(&self, draft: &ImageDraft, kind: HandoverKind) -> String {
        format!("{}.{}", for_file(&draft.name), kind.extension())
    }

    /// Writes a draft as text for one tool to a file.
    ///
    /// # Errors
    /// The cache's codes, `ExportFailed`.
    pub async fn image_handover_save(
        &self,
        draft: ImageDraft,
        kind: HandoverKind,
        target: Box<dyn ExportTarget>,
    ) -> Result<(), Problem> {
        let texts = self.image_handover(draft).await?.into_iter();
        let text = texts.filter(|text| text.kind == kind).map(|text| text.text).next();
        let text = text.ok_or_else(|| Problem::new(ProblemCode::Internal))?;
        write_file(target, text.into_bytes()).await
    }
}

/// A name as a part of the name of a file.
fn for_file(name: &str) -> String {
    let named = name.chars().take(MOST_NAME_CHARACTERS);
    named
        .map(|character| if character.is_alphanumeric() { character } else { '-' })
        .collect()
}
