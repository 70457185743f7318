//! The rows of the matrix: which images are versions and copies of one another, and which of them is the newest.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::PresenceBy;
use crate::inventory::relations::{ImageFacts, Place, Relations, is_of_origin};

/// An own image and where it is.
#[derive(Clone, Copy)]
pub(super) struct Own<'a> {
    pub(super) place: &'a Place,
    pub(super) id: &'a str,
    pub(super) facts: &'a ImageFacts,
}

/// What the images of a row have in common.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Title<'a> {
    Family(&'a str),
    Name(&'a str),
    /// The id of an image that has neither.
    Image(&'a str),
}

impl Title<'_> {
    /// Names it among all others.
    pub(super) fn id(self) -> String {
        match self {
            Self::Family(family) => format!("family {family}"),
            Self::Name(name) => format!("name {name}"),
            Self::Image(id) => format!("image {id}"),
        }
    }
}

/// Images of one title.
pub(super) struct Row<'a> {
    pub(super) title: Title<'a>,
    pub(super) images: Vec<Own<'a>>,
    /// For each image the time of its version: of a copy, when its original was made.
    made: Vec<Option<i64>>,
    /// Place of the newest version among them.
    source: Option<usize>,
    /// Place of the image that is shown when there is no source.
    newest: usize,
    /// How each image is related to the source.
    kinship: Vec<Kinship>,
}

/// How an image is related to the source of its row.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kinship {
    Source,
    Copy { by_name: bool },
    Other,
}

impl<'a> Row<'a> {
    /// Of at least one image.
    fn new(title: Title<'a>, images: Vec<Own<'a>>, originals: &Originals<'a>) -> Self {
        let of_name = originals_by_name(&images);
        let versions = images.iter().map(|own| {
            let named = || originals.among(own.facts, of_name.get(own.facts.name.as_str())?);
            let original = || originals.of(own.facts).or_else(named);
            let original = own.facts.is_copied.then(original).flatten();
            (
                original.is_some_and(|original| original.facts.is_available()),
                original.map_or(own.facts, |own| own.facts).created_at,
            )
        });
        let (is_copy, made): (Vec<bool>, Vec<Option<i64>>) = versions.unzip();
        let newer = |one: &usize, other: &usize| (made[*one], images[*one].id).cmp(&(made[*other], images[*other].id));
        let places = 0..images.len();
        let can_be_source = |place: &usize| images[*place].facts.is_available() && !is_copy[*place];
        let source = places.clone().filter(can_be_source).max_by(newer);
        let newest = source.or_else(|| places.max_by(newer)).unwrap_or_default();
        Self {
            title,
            kinship: kinship(&images, source, originals),
            made,
            source,
            newest,
            images,
        }
    }

    /// The newest version that can be used.
    pub(super) fn source(&self) -> Option<Own<'a>> {
        self.source.map(|place| self.images[place])
    }

    /// The image that the row is shown by.
    pub(super) fn first(&self) -> Own<'a> {
        self.images[self.newest]
    }

    /// How an image of the row is related to its source.
    pub(super) fn kinship(&self, place: usize) -> Kinship {
        self.kinship[place]
    }

    /// By how much the source is newer than an image of the row; `None` when the cloud does not tell, or when it is not.
    pub(super) fn behind(&self, place: usize) -> Option<i64> {
        let behind = self.made[self.source?]?.saturating_sub(self.made[place]?);
        (behind >= 0).then_some(behind)
    }

    /// The row with the newest image comes first.
    pub(super) fn newest_first(one: &Self, other: &Self) -> Ordering {
        let made = |row: &Self| row.made[row.newest];
        made(other).cmp(&made(one)).then_with(|| one.title.cmp(&other.title))
    }
}

fn kinship(images: &[Own<'_>], source: Option<usize>, originals: &Originals<'_>) -> Vec<Kinship> {
    let Some(source) = source else {
        return vec![Kinship::Other; images.len()];
    };
    let source_facts = images[source].facts;
    let related = originals.relations.related(originals.account_id, source_facts);
    let of = |(place, own): (usize, &Own<'_>)| match own.facts {
        _ if place == source => Kinship::Source,
        facts if is_of_origin(facts, &related) => Kinship::Copy { by_name: false },
        facts if originals.is_copy_by_name(source_facts, facts) => Kinship::Copy { by_name: true },
        _ => Kinship::Other,
    };
    images.iter().enumerate().map(of).collect()
}

/// Images of which others of the same name may be copies.
fn originals_by_name<'a>(images: &[Own<'a>]) -> HashMap<&'a str, Vec<Own<'a>>> {
    let mut of_name: HashMap<&str, Vec<Own<'_>>> = HashMap::new();
    if images.iter().any(|own| own.facts.is_copied) {
        let finished = |own: &&Own<'_>| !own.facts.is_unfinished() && !own.facts.is_lost();
        for own in images.iter().filter(|own| !own.facts.is_copied).filter(finished) {
            of_name.entry(&own.facts.name).or_default().push(*own);
        }
    }
    of_name
}

/// The one of several images that a copy is most likely made of: one that was there before, of the same name, of as many disks, and of
/// these the newest.
fn likeliest<'a>(copy: &ImageFacts, originals: impl Iterator<Item = Own<'a>>) -> Option<Own<'a>> {
    originals.max_by_key(|own| {
        let times = own.facts.created_at.zip(copy.created_at);
        (
            times.is_none_or(|(original, copy)| original <= copy),
            own.facts.name == copy.name,
            own.facts.snapshot_ids.len() == copy.snapshot_ids.len(),
            own.facts.created_at,
            own.id,
        )
    })
}

/// Which images of an account others are copies of, by the origin of their snapshots.
struct Originals<'a> {
    relations: &'a Relations,
    account_id: &'a str,
    /// By the snapshot of the system disk; empty when no origin is known.
    of_snapshot: HashMap<&'a str, Vec<Own<'a>>>,
}

impl<'a> Originals<'a> {
    fn new(relations: &'a Relations, account_id: &'a str, images: &[Own<'a>]) -> Self {
        let knows_origins = relations.knows_origins(account_id);
        let mut of_snapshot: HashMap<&str, Vec<Own<'_>>> = HashMap::new();
        for own in images.iter().filter(|own| knows_origins && !own.facts.is_copied) {
            if let Some(snapshot_id) = &own.facts.system_snapshot_id {
                of_snapshot.entry(snapshot_id).or_default().push(*own);
            }
        }
        Self {
            relations,
            account_id,
            of_snapshot,
        }
    }

    fn is_copy_by_name(&self, image: &ImageFacts, other: &ImageFacts) -> bool {
        self.relations.is_copy_by_name(self.account_id, image, other)
    }

    /// The one of some images of its name that an image is a copy of.
    fn among(&self, image: &ImageFacts, named: &[Own<'a>]) -> Option<Own<'a>> {
        let named = named.iter().copied();
        likeliest(image, named.filter(|own| self.is_copy_by_name(own.facts, image)))
    }

    /// The image that this one is a copy of, when it is one and that is known.
    fn of(&self, image: &'a ImageFacts) -> Option<Own<'a>> {
        if !image.is_copied || self.of_snapshot.is_empty() {
            return None;
        }
        let related = self.relations.related(self.account_id, image).into_iter();
        let originals = related.filter_map(|id| self.of_snapshot.get(id)).flatten();
        likeliest(image, originals.copied())
    }
}

/// The rows of an account, in no order.
pub(super) fn rows<'a>(relations: &'a Relations, account_id: &'a str, by: PresenceBy) -> Vec<Row<'a>> {
    let places = relations.places().filter(|place| place.account_id == account_id);
    let images = places.flat_map(|place| place.own_images().map(move |(id, facts)| Own { place, id, facts }));
    let images: Vec<Own<'a>> = images.collect();
    let originals = Originals::new(relations, account_id, &images);
    let families = families_by_name(&images, by);
    let own_title = |own: &Own<'a>| match own.facts {
        facts if by == PresenceBy::Family && !facts.family.is_empty() => Title::Family(&facts.family),
        facts if !facts.name.is_empty() => Title::Name(&facts.name),
        _ => Title::Image(own.id),
    };
    let title = |own: &Own<'a>| {
        if !own.facts.is_copied {
            return own_title(own);
        }
        // A copy belongs to its original, also while it has no family yet.
        match originals.of(own.facts) {
            Some(original) => own_title(&original),
            None => match families.get(own.facts.name.as_str()) {
                Some(family) if own.facts.family.is_empty() => Title::Family(family),
                _ => own_title(own),
            },
        }
    };
    let mut titled: Vec<(Title<'a>, Own<'a>)> = images.iter().map(|own| (title(own), *own)).collect();
    titled.sort_by_key(|(title, _)| *title);
    let same = titled.chunk_by(|(one, _), (other, _)| one == other);
    let rows = same.map(|same| Row::new(same[0].0, same.iter().map(|(_, own)| *own).collect(), &originals));
    rows.collect()
}

/// The family of each name, for copies that have not got theirs back.
fn families_by_name<'a>(images: &[Own<'a>], by: PresenceBy) -> HashMap<&'a str, &'a str> {
    let lacks = |own: &Own<'_>| own.facts.is_copied && own.facts.family.is_empty();
    if by == PresenceBy::Name || !images.iter().any(lacks) {
        return HashMap::new();
    }
    let with = images
        .iter()
        .filter(|own| !own.facts.family.is_empty() && !own.facts.name.is_empty());
    with.map(|own| (own.facts.name.as_str(), own.facts.family.as_str()))
        .collect()
}
