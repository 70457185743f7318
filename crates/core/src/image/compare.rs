//! Compares what was read of two sides. Pure. Nothing unread is ever equal.

use std::collections::{BTreeMap, BTreeSet};

use super::ComparedAttribute as Attribute;
use super::comparison::{ComparedDisk, ComparedRelation, ComparedRow, ComparedValue, DiskOfSide};
use crate::proof::ProofMark;

/// What was read of a side. An attribute that is missing is not told by the cloud.
pub(crate) type Values = BTreeMap<Attribute, ComparedValue>;

/// A disk of a side.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SideDisk {
    pub(crate) is_system: bool,
    /// Without `/dev/`; empty when not told.
    pub(crate) device: String,
    /// By which devices are told apart; empty when not told.
    pub(crate) letter: String,
    pub(crate) size_gib: Option<u32>,
    /// The snapshot that it was filled from; empty when not told.
    pub(crate) snapshot_id: String,
}

/// What a new instance of an image depends on.
const MATTERS: &[Attribute] = &[
    Attribute::Image,
    Attribute::Status,
    Attribute::Os,
    Attribute::Platform,
    Attribute::Architecture,
    Attribute::BootMode,
    Attribute::DiskCount,
    Attribute::Sizes,
    Attribute::Devices,
    Attribute::Snapshots,
    Attribute::Encrypted,
    Attribute::Nvme,
    Attribute::Imds,
    Attribute::SecureBoot,
    Attribute::CloudInit,
    Attribute::License,
    Attribute::ProductCode,
    Attribute::Family,
];

/// What the cloud tells of an instance as well.
const OF_INSTANCES: &[Attribute] = &[
    Attribute::Image,
    Attribute::Os,
    Attribute::DiskCount,
    Attribute::Sizes,
    Attribute::Devices,
    Attribute::Snapshots,
    Attribute::Encrypted,
    Attribute::Imds,
    Attribute::Name,
    Attribute::Description,
    Attribute::Created,
    Attribute::Tags,
    Attribute::ResourceGroup,
];

/// The rows, those that matter first, and what is not told.
pub(crate) fn rows(a: &Values, b: &Values, relation: &ComparedRelation) -> (Vec<ComparedRow>, Vec<Attribute>) {
    let told: BTreeSet<Attribute> = a.keys().chain(b.keys()).copied().collect();
    let mut rows = Vec::new();
    let mut not_told = Vec::new();
    for attribute in every(relation) {
        let is_of_both = *relation != ComparedRelation::Instance || OF_INSTANCES.contains(&attribute);
        if !is_of_both || !told.contains(&attribute) {
            not_told.push(attribute);
            continue;
        }
        let of = |values: &Values| values.get(&attribute).cloned().unwrap_or(ComparedValue::NotTold);
        let (a, b) = (of(a), of(b));
        rows.push(ComparedRow {
            attribute,
            matters: matters(attribute, relation),
            mark: mark(attribute, &a, &b),
            a,
            b,
        });
    }
    rows.sort_by_key(|row| !row.matters);
    (rows, not_told)
}

/// Two images have two ids; which of them an instance runs is another matter.
fn every(relation: &ComparedRelation) -> impl Iterator<Item = Attribute> + use<> {
    let first = match relation {
        ComparedRelation::Instance => 0,
        ComparedRelation::Copy { .. } | ComparedRelation::Images => 1,
    };
    let usual = [
        Attribute::Name,
        Attribute::Description,
        Attribute::Version,
        Attribute::Copied,
        Attribute::Created,
        Attribute::SharedWith,
        Attribute::Check,
        Attribute::Tags,
        Attribute::Instances,
        Attribute::ResourceGroup,
    ];
    MATTERS.iter().skip(first).copied().chain(usual)
}

/// The snapshots of a copy are copies themselves, and have other ids. That an image is a copy is not sure when only its name says so.
fn matters(attribute: Attribute, relation: &ComparedRelation) -> bool {
    let is_copy = matches!(relation, ComparedRelation::Copy { by_name: false });
    MATTERS.contains(&attribute) && !(is_copy && attribute == Attribute::Snapshots)
}

fn mark(attribute: Attribute, a: &ComparedValue, b: &ComparedValue) -> ProofMark {
    match (a, b) {
        _ if attribute == Attribute::Check && (is_checking(a) || is_checking(b)) => ProofMark::Unread,
        (ComparedValue::Read { values: a }, ComparedValue::Read { values: b }) if a == b => ProofMark::Equal,
        (ComparedValue::Read { .. }, ComparedValue::Read { .. }) => ProofMark::Different,
        _ => ProofMark::Unread,
    }
}

/// A check that has not ended may still find anything.
fn is_checking(value: &ComparedValue) -> bool {
    matches!(value, ComparedValue::Read { values } if values.first().is_some_and(|word| word == "checking"))
}

/// The disks of both, joined by their devices; where one does not tell its device, by their order. `None` when they were not read.
pub(crate) fn disks(a: Option<&[SideDisk]>, b: Option<&[SideDisk]>) -> Vec<ComparedDisk> {
    let (in_a, in_b) = (placed(a.unwrap_or_default()), placed(b.unwrap_or_default()));
    let places: BTreeSet<&(bool, String)> = in_a.keys().chain(in_b.keys()).collect();
    let of = |disks: &BTreeMap<(bool, String), &SideDisk>, place: &(bool, String), is_read: bool| match disks.get(place)
    {
        Some(disk) => DiskOfSide::There {
            size_gib: disk.size_gib,
        },
        None if is_read => DiskOfSide::Absent,
        None => DiskOfSide::Unread,
    };
    let joined = places.into_iter().map(|place| {
        let (of_a, of_b) = (of(&in_a, place, a.is_some()), of(&in_b, place, b.is_some()));
        let device = in_a.get(place).or(in_b.get(place)).map(|disk| disk.device.clone());
        ComparedDisk {
            device: device.unwrap_or_default(),
            system: !place.0,
            mark: disk_mark(of_a, of_b),
            a: of_a,
            b: of_b,
        }
    });
    joined.collect()
}

fn disk_mark(a: DiskOfSide, b: DiskOfSide) -> ProofMark {
    match (a, b) {
        (DiskOfSide::There { size_gib: Some(a) }, DiskOfSide::There { size_gib: Some(b) }) if a == b => {
            ProofMark::Equal
        }
        (DiskOfSide::There { size_gib: None }, _) | (_, DiskOfSide::There { size_gib: None }) => ProofMark::Unread,
        (DiskOfSide::Unread, _) | (_, DiskOfSide::Unread) => ProofMark::Unread,
        _ => ProofMark::Different,
    }
}

/// Disks by whether they hold data, and their letter. The system disk is one whatever its device, and comes first.
fn placed(disks: &[SideDisk]) -> BTreeMap<(bool, String), &SideDisk> {
    let mut letters = ('b'..='z').map(String::from);
    let mut placed = BTreeMap::new();
    for disk in disks {
        let letter = match (disk.is_system, disk.letter.as_str()) {
            (true, _) => String::new(),
            (false, "") => letters.next().unwrap_or_default(),
            (false, letter) => letter.to_owned(),
        };
        let mut place = (!disk.is_system, letter);
        // Two disks of one device are two disks all the same.
        while placed.contains_key(&place) {
            place.1.push('+');
        }
        placed.insert(place, disk);
    }
    placed
}
