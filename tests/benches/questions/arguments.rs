//! What is said on the command line.

use std::path::PathBuf;
use std::time::Duration;

/// What this process is to do.
pub(crate) enum Role {
    /// Ask the others.
    Measure,
    /// Fill a database.
    Fill { url: String, size: usize },
    /// Be the service.
    Ours { url: String, index: Option<PathBuf> },
    /// Be the plain server.
    Plain { url: String },
}

/// Everything said.
pub(crate) struct Arguments {
    pub(crate) role: Role,
    pub(crate) sizes: Vec<usize>,
    pub(crate) time: Duration,
    pub(crate) connections: usize,
    pub(crate) repetitions: u64,
    pub(crate) folder: PathBuf,
    /// Address of a PostgreSQL server; none for SQLite.
    pub(crate) postgres: Option<String>,
    /// Parts of the names of the questions that are asked; none for all.
    only: Vec<String>,
}

const USAGE: &str = "[--sizes 10000,100000,1000000] [--seconds 5] [--repetitions 3] [--connections 16] \
    [--database sqlite|postgres URL] [--folder PATH] [--only PART,PART]";

impl Arguments {
    pub(crate) fn read(said: impl Iterator<Item = String>) -> Self {
        let mut arguments = Self {
            role: Role::Measure,
            sizes: vec![10_000, 100_000, 1_000_000],
            time: Duration::from_secs(5),
            connections: 16,
            repetitions: 3,
            folder: PathBuf::from(env!("CARGO_TARGET_TMPDIR")),
            postgres: None,
            only: Vec::new(),
        };
        let mut said = said;
        while let Some(name) = said.next() {
            let mut value = || said.next().unwrap_or_else(|| panic!("{name} lacks its value; {USAGE}"));
            match name.as_str() {
                // Said by `cargo bench` itself.
                "--bench" => {}
                "--sizes" => arguments.sizes = value().split(',').map(|size| size.parse().expect(USAGE)).collect(),
                "--seconds" => arguments.time = Duration::from_secs_f64(value().parse().expect(USAGE)),
                "--repetitions" => arguments.repetitions = value().parse().expect(USAGE),
                "--connections" => arguments.connections = value().parse().expect(USAGE),
                "--folder" => arguments.folder = value().into(),
                "--only" => arguments.only = value().split(',').map(str::to_owned).collect(),
                "--database" => arguments.postgres = (value() == "postgres").then(value),
                // How this process starts the others.
                "--fill" => arguments.role = Role::Fill { url: value(), size: value().parse().expect(USAGE) },
                "--ours" => arguments.role = Role::Ours { url: value(), index: Some(value().into()) },
                "--plain" => arguments.role = Role::Plain { url: value() },
                _ => panic!("{name} is not known; {USAGE}"),
            }
        }
        arguments
    }

    /// Whether a question is asked.
    pub(crate) fn asks(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|part| name.contains(part.as_str()))
    }
}
