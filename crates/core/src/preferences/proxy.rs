//! The proxy between this computer and the cloud.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which proxy is used.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Deserialize, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ProxyMode {
    /// The one of the system.
    #[default]
    System,
    /// None.
    None,
    /// The one that is given here.
    Own,
}

/// What the window sends to set the proxy.
#[derive(Clone, Debug, Default, Eq, PartialEq, Deserialize, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProxyForm {
    /// Which proxy is used.
    pub mode: ProxyMode,
    /// Of an own proxy: `http://host:port`, `https://host:port`, `socks5://host:port` or `socks5h://host:port`. Without a scheme it is
    /// `http`.
    pub address: String,
    /// Of an own proxy: empty when it asks for none.
    pub user_name: String,
}

/// The proxy as it is set, and what follows from it. Never holds a password.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Proxy {
    /// Which proxy is used.
    pub mode: ProxyMode,
    /// Address of the own proxy. Kept while another mode is chosen.
    pub address: String,
    /// User name at the own proxy.
    pub user_name: String,
    /// The keyring has a password for it, as far as is known.
    pub has_password: bool,
    /// The proxy that requests over HTTPS go through now, without user name and password; `null` when they go straight.
    pub effective: Option<String>,
    /// Where a proxy of the system was found: the name of an environment variable, or `desktop`.
    pub effective_from: Option<String>,
}
