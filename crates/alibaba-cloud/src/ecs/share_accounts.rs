//! The accounts of one ModifyImageSharePermission.

use crate::Parameters;
use crate::parameters::ParameterValue;

/// At most ten main accounts: the cloud silently ignores all after the first ten of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShareAccounts(Vec<String>);

/// More accounts than one call can share an image with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{count} accounts in one call; at most {} are possible", ShareAccounts::MAX)]
pub struct TooManyAccounts {
    /// How many were given.
    pub count: usize,
}

impl ShareAccounts {
    /// How many accounts one call can add, and how many it can remove.
    pub const MAX: usize = 10;

    /// The ids of the accounts.
    #[must_use]
    pub fn as_slice(&self) -> &[String] {
        &self.0
    }
}

impl TryFrom<Vec<String>> for ShareAccounts {
    type Error = TooManyAccounts;

    fn try_from(accounts: Vec<String>) -> Result<Self, TooManyAccounts> {
        let count = accounts.len();
        if count > Self::MAX {
            return Err(TooManyAccounts { count });
        }
        Ok(Self(accounts))
    }
}

impl ParameterValue for ShareAccounts {
    fn set_in(&self, parameters: &mut Parameters, name: &str) {
        parameters.set_repeated(name, &self.0);
    }
}
