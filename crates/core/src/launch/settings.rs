//! Further parameters of RunInstances that are taken over from an instance, as it has them: the one list of them.

use alibaba_cloud::ecs::{Instance, InstanceMetadataOptions, PrivateDnsNameOptions};

use super::LaunchSetting;

/// Wire name of a parameter, and what an instance has for it; nothing where that means "nothing special".
type Setting = (&'static str, fn(&Instance) -> Option<String>);

/// The parameters. Nothing else may come in as a setting: what a draft holds is stored, shown and reported.
const SETTINGS: [Setting; 23] = [
    ("CreditSpecification", |instance| instance.credit_specification.clone()),
    ("HttpEndpoint", |instance| metadata(instance)?.http_endpoint.clone()),
    ("HttpTokens", |instance| metadata(instance)?.http_tokens.clone()),
    ("HttpPutResponseHopLimit", |instance| {
        // 0 is told where none is set, and 1 is what holds then.
        number(
            metadata(instance)?
                .http_put_response_hop_limit
                .filter(|hops| (2..=64).contains(hops)),
        )
    }),
    ("DeploymentSetId", |instance| instance.deployment_set_id.clone()),
    ("DeploymentSetGroupNo", |instance| {
        let has_set = instance.deployment_set_id.as_deref().is_some_and(|set| !set.is_empty());
        number(
            instance
                .deployment_set_group_no
                .filter(|group| has_set && (1..=7).contains(group)),
        )
    }),
    ("HpcClusterId", |instance| instance.hpc_cluster_id.clone()),
    ("DedicatedHostId", |instance| instance.dedicated_host_id.clone()),
    ("Tenancy", |instance| host(&instance.tenancy)),
    ("Affinity", |instance| host(&instance.affinity)),
    ("ClockOptions.PtpStatus", |instance| {
        instance.ptp_status.clone().filter(|status| status == "enabled")
    }),
    ("PrivateDnsNameOptions.EnableInstanceIdDnsARecord", |instance| {
        flag(dns(instance)?.enable_instance_id_dns_a_record)
    }),
    ("PrivateDnsNameOptions.EnableIpDnsARecord", |instance| {
        flag(dns(instance)?.enable_ip_dns_a_record)
    }),
    ("PrivateDnsNameOptions.EnableIpDnsPtrRecord", |instance| {
        flag(dns(instance)?.enable_ip_dns_ptr_record)
    }),
    ("CpuOptions.Core", |instance| Some(own_cpu(instance)?.0.to_string())),
    ("CpuOptions.ThreadsPerCore", |instance| {
        Some(own_cpu(instance)?.1.to_string())
    }),
    ("ImageOptions.LoginAsNonRoot", |instance| {
        flag(instance.login_as_non_root)
    }),
    ("HibernationOptions.Configured", |instance| {
        flag(instance.hibernation_configured)
    }),
    ("SecurityOptions.EnableSecureBoot", |instance| {
        flag(instance.enable_secure_boot)
    }),
    ("SpotStrategy", |instance| spot(instance).map(str::to_owned)),
    ("SpotPriceLimit", |instance| {
        spot(instance).filter(|strategy| *strategy == "SpotWithPriceLimit")?;
        instance.spot_price_limit.as_deref().map(price)
    }),
    ("SpotDuration", |instance| {
        spot(instance)?;
        number(instance.spot_duration)
    }),
    ("SpotInterruptionBehavior", |instance| {
        spot(instance)?;
        instance
            .spot_interruption_behavior
            .clone()
            .filter(|behavior| behavior == "Stop")
    }),
];

fn metadata(instance: &Instance) -> Option<&InstanceMetadataOptions> {
    instance.metadata_options.as_ref()
}

fn dns(instance: &Instance) -> Option<&PrivateDnsNameOptions> {
    instance.private_dns_name_options.as_ref()
}

fn number(value: Option<u32>) -> Option<String> {
    value.map(|number| number.to_string())
}

/// `host` of `Tenancy` and `Affinity`; `default` is what an instance has without it.
fn host(word: &Option<String>) -> Option<String> {
    word.clone().filter(|word| word == "host")
}

/// One number is always the same text, however the cloud writes it: `0.970` and `0.97`.
fn price(text: &str) -> String {
    text.parse::<f64>()
        .map_or_else(|_| text.to_owned(), |price| price.to_string())
}

fn flag(value: Option<bool>) -> Option<String> {
    value.filter(|on| *on).map(|on| on.to_string())
}

/// Cores and threads of a core where they are not those of the type: sent, they are refused by types that do not take them.
fn own_cpu(instance: &Instance) -> Option<(u32, u32)> {
    let cpu = instance.cpu_options.as_ref()?;
    let (cores, threads) = (cpu.core_count?, cpu.threads_per_core?);
    (threads == 1 || cores * threads != instance.cpu?).then_some((cores, threads))
}

fn spot(instance: &Instance) -> Option<&str> {
    instance
        .spot_strategy
        .as_deref()
        .filter(|strategy| *strategy != "NoSpot")
}

/// The settings of an instance.
pub(crate) fn settings(instance: &Instance) -> Vec<LaunchSetting> {
    let set = SETTINGS.iter().filter_map(|(name, read)| {
        let value = read(instance).filter(|value| !value.is_empty())?;
        Some(LaunchSetting {
            name: (*name).to_owned(),
            value,
        })
    });
    set.collect()
}

/// Whether a parameter of that name may be a setting.
pub(crate) fn is_setting(name: &str) -> bool {
    SETTINGS.iter().any(|(known, _)| *known == name)
}
