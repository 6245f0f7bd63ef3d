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

/// Sends bytes and reads the answer: as long as it says it is, or until the server closes. The server may answer and read no
/// more while the rest is still being sent, so that is done apart.
///
/// # Errors
/// When no whole answer comes for as long as patience lasts.
pub fn send(to: SocketAddr, bytes: &[u8], is_whole: bool) -> Result<Answer, String> {
    let begun = Instant::now();
    let stream = TcpStream::connect_timeout(&to, PATIENCE).map_err(|error| format!("no connection: {error}"))?;
    stream.set_read_timeout(Some(PATIENCE)).and_then(|()| stream.set_write_timeout(Some(PATIENCE))).expect("timeouts");
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let sent = (&stream).write_all(bytes);
            if !is_whole && sent.is_ok() {
                let _ = stream.shutdown(Shutdown::Write);
            }
        });
        let read = read_answer(&stream);
        let _ = stream.shutdown(Shutdown::Both);
        Ok(answer(&read?, begun.elapsed()))
    })
}

fn read_answer(mut stream: &TcpStream) -> Result<Vec<u8>, String> {
    let (mut read, mut piece) = (Vec::new(), [0; 16 * 1024]);
    loop {
        match stream.read(&mut piece) {
            Ok(0) => return Ok(read),
            Ok(count) => read.extend(&piece[..count]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                return Err(format!("it hangs after {} bytes", read.len()));
            }
            Err(_) => return Ok(read),
        }
        // “Go on” comes before the answer where it was asked for.
        if read.starts_with(b"HTTP/1.1 100") {
            let end = head_end(&read).map_or(read.len(), |at| at + 4);
            read.drain(..end);
        }
        if head_end(&read).is_some_and(|end| length(&read[..end]).is_some_and(|length| read.len() >= end + 4 + length))
        {
            return Ok(read);
        }
    }
}

fn head_end(read: &[u8]) -> Option<usize> {
    read.windows(4).position(|four| four == b"\r\n\r\n")
}

/// The length of the body as the head tells it.
fn length(head: &[u8]) -> Option<usize> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    head.split("\ncontent-length: ").nth(1)?.lines().next()?.trim().parse().ok()
}

fn answer(read: &[u8], took: Duration) -> Answer {
    let end = head_end(read).unwrap_or(read.len());
    let head = String::from_utf8_lossy(&read[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    let body = read.get(end + 4..).unwrap_or_default().to_vec();
    Answer { status, head, body, took }
}
