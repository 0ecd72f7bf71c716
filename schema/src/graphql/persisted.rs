//! Automatic persisted queries: a query once sent with its hash can be asked for by the hash alone.

use std::num::NonZeroUsize;
use std::sync::{Mutex, MutexGuard, PoisonError};

use lru::LruCache;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::error::{Code, Error, ParameterError};

/// Most queries that are kept; the least recently used goes first.
const MOST: usize = 1000;
/// Longest text that is kept.
const LONGEST: usize = 32 * 1024;

/// The queries that are known by their hashes.
#[derive(Debug)]
pub(crate) struct Persisted(Mutex<LruCache<String, String>>);

impl Default for Persisted {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(NonZeroUsize::new(MOST).unwrap_or(NonZeroUsize::MIN))))
    }
}

impl Persisted {
    /// The text of a request, what it says itself or what its hash stands for; and the hash under which to keep it.
    pub(crate) fn text(&self, query: Option<&str>, extensions: &Json) -> Result<(String, Option<String>), Error> {
        let said = extensions.get("persistedQuery").filter(|said| !said.is_null());
        let Some(said) = said else {
            let missing = || Error::new(Code::InvalidQuery, "query: is missing, the text that is asked");
            return query.map(|text| (text.to_owned(), None)).ok_or_else(missing);
        };
        let hash = said.get("sha256Hash").and_then(Json::as_str).unwrap_or_default().to_ascii_lowercase();
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        if said.get("version").and_then(Json::as_u64) != Some(1) || !is_hash {
            let message = "needs version 1 and sha256Hash, 64 hexadecimal digits of the text's SHA-256";
            return Err(wrong(message));
        }
        match query {
            None => match self.known().get(&hash) {
                Some(text) => Ok((text.clone(), None)),
                // The words are those that clients wait for before they send the text.
                None => Err(Error::new(Code::PersistedQueryNotFound, "PersistedQueryNotFound")),
            },
            Some(text) => {
                let found = inovasi_entity::hex(&Sha256::digest(text.as_bytes()));
                if found != hash {
                    return Err(wrong("has another sha256Hash than the text that came with it"));
                }
                Ok((text.to_owned(), Some(hash).filter(|_| text.len() <= LONGEST)))
            }
        }
    }

    /// Keeps a text that was found right.
    pub(crate) fn keep(&self, hash: String, text: String) {
        self.known().put(hash, text);
    }

    fn known(&self) -> MutexGuard<'_, LruCache<String, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn wrong(message: &str) -> Error {
    let parameter = "extensions.persistedQuery".into();
    let fault = ParameterError { parameter, message: message.into(), allowed: Vec::new(), suggestion: None };
    Error::of(vec![(Code::InvalidParameter, fault)])
}
