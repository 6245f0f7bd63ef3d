//! The last bytes of a backup that is not encrypted: the SHA-256 of all bytes before them. They stand in the comment with
//! which a zip may end, so that every byte of the file counts and other programs still open it.
use super::steady::Steady;
use crate::kernel::digest::hex;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

/// The length of a SHA-256 in hex.
const LENGTH: usize = 64;

/// The comment with which the archive must end; its last bytes are replaced by the digest.
pub(super) fn comment() -> String {
    format!("Backup of bazarche. SHA-256 of all bytes before this number: {}", "0".repeat(LENGTH))
}

/// A file whose last bytes are held back until its digest is known.
pub(in crate::cli) struct Sealing {
    file: BufWriter<Steady>,
    hash: Sha256,
    held: Vec<u8>,
}

impl Sealing {
    pub fn new(file: File) -> Sealing {
        Sealing { file: BufWriter::new(Steady::new(file)), hash: Sha256::new(), held: Vec::new() }
    }

    /// Writes the digest where the comment kept room for it, and sees to it that all of it is on the disk.
    pub fn finish(mut self) -> io::Result<()> {
        if self.held != "0".repeat(LENGTH).as_bytes() {
            return Err(io::Error::other("the archive does not end with its comment"));
        }
        self.file.write_all(hex(&self.hash.finalize()).as_bytes())?;
        self.file.into_inner().map_err(io::IntoInnerError::into_error)?.finish()
    }
}

impl Write for Sealing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        let (ready, _) = self.held.split_at(self.held.len().saturating_sub(LENGTH));
        self.hash.update(ready);
        self.file.write_all(ready)?;
        let written = ready.len();
        self.held.drain(..written);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Whether the file ends with the digest of all that stands before it; leaves the file at its beginning.
pub(super) fn is_whole(file: &mut BufReader<File>) -> io::Result<bool> {
    let length = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    let Some(sealed) = length.checked_sub(LENGTH as u64) else {
        return Ok(false);
    };
    let mut hash = Sha256::new();
    io::copy(&mut file.by_ref().take(sealed), &mut hash)?;
    let mut digest = Vec::new();
    file.read_to_end(&mut digest)?;
    file.rewind()?;
    Ok(digest == hex(&hash.finalize()).as_bytes())
}
