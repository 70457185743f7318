//! A recipe as it is stored and as it stands in a file: records of their own, so that the types of the window can change freely.

use serde::{Deserialize, Serialize};

use super::Recipe;
use crate::image::{CopyEncryption, CopyTarget, TagRecord};
use crate::inventory::Tag;

/// A stored recipe. Later versions of this program read it: a change of the layout takes another version.
#[derive(Debug, Deserialize, Serialize)]
#[serde(tag = "version")]
pub(super) enum Stored {
    /// The first layout.
    #[serde(rename = "1")]
    V1 {
        /// Our account id.
        account_id: String,
        /// The rest.
        recipe: Choices,
    },
}

/// What a person has chosen. The account is named by its alias.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(super) struct Choices {
    name: String,
    account: String,
    region: String,
    instance_id: String,
    #[serde(default)]
    instance_name: String,
    #[serde(default)]
    left_out_disks: Vec<String>,
    image_name: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    family: String,
    #[serde(default)]
    tags: Vec<TagRecord>,
    #[serde(default)]
    resource_group_id: String,
    #[serde(default)]
    image_check: bool,
    #[serde(default)]
    copy_to: Vec<Copy>,
    #[serde(default)]
    share_with: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Copy {
    region: String,
    name: String,
    /// Absent without encryption, empty for the key of the service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kms_key_id: Option<String>,
}

impl From<&Recipe> for Choices {
    fn from(recipe: &Recipe) -> Self {
        let copies = recipe.copy_to.iter().map(|copy| Copy {
            region: copy.region_id.clone(),
            name: copy.name.clone(),
            kms_key_id: copy.encryption.as_ref().map(|with| with.kms_key_id.clone()),
        });
        Self {
            name: recipe.name.clone(),
            account: recipe.account_alias.clone(),
            region: recipe.region_id.clone(),
            instance_id: recipe.instance_id.clone(),
            instance_name: recipe.instance_name.clone(),
            left_out_disks: recipe.left_out_disk_ids.clone(),
            image_name: recipe.image_name.clone(),
            description: recipe.description.clone(),
            family: recipe.family.clone(),
            tags: recipe.tags.iter().map(TagRecord::from).collect(),
            resource_group_id: recipe.resource_group_id.clone(),
            image_check: recipe.image_check,
            copy_to: copies.collect(),
            share_with: recipe.share_with.clone(),
        }
    }
}

impl Choices {
    pub(super) fn into_recipe(self, id: Option<i64>, account_id: String) -> Recipe {
        let copies = self.copy_to.into_iter().map(|copy| CopyTarget {
            region_id: copy.region,
            name: copy.name,
            encryption: copy.kms_key_id.map(|kms_key_id| CopyEncryption { kms_key_id }),
        });
        let tags = self.tags.into_iter().map(|tag| Tag {
            key: tag.key,
            value: tag.value,
        });
        Recipe {
            id,
            name: self.name,
            account_id,
            account_alias: self.account,
            region_id: self.region,
            instance_id: self.instance_id,
            instance_name: self.instance_name,
            left_out_disk_ids: self.left_out_disks,
            image_name: self.image_name,
            description: self.description,
            family: self.family,
            tags: tags.collect(),
            resource_group_id: self.resource_group_id,
            image_check: self.image_check,
            copy_to: copies.collect(),
            share_with: self.share_with,
        }
    }
}

impl Stored {
    pub(super) fn of(recipe: &Recipe) -> Self {
        Self::V1 {
            account_id: recipe.account_id.clone(),
            recipe: Choices::from(recipe),
        }
    }

    /// `None` for what a later version wrote.
    pub(super) fn read(id: i64, text: &str) -> Option<Recipe> {
        let Self::V1 { account_id, recipe } = serde_json::from_str(text).ok()?;
        Some(recipe.into_recipe(Some(id), account_id))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// What version 1 wrote. Never changed: it lies on people's disks.
    const STORED: &str = r#"{"version":"1","account_id":"a","recipe":{"name":"ERP weekly","account":"prod","region":"cn-hangzhou","instance_id":"i-1","instance_name":"erp","left_out_disks":["d-4"],"image_name":"{instance}-{date}","description":"d","family":"f","tags":[{"key":"env","value":"prod"}],"resource_group_id":"rg-1","image_check":true,"copy_to":[{"region":"cn-beijing","name":"{name}"},{"region":"cn-shanghai","name":"{name}","kms_key_id":"k-1"}],"share_with":["1234567890123456"]}}"#;

    fn recipe() -> Recipe {
        let copy = |region: &str, key: Option<&str>| CopyTarget {
            region_id: region.into(),
            name: "{name}".into(),
            encryption: key.map(|key| CopyEncryption { kms_key_id: key.into() }),
        };
        Recipe {
            id: Some(7),
            name: "ERP weekly".into(),
            account_id: "a".into(),
            account_alias: "prod".into(),
            region_id: "cn-hangzhou".into(),
            instance_id: "i-1".into(),
            instance_name: "erp".into(),
            left_out_disk_ids: vec!["d-4".into()],
            image_name: "{instance}-{date}".into(),
            description: "d".into(),
            family: "f".into(),
            tags: vec![Tag {
                key: "env".into(),
                value: "prod".into(),
            }],
            resource_group_id: "rg-1".into(),
            image_check: true,
            copy_to: vec![copy("cn-beijing", None), copy("cn-shanghai", Some("k-1"))],
            share_with: vec!["1234567890123456".into()],
        }
    }

    #[test]
    fn a_recipe_is_written_and_read_as_version_1_did() {
        assert_eq!(serde_json::to_string(&Stored::of(&recipe())).unwrap(), STORED);
        assert_eq!(Stored::read(7, STORED), Some(recipe()));
    }

    #[test]
    fn what_a_later_version_wrote_is_not_guessed() {
        assert_eq!(Stored::read(7, &STORED.replace("\"1\"", "\"2\"")), None);
        assert_eq!(Stored::read(7, "[]"), None);
    }
}
