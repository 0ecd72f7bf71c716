//! Files over a real socket: a failure half-way breaks the connection, and a client that leaves stops the work.

use std::time::{Duration, Instant};

use inovasi::{RateLimit, Settings};
use inovasi_export::Patience;
use inovasi_schema::Catalogue;
use inovasi_tests::generator::{Size, generate};
use sea_orm::{ConnectionTrait, Database, DbBackend};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

use crate::database::{Fresh, each};

/// Enough rows that no buffer on the way holds a file of them.
const INNOVATIONS: usize = 30_000;

/// A list that is far longer than what buffers hold.
const LONG: &str = "/v1/innovations?format=ndjson";

/// Longest time that anything here may take.
const PATIENCE: Duration = Duration::from_secs(60);

async fn large(name: &str) -> Vec<Fresh> {
    let package = inovasi::bundled_package().unwrap();
    let all = each(name).await;
    for database in &all {
        generate(&database.connection, &package, Size::of(INNOVATIONS)).await.unwrap();
    }
    all
}

/// The service over a database, on a socket of its own.
async fn served(database: &Fresh) -> std::net::SocketAddr {
    served_with(database, Patience::default()).await
}

/// The same with a patience of its own.
async fn served_with(database: &Fresh, patience: Patience) -> std::net::SocketAddr {
    let files = database.folder.path().join("files");
    let settings = Settings { files, patience, ..RateLimit::default().into() };
    let router = inovasi::router(Catalogue::open(&database.url).await.unwrap(), settings).unwrap();
    // What is sent and not yet taken waits here. Left alone it grows until it holds a whole Parquet file, whose place is
    // then rightly free while its client has hardly begun to read.
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_send_buffer_size(64 * 1024).unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(64).unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

/// Asks over a socket that takes little at once.
async fn ask(address: std::net::SocketAddr, uri: &str) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let mut stream = socket.connect(address).await.unwrap();
    let request = format!("GET {uri} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    stream
}

/// The first bytes of an answer: its head, and some of its body.
async fn first_bytes(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    while String::from_utf8_lossy(&bytes).split_once("\r\n\r\n").is_none_or(|(_, body)| body.len() <= 100) {
        let mut some = [0; 1024];
        let read = stream.read(&mut some).await.unwrap();
        bytes.extend_from_slice(&some[..read]);
        if read == 0 {
            break;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Status and head of a short answer.
async fn status(address: std::net::SocketAddr, uri: &str) -> (u16, String) {
    let mut stream = ask(address, uri).await;
    let text = first_bytes(&mut stream).await;
    (text.split(' ').nth(1).unwrap().parse().unwrap(), text.to_ascii_lowercase())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_half_way_breaks_the_connection() {
    for database in large("forms_fail").await {
        let address = served(&database).await;
        for form in ["csv", "ndjson"] {
            let mut stream = ask(address, &format!("/v1/innovations?format={form}")).await;
            let head = first_bytes(&mut stream).await;
            assert!(head.starts_with("HTTP/1.1 200") && head.to_lowercase().contains("transfer-encoding: chunked"));
            end(&database).await;
            let mut rest = Vec::new();
            let ended = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut rest)).await.expect("it ends by itself");
            let rest = String::from_utf8_lossy(&rest);
            assert!(!rest.ends_with("0\r\n\r\n"), "{form}: a clean end, {ended:?}");
            // Nothing but rows: the last line may be cut, and no word of the failure stands in it.
            for word in ["problem", "error", "could not", "unavailable", "terminat", "database", "malformed"] {
                let tail = rest.get(rest.len().saturating_sub(3000)..).unwrap_or(&rest);
                assert!(!tail.to_lowercase().contains(word), "{form}: {word} in {tail}");
            }
            if database.connection.get_database_backend() == DbBackend::Sqlite {
                break;
            }
        }
    }
}

/// Ends a database while it is read: PostgreSQL ends the sessions of others, of SQLite the file is emptied.
async fn end(database: &Fresh) {
    match database.connection.get_database_backend() {
        DbBackend::Postgres => {
            let (server, name) = database.url.rsplit_once('/').unwrap();
            let admin = Database::connect(format!("{server}/postgres")).await.unwrap();
            let sql = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
            admin.execute_unprepared(&sql).await.unwrap();
        }
        _ => {
            let file = database.url.strip_prefix("sqlite://").unwrap();
            for file in [file.to_owned(), format!("{file}-wal")] {
                if let Ok(file) = std::fs::OpenOptions::new().write(true).open(file) {
                    file.set_len(0).unwrap();
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_that_are_slow_lose_their_places() {
    for database in large("forms_slow").await {
        // Every piece is taken well within a second, and all of them too slowly.
        let patience = Patience { longest: Duration::from_secs(1), least: 256 << 20 };
        let address = served_with(&database, patience).await;
        assert_eq!(status(address, "/v1/innovations?limit=1").await.0, 200);
        let mut clients = Vec::new();
        for _ in 0..8 {
            let mut client = ask(address, LONG).await;
            assert!(first_bytes(&mut client).await.starts_with("HTTP/1.1 200"));
            clients.push(tokio::spawn(async move {
                let (mut all, mut some) = (Vec::new(), [0; 2048]);
                while let Ok(read @ 1..) = client.read(&mut some).await {
                    all.extend_from_slice(&some[..read]);
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
                all
            }));
        }
        let begun = Instant::now();
        while status(address, LONG).await.0 != 200 {
            assert!(begun.elapsed() < Duration::from_secs(20), "slow clients keep their places");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        eprintln!("a place was free after {:?}", begun.elapsed());
        for client in clients {
            let all = tokio::time::timeout(PATIENCE, client).await.expect("it ends by itself").unwrap();
            assert!(!all.ends_with(b"0\r\n\r\n"), "a clean end of a file that was not sent whole");
        }
        // Who takes what is there is not held up by how long it takes to make.
        let mut client = ask(address, "/v1/agencies?format=xlsx").await;
        let mut all = Vec::new();
        client.read_to_end(&mut all).await.unwrap();
        assert!(all.ends_with(b"0\r\n\r\n"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_that_leave_give_their_places_back() {
    for database in large("forms_leave").await {
        let address = served(&database).await;
        assert_eq!(status(address, "/v1/innovations?limit=1").await.0, 200);
        // A workbook sends nothing before its rows are at their end, yet its client may leave as well.
        for uri in [LONG, "/v1/innovations?format=csv", "/v1/innovations?format=parquet", "/v1/innovations?format=xlsx"]
        {
            let mut clients = Vec::new();
            while clients.len() < 8 {
                let mut client = ask(address, uri).await;
                let mut some = [0; 12];
                client.read_exact(&mut some).await.unwrap();
                if &some == b"HTTP/1.1 200" {
                    clients.push(client);
                } else {
                    // The last one of the form before has just left.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
            let (ninth, head) = status(address, LONG).await;
            assert_eq!(ninth, 503, "{uri}: {head}");
            assert!(head.contains("retry-after:") && head.contains("application/problem+json"), "{head}");
            // Pages do not wait for files.
            assert_eq!(status(address, "/v1/innovations?limit=1").await.0, 200);
            drop(clients);
            let left = Instant::now();
            loop {
                let (now, head) = status(address, LONG).await;
                if now == 200 {
                    break;
                }
                assert!(left.elapsed() < Duration::from_secs(15), "{uri}: {head}");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            eprintln!("{uri}: a place was free {:?} after they left", left.elapsed());
        }
    }
}
