//! Drafts over the inventory: what the Create custom image page starts from, and what the rules say while one types.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use alibaba_cloud::Runtime;
use alibaba_cloud::ecs::DescribeImages;
use futures_util::TryStreamExt;
use jiff::tz::TimeZone;

use super::{DraftStart, Finding, ImageDraft, NameCheck, SourceDisk, SourceFacts, SourceInstance, proposal, rules};
use crate::account::Accounts;
use crate::cloud::{Cloud, Priority};
use crate::inventory::{AskedRows, Inventory, ResourceKey, ShardKind, SnapshotFacts, SnapshotRow};
use crate::store::Database;
use crate::{Problem, ProblemCode};

/// Snapshots of each data disk of the instance that are offered, before the system-disk snapshot and after it.
const NEAR_OF_DISK: usize = 20;

/// What the rules say of a draft.
pub(crate) struct CheckedDraft {
    pub(crate) findings: Vec<Finding>,
    /// As [`super::DraftCheck::as_of`].
    pub(crate) as_of: Option<i64>,
    /// As [`super::DraftCheck::not_asked`].
    pub(crate) not_asked: Option<Problem>,
    /// Its image is encrypted.
    pub(crate) encrypted: bool,
    /// Parameters of its CreateImage, without what a job adds.
    pub(crate) parameters: Vec<(String, String)>,
}

/// Drafts of images. A clone shares everything.
#[derive(Clone)]
pub(crate) struct ImageDrafts {
    accounts: Accounts,
    cloud: Cloud,
    inventory: Inventory,
    pub(super) state: Database,
    runtime: Arc<dyn Runtime>,
}

impl ImageDrafts {
    pub(crate) fn new(
        accounts: Accounts,
        cloud: Cloud,
        inventory: Inventory,
        state: Database,
        runtime: Arc<dyn Runtime>,
    ) -> Self {
        Self {
            state,
            accounts,
            cloud,
            inventory,
            runtime,
        }
    }

    fn now(&self) -> i64 {
        self.runtime.now().as_millisecond()
    }

    /// A draft proposed for a system-disk snapshot. A snapshot of another kind is answered as well: its obstacles say why no image
    /// can be made of it.
    ///
    /// # Errors
    /// `SnapshotGone`, `StoreFailed`.
    pub(crate) async fn open(&self, key: &ResourceKey) -> Result<DraftStart, Problem> {
        let system = self.inventory.detail(key).await?;
        let sources = self.sources_of_region(&system.row).await?;
        Ok(proposal::propose(system, &sources, &TimeZone::system()))
    }

    /// What the rules say of a draft by what is known, and the request it would become.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn check(&self, draft: &ImageDraft) -> Result<CheckedDraft, Problem> {
        let sources = self.sources_of_draft(draft, None).await?;
        Ok(CheckedDraft {
            findings: rules::check(draft, &sources, self.now()),
            as_of: self.listed_at(draft).await?,
            not_asked: None,
            encrypted: rules::becomes_encrypted(draft, &sources),
            parameters: rules::request(draft, &sources),
        })
    }

    /// The same after the cloud was asked for the snapshots that the draft names. When it cannot be asked, the check is by what is
    /// known, and says why.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn review(&self, draft: &ImageDraft) -> Result<CheckedDraft, Problem> {
        let ids: BTreeSet<&String> = snapshot_ids(draft).collect();
        let ids = ids.into_iter().cloned().collect();
        let (account_id, region_id) = (&draft.account_id, &draft.region_id);
        let asked = self.inventory.ask_snapshots(account_id, region_id, ids);
        match asked.await {
            Ok(asked) => {
                let sources = self.sources_of_draft(draft, Some(&asked)).await?;
                Ok(CheckedDraft {
                    findings: rules::check(draft, &sources, self.now()),
                    as_of: Some(asked.at),
                    not_asked: None,
                    encrypted: rules::becomes_encrypted(draft, &sources),
                    parameters: rules::request(draft, &sources),
                })
            }
            Err(problem) => Ok(CheckedDraft {
                not_asked: Some(problem),
                ..self.check(draft).await?
            }),
        }
    }

    async fn listed_at(&self, draft: &ImageDraft) -> Result<Option<i64>, Problem> {
        let listed_at = self
            .inventory
            .listed_at(&draft.account_id, &draft.region_id, ShardKind::Snapshots);
        listed_at.await
    }

    async fn sources_of_region(&self, system: &SnapshotRow) -> Result<SourceFacts, Problem> {
        let ResourceKey {
            account_id, region_id, ..
        } = &system.key;
        let instance = self.instance_of(system).await?;
        let disk_ids = instance.iter().flat_map(|instance| &instance.data_disks);
        let disk_ids = disk_ids.map(|disk| disk.disk_id.clone()).collect();
        let at = system.created_at;
        let mut snapshots = self
            .inventory
            .snapshots_of_disks_near(account_id, region_id, disk_ids, at, NEAR_OF_DISK)
            .await?;
        let own: HashSet<String> = snapshots.iter().map(|known| known.row.key.id.clone()).collect();
        let others = self
            .inventory
            .data_snapshots_near(account_id, region_id, at, proposal::MAX_CANDIDATES)
            .await?;
        snapshots.extend(others.into_iter().filter(|known| !own.contains(&known.row.key.id)));
        Ok(SourceFacts {
            snapshots,
            instance,
            ..SourceFacts::default()
        })
    }

    /// The snapshots a draft names, as the cloud has told of them if it was asked, and the nearest ones of the disks of the instance
    /// that it leaves out.
    async fn sources_of_draft(
        &self,
        draft: &ImageDraft,
        asked: Option<&AskedRows<SnapshotFacts>>,
    ) -> Result<SourceFacts, Problem> {
        let mut sources = SourceFacts {
            account_uid: self.uid(&draft.account_id).await,
            snapshots: asked.map(|asked| asked.found.clone()).unwrap_or_default(),
            ..SourceFacts::default()
        };
        let is_gone = |id: &String| asked.is_some_and(|asked| asked.gone.contains(id));
        for snapshot_id in snapshot_ids(draft).filter(|id| !is_gone(id)) {
            let key = ResourceKey {
                account_id: draft.account_id.clone(),
                region_id: draft.region_id.clone(),
                id: snapshot_id.clone(),
            };
            if sources.snapshot(snapshot_id).is_none() {
                sources.snapshots.extend(self.inventory.snapshot(&key).await?);
            }
        }
        let Some(system) = sources
            .snapshot(&draft.system_snapshot_id)
            .map(|known| known.row.clone())
        else {
            return Ok(sources);
        };
        sources.instance = self.instance_of(&system).await?;
        let data_disks = sources.instance.iter().flat_map(|instance| &instance.data_disks);
        let picked = |disk: &&SourceDisk| {
            sources
                .snapshots
                .iter()
                .any(|known| known.row.source_disk_id == disk.disk_id)
        };
        let left_out: Vec<String> = data_disks
            .filter(|disk| !picked(disk))
            .map(|disk| disk.disk_id.clone())
            .collect();
        let nearest = self
            .inventory
            .snapshots_of_disks_near(&draft.account_id, &draft.region_id, left_out, system.created_at, 1)
            .await?;
        // Its row may still be there.
        let nearest = nearest.into_iter().filter(|known| !is_gone(&known.row.key.id));
        sources.snapshots.extend(nearest);
        Ok(sources)
    }

    /// UID of an account; empty when it is not known.
    async fn uid(&self, account_id: &str) -> String {
        let account = self.accounts.get(account_id).await;
        account.map(|account| account.uid).unwrap_or_default()
    }

    async fn instance_of(&self, system: &SnapshotRow) -> Result<Option<SourceInstance>, Problem> {
        let ResourceKey {
            account_id, region_id, ..
        } = &system.key;
        match &system.instance_id {
            Some(instance_id) => self.inventory.instance(account_id, region_id, instance_id).await,
            None => Ok(None),
        }
    }

    /// Asks the cloud whether an image of exactly that name exists in the region, whatever its status.
    ///
    /// # Errors
    /// None: what cannot be asked is an answer too.
    pub(crate) async fn check_name(&self, account_id: &str, region_id: &str, name: &str) -> Result<NameCheck, Problem> {
        if name.is_empty() {
            return Ok(NameCheck::Unknown {
                problem: Problem::new(ProblemCode::Empty).at("name"),
            });
        }
        Ok(match self.image_of_name(account_id, region_id, name).await {
            Ok(Some(image_id)) => NameCheck::Taken { image_id },
            Ok(None) => NameCheck::Free,
            Err(problem) => NameCheck::Unknown { problem },
        })
    }

    async fn image_of_name(&self, account_id: &str, region_id: &str, name: &str) -> Result<Option<String>, Problem> {
        let client = self.cloud.client(account_id, Priority::User).await?;
        let action = DescribeImages {
            image_name: Some(name.to_owned()),
            ..DescribeImages::new(region_id)
        };
        let mut pages = client.pages(action);
        while let Some(page) = pages.try_next().await? {
            let mut images = page.body.images.into_iter();
            if let Some(found) = images.find(|image| image.image_name.as_deref() == Some(name)) {
                return Ok(Some(found.image_id));
            }
        }
        Ok(None)
    }
}

/// The snapshots that a draft names, the system disk's first.
fn snapshot_ids(draft: &ImageDraft) -> impl Iterator<Item = &String> {
    std::iter::once(&draft.system_snapshot_id).chain(draft.data_disks.iter().map(|disk| &disk.snapshot_id))
}
