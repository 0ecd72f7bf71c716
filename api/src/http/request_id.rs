//! A request id on every answer, and one line in the log for each.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use axum::extract::Request;
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

tokio::task_local! {
    /// Id of the request that is answered.
    static CURRENT: String;
}

static COUNT: AtomicU64 = AtomicU64::new(0);

/// Gives the request an id; the id of a proxy is kept if it is a short plain word.
pub(crate) async fn layer(request: Request, next: Next) -> Response {
    let given = request.headers().get("x-request-id").and_then(|value| value.to_str().ok());
    let plain = |id: &&str| (1..=64).contains(&id.len()) && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let id = given.filter(plain).map_or_else(fresh, str::to_owned);
    let (method, path, start) = (request.method().clone(), request.uri().path().to_owned(), Instant::now());
    let span = tracing::info_span!("request", id = %id);
    let mut response = CURRENT.scope(id.clone(), next.run(request)).instrument(span.clone()).await;
    span.in_scope(|| {
        let milliseconds = start.elapsed().as_millis();
        tracing::info!(%method, path, status = response.status().as_u16(), milliseconds, "answered");
    });
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

/// The id of the request that is answered, within its answering.
pub(crate) fn current() -> Option<String> {
    CURRENT.try_with(Clone::clone).ok()
}

fn fresh() -> String {
    let instant = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    format!("{instant:x}-{:x}", COUNT.fetch_add(1, Ordering::Relaxed))
}
