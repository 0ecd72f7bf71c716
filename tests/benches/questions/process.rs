//! The processes that this one starts, itself in other roles. They end when their standard input does.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long the writing of an index may take.
const LONGEST_WRITE: Duration = Duration::from_secs(300);

/// A server, ended when dropped.
pub(crate) struct Server {
    process: Child,
    pub(crate) address: SocketAddr,
    /// From the start of its work to the moment at which it could answer.
    pub(crate) ready: Duration,
}

impl Server {
    /// The service; its index is kept in a file.
    pub(crate) fn ours(url: &str, index: &Path) -> Self {
        Self::start(itself().arg("--ours").arg(url).arg(index))
    }

    /// How long it took to be ready; ends it, once the index that it made is kept.
    pub(crate) fn built(self, index: &Path) -> Duration {
        let asked = Instant::now();
        while !index.exists() {
            assert!(asked.elapsed() < LONGEST_WRITE, "{} was not written", index.display());
            std::thread::sleep(Duration::from_millis(100));
        }
        self.ready
    }

    /// Processor time that it used so far.
    pub(crate) fn used(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id())).unwrap_or_default();
        // After the name, which may hold anything: state, then numbers; the 12th and 13th are hundredths of a second.
        let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace();
        let hundredths: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
        Duration::from_millis(hundredths * 10)
    }

    /// The plain server.
    pub(crate) fn plain(url: &str) -> Self {
        Self::start(itself().arg("--plain").arg(url))
    }

    fn start(command: &mut Command) -> Self {
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let (address, ready) = line.trim().split_once(' ').expect("the server says where it is, and how long it took");
        let ready = Duration::from_secs_f64(ready.parse().unwrap());
        Self { process, address: address.parse().unwrap(), ready }
    }

    /// Most memory that it ever held, in MiB.
    pub(crate) fn most_memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
        kib.unwrap_or_default() / 1024.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// Fills a database; tells whether it had to.
pub(crate) fn fill(url: &str, size: usize) -> bool {
    let output = itself().arg("--fill").arg(url).arg(size.to_string()).stderr(Stdio::inherit()).output().unwrap();
    assert!(output.status.success(), "the catalogue was not made");
    output.stdout.starts_with(b"made")
}

fn itself() -> Command {
    Command::new(std::env::current_exe().unwrap())
}

/// Says where a server is and how long it took to be ready; then waits until the process that started it is gone.
pub(crate) async fn tell(address: SocketAddr, ready: Duration) {
    println!("{address} {}", ready.as_secs_f64());
    let ended = tokio::task::spawn_blocking(|| std::io::stdin().read_line(&mut String::new()));
    ended.await.unwrap().ok();
}
