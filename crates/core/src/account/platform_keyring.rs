//! What differs between the keyrings of the operating systems.

use std::sync::Arc;

use keyring_core::{CredentialStore, Error};

use super::SecretError;

/// A connection to the keyring.
pub(super) type Store = Arc<CredentialStore>;

pub(super) use platform::{MODIFIERS, connect, is_lost, name, probe, reduce};

// The crate `keyring` chooses a store once in the life of the process and keeps it, good or bad. The Secret Service is a daemon that
// comes late and restarts, so from the second connection on its store is made here, by the crate `keyring` itself chooses.
#[cfg(all(unix, not(target_os = "macos")))]
mod platform {
    use std::sync::atomic::{AtomicBool, Ordering};

    use secret_service::blocking::SecretService;
    use secret_service::{EncryptionType, Error as ServiceError};

    use super::{Error, SecretError, Store};

    pub(in super::super) const MODIFIERS: [(&str, &str); 1] = [("label", "Darkroom AccessKey")];

    pub(in super::super) fn connect() -> Result<Store, Error> {
        static CHOSEN: AtomicBool = AtomicBool::new(false);
        if !CHOSEN.swap(true, Ordering::Relaxed)
            && keyring::Entry::store_status().is_ok()
            && let Some(store) = keyring_core::get_default_store()
        {
            return Ok(store);
        }
        // Without a session, whatever the reason, no keyring can be reached.
        let store = zbus_secret_service_keyring_store::Store::new().map_err(|_| Error::NoDefaultStore)?;
        Ok(store)
    }

    pub(in super::super) fn is_lost(error: &Error) -> bool {
        matches!(error, Error::PlatformFailure(_))
    }

    pub(in super::super) fn probe() -> Result<(), Error> {
        let service = SecretService::connect(EncryptionType::Plain).map_err(|_| Error::NoDefaultStore)?;
        let locked = service
            .get_default_collection()
            .and_then(|collection| collection.is_locked());
        match locked {
            Ok(false) => Ok(()),
            Ok(true) => Err(Error::NoStorageAccess(Box::new(ServiceError::Locked))),
            Err(error) => Err(Error::NoStorageAccess(Box::new(error))),
        }
    }

    /// The program behind the Secret Service. Its name in the process table is cut to 15 bytes.
    pub(in super::super) fn name() -> Option<String> {
        let bus = zbus::blocking::Connection::session().ok()?;
        let bus = zbus::blocking::fdo::DBusProxy::new(&bus).ok()?;
        let service = zbus::names::BusName::try_from("org.freedesktop.secrets").ok()?;
        let process = bus.get_connection_unix_process_id(service).ok()?;
        let program = std::fs::read_to_string(format!("/proc/{process}/comm")).ok()?;
        Some(match program.trim() {
            "gnome-keyring-d" => "GNOME Keyring".to_owned(),
            "kwalletd5" | "kwalletd6" | "ksecretd" => "KWallet".to_owned(),
            "keepassxc" => "KeePassXC".to_owned(),
            other => other.to_owned(),
        })
    }

    pub(in super::super) fn reduce(error: &Error) -> Option<SecretError> {
        let (Error::PlatformFailure(inner) | Error::NoStorageAccess(inner)) = error else {
            return None;
        };
        match inner.downcast_ref::<ServiceError>()? {
            ServiceError::Locked => Some(SecretError::Locked),
            ServiceError::Prompt | ServiceError::PromptDisconnected => Some(SecretError::Dismissed),
            ServiceError::NoResult | ServiceError::Unavailable => Some(SecretError::Absent),
            other if other.to_string().contains("IsLocked") => Some(SecretError::Locked),
            _ => None,
        }
    }
}

#[cfg(any(windows, target_os = "macos"))]
mod platform {
    use super::{Error, SecretError, Store};

    // Credentials of the default persistence roam with a Windows domain profile.
    #[cfg(windows)]
    pub(in super::super) const MODIFIERS: [(&str, &str); 1] = [("persistence", "Local")];
    #[cfg(target_os = "macos")]
    pub(in super::super) const MODIFIERS: [(&str, &str); 0] = [];

    pub(in super::super) fn connect() -> Result<Store, Error> {
        match keyring::Entry::store_status() {
            Ok(()) => keyring_core::get_default_store().ok_or(Error::NoDefaultStore),
            Err(_) => Err(Error::NoDefaultStore),
        }
    }

    pub(in super::super) fn is_lost(_: &Error) -> bool {
        false
    }

    pub(in super::super) fn probe() -> Result<(), Error> {
        connect().map(|_| ())
    }

    #[expect(clippy::unnecessary_wraps, reason = "the other platform may not know")]
    pub(in super::super) fn name() -> Option<String> {
        let name = if cfg!(windows) {
            "Credential Manager"
        } else {
            "Keychain"
        };
        Some(name.to_owned())
    }

    pub(in super::super) fn reduce(error: &Error) -> Option<SecretError> {
        match error {
            Error::NoStorageAccess(_) => Some(SecretError::Locked),
            // errSecInteractionNotAllowed: the keychain cannot ask, for example in an SSH session.
            Error::PlatformFailure(inner) if inner.to_string().contains("-25308") => Some(SecretError::Locked),
            _ => None,
        }
    }
}
