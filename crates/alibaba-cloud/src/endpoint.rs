//! Which host a request may go to. Everything outside the account's rule is refused before anything is signed.

use std::collections::HashMap;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use crate::Product;

/// The domain under which the cloud's own hosts are.
const CLOUD_DOMAIN: &str = ".aliyuncs.com";

/// Where an account's requests go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum EndpointRule {
    /// The public endpoints of each product and region.
    #[default]
    Public,
    /// The internal endpoints of one region, for a machine inside a VPC of it. They reach only their own region.
    InsideVpc {
        /// The region of the machine.
        region_id: String,
    },
    /// One endpoint for every product and region (a gateway, or a simulator on loopback). A host of the cloud itself serves ECS only;
    /// the other products keep their public hosts.
    Custom(CustomEndpoint),
}

/// An endpoint typed in by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomEndpoint {
    origin: String,
    host: String,
}

/// Why there is no endpoint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// Nothing was given.
    #[error("the endpoint is empty")]
    Empty,
    /// Not a host with an optional scheme and port.
    #[error("the endpoint is not a host name")]
    Malformed,
    /// A scheme other than http and https.
    #[error("the endpoint has an unknown scheme")]
    Scheme,
    /// Plain HTTP to another machine.
    #[error("the endpoint must use https")]
    Insecure,
    /// A user name or password.
    #[error("the endpoint must not carry a user name or password")]
    UserInfo,
    /// A path, query or fragment.
    #[error("the endpoint must not carry a path or query")]
    Path,
    /// The port is not a number from 1 to 65535.
    #[error("the endpoint has a bad port")]
    Port,
    /// Not a region id.
    #[error("not a region id")]
    Region,
    /// A host the account's rule does not allow.
    #[error("the host is not one of the cloud's")]
    OutsideRule,
    /// Another region, or a product without an internal endpoint, asked from inside a VPC.
    #[error("cannot be reached from inside the VPC")]
    BeyondVpc,
}

impl CustomEndpoint {
    /// Reads `host`, `host:port` or `http(s)://host[:port]`, with blanks around it. Plain HTTP is for loopback only.
    ///
    /// # Errors
    /// Says which part is not accepted.
    pub fn parse(text: &str) -> Result<Self, EndpointError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(EndpointError::Empty);
        }
        let (scheme, authority) = match text.split_once("://") {
            Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
            None => ("https".to_owned(), text),
        };
        if scheme != "https" && scheme != "http" {
            return Err(EndpointError::Scheme);
        }
        let authority = authority.strip_suffix('/').unwrap_or(authority);
        if authority.contains('@') {
            return Err(EndpointError::UserInfo);
        }
        if authority.contains(['/', '?', '#', '\\']) {
            return Err(EndpointError::Path);
        }
        let (host, port) = split_port(authority)?;
        let host = host.to_ascii_lowercase();
        if !is_host(&host) {
            return Err(EndpointError::Malformed);
        }
        if scheme == "http" && !is_loopback(&host) {
            return Err(EndpointError::Insecure);
        }
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        Ok(Self {
            origin: format!("{scheme}://{host}{port}"),
            host,
        })
    }

    /// The host, without scheme and port.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether the host is this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.host)
    }
}

/// `scheme://host[:port]`, which parses back to the same endpoint.
impl fmt::Display for CustomEndpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.origin)
    }
}

impl FromStr for CustomEndpoint {
    type Err = EndpointError;

    fn from_str(text: &str) -> Result<Self, EndpointError> {
        Self::parse(text)
    }
}

fn split_port(authority: &str) -> Result<(&str, Option<u16>), EndpointError> {
    // The colons inside the brackets of an IPv6 address are not port separators.
    let host_end = authority.find(']').map_or(0, |bracket| bracket + 1);
    let Some(colon) = authority[host_end..].find(':') else {
        return Ok((authority, None));
    };
    let (host, port) = authority.split_at(host_end + colon);
    let port = &port[1..];
    if port.is_empty() || !port.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(EndpointError::Port);
    }
    match port.parse() {
        Ok(0) | Err(_) => Err(EndpointError::Port),
        Ok(port) => Ok((host, Some(port))),
    }
}

fn is_host(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return address.parse::<std::net::Ipv6Addr>().is_ok();
    }
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    host.len() <= 253 && host.split('.').all(is_label)
}

pub(crate) fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

fn is_cloud_host(host: &str) -> bool {
    is_host(host) && host.ends_with(CLOUD_DOMAIN)
}

/// Whether the host may serve ECS in the region. Under the domain there are also hosts that run what a customer has uploaded.
fn is_ecs_host(host: &str, region_id: &str) -> bool {
    let Some(name) = host.strip_suffix(CLOUD_DOMAIN).filter(|_| is_host(host)) else {
        return false;
    };
    match name.strip_prefix("ecs") {
        Some("") => true,
        Some(rest) if rest.starts_with('-') => !rest.contains('.'),
        Some(rest) => rest.strip_prefix('.') == Some(region_id),
        None => false,
    }
}

/// Whether it can be the id of a region. `ecs.oss-x` would be the bucket of a customer who has called it `ecs`.
fn is_region(region_id: &str) -> bool {
    let is_of_buckets = region_id.split('-').any(|part| matches!(part, "oss" | "img"));
    region_id.contains('-') && !region_id.contains('.') && !is_of_buckets && is_host(region_id)
}

/// The rule of an account and what DescribeRegions has taught about its regions.
#[derive(Debug, Default)]
pub(crate) struct Endpoints {
    rule: EndpointRule,
    ecs_by_region: HashMap<String, String>,
}

impl Endpoints {
    pub(crate) fn new(rule: EndpointRule) -> Self {
        Self {
            rule,
            ecs_by_region: HashMap::new(),
        }
    }

    /// Remembers the `RegionEndpoint` of a region: `ecs.aliyuncs.com`, `ecs-x.aliyuncs.com` or `ecs.<region>.aliyuncs.com`.
    pub(crate) fn learn(&mut self, region_id: &str, host: &str) -> Result<(), EndpointError> {
        let host = host.trim().to_ascii_lowercase();
        if !is_region(region_id) {
            return Err(EndpointError::Region);
        }
        if !is_ecs_host(&host, region_id) {
            return Err(EndpointError::OutsideRule);
        }
        self.ecs_by_region.insert(region_id.to_owned(), host);
        Ok(())
    }

    /// The origin (`scheme://host[:port]`) of a product in a region, or of its central endpoint.
    pub(crate) fn origin(&self, product: Product, region_id: Option<&str>) -> Result<String, EndpointError> {
        if region_id.is_some_and(|region| !is_region(region)) {
            return Err(EndpointError::Region);
        }
        // A gateway speaks for every product; a host of the cloud itself only for its own, which is ECS here.
        if let EndpointRule::Custom(endpoint) = &self.rule
            && (product == Product::Ecs || !is_cloud_host(endpoint.host()))
        {
            return Ok(endpoint.to_string());
        }
        if let EndpointRule::InsideVpc { region_id: inside } = &self.rule {
            return internal_origin(product, inside, region_id);
        }
        let learned = match (product, region_id) {
            (Product::Ecs, Some(region)) => self.ecs_by_region.get(region),
            _ => None,
        };
        let host = learned.cloned().unwrap_or_else(|| documented_host(product, region_id));
        if !is_cloud_host(&host) {
            return Err(EndpointError::OutsideRule);
        }
        Ok(format!("https://{host}"))
    }
}

// Source: the OpenAPI metadata of each product, and the endpoint map of the ECS SDK.
fn documented_host(product: Product, region_id: Option<&str>) -> String {
    let code = code(product);
    match (product, region_id) {
        (Product::Ecs, Some("cn-shenzhen-finance-1")) => format!("ecs-cn-hangzhou{CLOUD_DOMAIN}"),
        (Product::Kms, Some("ap-southeast-5")) => format!("kms.ap-southeast-1{CLOUD_DOMAIN}"),
        (_, None)
        | (Product::ResourceManager, _)
        | (Product::Ecs, Some("cn-hangzhou-finance" | "cn-north-2-gov-1"))
        | (Product::Sts, Some("cn-hangzhou-finance" | "cn-shenzhen-finance-1")) => {
            format!("{code}{CLOUD_DOMAIN}")
        }
        (_, Some(region)) => format!("{code}.{region}{CLOUD_DOMAIN}"),
    }
}

/// Source: the internal endpoints in the product list of the official CLI.
fn internal_origin(product: Product, inside: &str, region_id: Option<&str>) -> Result<String, EndpointError> {
    if !is_region(inside) {
        return Err(EndpointError::Region);
    }
    let is_near = region_id.is_none_or(|region| region == inside);
    match product {
        Product::Ecs | Product::Sts | Product::Vpc if is_near => {
            Ok(format!("https://{}-vpc.{inside}{CLOUD_DOMAIN}", code(product)))
        }
        _ => Err(EndpointError::BeyondVpc),
    }
}

fn code(product: Product) -> &'static str {
    match product {
        Product::Ecs => "ecs",
        Product::Kms => "kms",
        Product::ResourceManager => "resourcemanager",
        Product::Sts => "sts",
        Product::Vpc => "vpc",
    }
}
