//! A recipe as a file that can be given to somebody else. It names the account by its alias, and holds no key and no id of ours.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Recipe;
use super::record::Choices;
use crate::{Problem, ProblemCode};

const FORMAT: &str = "darkroom-recipe";
const VERSION: u64 = 1;

#[derive(Deserialize, Serialize)]
struct File {
    format: String,
    version: u64,
    recipe: Choices,
}

/// The file of a recipe.
///
/// # Errors
/// None but a mistake of ours.
pub(super) fn write(recipe: &Recipe) -> Result<Vec<u8>, Problem> {
    let file = File {
        format: FORMAT.to_owned(),
        version: VERSION,
        recipe: Choices::from(recipe),
    };
    let mut bytes = serde_json::to_vec_pretty(&file).map_err(|_| Problem::new(ProblemCode::Internal))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The recipe in a file, without an account and not saved yet.
///
/// # Errors
/// `RecipeFileRefused` with `reason`: `notRecipe`, `newer`, `incomplete`.
pub(super) fn read(content: &[u8]) -> Result<Recipe, Problem> {
    let refused = |reason: &str| Problem::new(ProblemCode::RecipeFileRefused).with("reason", reason);
    // Some editors begin a text with a byte order mark.
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    let value: Value = serde_json::from_slice(content).map_err(|_| refused("notRecipe"))?;
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(refused("notRecipe"));
    }
    match value.get("version").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(later) if later > VERSION => return Err(refused("newer")),
        _ => return Err(refused("notRecipe")),
    }
    let file: File = serde_json::from_value(value).map_err(|_| refused("incomplete"))?;
    Ok(file.recipe.into_recipe(None, String::new()))
}
