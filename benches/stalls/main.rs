//! Measures the assignment of stalls as anyone runs it: `bazarche allocate` on crowded random markets, one process each,
//! reading and writing included. `cargo bench --bench stalls` prints a table for `benches/README.md`; it fails on nothing.
mod markets;

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What one run took.
struct Taken {
    wall: Duration,
    /// Processor time, user and system, in hundredths of a second at best.
    processor: Duration,
    peak_kib: u64,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::temp_dir().join(format!("bazarche-bench-stalls-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    println!("| markets of | stalls | vendors | markets | median ms | p99 ms | most ms | CPU ms each | most MiB |");
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (stalls, vendors, markets) in
        [(20, 25, 100), (80, 100, 100), (260, 300, 100), (500, 580, 20), (1000, 1150, 10), (2000, 2300, 5)]
    {
        measure(&folder, ("every kind", markets::market), (stalls, vendors, markets))?;
    }
    for (stalls, vendors, markets) in [(260, 300, 100), (1000, 1150, 5), (2000, 2300, 3)] {
        measure(&folder, ("short rows, many wishes", markets::wishful_market), (stalls, vendors, markets))?;
    }
    fs::remove_dir_all(&folder)?;
    Ok(())
}

/// Makes a market of this size from a seed.
type Make = fn(u64, usize, usize) -> serde_json::Value;

fn measure(
    folder: &std::path::Path,
    (kind, make): (&str, Make),
    (stalls, vendors, markets): (usize, usize, u64),
) -> Result<(), Box<dyn std::error::Error>> {
    let file = folder.join("market.json");
    let mut taken = Vec::new();
    for seed in 0..markets {
        fs::write(&file, make(seed, stalls, vendors).to_string())?;
        taken.push(run(&file)?);
    }
    print(kind, (stalls, vendors), taken);
    Ok(())
}

fn run(file: &std::path::Path) -> Result<Taken, Box<dyn std::error::Error>> {
    let began = Instant::now();
    let output = Command::new("/usr/bin/time")
        .args(["-f", "%U %S %M", env!("CARGO_BIN_EXE_bazarche"), "allocate"])
        .arg(file)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .output()?;
    let wall = began.elapsed();
    let said = String::from_utf8(output.stderr)?;
    // What the program itself says stands before the figures.
    let mut figures = said.lines().last().unwrap_or_default().split_whitespace();
    let mut next = || figures.next().ok_or("time prints three figures");
    let processor = next()?.parse::<f64>()? + next()?.parse::<f64>()?;
    Ok(Taken { wall, processor: Duration::from_secs_f64(processor), peak_kib: next()?.parse()? })
}

fn print(kind: &str, (stalls, vendors): (usize, usize), mut taken: Vec<Taken>) {
    taken.sort_by_key(|one| one.wall);
    let ms = |one: Option<&Taken>| one.map_or(0.0, |one| one.wall.as_secs_f64() * 1000.0);
    let at = |share: usize| ms(taken.get((taken.len() * share / 100).min(taken.len() - 1)));
    let processor: Duration = taken.iter().map(|one| one.processor).sum();
    println!(
        "| {kind} | {stalls} | {vendors} | {} | {:.0} | {:.0} | {:.0} | {:.0} | {} |",
        taken.len(),
        at(50),
        at(99),
        ms(taken.last()),
        processor.as_secs_f64() * 1000.0 / taken.len() as f64,
        taken.iter().map(|one| one.peak_kib).max().unwrap_or(0) / 1024,
    );
}
