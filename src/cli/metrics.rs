//! What Prometheus is told, on an address that visitors do not reach: what was counted while serving, and how the database,
//! its work, the disk and the backups are just now.
use super::backup::last_backup;
use super::doctor::free_bytes;
use crate::app::Bazarche;
use crate::db::health;
use actix_web::dev::{Server, ServerHandle};
use actix_web::rt::spawn;
use actix_web::{App, HttpResponse, HttpServer, web};
use anyhow::Context;
use prometheus::{IntGauge, IntGaugeVec, Opts, Registry, TextEncoder};
use std::net::SocketAddr;

/// Begins to answer Prometheus; what is given back ends it.
///
/// # Errors
/// When the address is taken.
pub(super) fn serve(program: &Bazarche, address: SocketAddr) -> anyhow::Result<ServerHandle> {
    let program = program.clone();
    let app = move || App::new().app_data(web::Data::new(program.clone())).route("/metrics", web::get().to(answer));
    let server: Server = HttpServer::new(app)
        .workers(1)
        .disable_signals()
        .bind(address)
        .with_context(|| format!("BAZARCHE_METRICS: cannot listen on {address}"))?
        .run();
    let handle = server.handle();
    spawn(server);
    Ok(handle)
}

async fn answer(program: web::Data<Bazarche>) -> HttpResponse {
    match text(&program).await {
        Ok(text) => HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(text),
        Err(error) => HttpResponse::InternalServerError().body(format!("{error:#}\n")),
    }
}

async fn text(program: &Bazarche) -> anyhow::Result<String> {
    let now = Now::look(program).await;
    Ok(program.meters().text()? + &now.text()?)
}

/// How things are at one moment. What cannot be found out is left out, and an alert can be raised on its absence.
struct Now {
    is_reached: bool,
    late_seconds: Option<i64>,
    failed: Option<i64>,
    free_bytes: Option<i64>,
    backup_seconds: Option<i64>,
    resident_bytes: Option<i64>,
}

impl Now {
    async fn look(program: &Bazarche) -> Now {
        let work = program
            .pool()
            .read(|db| {
                let now = db.now.at;
                let stuck = health::stuck(db.conn, now)?;
                Ok((stuck.waits_since.map_or(0, |since| (now - since).num_seconds()), stuck.failed))
            })
            .await
            .ok();
        let data = &program.config().data;
        let at = program.pool().clock().now().at;
        Now {
            is_reached: work.is_some(),
            late_seconds: work.map(|work| work.0),
            failed: work.map(|work| work.1),
            free_bytes: free_bytes(data).ok().and_then(|free| i64::try_from(free).ok()),
            backup_seconds: last_backup(data).map(|made| (at - made).num_seconds()),
            resident_bytes: resident_bytes(),
        }
    }

    fn text(&self) -> prometheus::Result<String> {
        let registry = Registry::new();
        let gauges = [
            ("bazarche_database_up", "1 when the database answers.", Some(i64::from(self.is_reached))),
            (
                "bazarche_work_late_seconds",
                "How long the job that is due longest waits past its time.",
                self.late_seconds,
            ),
            ("bazarche_work_failed", "Jobs that were given up.", self.failed),
            ("bazarche_disk_free_bytes", "Room on the disk of the data folder.", self.free_bytes),
            ("bazarche_backup_age_seconds", "Time since the last backup.", self.backup_seconds),
            ("bazarche_resident_bytes", "Memory in use.", self.resident_bytes),
        ];
        for (name, help, value) in gauges {
            let Some(value) = value else { continue };
            let gauge = IntGauge::new(name, help)?;
            gauge.set(value);
            registry.register(Box::new(gauge))?;
        }
        let build = IntGaugeVec::new(Opts::new("bazarche_build_info", "1, with the version."), &["version"])?;
        build.with_label_values(&[env!("CARGO_PKG_VERSION")]).set(1);
        registry.register(Box::new(build))?;
        TextEncoder::new().encode_to_string(&registry.gather())
    }
}

/// What this process holds in memory; nothing where the system does not tell.
fn resident_bytes() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: i64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
