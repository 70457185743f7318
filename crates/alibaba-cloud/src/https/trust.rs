//! The platform's check of certificates, which also says who has issued one when it does not trust that one.

use std::fmt;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, OtherError, SignatureScheme};
use rustls_platform_verifier::Verifier;

use super::Authority;
use super::authority::issuer;

/// TLS with the platform's roots and those of these authorities beside them that are valid now. Reads the roots, which takes a while.
pub(super) fn configuration(authorities: &[Authority]) -> Result<ClientConfig, Error> {
    let now = i64::try_from(UnixTime::now().as_secs())
        .unwrap_or(i64::MAX)
        .saturating_mul(1_000);
    let valid = authorities.iter().filter(|authority| authority.is_valid_at(now));
    let authorities: Vec<&Authority> = valid.collect();
    let provider = CryptoProvider::get_default().cloned();
    let provider = provider.unwrap_or_else(|| Arc::new(aws_lc_rs::default_provider()));
    let platform = if authorities.is_empty() {
        Verifier::new(provider.clone())?
    } else {
        let roots = authorities
            .iter()
            .map(|authority| CertificateDer::from(authority.der().to_vec()));
        Verifier::new_with_extra_roots(roots, provider.clone())?
    };
    let mut configuration = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(NamingVerifier { platform }))
        .with_no_client_auth();
    configuration.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(configuration)
}

/// A certificate of an issuer that is not trusted, and who that is.
#[derive(Clone, Debug)]
pub(super) struct Untrusted {
    pub(super) issuer: Option<String>,
    pub(super) reason: String,
}

impl fmt::Display for Untrusted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.reason)
    }
}

impl std::error::Error for Untrusted {}

impl Untrusted {
    /// What the error of the TLS library holds of it.
    pub(super) fn of(error: &Error) -> Option<&Self> {
        match error {
            Error::InvalidCertificate(CertificateError::Other(OtherError(inner))) => inner.downcast_ref(),
            _ => None,
        }
    }
}

#[derive(Debug)]
struct NamingVerifier {
    platform: Verifier,
}

impl ServerCertVerifier for NamingVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let platform = &self.platform;
        let verified = platform.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
        verified.map_err(|error| match error {
            Error::InvalidCertificate(CertificateError::UnknownIssuer) => {
                let untrusted = Untrusted {
                    issuer: issuer(end_entity),
                    reason: error.to_string(),
                };
                Error::InvalidCertificate(CertificateError::Other(OtherError(Arc::new(untrusted))))
            }
            other => other,
        })
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.platform.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.platform.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.platform.supported_verify_schemes()
    }
}
