//! Plans of faults and the bodies of refusals.

use simulator::{Fault, FaultRule};

/// A plan in which the first request of an action meets a fault.
pub fn once(action: &str, fault: Fault) -> Vec<FaultRule> {
    vec![FaultRule {
        nth: Some(1),
        ..always(action, None, fault)
    }]
}

/// Every request of an action meets a fault; `*` is every action, `None` every region.
pub fn always(action: &str, region_id: Option<&str>, fault: Fault) -> FaultRule {
    FaultRule {
        action: action.to_owned(),
        region_id: region_id.map(str::to_owned),
        nth: None,
        times: None,
        fault,
    }
}

/// What a RAM policy refuses.
pub fn forbidden() -> Fault {
    Fault::HttpError {
        status: 403,
        code: "Forbidden.RAM".to_owned(),
        message: "not authorized".to_owned(),
    }
}

/// The body of an error of the cloud.
pub fn refusal(code: &str) -> String {
    format!(r#"{{"RequestId":"7B1E5D0A","Code":"{code}","Message":"told so"}}"#)
}
