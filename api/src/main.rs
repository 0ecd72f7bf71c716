//! The `inovasi` program.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Parser, Subcommand};

mod commands;
mod serve;

/// The open catalogue of public-service innovation.
#[derive(Parser)]
#[command(name = "inovasi", version, about, long_about = None)]
struct Cli {
    /// Where the catalogue is: `sqlite://PATH` or `postgres://USER@HOST/NAME`.
    /// Without it: an SQLite file in the user's data folder.
    #[arg(long, env = "DATABASE_URL", global = true)]
    database_url: Option<String>,
    /// What is logged, as JSON lines on standard error: error, warn, info (a line a request), debug, or a filter of
    /// `tracing`.
    #[arg(long, env = "INOVASI_LOG", global = true, default_value = "warn")]
    log: String,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the catalogue (the default); on the first start load the package that the program carries.
    Serve {
        /// Address and port to listen on.
        #[arg(long, env = "INOVASI_LISTEN", default_value = DEFAULT_LISTEN)]
        listen: SocketAddr,
        /// Requests a minute that one client may send; 0 for no limit. Clients on this machine are not counted.
        #[arg(long, env = "INOVASI_RATE_LIMIT", default_value_t = 6000)]
        rate_limit: u32,
        /// Header in which a proxy in front tells the client's address, such as x-forwarded-for; its last entry counts.
        #[arg(long, env = "INOVASI_CLIENT_HEADER")]
        client_header: Option<axum::http::HeaderName>,
        /// Where the index is kept between starts; without it, beside an SQLite file, and nowhere for PostgreSQL.
        #[arg(long, env = "INOVASI_INDEX_FILE")]
        index_file: Option<PathBuf>,
    },
    /// Read a data package (a folder, its datapackage.json, or a zip) into the catalogue, all of it or nothing.
    Import {
        /// Folder of the package, its datapackage.json, or a zip of it.
        path: PathBuf,
        /// Write the faults as JSON to this file, too: {"faults": [{file, row, column, value, rule, remedy}]}.
        #[arg(long)]
        report: Option<PathBuf>,
        /// Where the server keeps its index: that of the new revision is put there. Without it, beside an SQLite file,
        /// and nowhere for PostgreSQL.
        #[arg(long, env = "INOVASI_INDEX_FILE")]
        index_file: Option<PathBuf>,
    },
    /// Check a data package: everything that import does, but write.
    Check {
        /// Folder of the package, its datapackage.json, or a zip of it.
        path: PathBuf,
        /// Write the faults as JSON to this file, too: {"faults": [{file, row, column, value, rule, remedy}]}.
        #[arg(long)]
        report: Option<PathBuf>,
    },
    /// Make the feed of changes shorter: of the changes up to a revision keep only the last one of every row.
    Compact {
        /// The revision. Copies of any revision still come to the same catalogue by /v1/changes; what happened to a row
        /// in between is forgotten.
        #[arg(long, value_name = "REVISION")]
        up_to: i32,
    },
    /// Bring the database to the form this program needs.
    Migrate,
    /// Tell what is configured, what is reachable, which revision stands and how many rows it has.
    Doctor,
    /// Print the OpenAPI document (openapi/openapi.json); needs no database.
    Openapi,
    /// Print the GraphQL schema (openapi/schema.graphql); needs no database.
    Sdl,
    /// Print the table schemas (openapi/tables.json); needs no database.
    Tables,
}

const DEFAULT_LISTEN: &str = "127.0.0.1:8080";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    let filter = tracing_subscriber::EnvFilter::try_new(&cli.log)
        .with_context(|| format!("--log or INOVASI_LOG: {:?} is no filter; write warn, info or debug", cli.log))?;
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
    let url = match cli.database_url {
        Some(url) => url,
        None => default_database()?,
    };
    // Without a command the program serves; clap reads the command's own settings from the environment.
    let command = match cli.command {
        Some(command) => command,
        None => Cli::parse_from(["inovasi", "serve"]).command.unwrap_or(Command::Doctor),
    };
    match command {
        Command::Serve { listen, rate_limit, client_header, index_file } => {
            let limit = inovasi::RateLimit { requests: NonZeroU32::new(rate_limit), client_header };
            serve::serve(&url, listen, limit, index_file).await
        }
        Command::Import { path, report, index_file } => {
            commands::import(&url, &path, report.as_deref(), index_file).await
        }
        Command::Check { path, report } => commands::check(&path, report.as_deref()),
        Command::Compact { up_to } => commands::compact(&url, up_to).await,
        Command::Migrate => commands::migrate(&url).await,
        Command::Doctor => commands::doctor(&url).await,
        Command::Openapi => commands::print(inovasi::openapi_document()),
        Command::Sdl => commands::print(inovasi::sdl_document()),
        Command::Tables => commands::print(&inovasi::tables_document()?),
    }
}

/// The SQLite file of a user who named no database: in the data folder, made where it is missing.
fn default_database() -> anyhow::Result<String> {
    let named = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let data = named("XDG_DATA_HOME").or_else(|| named("HOME").map(|home| home.join(".local/share")));
    let folder = data.unwrap_or_else(|| PathBuf::from(".")).join("inovasi");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    Ok(format!("sqlite://{}", folder.join("inovasi.db").display()))
}
