//! The file around the archive: as it is, or encrypted by age for its recipients.
use super::seal::{self, Sealing};
use super::steady::Steady;
use age::stream::{StreamReader, StreamWriter};
use age::x25519;
use age::{DecryptError, Decryptor, Encryptor, Identity, IdentityFile};
use anyhow::{Context, anyhow, bail};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// For whom a backup is encrypted. With the recipients goes a key that lives only as long as the command, by which the
/// file is read back; without recipients nothing is encrypted.
pub(super) struct Lock {
    recipients: Vec<x25519::Recipient>,
    passing: Option<x25519::Identity>,
}

impl Lock {
    /// # Errors
    /// When one is not an age recipient.
    pub fn for_recipients(written: &[String]) -> anyhow::Result<Lock> {
        let parse = |text: &String| {
            text.parse::<x25519::Recipient>()
                .map_err(|reason| anyhow!("--recipient {text}: {reason}; age-keygen prints one that begins with age1"))
        };
        let mut recipients = written.iter().map(parse).collect::<anyhow::Result<Vec<_>>>()?;
        let passing = (!recipients.is_empty()).then(x25519::Identity::generate);
        recipients.extend(passing.as_ref().map(x25519::Identity::to_public));
        Ok(Lock { recipients, passing })
    }

    pub fn is_locked(&self) -> bool {
        self.passing.is_some()
    }

    /// What opens the file while the command runs.
    pub fn identities(&self) -> Vec<&dyn Identity> {
        self.passing.iter().map(|identity| identity as &dyn Identity).collect()
    }
}

/// Reads the file of keys that age-keygen writes.
///
/// # Errors
/// When it cannot be read or is no such file.
pub(in crate::cli) fn read_identities(path: &Path) -> anyhow::Result<Vec<Box<dyn Identity + Send + Sync>>> {
    let read = File::open(path).and_then(|file| IdentityFile::from_buffer(BufReader::new(file)));
    let found = read.with_context(|| format!("--identity {}", path.display()))?;
    Ok(found.into_identities()?)
}

/// A backup that is being written.
pub(super) enum Outward {
    Plain(Sealing),
    Locked(Box<StreamWriter<BufWriter<Steady>>>),
}

impl Outward {
    pub fn new(file: File, lock: &Lock) -> anyhow::Result<Outward> {
        if !lock.is_locked() {
            return Ok(Outward::Plain(Sealing::new(file)));
        }
        let encryptor = Encryptor::with_recipients(lock.recipients.iter().map(|recipient| recipient as _))?;
        Ok(Outward::Locked(Box::new(encryptor.wrap_output(BufWriter::new(Steady::new(file)))?)))
    }

    /// Writes the rest and sees to it that all of it is on the disk.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Outward::Plain(file) => file.finish(),
            Outward::Locked(stream) => stream.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.finish(),
        }
    }
}

impl Write for Outward {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Outward::Plain(file) => file.write(bytes),
            Outward::Locked(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Outward::Plain(file) => file.flush(),
            Outward::Locked(stream) => stream.flush(),
        }
    }
}

/// A backup that is being read.
pub(in crate::cli) enum Inward {
    Plain { file: BufReader<File>, is_whole: bool },
    Locked(Box<StreamReader<BufReader<File>>>),
}

const AGE: &[u8] = b"age-encryption.org/";

impl Inward {
    /// # Errors
    /// When the file cannot be read, or is encrypted and none of the keys opens it.
    pub fn open(path: &Path, identities: &[&dyn Identity]) -> anyhow::Result<Inward> {
        let mut file = File::open(path).with_context(|| path.display().to_string())?;
        let mut head = Vec::new();
        (&mut file).take(AGE.len() as u64).read_to_end(&mut head)?;
        file.rewind()?;
        let mut file = BufReader::new(file);
        if head != AGE {
            let is_whole = seal::is_whole(&mut file)?;
            return Ok(Inward::Plain { file, is_whole });
        }
        if identities.is_empty() {
            bail!("{} is encrypted; give the file of the key that opens it with --identity", path.display());
        }
        let opened = Decryptor::new_buffered(file).and_then(|lock| lock.decrypt(identities.iter().copied()));
        match opened {
            Ok(stream) => Ok(Inward::Locked(Box::new(stream))),
            Err(DecryptError::NoMatchingKeys) => bail!("no key of --identity opens {}", path.display()),
            Err(error) => Err(error).with_context(|| format!("{} is damaged at its beginning", path.display())),
        }
    }

    /// Whether no byte of the file was changed; of what is encrypted none is read that was.
    pub fn is_whole(&self) -> bool {
        match self {
            Inward::Plain { is_whole, .. } => *is_whole,
            Inward::Locked(_) => true,
        }
    }
}

impl Read for Inward {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Inward::Plain { file, .. } => file.read(into),
            Inward::Locked(stream) => stream.read(into),
        }
    }
}

impl Seek for Inward {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Inward::Plain { file, .. } => file.seek(to),
            Inward::Locked(stream) => stream.seek(to),
        }
    }
}
