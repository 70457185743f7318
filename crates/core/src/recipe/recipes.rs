//! The recipes that are kept.

use std::sync::Arc;

use alibaba_cloud::Runtime;
use jiff::tz::TimeZone;

use super::record::Stored;
use super::{Recipe, RecipeCheck, file, of_draft, rules};
use crate::account::Accounts;
use crate::finding::{Finding, FindingCode, Severity};
use crate::image::{ImageDraft, ImageDrafts};
use crate::inventory::{Inventory, ResourceKey, ShardKind, SnapshotFacts};
use crate::store::Database;
use crate::store::recipes::{self, Put};
use crate::{Problem, ProblemCode};

/// What recipes are made of.
pub(crate) struct RecipesConfig {
    pub(crate) state: Database,
    pub(crate) accounts: Accounts,
    pub(crate) inventory: Inventory,
    pub(crate) drafts: ImageDrafts,
    pub(crate) runtime: Arc<dyn Runtime>,
}

/// The recipes. A clone shares everything.
#[derive(Clone)]
pub(crate) struct Recipes {
    state: Database,
    runtime: Arc<dyn Runtime>,
    pub(super) accounts: Accounts,
    pub(super) inventory: Inventory,
    pub(super) drafts: ImageDrafts,
}

impl Recipes {
    pub(crate) fn new(config: RecipesConfig) -> Self {
        Self {
            state: config.state,
            runtime: config.runtime,
            accounts: config.accounts,
            inventory: config.inventory,
            drafts: config.drafts,
        }
    }

    /// All recipes by name. Those that this program cannot read are left out.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn list(&self) -> Result<Vec<Recipe>, Problem> {
        let rows = self.state.read(recipes::list).await?;
        let read = rows.into_iter().filter_map(|(id, record)| {
            let recipe = Stored::read(id, &record);
            if recipe.is_none() {
                tracing::warn!(id, "a recipe cannot be read");
            }
            recipe
        });
        Ok(read.collect())
    }

    /// One recipe.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub(crate) async fn get(&self, id: i64) -> Result<Recipe, Problem> {
        let found = self.state.read(move |connection| recipes::find(connection, id)).await?;
        let recipe = found.and_then(|record| Stored::read(id, &record));
        recipe.ok_or_else(|| Problem::new(ProblemCode::NotFound))
    }

    /// What the rules say of a recipe, and what its names would be now.
    ///
    /// # Errors
    /// The cache's codes.
    pub(crate) async fn check(&self, recipe: &Recipe) -> Result<RecipeCheck, Problem> {
        let account = self.accounts.get(&recipe.account_id).await;
        let uid = account.map(|account| account.uid).unwrap_or_default();
        let now = self.runtime.now().as_millisecond();
        let mut checked = rules::check(recipe, &uid, now, &TimeZone::system());
        if self.is_unlisted(recipe).await? {
            let gone = Finding::new(Severity::Warning, "recipeInstance", FindingCode::InstanceGone);
            checked.findings.push(gone);
        }
        Ok(checked)
    }

    /// Whether the instance of a recipe is not there, as far as is known of its region.
    async fn is_unlisted(&self, recipe: &Recipe) -> Result<bool, Problem> {
        let Recipe {
            account_id,
            region_id,
            instance_id,
            ..
        } = recipe;
        let listed = self
            .inventory
            .listed_at(account_id, region_id, ShardKind::Snapshots)
            .await?;
        if listed.is_none() || instance_id.trim().is_empty() {
            return Ok(false);
        }
        let known = self.inventory.instance(account_id, region_id, instance_id).await?;
        Ok(known.is_none())
    }

    /// Keeps a recipe: a new one when it has no number, else in the place of that one. A repeated `request_id` gives what it made.
    ///
    /// # Errors
    /// `Empty` without a request id, `DraftInvalid`, `RecipeNameTaken` at `recipeName`, `NotFound`, `StoreFailed`.
    pub(crate) async fn save(&self, request_id: &str, recipe: Recipe) -> Result<Recipe, Problem> {
        if request_id.is_empty() {
            return Err(Problem::new(ProblemCode::Empty).at("requestId"));
        }
        let recipe = self.named(recipe).await?;
        let errors = self.check(&recipe).await?.findings.into_iter();
        let errors = errors.filter(|finding| finding.severity == Severity::Error).count();
        if errors > 0 {
            return Err(Problem::new(ProblemCode::DraftInvalid).with("count", errors.to_string()));
        }
        let account = self.accounts.get(&recipe.account_id).await?;
        let recipe = Recipe {
            name: recipe.name.trim().to_owned(),
            account_alias: account.alias,
            ..recipe
        };
        let record = serde_json::to_string(&Stored::of(&recipe)).map_err(|_| Problem::new(ProblemCode::Internal))?;
        let (request_id, name, id) = (request_id.to_owned(), recipe.name.clone(), recipe.id);
        let put = self.state.write(move |transaction| match id {
            Some(id) => recipes::replace(transaction, id, &name, &record),
            None => recipes::insert(transaction, &request_id, &name, &record),
        });
        match put.await? {
            Put::Done(id) => self.get(id).await,
            Put::NameTaken => Err(Problem::new(ProblemCode::RecipeNameTaken).at("recipeName")),
            Put::Gone => Err(Problem::new(ProblemCode::NotFound)),
        }
    }

    /// Forgets a recipe, if there is one. Jobs that it has started go on.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn remove(&self, id: i64) -> Result<(), Problem> {
        let removed = self.state.write(move |transaction| recipes::remove(transaction, id));
        Ok(removed.await?)
    }

    /// The recipe that a draft suggests. It is not saved.
    ///
    /// # Errors
    /// `SnapshotGone`, the cache's codes.
    pub(crate) async fn of_draft(&self, draft: &ImageDraft) -> Result<Recipe, Problem> {
        let system = self.snapshot(draft, &draft.system_snapshot_id).await?.row;
        let mut data = Vec::new();
        for disk in &draft.data_disks {
            data.push(self.snapshot(draft, &disk.snapshot_id).await?);
        }
        let (account_id, region_id) = (&draft.account_id, &draft.region_id);
        let instance = match &system.instance_id {
            Some(id) => self.inventory.instance(account_id, region_id, id).await?,
            None => None,
        };
        let known = of_draft::Known {
            system,
            data,
            instance,
            account_alias: self.accounts.get(account_id).await?.alias,
        };
        Ok(of_draft::of_draft(draft, known, &TimeZone::system()))
    }

    async fn snapshot(&self, draft: &ImageDraft, id: &str) -> Result<SnapshotFacts, Problem> {
        let key = ResourceKey {
            account_id: draft.account_id.clone(),
            region_id: draft.region_id.clone(),
            id: id.to_owned(),
        };
        let gone = || Problem::new(ProblemCode::SnapshotGone).with("snapshotId", id);
        self.inventory.snapshot(&key).await?.ok_or_else(gone)
    }

    /// The file of a recipe.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub(crate) async fn file(&self, id: i64) -> Result<Vec<u8>, Problem> {
        file::write(&self.get(id).await?)
    }

    /// The recipe in a file, with the account of its alias when there is one here. It is not saved.
    ///
    /// # Errors
    /// `RecipeFileRefused`, `StoreFailed`, the cache's codes.
    pub(crate) async fn of_file(&self, content: &[u8]) -> Result<Recipe, Problem> {
        let recipe = file::read(content)?;
        let accounts = self.accounts.list().await?.into_iter();
        let account = accounts
            .filter(|account| !recipe.account_alias.is_empty() && account.alias == recipe.account_alias)
            .map(|account| account.id)
            .next();
        let recipe = Recipe {
            account_id: account.unwrap_or_default(),
            ..recipe
        };
        self.named(recipe).await
    }

    /// The recipe with the name that the inventory knows of its instance, or without one: a file may tell any name.
    async fn named(&self, recipe: Recipe) -> Result<Recipe, Problem> {
        let Recipe {
            account_id,
            region_id,
            instance_id,
            ..
        } = &recipe;
        let known = self.inventory.instance(account_id, region_id, instance_id).await?;
        Ok(Recipe {
            instance_name: known.map(|known| known.name).unwrap_or_default(),
            ..recipe
        })
    }
}
