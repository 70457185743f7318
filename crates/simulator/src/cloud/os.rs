//! Operating systems in the words of DescribeImages.

use serde::Serialize;

use super::ImageFeatures;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Os {
    pub(crate) platform: &'static str,
    pub(crate) os_type: &'static str,
    pub(crate) name_zh: &'static str,
    pub(crate) name_en: &'static str,
    /// File name of the public image.
    pub(crate) public_image: &'static str,
    /// Tag values that a passed image check adds.
    pub(crate) version: &'static str,
    pub(crate) kernel: &'static str,
}

impl Os {
    pub(crate) const ALIYUN_3: Self = Self {
        platform: "Aliyun",
        os_type: "linux",
        name_zh: "Alibaba Cloud Linux  3.2104 LTS 64位",
        name_en: "Alibaba Cloud Linux  3.2104 LTS 64 bit",
        public_image: "aliyun_3_x64_20G_alibase_20260914.vhd",
        version: "Alibaba Cloud Linux 3.2104",
        kernel: "5.10.134-19.1.al8.x86_64",
    };
    pub(crate) const UBUNTU_2404: Self = Self {
        platform: "Ubuntu",
        os_type: "linux",
        name_zh: "Ubuntu  24.04 64位",
        name_en: "Ubuntu  24.04 64 bit",
        public_image: "ubuntu_24_04_x64_20G_alibase_20260910.vhd",
        version: "Ubuntu 24.04",
        kernel: "6.8.0-79-generic",
    };
    pub(crate) const DEBIAN_12: Self = Self {
        platform: "Debian",
        os_type: "linux",
        name_zh: "Debian  12.11 64位",
        name_en: "Debian  12.11 64 bit",
        public_image: "debian_12_11_x64_20G_alibase_20260822.vhd",
        version: "Debian 12.11",
        kernel: "6.1.0-37-amd64",
    };
    pub(crate) const CENTOS_79: Self = Self {
        platform: "CentOS",
        os_type: "linux",
        name_zh: "CentOS  7.9 64位",
        name_en: "CentOS  7.9 64 bit",
        public_image: "centos_7_9_x64_20G_alibase_20240628.vhd",
        version: "CentOS 7.9",
        kernel: "3.10.0-1160.119.1.el7.x86_64",
    };
    pub(crate) const WINDOWS_2022: Self = Self {
        platform: "Windows Server 2022",
        os_type: "windows",
        name_zh: "Windows Server  2022 数据中心版 64位中文版",
        name_en: "Windows Server  2022 Data Center Edition 64bit Chinese Edition",
        public_image: "win2022_21H2_x64_dtc_zh-cn_40G_alibase_20260916.vhd",
        version: "Windows Server 2022",
        kernel: "10.0.20348",
    };
    pub(crate) const WINDOWS_2019: Self = Self {
        platform: "Windows Server 2019",
        os_type: "windows",
        name_zh: "Windows Server  2019 数据中心版 64位中文版",
        name_en: "Windows Server  2019 Data Center Edition 64bit Chinese Edition",
        public_image: "win2019_1809_x64_dtc_zh-cn_40G_alibase_20260916.vhd",
        version: "Windows Server 2019",
        kernel: "10.0.17763",
    };
    /// The features of an image with this system. CentOS 7 comes without the NVMe driver.
    pub(crate) fn features(&self, imds_support: &'static str) -> ImageFeatures {
        let nvme_support = if *self == Self::CENTOS_79 {
            "unsupported"
        } else {
            "supported"
        };
        ImageFeatures {
            nvme_support,
            imds_support,
        }
    }

    pub(crate) const ALL: [Self; 6] = [
        Self::ALIYUN_3,
        Self::UBUNTU_2404,
        Self::DEBIAN_12,
        Self::CENTOS_79,
        Self::WINDOWS_2022,
        Self::WINDOWS_2019,
    ];
}
