//! A producer's goods and shop on the screens, and what visitors see of them.
use crate::support::town::{self, Home, Town, see_other};
use crate::support::{Client, Page, make};

const LOAF: &[u8] = include_bytes!("../../static/goods/lavash.jpg");
const GOOD: [(&str, &str); 5] =
    [("name", "نان لواش"), ("price", "۲۵٬۰۰۰"), ("unit", "piece"), ("category", "bread"), ("stock", "۲۰")];

fn baker() -> (Town, Client, Home) {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let home = town.home(&mut caseworker, ("مریم", "کاظمی"));
    (town, caseworker, home)
}

/// The form of the good of this name.
fn good_path(producer: &mut Client, name: &str) -> String {
    let row = producer.get("/my/goods").row_with("/my/goods/1", name);
    row.trim_end_matches("/stock").to_owned()
}

/// A photo as a phone makes it, with a place and a name in its header.
fn photo_with_a_place() -> Vec<u8> {
    let exif = b"Exif\0\0GPS 36.4696N 52.3507E, taken by Maryam Kazemi";
    let length = u16::try_from(exif.len() + 2).expect("a short header").to_be_bytes();
    [&LOAF[..2], &[0xff, 0xe1], &length, exif, &LOAF[2..]].concat()
}

#[test]
fn a_good_with_its_photo_stands_in_the_shop_and_the_photo_tells_no_place() {
    let (town, _, mut home) = baker();
    see_other(&home.producer.upload("/my/goods/new", &GOOD, ("photo", "loaf.jpg", &photo_with_a_place())));
    let mut visitor = town.app.client();
    let list = visitor.get("/goods");
    assert!(list.has("نان لواش") && list.has("۲۵٬۰۰۰ تومان"), "{}", list.words());
    let page = visitor.get(&list.link("/p/"));
    let photo = visitor.get(&page.image("/photo/"));
    assert_eq!((photo.status, photo.header("content-type")), (200, Some("image/webp")));
    let text = String::from_utf8_lossy(&photo.bytes).into_owned();
    for told in ["Exif", "EXIF", "GPS", "36.4696N", "Kazemi"] {
        assert!(!text.contains(told), "{told}");
    }
    let kept = std::fs::read_dir(town.app.folder().join("photos")).expect("the photos");
    for file in kept.flat_map(|entry| std::fs::read_dir(entry.expect("an entry").path()).into_iter().flatten()) {
        let bytes = std::fs::read(file.expect("a file").path()).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&bytes).contains("36.4696N"), "an original with its place is kept");
    }
}

#[test]
fn what_is_no_photo_comes_back_with_a_sentence_and_all_that_was_typed() {
    let (_town, _, mut home) = baker();
    for bytes in [&b"<svg onload=alert(1)>"[..], b"GIF89a", b"\xff\xd8\xff\xe0 and no more"] {
        let page = home.producer.upload("/my/goods/new", &GOOD, ("photo", "loaf.jpg", bytes));
        assert_eq!(page.status, 422, "{:?}", &bytes[..6]);
        assert!(page.has("این فایل عکس نیست یا خوانده نشد"), "{}", page.words());
        assert_typed(&page);
    }
}

fn assert_typed(page: &Page) {
    for (field, value) in [("name", "نان لواش"), ("stock", "۲۰")] {
        assert_eq!(page.value_of(field), value, "what was typed comes back");
    }
    for chosen in ["value=\"piece\" checked", "value=\"bread\" checked"] {
        assert!(page.text().contains(chosen), "{chosen}: {}", page.text());
    }
}

#[test]
fn a_refused_good_brings_back_what_was_typed_and_keeps_its_photo() {
    let (_town, _, mut home) = baker();
    let mut wrong = GOOD;
    wrong[1].1 = "گران";
    let page = home.producer.upload("/my/goods/new", &wrong, ("photo", "loaf.jpg", LOAF));
    assert!(page.status == 422 && page.has("قیمت را بنویسید"), "{}", page.words());
    assert_typed(&page);
    assert_eq!(page.value_of("price"), "گران");
    let code = page.value_of("photo-code");
    let again = [&GOOD[..], &[("photo-code", code.as_str())]].concat();
    see_other(&home.producer.post("/my/goods/new", &again));
    assert!(home.producer.get("/my/goods").image("/photo/").contains(&code), "the photo was sent once");
}

#[test]
fn everything_wrong_with_a_new_good_is_named_at_once() {
    let (_town, _, mut home) = baker();
    let long = "ن".repeat(81);
    let wrong = [("name", ""), ("price", ""), ("stock", "abc"), ("lead", "xx"), ("shop-name", long.as_str())];
    let page = home.producer.post("/my/goods/new", &wrong);
    for field in ["name", "price", "unit", "category", "stock", "lead", "shop-name"] {
        assert!(page.text().contains(&format!("href=\"#{field}\"")), "{field}: {}", page.words());
    }
}

#[test]
fn the_days_that_a_good_takes_are_kept_shown_again_and_checked() {
    let (_town, _, mut home) = baker();
    see_other(&home.producer.post("/my/goods/new", &[&GOOD[..], &[("lead", "٣")]].concat()));
    let path = good_path(&mut home.producer, "نان لواش");
    let form = home.producer.get(&path);
    assert_eq!(form.value_of("lead"), "۳");
    let (lead, version) = (form.value_of("lead"), form.value_of("version"));
    let edit = [&GOOD[..], &[("lead", lead.as_str()), ("version", version.as_str())]].concat();
    see_other(&home.producer.post(&path, &edit));
    assert_eq!(home.producer.get(&path).value_of("lead"), "۳", "an edit of something else leaves it");
    for wrong in ["سه", "366", "1.5"] {
        let page = home.producer.post("/my/goods/new", &[&GOOD[..], &[("lead", wrong)]].concat());
        assert!(page.status == 422 && page.has("تعداد روزها را از ۰ تا ۳۶۵ بنویسید"), "{wrong}: {}", page.words());
        assert_eq!(page.value_of("lead"), wrong);
    }
}

#[test]
fn a_price_ten_times_the_last_is_asked_about_once() {
    let (_town, _, mut home) = baker();
    see_other(&home.producer.post("/my/goods/new", &GOOD));
    let path = good_path(&mut home.producer, "نان لواش");
    let version = home.producer.get(&path).value_of("version");
    let mut dear = GOOD.to_vec();
    dear[1].1 = "۲۵۰۰۰۰";
    dear.push(("version", version.as_str()));
    let page = home.producer.post(&path, &dear);
    assert!(page.status == 422 && page.has("۲۵۰٬۰۰۰ تومان؟ شاید ۲۵٬۰۰۰ تومان منظورتان است"), "{}", page.words());
    let sure = page.value_of("sure");
    dear.push(("sure", sure.as_str()));
    see_other(&home.producer.post(&path, &dear));
    assert!(home.producer.get("/my/goods").has("۲۵۰٬۰۰۰ تومان"));
}

#[test]
fn a_good_edited_twice_from_one_form_is_changed_once() {
    let (_town, _, mut home) = baker();
    see_other(&home.producer.post("/my/goods/new", &GOOD));
    let path = good_path(&mut home.producer, "نان لواش");
    let version = home.producer.get(&path).value_of("version");
    let edit = [&GOOD[..], &[("version", version.as_str())]].concat();
    see_other(&home.producer.post(&path, &edit));
    let stale = home.producer.post(&path, &edit);
    assert!(stale.status == 422 && stale.has("همین حالا از جای دیگری ذخیره شد"), "{}", stale.words());
    let now = stale.value_of("version");
    let again = [&GOOD[..], &[("version", now.as_str())]].concat();
    see_other(&home.producer.post(&path, &again));
}

#[test]
fn how_much_there_is_of_a_new_good_is_asked_and_never_made_up() {
    let (_town, _, mut home) = baker();
    assert_eq!(home.producer.get("/my/goods/new").value_of("stock"), "");
    let empty: Vec<(&str, &str)> =
        GOOD.iter().map(|(name, value)| (*name, if *name == "stock" { "" } else { value })).collect();
    let asked = home.producer.post("/my/goods/new", &empty);
    assert!(asked.status == 422 && asked.has("بنویسید الان چقدر دارید."), "{}", asked.words());
}

#[test]
fn a_stock_is_counted_made_sold_out_and_there_again() {
    let (town, _, mut home) = baker();
    see_other(&home.producer.post("/my/goods/new", &GOOD));
    let stock = format!("{}/stock", good_path(&mut home.producer, "نان لواش"));
    let left = |home: &mut Home| home.producer.get("/my/goods").words();
    for (field, value, shown) in [("made", "۵", "۲۵ عدد"), ("count", "١٢", "۱۲ عدد"), ("do", "gone", "تمام شد")]
    {
        let key = home.producer.get(&stock).value_of("idem");
        see_other(&home.producer.post(&stock, &[("idem", &key), (field, value)]));
        see_other(&home.producer.post(&stock, &[("idem", &key), (field, value)]));
        assert!(left(&mut home).contains(shown), "{field}: {}", left(&mut home));
    }
    let mut visitor = town.app.client();
    assert!(
        visitor.get("/search?q=%D9%84%D9%88%D8%A7%D8%B4").has("تمام شد")
            || visitor.get("/goods").links("/p/").is_empty()
    );
    see_other(&home.producer.post(&stock, &[("do", "back")]));
    assert!(!left(&mut home).contains("تمام شد نان"));
    let half = home.producer.post(&stock, &[("made", "۱٫۵")]);
    assert!(half.status == 422 && half.has("نصفه ندارد"), "{}", half.words());
}

#[test]
fn a_removed_good_is_gone_for_everyone_and_its_sales_stay() {
    let (town, _, mut home) = baker();
    let good = town::good(&mut home.producer, "نان لواش");
    let sale = town::sell(&mut home.producer, &good, "3");
    let public = town.app.client().get("/goods").link("/p/");
    see_other(&home.producer.post(&format!("/my/goods/{good}/remove"), &[]));
    assert_eq!(town.app.client().get(&public).status, 404);
    assert_eq!(home.producer.get(&format!("/my/goods/{good}")).status, 404);
    assert!(home.producer.get(&format!("/my/sales/{sale}")).has("۷۵٬۰۰۰"));
}

#[test]
fn a_good_that_was_sold_keeps_its_unit_and_its_sales_keep_the_name_they_were_made_under() {
    let (_town, mut caseworker, mut home) = baker();
    let good = town::good(&mut home.producer, "نان لواش");
    let path = format!("/my/goods/{good}");
    let edit = |home: &mut Home, name: &str, unit: &str| {
        let version = home.producer.get(&path).value_of("version");
        let fields =
            [("name", name), ("price", "۲۵٬۰۰۰"), ("unit", unit), ("category", "bread"), ("version", &version)];
        home.producer.post(&path, &fields)
    };
    see_other(&edit(&mut home, "نان لواش", "packet"));
    see_other(&edit(&mut home, "نان لواش", "piece"));
    let sale = town::sell(&mut home.producer, &good, "6");
    see_other(&edit(&mut home, "جوجهٔ یک‌روزه", "piece"));
    let refused = edit(&mut home, "جوجهٔ یک‌روزه", "kilo");
    assert!(refused.status == 422 && refused.has("واحدش دیگر عوض نمی‌شود"), "{}", refused.words());
    let own = home.producer.get(&format!("/my/sales/{sale}"));
    assert!(own.has("۶ نان لواش") && !own.has("جوجهٔ یک‌روزه"), "{}", own.words());
    let rows = caseworker.get(&format!("{}/rows", home.path()));
    assert!(rows.has("فروش: ۶ عدد نان لواش") && !rows.has("جوجهٔ یک‌روزه"), "{}", rows.words());
}

/// What a visitor finds by these words, typed as they are.
fn search(town: &Town, typed: &str) -> Page {
    let typed: String = typed.bytes().map(|byte| format!("%{byte:02X}")).collect();
    town.app.client().get(&format!("/search?q={typed}"))
}

#[test]
fn a_good_is_found_by_the_name_on_the_sign_of_its_shop_and_by_the_new_one_when_that_changes() {
    let (town, _, mut home) = baker();
    see_other(&home.producer.post("/my/goods/new", &[&GOOD[..], &[("shop-name", "تنور ننه‌کوکب")]].concat()));
    for typed in ["ننه كوكب", "ننهکوکب", "لواش کوکب"] {
        assert_eq!(search(&town, typed).links("/p/").len(), 1, "{typed}");
    }
    see_other(&home.producer.post("/my/shop", &[("name", "آشپزخانهٔ یاس"), ("story", "")]));
    assert_eq!(search(&town, "یاس").links("/p/").len(), 1);
    assert_eq!(search(&town, "کوکب").links("/p/").len(), 0);
    let path = good_path(&mut home.producer, "نان لواش");
    let version = home.producer.get(&path).value_of("version");
    see_other(&home.producer.post(&path, &[&GOOD[..], &[("version", version.as_str())]].concat()));
    assert_eq!(search(&town, "اشپزخانه").links("/p/").len(), 1, "an edited good keeps it");
}

#[test]
fn a_shop_is_named_and_tells_its_story_as_it_was_typed() {
    let (town, _, mut home) = baker();
    assert!(home.producer.get("/my/shop").has("فروشگاهتان هنوز باز نشده است"));
    see_other(&home.producer.post("/my/goods/new", &GOOD));
    let shop = [("name", "نان تازهٔ مهتاب"), ("story", "هر صبح می‌پزیم <b>تازه</b>")];
    see_other(&home.producer.post("/my/shop", &shop));
    let page = home.producer.get("/my/shop");
    let public = town.app.client().get(&page.link("/s/"));
    assert!(public.has("نان تازهٔ مهتاب") && public.has("هر صبح می‌پزیم <b>تازه</b>"), "{}", public.words());
    assert!(!public.text().contains("<b>تازه</b>"), "what is typed is no HTML");
    assert!(!public.has("کاظمی"), "nobody chose to show their name");
    let nameless = home.producer.post("/my/shop", &[("name", " "), ("story", "داستان")]);
    assert!(nameless.status == 422 && nameless.has("برای فروشگاه یک نام بنویسید") && nameless.has("داستان"));
}

/// Everything by which two shops may differ: their codes, and the colours that are drawn from a code.
fn without_codes(page: &Page) -> String {
    let mut text = page.text();
    for colour in 0..10 {
        text = text.replace(&format!("awning-{colour}"), "awning");
    }
    for start in ["/p/", "/s/", "/photo/", "name=\"good\" value=\"", "\"sku\":\""] {
        while let Some(at) = text.find(start) {
            let code: String = text[at + start.len()..].chars().take_while(char::is_ascii_alphanumeric).collect();
            text = text.replacen(&format!("{start}{code}"), "*", 1);
        }
    }
    text
}

/// A shop of a household with a granted oven, and one of a home business that was never supported.
pub fn two_shops() -> (Town, [Client; 2]) {
    let (mut town, mut caseworker, mut home) = baker();
    let machine = town::grant_oven(&mut caseworker, &home, "SM-1");
    see_other(&town::hand_over(&mut caseworker, &machine, &home, ("1405", "8", "2")));
    let oven = home.producer.get("/my/goods/new").value_of("machine");
    see_other(&home.producer.post("/my/goods/new", &[&GOOD[..], &[("machine", oven.as_str())]].concat()));
    let (city, espiari) = (town.city.clone(), town.espiari.clone());
    let mut manager = town.staff("مدیر بازار", ("market_manager", "", &city));
    let site = town::site(&mut town.admin, &mut manager, &city);
    let phone = town.phone();
    let seller = [
        ("do", "register"),
        ("given-name", "زهرا"),
        ("family-name", "احمدی"),
        ("phone", phone.as_str()),
        ("area", espiari.as_str()),
    ];
    let card = manager.post(&format!("{site}/vendors"), &seller);
    assert_eq!(card.status, 200, "{}", card.words());
    make::choose_password(&town.app, &card.words());
    let mut business = town.app.client();
    business.sign_in(&phone, make::PASSWORD);
    see_other(&business.post("/my/goods/new", &GOOD));
    (town, [home.producer, business])
}

#[test]
fn a_supported_shop_and_one_that_never_was_are_equal_to_the_last_letter() {
    let (town, producers) = two_shops();
    let mut visitor = town.app.client();
    let mut faces: Vec<Vec<(String, Vec<String>)>> = Vec::new();
    for mut producer in producers {
        let shop = producer.get("/my/shop").link("/s/");
        let good = visitor.get(&shop).link("/p/");
        let face = [shop.clone(), good.clone(), format!("/en{shop}"), format!("/en{good}")].map(|path| {
            let page = visitor.get(&path);
            assert_eq!(page.status, 200, "{path}");
            let headers = page.headers.iter().map(|(name, _)| name.clone()).collect();
            (without_codes(&page), headers)
        });
        faces.push(face.to_vec());
    }
    assert_eq!(faces[0], faces[1]);
    let list = visitor.get("/goods");
    let codes: Vec<String> = list.links("/p/").iter().map(|link| link.replace("/p/", "")).collect();
    assert!(codes.len() == 2 && codes[0].len() == codes[1].len(), "{codes:?}");
}

#[test]
fn a_form_sent_twice_lists_one_good() {
    let (_town, _, mut home) = baker();
    let key = home.producer.get("/my/goods/new").value_of("idem");
    let form = [&GOOD[..], &[("idem", key.as_str())]].concat();
    for _ in 0..2 {
        see_other(&home.producer.post("/my/goods/new", &form));
    }
    home.producer.forget_notice();
    assert_eq!(home.producer.get("/my/goods").words().matches("نان لواش").count(), 1);
}

#[test]
fn a_form_written_anew_after_going_back_lists_nothing_until_it_is_sent_as_another() {
    let (_town, _, mut home) = baker();
    let key = home.producer.get("/my/goods/new").value_of("idem");
    let mut form = [&GOOD[..], &[("idem", key.as_str())]].concat();
    see_other(&home.producer.post("/my/goods/new", &form));
    form.iter_mut().find(|(name, _)| *name == "name").expect("a name").1 = "کیک یزدی";
    let asked = home.producer.post("/my/goods/new", &form);
    assert_eq!(asked.status, 422);
    assert!(asked.has("از همین صفحه قبلاً «نان لواش» ثبت شد"), "{}", asked.words());
    let first =
        asked.links("/my/goods/").into_iter().find(|link| !link.starts_with("/my/goods/new")).expect("the first good");
    assert!(home.producer.get(&first).has("نان لواش"), "whoever meant to correct the first gets there");
    assert_eq!(asked.value_of("name"), "کیک یزدی");
    home.producer.forget_notice();
    assert!(!home.producer.get("/my/goods").has("کیک یزدی"), "nothing was listed yet");
    let fresh = asked.value_of("idem");
    form.last_mut().expect("a key").1 = fresh.as_str();
    see_other(&home.producer.post("/my/goods/new", &form));
    assert!(home.producer.get("/my/goods").has("کیک یزدی"));
}

#[test]
fn a_photo_is_shown_by_one_good_of_its_own_household() {
    let (mut town, mut caseworker, mut home) = baker();
    let mut wrong = GOOD;
    wrong[1].1 = "گران";
    let code = home.producer.upload("/my/goods/new", &wrong, ("photo", "loaf.jpg", LOAF)).value_of("photo-code");
    let form = [&GOOD[..], &[("photo-code", code.as_str())]].concat();
    let mut other = town.home(&mut caseworker, ("زهرا", "رضایی"));
    see_other(&other.producer.post("/my/goods/new", &form));
    assert!(!other.producer.get("/my/goods").text().contains(&code), "another household's photo is not taken");
}

#[test]
fn an_edit_from_an_old_screen_says_what_was_saved_meanwhile_and_saves_when_pressed_again() {
    let (_town, _, mut home) = baker();
    see_other(&home.producer.post("/my/goods/new", &GOOD));
    let path = good_path(&mut home.producer, "نان لواش");
    let version = home.producer.get(&path).value_of("version");
    let edit = |name: &'static str, version: &str| {
        let mut good = GOOD.map(|(field, value)| (field, value.to_owned())).to_vec();
        good[0].1 = name.to_owned();
        good.push(("version", version.to_owned()));
        good
    };
    let send = |producer: &mut Client, fields: Vec<(&'static str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        producer.post(&path, &fields)
    };
    see_other(&send(&mut home.producer, edit("نان سنگک", &version)));
    let stale = send(&mut home.producer, edit("نان بربری", &version));
    assert!(stale.status == 422 && stale.has("«نان سنگک»، ۲۵٬۰۰۰ تومان"), "{}", stale.words());
    assert_eq!(stale.value_of("name"), "نان بربری");
    see_other(&send(&mut home.producer, edit("نان بربری", &stale.value_of("version"))));
    assert!(home.producer.get("/my/goods").has("نان بربری"));
}

#[test]
fn a_text_or_a_price_that_is_too_large_is_refused_and_comes_back() {
    let (_town, _, mut home) = baker();
    let long = "آ".repeat(1_001);
    let mut good = GOOD;
    good[1].1 = "99999999999999999999999";
    let page = home.producer.post("/my/goods/new", &[&good[..], &[("description", long.as_str())]].concat());
    assert!(page.status == 422 && page.has("این قیمت خیلی زیاد است"), "{}", page.words());
    assert!(page.has("حداکثر ۱٬۰۰۰ حرف") && page.text().contains(&long), "{}", page.words());
}
