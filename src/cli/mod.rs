//! The commands: one file each. What a command needs of the outside world is given to it here.
mod allocate;
mod backup;
mod beginning;
mod copy;
mod demo;
mod doctor;
mod import;
mod jobs;
mod keys;
mod marker;
mod metrics;
mod ops;
mod restore;
mod serve;
mod verify;

use crate::config::{Config, SETTINGS};
use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// A marketplace and producer portal for households that were given the tools of a trade.
#[derive(Parser)]
#[command(name = "bazarche", version, after_long_help = settings_help())]
struct Arguments {
    /// TOML file with settings; the environment wins over it.
    #[arg(long, global = true, env = "BAZARCHE_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make an office with a believable year of invented people, and serve it on this machine.
    Demo(demo::DemoArguments),
    /// Serve the pages.
    Serve,
    /// Bring the database to the newest schema.
    Migrate,
    /// Bring in an office's list; without --commit it is only tried.
    Import {
        #[command(subcommand)]
        list: import::List,
    },
    /// Print the link by which the first administrator makes an account.
    Admin,
    /// Write the database and the photos of one moment to a file; the server may go on serving.
    Backup(backup::BackupArguments),
    /// Make the office of a backup in an empty place.
    Restore(restore::RestoreArguments),
    /// Move the office to another, empty database, on either engine, or its photos to another store, and prove that nothing
    /// changed.
    Copy(copy::CopyArguments),
    /// Assign the stalls of a market day from a file of cases, and say why anyone is refused.
    Allocate(allocate::AllocateArguments),
    /// Look at everything the program stands on, and say what is wrong and what to do.
    Doctor,
    /// See, repeat or drop work that was given up.
    Jobs {
        #[command(subcommand)]
        what: jobs::Jobs,
    },
    /// Look after the key file.
    Keys {
        #[command(subcommand)]
        what: KeysCommand,
    },
    /// Print a file by which the machine looks after the program.
    Ops {
        #[command(subcommand)]
        file: ops::File,
    },
    /// Replay the books from their first row and say what differs; nobody can write meanwhile.
    Verify(verify::VerifyArguments),
}

#[derive(Subcommand)]
enum KeysCommand {
    /// Add a new master key and wrap every data key by it; stop the server first.
    Rotate,
}

/// Runs the command named by `arguments`; the exit code is 0, 1 for something wrong in the data or the outside world, 2 for a command that cannot be understood.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let parsed = match Arguments::try_parse_from(arguments) {
        Ok(parsed) => parsed,
        Err(error) => error.exit(),
    };
    match act(parsed) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("bazarche: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn act(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let config = Config::read(arguments.config.as_deref(), |name| std::env::var(name).ok());
    if let Command::Doctor = arguments.command {
        return Ok(doctor::doctor(config));
    }
    if let Command::Ops { file } = arguments.command {
        return Ok(ops::print(&file));
    }
    if let Command::Allocate(asked) = &arguments.command {
        return allocate::allocate(asked);
    }
    let config = config?;
    match arguments.command {
        Command::Allocate(asked) => allocate::allocate(&asked),
        Command::Demo(demo) => demo::run(&demo, config),
        Command::Serve => serve::serve(config),
        Command::Migrate => serve::migrate(&config),
        Command::Admin => serve::admin(config),
        Command::Backup(asked) => backup::backup(&config, &asked),
        Command::Restore(asked) => restore::restore(&asked, config),
        Command::Doctor => Ok(doctor::doctor(Ok(config))),
        Command::Ops { file } => Ok(ops::print(&file)),
        Command::Copy(asked) => copy::copy(&asked),
        Command::Keys { what: KeysCommand::Rotate } => keys::rotate(config),
        Command::Jobs { what } => jobs::jobs(config, &what),
        Command::Verify(asked) => verify::verify(config, &asked),
        Command::Import { list: import::List::Grants(asked) } => import::grants(config, &asked),
    }
}

fn settings_help() -> String {
    let rows: Vec<String> = SETTINGS
        .iter()
        .map(|setting| format!("  {} ({})\n      {}", setting.variable, setting.key, setting.meaning))
        .collect();
    format!("Settings, from the environment or (in brackets) the TOML file:\n{}", rows.join("\n"))
}
