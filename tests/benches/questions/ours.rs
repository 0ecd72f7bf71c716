//! The service, as the program runs it.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::time::Instant;

use inovasi::RateLimit;
use inovasi_schema::Catalogue;

use crate::process;

pub(crate) async fn serve(url: &str, index: Option<&Path>) {
    let started = Instant::now();
    let mut catalogue = Catalogue::open(url).await.unwrap();
    if let Some(index) = index {
        catalogue = catalogue.with_index_file(index.to_owned());
    }
    // The index is made or read with the first snapshot.
    drop(catalogue.snapshot().await.unwrap());
    let ready = started.elapsed();
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = inovasi::router(catalogue, RateLimit::default()).unwrap();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::select! {
        served = async { axum::serve(listener, service).await } => served.unwrap(),
        () = process::tell(address, ready) => {}
    }
}
