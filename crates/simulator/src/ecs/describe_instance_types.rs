//! DescribeInstanceTypes: the types there are, by filter. Needs no RegionId.

use serde_json::json;

use crate::call::{Answer, Call, fields};
use crate::cloud::INSTANCE_TYPES;
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let parameters = call.parameters;
    let asked = parameters.list("InstanceTypes")?;
    let families = parameters.list("InstanceTypeFamilies")?;
    let architecture = call.one_of("CpuArchitecture", &["X86", "ARM"], || {
        Refusal::invalid("CpuArchitecture")
    })?;
    let architectures = parameters.list("CpuArchitectures")?;
    let is_architecture = |asked: &String| ["X86", "ARM"].iter().any(|known| known.eq_ignore_ascii_case(asked));
    if !architectures.iter().all(is_architecture) {
        return Err(Refusal::invalid("CpuArchitectures"));
    }
    let categories = parameters.list("InstanceCategories")?;
    let most = parameters.integer("MaxResults")?.unwrap_or(1_600);
    if !(1..=1_600).contains(&most) {
        return Err(Refusal::invalid("MaxResults"));
    }
    let skipped = match parameters.get("NextToken") {
        None => 0_usize,
        Some(token) => token.parse().map_err(|_| Refusal::invalid("NextToken"))?,
    };
    let within = |name: &str, value: u32| -> Result<bool, Refusal> {
        let least = parameters.number(&format!("Minimum{name}"))?;
        let most = parameters.number(&format!("Maximum{name}"))?;
        let value = f64::from(value);
        Ok(least.is_none_or(|least| value >= least) && most.is_none_or(|most| value <= most))
    };
    let mut found = Vec::new();
    for kind in &INSTANCE_TYPES {
        let arm = kind.architecture == "arm64";
        if (asked.is_empty() || asked.iter().any(|id| id == kind.id))
            && (families.is_empty() || families.iter().any(|family| family == kind.family))
            && parameters
                .get("InstanceTypeFamily")
                .is_none_or(|family| family == kind.family)
            && parameters
                .get("InstanceCategory")
                .is_none_or(|category| category == kind.category)
            && (categories.is_empty() || categories.iter().any(|category| category == kind.category))
            && architecture.is_none_or(|architecture| (architecture == "ARM") == arm)
            && (architectures.is_empty()
                || architectures
                    .iter()
                    .any(|asked| asked.eq_ignore_ascii_case("ARM") == arm))
            && within("CpuCoreCount", kind.cpu)?
            && within("MemorySize", kind.memory_gib)?
        {
            found.push(json!({
                "InstanceTypeId": kind.id,
                "InstanceTypeFamily": kind.family,
                "InstanceCategory": kind.category,
                "InstanceFamilyLevel": if kind.family == "ecs.e" { "EntryLevel" } else { "EnterpriseLevel" },
                "CpuCoreCount": kind.cpu,
                "CpuArchitecture": if arm { "ARM" } else { "X86" },
                "MemorySize": f64::from(kind.memory_gib),
                "DiskQuantity": 17,
                "EniQuantity": if kind.cpu > 2 { 4 } else { 3 },
                "GPUAmount": 0,
                "GPUSpec": "",
                "LocalStorageCategory": "",
                "NvmeSupport": kind.nvme_support(),
                "SupportedBootModes": { "SupportedBootMode": kind.boot_modes() },
            }));
        }
    }
    let size = usize::try_from(most).unwrap_or_default();
    let next = skipped.saturating_add(size);
    let token = if found.len() > next {
        next.to_string()
    } else {
        String::new()
    };
    let page: Vec<_> = found.into_iter().skip(skipped).take(size).collect();
    Ok(fields(
        json!({ "InstanceTypes": { "InstanceType": page }, "NextToken": token }),
    ))
}
