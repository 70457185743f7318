//! Temporary credentials of a role.

use std::time::Duration;

use jiff::Timestamp;

use crate::{Action, Credentials, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Takes on a RAM role. A main account's own key may not. Source: metadata of STS, AssumeRole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssumeRole {
    /// The resource name of the role.
    pub role_arn: String,
    /// What the session is called in the records of the role's account; 2 to 64 characters.
    pub role_session_name: String,
    /// How long the credentials are good, in seconds, 900 to the role's own limit; 3,600 when absent.
    pub duration_seconds: Option<u32>,
    /// A policy that narrows what the role may do.
    pub policy: Option<String>,
    /// What the role's account asks for beside the name of the role.
    pub external_id: Option<String>,
    /// Who stands behind the session, for the records.
    pub source_identity: Option<String>,
}

/// The role's credentials.
#[derive(Clone, Debug)]
pub struct AssumedRole {
    /// The temporary credentials, with their security token.
    pub credentials: Credentials,
    /// When they end.
    pub expiration: Timestamp,
    /// The resource name of the session.
    pub arn: Option<String>,
    /// The id of the session.
    pub assumed_role_id: Option<String>,
}

impl AssumeRole {
    /// A session of the default length, with all the role may do.
    pub fn new(role_arn: impl Into<String>, role_session_name: impl Into<String>) -> Self {
        Self {
            role_arn: role_arn.into(),
            role_session_name: role_session_name.into(),
            ..Self::default()
        }
    }
}

impl Action for AssumeRole {
    type Response = AssumedRole;

    const NAME: &'static str = "AssumeRole";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Sts;
    // Each call makes new credentials and changes nothing else.
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(15);

    fn region_id(&self) -> Option<&str> {
        None
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RoleArn", &self.role_arn);
        parameters.set("RoleSessionName", &self.role_session_name);
        parameters.set_optional("DurationSeconds", self.duration_seconds);
        parameters.set_optional("Policy", self.policy.as_deref());
        parameters.set_optional("ExternalId", self.external_id.as_deref());
        parameters.set_optional("SourceIdentity", self.source_identity.as_deref());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<AssumedRole, Unreadable> {
        let fields = *reply;
        let credentials = fields.object("Credentials").ok_or(Unreadable::Field("Credentials"))?;
        let text = |name: &'static str| credentials.text(name).ok_or(Unreadable::Field(name));
        let user = fields.object("AssumedRoleUser");
        Ok(AssumedRole {
            credentials: Credentials::new(text("AccessKeyId")?, text("AccessKeySecret")?)
                .with_security_token(text("SecurityToken")?),
            expiration: credentials.time("Expiration").ok_or(Unreadable::Field("Expiration"))?,
            arn: user.and_then(|user| user.text("Arn")),
            assumed_role_id: user.and_then(|user| user.text("AssumedRoleId")),
        })
    }
}
