//! Secrets that stand in files of their own.
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// The secret in a file that is for its owner only, without the line end.
pub(super) fn secret_of(file: &Path) -> Result<String, String> {
    let said = |reason: String| format!("secret_file: {}: {reason}", file.display());
    let found = std::fs::metadata(file).map_err(|error| said(error.to_string()))?;
    if found.permissions().mode() & 0o077 != 0 {
        return Err(said("others can read it; let only its owner (chmod 600)".to_owned()));
    }
    let text = std::fs::read_to_string(file).map_err(|error| said(error.to_string()))?;
    Ok(text.trim().to_owned())
}
