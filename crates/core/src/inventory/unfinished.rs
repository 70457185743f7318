//! Snapshots and images that are not finished are asked for by their ids until they are.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::time::Duration;

use alibaba_cloud::Backoff;

use super::kinds::image::Images;
use super::kinds::snapshot::Snapshots;
use super::reads::ShardKey;
use super::{Inventory, ShardKind};
use crate::cloud::Priority;

/// Waits between two looks.
const WAIT: Backoff = Backoff {
    first: Duration::from_secs(20),
    longest: Duration::from_secs(60),
};
/// Most ids that one request can name. When there are more, the next look is at the next ones.
const AT_A_TIME: usize = 100;

/// When the unfinished rows of each shard are asked for the next time.
#[derive(Default)]
pub(super) struct Followed {
    shards: HashMap<ShardKey, Look>,
}

struct Look {
    at: i64,
    /// How many there were.
    count: u32,
    /// The last id that was asked for.
    after: String,
}

impl Inventory {
    /// Asks for unfinished rows that are due. The time of the next ones.
    pub(super) fn follow_unfinished(&self, followed: &mut Followed, now: i64) -> i64 {
        let unfinished = self.unfinished(followed);
        followed.shards.retain(|key, _| unfinished.contains_key(key));
        let mut next = i64::MAX;
        for (key, ids) in unfinished {
            let in_a_while = |count| {
                let delay = WAIT.delay(count, self.shared.runtime.jitter());
                now.saturating_add(i64::try_from(delay.as_millis()).unwrap_or(i64::MAX))
            };
            let look = match followed.shards.entry(key.clone()) {
                Entry::Occupied(entry) => entry.into_mut(),
                Entry::Vacant(entry) => entry.insert(Look {
                    at: in_a_while(0),
                    count: 0,
                    after: String::new(),
                }),
            };
            if look.at <= now {
                look.count = look.count.saturating_add(1);
                look.at = in_a_while(look.count);
                look.after = ids.last().cloned().unwrap_or_default();
                let inventory = self.clone();
                tokio::spawn(async move {
                    // The interval tells of what fails here.
                    let priority = Priority::Background;
                    let _ = match key.kind {
                        ShardKind::Images => inventory.ask_named::<Images, ()>(key, ids, priority, |_, _| ()).await,
                        _ => {
                            inventory
                                .ask_named::<Snapshots, ()>(key, ids, priority, |_, _| ())
                                .await
                        }
                    };
                });
            }
            next = next.min(look.at);
        }
        next
    }

    /// The ids that are asked for next, of each shard that has any.
    fn unfinished(&self, followed: &Followed) -> HashMap<ShardKey, Vec<String>> {
        let relations = self.shared.known.relations();
        let of_place = relations.places().flat_map(|place| {
            [ShardKind::Snapshots, ShardKind::Images].map(|kind| {
                let key = ShardKey {
                    account_id: place.account_id.clone(),
                    region_id: place.region_id.clone(),
                    kind,
                };
                let after = followed.shards.get(&key).map_or("", |look| &look.after);
                let ids = match kind {
                    ShardKind::Images => place.unfinished_images(after, AT_A_TIME),
                    _ => place.unfinished_snapshots(after, AT_A_TIME),
                };
                (key, ids)
            })
        });
        of_place.filter(|(_, ids)| !ids.is_empty()).collect()
    }
}
