//! Passwords: hashed with argon2id (19 MiB, 2 passes, 1 lane), away from the threads that serve.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use rand::seq::IndexedRandom;
use tokio::task::spawn_blocking;

use super::{Records, RecordsError};

/// Longer ones (bytes) match nothing.
const LONGEST: usize = 1_024;
const GENERATED_LENGTH: usize = 16;
/// Without what looks alike on paper: 0 o, 1 i l.
const UNAMBIGUOUS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
/// The hash of no password: checking against it costs what checking against a real one does, so that the time taken
/// does not tell which e-mails have an account.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$cGFybG91ci1ub2JvZHkhIQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A password of 16 characters (79 bits) that can be read aloud.
pub fn generated() -> String {
    let mut rng = rand::rng();
    (0..GENERATED_LENGTH).filter_map(|_| UNAMBIGUOUS.choose(&mut rng)).map(|byte| char::from(*byte)).collect()
}

impl Records {
    /// The hash to store for `password`.
    pub(super) async fn hash(&self, password: &str) -> Result<String, RecordsError> {
        let password = password.to_owned();
        self.hashing(move || argon2()?.hash_password(password.as_bytes()).ok().map(|hash| hash.to_string()))
            .await?
            .ok_or(RecordsError::Hashing)
    }

    /// Whether `password` is the one of `hash`; never when there is no hash, after the same time.
    pub(super) async fn verify(&self, password: &str, hash: Option<String>) -> Result<bool, RecordsError> {
        if password.len() > LONGEST {
            return Ok(false);
        }
        let password = password.to_owned();
        self.hashing(move || {
            let matches = matches(&password, hash.as_deref().unwrap_or(NOBODYS));
            matches && hash.is_some()
        })
        .await
    }

    async fn hashing<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, RecordsError> {
        let turn = self.hashing.clone().acquire_owned().await.map_err(|_| RecordsError::Hashing)?;
        spawn_blocking(move || {
            // Held by the work itself: a caller who goes away does not free a core.
            let _turn = turn;
            work()
        })
        .await
        .map_err(|_| RecordsError::Hashing)
    }
}

fn matches(password: &str, hash: &str) -> bool {
    let (Some(argon2), Ok(hash)) = (argon2(), PasswordHash::new(hash)) else { return false };
    argon2.verify_password(password.as_bytes(), &hash).is_ok()
}

fn argon2() -> Option<Argon2<'static>> {
    let params = Params::new(19_456, 2, 1, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobodys_hash_is_one() {
        assert!(PasswordHash::new(NOBODYS).is_ok());
        assert!(!matches("", NOBODYS));
    }

    #[test]
    fn a_generated_password_can_be_read_aloud() {
        let password = generated();
        assert_eq!(password.len(), GENERATED_LENGTH);
        assert!(password.bytes().all(|byte| UNAMBIGUOUS.contains(&byte)));
        assert_ne!(password, generated());
    }
}
