//! The canaries: what stands in each sensitive column of the filled office, and must be found nowhere else.
use super::needles::Secret;
use crate::support::make;

/// Who is supported, and their child.
pub const GIVEN: &str = "قناریمهر";
pub const FAMILY: &str = "قناریزاده";
pub const CHILD: &str = "قناریبچه";
pub const NATIONAL_ID: &str = "5260181591";
pub const CHILD_ID: &str = "3830166133";
pub const PHONE: &str = "09127340916";
pub const CHILD_PHONE: &str = "09137340917";
pub const EMAIL: &str = "canary.mail@example.org";
pub const ADDRESS: &str = "کوچهٔ قناریکوی پلاک هفت";
pub const NOTES: &str = "قنارییادداشت خانوار";
pub const SHEBA: &str = "IR050170000000123456789012";
/// Staff.
pub const CASEWORKER: &str = "قناریکار مددکار";
/// Words and numbers that stand in the file.
pub const CORRECTED: &str = "قناریدرست شد";
pub const BASELINE: &str = "قناریپیشین یک صفر زیاد بود";
pub const PROPOSAL: &str = "قناریپیشنهاد وام";
pub const DECISION: &str = "قناریتصمیم بودجه";
pub const PAPER: &str = "قناریکاغذ";
pub const GRANT_NUMBER: &str = "CANARYGRANT";
pub const MAKER: &str = "قناریسازه";
pub const SERIAL: &str = "CANARY7Q41";
pub const GIVER: &str = "قناریدهنده";
pub const WITNESS: &str = "قناریگواه";
pub const AGREEMENT: &str = "قناریقرار دوشنبه‌ها";
pub const CUSTODY: &str = "قناریبرگشت لولا";
pub const WEIGHTS: &str = "قناریسهم نان";
pub const COST: &str = "قناریخرج آرد";
/// A list of an office: who stands in it, and its name.
pub const LISTED: &str = "قناریفهرست";
pub const LISTED_ID: &str = "3860913905";
pub const LISTED_PHONE: &str = "09147340918";
pub const LISTED_ADDRESS: &str = "قناریبنبست";
pub const WAITING_ID: &str = "7960308241";
pub const WAITING_PHONE: &str = "09157340919";
pub const FILE: &str = "canary-list.csv";
/// Of the market and the shop: what is for its manager, and a good that is offered no more.
pub const BLOCKED: &str = "قناریتعمیر سقف";
pub const INCIDENT: &str = "قناریاتفاق کنار غرفه";
pub const REMOVED: &str = "قناریبرداشته";
/// Of an order: who asked, where the shop's door is, and why the shop could not.
pub const BUYER: &str = "قناریخریدار";
pub const BUYER_PHONE: &str = "09167340920";
pub const DOOR: &str = "قناریدر کوچهٔ یاس";
pub const ORDER_REASON: &str = "قناریدلیل تنور سرد است";
/// What waits to be looked over, what a visitor reported, and what the moderator noted of it.
pub const UNSEEN_SIGN: &str = "قناریتابلو";
pub const UNSEEN_STORY: &str = "قناریسرگذشت از شب می‌پزیم";
pub const UNSEEN_REVIEW: &str = "قنارینظر کمی شور بود";
pub const UNSEEN_ANSWER: &str = "قناریجواب نمکش را کم کردیم";
/// A licence that waits: its number, and who issued it.
pub const UNSEEN_LICENCE: &str = "قناریمجوز ۷۱۲";
pub const ISSUER: &str = "قناریصادرکننده بهداشت";
pub const REPORTED: &str = "قناریگزارش کهنه بود";
pub const NOTED: &str = "قناریبررسی تازه است";
pub const RECALL: &str = "قناریفراخوان بوی کپک";
/// In the photo that was taken of the good.
pub const PLACE: &str = "CANARYGPS 36.4696N 52.3507E";

/// What nobody but those who follow the household may find anywhere; what its seller may not be known by.
pub fn secrets() -> Vec<Secret> {
    let words = [
        ("given name", GIVEN),
        ("family name", FAMILY),
        ("child", CHILD),
        ("e-mail", EMAIL),
        ("address", ADDRESS),
        ("notes", NOTES),
        ("caseworker", CASEWORKER),
        ("reason of a correction", CORRECTED),
        ("baseline", BASELINE),
        ("proposal", PROPOSAL),
        ("decision", DECISION),
        ("paper", PAPER),
        ("grant number", GRANT_NUMBER),
        ("maker", MAKER),
        ("serial", SERIAL),
        ("giver", GIVER),
        ("witness", WITNESS),
        ("agreement", AGREEMENT),
        ("custody", CUSTODY),
        ("weights", WEIGHTS),
        ("cost", COST),
        ("someone listed", LISTED),
        ("address listed", LISTED_ADDRESS),
        ("file of a list", FILE),
        ("why a stall is blocked", BLOCKED),
        ("what happened at the market", INCIDENT),
        ("a removed good", REMOVED),
        ("buyer", BUYER),
        ("door", DOOR),
        ("why an order was cancelled", ORDER_REASON),
        ("a name that waits", UNSEEN_SIGN),
        ("a story that waits", UNSEEN_STORY),
        ("a review that waits", UNSEEN_REVIEW),
        ("an answer that waits", UNSEEN_ANSWER),
        ("a licence that waits", UNSEEN_LICENCE),
        ("who issued it", ISSUER),
        ("a visitor's report", REPORTED),
        ("a moderator's note", NOTED),
        ("why a batch was called back", RECALL),
        ("place of a photo", PLACE),
        ("folded serial", "canary7q41"),
    ];
    words.into_iter().map(|(name, text)| Secret::words(name, text)).chain(numbers()).collect()
}

/// Numbers and words that stand in the clear nowhere, neither on a page of others nor on the disk.
pub fn sealed() -> Vec<Secret> {
    let words = [
        ("e-mail", EMAIL),
        ("address", ADDRESS),
        ("notes", NOTES),
        ("reason of a correction", CORRECTED),
        ("address listed", LISTED_ADDRESS),
        ("what happened at the market", INCIDENT),
        ("buyer", BUYER),
        ("door", DOOR),
        ("password", make::PASSWORD),
        ("place of a photo", PLACE),
    ];
    words.into_iter().map(|(name, text)| Secret::words(name, text)).chain(numbers()).collect()
}

fn numbers() -> Vec<Secret> {
    let ids =
        [("ID", NATIONAL_ID), ("ID of the child", CHILD_ID), ("ID listed", LISTED_ID), ("ID waiting", WAITING_ID)];
    let phones = [
        ("phone", PHONE),
        ("child's phone", CHILD_PHONE),
        ("phone listed", LISTED_PHONE),
        ("waiting", WAITING_PHONE),
        ("buyer's phone", BUYER_PHONE),
    ];
    let ids = ids.map(|(name, text)| Secret::national_id(name, text));
    let phones = phones.map(|(name, text)| Secret::phone(name, text));
    ids.into_iter().chain(phones).chain([Secret::sheba("account", SHEBA)]).collect()
}

/// The names that institutions and their programmes have in [`Town`](crate::support::town::Town).
pub fn institutions() -> Vec<Secret> {
    ["بهزیستی", "Behzisti", "امداد", "Emdad"].map(|word| Secret::words(word, word)).into()
}

/// Where the household lives: finer than any shop is told to be.
pub fn neighbourhood() -> Vec<Secret> {
    ["اسپیاری", "Espiari"].map(|word| Secret::words(word, word)).into()
}
