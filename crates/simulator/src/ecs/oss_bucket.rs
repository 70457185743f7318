//! The buckets that images are exported to. No request makes or lists them here, so that what one is like follows from its name.

use crate::cloud::REGIONS;
use crate::refusal::Refusal;

/// Every name that OSS allows is a bucket of the region that is asked, but for these: one that ends in `-missing` is not there, one that
/// ends in the id of a region is in that region, one that ends in `-encrypted` is encrypted, and nobody may write to one that ends in
/// `-forbidden`.
pub(super) fn check(bucket: &str, region_id: &str) -> Result<(), Refusal> {
    let is_allowed = (3..=63).contains(&bucket.len())
        && bucket
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !bucket.starts_with('-')
        && !bucket.ends_with('-');
    let is_elsewhere = REGIONS
        .iter()
        .any(|region| region.region_id != region_id && bucket.ends_with(region.region_id));
    if !is_allowed || is_elsewhere || bucket.ends_with("-missing") {
        let message = "The specified OSS bucket does not exist in this region.";
        return Err(Refusal::new(400, "InvalidOSSBucket.NotFound", message));
    }
    if bucket.ends_with("-encrypted") {
        let message = "Accessing objects from encrypted OSS bucket is not supported.";
        return Err(Refusal::new(403, "InvalidOSSBucket.EncryptUnsupported", message));
    }
    if bucket.ends_with("-forbidden") {
        let message = "The specified OSS bucket or object is not allowed to access.";
        return Err(Refusal::new(403, "InvalidOSS.NotAuthorized", message));
    }
    Ok(())
}
