//! What went wrong with a store: which one, what, and the remedy.

use object_store::Error as Fault;

use super::store::{Kept, Store};

/// What a store of releases is called.
const RELEASES: &str = "store of releases";

fn kind(store: &Store) -> &'static str {
    match store.kept() {
        Kept::Releases => RELEASES,
        Kept::Files => "folder of files",
    }
}

/// A store that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the {kind} {store} {what}; {remedy}")]
pub struct StoreError {
    kind: &'static str,
    store: String,
    what: String,
    remedy: String,
}

impl StoreError {
    /// An address that names no store.
    pub(super) fn address(address: &str) -> Self {
        let remedy = "write a folder or s3://BUCKET/PREFIX in --releases or INOVASI_RELEASES";
        Self {
            kind: RELEASES,
            store: format!("{address:?}"),
            what: "is no address of one".into(),
            remedy: remedy.into(),
        }
    }

    /// Settings that make no store.
    pub(super) fn configured(address: &str, fault: &Fault) -> Self {
        let remedy = "look at AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
        Self {
            kind: RELEASES,
            store: address.into(),
            what: format!("is not configured: {fault}"),
            remedy: remedy.into(),
        }
    }

    /// A fault of the store while it was used.
    pub(super) fn of(store: &Store, done: &str, fault: Fault) -> Self {
        let remedy = match &fault {
            Fault::PermissionDenied { .. } | Fault::Unauthenticated { .. } => {
                "look at AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and what they are allowed, or at the rights of the folder"
            }
            Fault::NotFound { .. } => "see whether the bucket or the folder is there",
            _ if store.is_folder() => "see whether the folder can be used and its disk has room, then try again",
            _ => "see whether the store is running and AWS_ENDPOINT_URL names it, then try again",
        };
        Self {
            kind: kind(store),
            store: store.to_string(),
            what: format!("cannot be {done}: {fault}"),
            remedy: remedy.into(),
        }
    }

    /// A file that is recorded and not there as it is recorded.
    #[must_use]
    pub fn lost(store: &Store, key: &str, found: Option<u64>) -> Self {
        let what = match found {
            None => format!("has no {key}"),
            Some(bytes) => format!("has another {key}, of {bytes} bytes"),
        };
        let remedy = match store.kept() {
            Kept::Releases => "bring the file back from a copy, or see whether --releases names the right store",
            Kept::Files => "it is made again when it is asked for; see whether others change the folder of --files",
        };
        Self { kind: kind(store), store: store.to_string(), what, remedy: remedy.into() }
    }

    /// A version that somebody else is putting there.
    pub(super) fn claimed(store: &Store, claim: &str) -> Self {
        let remedy =
            "wait for it, or name another version with --version; where nobody is at it any more, remove that file";
        let what = format!("has {claim}: another installation is putting other files of this version there");
        Self { kind: kind(store), store: store.to_string(), what, remedy: remedy.into() }
    }

    /// A version of which the store holds other files.
    pub(super) fn sealed(store: &Store, version: &str) -> Self {
        let remedy = "name another version with --version, or another store with --releases";
        Self {
            kind: RELEASES,
            store: store.to_string(),
            what: format!("holds other files of a release {version}"),
            remedy: remedy.into(),
        }
    }
}
