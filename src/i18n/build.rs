//! Before compiling: the `.ftl` texts become one function a message (a message that one language lacks gets none, so its
//! use does not compile), and the files of `static/` become lists that are compiled in.
use fluent_typed::{BuildOptions, FtlOutputOptions, LintLevel, build_from_locales_folder};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let Ok(out) = std::env::var("OUT_DIR") else {
        return ExitCode::FAILURE;
    };
    if let Err(error) = list_files(Path::new(&out)) {
        println!("cargo::error=static files: {error}");
        return ExitCode::FAILURE;
    }
    println!("cargo::rerun-if-changed=migrations");
    build_from_locales_folder(
        BuildOptions::default()
            .with_locales_folder("src/i18n/locales")
            .with_output_file_path(&format!("{out}/texts.rs"))
            .with_ftl_output(FtlOutputOptions::single_file(&format!("{out}/texts.ftl")))
            .with_default_language("en")
            .with_prefix("")
            .with_lint_level(LintLevel::Strict)
            .without_bidi_isolation()
            .without_format(),
    )
}

fn list_files(out: &Path) -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=static");
    let root = std::env::current_dir()?.join("static");
    let mut code = String::new();
    for (list, folders) in
        [("SERVED", &["app", "art", "css", "font", "js"][..]), ("ICONS", &["icon"]), ("GOODS", &["goods"])]
    {
        let mut files = Vec::new();
        for folder in folders {
            collect(&root.join(folder), &mut files)?;
        }
        files.sort();
        let _ = writeln!(code, "pub(crate) static {list}: &[(&str, &[u8])] = &[");
        for file in files {
            let name = file.strip_prefix(&root).unwrap_or(&file).display();
            let _ = writeln!(code, "({:?}, include_bytes!({:?})),", name.to_string(), file.display().to_string());
        }
        code.push_str("];\n");
    }
    std::fs::write(out.join("files.rs"), code)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
