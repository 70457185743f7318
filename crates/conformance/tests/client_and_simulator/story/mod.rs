//! The stories the vendor's own SDK tells of the simulator, told by our client. A story knows nothing of the way.

pub mod faults;
pub mod image;
pub mod instances;
pub mod listing;
pub mod refusals;
pub mod tags;
