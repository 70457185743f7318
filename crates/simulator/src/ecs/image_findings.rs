//! What the image check finds, by the operating system of the image.

use serde_json::{Value, json};

use crate::cloud::{Image, Os};

/// Items of the check in the form of DescribeImages.
pub(super) fn findings(row: &Image) -> Vec<Value> {
    let good = |name: &str, value: &str| json!({ "Name": name, "Value": value });
    let boot_mode = if row.boot_mode == "UEFI" { "UEFI" } else { "LEGACY" };
    let mut found = vec![
        good("Platform", &row.platform),
        good("OSVersion", row.os.version),
        good("Architecture", &row.architecture),
        good("KernelVersion", row.os.kernel),
        good("Virtio", "Installed"),
        good("CloudAssistant", "Installed"),
    ];
    found.extend(match row.os.os_type {
        "windows" => [
            "BCD",
            "Registry",
            "Hotfix",
            "Disk",
            "Sysprep",
            "Update",
            "Xen",
            "Server",
            "DesktopConfig",
            "BootMgr",
        ]
        .map(|name| good(name, "Passed"))
        .to_vec(),
        _ => linux(row, boot_mode),
    });
    found
}

fn linux(row: &Image, boot_mode: &str) -> Vec<Value> {
    let good = |name: &str, value: &str| json!({ "Name": name, "Value": value });
    let risk = |name: &str, value: &str, level: &str, code: &str| json!({ "Name": name, "Value": value, "RiskLevel": level, "RiskCode": code });
    let is_old = row.os == Os::CENTOS_79;
    let mut found = vec![
        good("BootMode", boot_mode),
        good("RtcTimeMode", "UTC"),
        if has_high_risk(row) {
            risk("Nvme", "Unsupported", "High", "NVMe.NotInstalled")
        } else {
            good("Nvme", "Supported")
        },
        good("Fstab", "Passed"),
        good("Grub", "Passed"),
        good("Dhcp", "Enabled"),
        if is_old {
            risk("Selinux", "Enabled", "Medium", "Selinux.Enabled")
        } else {
            good("Selinux", "Disabled")
        },
        good("OnlineResizeFS", "Supported"),
        good("SystemImage", "Passed"),
        if row.os == Os::UBUNTU_2404 {
            risk("CloudInit", "NotInstalled", "Medium", "CloudInit.NotInstalled")
        } else {
            good("CloudInit", "Installed")
        },
        good("SecurityCenterAgent", "Installed"),
        good("SupportMocInstanceTypes", "Supported"),
    ];
    if is_old {
        // Items become more with time, and clients meet names and levels that no document has.
        found.push(risk("KernelLivePatch", "EndOfLife", "Low", "KernelLivePatch.EndOfLife"));
    }
    found
}

/// CentOS 7 lacks the NVMe driver; nothing else is found that keeps an instance from starting.
pub(super) fn has_high_risk(row: &Image) -> bool {
    row.os == Os::CENTOS_79
}
