//! Questions that the documents leave open. Each is a switch, and a client must be right under every setting.

use serde::{Deserialize, Serialize};

use crate::instance_questions::InstanceQuestions;

/// How the simulated service behaves where its documentation is silent or contradicts itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct OpenQuestions {
    /// How many seconds a ClientToken is remembered; none means for good.
    pub token_lifetime_seconds: Option<u64>,
    /// Whether a refused request is remembered under its ClientToken, so that its repetition gets the same refusal.
    pub tokens_remember_refusals: bool,
    /// How many seconds after an image its tags appear; 0 means with the image.
    pub tags_appear_after_seconds: u64,
    /// Whether `x-acs-retry-after` counts seconds instead of milliseconds.
    pub retry_after_in_seconds: bool,
    /// Whether deleting a snapshot or image that does not exist succeeds instead of answering NotFound.
    pub missing_deletes_succeed: bool,
    /// For how many seconds a deleted image is still listed and holds its snapshots.
    pub deleted_images_listed_for_seconds: u64,
    /// Whether an image launches instances, and shows `Usable`, from the middle of its creation on.
    pub images_usable_early: bool,
    /// Whether DescribeSnapshots hides encrypted snapshots when `Encrypted` is not sent, as its documented default says.
    pub encrypted_hidden_by_default: bool,
    /// Whether some snapshots match no filter by status, type, usage, disk type, category or encryption, and are found
    /// only without them.
    pub filters_miss_some: bool,
    /// Whether CopyImage is refused with `OperationDenied.ImageCopyConflict` while another copy of the same image runs.
    pub copies_of_one_image_conflict: bool,
    /// Whether a copied image has the `Features` of its source instead of losing them.
    pub copies_keep_features: bool,
    /// Whether an image can be made from an unfinished snapshot that is `Available` (instant access).
    pub images_from_instant_access_snapshots: bool,
    /// Whether the refusal of an account id that does not exist leaves out which id it is. Both texts are documented.
    pub unknown_accounts_are_not_named: bool,
    /// How many exports of images a region runs at once; none means without end.
    pub exports_at_once: Option<u64>,
    /// How many exports of images a region begins in a week; none means without end.
    pub exports_a_week: Option<u64>,
    /// Whether an image with data disks is not exported at all, as an older text says.
    pub exports_refuse_data_disks: bool,
    /// Whether an answer is compressed by gzip for a client that accepts it. HTTP/2 is no switch: it is agreed upon by TLS, which
    /// loopback does without.
    pub answers_are_packed: bool,
    /// Launching and changing instances.
    pub instances: InstanceQuestions,
}
