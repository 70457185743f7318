//! The documented items of an image check. Source: help page "Check and fix custom images", its tables for Linux and Windows.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An item of an image check that is documented. The window has words for each.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum CheckItem {
    /// Whether it is Linux or Windows.
    Platform,
    /// The version of the operating system.
    OsVersion,
    /// `x86_64`, `arm64`, `i386`.
    Architecture,
    /// `LEGACY` or `UEFI`.
    BootMode,
    /// The version of the kernel.
    KernelVersion,
    /// Whether the hardware clock has UTC. Linux.
    RtcTimeMode,
    /// The virtio driver.
    Virtio,
    /// The NVMe driver. Linux.
    Nvme,
    /// What `/etc/fstab` mounts. Linux.
    Fstab,
    /// The boot loader GRUB. Linux.
    Grub,
    /// Whether the network is set up by DHCP. Linux.
    Dhcp,
    /// Whether SELinux is disabled. Linux.
    Selinux,
    /// Whether the root partition grows with the disk. Linux.
    OnlineResizeFs,
    /// Whether it is a system disk, and not an ISO file or blank. Linux.
    SystemImage,
    /// The Cloud Assistant Agent.
    CloudAssistant,
    /// cloud-init. Linux.
    CloudInit,
    /// The Security Center agent. Linux.
    SecurityCenterAgent,
    /// Whether it runs on the instance families of today. Linux.
    SupportMocInstanceTypes,
    /// The Boot Configuration Data. Windows.
    Bcd,
    /// The files of the registry. Windows.
    Registry,
    /// Patches that lack or do harm. Windows.
    Hotfix,
    /// Drivers that are left in the registry for disks. Windows.
    Disk,
    /// Whether Sysprep was interrupted. Windows.
    Sysprep,
    /// Whether an update was interrupted. Windows.
    Update,
    /// Xen drivers that are left. Windows.
    Xen,
    /// Services, above all the installing of drivers. Windows.
    Server,
    /// `desktop.ini`. Windows.
    DesktopConfig,
    /// `BootMgr`. Windows.
    BootMgr,
}

/// What the names of items begin with in the documents. Answers of DescribeImages leave it out.
const PREFIX: &str = "GUESTOS.";

impl CheckItem {
    /// All of them.
    pub const ALL: [Self; 28] = [
        Self::Platform,
        Self::OsVersion,
        Self::Architecture,
        Self::BootMode,
        Self::KernelVersion,
        Self::RtcTimeMode,
        Self::Virtio,
        Self::Nvme,
        Self::Fstab,
        Self::Grub,
        Self::Dhcp,
        Self::Selinux,
        Self::OnlineResizeFs,
        Self::SystemImage,
        Self::CloudAssistant,
        Self::CloudInit,
        Self::SecurityCenterAgent,
        Self::SupportMocInstanceTypes,
        Self::Bcd,
        Self::Registry,
        Self::Hotfix,
        Self::Disk,
        Self::Sysprep,
        Self::Update,
        Self::Xen,
        Self::Server,
        Self::DesktopConfig,
        Self::BootMgr,
    ];

    /// The name in the documents, without what all begin with.
    #[must_use]
    pub const fn api_name(self) -> &'static str {
        match self {
            Self::Platform => "Platform",
            Self::OsVersion => "OSVersion",
            Self::Architecture => "Architecture",
            Self::BootMode => "BootMode",
            Self::KernelVersion => "KernelVersion",
            Self::RtcTimeMode => "RtcTimeMode",
            Self::Virtio => "Virtio",
            Self::Nvme => "Nvme",
            Self::Fstab => "Fstab",
            Self::Grub => "Grub",
            Self::Dhcp => "Dhcp",
            Self::Selinux => "Selinux",
            Self::OnlineResizeFs => "OnlineResizeFS",
            Self::SystemImage => "SystemImage",
            Self::CloudAssistant => "CloudAssistant",
            Self::CloudInit => "CloudInit",
            Self::SecurityCenterAgent => "SecurityCenterAgent",
            Self::SupportMocInstanceTypes => "SupportMocInstanceTypes",
            Self::Bcd => "BCD",
            Self::Registry => "Registry",
            Self::Hotfix => "Hotfix",
            Self::Disk => "Disk",
            Self::Sysprep => "Sysprep",
            Self::Update => "Update",
            Self::Xen => "Xen",
            Self::Server => "Server",
            Self::DesktopConfig => "DesktopConfig",
            Self::BootMgr => "BootMgr",
        }
    }

    /// The item of a name of the cloud; `None` for one that is not documented.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let bare = match name.get(..PREFIX.len()) {
            Some(start) if start.eq_ignore_ascii_case(PREFIX) => &name[PREFIX.len()..],
            _ => name,
        };
        Self::ALL
            .into_iter()
            .find(|item| item.api_name().eq_ignore_ascii_case(bare))
    }

    /// It is a fact that was read, and neither good nor bad.
    pub(crate) const fn is_read(self) -> bool {
        matches!(
            self,
            Self::Platform | Self::OsVersion | Self::Architecture | Self::BootMode | Self::KernelVersion
        )
    }

    /// Whether the template that repairs images can repair it. Source: `repairItems` of ACS-ECS-RepairImage.
    pub(crate) const fn is_in_template(self) -> bool {
        matches!(
            self,
            Self::CloudAssistant
                | Self::SecurityCenterAgent
                | Self::OnlineResizeFs
                | Self::Virtio
                | Self::Selinux
                | Self::Dhcp
                | Self::Grub
                | Self::Fstab
                | Self::Nvme
                | Self::CloudInit
        )
    }
}
