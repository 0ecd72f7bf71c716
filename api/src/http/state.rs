//! What every handler can reach.

use std::sync::Arc;

use axum::extract::FromRef;
use inovasi_export::release::Store;
use inovasi_schema::Catalogue;
use inovasi_schema::graphql::Graphql;

/// The service: the catalogue, what is made once from the declarations, and where files are.
#[derive(Debug, Clone)]
pub(crate) struct Service {
    pub(crate) catalogue: Catalogue,
    pub(crate) graphql: Arc<Graphql>,
    pub(crate) releases: Store,
}

impl FromRef<Service> for Catalogue {
    fn from_ref(service: &Service) -> Self {
        service.catalogue.clone()
    }
}
