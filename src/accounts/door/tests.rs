//! Who comes in first, and who is sent away.
use super::{Door, Ticket, WAITING, Who};

/// Fills the queue of strangers with as many addresses of as many nets, each of which had so many turns before.
fn full(door: &Door, before: usize) -> Vec<Ticket> {
    let arrive = |number: usize| {
        for _ in 0..before {
            drop(door.arrive(Who::Stranger, &format!("10.{number}.0.1")).and_then(Ticket::wait));
        }
        door.arrive(Who::Stranger, &format!("10.{number}.0.1"))
    };
    (0..WAITING).filter_map(arrive).collect()
}

#[test]
fn whoever_had_the_fewest_turns_takes_the_place_of_whoever_had_most() {
    let door = Door::with(1);
    let mut crowd = full(&door, 3);
    assert_eq!(crowd.len(), WAITING);
    let honest = door.arrive(Who::Stranger, "192.0.2.1");
    assert!(honest.and_then(Ticket::wait).is_some_and(|turn| turn.is_new));
    assert!(crowd.pop().and_then(Ticket::wait).is_none(), "the last one was sent away");
}

#[test]
fn a_full_queue_of_strangers_sends_the_next_one_away_and_keeps_nobody_known() {
    let door = Door::with(1);
    let _crowd = full(&door, 0);
    assert!(door.arrive(Who::Stranger, "192.0.2.1").is_none());
    assert!(door.arrive(Who::Known, "phone").and_then(Ticket::wait).is_some());
}

#[test]
fn a_net_of_many_addresses_keeps_nobody_of_another_net_out() {
    let door = Door::with(1);
    for number in 0..30 {
        drop(door.arrive(Who::Stranger, &format!("2001:db8:1:{number:x}::/64")).and_then(Ticket::wait));
    }
    let _crowd: Vec<Ticket> =
        (30..60).filter_map(|number| door.arrive(Who::Stranger, &format!("2001:db8:1:{number:x}::/64"))).collect();
    let honest = door.arrive(Who::Stranger, "2001:db8:2:1::/64").and_then(Ticket::wait);
    assert!(honest.is_some_and(|turn| turn.is_new));
    let one_more = door.arrive(Who::Stranger, "2001:db8:1:ffff::/64");
    assert!(one_more.is_none_or(|ticket| ticket.wait().is_none_or(|turn| !turn.is_new)), "its net is known by now");
}

#[test]
fn whoever_is_sent_away_stands_no_worse_for_knocking() {
    let door = Door::with(1);
    let crowd = full(&door, 0);
    for _ in 0..30 {
        assert!(door.arrive(Who::Stranger, "192.0.2.1").is_none());
    }
    drop(crowd);
    assert!(door.arrive(Who::Stranger, "192.0.2.1").and_then(Ticket::wait).is_some_and(|turn| turn.is_new));
}

#[test]
fn many_tries_of_one_address_at_once_do_not_all_count_as_its_first() {
    let door = Door::with(1);
    let _crowd: Vec<Ticket> = (0..WAITING).filter_map(|_| door.arrive(Who::Stranger, "10.0.0.1")).collect();
    let honest = door.arrive(Who::Stranger, "192.0.2.1");
    assert!(honest.is_some(), "takes the place of the last of them");
}

#[test]
fn a_turn_that_ends_lets_the_next_one_in() {
    let door = Door::with(1);
    let first = door.arrive(Who::Stranger, "192.0.2.1").and_then(Ticket::wait);
    let second = door.arrive(Who::Stranger, "192.0.2.2");
    let waiting = std::thread::spawn(move || second.and_then(Ticket::wait).is_some());
    drop(first);
    assert!(waiting.join().unwrap());
}

#[test]
fn a_right_password_leaves_an_address_as_new_as_it_was() {
    let door = Door::with(1);
    for _ in 0..20 {
        let turn = door.arrive(Who::Stranger, "192.0.2.1").and_then(Ticket::wait);
        assert!(turn.inspect(super::Turn::was_right).is_some_and(|turn| turn.is_new));
    }
}
