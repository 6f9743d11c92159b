//! Transport security for what we ask of others: web hooks and mail.

/// Chooses `ring` for every TLS connection this process makes. It has to be chosen before the first HTTP client is built; choosing
/// again changes nothing.
pub fn choose_tls() {
    // Fails only when it was chosen already.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
