//! A load: so many connections, each asking as soon as it is answered, for a time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::arguments::Arguments;
use crate::client::{Connection, Request};
use crate::process::Server;
use crate::questions::{Pair, Part, Question};
use crate::world::World;

/// What was measured in one repetition.
#[derive(Debug, Clone)]
pub(crate) struct Measured {
    pub(crate) elapsed: Duration,
    /// Processor time that the server used.
    pub(crate) used: Duration,
    /// Microseconds that each answer took.
    pub(crate) latencies: Vec<u32>,
}

impl Measured {
    /// Answers a second.
    pub(crate) fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.elapsed.as_secs_f64()
    }
}

/// Asks a server one question with other parameters every time, until the time is over or the parameters are.
pub(crate) async fn run(
    arguments: &Arguments,
    server: &Server,
    question: &Question,
    world: &Arc<World>,
    part: Part,
    of: fn(Pair) -> Request,
) -> Measured {
    let next = Arc::new(AtomicU64::new(0));
    let mut connections = Vec::new();
    for _ in 0..arguments.connections {
        connections.push(Connection::open(server.address).await);
    }
    let (started, used) = (Instant::now(), server.used());
    let mut asking = JoinSet::new();
    for mut connection in connections {
        let (next, world, make, time) = (next.clone(), world.clone(), question.make, arguments.time);
        asking.spawn(async move {
            let mut latencies = Vec::new();
            while started.elapsed() < time {
                let Some(pair) = make(&world, part, next.fetch_add(1, Ordering::Relaxed)) else { break };
                let request = of(pair);
                let asked = Instant::now();
                connection.ask(&request).await;
                latencies.push(u32::try_from(asked.elapsed().as_micros()).unwrap_or(u32::MAX));
            }
            latencies
        });
    }
    let latencies = asking.join_all().await.concat();
    Measured { elapsed: started.elapsed(), used: server.used().saturating_sub(used), latencies }
}
