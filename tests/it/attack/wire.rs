//! Requests as bytes on a socket: also those that no browser and no library would send.
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// How long an answer may take on a busy machine before it counts as hanging.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// What came back; status 0 when the server closed the connection without a word.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
    pub took: Duration,
}

/// Sends bytes and reads until the server closes; the request has to ask for that.
///
/// # Errors
/// When nothing comes, or the connection stays open, for as long as patience lasts.
pub fn send(to: SocketAddr, bytes: &[u8], is_whole: bool) -> Result<Answer, String> {
    let begun = Instant::now();
    let mut stream = TcpStream::connect_timeout(&to, PATIENCE).map_err(|error| format!("no connection: {error}"))?;
    stream.set_read_timeout(Some(PATIENCE)).and_then(|()| stream.set_write_timeout(Some(PATIENCE))).expect("timeouts");
    // A server that has heard enough answers and closes while the rest is still being sent.
    let _ = stream.write_all(bytes);
    if !is_whole {
        let _ = stream.shutdown(Shutdown::Write);
    }
    let mut read = Vec::new();
    if let Err(error) = stream.read_to_end(&mut read)
        && matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
    {
        return Err(format!("it hangs after {} bytes", read.len()));
    }
    // “Go on” comes before the answer where it was asked for.
    while read.starts_with(b"HTTP/1.1 100") {
        let end = read.windows(4).position(|four| four == b"\r\n\r\n").map_or(read.len(), |at| at + 4);
        read.drain(..end);
    }
    let end = read.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(read.len());
    let head = String::from_utf8_lossy(&read[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    let body = read.get(end + 4..).unwrap_or_default().to_vec();
    Ok(Answer { status, head, body, took: begun.elapsed() })
}
