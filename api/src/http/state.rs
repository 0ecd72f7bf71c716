//! What every handler can reach.

use std::sync::Arc;

use axum::extract::FromRef;
use inovasi_export::Patience;
use inovasi_export::dataset::Datasets;
use inovasi_export::release::Store;
use inovasi_schema::Catalogue;
use inovasi_schema::graphql::Graphql;

use super::about::Counted;
use super::settings::{Contact, PublicUrl};

/// The service: the catalogue, what is made once from the declarations or counted once a revision, where files are, what
/// the operator set.
#[derive(Debug, Clone)]
pub(crate) struct Service {
    pub(crate) catalogue: Catalogue,
    pub(crate) graphql: Arc<Graphql>,
    pub(crate) releases: Store,
    pub(crate) datasets: Datasets,
    pub(crate) patience: Patience,
    pub(crate) counted: Counted,
    pub(crate) public_url: Option<PublicUrl>,
    pub(crate) contact: Option<Contact>,
}

impl FromRef<Service> for Catalogue {
    fn from_ref(service: &Service) -> Self {
        service.catalogue.clone()
    }
}
