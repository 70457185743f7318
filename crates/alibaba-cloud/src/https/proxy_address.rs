//! The address of a proxy that a person types in.

use std::fmt;

use reqwest::Url;

/// `http`, `https`, `socks5` or `socks5h`, a host and a port. Carries no user name and no password.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ProxyAddress {
    scheme: &'static str,
    authority: String,
}

/// Why a text is no address of a proxy.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ProxyAddressError {
    /// Nothing was given.
    #[error("empty")]
    Empty,
    /// Not a host with an optional scheme and port.
    #[error("malformed")]
    Malformed,
    /// Another scheme.
    #[error("scheme")]
    Scheme,
    /// A user name or password, which have fields of their own.
    #[error("userInfo")]
    UserInfo,
    /// A path, query or fragment.
    #[error("path")]
    Path,
}

const SCHEMES: [(&str, u16); 4] = [("http", 80), ("https", 443), ("socks5", 1080), ("socks5h", 1080)];

impl ProxyAddress {
    /// Reads `scheme://host:port` with blanks around it. Without a scheme it is `http`, without a port that of the scheme.
    ///
    /// # Errors
    /// Says which part is not accepted.
    pub fn parse(text: &str) -> Result<Self, ProxyAddressError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ProxyAddressError::Empty);
        }
        let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
        let scheme = scheme.to_ascii_lowercase();
        let known = SCHEMES.into_iter().find(|(name, _)| *name == scheme);
        let (scheme, default_port) = known.ok_or(ProxyAddressError::Scheme)?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        if rest.contains('@') {
            return Err(ProxyAddressError::UserInfo);
        }
        if rest.contains(['/', '?', '#', '\\']) {
            return Err(ProxyAddressError::Path);
        }
        // Only of a scheme of the web does the library read the host itself.
        let url = Url::parse(&format!("http://{rest}/")).map_err(|_| ProxyAddressError::Malformed)?;
        let host = url.host_str().filter(|host| !host.is_empty());
        let host = host.ok_or(ProxyAddressError::Malformed)?;
        let port = match url.port() {
            Some(0) => return Err(ProxyAddressError::Malformed),
            Some(port) => port,
            // The library leaves out port 80, which it takes for the one of the scheme.
            None if rest.ends_with(":80") => 80,
            None => default_port,
        };
        let address = Self {
            scheme,
            authority: format!("{host}:{port}"),
        };
        // The library would go straight when it cannot read the address.
        match address.to_string().parse::<http::Uri>() {
            Ok(_) => Ok(address),
            Err(_) => Err(ProxyAddressError::Malformed),
        }
    }
}

/// `scheme://host:port`, which parses back to the same address.
impl fmt::Display for ProxyAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}://{}", self.scheme, self.authority)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_scheme_a_host_and_a_port() {
        let table = [
            (" http://proxy.example.com:8080/ ", "http://proxy.example.com:8080"),
            ("Proxy.Example.com:3128", "http://proxy.example.com:3128"),
            ("10.0.0.1", "http://10.0.0.1:80"),
            ("socks5://10.0.0.1:80", "socks5://10.0.0.1:80"),
            ("SOCKS5H://proxy", "socks5h://proxy:1080"),
            ("https://[::1]", "https://[::1]:443"),
        ];
        for (text, expected) in table {
            let address = ProxyAddress::parse(text).map(|address| address.to_string());
            assert_eq!(address.as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_not_an_address_is_told_by_its_part() {
        let table = [
            ("  ", ProxyAddressError::Empty),
            ("ftp://proxy", ProxyAddressError::Scheme),
            ("http://ann:secret@proxy:1", ProxyAddressError::UserInfo),
            ("http://proxy:1/path", ProxyAddressError::Path),
            ("http://proxy:99999", ProxyAddressError::Malformed),
            ("http://proxy:0", ProxyAddressError::Malformed),
            ("http://pro xy", ProxyAddressError::Malformed),
            ("http://:3128", ProxyAddressError::Malformed),
        ];
        for (text, expected) in table {
            assert_eq!(ProxyAddress::parse(text), Err(expected), "{text}");
        }
    }
}
