//! Whose key it is.

use std::time::Duration;

use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Asks whose credentials these are. Source: metadata of STS, GetCallerIdentity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GetCallerIdentity;

/// The identity behind a set of credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallerIdentity {
    /// The main account; it may exceed 2^53, hence text.
    pub account_id: String,
    /// `Account`, `RAMUser` or `AssumedRoleUser`; others verbatim.
    pub identity_type: Option<String>,
    /// The resource name of the identity.
    pub arn: Option<String>,
    /// The id of the identity.
    pub principal_id: Option<String>,
    /// The id of the RAM user, or of the main account.
    pub user_id: Option<String>,
    /// The id of the assumed role.
    pub role_id: Option<String>,
}

impl Action for GetCallerIdentity {
    type Response = CallerIdentity;

    const NAME: &'static str = "GetCallerIdentity";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Sts;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(15);

    fn region_id(&self) -> Option<&str> {
        None
    }

    fn parameters(&self) -> Parameters {
        Parameters::new()
    }

    fn decode(reply: &JsonObject) -> Result<CallerIdentity, Unreadable> {
        let fields = *reply;
        Ok(CallerIdentity {
            account_id: fields.text("AccountId").ok_or(Unreadable::Field("AccountId"))?,
            identity_type: fields.text("IdentityType"),
            arn: fields.text("Arn"),
            principal_id: fields.text("PrincipalId"),
            user_id: fields.text("UserId"),
            role_id: fields.text("RoleId"),
        })
    }
}
