//! Which product and action a request is for: by host, version and action name.

use crate::call::{Answer, Call};
use crate::refusal::Refusal;
use crate::{ecs, kms, resource_manager, sts, vpc};

/// What carries one action out.
type Perform = fn(&mut Call<'_>) -> Answer;

/// A product of the simulated cloud and the one version it has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Product {
    pub(crate) name: &'static str,
    version: &'static str,
    /// Prefix of its RAM actions.
    ram_code: &'static str,
    action: fn(&str) -> Option<Perform>,
}

pub(crate) const ECS: Product = Product {
    name: "Ecs",
    version: "2014-05-26",
    ram_code: "ecs",
    action: ecs::action,
};
const STS: Product = Product {
    name: "Sts",
    version: "2015-04-01",
    ram_code: "sts",
    action: sts::action,
};

const VPC: Product = Product {
    name: "Vpc",
    version: "2016-04-28",
    ram_code: "vpc",
    action: vpc::action,
};
const RESOURCE_MANAGER: Product = Product {
    name: "ResourceManager",
    version: "2020-03-31",
    ram_code: "resourcemanager",
    action: resource_manager::action,
};
const KMS: Product = Product {
    name: "Kms",
    version: "2016-01-20",
    ram_code: "kms",
    action: kms::action,
};
const ALL: [Product; 5] = [ECS, STS, VPC, RESOURCE_MANAGER, KMS];

impl Product {
    /// The product of a host name (`sts.cn-hangzhou.aliyuncs.com`); none for loopback, where the version decides.
    fn of_host(host: &str) -> Option<Self> {
        let first = host.split(['.', '-', ':']).next().unwrap_or_default();
        ALL.into_iter()
            .find(|product| host.contains(".aliyuncs.com") && product.ram_code == first)
    }

    pub(crate) fn find(host: &str, version: &str) -> Result<Self, Refusal> {
        let by_version = ALL.into_iter().find(|product| product.version == version);
        match (Self::of_host(host), by_version) {
            (None, Some(product)) => Ok(product),
            (Some(product), _) if product.version == version => Ok(product),
            _ => Err(Refusal::new(
                400,
                "InvalidVersion",
                "Specified parameter Version is not valid.",
            )),
        }
    }

    pub(crate) fn answer(&self, action: &str) -> Result<Perform, Refusal> {
        (self.action)(action).ok_or_else(|| {
            let message = "Specified api is not found, please check your url and method.";
            Refusal::new(404, "InvalidAction.NotFound", message)
        })
    }

    /// `ecs:CreateImage`.
    pub(crate) fn ram_action(&self, action: &str) -> String {
        format!("{}:{action}", self.ram_code)
    }
}
