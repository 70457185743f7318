//! A keyring in memory that can be made to fail, to lie and to hang.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::Duration;

use darkroom_core::account::{SecretError, SecretStore};
use secrecy::{ExposeSecret, SecretString};

/// Keeps secrets for as long as the test runs.
#[derive(Default)]
pub struct MemorySecrets {
    items: Mutex<HashMap<String, SecretString>>,
    failure: Mutex<Option<SecretError>>,
    is_prompting: Mutex<bool>,
    reads: AtomicU32,
    answered: Condvar,
    changed: Condvar,
}

impl MemorySecrets {
    /// Every call fails like this until it is called with `None`.
    pub fn fail(&self, failure: Option<SecretError>) {
        *self.failure.lock().unwrap() = failure;
    }

    /// With `true`, calls wait as they do for an open prompt; with `false`, the prompt is answered.
    pub fn prompt(&self, is_open: bool) {
        *self.is_prompting.lock().unwrap() = is_open;
        self.answered.notify_all();
    }

    /// How often an item was read or tried to be, which may open a prompt.
    pub fn reads(&self) -> u32 {
        self.reads.load(Ordering::SeqCst)
    }

    pub fn len(&self) -> usize {
        self.items.lock().unwrap().len()
    }

    /// Waits until there are so many items.
    pub fn wait_until_len(&self, len: usize) {
        let items = self.items.lock().unwrap();
        let waited = self
            .changed
            .wait_timeout_while(items, Duration::from_secs(30), |items| items.len() != len)
            .unwrap();
        assert_eq!(waited.0.len(), len);
    }

    /// Puts other text into every item, as another program might.
    pub fn overwrite(&self, text: &str) {
        for item in self.items.lock().unwrap().values_mut() {
            *item = SecretString::from(text);
        }
    }

    /// The text of the only item.
    pub fn only(&self) -> String {
        let items = self.items.lock().unwrap();
        assert_eq!(items.len(), 1);
        items.values().next().unwrap().expose_secret().to_owned()
    }

    pub fn clear(&self) {
        self.items.lock().unwrap().clear();
    }

    fn enter(&self) -> Result<(), SecretError> {
        let mut is_prompting = self.is_prompting.lock().unwrap();
        while *is_prompting {
            is_prompting = self.answered.wait(is_prompting).unwrap();
        }
        match *self.failure.lock().unwrap() {
            Some(failure) => Err(failure),
            None => Ok(()),
        }
    }
}

impl SecretStore for MemorySecrets {
    fn put(&self, id: &str, item: &SecretString) -> Result<(), SecretError> {
        self.enter()?;
        self.items.lock().unwrap().insert(id.to_owned(), item.clone());
        self.changed.notify_all();
        Ok(())
    }

    fn get(&self, id: &str) -> Result<Option<SecretString>, SecretError> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        self.enter()?;
        Ok(self.items.lock().unwrap().get(id).cloned())
    }

    fn delete(&self, id: &str) -> Result<(), SecretError> {
        self.enter()?;
        self.items.lock().unwrap().remove(id);
        self.changed.notify_all();
        Ok(())
    }

    fn probe(&self) -> Result<(), SecretError> {
        self.enter()
    }
}
