//! Puts another image on an instance.

use crate::declare::{action, reply};

use secrecy::SecretString;

action! {
    /// Replaces the system disk of a stopped instance; the old one is lost. Source: metadata of ECS, ReplaceSystemDisk.
    pub struct ReplaceSystemDisk: Ecs(region_id), WithClientToken, 40 seconds -> ReplacedSystemDisk {
        /// The region of the instance; it selects the host and is no parameter.
        region_id: String,
        /// The instance; it must be stopped.
        instance_id: String = "InstanceId",
        /// The image of the new system disk.
        image_id: String = "ImageId",
        /// At most 64 ASCII characters; the same for every repetition of one intended replacement.
        client_token: String = "ClientToken",
        /// The size of the new disk, in GiB; that of the image or 40 at least.
        system_disk_size: Option<u32> = "SystemDisk.Size",
        /// The key pair to log in with.
        key_pair_name: Option<String> = "KeyPairName",
        /// The password to log in with.
        password: Option<SecretString> = "Password" secret,
        /// Uses the image's own password.
        password_inherit: bool = "PasswordInherit",
        /// The platform, where it changes.
        platform: Option<String> = "Platform",
        /// `i386`, `x86_64` or `arm64`.
        architecture: Option<String> = "Architecture",
        /// `Active` or `Deactive`: Security Center inside.
        security_enhancement_strategy: Option<String> = "SecurityEnhancementStrategy",
        /// Whether the new disk is encrypted.
        encrypted: Option<bool> = "Encrypted",
        /// The KMS key.
        kms_key_id: Option<String> = "KMSKeyId",
    }
    /// A replacement without options.
    new(region_id: String, instance_id: String, image_id: String, client_token: String);
}

reply! {
    /// The new system disk.
    #[derive(Eq)]
    pub struct ReplacedSystemDisk from reply {
        /// Its id.
        disk_id: String = reply.required("DiskId")?,
    }
}
