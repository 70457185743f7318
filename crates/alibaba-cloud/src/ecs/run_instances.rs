//! Makes instances from an image.

use std::time::Duration;

use secrecy::SecretString;

use super::Tag;
use super::tag::set_tags;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Creates and starts instances. Costs money from then on. Source: metadata of ECS, RunInstances.
#[derive(Clone, Debug, Default)]
pub struct RunInstances {
    /// The region.
    pub region_id: String,
    /// The image.
    pub image_id: Option<String>,
    /// The family whose newest image is used; in the place of the image.
    pub image_family: Option<String>,
    /// The instance type.
    pub instance_type: String,
    /// At most 64 ASCII characters; the same for every repetition of one intended launch.
    pub client_token: String,
    /// How many, 1 to 100; one when absent.
    pub amount: Option<u32>,
    /// How many at least; none are made when there cannot be so many.
    pub min_amount: Option<u32>,
    /// The zone; that of the vSwitch when absent.
    pub zone_id: Option<String>,
    /// The vSwitch.
    pub v_switch_id: Option<String>,
    /// The security group.
    pub security_group_id: Option<String>,
    /// The security groups; in the place of the single one.
    pub security_group_ids: Vec<String>,
    /// The private address of the first.
    pub private_ip_address: Option<String>,
    /// The network interfaces.
    pub network_interfaces: Vec<NewNetworkInterface>,
    /// The name; may number the instances, such as `web-[1,3]`.
    pub instance_name: Option<String>,
    /// The host name inside; may number as the name does.
    pub host_name: Option<String>,
    /// Adds a number to equal names.
    pub unique_suffix: bool,
    /// The description.
    pub description: Option<String>,
    /// The system disk.
    pub system_disk: NewSystemDisk,
    /// At most 16 data disks beside those of the image.
    pub data_disks: Vec<NewDataDisk>,
    /// The key pair to log in with, on Linux.
    pub key_pair_name: Option<String>,
    /// The password to log in with.
    pub password: Option<SecretString>,
    /// Uses the image's own password.
    pub password_inherit: bool,
    /// Whether the user is `ecs-user` and not `root`.
    pub login_as_non_root: Option<bool>,
    /// The user data, in Base64, at most 32 KiB before.
    pub user_data: Option<SecretString>,
    /// The RAM role of the instances.
    pub ram_role_name: Option<String>,
    /// `enabled` or `disabled`: whether instances can read their metadata.
    pub http_endpoint: Option<String>,
    /// `optional` or `required`: `required` allows only the hardened mode.
    pub http_tokens: Option<String>,
    /// `Active` or `Deactive`: Security Center inside.
    pub security_enhancement_strategy: Option<String>,
    /// `PayByBandwidth` or `PayByTraffic`.
    pub internet_charge_type: Option<String>,
    /// Outbound bandwidth, in Mbit/s; above 0 gives each instance a public address.
    pub internet_max_bandwidth_out: Option<u32>,
    /// Inbound bandwidth, in Mbit/s.
    pub internet_max_bandwidth_in: Option<u32>,
    /// `none` or `optimized`.
    pub io_optimized: Option<String>,
    /// `Standard` or `Unlimited`, of a burstable type.
    pub credit_specification: Option<String>,
    /// `PrePaid` or `PostPaid`; `PostPaid` when absent.
    pub instance_charge_type: Option<String>,
    /// For how many of `period_unit`, of a subscription.
    pub period: Option<u32>,
    /// `Week` or `Month`.
    pub period_unit: Option<String>,
    /// Whether the subscription renews itself.
    pub auto_renew: Option<bool>,
    /// For how many of `period_unit` it renews itself.
    pub auto_renew_period: Option<u32>,
    /// Whether the order is paid at once.
    pub auto_pay: Option<bool>,
    /// `NoSpot`, `SpotWithPriceLimit` or `SpotAsPriceGo`.
    pub spot_strategy: Option<String>,
    /// The protected time of a spot instance, in hours.
    pub spot_duration: Option<u32>,
    /// The highest price an hour, as decimal text.
    pub spot_price_limit: Option<String>,
    /// When they are released, as `yyyy-MM-ddTHH:mm:ssZ`.
    pub auto_release_time: Option<String>,
    /// Whether they are protected against release.
    pub deletion_protection: Option<bool>,
    /// The deployment set.
    pub deployment_set_id: Option<String>,
    /// The resource group.
    pub resource_group_id: Option<String>,
    /// At most 20 tags.
    pub tags: Vec<Tag>,
    /// Only checks the request; a pass is answered with the error `DryRunOperation`.
    pub dry_run: bool,
}

/// The instances the cloud has begun to make.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StartedInstanceSet {
    /// Their ids.
    pub instance_ids: Vec<String>,
    /// The order, of a subscription.
    pub order_id: Option<String>,
    /// What is to be paid, as the text of the number the cloud sent.
    pub trade_price: Option<String>,
}

/// The system disk of instances to be made (`SystemDisk`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewSystemDisk {
    /// `cloud_essd`, `cloud_ssd`, ...; by instance type when absent.
    pub category: Option<String>,
    /// The size, in GiB; that of the image or snapshot when absent.
    pub size: Option<u32>,
    /// `PL0` to `PL3`, of an ESSD.
    pub performance_level: Option<String>,
    /// The name.
    pub disk_name: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// The provisioned IOPS, of an ESSD AutoPL disk.
    pub provisioned_iops: Option<u32>,
    /// Whether it may exceed them for a while.
    pub bursting_enabled: Option<bool>,
    /// The policy of its automatic snapshots.
    pub auto_snapshot_policy_id: Option<String>,
    /// Whether it is encrypted.
    pub encrypted: Option<bool>,
    /// The KMS key.
    pub kms_key_id: Option<String>,
}

/// A data disk of instances to be made (`DataDisk.N`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewDataDisk {
    /// The snapshot that fills it; blank when absent.
    pub snapshot_id: Option<String>,
    /// The device name; the image's own disks are changed by theirs.
    pub device: Option<String>,
    /// `cloud_essd`, `cloud_ssd`, ...; by instance type when absent.
    pub category: Option<String>,
    /// The size, in GiB; that of the image or snapshot when absent.
    pub size: Option<u32>,
    /// `PL0` to `PL3`, of an ESSD.
    pub performance_level: Option<String>,
    /// The name.
    pub disk_name: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// The provisioned IOPS, of an ESSD AutoPL disk.
    pub provisioned_iops: Option<u32>,
    /// Whether it may exceed them for a while.
    pub bursting_enabled: Option<bool>,
    /// The policy of its automatic snapshots.
    pub auto_snapshot_policy_id: Option<String>,
    /// Whether it is encrypted.
    pub encrypted: Option<bool>,
    /// The KMS key.
    pub kms_key_id: Option<String>,
    /// Whether it goes when its instance is released; it does when absent.
    pub delete_with_instance: Option<bool>,
}

/// A network interface of instances to be made (`NetworkInterface.N`); stands in the place of `v_switch_id` and the security groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewNetworkInterface {
    /// The vSwitch.
    pub v_switch_id: Option<String>,
    /// The security groups.
    pub security_group_ids: Vec<String>,
    /// The private address; the choice of the cloud when absent.
    pub primary_ip_address: Option<String>,
    /// `Primary` or `Secondary`.
    pub instance_type: Option<String>,
    /// Whether it goes when its instance is released.
    pub delete_on_release: Option<bool>,
}

impl RunInstances {
    /// One instance with neither image nor network yet.
    pub fn new(
        region_id: impl Into<String>,
        instance_type: impl Into<String>,
        client_token: impl Into<String>,
    ) -> Self {
        Self {
            region_id: region_id.into(),
            instance_type: instance_type.into(),
            client_token: client_token.into(),
            ..Self::default()
        }
    }
}

impl Action for RunInstances {
    type Response = StartedInstanceSet;

    const NAME: &'static str = "RunInstances";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::WithClientToken;
    const READ_TIMEOUT: Duration = Duration::from_secs(90);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set_optional("ImageId", self.image_id.as_deref());
        parameters.set_optional("ImageFamily", self.image_family.as_deref());
        parameters.set("InstanceType", &self.instance_type);
        parameters.set("ClientToken", &self.client_token);
        parameters.set_optional("Amount", self.amount);
        parameters.set_optional("MinAmount", self.min_amount);
        parameters.set_optional("ZoneId", self.zone_id.as_deref());
        parameters.set_optional("VSwitchId", self.v_switch_id.as_deref());
        parameters.set_optional("SecurityGroupId", self.security_group_id.as_deref());
        parameters.set_repeated("SecurityGroupIds", &self.security_group_ids);
        parameters.set_optional("PrivateIpAddress", self.private_ip_address.as_deref());
        for (index, part) in self.network_interfaces.iter().enumerate() {
            part.set(&mut parameters, &format!("NetworkInterface.{}", index + 1));
        }
        parameters.set_optional("InstanceName", self.instance_name.as_deref());
        parameters.set_optional("HostName", self.host_name.as_deref());
        parameters.set_optional("UniqueSuffix", self.unique_suffix.then_some("true"));
        parameters.set_optional("Description", self.description.as_deref());
        self.system_disk.set(&mut parameters, "SystemDisk");
        for (index, part) in self.data_disks.iter().enumerate() {
            part.set(&mut parameters, &format!("DataDisk.{}", index + 1));
        }
        parameters.set_optional("KeyPairName", self.key_pair_name.as_deref());
        parameters.set_secret("Password", self.password.as_ref());
        parameters.set_optional("PasswordInherit", self.password_inherit.then_some("true"));
        parameters.set_optional("ImageOptions.LoginAsNonRoot", self.login_as_non_root);
        parameters.set_secret("UserData", self.user_data.as_ref());
        parameters.set_optional("RamRoleName", self.ram_role_name.as_deref());
        parameters.set_optional("HttpEndpoint", self.http_endpoint.as_deref());
        parameters.set_optional("HttpTokens", self.http_tokens.as_deref());
        parameters.set_optional(
            "SecurityEnhancementStrategy",
            self.security_enhancement_strategy.as_deref(),
        );
        parameters.set_optional("InternetChargeType", self.internet_charge_type.as_deref());
        parameters.set_optional("InternetMaxBandwidthOut", self.internet_max_bandwidth_out);
        parameters.set_optional("InternetMaxBandwidthIn", self.internet_max_bandwidth_in);
        parameters.set_optional("IoOptimized", self.io_optimized.as_deref());
        parameters.set_optional("CreditSpecification", self.credit_specification.as_deref());
        parameters.set_optional("InstanceChargeType", self.instance_charge_type.as_deref());
        parameters.set_optional("Period", self.period);
        parameters.set_optional("PeriodUnit", self.period_unit.as_deref());
        parameters.set_optional("AutoRenew", self.auto_renew);
        parameters.set_optional("AutoRenewPeriod", self.auto_renew_period);
        parameters.set_optional("AutoPay", self.auto_pay);
        parameters.set_optional("SpotStrategy", self.spot_strategy.as_deref());
        parameters.set_optional("SpotDuration", self.spot_duration);
        parameters.set_optional("SpotPriceLimit", self.spot_price_limit.as_deref());
        parameters.set_optional("AutoReleaseTime", self.auto_release_time.as_deref());
        parameters.set_optional("DeletionProtection", self.deletion_protection);
        parameters.set_optional("DeploymentSetId", self.deployment_set_id.as_deref());
        parameters.set_optional("ResourceGroupId", self.resource_group_id.as_deref());
        set_tags(&mut parameters, &self.tags);
        parameters.set_optional("DryRun", self.dry_run.then_some("true"));
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<StartedInstanceSet, Unreadable> {
        let fields = *reply;
        let instance_ids = instance_ids(fields);
        if instance_ids.is_empty() {
            return Err(Unreadable::Field("InstanceIdSets"));
        }
        Ok(StartedInstanceSet {
            instance_ids,
            order_id: fields.text("OrderId"),
            trade_price: fields.text("TradePrice"),
        })
    }
}

impl NewSystemDisk {
    fn set(&self, parameters: &mut Parameters, prefix: &str) {
        let name = |name: &str| format!("{prefix}.{name}");
        parameters.set_optional(&name("Category"), self.category.as_deref());
        parameters.set_optional(&name("Size"), self.size);
        parameters.set_optional(&name("PerformanceLevel"), self.performance_level.as_deref());
        parameters.set_optional(&name("DiskName"), self.disk_name.as_deref());
        parameters.set_optional(&name("Description"), self.description.as_deref());
        parameters.set_optional(&name("ProvisionedIops"), self.provisioned_iops);
        parameters.set_optional(&name("BurstingEnabled"), self.bursting_enabled);
        parameters.set_optional(&name("AutoSnapshotPolicyId"), self.auto_snapshot_policy_id.as_deref());
        parameters.set_optional(&name("Encrypted"), self.encrypted);
        parameters.set_optional(&name("KMSKeyId"), self.kms_key_id.as_deref());
    }
}

impl NewDataDisk {
    fn set(&self, parameters: &mut Parameters, prefix: &str) {
        let name = |name: &str| format!("{prefix}.{name}");
        parameters.set_optional(&name("SnapshotId"), self.snapshot_id.as_deref());
        parameters.set_optional(&name("Device"), self.device.as_deref());
        parameters.set_optional(&name("Category"), self.category.as_deref());
        parameters.set_optional(&name("Size"), self.size);
        parameters.set_optional(&name("PerformanceLevel"), self.performance_level.as_deref());
        parameters.set_optional(&name("DiskName"), self.disk_name.as_deref());
        parameters.set_optional(&name("Description"), self.description.as_deref());
        parameters.set_optional(&name("ProvisionedIops"), self.provisioned_iops);
        parameters.set_optional(&name("BurstingEnabled"), self.bursting_enabled);
        parameters.set_optional(&name("AutoSnapshotPolicyId"), self.auto_snapshot_policy_id.as_deref());
        parameters.set_optional(&name("Encrypted"), self.encrypted);
        parameters.set_optional(&name("KMSKeyId"), self.kms_key_id.as_deref());
        parameters.set_optional(&name("DeleteWithInstance"), self.delete_with_instance);
    }
}

impl NewNetworkInterface {
    fn set(&self, parameters: &mut Parameters, prefix: &str) {
        let name = |name: &str| format!("{prefix}.{name}");
        parameters.set_optional(&name("VSwitchId"), self.v_switch_id.as_deref());
        parameters.set_repeated(&name("SecurityGroupIds"), &self.security_group_ids);
        parameters.set_optional(&name("PrimaryIpAddress"), self.primary_ip_address.as_deref());
        parameters.set_optional(&name("InstanceType"), self.instance_type.as_deref());
        parameters.set_optional(&name("DeleteOnRelease"), self.delete_on_release);
    }
}

/// Plain ids, or a whole JSON array of ids in one text: both have been seen.
fn instance_ids(fields: JsonObject<'_>) -> Vec<String> {
    let texts = fields.texts("InstanceIdSets", "InstanceIdSet");
    let flat = texts.into_iter().flat_map(|text| match serde_json::from_str(&text) {
        Ok(ids) => ids,
        Err(_) => vec![text],
    });
    flat.collect()
}
