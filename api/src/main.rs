//! The `inovasi` program.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

mod commands;

/// The open catalogue of public-service innovation.
#[derive(Parser)]
#[command(name = "inovasi", version, about, long_about = None)]
struct Cli {
    /// Where the catalogue is: `sqlite://PATH` or `postgres://USER@HOST/NAME`.
    #[arg(long, env = "DATABASE_URL", global = true, default_value = "sqlite://inovasi.db")]
    database_url: String,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read a data package (a folder or its datapackage.json) into the catalogue, all of it or nothing.
    Import {
        /// Folder of the package, or its datapackage.json.
        path: PathBuf,
    },
    /// Check a data package: everything that import does, but write.
    Check {
        /// Folder of the package, or its datapackage.json.
        path: PathBuf,
    },
    /// Bring the database to the form this program needs.
    Migrate,
    /// Tell what is configured, what is reachable, which revision stands and how many rows it has.
    Doctor,
    /// Print the table schemas (openapi/tables.json).
    Tables,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    match cli.command {
        Command::Import { path } => commands::import(&cli.database_url, &path).await,
        Command::Check { path } => commands::check(&path),
        Command::Migrate => commands::migrate(&cli.database_url).await,
        Command::Doctor => commands::doctor(&cli.database_url).await,
        Command::Tables => commands::tables(),
    }
}
