//! How long answers take tells nothing. Requests to two things go out in pairs, the first of each pair by chance; were the two
//! alike, each would be the slower one in half of the pairs.
use super::alike::Face;
use super::office::Office;
use crate::support::Client;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::time::{Duration, Instant};

/// Pairs of requests: a thousand requests in all.
const PAIRS: usize = 500;
/// Standard deviations from half; alike things come so far in one of ten thousand runs.
const LIMIT: f64 = 3.9;
/// A difference of the things themselves shows in every series; what else the machine does, in one.
const SERIES: usize = 3;

/// How far from half is the number of pairs in which the first was slower, in standard deviations. Pairs without a difference
/// say nothing.
fn sign(pairs: &[(Duration, Duration)]) -> f64 {
    let count = |slower: fn(&&(Duration, Duration)) -> bool| pairs.iter().filter(slower).count() as f64;
    let (first, second) = (count(|(a, b)| a > b), count(|(a, b)| a < b));
    if first + second == 0.0 { 0.0 } else { (first - second) / (first + second).sqrt() }
}

/// How long the answer takes; asked for again where a kept connection was closed meanwhile.
fn timed(client: &mut Client, path: &str) -> Duration {
    loop {
        let began = Instant::now();
        if let Ok(page) = client.try_get(path) {
            let took = began.elapsed();
            assert!(matches!(page.status, 200 | 404), "{path}: {}", page.status);
            return took;
        }
    }
}

/// The times of pairs of requests, in each the one to the first path and the one to the second.
fn measured(client: &mut Client, paths: &[[String; 2]]) -> Vec<(Duration, Duration)> {
    let mut chance = StdRng::seed_from_u64(1405);
    for [one, two] in paths {
        timed(client, one);
        timed(client, two);
    }
    (0..PAIRS)
        .map(|pair| {
            let [one, two] = &paths[pair % paths.len()];
            if chance.random_bool(0.5) {
                let first = timed(client, one);
                (first, timed(client, two))
            } else {
                let second = timed(client, two);
                (timed(client, one), second)
            }
        })
        .collect()
}

#[test]
fn a_thousand_requests_do_not_tell_a_supported_shop_from_another_by_the_time() {
    let mut office = Office::open();
    let [supported, other] = Face::of_both(&mut office);
    let mut visitor = office.town.app.client();
    let both = |start: &str, of: fn(&Face) -> &String| [&supported, &other].map(|face| format!("{start}{}", of(face)));
    let paths = [both("/s/", |face| &face.shop), both("/p/", |face| &face.good)];
    let far: Vec<f64> = (0..SERIES).map(|_| sign(&measured(&mut visitor, &paths))).collect();
    let always = |side: f64| far.iter().all(|one| one * side > LIMIT);
    assert!(!always(1.0) && !always(-1.0), "{far:?} standard deviations apart");
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

#[test]
fn a_household_of_others_is_missed_as_soon_as_one_that_is_not_there() {
    let mut office = Office::open();
    let mut elsewhere = office.elsewhere();
    let paths = [[office.home.path(), "/casework/households/1234567890123456789".to_owned()]];
    let (there, nowhere): (Vec<_>, Vec<_>) = measured(&mut elsewhere, &paths).into_iter().unzip();
    let ratio = median(there).as_secs_f64() / median(nowhere).as_secs_f64();
    assert!((0.8..1.25).contains(&ratio), "one takes {ratio} times as long as the other");
}

/// Invented times of about a millisecond that scatter by a third and sometimes much more; the first of each pair takes
/// `more` times as long.
fn invented(seed: u64, more: f64) -> Vec<(Duration, Duration)> {
    let mut chance = StdRng::seed_from_u64(seed);
    let mut one = || {
        let usual = 900.0 + 300.0 * chance.random::<f64>() + 300.0 * chance.random::<f64>();
        if chance.random_bool(0.05) { usual * 8.0 } else { usual }
    };
    (0..PAIRS).map(|_| (Duration::from_secs_f64(one() * more / 1e6), Duration::from_secs_f64(one() / 1e6))).collect()
}

#[test]
fn times_that_differ_by_a_fifth_are_told_apart_and_equal_ones_are_not() {
    for seed in 0..200 {
        let (same, slower) = (sign(&invented(seed, 1.0)), sign(&invented(seed, 1.2)));
        assert!(same.abs() < LIMIT, "seed {seed}: {same}");
        assert!(slower > LIMIT, "seed {seed}: {slower}");
        assert!(sign(&invented(seed, 1.0 / 1.2)) < -LIMIT);
    }
}
