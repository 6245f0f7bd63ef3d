//! The year, day by day: machines arrive, shops open, things are made and sold, markets are held, months are closed.
use super::families::{Album, Family, open_shop};
use super::market::{self, Market};
use super::moves::moves;
use super::office::Office;
use super::paperwork::{close_months, look_after, requests, support};
use super::selling::work;
use super::stage::Stage;
use super::tomorrow;
use super::{ahead, orders, weekly, weighed};
use crate::kernel::calendar::Weekday;
use chrono::{Days, NaiveDate};

/// How many weeks before the last day the market opens, and how many it is announced beyond it.
const SEASON_WEEKS: u64 = 22;
const ANNOUNCED_WEEKS: u64 = 3;

pub(super) fn live(
    stage: &mut Stage,
    office: &Office,
    mut market: Market,
    families: &mut [Family],
) -> anyhow::Result<()> {
    let mut album = Album::default();
    let mut waiting = None;
    for number in 10..=stage.length() {
        let day = stage.day(number);
        morning(stage, &mut market, families, day)?;
        for family in families.iter_mut() {
            support(stage, office, family, number)?;
            if number == family.starts + 3 {
                stage.at(day, 9 * 60 + 30);
                open_shop(stage, &mut album, family)?;
            }
        }
        moves(stage, number, families, &mut waiting)?;
        look_after(stage, number, families)?;
        requests(stage, office, families, number)?;
        if Weekday::of(day) != Weekday::Friday {
            work(stage, day, families)?;
        }
        evening(stage, &market, day, families)?;
        close_months(stage, office, number)?;
    }
    tomorrow::see_tomorrow(stage, &market, families)?;
    orders::wait(stage, families)?;
    ahead::plan(stage, families)?;
    weighed::bake(stage, &mut album, families)?;
    weekly::ask(stage, families)
}

/// The market's morning: the season's days are announced, and those who have a stall come, or do not.
fn morning(stage: &mut Stage, market: &mut Market, families: &[Family], day: NaiveDate) -> anyhow::Result<()> {
    let season = SEASON_WEEKS.min(stage.length() / 14);
    if Some(day) == stage.last_day.checked_sub_days(Days::new(7 * season)) {
        stage.at(day, 8 * 60);
        let coming = (5..12).filter_map(|ahead| day.checked_add_days(Days::new(ahead)));
        let thursday = coming.into_iter().find(|day| Weekday::of(*day) == Weekday::Thursday);
        market::open_days(stage, market, thursday.unwrap_or(day), season + ANNOUNCED_WEEKS)?;
        market::give_own_stalls(stage, market, families)?;
    }
    if day == stage.last_day {
        stage.at(day, 8 * 60 + 30);
        tomorrow::open_tomorrow(stage, market, families)?;
    }
    if let Some(today) = market.day_in(day, 0) {
        stage.at(day, 9 * 60);
        let absent: Vec<bool> = (0..36).map(|_| stage.happens(6)).collect();
        market::check_in(stage, market, today, &absent)?;
    }
    Ok(())
}

/// The market's evening: requests three days ahead, the stalls of the day after. When the story ends, the requests for the
/// next market day are in, and wait.
fn evening(stage: &mut Stage, market: &Market, day: NaiveDate, families: &[Family]) -> anyhow::Result<()> {
    let early = (4..=9).find_map(|ahead| market.day_in(day, ahead)).filter(|_| day == stage.last_day);
    stage.at(day, 18 * 60);
    for asked in market.day_in(day, 3).into_iter().chain(early) {
        for family in families.iter().filter(|family| !family.goods.is_empty()) {
            if stage.happens(70) {
                stage.act(|db| market::ask(db, market, (family, asked)))?;
            }
        }
    }
    if day == stage.last_day {
        market::be_absent(stage, market, families)?;
        if let Some(festival) = (10..=16).find_map(|ahead| market.day_in(day, ahead)) {
            market::hold_festival(stage, market, festival)?;
        }
    }
    if let Some(tomorrow) = market.day_in(day, 1) {
        stage.at(day, 20 * 60);
        market::assign(stage, market, tomorrow)?;
    }
    Ok(())
}
