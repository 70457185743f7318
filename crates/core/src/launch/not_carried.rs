//! What of an instance cannot be carried to another one. Source: FACTS-INSTANCES, table b and 15.

use alibaba_cloud::ecs::{Disk, Instance, InstanceCpuOptions};

use super::{NotCarried, NotCarriedCode};

/// Inbound bandwidth where none is asked for, at least, in Mbit/s. Source: RunInstances, InternetMaxBandwidthIn.
const USUAL_BANDWIDTH_IN: u32 = 10;

pub(super) fn of(code: NotCarriedCode, value: &str) -> NotCarried {
    NotCarried {
        code,
        value: value.to_owned(),
    }
}

/// What an instance has beside its disks.
pub(super) fn of_instance(instance: &Instance) -> Vec<NotCarried> {
    let mut found = Vec::new();
    if instance.key_pair_name.as_deref().unwrap_or_default().is_empty() {
        found.push(of(NotCarriedCode::Password, ""));
    }
    found.push(of(NotCarriedCode::Addresses, &instance.private_ip_addresses.join(", ")));
    if let Some(address) = instance.eip_address.as_deref().filter(|address| !address.is_empty()) {
        found.push(of(NotCarriedCode::Eip, address));
    }
    found.push(of(NotCarriedCode::Identity, ""));
    let secondary = instance.network_interfaces.len().saturating_sub(1);
    if secondary > 0 {
        found.push(of(NotCarriedCode::NetworkInterfaces, &secondary.to_string()));
    }
    let local = instance.local_storage_amount.unwrap_or(0);
    if local > 0 {
        found.push(of(NotCarriedCode::LocalDisks, &local.to_string()));
    }
    if instance.instance_charge_type.as_deref() == Some("PrePaid") {
        let until = instance.expired_time.map(|time| time.as_millisecond().to_string());
        found.push(of(NotCarriedCode::Subscription, &until.unwrap_or_default()));
    }
    if let Some(at) = instance.auto_release_time {
        found.push(of(NotCarriedCode::AutoRelease, &at.as_millisecond().to_string()));
    }
    found.push(of(NotCarriedCode::Maintenance, ""));
    found.push(of(NotCarriedCode::Memberships, ""));
    found
}

/// Settings that are none of RunInstances, or that are told in other words than they are asked for: all in one line.
pub(super) fn settings(instance: &Instance, disks: &[Disk]) -> Option<NotCarried> {
    let cpu = |read: fn(&InstanceCpuOptions) -> &Option<String>| {
        instance.cpu_options.as_ref().and_then(|cpu| read(cpu).clone())
    };
    let dns = instance.private_dns_name_options.as_ref();
    let metadata = instance.metadata_options.as_ref();
    let usual_in = instance.internet_max_bandwidth_out.unwrap_or(0).max(USUAL_BANDWIDTH_IN);
    let bandwidth_in = instance
        .internet_max_bandwidth_in
        .filter(|bandwidth| !instance.own_public_ip_addresses.is_empty() && *bandwidth != usual_in);
    let ipv6: usize = instance
        .network_interfaces
        .iter()
        .map(|card| card.ipv6_addresses.len())
        .sum();
    let of_instance = [
        (
            "InternetMaxBandwidthIn",
            bandwidth_in.map(|bandwidth| bandwidth.to_string()),
        ),
        ("Ipv6AddressCount", (ipv6 > 0).then(|| ipv6.to_string())),
        (
            "PrivateDnsNameOptions.HostnameType",
            dns.and_then(|dns| dns.hostname_type.clone())
                .filter(|kind| kind != "Custom"),
        ),
        (
            "PrivateDnsNameOptions.EnableInstanceIdDnsAAAARecord",
            dns.and_then(|dns| dns.enable_instance_id_dns_aaaa_record)
                .filter(|on| *on)
                .map(|on| on.to_string()),
        ),
        ("CpuOptions.Numa", cpu(|cpu| &cpu.numa)),
        ("CpuOptions.TopologyType", cpu(|cpu| &cpu.topology_type)),
        (
            "CpuOptions.NestedVirtualization",
            cpu(|cpu| &cpu.nested_virtualization).filter(|word| word != "disabled"),
        ),
        (
            "InstanceMetadataTags",
            metadata
                .and_then(|options| options.instance_metadata_tags.clone())
                .filter(|word| word != "disabled"),
        ),
        ("DedicatedHostClusterId", instance.dedicated_host_cluster_id.clone()),
        ("CapacityReservationId", instance.capacity_reservation_id.clone()),
        (
            "CapacityReservationPreference",
            instance
                .capacity_reservation_preference
                .clone()
                .filter(|word| !word.eq_ignore_ascii_case("none")),
        ),
    ];
    let mut found: Vec<String> = of_instance
        .into_iter()
        .filter_map(|(name, value)| line(name, value))
        .collect();
    for disk in disks {
        let device = disk.device.as_deref().unwrap_or(&disk.disk_id);
        let of_disk = [
            (
                "DeleteAutoSnapshot",
                disk.delete_auto_snapshot.filter(|on| *on).map(|on| on.to_string()),
            ),
            (
                "EnableAutoSnapshot",
                disk.enable_auto_snapshot.filter(|on| !*on).map(|on| on.to_string()),
            ),
            ("StorageSetId", disk.storage_set_id.clone()),
            ("StorageClusterId", disk.storage_cluster_id.clone()),
        ];
        let of_disk = of_disk.into_iter().filter_map(|(name, value)| line(name, value));
        found.extend(of_disk.map(|line| format!("{device} {line}")));
    }
    (!found.is_empty()).then(|| of(NotCarriedCode::Settings, &found.join(", ")))
}

fn line(name: &str, value: Option<String>) -> Option<String> {
    let value = value.filter(|value| !value.is_empty())?;
    Some(format!("{name}={value}"))
}
