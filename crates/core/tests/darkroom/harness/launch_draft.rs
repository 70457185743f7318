//! Images and instances by name, and drafts of launches from them.

use darkroom_core::inventory::{ImageRow, InstanceRow, RowKind, Rows};
use darkroom_core::launch::LaunchDraft;
use darkroom_core::view::ViewSpec;

use super::session::{Session, matching};

impl Session {
    /// The image of that name.
    pub async fn image(&self, name: &str) -> ImageRow {
        let spec = ViewSpec {
            kind: RowKind::Images,
            ..matching(name)
        };
        let Rows::Images(rows) = self.window(spec).await.rows else {
            panic!("rows of another kind");
        };
        let mut rows = rows.into_iter();
        rows.find(|row| row.name == name)
            .unwrap_or_else(|| panic!("no image {name}"))
    }

    /// The instance of that name.
    pub async fn instance(&self, name: &str) -> InstanceRow {
        let spec = ViewSpec {
            kind: RowKind::Instances,
            ..matching(name)
        };
        let Rows::Instances(rows) = self.window(spec).await.rows else {
            panic!("rows of another kind");
        };
        let mut rows = rows.into_iter();
        rows.find(|row| row.name == name)
            .unwrap_or_else(|| panic!("no instance {name}"))
    }

    /// A draft of instances from the image, identical to the instance.
    pub async fn launch_draft(&self, image: &str, like: &str, count: u32) -> LaunchDraft {
        let image = self.image(image).await;
        let like = self.instance(like).await;
        let start = self.launch_open(image.key, Some(like.key.id)).await.unwrap();
        assert_eq!(start.not_read, []);
        LaunchDraft {
            count,
            at_least: count,
            name_prefix: "erp-web-".to_owned(),
            name_first: 1,
            name_digits: 3,
            ..start.draft
        }
    }
}
