//! Puts another image on an instance.

use std::time::Duration;

use secrecy::SecretString;

use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Replaces the system disk of a stopped instance; the old one is lost. Source: metadata of ECS, ReplaceSystemDisk.
#[derive(Clone, Debug, Default)]
pub struct ReplaceSystemDisk {
    /// The region of the instance; it selects the host and is no parameter.
    pub region_id: String,
    /// The instance; it must be stopped.
    pub instance_id: String,
    /// The image of the new system disk.
    pub image_id: String,
    /// At most 64 ASCII characters; the same for every repetition of one intended replacement.
    pub client_token: String,
    /// The size of the new disk, in GiB; that of the image or 40 at least.
    pub system_disk_size: Option<u32>,
    /// The key pair to log in with.
    pub key_pair_name: Option<String>,
    /// The password to log in with.
    pub password: Option<SecretString>,
    /// Uses the image's own password.
    pub password_inherit: bool,
    /// The platform, where it changes.
    pub platform: Option<String>,
    /// `i386`, `x86_64` or `arm64`.
    pub architecture: Option<String>,
    /// `Active` or `Deactive`: Security Center inside.
    pub security_enhancement_strategy: Option<String>,
    /// Whether the new disk is encrypted.
    pub encrypted: Option<bool>,
    /// The KMS key.
    pub kms_key_id: Option<String>,
}

/// The new system disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplacedSystemDisk {
    /// Its id.
    pub disk_id: String,
}

impl ReplaceSystemDisk {
    /// A replacement without options.
    pub fn new(
        region_id: impl Into<String>,
        instance_id: impl Into<String>,
        image_id: impl Into<String>,
        client_token: impl Into<String>,
    ) -> Self {
        Self {
            region_id: region_id.into(),
            instance_id: instance_id.into(),
            image_id: image_id.into(),
            client_token: client_token.into(),
            ..Self::default()
        }
    }
}

impl Action for ReplaceSystemDisk {
    type Response = ReplacedSystemDisk;

    const NAME: &'static str = "ReplaceSystemDisk";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::WithClientToken;
    const READ_TIMEOUT: Duration = Duration::from_secs(40);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("InstanceId", &self.instance_id);
        parameters.set("ImageId", &self.image_id);
        parameters.set("ClientToken", &self.client_token);
        parameters.set_optional("SystemDisk.Size", self.system_disk_size);
        parameters.set_optional("KeyPairName", self.key_pair_name.as_deref());
        parameters.set_secret("Password", self.password.as_ref());
        parameters.set_optional("PasswordInherit", self.password_inherit.then_some("true"));
        parameters.set_optional("Platform", self.platform.as_deref());
        parameters.set_optional("Architecture", self.architecture.as_deref());
        parameters.set_optional(
            "SecurityEnhancementStrategy",
            self.security_enhancement_strategy.as_deref(),
        );
        parameters.set_optional("Encrypted", self.encrypted);
        parameters.set_optional("KMSKeyId", self.kms_key_id.as_deref());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<ReplacedSystemDisk, Unreadable> {
        let disk_id = reply.text("DiskId");
        Ok(ReplacedSystemDisk {
            disk_id: disk_id.ok_or(Unreadable::Field("DiskId"))?,
        })
    }
}
