//! The words of SMS. Each is short enough for two parts, and says nothing but what its reader asked for.
use super::sms::SmsKind;
use crate::i18n::{Locale, named};
use crate::kernel::ids::StandingId;
use crate::urls;
use chrono::NaiveDate;

/// How much fits into two parts: Persian letters are sent as UCS-2, 67 of them in a part of several.
const ROOM: usize = 2 * 67;

/// An order as an SMS tells of it.
pub(crate) struct OrderNews<'a> {
    pub shop: &'a str,
    /// The day of collection.
    pub day: NaiveDate,
    /// The code by which its buyer sees it.
    pub code: &'a str,
}

/// An SMS to the buyer of an order; nothing where the kind is about something else.
pub(crate) fn order_sms(locale: &Locale, kind: SmsKind, (news, origin): (&OrderNews, &str)) -> Option<String> {
    let (text, shop, day) = (locale.text, news.shop, locale.date(news.day));
    let link = format!("{origin}{}", urls::order(locale.lang, news.code));
    let link = link.as_str();
    match kind {
        SmsKind::OrderAccepted => Some(fitted(shop, |shop| {
            text.messages_sms_order_accepted(named::DayLinkShop { day: day.as_str(), link, shop })
        })),
        SmsKind::OrderReady => Some(fitted(shop, |shop| text.messages_sms_order_ready(named::LinkShop { link, shop }))),
        SmsKind::OrderCancelled => Some(fitted(shop, |shop| {
            text.messages_sms_order_cancelled(named::DayLinkShop { day: day.as_str(), link, shop })
        })),
        SmsKind::OrderMoved => Some(fitted(shop, |shop| text.messages_sms_order_moved(named::LinkShop { link, shop }))),
        SmsKind::OrderLess => Some(fitted(shop, |shop| text.messages_sms_order_less(named::LinkShop { link, shop }))),
        SmsKind::OrderRecalled => {
            Some(fitted(shop, |shop| text.messages_sms_order_recalled(named::LinkShop { link, shop })))
        }
        SmsKind::WeekMissed | SmsKind::GoodBack => None,
    }
}

/// A week without an order, as an SMS tells of it to whoever wants a good every week.
pub(crate) struct WeekNews<'a> {
    pub good: &'a str,
    pub day: NaiveDate,
    pub standing: StandingId,
}

/// An SMS to whoever wants a good every week: a week has no order, and where they see why.
pub(crate) fn week_sms(locale: &Locale, (news, origin): (&WeekNews, &str)) -> String {
    let link = format!("{origin}{}", urls::standing(locale.lang, news.standing));
    let (link, day) = (link.as_str(), locale.date(news.day));
    let day = day.as_str();
    fitted(news.good, |good| locale.text.messages_sms_week_missed(named::DayGoodLink { day, good, link }))
}

/// A good as an SMS tells of it to whoever waited for it.
pub(crate) struct GoodNews<'a> {
    pub good: &'a str,
    /// The code of the good.
    pub code: &'a str,
    /// The code by which its reader says that they want no more of them.
    pub wish: &'a str,
}

/// An SMS to whoever waited for a good: where it is, and where they say that they want no more of them.
pub(crate) fn back_sms(locale: &Locale, (news, origin): (&GoodNews, &str)) -> String {
    let link = format!("{origin}{}", urls::product(locale.lang, news.code));
    let stop = format!("{origin}{}", urls::wish(locale.lang, news.wish));
    let (link, stop) = (link.as_str(), stop.as_str());
    fitted(news.good, |good| locale.text.messages_sms_good_back(named::GoodLinkStop { good, link, stop }))
}

/// The text with a name in it, which is cut at a word where the whole of it would be too long.
fn fitted(name: &str, write: impl Fn(&str) -> String) -> String {
    let whole = write(name);
    let over = length(&whole).saturating_sub(ROOM);
    if over == 0 { whole } else { write(&cut(name, length(name).saturating_sub(over))) }
}

/// As many words of a name as there is room for, and a sign that there were more; of one long word, its beginning.
fn cut(name: &str, room: usize) -> String {
    let room = room.saturating_sub(1);
    let mut kept = String::new();
    for word in name.split_whitespace() {
        let longer = if kept.is_empty() { word.to_owned() } else { format!("{kept} {word}") };
        if length(&longer) > room {
            break;
        }
        kept = longer;
    }
    if kept.is_empty() {
        for letter in name.chars() {
            if length(&kept) + letter.len_utf16() > room {
                break;
            }
            kept.push(letter);
        }
    }
    format!("{kept}…")
}

/// In the units that a network counts.
fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::{GoodNews, OrderNews, ROOM, WeekNews, back_sms, cut, length, order_sms, week_sms};
    use crate::i18n::Locale;
    use crate::kernel::ids::StandingId;
    use crate::kernel::lang::Lang;
    use crate::kernel::money::MoneyUnit;
    use crate::messages::sms::SmsKind;
    use chrono::NaiveDate;

    const ORIGIN: &str = "https://bazarche.example";
    const NAMES: [&str; 3] = [
        "نان",
        "فروشگاه نان و شیرینی خانگی زهرا کاظمی و دختران در محلهٔ پایین بازار آمل مازندران",
        "نانوشیرینیخانگیزهراودخترانمحلهٔپایینبازارآملمازندراننانوشیرینیخانگیزهراودختران",
    ];

    #[test]
    fn every_sms_fits_into_two_parts_in_both_languages_and_keeps_its_link() {
        // The longest way to write a day.
        let day = NaiveDate::from_ymd_opt(2027, 5, 19).unwrap();
        for lang in Lang::BOTH {
            let locale = Locale::new(lang, MoneyUnit::Toman, crate::testing::now().date());
            for name in NAMES {
                for kind in SmsKind::ALL {
                    let order = OrderNews { shop: name, day, code: "k7w2mqx9b3c4d5f6" };
                    let good = GoodNews { good: name, code: "h8v3nrz2", wish: "k7w2mqx9b3c4d5f6" };
                    let week = WeekNews { good: name, day, standing: StandingId(i64::MAX) };
                    let (said, links) = match order_sms(&locale, *kind, (&order, ORIGIN)) {
                        None if *kind == SmsKind::WeekMissed => {
                            (week_sms(&locale, (&week, ORIGIN)), vec!["/orders/weekly/9223372036854775807"])
                        }
                        Some(said) => (said, vec!["/orders/k7w2mqx9b3c4d5f6"]),
                        None => (back_sms(&locale, (&good, ORIGIN)), vec!["/p/h8v3nrz2", "/w/k7w2mqx9b3c4d5f6"]),
                    };
                    assert!(length(&said) <= ROOM, "{} {said}", length(&said));
                    let link = |path: &&str| said.contains(&format!("{ORIGIN}{}{path}", lang.prefix()));
                    assert!(links.iter().all(link), "{said}");
                    assert!(said.contains("نان"), "{said}");
                }
            }
        }
    }

    #[test]
    fn a_name_is_cut_at_a_word() {
        assert_eq!(cut("نان خانگی زهرا", 11), "نان خانگی…");
        assert_eq!(cut("نانخانگی", 4), "نان…");
    }
}
