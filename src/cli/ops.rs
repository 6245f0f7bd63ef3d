//! `ops`: the files by which a machine starts the program and watches over it, so that one binary is all there is to install.
use clap::Subcommand;
use std::process::ExitCode;

#[derive(Subcommand)]
pub(super) enum File {
    /// The unit by which systemd runs `serve`: /etc/systemd/system/bazarche.service
    Unit,
    /// The alerts that Prometheus raises from what BAZARCHE_METRICS tells.
    Alerts,
}

const UNIT: &str = include_str!("ops/bazarche.service");
const ALERTS: &str = include_str!("ops/alerts.yml");

pub(super) fn print(file: &File) -> ExitCode {
    print!(
        "{}",
        match file {
            File::Unit => UNIT,
            File::Alerts => ALERTS,
        }
    );
    ExitCode::SUCCESS
}
