//! Before compiling: the `.ftl` texts become one function a message (a message that one language lacks gets none, so its
//! use does not compile), and the files of `static/` become lists that are compiled in. A message of two or more values
//! takes them by name, because their order is that of one language's sentence.
use fluent_typed::{BuildOptions, FtlOutputOptions, LintLevel, build_from_locales_folder};
use std::collections::BTreeSet;
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
    let built = build_from_locales_folder(
        BuildOptions::default()
            .with_locales_folder("src/i18n/locales")
            .with_output_file_path(&format!("{out}/texts.rs"))
            .with_ftl_output(FtlOutputOptions::single_file(&format!("{out}/texts.ftl")))
            .with_default_language("en")
            .with_prefix("")
            .with_lint_level(LintLevel::Strict)
            .without_bidi_isolation()
            .without_format(),
    );
    if let Err(error) = name_values(&Path::new(&out).join("texts.rs")) {
        println!("cargo::error=texts by name: {error}");
        return ExitCode::FAILURE;
    }
    built
}

/// Turns `fn f<…>(&self, site: F0, day: F1)` into `fn f<…>(&self, values: named::DaySite<F1, F0>)`, so that no caller can
/// swap two values. The struct is called after its fields in the order of the alphabet.
fn name_values(texts: &Path) -> std::io::Result<()> {
    const START: &str = "(&self, ";
    let mut code = String::new();
    let mut structs = BTreeSet::new();
    for line in std::fs::read_to_string(texts)?.lines() {
        let values = line.trim_start().strip_prefix("pub fn ").and_then(|rest| rest.split_once(START));
        let values = values.and_then(|(_, rest)| rest.split_once(')')).map_or("", |(values, _)| values);
        let mut values: Vec<(&str, &str)> = values.split(", ").filter_map(|value| value.split_once(": ")).collect();
        if values.len() < 2 {
            let _ = writeln!(code, "{line}");
            continue;
        }
        values.sort_unstable();
        let names: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
        let types: Vec<&str> = values.iter().map(|(_, shape)| *shape).collect();
        let called: String = names.iter().map(|name| camel(name)).collect();
        let (head, rest) = line.split_once(START).unwrap_or((line, ""));
        let tail = rest.split_once(')').map_or("", |(_, tail)| tail);
        let _ = writeln!(code, "{head}{START}values: named::{called}<{}>){tail}", types.join(", "));
        let _ = writeln!(code, "        let named::{called} {{ {} }} = values;", names.join(", "));
        structs.insert((called, names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()));
    }
    code.push_str("/// The values of messages that take more than one.\npub(crate) mod named {\n");
    for (called, names) in structs {
        let types: Vec<String> = (0..names.len()).map(|at| format!("T{at}")).collect();
        let fields: Vec<String> = names.iter().zip(&types).map(|(name, t)| format!("pub(crate) {name}: {t}")).collect();
        let _ = writeln!(code, "    pub(crate) struct {called}<{}> {{ {} }}", types.join(", "), fields.join(", "));
    }
    code.push_str("}\n");
    std::fs::write(texts, code)
}

fn camel(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
        })
        .collect()
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
