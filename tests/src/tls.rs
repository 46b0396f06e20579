//! A certificate authority of a test's own, and the server side of TLS with certificates that it issues.

use std::fs;
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;

use rcgen::{BasicConstraints, Certificate, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A certificate authority that exists in memory only.
#[derive(Clone)]
pub struct Authority {
    certificate: Arc<Certificate>,
    issuer: Arc<Issuer<'static, KeyPair>>,
}

impl Authority {
    /// A new authority, which nobody trusts yet.
    pub fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = params.self_signed(&key).unwrap();
        Self { certificate: Arc::new(certificate), issuer: Arc::new(Issuer::new(params, key)) }
    }

    /// The authority's certificate in DER.
    pub fn der(&self) -> &[u8] {
        self.certificate.der()
    }

    /// Writes the authority's certificate as PEM: what the variable `SSL_CERT_FILE` may name.
    pub fn write(&self, path: &Path) {
        fs::write(path, self.certificate.pem()).unwrap();
    }

    /// The server side of a connection to `host`. The handshake happens with the first read.
    pub fn accept(
        &self,
        host: &str,
        stream: TcpStream,
    ) -> StreamOwned<ServerConnection, TcpStream> {
        let config = Arc::new(self.config(host));
        StreamOwned::new(ServerConnection::new(config).unwrap(), stream)
    }

    /// The settings of a server at `host`, with a certificate of this authority.
    pub fn config(&self, host: &str) -> ServerConfig {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![host.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .unwrap()
    }
}

impl Default for Authority {
    fn default() -> Self {
        Self::new()
    }
}
