//! Certificates of authorities, and what a certificate says of itself.

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use sha2::{Digest as _, Sha256};
use x509_parser::parse_x509_certificate;
use x509_parser::x509::X509Name;

/// Of a name, characters that are shown at most.
const MAX_NAME: usize = 120;

/// The certificate of an authority.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Authority {
    der: Vec<u8>,
    subject: String,
    not_before: i64,
    not_after: i64,
}

/// Why a certificate is not one of an authority that can be trusted.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum AuthorityError {
    /// No certificate, or one that cannot be read.
    #[error("notCertificate")]
    NotCertificate,
    /// It may not issue others.
    #[error("notAuthority")]
    NotAuthority,
}

impl Authority {
    /// Reads the certificates of a file: PEM with one or more, or DER with one.
    ///
    /// # Errors
    /// When one of them is not that of an authority, or there is none.
    pub fn read(content: &[u8]) -> Result<Vec<Self>, AuthorityError> {
        let pem: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(content).collect();
        let pem = pem.map_err(|_| AuthorityError::NotCertificate)?;
        if pem.is_empty() {
            return Ok(vec![Self::of_der(content)?]);
        }
        pem.iter().map(|der| Self::of_der(der)).collect()
    }

    /// Reads one certificate.
    ///
    /// # Errors
    /// See [`AuthorityError`].
    pub fn of_der(der: &[u8]) -> Result<Self, AuthorityError> {
        let (rest, certificate) = parse_x509_certificate(der).map_err(|_| AuthorityError::NotCertificate)?;
        if !rest.is_empty() {
            return Err(AuthorityError::NotCertificate);
        }
        if !certificate.is_ca() {
            return Err(AuthorityError::NotAuthority);
        }
        // What the TLS library does not take would spoil every later client.
        let mut store = RootCertStore::empty();
        let taken = store.add(CertificateDer::from(der.to_vec()));
        taken.map_err(|_| AuthorityError::NotCertificate)?;
        Ok(Self {
            der: der.to_vec(),
            subject: name(certificate.subject()),
            not_before: certificate.validity().not_before.timestamp().saturating_mul(1_000),
            not_after: certificate.validity().not_after.timestamp().saturating_mul(1_000),
        })
    }

    /// The certificate as it is.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// SHA-256 of it, hexadecimal.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        hex::encode(Sha256::digest(&self.der))
    }

    /// Whom it names. Hostile text, cut.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Whether it is valid at a time, milliseconds since the epoch. The TLS library does not ask that of an authority.
    #[must_use]
    pub fn is_valid_at(&self, time: i64) -> bool {
        (self.not_before..=self.not_after).contains(&time)
    }

    /// Until when it is valid, milliseconds since the epoch.
    #[must_use]
    pub fn not_after(&self) -> i64 {
        self.not_after
    }
}

/// Who has issued a certificate; `None` when that cannot be read.
pub(super) fn issuer(der: &[u8]) -> Option<String> {
    let (_, certificate) = parse_x509_certificate(der).ok()?;
    Some(name(certificate.issuer())).filter(|name| !name.is_empty())
}

/// The common name, or else the organization, or else all of it.
fn name(name: &X509Name<'_>) -> String {
    let common = name.iter_common_name().next().and_then(|part| part.as_str().ok());
    let organization = || name.iter_organization().next().and_then(|part| part.as_str().ok());
    let shown = common
        .or_else(organization)
        .map_or_else(|| name.to_string(), str::to_owned);
    let shown = shown.chars().filter(|character| !character.is_control());
    shown.take(MAX_NAME).collect()
}
