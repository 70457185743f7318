//! One client an account and run of the program. How it is made is in `client`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use alibaba_cloud::Client;
use tokio::sync::OnceCell;

/// Clients that were made and verified.
#[derive(Default)]
pub(super) struct Clients {
    cells: Mutex<HashMap<String, Arc<OnceCell<Client>>>>,
}

impl Clients {
    pub(super) fn cell(&self, account_id: &str) -> Arc<OnceCell<Client>> {
        let mut cells = self.cells.lock().unwrap_or_else(PoisonError::into_inner);
        cells.entry(account_id.to_owned()).or_default().clone()
    }

    /// The next use reads the secret and verifies it again.
    pub(super) fn forget(&self, account_id: &str) {
        self.cells
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(account_id);
    }
}
