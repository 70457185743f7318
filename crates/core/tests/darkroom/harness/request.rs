//! The parameters of a request, as the cloud reads them.

use std::collections::BTreeMap;

use alibaba_cloud::TransportRequest;

pub type Parameters = BTreeMap<String, String>;

/// What stands in the body, and the action wherever it stands.
pub fn parameters(request: &TransportRequest) -> Parameters {
    let mut parameters: Parameters = form_urlencoded::parse(&request.body).into_owned().collect();
    let action = request.headers.iter().find(|(name, _)| name == "x-acs-action");
    if let Some((_, action)) = action {
        parameters.insert("Action".to_owned(), action.clone());
    }
    parameters
}
