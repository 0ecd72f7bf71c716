//! How many questions a second the service answers, each beside plain SQL for the same question over the same database,
//! at several sizes of the catalogue. The rows are made up (`inovasi_tests::generator`): load, and no facts.
//!
//! `cargo bench -p inovasi-tests -- --sizes 10000,100000,1000000 --seconds 5`
//!
//! Two servers run as processes of their own, ours and the plain one, on loopback; this process asks them in turn,
//! never both at once, with the same parameters, none of which is asked of one server twice but where a question has
//! none. It ends by itself, and they with it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, reason = "a measurement fails by panicking")]
#![allow(missing_docs, reason = "a program of one's own")]

mod agree;
mod arguments;
mod catalogue;
mod client;
mod load;
mod ours;
mod plain;
mod plain_answers;
mod plain_promise;
mod process;
mod questions;
mod report;
mod world;

use arguments::{Arguments, Role};
use load::Measured;
use process::Server;
use questions::{Part, QUESTIONS};
use report::{Figures, SizeFigures};
use world::World;

fn main() {
    let arguments = Arguments::read(std::env::args().skip(1));
    match &arguments.role {
        Role::Measure => one_thread().block_on(measure(&arguments)),
        Role::Fill { url, size } => one_thread().block_on(catalogue::fill(url, *size)),
        Role::Ours { url, index } => all_threads().block_on(ours::serve(url, index.as_deref())),
        Role::Plain { url } => all_threads().block_on(plain::serve(url)),
    }
}

/// The client has one thread, so that the server has the rest.
fn one_thread() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

fn all_threads() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap()
}

async fn measure(arguments: &Arguments) {
    let mut sizes = Vec::new();
    for size in &arguments.sizes {
        let figures = measure_size(arguments, *size).await;
        sizes.push(figures);
        // After every size: what was measured is not lost if a later one fails.
        println!("{}", report::table(&sizes));
    }
}

async fn measure_size(arguments: &Arguments, size: usize) -> SizeFigures {
    let (url, filled) = catalogue::ready(arguments, size).await;
    let index = arguments.folder.join(format!("{}.index", catalogue::name(size)));
    // The first start builds the index and keeps it, the second reads what was kept.
    std::fs::remove_file(&index).ok();
    let built = Server::ours(&url, &index).built(&index);
    let ours = Server::ours(&url, &index);
    let plain = Server::plain(&url);
    let world = World::read(&url, &ours).await;
    let mut questions = Vec::new();
    for question in QUESTIONS.iter().filter(|question| arguments.asks(question.name)) {
        let part = |repetition| Part { repetition, repetitions: arguments.repetitions + 1 };
        agree::check(question, &world, part(arguments.repetitions), &ours, &plain).await;
        let (mut of_ours, mut of_plain): (Vec<Measured>, Vec<Measured>) = Default::default();
        for repetition in 0..arguments.repetitions {
            let part = part(repetition);
            of_ours.push(load::run(arguments, &ours, question, &world, part, |pair| pair.ours).await);
            of_plain.push(load::run(arguments, &plain, question, &world, part, |pair| pair.plain).await);
        }
        let figures = Figures { name: question.name, ours: of_ours, plain: of_plain };
        eprintln!("{size}: {}", figures.line());
        questions.push(figures);
    }
    let memory = (ours.most_memory(), plain.most_memory());
    SizeFigures { size, filled, built, read: ours.ready, memory, questions }
}
