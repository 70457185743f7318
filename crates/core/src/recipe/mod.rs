//! Recipes: choices for a custom image that are kept under a name, so that the same can be done again with the newest snapshots; and
//! handing a plan over to other tools. What a recipe comes to is a draft of `image`, and goes the way of every other draft from there.

mod file;
mod handover;
mod name_template;
mod newest_set;
mod of_draft;
mod recipes;
mod record;
mod resolve;
mod rules;
mod types;

pub use handover::{HandoverGap, HandoverKind, HandoverText, hand_over};
pub(crate) use recipes::{Recipes, RecipesConfig};
pub use types::{Recipe, RecipeCheck, RecipeRun};
