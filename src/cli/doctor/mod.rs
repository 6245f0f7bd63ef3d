//! `doctor`: looks at everything the program stands on and says, a line a check, that it is well, or what is wrong and what
//! to do. It changes no row; what it writes to try a folder it takes away again.
mod files;
mod office;
mod photos;

pub(super) use files::free_bytes;

use crate::config::{Config, ConfigError};
use anyhow::ensure;
use std::process::ExitCode;

/// What was found so far. A check gives what it saw, or what is wrong and what to do.
#[derive(Default)]
struct Report {
    wrong: usize,
}

impl Report {
    fn note(&mut self, what: &str, found: anyhow::Result<String>) {
        match found {
            Ok(seen) => println!("ok     {what}: {seen}"),
            Err(fault) => {
                self.wrong += 1;
                println!("WRONG  {what}: {fault:#}");
            }
        }
    }
}

/// What each setting allows, and all of them together do not.
fn settings(config: &Config) -> anyhow::Result<String> {
    ensure!(
        config.behind_proxy || !config.is_https(),
        "BAZARCHE_ORIGIN is https, so visitors come through a proxy, and all of them count as the one address of the proxy: \
         let it set X-Forwarded-For, and set BAZARCHE_BEHIND_PROXY=true"
    );
    Ok(format!("{} on {}", config.origin, config.listen))
}

/// Ends with 1 if anything is wrong.
pub(super) fn doctor(config: Result<Config, ConfigError>) -> ExitCode {
    let mut report = Report::default();
    match config {
        Ok(config) => {
            report.note("configuration", settings(&config));
            files::examine(&config, &mut report);
            office::examine(&config, &mut report);
            report.note("mail", crate::messages::mailer::reach(&config));
            report.note("SMS", crate::messages::gateway::reach(&config));
        }
        Err(error) => report.note("configuration", Err(error.into())),
    }
    match report.wrong {
        0 => {
            println!("everything is well");
            ExitCode::SUCCESS
        }
        wrong => {
            println!("{wrong} to be put right");
            ExitCode::FAILURE
        }
    }
}
