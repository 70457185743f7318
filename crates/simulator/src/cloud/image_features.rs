//! `Features` of an image: what instances made from it may use.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ImageFeatures {
    /// `supported` or `unsupported`.
    pub(crate) nvme_support: &'static str,
    /// `v1` or `v2`.
    pub(crate) imds_support: &'static str,
}

impl ImageFeatures {
    /// The features of a copy, which loses those of its source.
    pub(crate) const NONE: Self = Self {
        nvme_support: "unsupported",
        imds_support: "v1",
    };
}
