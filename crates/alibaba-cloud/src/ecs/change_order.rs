//! The reply of a change that may have to be paid for.

use crate::Done;
use crate::declare::reply;

reply! {
    /// The cloud has accepted a change.
    #[derive(Default, Eq)]
    pub struct ChangeOrder from reply {
        /// The order, of a subscription.
        order_id: Option<String> = Done::from_reply(reply).map(|_| reply.text("OrderId"))?,
    }
}
