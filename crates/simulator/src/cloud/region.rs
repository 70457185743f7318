//! Regions, their names and the letters their resource ids begin with.

use serde::Serialize;

/// A region of the simulated cloud.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Region {
    /// `cn-hangzhou`.
    pub region_id: &'static str,
    /// `LocalName` for `AcceptLanguage=en-US`.
    pub name_en: &'static str,
    /// `LocalName` for `AcceptLanguage=zh-CN`, which is the default.
    pub name_zh: &'static str,
    #[serde(skip)]
    pub(crate) code: &'static str,
}

impl Region {
    /// `RegionEndpoint` as the real cloud answers it, also when asked on loopback.
    pub fn endpoint(&self) -> String {
        format!("ecs.{}.aliyuncs.com", self.region_id)
    }
}

const fn region(region_id: &'static str, name_en: &'static str, name_zh: &'static str, code: &'static str) -> Region {
    Region {
        region_id,
        name_en,
        name_zh,
        code,
    }
}

/// The regions a small account lists.
pub(crate) const REGIONS: [Region; 10] = [
    region("cn-qingdao", "China (Qingdao)", "华北1（青岛）", "m5e"),
    region("cn-beijing", "China (Beijing)", "华北2（北京）", "2ze"),
    region("cn-hangzhou", "China (Hangzhou)", "华东1（杭州）", "bp1"),
    region("cn-shanghai", "China (Shanghai)", "华东2（上海）", "uf6"),
    region("cn-shenzhen", "China (Shenzhen)", "华南1（深圳）", "wz9"),
    region("cn-chengdu", "China (Chengdu)", "西南1（成都）", "2vc"),
    region("cn-hongkong", "China (Hong Kong)", "中国香港", "j6c"),
    region("ap-southeast-1", "Singapore", "新加坡", "t4n"),
    region("ap-northeast-1", "Japan (Tokyo)", "日本（东京）", "6we"),
    region("eu-central-1", "Germany (Frankfurt)", "德国（法兰克福）", "gw8"),
];

/// The public regions of a large account.
#[rustfmt::skip]
pub(crate) const ALL_REGIONS: [Region; 29] = [
    region("cn-qingdao", "China (Qingdao)", "华北1（青岛）", "m5e"),
    region("cn-beijing", "China (Beijing)", "华北2（北京）", "2ze"),
    region("cn-zhangjiakou", "China (Zhangjiakou)", "华北3（张家口）", "8vb"),
    region("cn-zhengzhou-jva", "China (Zhengzhou - joint venture)", "华中1（郑州-联通合营）", "zz1"),
    region("cn-huhehaote", "China (Hohhot)", "华北5（呼和浩特）", "hp3"),
    region("cn-wulanchabu", "China (Ulanqab)", "华北6（乌兰察布）", "0jl"),
    region("cn-hangzhou", "China (Hangzhou)", "华东1（杭州）", "bp1"),
    region("cn-shanghai", "China (Shanghai)", "华东2（上海）", "uf6"),
    region("cn-nanjing", "China (Nanjing - Local Region)", "华东5（南京-本地地域）", "gc7"),
    region("cn-fuzhou", "China (Fuzhou - Local Region)", "华东6（福州-本地地域）", "gw0"),
    region("cn-shenzhen", "China (Shenzhen)", "华南1（深圳）", "wz9"),
    region("cn-heyuan", "China (Heyuan)", "华南2（河源）", "f8z"),
    region("cn-guangzhou", "China (Guangzhou)", "华南3（广州）", "7xv"),
    region("cn-chengdu", "China (Chengdu)", "西南1（成都）", "2vc"),
    region("cn-wuhan-lr", "China (Wuhan - Local Region)", "华中1（武汉-本地地域）", "n4a"),
    region("cn-hongkong", "China (Hong Kong)", "中国香港", "j6c"),
    region("ap-northeast-1", "Japan (Tokyo)", "日本（东京）", "6we"),
    region("ap-northeast-2", "South Korea (Seoul)", "韩国（首尔）", "mj7"),
    region("ap-southeast-1", "Singapore", "新加坡", "t4n"),
    region("ap-southeast-2", "Australia (Sydney)", "澳大利亚（悉尼）", "p0w"),
    region("ap-southeast-3", "Malaysia (Kuala Lumpur)", "马来西亚（吉隆坡）", "8ps"),
    region("ap-southeast-5", "Indonesia (Jakarta)", "印度尼西亚（雅加达）", "k1a"),
    region("ap-southeast-6", "Philippines (Manila)", "菲律宾（马尼拉）", "5ts"),
    region("us-east-1", "US (Virginia)", "美国（弗吉尼亚）", "0xi"),
    region("us-west-1", "US (Silicon Valley)", "美国（硅谷）", "rj9"),
    region("eu-west-1", "UK (London)", "英国（伦敦）", "d7o"),
    region("eu-central-1", "Germany (Frankfurt)", "德国（法兰克福）", "gw8"),
    region("ap-south-1", "India (Mumbai)", "印度（孟买）", "a2d"),
    region("me-east-1", "UAE (Dubai)", "阿联酋（迪拜）", "eb3"),
];

/// The zones of a region, the first of which everything small lives in.
pub(crate) fn zones(region_id: &str) -> [String; 3] {
    ["h", "i", "j"].map(|letter| format!("{region_id}-{letter}"))
}
