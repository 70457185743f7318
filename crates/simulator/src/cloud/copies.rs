//! The queue of image copies: five run at once in a region, the rest wait their turn.

use jiff::{SignedDuration, Timestamp};

use super::{Cloud, Production};

/// Source: help page CopyImage.
const AT_ONCE: usize = 5;

impl Cloud {
    /// Sets when each waiting copy of the region begins: as soon as one of the five places is free.
    pub(crate) fn schedule_copies(&mut self, region_id: &str, now: Timestamp) {
        let mut busy_until: Vec<Timestamp> = Vec::new();
        let mut waiting: Vec<(usize, SignedDuration)> = Vec::new();
        for (place, image) in self.images.iter().enumerate() {
            match image.production {
                _ if image.region_id != region_id => {}
                Production::Copying { begins, needed } if begins > now => waiting.push((place, needed)),
                Production::Copying { begins, needed } => {
                    busy_until.extend(begins.checked_add(needed).ok().filter(|end| *end > now));
                }
                _ => {}
            }
        }
        for (place, needed) in waiting {
            busy_until.sort_unstable();
            let begins = if busy_until.len() < AT_ONCE {
                now
            } else {
                busy_until.remove(0)
            };
            busy_until.extend(begins.checked_add(needed));
            let Some(image) = self.images.get_mut(place) else {
                continue;
            };
            image.production = Production::Copying { begins, needed };
            // Its snapshots are there when the image is.
            let (image_id, lasts) = (image.image_id.clone(), begins.duration_since(image.created) + needed);
            for snapshot in &mut self.snapshots {
                if snapshot
                    .copied_from
                    .as_ref()
                    .is_some_and(|copy| copy.image_id == image_id)
                {
                    snapshot.state = super::State::Progressing(lasts);
                }
            }
        }
    }
}
