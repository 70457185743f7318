//! Certificates of authorities that are trusted beside those of the system.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A certificate of an authority.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Certificate {
    /// SHA-256 of the certificate, hexadecimal.
    pub id: String,
    /// Name of the file it came in.
    pub file_name: String,
    /// Whom it names.
    pub subject: String,
    /// Until when it is valid, milliseconds since the epoch. It is told when that is past; such a certificate is not trusted.
    #[ts(type = "number")]
    pub not_after: i64,
}
