//! Accounts besides the simulated one, as far as an image can be shared with them.

#[derive(Debug, Clone, Default)]
pub(crate) struct OtherAccounts(Option<Vec<String>>);

impl OtherAccounts {
    /// Only these exist.
    pub(crate) fn only(account_ids: Vec<String>) -> Self {
        Self(Some(account_ids))
    }

    /// Without a list every id of 16 digits exists that does not end in 0000.
    pub(crate) fn exists(&self, account_id: &str) -> bool {
        match &self.0 {
            Some(known) => known.iter().any(|known| known == account_id),
            None => {
                account_id.len() == 16
                    && account_id.bytes().all(|byte| byte.is_ascii_digit())
                    && !account_id.ends_with("0000")
            }
        }
    }
}
