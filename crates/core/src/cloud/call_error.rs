//! Why a call through the gate failed.

use alibaba_cloud::{Action, Client, Error, Product, Request, Unreadable};

use crate::Problem;

/// A failed call.
#[derive(Clone, Debug)]
pub(crate) struct CallError {
    /// For the window: with the action, the host and the provider's words filled in.
    pub(crate) problem: Problem,
    /// The client's own error; `None` when the gate sent nothing.
    pub(crate) error: Option<Error>,
}

impl CallError {
    /// A reply of which a row could not be read.
    pub(crate) fn of_unreadable_row(request_id: String) -> Self {
        let error = Error::Unreadable {
            status: 200,
            request_id: Some(request_id),
            retry_after: None,
            reason: Unreadable::Field("ImageId"),
        };
        Self {
            problem: Problem::from(&error),
            error: Some(error),
        }
    }

    pub(super) fn new(error: Error, request: &Request, client: &Client) -> Self {
        let problem = Problem::from(&error)
            .with_default("action", &ram_action(request))
            .with_default("host", &client.host(request.product, request.region_id.as_deref()));
        Self {
            problem,
            error: Some(error),
        }
    }
}

impl From<Problem> for CallError {
    /// A call that the gate did not send.
    fn from(problem: Problem) -> Self {
        Self { problem, error: None }
    }
}

impl From<CallError> for Problem {
    fn from(error: CallError) -> Self {
        error.problem
    }
}

/// The action as RAM policies name it: `ecs:CreateImage`.
pub(crate) fn ram_action(request: &Request) -> String {
    ram_name(request.product, &request.action)
}

/// The same of a kind of action.
pub(crate) fn ram_action_of<A: Action>() -> String {
    ram_name(A::PRODUCT, A::NAME)
}

fn ram_name(product: Product, action: &str) -> String {
    let product = match product {
        Product::Ecs => "ecs",
        Product::Kms => "kms",
        Product::ResourceManager => "resourcemanager",
        Product::Sts => "sts",
        Product::Vpc => "vpc",
    };
    format!("{product}:{action}")
}
