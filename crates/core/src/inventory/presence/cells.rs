//! What each region has of the images of a row.

use std::collections::HashMap;

use super::rows::{Kinship, Row};
use super::{AskedAccount, KnownCopyState, PresenceCell};
use crate::inventory::ShardKind;
use crate::inventory::relations::Relations;

/// How well a region is known to an account.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Column {
    NotUsed,
    NotKnown,
    Known,
}

/// The regions of the matrix, for one account.
pub(super) struct Columns<'a> {
    region_ids: &'a [String],
    columns: Vec<Column>,
    places: HashMap<&'a str, usize>,
}

impl<'a> Columns<'a> {
    pub(super) fn new(relations: &Relations, account: &AskedAccount, region_ids: &'a [String]) -> Self {
        let column = |region_id: &String| {
            if !account.region_ids.contains(region_id) {
                return Column::NotUsed;
            }
            let place = relations.place_of(&account.id, region_id);
            let is_listed = place.is_some_and(|place| place.listed.has_all(&[ShardKind::Images]));
            if is_listed && !account.not_asked.contains_key(region_id) {
                Column::Known
            } else {
                Column::NotKnown
            }
        };
        Self {
            columns: region_ids.iter().map(column).collect(),
            places: region_ids
                .iter()
                .enumerate()
                .map(|(place, id)| (id.as_str(), place))
                .collect(),
            region_ids,
        }
    }

    pub(super) fn has(&self, region_id: &str) -> bool {
        self.places.contains_key(region_id)
    }
}

/// What an image means to its region. Of several the last in this order is told.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Standing {
    /// A copy that came to nothing.
    Lost,
    /// Another version is being made.
    Coming,
    Older,
    /// A copy of the source of which no new instance should be made.
    Deprecated,
    /// A copy of the source is being made.
    Copying,
    Copy,
    Source,
}

fn standing(row: &Row<'_>, place: usize) -> Option<Standing> {
    let facts = row.images[place].facts;
    let kinship = row.kinship(place);
    // Without a source there is nothing else to compare with.
    let is_meant = kinship != Kinship::Other || row.source().is_none();
    Some(match kinship {
        Kinship::Source => Standing::Source,
        _ if facts.is_lost() => return is_meant.then_some(Standing::Lost),
        _ if facts.is_unfinished() && is_meant => Standing::Copying,
        _ if facts.is_unfinished() => Standing::Coming,
        _ if is_meant && facts.status == "Deprecated" => Standing::Deprecated,
        _ if is_meant => Standing::Copy,
        Kinship::Copy { .. } | Kinship::Other => return facts.is_available().then_some(Standing::Older),
    })
}

/// For each column the image that tells most, and what it means.
fn told(row: &Row<'_>, columns: &Columns<'_>) -> Vec<Option<(Standing, usize)>> {
    let mut told: Vec<Option<(Standing, usize)>> = vec![None; columns.columns.len()];
    let order = |(standing, place): (Standing, usize)| {
        let own = &row.images[place];
        (standing, own.facts.created_at, own.id)
    };
    for (place, own) in row.images.iter().enumerate() {
        let Some(column) = columns.places.get(own.place.region_id.as_str()) else {
            continue;
        };
        let Some(standing) = standing(row, place) else {
            continue;
        };
        let known = &mut told[*column];
        if known.is_none_or(|known| order(known) < order((standing, place))) {
            *known = Some((standing, place));
        }
    }
    told
}

/// Regions that have the source image or a copy of it, and regions of which that is known.
pub(super) fn counted(row: &Row<'_>, columns: &Columns<'_>) -> (u32, u32) {
    let told = told(row, columns);
    let known = columns
        .columns
        .iter()
        .zip(told)
        .filter(|(column, _)| **column == Column::Known);
    known.fold((0, 0), |(present, of), (_, told)| {
        let is_there = told.is_some_and(|(standing, _)| standing >= Standing::Copy);
        (present + u32::from(is_there), of + 1)
    })
}

/// What each region has. `known` tells of copies of an image to a region beside the lists of images.
pub(super) fn cells<'a>(
    row: &Row<'_>,
    columns: &Columns<'_>,
    known: impl Fn(&str, &str) -> Option<&'a KnownCopyState>,
) -> Vec<PresenceCell> {
    let told = told(row, columns);
    let cells = columns.columns.iter().zip(columns.region_ids).zip(told);
    let cells = cells.map(|((column, region_id), told)| match column {
        Column::NotUsed => PresenceCell::NotUsed,
        Column::NotKnown => PresenceCell::NotKnown,
        Column::Known => {
            let copy = row.source().and_then(|source| known(source.id, region_id));
            cell(row, told, copy)
        }
    });
    cells.collect()
}

fn cell(row: &Row<'_>, told: Option<(Standing, usize)>, copy: Option<&KnownCopyState>) -> PresenceCell {
    let has_it = told.is_some_and(|(standing, _)| standing >= Standing::Copy);
    match copy.filter(|_| !has_it) {
        Some(KnownCopyState::Waiting) => return PresenceCell::Waiting,
        Some(KnownCopyState::Copying { progress }) => {
            let listed = told.filter(|(standing, _)| *standing == Standing::Copying);
            let listed = listed.and_then(|(_, place)| row.images[place].facts.progress);
            return PresenceCell::Copying {
                progress: (*progress).max(listed),
            };
        }
        // Somebody else may have begun another one.
        Some(KnownCopyState::Failed(failure)) if told.is_none_or(|(standing, _)| standing < Standing::Copying) => {
            let lost = told.filter(|(standing, _)| *standing == Standing::Lost);
            return PresenceCell::Failed {
                failure: Some(failure.clone()),
                status: lost.map_or_else(String::new, |(_, place)| row.images[place].facts.status.clone()),
            };
        }
        _ => {}
    }
    let Some((standing, place)) = told else {
        return PresenceCell::Absent;
    };
    let own = &row.images[place];
    match standing {
        Standing::Source => PresenceCell::Source {
            created_at: own.facts.created_at,
        },
        Standing::Deprecated | Standing::Copy => PresenceCell::Copy {
            key: own.place.key(own.id),
            created_at: own.facts.created_at,
            by_name: row.kinship(place) == Kinship::Copy { by_name: true },
            status: own.facts.status.clone(),
        },
        Standing::Older => PresenceCell::Older {
            key: own.place.key(own.id),
            behind: row.behind(place),
        },
        Standing::Copying | Standing::Coming if own.facts.status == "Waiting" => PresenceCell::Waiting,
        Standing::Copying | Standing::Coming => PresenceCell::Copying {
            progress: own.facts.progress,
        },
        Standing::Lost => PresenceCell::Failed {
            failure: None,
            status: own.facts.status.clone(),
        },
    }
}
