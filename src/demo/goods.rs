//! What the families of the demo make: names, pictures, prices and how they sell.
use crate::kernel::money::Rial;
use crate::kernel::quantity::SellUnit;

/// A good that many households make.
pub(super) struct Template {
    pub name: &'static str,
    pub category: &'static str,
    /// A file of static/goods, without folder.
    pub picture: &'static str,
    pub unit: SellUnit,
    pub price: Rial,
    pub lead_days: i32,
    /// How many are made on a day of work, and the most that one buyer takes.
    pub made: i64,
    pub most: i64,
    pub about: &'static str,
}

/// The kinds of machines a family has, and what it makes with them.
pub(super) struct Trade {
    pub machines: &'static [&'static str],
    pub goods: &'static [Template],
    /// Its category at the market.
    pub category: &'static str,
    /// Names of shops for its families, one after the other.
    pub shops: &'static [&'static str],
    /// What its families tell of their work, in turns.
    pub stories: &'static [&'static str],
}

const fn good(
    name: &'static str,
    category: &'static str,
    picture: &'static str,
    unit: SellUnit,
    toman: i64,
) -> Template {
    Template { name, category, picture, unit, price: Rial(toman * 10), lead_days: 0, made: 24, most: 4, about: "" }
}

const LAVASH: Template = Template {
    made: 60,
    most: 6,
    about: "نازک و تازه، با آرد محلی.",
    ..good("نان لواش محلی", "bread", "lavash.jpg", SellUnit::Piece, 12_000)
};
const SANGAK: Template = Template {
    made: 40,
    most: 4,
    about: "روی سنگ داغ، با کنجد.",
    ..good("نان سنگک", "bread", "sangak.jpg", SellUnit::Piece, 25_000)
};
const BARBARI: Template =
    Template { made: 40, most: 4, ..good("نان بربری", "bread", "barbari.jpg", SellUnit::Piece, 18_000) };
const KOLOOCHEH: Template = Template {
    made: 20,
    most: 3,
    lead_days: 1,
    about: "با گردو و دارچین.",
    ..good("کلوچهٔ گردویی", "sweets", "koloocheh.jpg", SellUnit::Packet, 85_000)
};
const DOUGH: Template =
    Template {
        made: 15, most: 3, ..good("خمیر آمادهٔ نان", "bread", "dough.jpg", SellUnit::Kilo, 32_000)
    };
const APPLE: Template = Template {
    made: 10,
    most: 2,
    lead_days: 3,
    about: "بی‌شکر، از سیب گلاب.",
    ..good("سیب خشک", "dried-fruit", "dried-apple.jpg", SellUnit::Packet, 95_000)
};
const PERSIMMON: Template = Template {
    made: 10,
    most: 2,
    lead_days: 3,
    ..good("خرمالوی خشک", "dried-fruit", "dried-persimmon.jpg", SellUnit::Packet, 110_000)
};
const KIWI: Template = Template {
    made: 10,
    most: 2,
    lead_days: 3,
    ..good("کیوی خشک", "dried-fruit", "dried-kiwi.jpg", SellUnit::Packet, 120_000)
};
const ORANGE: Template = Template {
    made: 10,
    most: 2,
    lead_days: 3,
    ..good("پرتقال خشک", "dried-fruit", "dried-orange.jpg", SellUnit::Packet, 90_000)
};
const LEMON: Template = Template {
    made: 8,
    most: 2,
    lead_days: 5,
    ..good("لیموی خشک", "dried-fruit", "dried-lemon.jpg", SellUnit::Packet, 130_000)
};
const GHORMEH: Template = Template {
    made: 14,
    most: 3,
    about: "شسته و خردشده، آمادهٔ پخت.",
    ..good("سبزی قورمه", "herbs", "herbs-ghormeh.jpg", SellUnit::Kilo, 78_000)
};
const ASH: Template =
    Template { made: 14, most: 3, ..good("سبزی آش", "herbs", "herbs-ash.jpg", SellUnit::Kilo, 65_000) };
const KUKU: Template =
    Template { made: 12, most: 2, ..good("سبزی کوکو", "herbs", "herbs-kuku.jpg", SellUnit::Kilo, 72_000) };
const LEATHER: Template = Template {
    made: 16,
    most: 4,
    lead_days: 4,
    about: "ترش و بی‌رنگ، از آلوی جنگلی.",
    ..good("لواشک آلو", "fruit-leather", "fruit-leather.jpg", SellUnit::Packet, 60_000)
};
const APRICOT: Template = Template {
    made: 12,
    most: 3,
    lead_days: 4,
    ..good("برگهٔ زردآلو", "fruit-leather", "apricot-leather.jpg", SellUnit::Packet, 75_000)
};
const POMEGRANATE: Template = Template {
    made: 10,
    most: 2,
    ..good("آب انار", "fruit-leather", "pomegranate-juice.jpg", SellUnit::Litre, 140_000)
};
const CHICKS: Template = Template {
    made: 40,
    most: 10,
    lead_days: 21,
    about: "یک‌روزه، واکسن‌زده.",
    ..good("جوجهٔ یک‌روزه", "chicks", "chicks.jpg", SellUnit::Piece, 38_000)
};
const DUCKLINGS: Template = Template {
    made: 20,
    most: 6,
    lead_days: 28,
    ..good("جوجه اردک", "chicks", "ducklings.jpg", SellUnit::Piece, 55_000)
};
const EGGS: Template =
    Template { made: 8, most: 2, ..good("تخم‌مرغ محلی", "chicks", "eggs.jpg", SellUnit::Tray, 240_000) };
const JAM: Template =
    Template {
        made: 6, most: 2, ..good("مربای بهارنارنج", "preserves", "jam.jpg", SellUnit::Packet, 150_000)
    };
const TORSHI: Template =
    Template { made: 6, most: 2, ..good("ترشی لیته", "preserves", "torshi.jpg", SellUnit::Packet, 95_000) };
const HONEY: Template =
    Template { made: 4, most: 1, ..good("عسل کوهی", "preserves", "honey.jpg", SellUnit::Packet, 620_000) };
const FELT: Template =
    Template { made: 2, most: 1, ..good("کیف نمدی", "handicraft", "felt-bag.jpg", SellUnit::Piece, 480_000) };
const CROCHET: Template =
    Template {
        made: 2, most: 1, ..good("رومیزی قلاب‌بافی", "handicraft", "crochet.jpg", SellUnit::Piece, 350_000)
    };

const BREAD_STORIES: &[&str] =
    &["هر روز صبح زود می‌پزیم و تازه به دستتان می‌رسانیم.", "خمیر را از شب می‌گذاریم تا خوب ورآید؛ آردش محلی است."];
const DOUGH_STORIES: &[&str] =
    &["خمیر را همان روز می‌گیریم؛ کافی است در تنور بگذارید.", "سفارش را از روز قبل بدهید تا تازه آماده کنیم."];
const HERB_STORIES: &[&str] = &[
    "سبزی را همان روز پاک می‌کنیم، می‌شوییم و خرد می‌کنیم.",
    "سبزی را صبح از باغچه‌های اطراف می‌گیریم و تا ظهر آماده است.",
];
const DRIED_STORIES: &[&str] = &[
    "میوه را خودمان از باغ‌های اطراف می‌چینیم و بی‌شکر خشک می‌کنیم.",
    "میوه را نازک می‌بریم و آرام خشک می‌کنیم تا رنگ و طعمش بماند.",
];
const FRUIT_STORIES: &[&str] =
    &["دستور پخت از مادربزرگ مانده است؛ بی‌رنگ و بی‌نگه‌دارنده.", "میوهٔ رسیده را خودمان صاف می‌کنیم و چیزی به آن نمی‌زنیم."];
const CHICK_STORIES: &[&str] = &[
    "هر روز به آن‌ها سر می‌زنیم تا سالم و سرحال به دستتان برسد.",
    "سفارش جوجه را چند هفته زودتر بدهید تا برایتان کنار بگذاریم.",
];
const PRESERVE_STORIES: &[&str] =
    &["دستور پخت از مادربزرگ مانده است؛ بی‌رنگ و بی‌نگه‌دارنده.", "کم درست می‌کنیم تا همیشه تازه باشد."];
const HONEY_STORIES: &[&str] = &["عسل را از کندوهای خودمان می‌گیریم و مربا را با بهارنارنج حیاط می‌پزیم."];
const CRAFT_STORIES: &[&str] =
    &["هر کار با دست ساخته می‌شود و هیچ دو تایی مثل هم نیست.", "کارمان کوچک است، ولی به دلتان می‌نشیند."];

/// Trades with granted machines.
pub(super) const SUPPORTED: [Trade; 9] = [
    Trade {
        machines: &["oven"],
        goods: &[LAVASH, SANGAK],
        category: "bread",
        shops: &["نان مهتاب", "تنور سبز", "نان صبح", "نان ننه‌جان"],
        stories: BREAD_STORIES,
    },
    Trade {
        machines: &["mixer", "oven"],
        goods: &[BARBARI, KOLOOCHEH],
        category: "bread",
        shops: &["کلوچهٔ گل‌نسا", "خوشهٔ طلایی", "سفرهٔ مادر", "عطر نان"],
        stories: BREAD_STORIES,
    },
    Trade {
        machines: &["chopper"],
        goods: &[GHORMEH, ASH, KUKU],
        category: "herbs",
        shops: &["سبزی باغچه", "ریحان", "سبزی‌خانه", "پونه"],
        stories: HERB_STORIES,
    },
    Trade {
        machines: &["dryer"],
        goods: &[APPLE, PERSIMMON],
        category: "dried-fruit",
        shops: &["آفتاب‌خشک", "باغ شیرین", "میوه‌چین"],
        stories: DRIED_STORIES,
    },
    Trade {
        machines: &["press"],
        goods: &[LEATHER, POMEGRANATE],
        category: "fruit-leather",
        shops: &["لواشک بهار", "انارستان", "ترش‌وشیرین"],
        stories: FRUIT_STORIES,
    },
    Trade {
        machines: &["incubator"],
        goods: &[CHICKS, EGGS],
        category: "chicks",
        shops: &["جوجه‌طلایی", "آشیانه", "لانه"],
        stories: CHICK_STORIES,
    },
    Trade {
        machines: &["dryer"],
        goods: &[KIWI, ORANGE, LEMON],
        category: "dried-fruit",
        shops: &["نارنج", "سبد حصیری", "بوی بهار"],
        stories: DRIED_STORIES,
    },
    Trade {
        machines: &["mixer"],
        goods: &[DOUGH, KOLOOCHEH],
        category: "bread",
        shops: &["خمیر ورآمده", "خانهٔ گندم", "دستپخت سکینه"],
        stories: DOUGH_STORIES,
    },
    Trade {
        machines: &["incubator"],
        goods: &[CHICKS, DUCKLINGS],
        category: "chicks",
        shops: &["پرطلایی", "جوجه و اردک", "پر و بال"],
        stories: CHICK_STORIES,
    },
];

/// Trades of home businesses that bought their own things.
pub(super) const OTHERS: [Trade; 5] = [
    Trade {
        machines: &[],
        goods: &[JAM, TORSHI],
        category: "preserves",
        shops: &["ترشی بانو", "مربای یاس"],
        stories: PRESERVE_STORIES,
    },
    Trade {
        machines: &[],
        goods: &[FELT, CROCHET],
        category: "handicraft",
        shops: &["نمدینه", "بافه"],
        stories: CRAFT_STORIES,
    },
    Trade {
        machines: &[],
        goods: &[LAVASH, KOLOOCHEH],
        category: "bread",
        shops: &["کدبانو", "نان و کلوچه"],
        stories: BREAD_STORIES,
    },
    Trade {
        machines: &[],
        goods: &[HONEY, JAM],
        category: "preserves",
        shops: &["عسل کوه", "کندو"],
        stories: HONEY_STORIES,
    },
    Trade {
        machines: &[],
        goods: &[APRICOT, LEATHER],
        category: "fruit-leather",
        shops: &["برگه", "لواشک‌سرا"],
        stories: FRUIT_STORIES,
    },
];

/// Maker and price in toman of a kind of machine.
pub(super) fn machine(kind: &str) -> (&'static str, i64) {
    match kind {
        "oven" => ("تنورسازی البرز", 48_000_000),
        "mixer" => ("صنایع پخت مشهد", 31_500_000),
        "chopper" => ("سبزی‌خردکن خزر", 22_800_000),
        "press" => ("پرس‌کاران", 27_400_000),
        "dryer" => ("خشک‌کن گیل", 36_900_000),
        _ => ("جوجه‌کشی بلدرچین", 19_750_000),
    }
}
