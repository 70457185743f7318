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

/// The regions every scenario lists.
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
