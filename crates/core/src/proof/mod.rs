//! The proof of a fleet: instances compared attribute by attribute with what was asked for.

mod asked;
mod compare;
mod export;
mod mend;
mod record;
mod tag_text;
mod view;

pub use view::{
    AcceptedDifference, FleetProof, LaunchedInstance, LaunchedInstances, ProofAgainst, ProofAnswer, ProofAttribute,
    ProofAttributeCode, ProofCell, ProofFile, ProofFormat, ProofMark, ProvenInstance,
};

pub(crate) use asked::{Asked, of_request};
pub(crate) use compare::{as_asked, cells};
pub(crate) use export::write;
pub(crate) use mend::Difference;
pub(crate) use record::{ProofRecord, ProvenRecord};
pub(crate) use tag_text::tag_text;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
