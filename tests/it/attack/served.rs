//! The program as a process of its own on the database of a town, so that its memory and its time are its own. Another
//! binary than the debug build's is named by BAZARCHE_BIN; the scripts of tests/soak name a release build.
use crate::support::place;
use crate::support::process::{Process, free_port};
use crate::support::town::Town;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// What a process may hold at most, in KiB; a debug build holds 195 MiB at the worst of the lists.
pub const MOST_MEMORY: u64 = 256 * 1024;

/// Seconds that something may take: those that the soak asks of a release build, or many in a debug build on a busy machine.
pub fn bound(debug: u64) -> Duration {
    let asked = std::env::var("BAZARCHE_TEST_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(asked.unwrap_or(debug))
}

/// A command of the program with the town's database and keys.
pub fn command(town: &Town, arguments: &[&str]) -> Command {
    place::give_keys(town.app.folder());
    let usual = env!("CARGO_BIN_EXE_bazarche").to_owned();
    let mut command = Command::new(std::env::var("BAZARCHE_BIN").unwrap_or(usual));
    command.args(arguments).env("DATABASE_URL", town.app.database()).env("BAZARCHE_DATA", town.app.folder());
    // The story of a stumble that is caught is told out of the debug build's symbols, which take more memory than all else.
    command.env("RUST_BACKTRACE", "0");
    command
}

pub fn serve(town: &Town, settings: &[(&str, &str)]) -> Process {
    let port = free_port();
    let mut command = command(town, &["serve"]);
    command.env("BAZARCHE_LISTEN", format!("127.0.0.1:{port}")).env("BAZARCHE_LOG", "off");
    command.envs(settings.iter().copied()).stderr(Stdio::null());
    Process::start(command, port)
}

/// The most memory that a process has held so far, in KiB.
pub fn peak(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Runs a command to its end; gives what it said, how long it took and the most memory it held.
pub fn measured(mut command: Command) -> (Output, Duration, u64) {
    let begun = Instant::now();
    let mut child: Child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    let watched = child.id();
    let watcher = std::thread::spawn(move || {
        let mut most = 0;
        while let Some(now) = peak(watched) {
            most = most.max(now);
            std::thread::sleep(Duration::from_millis(2));
        }
        most
    });
    let stdout = child.stdout.take().expect("a pipe");
    let said = std::thread::spawn(move || std::io::read_to_string(stdout).unwrap_or_default());
    let stderr = std::io::read_to_string(child.stderr.take().expect("a pipe")).unwrap_or_default();
    let status = child.wait().expect("it ends");
    let took = begun.elapsed();
    let stdout = said.join().expect("it was read").into_bytes();
    (Output { status, stdout, stderr: stderr.into_bytes() }, took, watcher.join().expect("it watched"))
}
