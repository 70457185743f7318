//! The same cases that the tests with the vendor's SDK run, run by our client. A case does not know how the simulator is reached.

pub mod changes;
pub mod faults;
pub mod image;
pub mod instances;
pub mod launch;
pub mod listing;
pub mod refusals;
pub mod tags;
