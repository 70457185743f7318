//! The notification service of a desktop, as a person meets it: what it shows, and a click.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use zbus::blocking::{Connection, connection};
use zbus::zvariant::OwnedValue;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// A notification as it was asked for.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its number in this service.
    pub id: u32,
    /// Its title.
    pub summary: String,
    /// Its text. This service reads markup in it.
    pub body: String,
    /// Keys and words of its actions, in turn.
    pub actions: Vec<String>,
}

/// A running service.
pub struct Notifications {
    shown: Arc<Mutex<Vec<Shown>>>,
    connection: Connection,
}

impl Notifications {
    /// Starts it on the bus at `address`.
    ///
    /// # Panics
    /// When there is one already.
    pub fn start(address: &str) -> Self {
        let shown = Arc::new(Mutex::new(Vec::new()));
        let service = Service { shown: shown.clone() };
        let connection = connection::Builder::address(address)
            .and_then(|bus| bus.name(NAME))
            .and_then(|bus| bus.serve_at(PATH, service))
            .and_then(connection::Builder::build)
            .expect("the notification service starts");
        Self { shown, connection }
    }

    /// What was shown until now.
    pub fn shown(&self) -> Vec<Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Clicks a notification.
    ///
    /// # Panics
    /// When the bus is gone.
    pub fn click(&self, id: u32) {
        self.connection
            .emit_signal(None::<&str>, PATH, NAME, "ActionInvoked", &(id, "default"))
            .expect("a click can be told");
    }
}

struct Service {
    shown: Arc<Mutex<Vec<Shown>>>,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Service {
    fn get_capabilities(&self) -> Vec<&str> {
        vec!["actions", "body", "body-markup"]
    }

    fn get_server_information(&self) -> (&str, &str, &str, &str) {
        ("acceptance", "darkroom", "1", "1.2")
    }

    #[allow(clippy::too_many_arguments, reason = "the arguments of the specification")]
    fn notify(
        &self,
        _app_name: &str,
        _replaces_id: u32,
        _app_icon: &str,
        summary: String,
        body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expire_timeout: i32,
    ) -> u32 {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let id = u32::try_from(shown.len()).map_or(u32::MAX, |before| before + 1);
        shown.push(Shown {
            id,
            summary,
            body,
            actions,
        });
        id
    }
}
