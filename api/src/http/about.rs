//! The facts that descriptions of the catalogue are made of; counted once a revision.

use std::sync::{Arc, PoisonError, RwLock};

use axum::http::HeaderMap;
use inovasi_export::metadata::{About, Counts, Holdings, counted};
use inovasi_schema::{Error, Snapshot};

use super::origin::{Origin, origin};
use super::state::Service;

/// What the revision that was described last holds, and the content it is of.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counted(Arc<RwLock<Option<Held>>>);

/// A content and what it holds.
type Held = (String, Arc<Counts>);

/// The facts of a revision for an answer to a request, and the origin that they hold.
pub(crate) async fn about(
    service: &Service,
    snapshot: &Snapshot,
    headers: &HeaderMap,
) -> Result<(About, Origin), Error> {
    let (about, origin) = said(service, snapshot, headers);
    let holdings = service.counted.of(snapshot).await?.holdings.clone();
    Ok((About { holdings, ..about }, origin))
}

/// The same without what must be counted: what the package says of itself.
pub(crate) fn said(service: &Service, snapshot: &Snapshot, headers: &HeaderMap) -> (About, Origin) {
    let origin = origin(service, headers);
    let about = About::new(snapshot.revision(), Holdings::default(), origin.as_str());
    let contact = service.contact.as_ref().map(ToString::to_string);
    (about.with_contact(contact).with_release(snapshot.release().map(str::to_owned)), origin)
}

impl Counted {
    pub(crate) async fn of(&self, snapshot: &Snapshot) -> Result<Arc<Counts>, Error> {
        let content = format!("{}|{}", snapshot.revision().number, snapshot.revision().content_sha256);
        if let Some((_, counts)) =
            self.0.read().unwrap_or_else(PoisonError::into_inner).as_ref().filter(|(of, _)| *of == content)
        {
            return Ok(counts.clone());
        }
        let counts = Arc::new(counted(snapshot).await?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((content, counts.clone()));
        Ok(counts)
    }
}
