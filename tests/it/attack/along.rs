//! Every form that makes something, sent with the names of every column of every table along with its own fields: nothing of
//! it may arrive in a column.
use super::actors::actors;
use super::forms::pattern_of;
use super::rows;
use crate::access::World;
use crate::support::App;
use crate::support::town::Town;
use bazarche::app::{self, Method};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A number, and a text, that nothing else in the database is.
const MARK: &str = "9187654321987";

#[test]
fn a_column_that_the_form_does_not_ask_for_is_not_filled_by_sending_its_name() {
    let mut world = World::of(Town::open());
    let columns = rows::columns(world.town.app.database());
    let mut asked: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    for (pattern, forms) in actors(&mut world).into_iter().flat_map(|actor| actor.found.forms) {
        let names = forms.into_iter().flat_map(|form| form.fields).map(|field| field.name);
        asked.entry(pattern).or_default().extend(names);
    }
    let anywhere: BTreeSet<String> = asked.values().flatten().cloned().collect();
    let routes = app::routes();
    let mut app = App::start();
    app.along = Some(Arc::new(move |path: &str| {
        let of_form = pattern_of(&routes, Method::Post, path).and_then(|pattern| asked.get(pattern));
        let names = columns.iter().filter(|name| !of_form.unwrap_or(&anywhere).contains(*name));
        names.map(|name| (name.clone(), MARK.to_owned())).collect()
    }));
    let world = World::of(Town::of(app));
    let marked: Vec<(String, String)> = rows::read(world.town.app.database())
        .into_iter()
        .flat_map(|(table, lines)| lines.into_keys().map(move |line| (table.clone(), line)))
        .filter(|(_, line)| line.contains(MARK))
        .collect();
    assert_eq!(marked, []);
}
