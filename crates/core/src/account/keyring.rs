//! The operating system's keyring: Secret Service, Keychain or Credential Manager.
//!
//! Errors of the keyring crates can hold the secret itself; they are reduced to a [`SecretError`] here and never printed.

use std::collections::HashMap;
use std::sync::Mutex;

use keyring_core::{Entry, Error};
use secrecy::{ExposeSecret, SecretString};

use super::{SecretError, SecretStore, platform_keyring};
use crate::lock::lock;

/// The service name of every item of ours; the user name is the id of the secret. Also a valid D-Bus name.
pub const KEYRING_SERVICE: &str = "com.darkroom.desktop";

/// The real keyring. Connects at the first call, and once more when the connection turns out to be lost.
#[derive(Default)]
pub struct Keyring {
    store: Mutex<Option<platform_keyring::Store>>,
}

impl Keyring {
    /// A keyring that has not been asked yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn with_entry<T>(&self, id: &str, work: impl Fn(&Entry) -> Result<T, Error>) -> Result<T, Error> {
        let mut store = lock(&self.store);
        let fresh = store.is_none();
        let first = attempt(&mut store, id, &work);
        match first {
            Err(error) if !fresh && platform_keyring::is_lost(&error) => {
                *store = None;
                attempt(&mut store, id, &work)
            }
            first => first,
        }
    }
}

fn attempt<T>(
    store: &mut Option<platform_keyring::Store>,
    id: &str,
    work: impl Fn(&Entry) -> Result<T, Error>,
) -> Result<T, Error> {
    let store = match store {
        Some(store) => store,
        None => store.insert(platform_keyring::connect()?),
    };
    let entry = store.build(KEYRING_SERVICE, id, Some(&HashMap::from(platform_keyring::MODIFIERS)))?;
    work(&entry)
}

impl SecretStore for Keyring {
    fn put(&self, id: &str, item: &SecretString) -> Result<(), SecretError> {
        let written = self.with_entry(id, |entry| match entry.set_password(item.expose_secret()) {
            Err(Error::Ambiguous(duplicates)) => {
                delete_all(&duplicates)?;
                entry.set_password(item.expose_secret())
            }
            written => written,
        });
        written.map_err(|error| reduce(&error))
    }

    fn get(&self, id: &str) -> Result<Option<SecretString>, SecretError> {
        match self.with_entry(id, Entry::get_password) {
            Ok(text) => Ok(Some(SecretString::from(text))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(reduce(&error)),
        }
    }

    fn delete(&self, id: &str) -> Result<(), SecretError> {
        let deleted = self.with_entry(id, |entry| match entry.delete_credential() {
            Err(Error::Ambiguous(duplicates)) => delete_all(&duplicates),
            Err(Error::NoEntry) => Ok(()),
            deleted => deleted,
        });
        deleted.map_err(|error| reduce(&error))
    }

    fn probe(&self) -> Result<(), SecretError> {
        platform_keyring::probe().map_err(|error| reduce(&error))
    }

    fn name(&self) -> Option<String> {
        platform_keyring::name()
    }
}

fn delete_all(duplicates: &[Entry]) -> Result<(), Error> {
    duplicates.iter().try_for_each(|entry| match entry.delete_credential() {
        Err(Error::NoEntry) => Ok(()),
        deleted => deleted,
    })
}

fn reduce(error: &Error) -> SecretError {
    match error {
        Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::BadStoreFormat(_) => SecretError::Damaged,
        Error::Ambiguous(_) => SecretError::Ambiguous,
        Error::NoDefaultStore => SecretError::Absent,
        error => platform_keyring::reduce(error).unwrap_or(SecretError::Failed),
    }
}
