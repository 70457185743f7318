//! A proof as it is stored with its step: an own, versioned record.

use alibaba_cloud::Request;
use serde::{Deserialize, Serialize};

use super::{
    Asked, Difference, FleetProof, ProofAgainst, ProofAnswer, ProofAttribute, ProofAttributeCode as Code, ProofCell,
    ProofMark, ProvenInstance,
};
use crate::Problem;

/// A proof.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub(crate) struct ProofRecord {
    pub(crate) version: u32,
    /// Milliseconds since the epoch.
    pub(crate) read_at: i64,
    /// Id and name of the instance that is compared with; `None` for a launch.
    pub(crate) against: Option<(String, String)>,
    /// Attributes by their stored words, with what was asked for.
    pub(crate) attributes: Vec<(String, Vec<String>)>,
    /// Stored words of the attributes of which it is not known what was asked for.
    pub(crate) unknown: Vec<String>,
    pub(crate) instances: Vec<ProvenRecord>,
    /// Actions with their RequestIds.
    pub(crate) answers: Vec<(String, String)>,
}

/// One instance of a proof.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub(crate) struct ProvenRecord {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) status: String,
    /// The system disk first.
    pub(crate) disk_ids: Vec<String>,
    pub(crate) cells: Vec<CellRecord>,
    pub(crate) problem: Option<Problem>,
}

/// One cell.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub(crate) struct CellRecord {
    pub(crate) mark: MarkRecord,
    /// What was asked of this instance, when it is not what the column says.
    pub(crate) asked: Option<Vec<String>>,
    pub(crate) read: Vec<String>,
    pub(crate) accepted: Option<String>,
}

/// How a cell came out.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MarkRecord {
    Equal,
    Different,
    #[default]
    Unread,
}

impl CellRecord {
    pub(crate) fn new(mark: MarkRecord, read: Vec<String>) -> Self {
        Self {
            mark,
            asked: None,
            read,
            accepted: None,
        }
    }
}

impl ProofRecord {
    /// How many instances are equal in all that was read and leave nothing unread, differ, and are not read whole.
    pub(crate) fn counts(&self) -> (usize, usize, usize) {
        let has = |row: &ProvenRecord, mark: MarkRecord| row.cells.iter().any(|cell| cell.mark == mark);
        let differing = self
            .instances
            .iter()
            .filter(|row| has(row, MarkRecord::Different))
            .count();
        let unread = self
            .instances
            .iter()
            .filter(|row| !has(row, MarkRecord::Different) && (row.cells.is_empty() || has(row, MarkRecord::Unread)));
        let unread = unread.count();
        (self.instances.len() - differing - unread, differing, unread)
    }

    /// Accepts a difference. `false` when there is none of it.
    pub(crate) fn accept(&mut self, instance_id: &str, code: Code, note: &str) -> bool {
        let Some(column) = self.attributes.iter().position(|(word, _)| word == code.word()) else {
            return false;
        };
        let row = self.instances.iter_mut().find(|row| row.id == instance_id);
        let cell = row.and_then(|row| row.cells.get_mut(column));
        match cell {
            Some(cell) if cell.mark == MarkRecord::Different => {
                cell.accepted = Some(note.to_owned());
                true
            }
            _ => false,
        }
    }

    /// The requests that set a difference as asked for; none when there is no such difference, or the cloud cannot.
    pub(crate) fn mends(&self, region_id: &str, instance_id: &str, code: Code) -> Vec<Request> {
        let Some(column) = self.attributes.iter().position(|(word, _)| word == code.word()) else {
            return Vec::new();
        };
        let row = self.instances.iter().find(|row| row.id == instance_id);
        let cell = row.and_then(|row| Some((row, row.cells.get(column)?)));
        match cell {
            Some((row, cell)) if cell.mark == MarkRecord::Different => Difference {
                region_id,
                instance_id,
                disk_ids: &row.disk_ids,
                code,
                asked: cell.asked.as_ref().unwrap_or(&self.attributes[column].1),
                read: &cell.read,
            }
            .requests(),
            _ => Vec::new(),
        }
    }

    /// As the window shows it. Attributes that this version does not know are left out.
    pub(crate) fn shown(self, job_id: i64, position: u32) -> FleetProof {
        let codes: Vec<Option<Code>> = self.attributes.iter().map(|(word, _)| Code::of_word(word)).collect();
        let asked: Asked = known(&codes, self.attributes.clone())
            .map(|(code, (_, asked))| (code, asked))
            .collect();
        let mut instances: Vec<ProvenInstance> = self
            .instances
            .into_iter()
            .map(|row| ProvenInstance {
                id: row.id,
                name: row.name,
                status: row.status,
                cells: known(&codes, row.cells)
                    .map(|(code, cell)| {
                        let asked = asked.get(&code).map(Vec::as_slice).unwrap_or_default();
                        shown(cell, &row.disk_ids, code, asked)
                    })
                    .collect(),
                problem: row.problem,
            })
            .collect();
        instances.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
        let attributes = known(&codes, self.attributes).map(|(code, (word, asked))| ProofAttribute {
            code,
            asked,
            known: !self.unknown.contains(&word),
        });
        let cells = instances.iter().flat_map(|row| &row.cells);
        let count = |read: bool| {
            let counted = cells
                .clone()
                .filter(|cell| !read || cell.mark != ProofMark::Unread)
                .count();
            u32::try_from(counted).unwrap_or(u32::MAX)
        };
        let (cells_read, cells) = (count(true), count(false));
        FleetProof {
            job_id,
            position,
            read_at: self.read_at,
            against: match self.against {
                Some((id, name)) => ProofAgainst::Instance { id, name },
                None => ProofAgainst::Asked,
            },
            attributes: attributes.collect(),
            instances,
            cells_read,
            cells,
            answers: self
                .answers
                .into_iter()
                .map(|(action, request_id)| ProofAnswer { action, request_id })
                .collect(),
        }
    }
}

fn known<T>(codes: &[Option<Code>], rows: Vec<T>) -> impl Iterator<Item = (Code, T)> {
    codes.iter().zip(rows).filter_map(|(code, row)| Some(((*code)?, row)))
}

fn shown(cell: CellRecord, disk_ids: &[String], code: Code, asked: &[String]) -> ProofCell {
    let difference = Difference {
        region_id: "",
        instance_id: "",
        disk_ids,
        code,
        asked: cell.asked.as_deref().unwrap_or(asked),
        read: &cell.read,
    };
    let mendable = cell.mark == MarkRecord::Different && !difference.requests().is_empty();
    ProofCell {
        mark: match cell.mark {
            MarkRecord::Equal => ProofMark::Equal,
            MarkRecord::Different => ProofMark::Different,
            MarkRecord::Unread => ProofMark::Unread,
        },
        asked: cell.asked,
        read: cell.read,
        accepted: cell.accepted,
        mendable,
    }
}

/// Each attribute with the word it is stored as, in the order in which they are shown.
macro_rules! words {
    ($($code:ident = $word:literal),* $(,)?) => {
        impl Code {
            /// Every attribute in the order in which they are shown.
            pub(crate) const ALL: [Self; [$($word),*].len()] = [$(Self::$code),*];

            /// The word it is stored as.
            pub(crate) fn word(self) -> &'static str {
                match self {
                    $(Self::$code => $word,)*
                }
            }

            fn of_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$code),)*
                    _ => None,
                }
            }
        }
    };
}

words! {
    Image = "image",
    InstanceType = "instance_type",
    Zone = "zone",
    VSwitch = "v_switch",
    DiskCount = "disk_count",
    Content = "content",
    Size = "size",
    Category = "category",
    PerformanceLevel = "performance_level",
    Release = "release",
    KeyPair = "key_pair",
    SecurityGroups = "security_groups",
    PublicAddress = "public_address",
    Tags = "tags",
    ChargeType = "charge_type",
    Bandwidth = "bandwidth",
    RamRole = "ram_role",
    UserData = "user_data",
    ResourceGroup = "resource_group",
    Description = "description",
    DeletionProtection = "deletion_protection",
    Settings = "settings",
    Devices = "devices",
    Encryption = "encryption",
    Provisioned = "provisioned",
    SnapshotPolicy = "snapshot_policy",
}
