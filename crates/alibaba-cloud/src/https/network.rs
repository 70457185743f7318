//! How a transport gets to the network: by which proxy, and whose certificates it trusts beside the platform's.

use std::fmt;
use std::sync::Arc;

use http::Uri;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use super::{Authority, ProxyAddress};
use crate::Transport;

/// The way to the network.
#[derive(Clone, Debug, Default)]
pub struct NetworkSettings {
    /// The proxy.
    pub proxy: ProxyChoice,
    /// Authorities that are trusted beside the platform's.
    pub authorities: Vec<Authority>,
}

/// Which proxy requests to other machines go through.
#[derive(Clone, Debug, Default)]
pub enum ProxyChoice {
    /// The one of the environment, or else of the system.
    #[default]
    System,
    /// None.
    None,
    /// This one.
    Own(OwnProxy),
}

/// A proxy that a person has given. Its password is not printed, and is wiped from memory when dropped; what the HTTP library holds of it
/// while it is used is not.
#[derive(Clone)]
pub struct OwnProxy {
    /// Its address.
    pub address: ProxyAddress,
    /// User name and password, when it wants them.
    pub login: Option<(String, SecretString)>,
}

impl fmt::Debug for OwnProxy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut printed = formatter.debug_struct("OwnProxy");
        printed.field("address", &self.address).finish_non_exhaustive()
    }
}

/// The proxy that a request goes through, without user name and password.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct EffectiveProxy {
    /// `scheme://host:port`.
    pub address: String,
    /// Of one of the system: the environment variable that names it, or `desktop`.
    pub from: Option<String>,
}

/// A transport whose way to the network can be set while it is used.
pub trait Network: Send + Sync {
    /// Takes another way for requests from now on. Running ones go on as they are.
    fn set(&self, settings: NetworkSettings);

    /// A transport that takes another way, for a trial.
    fn beside(&self, settings: NetworkSettings) -> Arc<dyn Transport>;

    /// The proxy that a request to this host would go through by these settings.
    fn proxy_of(&self, settings: &NetworkSettings, host: &str) -> Option<EffectiveProxy> {
        settings.proxy.of(host)
    }
}

impl ProxyChoice {
    /// The proxy of a host, asked over HTTPS.
    pub(super) fn of(&self, host: &str) -> Option<EffectiveProxy> {
        match self {
            Self::None => None,
            Self::Own(own) => Some(EffectiveProxy {
                address: own.address.to_string(),
                from: None,
            }),
            Self::System => {
                let asked = format!("https://{host}/").parse::<Uri>().ok()?;
                let found = Matcher::from_system().intercept(&asked)?;
                Some(EffectiveProxy {
                    address: address(&found)?,
                    from: Some(source()),
                })
            }
        }
    }

    /// Sets it in a client that is being made.
    pub(super) fn apply(&self, builder: reqwest::ClientBuilder) -> reqwest::Result<reqwest::ClientBuilder> {
        match self {
            Self::System => Ok(builder),
            Self::None => Ok(builder.no_proxy()),
            Self::Own(own) => {
                let mut proxy = reqwest::Proxy::all(own.address.to_string())?;
                if let Some((user, password)) = &own.login {
                    // The library decodes what it is given.
                    let encoded = |text: &str| Zeroizing::new(text.replace('%', "%25"));
                    proxy = proxy.basic_auth(&encoded(user), &encoded(password.expose_secret()));
                }
                Ok(builder.no_proxy().proxy(proxy))
            }
        }
    }
}

fn address(proxy: &Intercept) -> Option<String> {
    let uri = proxy.uri();
    let authority = uri.authority()?;
    let host = authority.host();
    let port = authority.port().map(|port| format!(":{port}")).unwrap_or_default();
    Some(format!("{}://{host}{port}", uri.scheme_str()?))
}

/// Where the proxy of the system comes from; in the order in which the HTTP library looks.
fn source() -> String {
    let variables = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
    let is_set = |name: &&str| std::env::var(name).is_ok_and(|value| !value.is_empty());
    variables.into_iter().find(is_set).unwrap_or("desktop").to_owned()
}
