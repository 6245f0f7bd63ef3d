//! An S3 server on this machine, from npm's registry: a bucket for the photos of one test.
use super::app::fresh_folder;
use super::process::free_port;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The key that the server knows.
pub const SECRET: &str = "S3RVER";
const PATIENCE: Duration = Duration::from_secs(60);

/// A server with one bucket; it ends, and what it kept goes, when it is dropped.
pub struct Bucket {
    pub folder: PathBuf,
    port: u16,
    server: Option<Child>,
}

impl Bucket {
    /// Starts a server, or says what is missing: `tests/run` installs it, and then it may not be missing.
    pub fn start() -> Option<Bucket> {
        if !program().is_file() {
            let remedy = "npm ci --prefix tests/store installs the S3 server";
            assert!(std::env::var_os("BAZARCHE_TEST_STORE").is_none(), "{remedy}");
            println!("not tested: {remedy}");
            return None;
        }
        let mut bucket = Bucket { folder: fresh_folder(), port: free_port(), server: None };
        bucket.come_back();
        Some(bucket)
    }

    /// Serves what the bucket held before.
    pub fn come_back(&mut self) {
        let mut command = Command::new("node");
        command.arg(program()).arg("-d").arg(self.folder.join("store"));
        command.args(["-a", "127.0.0.1", "-s", "--no-vhost-buckets", "--configure-bucket", "photos"]);
        let child = command.args(["-p", &self.port.to_string()]).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        self.server = Some(child.expect("node runs"));
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(begun.elapsed() < PATIENCE, "the S3 server does not answer");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The server ends; the bucket stays.
    pub fn go(&mut self) {
        if let Some(mut server) = self.server.take() {
            server.kill().expect("killed");
            server.wait().expect("gone");
        }
    }

    /// A settings file that names the bucket, with something in it replaced.
    pub fn file(&self, name: &str, (from, to): (&str, &str)) -> String {
        let text = format!(
            "endpoint = \"http://127.0.0.1:{}\"\nbucket = \"photos\"\nprefix = \"office\"\nkey_id = \"S3RVER\"\ntimeout = 5\n",
            self.port
        );
        let file = self.folder.join(format!("{name}.toml"));
        std::fs::write(&file, text.replace(from, to)).expect("written");
        format!("file:{}", file.display())
    }

    /// The settings of an office that keeps its photos in the bucket.
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        vec![("BAZARCHE_PHOTOS", self.file("office", ("", ""))), ("BAZARCHE_PHOTOS_SECRET", SECRET.to_owned())]
    }
}

impl Drop for Bucket {
    fn drop(&mut self) {
        self.go();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn program() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/store/node_modules/s3rver/bin/s3rver.js")
}
