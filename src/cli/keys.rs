//! The key file: the master key that wraps every data key, and the key of the blind indexes. Made once, at the first start.
use super::marker::{absent, flush_folder_of};
use super::restore::refuse_unfinished;
use super::serve;
use crate::config::Config;
use crate::db::vault;
use crate::kernel::digest::hex;
use crate::kernel::secret::{Keys, SecretKey};
use anyhow::{Context, bail, ensure};
use rand::TryRngCore;
use rand::rngs::OsRng;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, fchown};
use std::path::Path;
use std::process::ExitCode;

/// Makes the key file of an office that is being begun, unless it is there already.
///
/// # Errors
/// When it cannot be written.
pub(super) fn make_if_missing(path: &Path) -> anyhow::Result<()> {
    if path.exists() {
        return Ok(());
    }
    make(path).with_context(|| format!("BAZARCHE_KEY_FILE: the key file {} cannot be made", path.display()))
}

/// Reads the key file of an office.
///
/// # Errors
/// When it is missing, others may read it, or it is not a key file.
pub(super) fn read(path: &Path) -> anyhow::Result<Keys> {
    refuse_missing(path)?;
    parse(path).with_context(|| format!("BAZARCHE_KEY_FILE: the key file {}", path.display()))
}

fn refuse_missing(path: &Path) -> anyhow::Result<()> {
    ensure!(
        path.exists(),
        "BAZARCHE_KEY_FILE: the key file {} is missing, but there is a database: put the file back from its copy",
        path.display()
    );
    Ok(())
}

fn make(path: &Path) -> anyhow::Result<()> {
    let (mut master, mut index) = ([0_u8; 32], [0_u8; 32]);
    OsRng.try_fill_bytes(&mut master)?;
    OsRng.try_fill_bytes(&mut index)?;
    let new = path.with_extension("new");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&new)?;
    write!(
        file,
        "# Keep a copy of this file elsewhere: without it no sealed field opens.\nmaster-1 = {}\nindex = {}\n",
        hex(&master),
        hex(&index)
    )?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    flush_folder_of(path)
}

/// Says that a process uses the key file, for as long as what is given is kept: nobody rotates the keys meanwhile, because
/// that process would not know the new one.
///
/// # Errors
/// When there is no key file, or it cannot be opened.
pub(super) fn in_use(path: &Path) -> anyhow::Result<File> {
    loop {
        let file = open(path)?;
        file.lock_shared().with_context(|| path.display().to_string())?;
        if is_still(&file, path)? {
            return Ok(file);
        }
    }
}

/// The key file, for who is the only one to use it.
fn alone(path: &Path) -> anyhow::Result<File> {
    let file = open(path)?;
    match file.try_lock() {
        Ok(()) if is_still(&file, path)? => Ok(file),
        Ok(()) | Err(TryLockError::WouldBlock) => bail!(
            "another bazarche uses {}; stop the server (on every machine that serves this office) and wait for other \
             commands, then rotate the keys",
            path.display()
        ),
        Err(TryLockError::Error(error)) => Err(error).with_context(|| path.display().to_string()),
    }
}

fn open(path: &Path) -> anyhow::Result<File> {
    refuse_missing(path)?;
    File::open(path).with_context(|| format!("BAZARCHE_KEY_FILE: the key file {}", path.display()))
}

/// Whether a file that was opened is the one of that name: rotating puts another in its place.
fn is_still(file: &File, path: &Path) -> anyhow::Result<bool> {
    let (opened, named) = (file.metadata()?, fs::metadata(path)?);
    Ok((opened.dev(), opened.ino()) == (named.dev(), named.ino()))
}

/// `keys rotate`: a new master key wraps every data key from now on. The older ones stay in the file, because copies of
/// the database made before still need them. A server that runs does not know the new key, so it must be stopped first, and
/// nothing is added before the database was opened with the keys there are.
pub(super) fn rotate(config: Config) -> anyhow::Result<ExitCode> {
    refuse_unfinished(&config.data)?;
    serve::refuse_no_database(&config)?;
    let path = config.key_file.clone();
    let _alone = alone(&path)?;
    serve::make_ready(&config)?;
    let foreign = serve::with_keys(config.clone())?.pool().read_now(vault::versions_that_do_not_open)?;
    ensure!(foreign.is_empty(), "{} is not the key file of this database", path.display());
    let version = add_master(&path).with_context(|| format!("BAZARCHE_KEY_FILE: the key file {}", path.display()))?;
    println!("{} has a new master key, master-{version}; copy the file to where its copy is kept", path.display());
    let program = serve::with_keys(config)?;
    let mut keys = 0;
    loop {
        match program.pool().change_now(vault::rewrap_some)? {
            0 => break,
            some => keys += some,
        }
    }
    println!("{keys} data keys are wrapped by it");
    Ok(ExitCode::SUCCESS)
}

/// Adds a master key with the next number. The file is replaced whole, so that it is never half written, by one of the same
/// owner and rights: the server's, though the command may be run by root.
fn add_master(path: &Path) -> anyhow::Result<i32> {
    let version = parse(path)?.master_version().checked_add(1).context("no number is left for a new master key")?;
    let mut master = [0_u8; 32];
    OsRng.try_fill_bytes(&mut master)?;
    let text = format!("{}master-{version} = {}\n", fs::read_to_string(path)?, hex(&master));
    let path = &fs::canonicalize(path)?;
    let (old, new) = (fs::metadata(path)?, path.with_extension("new"));
    absent(fs::remove_file(&new))?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&new)?;
    file.write_all(text.as_bytes())?;
    let made = file.metadata()?;
    if (made.uid(), made.gid()) != (old.uid(), old.gid()) {
        fchown(&file, Some(old.uid()), Some(old.gid())).context("its owner cannot be kept")?;
    }
    file.set_permissions(old.permissions())?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    flush_folder_of(path)?;
    Ok(version)
}

fn parse(path: &Path) -> anyhow::Result<Keys> {
    let mode = fs::metadata(path)?.mode();
    ensure!(mode & 0o077 == 0, "others may read it: chmod 600");
    let text = fs::read_to_string(path)?;
    let mut masters = Vec::new();
    let mut index = None;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (name, value) = line.split_once('=').context("a line is not NAME = KEY")?;
        let key = SecretKey::parse(value.trim().as_bytes())?;
        match name.trim().strip_prefix("master-") {
            Some(version) => masters.push((version.parse::<i32>().context("master-N needs a number")?, key)),
            None if name.trim() == "index" => index = Some(key),
            None => anyhow::bail!("there is no key of the name {}", name.trim()),
        }
    }
    masters.sort_by_key(|(version, _)| *version);
    let (version, current) = masters.pop().context("it has no master key")?;
    let keys = Keys::new(version, current, index.context("it has no index key")?)?;
    Ok(masters.into_iter().fold(keys, |keys, (version, key)| keys.with_older(version, key)))
}

#[cfg(test)]
mod tests {
    use super::{add_master, make, read};
    use crate::kernel::ids::KeyId;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_new_key_file_can_be_read_by_its_owner_only_and_reads_back() {
        let folder = std::env::temp_dir().join(format!("bazarche-keys-{}", std::process::id()));
        let path = folder.join("a.key");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        make(&path).expect("made");
        assert_eq!(read(&path).expect("read").master_version(), 1);

        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).expect("chmod");
        let refusal = format!("{:#}", read(&path).expect_err("world-readable"));
        assert!(refusal.contains("chmod 600"), "{refusal}");

        let missing = format!("{:#}", read(&folder.join("b.key")).expect_err("missing"));
        assert!(missing.contains("put the file back"), "{missing}");
        std::fs::write(folder.join("c.key"), "no key").expect("written");
        std::fs::set_permissions(folder.join("c.key"), std::fs::Permissions::from_mode(0o600)).expect("chmod");
        let no_key = format!("{:#}", read(&folder.join("c.key")).expect_err("no key"));
        assert!(no_key.starts_with("BAZARCHE_KEY_FILE: "), "{no_key}");
        std::fs::remove_dir_all(&folder).expect("cleaned");
    }

    #[test]
    fn an_added_master_key_is_the_one_in_use_and_the_older_one_still_opens() {
        let folder = std::env::temp_dir().join(format!("bazarche-keys-added-{}", std::process::id()));
        let path = folder.join("a.key");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        make(&path).expect("made");
        let (_, wrapped) = read(&path).expect("read").new_data_key(KeyId(5)).expect("a data key");

        assert_eq!(add_master(&path).expect("added"), 2);
        let both = read(&path).expect("read");
        assert_eq!(both.master_version(), 2);
        assert!(both.data_key(KeyId(5), &wrapped).is_ok());
        let _ = std::fs::remove_dir_all(&folder);
    }
}
