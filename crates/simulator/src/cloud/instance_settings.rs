//! Settings of an instance besides where it is and what it runs.

use jiff::Timestamp;

use super::UserData;

/// What was asked for at launch, or since. The default is what a launch has that asks for nothing.
#[derive(Debug, Clone)]
pub(crate) struct InstanceSettings {
    /// The name of the instance when none.
    pub(crate) host_name: Option<String>,
    pub(crate) internet_charge_type: &'static str,
    /// Mbit/s; more than 0 comes with a public address.
    pub(crate) bandwidth_out: i64,
    /// Mbit/s; -1 when nothing limits it.
    pub(crate) bandwidth_in: i64,
    pub(crate) public_ip: Option<String>,
    pub(crate) eip: Option<Eip>,
    pub(crate) role_name: Option<String>,
    pub(crate) user_data: UserData,
    pub(crate) deletion_protection: bool,
    pub(crate) metadata: MetadataOptions,
    /// Cores and threads a core; the type's own when none.
    pub(crate) cpu: Option<(i64, i64)>,
    pub(crate) topology: Option<&'static str>,
    pub(crate) numa: Option<String>,
    pub(crate) credit_specification: Option<&'static str>,
    pub(crate) renewal: Option<Renewal>,
    pub(crate) auto_release: Option<Timestamp>,
    pub(crate) spot_strategy: &'static str,
    pub(crate) spot_price_limit: Option<f64>,
    pub(crate) spot_duration: Option<i64>,
    pub(crate) login_as_non_root: bool,
    pub(crate) jumbo_frames: bool,
    /// `Stop`, `AutoRecover` or `AutoRedeploy`.
    pub(crate) action_on_maintenance: &'static str,
    pub(crate) notify_on_maintenance: bool,
}

/// An elastic address: a product of its own that is bound to an instance.
#[derive(Debug, Clone)]
pub(crate) struct Eip {
    pub(crate) allocation_id: String,
    pub(crate) address: String,
    pub(crate) bandwidth: i64,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct MetadataOptions {
    pub(crate) endpoint: &'static str,
    pub(crate) tokens: &'static str,
    pub(crate) hop_limit: i64,
}

/// Automatic renewal of a subscription.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Renewal {
    pub(crate) duration: i64,
    /// `Month` or `Week`.
    pub(crate) unit: &'static str,
}

impl Default for InstanceSettings {
    fn default() -> Self {
        Self {
            host_name: None,
            internet_charge_type: "PayByTraffic",
            bandwidth_out: 0,
            bandwidth_in: -1,
            public_ip: None,
            eip: None,
            role_name: None,
            user_data: UserData::default(),
            deletion_protection: false,
            metadata: MetadataOptions {
                endpoint: "enabled",
                tokens: "optional",
                hop_limit: 0,
            },
            cpu: None,
            topology: None,
            numa: None,
            credit_specification: None,
            renewal: None,
            auto_release: None,
            spot_strategy: "NoSpot",
            spot_price_limit: None,
            spot_duration: None,
            login_as_non_root: false,
            jumbo_frames: true,
            action_on_maintenance: "AutoRecover",
            notify_on_maintenance: false,
        }
    }
}
