//! How an e-mail leaves: SMTP, a folder of files, memory, or not at all. Built on lettre.
use super::state::{Trouble, Unsent};
use crate::config::{Config, Mail};
use crate::kernel::digest::hex;
use anyhow::Context;
use lettre::message::Mailbox;
use lettre::{Message, SmtpTransport, Transport};
use rand::TryRngCore;
use rand::rngs::OsRng;
use std::fs::{DirBuilder, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How long a mail server may be silent; other work waits meanwhile.
const PATIENCE: Duration = Duration::from_secs(10);

/// An e-mail with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email {
    pub to: String,
    pub subject: String,
    pub text: String,
}

/// Sends e-mail the configured way.
#[derive(Clone)]
pub struct Mailer {
    way: Way,
    from: String,
}

#[derive(Clone)]
enum Way {
    None,
    Memory(Arc<Mutex<Vec<Email>>>),
    Folder(PathBuf),
    Smtp(Box<SmtpTransport>),
}

impl Mailer {
    /// # Errors
    /// When the SMTP address cannot be understood or the folder cannot be made.
    pub fn new(config: &Config) -> anyhow::Result<Mailer> {
        let way = match &config.mail {
            Mail::None => Way::None,
            Mail::Memory => Way::Memory(Arc::default()),
            Mail::Folder(folder) => {
                make_folder(folder).context("BAZARCHE_MAIL: the folder cannot be made")?;
                Way::Folder(folder.clone())
            }
            Mail::Smtp(url) => {
                let server = SmtpTransport::from_url(url).context("BAZARCHE_MAIL: not an SMTP address")?;
                Way::Smtp(Box::new(server.timeout(Some(PATIENCE)).build()))
            }
        };
        let from = if config.mail_from.is_empty() { "bazarche@localhost" } else { &config.mail_from };
        from.parse::<Mailbox>().context("BAZARCHE_MAIL_FROM: not an e-mail address")?;
        Ok(Mailer { way, from: from.to_owned() })
    }

    /// What was sent so far, by a mailer that keeps it in memory.
    pub fn sent(&self) -> Vec<Email> {
        match &self.way {
            Way::Memory(sent) => sent.lock().map(|sent| sent.clone()).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// # Errors
    /// When the e-mail could not be handed over.
    pub(crate) fn send(&self, email: &Email) -> Result<(), Unsent> {
        if let Way::Memory(sent) = &self.way {
            let mut sent = sent.lock().map_err(|_| Unsent::new(Trouble::Unreachable, "the memory is poisoned"))?;
            sent.push(email.clone());
            return Ok(());
        }
        let message = self.written(email).map_err(|error| Unsent::new(Trouble::Refused, format!("{error:#}")))?;
        match &self.way {
            Way::Smtp(smtp) => smtp.send(&message).map(drop).map_err(|error| refused(&error, &email.to)),
            Way::Folder(folder) => put_in(folder, &message.formatted())
                .map_err(|error| Unsent::new(Trouble::Unreachable, format!("{error:#}"))),
            Way::None | Way::Memory(_) => {
                Err(Unsent::new(Trouble::NoWay, "no way to send e-mail is set (BAZARCHE_MAIL)"))
            }
        }
    }

    fn written(&self, email: &Email) -> anyhow::Result<Message> {
        Ok(Message::builder()
            .from(self.from.parse()?)
            .to(email.to.parse().context("the address")?)
            .subject(&email.subject)
            .body(email.text.clone())?)
    }
}

/// Why a mail server did not take an e-mail.
fn refused(error: &lettre::transport::smtp::Error, address: &str) -> Unsent {
    let trouble = match error {
        error if error.is_permanent() || error.is_transient() => Trouble::Refused,
        error if error.is_timeout() => Trouble::Slow,
        _ => Trouble::Unreachable,
    };
    Unsent::new(trouble, nameless(&error.to_string(), address))
}

/// What a mail server said, without the address that it speaks of: it is kept with the job.
fn nameless(said: &str, address: &str) -> String {
    let mailbox = address.split('@').next().filter(|mailbox| mailbox.len() > 2).unwrap_or(address);
    said.to_lowercase().replace(address, "…").replace(mailbox, "…")
}

/// Makes the folder of letters for the program's own account only: a letter may hold the way to a new password.
fn make_folder(folder: &Path) -> std::io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Writes a letter to a file of its own, which nobody else can read.
fn put_in(folder: &Path, letter: &[u8]) -> anyhow::Result<()> {
    let mut name = [0_u8; 16];
    OsRng.try_fill_bytes(&mut name)?;
    let path = folder.join(format!("{}.eml", hex(&name)));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(letter)?;
    Ok(())
}

/// Whether e-mail could leave now, in words: the mail server answers, or the folder can be written to. Nothing is sent.
///
/// # Errors
/// When it could not.
pub(crate) fn reach(config: &Config) -> anyhow::Result<String> {
    Mailer::new(config)?;
    match &config.mail {
        Mail::None => {
            Ok("none is sent (BAZARCHE_MAIL is none); people find their messages when they sign in".to_owned())
        }
        Mail::Memory => Ok("kept in memory".to_owned()),
        Mail::Folder(folder) => {
            let trial = folder.join(".doctor");
            std::fs::write(&trial, "")
                .and_then(|()| std::fs::remove_file(&trial))
                .with_context(|| format!("BAZARCHE_MAIL: nothing can be written to {}", folder.display()))?;
            Ok(format!("written to {}", folder.display()))
        }
        Mail::Smtp(url) => {
            let server = SmtpTransport::from_url(url).context("BAZARCHE_MAIL: not an SMTP address")?;
            let answers = server.timeout(Some(PATIENCE)).build().test_connection();
            let answers = answers
                .context("BAZARCHE_MAIL: the mail server does not let us in; check host, port, name and password")?;
            anyhow::ensure!(answers, "BAZARCHE_MAIL: the mail server hung up; try again later or ask who runs it");
            Ok("the mail server answers".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Email, Mailer, nameless};
    use crate::config::Config;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_letter_in_a_folder_is_read_by_nobody_else() {
        let folder = std::env::temp_dir().join(format!("bazarche-mail-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let way = format!("file:{}", folder.display());
        let config = Config::read(None, |name| (name == "BAZARCHE_MAIL").then(|| way.clone())).expect("settings");
        let email = Email { to: "a@mail.example".into(), subject: "رمز تازه".into(), text: "link".into() };
        Mailer::new(&config).expect("a mailer").send(&email).expect("sent");
        let mode = |path: &std::path::Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
        let letters: Vec<_> =
            std::fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("a letter").path()).collect();
        assert_eq!((mode(&folder), letters.iter().map(|path| mode(path)).collect::<Vec<_>>()), (0o700, vec![0o600]));
        std::fs::remove_dir_all(&folder).expect("cleaned");
    }

    #[test]
    fn what_a_mail_server_refuses_is_kept_without_the_address() {
        let said = "permanent error (550): <Maryam@Example.org>: no mailbox maryam here";
        assert_eq!(nameless(said, "maryam@example.org"), "permanent error (550): <…>: no mailbox … here");
    }
}
