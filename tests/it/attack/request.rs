//! One request of the attack, made of a seed and a number: the same two make the same request.
use super::Attack;
use super::actors::Actor;
use super::envelope::{self, Envelope};
use super::forms::Form;
use super::values::{self, SEGMENTS};
use bazarche::app::Method;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

/// What is sent, and what the answer has to be.
pub struct Request {
    pub bytes: Vec<u8>,
    /// Whether all that was promised is sent; otherwise the sender stops there.
    pub is_whole: bool,
    /// Whether it comes from another site's page, so that it must be refused.
    pub is_foreign: bool,
    pub route: String,
}

/// Routes that end the sender's session; they are tried by somebody else.
const ENDING: &[&str] = &["/sign-out", "/account/sessions", "/account/password"];

pub fn request(attack: &Attack, actor: &Actor, number: u64) -> Request {
    let mut rng = StdRng::seed_from_u64(attack.seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    if rng.random_ratio(4, 100) {
        return envelope::raw(&mut rng, &attack.host());
    }
    let (method, pattern) = match actor.doors.choose(&mut rng) {
        Some(door) if rng.random_ratio(3, 5) => *door,
        _ => *attack.routes.choose(&mut rng).expect("a route"),
    };
    let mut target = path(attack, actor, pattern, &mut rng);
    if rng.random_ratio(1, 4) {
        target = format!("/en{target}");
    }
    if method == Method::Get || rng.random_ratio(1, 10) {
        target.push_str(&query(attack, actor, &mut rng));
    }
    let mut envelope = Envelope::new(if method == Method::Get { "GET" } else { "POST" }, target);
    envelope.cookie = if actor.cookie.is_empty() || !ENDING.contains(&pattern) {
        actor.cookie.clone()
    } else {
        attack.leaving.choose(&mut rng).cloned().unwrap_or_default()
    };
    if method == Method::Post || rng.random_ratio(1, 30) {
        let (form, fields) = fields(attack, actor, pattern, &mut rng);
        envelope.fill(form.is_some_and(|form| form.is_multipart), fields, &attack.files, &mut rng);
    }
    envelope.bend(&attack.host(), &mut rng);
    envelope.seal(&attack.host(), format!("{method:?} {pattern}"))
}

/// A path of the route: one's own, another's, or one that nobody has.
fn path(attack: &Attack, actor: &Actor, pattern: &str, rng: &mut StdRng) -> String {
    let world = &attack.world;
    let own = if actor.is_elsewhere { [&world.elsewhere, &world.own] } else { [&world.own, &world.elsewhere] };
    let side = match rng.random_range(0..10) {
        0..7 => own[0],
        7 => own[1],
        8 => &world.others,
        _ => return bent(attack, pattern, rng),
    };
    world.path(pattern, side).unwrap_or_else(|| bent(attack, pattern, rng))
}

fn bent(attack: &Attack, pattern: &str, rng: &mut StdRng) -> String {
    let parts: Vec<String> = pattern
        .split('/')
        .map(|part| match part.starts_with('{') {
            true if rng.random_ratio(1, 2) => attack.ids.choose(rng).cloned().unwrap_or_default(),
            true => (*SEGMENTS.choose(rng).expect("a part")).to_owned(),
            false => part.to_owned(),
        })
        .collect();
    let mut path = parts.join("/");
    if rng.random_ratio(1, 8) {
        path = format!("{path}/{}", SEGMENTS.choose(rng).expect("a part"));
    }
    path
}

fn query(attack: &Attack, actor: &Actor, rng: &mut StdRng) -> String {
    let names: Vec<&String> = actor.found.queries.iter().collect();
    let mut pairs: Vec<(String, String)> = Vec::new();
    for _ in 0..rng.random_range(0..4) {
        let name = names.choose(rng).map_or_else(|| "q".to_owned(), |name| (*name).clone());
        let value = value(attack, &name, &[], rng);
        pairs.push((name, value.chars().take(600).collect()));
    }
    match serde_urlencoded::to_string(&pairs) {
        Ok(query) if !query.is_empty() => {
            format!("?{query}{}", if rng.random_ratio(1, 20) { "&%zz=%ff&&=" } else { "" })
        }
        _ => String::new(),
    }
}

/// The fields of a form of this route, some of them as the page has them.
fn fields<'a>(
    attack: &'a Attack,
    actor: &'a Actor,
    pattern: &str,
    rng: &mut StdRng,
) -> (Option<&'a Form>, Vec<(String, String)>) {
    let own = actor.found.forms.get(pattern).or_else(|| attack.forms.get(pattern));
    let form = own.and_then(|forms| forms.choose(rng));
    let harm: u32 = *[0, 5, 15, 30, 60].choose(rng).expect("a share");
    let mut sent = Vec::new();
    for field in form.iter().flat_map(|form| &form.fields).filter(|field| !field.is_file) {
        if rng.random_ratio(harm, 600) {
            continue;
        }
        let mut one = || {
            let first = field.values.first().cloned().unwrap_or_default();
            if rng.random_ratio(harm, 100) {
                value(attack, &field.name, &field.values, rng)
            } else if first.is_empty() || field.values.len() > 1 && rng.random_ratio(1, 2) {
                let other = field.values.choose(rng).filter(|value| !value.is_empty()).cloned();
                other.unwrap_or_else(|| values::plausible(&field.name, rng.random()))
            } else {
                first
            }
        };
        let value = one();
        sent.push((field.name.clone(), value));
        if rng.random_ratio(harm, 800) {
            sent.push((field.name.clone(), value_of(attack, rng)));
        }
    }
    if rng.random_ratio(1, 12) {
        for _ in 0..rng.random_range(1..8) {
            let column = attack.columns.choose(rng).cloned().unwrap_or_default();
            sent.push((column, value_of(attack, rng)));
        }
    }
    (form, sent)
}

fn value_of(attack: &Attack, rng: &mut StdRng) -> String {
    match rng.random_range(0..3) {
        0 => attack.ids.choose(rng).cloned().unwrap_or_default(),
        _ => attack.nasty.choose(rng).cloned().unwrap_or_default(),
    }
}

fn value(attack: &Attack, name: &str, offered: &[String], rng: &mut StdRng) -> String {
    match rng.random_range(0..12) {
        0 | 1 => attack.ids.choose(rng).cloned().unwrap_or_default(),
        2 => offered.choose(rng).map(|value| format!("{value}0")).unwrap_or_default(),
        3 => values::plausible(name, rng.random()),
        4 => {
            let two = [attack.nasty.choose(rng), attack.nasty.choose(rng)];
            two.into_iter().flatten().cloned().collect::<Vec<_>>().concat()
        }
        _ => attack.nasty.choose(rng).cloned().unwrap_or_default(),
    }
}
