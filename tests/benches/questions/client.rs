//! A connection that asks and reads answers of a known length: all that HTTP/1.1 on loopback needs.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One request.
#[derive(Debug, Clone)]
pub(crate) enum Request {
    Get(String),
    /// Path and JSON body.
    Post(&'static str, String),
}

impl Request {
    fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Get(path) => format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n").into_bytes(),
            Self::Post(path, body) => {
                let length = body.len();
                let headers = format!("content-type: application/json\r\ncontent-length: {length}\r\n");
                format!("POST {path} HTTP/1.1\r\nhost: localhost\r\n{headers}\r\n{body}").into_bytes()
            }
        }
    }
}

/// A connection that is kept.
pub(crate) struct Connection {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Connection {
    pub(crate) async fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, read: Vec::with_capacity(1 << 16) }
    }

    /// The body of an answer, which must be a right one.
    pub(crate) async fn ask(&mut self, request: &Request) -> &[u8] {
        self.stream.write_all(&request.bytes()).await.unwrap();
        self.read.clear();
        let head = loop {
            let read = self.stream.read_buf(&mut self.read).await.unwrap();
            assert!(read > 0, "the connection was closed: {request:?}");
            if let Some(end) = self.read.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
                break end + 4;
            }
        };
        let text = std::str::from_utf8(&self.read[..head]).unwrap();
        let is_right = text.starts_with("HTTP/1.1 200");
        let length: usize = text
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
            .map(|(_, length)| length.parse().unwrap())
            .expect("an answer of a known length");
        while self.read.len() < head + length {
            let read = self.stream.read_buf(&mut self.read).await.unwrap();
            assert!(read > 0, "the connection was closed: {request:?}");
        }
        assert!(is_right, "{request:?}: {}", String::from_utf8_lossy(&self.read));
        &self.read[head..]
    }

    /// The same as JSON.
    pub(crate) async fn json(&mut self, request: &Request) -> serde_json::Value {
        serde_json::from_slice(self.ask(request).await).unwrap()
    }
}
