//! How many requests one client may send: a steady rate with a burst, told in the headers of every answer.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};
use inovasi_schema::{Code, Error};

use super::problem::Problem;

const LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
/// Seconds that a policy counts over.
const WINDOW: u32 = 60;
/// Clients after which those that are quiet again are forgotten.
const MANY_CLIENTS: usize = 50_000;

type Limiter = RateLimiter<IpAddr, DefaultKeyedStateStore<IpAddr>, DefaultClock, StateInformationMiddleware>;

/// What an operator sets.
#[derive(Debug, Clone, Default)]
pub struct RateLimit {
    /// Requests a minute that one client may send; none for no limit.
    pub requests: Option<NonZeroU32>,
    /// Header in which a proxy tells the client's address; its last entry counts. None where clients connect themselves.
    pub client_header: Option<HeaderName>,
}

/// The limit at work.
#[derive(Debug, Clone)]
pub(crate) struct Rate {
    limiter: Option<Arc<Limiter>>,
    client_header: Option<HeaderName>,
    quota: u32,
}

impl Rate {
    pub(crate) fn new(limit: RateLimit) -> Self {
        let limiter = |requests: NonZeroU32| {
            let limiter = RateLimiter::keyed(Quota::per_minute(requests));
            Arc::new(limiter.with_middleware::<StateInformationMiddleware>())
        };
        let quota = limit.requests.map_or(0, NonZeroU32::get);
        Self { limiter: limit.requests.map(limiter), client_header: limit.client_header, quota }
    }

    /// Lets a request through, or refuses it.
    pub(crate) async fn layer(self, request: Request, next: Next) -> Response {
        let (Some(limiter), Some(client)) = (&self.limiter, self.client(&request)) else {
            return next.run(request).await;
        };
        if limiter.len() > MANY_CLIENTS {
            limiter.retain_recent();
        }
        let (mut response, left, wait) = match limiter.check_key(&client) {
            Ok(state) => (next.run(request).await, state.remaining_burst_capacity(), Duration::ZERO),
            Err(refusal) => {
                let wait = refusal.wait_time_from(DefaultClock::default().now());
                let detail =
                    format!("more than {} requests a minute; wait a second, and ask for more rows at once", self.quota);
                (Problem(Error::new(Code::TooManyRequests, detail)).into_response(), 0, wait)
            }
        };
        self.tell(response.headers_mut(), left, wait);
        response
    }

    /// The client that a request counts for. One on this machine counts for none: it is a tool of the operator, or a
    /// proxy that tells its clients in no header.
    fn client(&self, request: &Request) -> Option<IpAddr> {
        let said = self.client_header.as_ref().and_then(|name| request.headers().get_all(name).iter().next_back());
        let said = said.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        let connected = || request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let client = said.or_else(connected)?.to_canonical();
        match client {
            _ if client.is_loopback() => None,
            // One customer has a whole /64.
            IpAddr::V6(address) => Some(IpAddr::V6((address.to_bits() >> 64 << 64).into())),
            IpAddr::V4(_) => Some(client),
        }
    }

    /// The headers of the draft standard: what is allowed, what is left, when it is whole again.
    fn tell(&self, headers: &mut HeaderMap, left: u32, wait: Duration) {
        let wait = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        let whole = u64::from(self.quota.saturating_sub(left)) * u64::from(WINDOW) / u64::from(self.quota.max(1));
        let mut set = |name, text: String| {
            if let Ok(value) = HeaderValue::from_str(&text) {
                headers.insert(name, value);
            }
        };
        set(POLICY, format!("\"client\";q={};w={WINDOW}", self.quota));
        set(LIMIT, format!("\"client\";r={left};t={}", whole.max(wait)));
        if wait > 0 {
            set(header::RETRY_AFTER, wait.to_string());
        }
    }
}
