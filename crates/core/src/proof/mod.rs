//! The proof of a fleet: instances compared attribute by attribute with what was asked for.

mod view;

pub use view::{
    AcceptedDifference, FleetProof, LaunchedInstance, LaunchedInstances, ProofAgainst, ProofAnswer, ProofAttribute,
    ProofAttributeCode, ProofCell, ProofFormat, ProofMark, ProvenInstance,
};
