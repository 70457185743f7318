//! A draft that is kept until its image is created, so that leaving the page, quitting and a crash lose nothing.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::record::ImageRecord;
use super::{ImageDraft, ImageDrafts};
use crate::inventory::ResourceKey;
use crate::store::drafts::{self, DraftKey};
use crate::{Problem, ProblemCode};

/// Drafts that are kept. Beyond that the one written longest ago goes.
const MOST: u32 = 20;

/// A step of the Create custom image page.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum DraftStep {
    /// Which disks go into the image.
    Disks,
    /// Its name and options.
    Image,
    /// What will be done.
    Review,
}

/// A draft with the place at which it was left. Holds no secret.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct KeptDraft {
    /// The draft.
    pub draft: ImageDraft,
    /// The step that was open.
    pub step: DraftStep,
    /// The id of the request to create this very image. Another draft is another request.
    pub request_id: String,
    /// When it was begun, milliseconds since the epoch.
    #[ts(type = "number")]
    pub begun_at: i64,
    /// The draft that this one was put in the place of. That one has none of its own.
    pub replaced: Option<Box<KeptDraft>>,
}

/// A kept draft as it is stored. Later versions of this program read it: a change of the layout takes another version.
#[derive(Debug, Deserialize, Serialize)]
#[serde(tag = "version")]
enum Record {
    /// The first layout.
    #[serde(rename = "1")]
    V1(V1),
}

#[derive(Debug, Deserialize, Serialize)]
struct V1 {
    draft: ImageRecord,
    step: StepRecord,
    request_id: String,
    begun_at: i64,
    replaced: Option<Box<V1>>,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
enum StepRecord {
    Disks,
    Image,
    Review,
}

impl V1 {
    fn of(kept: &KeptDraft) -> Self {
        let replaced = kept.replaced.as_deref().map(|replaced| Self {
            replaced: None,
            ..Self::of(replaced)
        });
        Self {
            draft: ImageRecord::from(&kept.draft),
            step: match kept.step {
                DraftStep::Disks => StepRecord::Disks,
                DraftStep::Image => StepRecord::Image,
                DraftStep::Review => StepRecord::Review,
            },
            request_id: kept.request_id.clone(),
            begun_at: kept.begun_at,
            replaced: replaced.map(Box::new),
        }
    }
}

impl From<V1> for KeptDraft {
    fn from(record: V1) -> Self {
        Self {
            draft: record.draft.into(),
            step: match record.step {
                StepRecord::Disks => DraftStep::Disks,
                StepRecord::Image => DraftStep::Image,
                StepRecord::Review => DraftStep::Review,
            },
            request_id: record.request_id,
            begun_at: record.begun_at,
            replaced: record.replaced.map(|replaced| Box::new(Self::from(*replaced))),
        }
    }
}

impl DraftKey {
    fn of(key: &ResourceKey) -> Self {
        Self {
            account_id: key.account_id.clone(),
            region_id: key.region_id.clone(),
            snapshot_id: key.id.clone(),
        }
    }

    fn is_of(&self, draft: &ImageDraft) -> bool {
        (&self.account_id, &self.region_id, &self.snapshot_id)
            == (&draft.account_id, &draft.region_id, &draft.system_snapshot_id)
    }
}

impl ImageDrafts {
    /// Keeps a draft in the place of another one of the same snapshot. One of an account that is not there is not kept.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn keep(&self, kept: &KeptDraft) -> Result<(), Problem> {
        let record =
            serde_json::to_string(&Record::V1(V1::of(kept))).map_err(|_| Problem::new(ProblemCode::Internal))?;
        let key = DraftKey {
            account_id: kept.draft.account_id.clone(),
            region_id: kept.draft.region_id.clone(),
            snapshot_id: kept.draft.system_snapshot_id.clone(),
        };
        let put = self
            .state
            .write(move |transaction| drafts::put(transaction, &key, &record, MOST));
        put.await?;
        Ok(())
    }

    /// The draft of a snapshot that was kept. One that cannot be read counts as none.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn kept(&self, key: &ResourceKey) -> Result<Option<KeptDraft>, Problem> {
        let key = DraftKey::of(key);
        let wanted = key.clone();
        let found = self.state.read(move |connection| drafts::find(connection, &wanted));
        Ok(found.await?.and_then(|text| {
            let kept = read(&text).filter(|kept| key.is_of(&kept.draft));
            if kept.is_none() {
                tracing::warn!(snapshot_id = key.snapshot_id, "a draft that was kept cannot be read");
            }
            kept
        }))
    }

    /// Forgets the draft of a snapshot.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn forget(&self, key: &ResourceKey) -> Result<(), Problem> {
        let key = DraftKey::of(key);
        let removed = self.state.write(move |transaction| drafts::remove(transaction, &key));
        Ok(removed.await?)
    }
}

/// `None` for what a later version wrote.
fn read(text: &str) -> Option<KeptDraft> {
    let Record::V1(record) = serde_json::from_str(text).ok()?;
    Some(record.into())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::image::{CopyTarget, DraftDataDisk};
    use crate::inventory::Tag;

    /// What version 1 wrote. Never changed: it lies on people's disks.
    const STORED: &str = r#"{"version":"1","draft":{"account_id":"a","region_id":"cn-hangzhou","system_snapshot_id":"s-1","system_size_gib":40,"data_disks":[{"snapshot_id":"s-2","size_gib":100}],"name":"web","description":"d","family":"f","tags":[{"key":"env","value":"prod"}],"resource_group_id":"rg-1","image_check":true,"copy_to":[{"region_id":"cn-beijing","name":"web"}],"share_with":["1234567890123456"]},"step":"review","request_id":"r-1","begun_at":1795399204000,"replaced":{"draft":{"account_id":"a","region_id":"cn-hangzhou","system_snapshot_id":"s-1","system_size_gib":0,"data_disks":[],"name":"","description":"","family":"","tags":[],"resource_group_id":"","image_check":false,"copy_to":[],"share_with":[]},"step":"disks","request_id":"r-0","begun_at":1,"replaced":null}}"#;

    fn empty() -> ImageDraft {
        ImageDraft {
            account_id: "a".into(),
            region_id: "cn-hangzhou".into(),
            system_snapshot_id: "s-1".into(),
            ..ImageRecord::default().into()
        }
    }

    fn kept() -> KeptDraft {
        KeptDraft {
            draft: ImageDraft {
                system_size_gib: 40,
                data_disks: vec![DraftDataDisk {
                    snapshot_id: "s-2".into(),
                    size_gib: 100,
                }],
                name: "web".into(),
                description: "d".into(),
                family: "f".into(),
                tags: vec![Tag {
                    key: "env".into(),
                    value: "prod".into(),
                }],
                resource_group_id: "rg-1".into(),
                image_check: true,
                copy_to: vec![CopyTarget {
                    region_id: "cn-beijing".into(),
                    name: "web".into(),
                    encryption: None,
                }],
                share_with: vec!["1234567890123456".into()],
                ..empty()
            },
            step: DraftStep::Review,
            request_id: "r-1".into(),
            begun_at: 1_795_399_204_000,
            replaced: Some(Box::new(KeptDraft {
                draft: empty(),
                step: DraftStep::Disks,
                request_id: "r-0".into(),
                begun_at: 1,
                replaced: None,
            })),
        }
    }

    #[test]
    fn a_draft_is_written_and_read_as_version_1_did() {
        assert_eq!(serde_json::to_string(&Record::V1(V1::of(&kept()))).unwrap(), STORED);
        assert_eq!(read(STORED), Some(kept()));
    }

    #[test]
    fn only_the_last_replaced_draft_is_kept() {
        let third = KeptDraft {
            replaced: Some(Box::new(kept())),
            ..kept()
        };
        let stored = serde_json::to_string(&Record::V1(V1::of(&third))).unwrap();
        assert_eq!(read(&stored).unwrap().replaced.unwrap().replaced, None);
    }

    #[test]
    fn what_a_later_version_wrote_is_not_guessed() {
        assert_eq!(read(&STORED.replace(r#""version":"1""#, r#""version":"2""#)), None);
        assert_eq!(read(&STORED.replace(r#""step":"review""#, r#""step":"launch""#)), None);
        assert_eq!(read("[]"), None);
    }
}
