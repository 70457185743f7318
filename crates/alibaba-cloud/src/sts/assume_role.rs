//! Temporary credentials of a role.

use jiff::Timestamp;

use crate::declare::{FromReply, action};
use crate::{Credentials, JsonObject, Unreadable};

action! {
    /// Assumes a RAM role. A key of the main account cannot. Source: metadata of STS, AssumeRole.
    /// It counts as a read: each call makes new credentials and changes nothing else.
    pub struct AssumeRole: Sts, Read, 15 seconds -> AssumedRole {
        /// The resource name of the role.
        role_arn: String = "RoleArn",
        /// The name of the session in the audit log of the role's account; 2 to 64 characters.
        role_session_name: String = "RoleSessionName",
        /// How long the credentials are good, in seconds, 900 to the role's own limit; 3,600 when absent.
        duration_seconds: Option<u32> = "DurationSeconds",
        /// A policy that narrows what the role may do.
        policy: Option<String> = "Policy",
        /// The external id that the role's account asks for.
        external_id: Option<String> = "ExternalId",
        /// The identity behind the session, for the audit log.
        source_identity: Option<String> = "SourceIdentity",
    }
    /// A session of the default length, with all the role may do.
    new(role_arn: String, role_session_name: String);
}

impl FromReply for AssumedRole {
    fn from_reply(reply: JsonObject<'_>) -> Result<Self, Unreadable> {
        let credentials = reply.object("Credentials").ok_or(Unreadable::Field("Credentials"))?;
        let text = |name: &'static str| credentials.text(name).ok_or(Unreadable::Field(name));
        let user = reply.object("AssumedRoleUser");
        Ok(AssumedRole {
            credentials: Credentials::new(text("AccessKeyId")?, text("AccessKeySecret")?)
                .with_security_token(text("SecurityToken")?),
            expiration: credentials.time("Expiration").ok_or(Unreadable::Field("Expiration"))?,
            arn: user.and_then(|user| user.text("Arn")),
            assumed_role_id: user.and_then(|user| user.text("AssumedRoleId")),
        })
    }
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
