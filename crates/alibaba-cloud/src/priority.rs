//! Who waits for a call. It decides who goes first when calls are throttled.

/// The priority of a client's calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Priority {
    /// A person waits for the answer. Such a call does not queue behind background calls.
    #[default]
    User,
    /// Nobody waits: listings, pollers and jobs. Such a call lets the calls of users go first.
    Background,
}
