//! The program as a process of its own, for what only a process can meet: signals, a full disk, another one beside it.
use super::Client;
use std::net::TcpListener;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// How long a process may take until it serves; longer than it ever should.
const PATIENCE: Duration = Duration::from_secs(60);

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port()
}

/// A process that serves; it is killed when it is dropped.
pub struct Process {
    pub port: u16,
    child: Child,
}

impl Process {
    /// Starts a command that serves on a port, and waits until it is ready.
    pub fn start(mut command: Command, port: u16) -> Process {
        let begun = Instant::now();
        let child = command.stdout(Stdio::null()).spawn().expect("it runs");
        let process = Process { port, child };
        let mut client = process.client();
        while begun.elapsed() < PATIENCE {
            if client.try_get("/readyz").is_ok_and(|page| page.status == 200) {
                return process;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("it does not serve");
    }

    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn client(&self) -> Client {
        Client::new(&self.origin())
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL: the program gets no word in.
    pub fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }

    /// SIGTERM: the program is asked to stop.
    pub fn ask_to_stop(&self) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().expect("kill runs").success());
    }

    /// How it ended, once it has.
    pub fn end(&mut self) -> ExitStatus {
        self.child.wait().expect("it ends")
    }

    /// From now on no file can grow beyond so many bytes, as on a full disk; nothing lifts the limit.
    pub fn limit_files(&self, bytes: Option<u64>) {
        let pid = self.child.id().to_string();
        let limit = bytes.map_or_else(|| "unlimited".to_owned(), |bytes| bytes.to_string());
        let set = Command::new("prlimit").args(["--pid", &pid, &format!("--fsize={limit}:unlimited")]).status();
        assert!(set.expect("prlimit runs").success());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
