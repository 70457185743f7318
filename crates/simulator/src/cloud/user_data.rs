//! User data: what a launch sends to the guest. It may hold secrets, so that it is written nowhere but in its own answer.

use std::fmt;

/// Base64 text as it was sent; empty when there is none.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct UserData(String);

impl UserData {
    pub(crate) fn new(encoded: impl Into<String>) -> Self {
        Self(encoded.into())
    }

    /// The text itself, for DescribeUserData alone.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for UserData {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.0.is_empty() {
            "UserData(none)"
        } else {
            "UserData(..)"
        })
    }
}
