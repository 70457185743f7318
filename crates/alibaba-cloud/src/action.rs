//! What every action of the RPC API has in common. The actions themselves live in the modules of the products.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{JsonObject, Parameters, Request, Unreadable};

/// The product an action belongs to; it selects the endpoint.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Hash, Serialize)]
pub enum Product {
    /// Elastic Compute Service.
    Ecs,
    /// Key Management Service.
    Kms,
    /// Resource Management.
    ResourceManager,
    /// Security Token Service.
    Sts,
    /// Virtual Private Cloud.
    Vpc,
}

/// What it means to send an action twice. It decides when [`Client::call`](crate::Client::call) sends again by itself. Every action is
/// sent again after the cloud has refused the time of day, because such a refusal has no effect.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum Idempotency {
    /// Changes nothing; may be sent again freely.
    Read,
    /// Changes something, and carries a ClientToken by which the cloud recognises a repetition. It is sent again, with the same token,
    /// only when no connection could be made. After throttling, or when the outcome is unknown, the caller decides.
    WithClientToken,
    /// Changes something, and a repetition is a second change. Only the caller sends it again.
    Once,
}

/// One action of the RPC API.
pub trait Action: Send + Sync {
    /// The decoded reply.
    type Response: Send;

    /// The value of the `Action` parameter.
    const NAME: &'static str;
    /// The value of the `Version` parameter.
    const VERSION: &'static str;
    /// The product whose endpoint serves it.
    const PRODUCT: Product;
    /// Whether it may be repeated.
    const IDEMPOTENCY: Idempotency;
    /// The read timeout: how long the reply may take to arrive or to go on.
    const READ_TIMEOUT: Duration;

    /// The region asked, when the action is asked of one region.
    fn region_id(&self) -> Option<&str>;

    /// The action's own parameters in wire form, without the common ones (`Action`, `Timestamp`, ...).
    fn parameters(&self) -> Parameters;

    /// The action as data, ready to be sent or recorded.
    fn request(&self) -> Request {
        Request {
            product: Self::PRODUCT,
            action: Self::NAME.into(),
            version: Self::VERSION.into(),
            region_id: self.region_id().map(str::to_owned),
            idempotency: Self::IDEMPOTENCY,
            read_timeout: Self::READ_TIMEOUT,
            parameters: self.parameters(),
        }
    }

    /// Reads a successful reply.
    ///
    /// # Errors
    /// When the reply lacks what makes it an answer to this action. Odd rows are no error: they are left out and counted.
    fn decode(reply: &JsonObject) -> Result<Self::Response, Unreadable>;
}
