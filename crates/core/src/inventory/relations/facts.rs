//! What other rows need to know of a disk, an instance, an image.

/// A disk.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DiskFacts {
    /// Its row in the store.
    pub(crate) row: i64,
    /// `system` or `data`.
    pub(crate) disk_type: String,
    pub(crate) device: Option<String>,
    pub(crate) instance_id: Option<String>,
    /// `cloud_essd`, ...
    pub(crate) category: String,
    pub(crate) performance_level: Option<String>,
    pub(crate) size_gib: Option<u32>,
}

/// An instance.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct InstanceFacts {
    /// Its row in the store.
    pub(crate) row: i64,
    pub(crate) name: String,
    pub(crate) status: String,
    /// Empty when not told.
    pub(crate) image_id: String,
    pub(crate) os_name: Option<String>,
    /// Lower case.
    pub(crate) os_type: Option<String>,
}

/// An image, own or shared.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ImageFacts {
    /// Its row in the store.
    pub(crate) row: i64,
    pub(crate) name: String,
    pub(crate) status: String,
    /// Empty when it has none.
    pub(crate) family: String,
    /// `ImageOwnerAlias`, and the owner's account when it is not our own.
    pub(crate) owner: String,
    pub(crate) created_at: Option<i64>,
    /// Percent, while it is being made.
    pub(crate) progress: Option<u8>,
    /// All disks together.
    pub(crate) size_gib: u32,
    /// `x86_64`, `arm64`; empty when not told.
    pub(crate) architecture: String,
    pub(crate) is_copied: bool,
    pub(crate) is_encrypted: bool,
    pub(crate) is_shared_with_me: bool,
    /// The snapshot of its system disk.
    pub(crate) system_snapshot_id: Option<String>,
    /// The snapshots of all its disks.
    pub(crate) snapshot_ids: Vec<String>,
}

impl ImageFacts {
    /// Whether a new instance may be made of it.
    pub(crate) fn is_available(&self) -> bool {
        self.status == "Available"
    }

    /// Whether a copy that came to this end does not count as being there.
    pub(crate) fn is_lost(&self) -> bool {
        matches!(self.status.as_str(), "CreateFailed" | "UnAvailable")
    }

    /// Whether it is an own one that is still being made. An unknown status counts as that.
    pub(crate) fn is_unfinished(&self) -> bool {
        let is_final = matches!(
            self.status.as_str(),
            "Available" | "UnAvailable" | "CreateFailed" | "Deprecated" | ""
        );
        !is_final && !self.is_shared_with_me
    }
}
