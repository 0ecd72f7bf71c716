//! The `inovasi` program.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Parser, Subcommand};
use inovasi_export::release::Store;

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
        /// Where releases are kept: a folder or s3://BUCKET/PREFIX. Without it, the folder releases beside an SQLite file,
        /// else in the user's data folder.
        #[arg(long, env = "INOVASI_RELEASES")]
        releases: Option<String>,
        /// Folder in which the files of a revision are made (datasets) and workbooks spooled. Without it, a folder files
        /// beside an SQLite file, else in the user's data folder.
        #[arg(long, env = "INOVASI_FILES")]
        files: Option<PathBuf>,
        /// Address under which people reach the service, scheme and host, such as https://data.example.org. Without it,
        /// each answer holds the one that its caller used.
        #[arg(long, env = "INOVASI_PUBLIC_URL")]
        public_url: Option<inovasi::PublicUrl>,
        /// Where people reach you, a web address or mailto: and an e-mail address; stands in what harvesters read.
        #[arg(long, env = "INOVASI_CONTACT")]
        contact: Option<inovasi::Contact>,
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
    /// Freeze the revision that stands as files that never change, with their sums; a revision is released once.
    Release {
        /// Version of the release: a day, or the second of a day, such as 2026-11-24.2. Without it, the date of the
        /// revision's package, with a number where that is taken.
        #[arg(long)]
        version: Option<String>,
        /// Where releases are kept: a folder or s3://BUCKET/PREFIX, whose endpoint, region and keys the variables
        /// AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY tell. Without it, the folder
        /// releases beside an SQLite file, else in the user's data folder.
        #[arg(long, env = "INOVASI_RELEASES")]
        releases: Option<String>,
        /// Folder in which the files are made before they are stored. Without it, a folder files beside an SQLite file,
        /// else in the user's data folder.
        #[arg(long, env = "INOVASI_FILES")]
        files: Option<PathBuf>,
    },
    /// Write the revision that stands as a data package, which `import` takes back: a folder, or a zip.
    Export {
        /// The folder or the .zip to write; nothing may be there yet.
        path: PathBuf,
    },
    /// Make the feed of changes shorter: of the changes up to a revision keep only the last one of every row, and the last
    /// one at each release.
    Compact {
        /// The revision. Copies of any revision still come to the same catalogue by /v1/changes, and the next release still
        /// tells what differs from the one before; what happened to a row in between is forgotten.
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
        Command::Serve { listen, rate_limit, client_header, index_file, releases, files, public_url, contact } => {
            let limit = inovasi::RateLimit { requests: NonZeroU32::new(rate_limit), client_header };
            let releases = store(releases.as_deref(), &url)?;
            let files = files.unwrap_or_else(|| beside(&url).join("files"));
            let settings =
                inovasi::Settings { limit, releases, files, public_url, contact, ..inovasi::Settings::default() };
            serve::serve(&url, listen, settings, index_file).await
        }
        Command::Import { path, report, index_file } => {
            commands::import(&url, &path, report.as_deref(), index_file).await
        }
        Command::Check { path, report } => commands::check(&path, report.as_deref()),
        Command::Release { version, releases, files } => {
            let files = files.unwrap_or_else(|| beside(&url).join("files"));
            commands::release(&url, &store(releases.as_deref(), &url)?, version.as_deref(), &files).await
        }
        Command::Export { path } => commands::export(&url, &path).await,
        Command::Compact { up_to } => commands::compact(&url, up_to).await,
        Command::Migrate => commands::migrate(&url).await,
        Command::Doctor => commands::doctor(&url).await,
        Command::Openapi => commands::print(inovasi::openapi_document()),
        Command::Sdl => commands::print(inovasi::sdl_document()),
        Command::Tables => commands::print(&inovasi::tables_document()?),
    }
}

/// Where releases are kept: where the user says, else in a folder beside an SQLite file, else in the data folder.
fn store(said: Option<&str>, url: &str) -> anyhow::Result<Store> {
    if let Some(address) = said {
        return Ok(Store::open(address)?);
    }
    Ok(Store::folder(&beside(url).join("releases")))
}

/// The folder of an SQLite file, else the user's data folder.
fn beside(url: &str) -> PathBuf {
    match inovasi_entity::sqlite_file(url) {
        Some(file) => Path::new(file).parent().map(Path::to_path_buf).unwrap_or_default(),
        None => data_folder(),
    }
}

/// The folder of the program's data in the user's home.
fn data_folder() -> PathBuf {
    let named = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let data = named("XDG_DATA_HOME").or_else(|| named("HOME").map(|home| home.join(".local/share")));
    data.unwrap_or_else(|| PathBuf::from(".")).join("inovasi")
}

/// The SQLite file of a user who named no database: in the data folder, made where it is missing.
fn default_database() -> anyhow::Result<String> {
    let folder = data_folder();
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    Ok(format!("sqlite://{}", folder.join("inovasi.db").display()))
}
