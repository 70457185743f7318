//! The way to the network, as it is set.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use alibaba_cloud::{
    BoxFuture, EffectiveProxy, Error, NetworkSettings, OwnProxy, ProxyAddress, ProxyAddressError, ProxyChoice,
    Transport, TransportError, TransportRequest, TransportResponse,
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use tokio::time::Instant;
use zeroize::Zeroizing;

use super::{KeptPreferences, ProxyForm, ProxyMode};
use crate::lock::lock;
use crate::{Problem, ProblemCode};

/// Of the keyring's item with the password of the proxy; those of accounts are UUIDs.
const PROXY_SECRET: &str = "proxy";
/// What SOCKS has room for, in bytes.
const MAX_LOGIN: usize = 255;
/// More than an item has, bytes.
const ITEM_BYTES: usize = 4_096;
/// After a failure the keyring is asked again after this time.
const ASK_AGAIN_AFTER: Duration = Duration::from_secs(5);
/// A host of the cloud, to ask which proxy is in effect.
pub(super) const SOME_HOST: &str = "ecs.cn-hangzhou.aliyuncs.com";

/// The way to the cloud as it is set. The password of the proxy is asked of the keyring with the first request.
#[derive(Clone)]
pub(crate) struct SetTransport {
    pub(crate) preferences: KeptPreferences,
    pub(crate) transport: Arc<dyn Transport>,
}

impl Transport for SetTransport {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async move {
            // Plain HTTP goes to this machine only, and never through a proxy.
            if !request.url.starts_with("http://") {
                self.preferences.ready().await?;
            }
            self.transport.send(request).await
        })
    }
}

impl KeptPreferences {
    /// Sets the proxy, from the next request on.
    ///
    /// # Errors
    /// `Empty`, `Malformed` at `address`, `userName` or `password`; the keyring's codes (then nothing was changed), `StoreFailed`.
    pub(crate) async fn set_proxy(
        &self,
        form: ProxyForm,
        password: Option<SecretString>,
        forget_password: bool,
    ) -> Result<(), Problem> {
        let password = typed(password);
        let _changing = self.shared.changing.lock().await;
        let before = self.record();
        let mut record = before.clone();
        if form.mode == ProxyMode::Own {
            let (address, user_name) = checked(&form, password.as_ref())?;
            record.proxy.address = address.to_string();
            record.proxy.user_name = user_name;
        }
        record.proxy.mode = form.mode;
        let accounts = &self.shared.accounts;
        accounts.allow_prompt();
        let password = password.filter(|_| form.mode == ProxyMode::Own);
        let is_same = is_of_same(&before.proxy, &record.proxy);
        let forgets = password.is_none() && before.has_proxy_password && (forget_password || !is_same);
        if let Some(password) = &password {
            let item = KeptLogin::encode(&record.proxy, password)?;
            accounts.put_text(PROXY_SECRET, item).await?;
            record.has_proxy_password = true;
        } else if forgets {
            accounts.delete_key(PROXY_SECRET).await?;
            record.has_proxy_password = false;
        }
        self.keep(record).await?;
        if password.is_some() || forgets {
            *lock(&self.shared.password) = password;
        }
        *self.shared.fetching.lock().await = None;
        self.set_network();
        Ok(())
    }

    /// The settings that a form would have, for a trial; those that are set when there is no form.
    ///
    /// # Errors
    /// As [`KeptPreferences::set_proxy`] without the keyring's.
    pub(super) async fn settings_of(
        &self,
        form: Option<ProxyForm>,
        password: Option<SecretString>,
    ) -> Result<NetworkSettings, Problem> {
        // A person asks: a prompt may be opened, and what failed a moment ago is tried again.
        self.shared.accounts.allow_prompt();
        *self.shared.fetching.lock().await = None;
        let Some(form) = form else {
            self.ready()
                .await
                .map_err(|error| Problem::from(Error::Dispatch(error)))?;
            return Ok(self.network());
        };
        let mut settings = self.network();
        settings.proxy = match form.mode {
            ProxyMode::System => ProxyChoice::System,
            ProxyMode::None => ProxyChoice::None,
            ProxyMode::Own => {
                let password = typed(password);
                let (address, user_name) = checked(&form, password.as_ref())?;
                let record = self.record();
                let is_same = record.proxy.address == address.to_string() && record.proxy.user_name == user_name;
                let password = match password {
                    None if is_same && record.has_proxy_password => Some(self.kept_password().await?),
                    typed => typed,
                };
                ProxyChoice::Own(OwnProxy {
                    address,
                    login: login(user_name, password),
                })
            }
        };
        Ok(settings)
    }

    /// The proxy that requests go through now.
    pub(super) fn effective_proxy(&self) -> Option<EffectiveProxy> {
        self.proxy_by(&self.network(), SOME_HOST)
    }

    /// The proxy that a request to a host would go through by these settings.
    pub(super) fn proxy_by(&self, settings: &NetworkSettings, host: &str) -> Option<EffectiveProxy> {
        let network = self.shared.transport.network()?;
        network.proxy_of(settings, host)
    }

    /// Sets the transport.
    pub(super) fn set_network(&self) {
        if let Some(network) = self.shared.transport.network() {
            network.set(self.network());
        }
    }

    /// Makes the transport ready: the address of an own proxy can be read, and its password is known if it has one.
    async fn ready(&self) -> Result<(), TransportError> {
        let record = self.record();
        if record.proxy.mode != ProxyMode::Own || self.shared.transport.network().is_none() {
            return Ok(());
        }
        if ProxyAddress::parse(&record.proxy.address).is_err() {
            return Err(TransportError::SetUp {
                reason: "the address of the proxy".to_owned(),
            });
        }
        if record.has_proxy_password && lock(&self.shared.password).is_none() {
            self.kept_password().await.map_err(|problem| TransportError::NoLogin {
                reason: serde_json::to_value(problem.code)
                    .ok()
                    .and_then(|code| code.as_str().map(str::to_owned))
                    .unwrap_or_default(),
            })?;
        }
        Ok(())
    }

    /// The password of the proxy. The keyring is asked by one at a time; what it answers counts for all who wait, and for a while.
    async fn kept_password(&self) -> Result<SecretString, Problem> {
        let mut failed = self.shared.fetching.lock().await;
        if let Some(password) = lock(&self.shared.password).clone() {
            return Ok(password);
        }
        if let Some((at, problem)) = failed.as_ref().filter(|(at, _)| at.elapsed() < ASK_AGAIN_AFTER) {
            tracing::debug!(code = ?problem.code, since = ?at.elapsed(), "no password for the proxy");
            return Err(problem.clone());
        }
        let missing = || Problem::new(ProblemCode::ProxyPasswordRefused);
        let found = match self.shared.accounts.text(PROXY_SECRET).await {
            Ok(item) => KeptLogin::decode(&item, &self.record().proxy).ok_or_else(missing),
            Err(problem) if problem.code == ProblemCode::SecretMissing => Err(missing()),
            Err(problem) => Err(problem),
        };
        match found {
            Ok(password) => {
                *lock(&self.shared.password) = Some(password.clone());
                self.set_network();
                Ok(password)
            }
            Err(problem) => {
                *failed = Some((Instant::now(), problem.clone()));
                Err(problem)
            }
        }
    }

    fn network(&self) -> NetworkSettings {
        let record = self.record();
        let own = || {
            let address = ProxyAddress::parse(&record.proxy.address).ok()?;
            let password = lock(&self.shared.password).clone();
            Some(ProxyChoice::Own(OwnProxy {
                address,
                login: login(record.proxy.user_name.clone(), password),
            }))
        };
        NetworkSettings {
            proxy: match record.proxy.mode {
                ProxyMode::System => ProxyChoice::System,
                ProxyMode::None => ProxyChoice::None,
                ProxyMode::Own => own().unwrap_or_default(),
            },
            authorities: self
                .certificates()
                .into_iter()
                .map(|(_, authority)| authority)
                .collect(),
        }
    }
}

/// The keyring's item: it names the proxy and the user that the password is for, so that it never reaches another one.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct KeptLogin<'a> {
    #[serde(borrow)]
    address: Cow<'a, str>,
    #[serde(borrow)]
    user_name: Cow<'a, str>,
    #[serde(borrow)]
    password: Cow<'a, str>,
}

impl KeptLogin<'_> {
    fn encode(proxy: &ProxyForm, password: &SecretString) -> Result<SecretString, Problem> {
        let item = KeptLogin {
            address: Cow::Borrowed(&proxy.address),
            user_name: Cow::Borrowed(&proxy.user_name),
            password: Cow::Borrowed(password.expose_secret()),
        };
        // Room for all of it at once, so that no outgrown buffer is left behind in memory.
        let mut text = Zeroizing::new(Vec::with_capacity(ITEM_BYTES));
        serde_json::to_writer(&mut *text, &item).map_err(|_| Problem::new(ProblemCode::Internal))?;
        let text = std::str::from_utf8(&text).map_err(|_| Problem::new(ProblemCode::Internal))?;
        Ok(SecretString::from(text))
    }

    /// The password, when it is one for this proxy and user.
    fn decode(item: &SecretString, proxy: &ProxyForm) -> Option<SecretString> {
        let item: KeptLogin<'_> = serde_json::from_str(item.expose_secret()).ok()?;
        let is_of_it = item.address == proxy.address && item.user_name == proxy.user_name;
        is_of_it.then(|| SecretString::from(item.password.into_owned()))
    }
}

/// A field that was left empty is no password.
fn typed(password: Option<SecretString>) -> Option<SecretString> {
    password.filter(|password| !password.expose_secret().is_empty())
}

fn login(user_name: String, password: Option<SecretString>) -> Option<(String, SecretString)> {
    (!user_name.is_empty()).then(|| (user_name, password.unwrap_or_default()))
}

/// Whether a password of the one is one of the other.
fn is_of_same(one: &ProxyForm, other: &ProxyForm) -> bool {
    one.address == other.address && one.user_name == other.user_name
}

/// Address and user name of an own proxy.
fn checked(form: &ProxyForm, password: Option<&SecretString>) -> Result<(ProxyAddress, String), Problem> {
    let address = ProxyAddress::parse(&form.address).map_err(|error| match error {
        ProxyAddressError::Empty => Problem::new(ProblemCode::Empty).at("address"),
        other => malformed("address", &other.to_string()),
    })?;
    let user_name = form.user_name.trim();
    // In HTTP Basic a colon ends the user name.
    if user_name.contains(':') {
        return Err(malformed("userName", "characters"));
    }
    let password = password.map(ExposeSecret::expose_secret);
    if user_name.is_empty() && password.is_some() {
        return Err(Problem::new(ProblemCode::Empty).at("userName"));
    }
    for (field, text) in [("userName", user_name), ("password", password.unwrap_or_default())] {
        if text.chars().any(char::is_control) {
            return Err(malformed(field, "characters"));
        }
        if text.len() > MAX_LOGIN {
            return Err(malformed(field, "tooLong").with("max", MAX_LOGIN.to_string()));
        }
    }
    Ok((address, user_name.to_owned()))
}

fn malformed(field: &str, reason: &str) -> Problem {
    Problem::new(ProblemCode::Malformed).at(field).with("reason", reason)
}
