//! Finding words and numbers of people in bytes, whatever they are written in: other digits, other encodings, in groups.

/// Something that must not be found.
#[derive(Clone, Debug)]
pub struct Secret {
    pub name: String,
    pub text: String,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Words,
    /// Ten digits, without zero, country or letters before them.
    Phone,
    NationalId,
    Sheba,
}

impl Secret {
    pub fn words(name: &str, text: &str) -> Secret {
        Secret { name: name.to_owned(), text: text.to_owned(), kind: Kind::Words }
    }

    /// The number is told as it is dialled at home, `09…`.
    pub fn phone(name: &str, text: &str) -> Secret {
        Secret { name: name.to_owned(), text: text.trim_start_matches('0').to_owned(), kind: Kind::Phone }
    }

    pub fn national_id(name: &str, text: &str) -> Secret {
        Secret { name: name.to_owned(), text: text.to_owned(), kind: Kind::NationalId }
    }

    /// Told with IR.
    pub fn sheba(name: &str, text: &str) -> Secret {
        Secret { name: name.to_owned(), text: text.trim_start_matches("IR").to_owned(), kind: Kind::Sheba }
    }

    /// The text in each grouping that people write.
    fn groupings(&self) -> Vec<String> {
        let groups: &[&[usize]] = match self.kind {
            Kind::Words => &[],
            Kind::Phone => &[&[3, 3, 4], &[3, 7], &[3, 3, 2, 2]],
            Kind::NationalId => &[&[3, 6, 1], &[3, 3, 4], &[4, 6]],
            Kind::Sheba => &[&[2, 4, 4, 4, 4, 4, 2]],
        };
        let mut all = vec![self.text.clone()];
        for sizes in groups {
            let mut rest = self.text.as_str();
            let parts: Vec<&str> = sizes
                .iter()
                .map(|size| {
                    let (part, after) = rest.split_at(*size);
                    rest = after;
                    part
                })
                .collect();
            all.extend([" ", "-", "\u{a0}", "."].map(|between| parts.join(between)));
        }
        all
    }
}

/// The same digits of another script.
fn in_digits(text: &str, zero: u32) -> String {
    text.chars().map(|c| c.to_digit(10).and_then(|digit| char::from_u32(zero + digit)).unwrap_or(c)).collect()
}

/// Every way of writing a secret, with the bytes by which it is known.
fn writings(secret: &Secret) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for text in secret.groupings() {
        for (digits, zero) in [("", 0x30), (" in Persian digits", 0x6f0), (" in Arabic digits", 0x660)] {
            if zero == 0x30 || secret.kind != Kind::Words {
                all.extend(
                    encodings(&in_digits(&text, zero)).into_iter().map(|(how, at)| (format!("{how}{digits}"), at)),
                );
            }
        }
    }
    if matches!(secret.kind, Kind::Phone | Kind::NationalId) {
        let number: i64 = secret.text.parse().expect("digits");
        for number in [number, number + 980_000_000_000] {
            // Six bytes are what SQLite takes for it.
            all.push(("as a number".to_owned(), number.to_be_bytes()[2..].to_vec()));
        }
    }
    all
}

fn encodings(text: &str) -> Vec<(String, Vec<u8>)> {
    let bytes = text.as_bytes();
    let hex = |from: &[u8]| from.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut all = vec![
        ("plain".to_owned(), bytes.to_vec()),
        ("UTF-16LE".to_owned(), units.iter().flat_map(|unit| unit.to_le_bytes()).collect()),
        ("UTF-16BE".to_owned(), units.iter().flat_map(|unit| unit.to_be_bytes()).collect()),
        ("hex".to_owned(), hex(bytes).into_bytes()),
        ("HEX".to_owned(), hex(bytes).to_uppercase().into_bytes()),
    ];
    for (name, alphabet) in [("base64", STANDARD), ("base64url", URL)] {
        all.extend((0..3).map(|before| (format!("{name} after {before}"), base64(bytes, before, alphabet))));
    }
    if !text.is_ascii() {
        let percent: String = bytes.iter().map(|byte| format!("%{byte:02X}")).collect();
        all.push(("percent".to_owned(), percent.replace("%20", "+").into_bytes()));
        all.push(("percent, small".to_owned(), percent.to_lowercase().into_bytes()));
        all.push(("percent".to_owned(), percent.into_bytes()));
        let escaped: String = units.iter().map(|unit| format!("\\u{unit:04x}")).collect();
        all.push(("\\u".to_owned(), escaped.into_bytes()));
        all.push((
            "&#x;".to_owned(),
            text.chars().map(|c| format!("&#x{:x};", u32::from(c))).collect::<String>().into(),
        ));
        all.push(("&#;".to_owned(), text.chars().map(|c| format!("&#{};", u32::from(c))).collect::<String>().into()));
        all.push(("debug".to_owned(), text.escape_unicode().to_string().into_bytes()));
    }
    all
}

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The letters that stand in base64 for these bytes alone when so many others come before them in their group of three.
fn base64(bytes: &[u8], before: usize, alphabet: &[u8; 64]) -> Vec<u8> {
    let mut bits: Vec<bool> = vec![false; before * 8];
    bits.extend(bytes.iter().flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1 == 1)));
    let first = (before * 8).div_ceil(6);
    let value = |six: &[bool]| six.iter().fold(0_usize, |so_far, bit| so_far * 2 + usize::from(*bit));
    bits.chunks_exact(6).skip(first).map(|six| alphabet[value(six)]).collect()
}

/// All that must not be found, ready to be looked for at once.
pub struct Needles {
    all: Vec<(String, Vec<u8>)>,
    /// By their first two bytes.
    by_start: Vec<Vec<usize>>,
}

impl Needles {
    pub fn new(secrets: &[Secret]) -> Needles {
        let mut all = Vec::new();
        let mut by_start = vec![Vec::new(); 1 << 16];
        for secret in secrets {
            for (how, bytes) in writings(secret) {
                assert!(bytes.len() >= 5, "{} is too short to be looked for", secret.name);
                by_start[usize::from(bytes[0]) << 8 | usize::from(bytes[1])].push(all.len());
                all.push((format!("{} ({how})", secret.name), bytes));
            }
        }
        Needles { all, by_start }
    }

    /// What is found in these bytes, each once.
    pub fn found(&self, bytes: &[u8]) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for (at, pair) in bytes.windows(2).enumerate() {
            for needle in &self.by_start[usize::from(pair[0]) << 8 | usize::from(pair[1])] {
                let (name, text) = &self.all[*needle];
                if bytes[at..].starts_with(text) && !found.contains(&name.as_str()) {
                    found.push(name);
                }
            }
        }
        found
    }
}

/// What other hands made of 09123456789, of an address and of an account.
const PLANTED: &[(&str, &[u8])] = &[
    ("plain", b"call 09123456789 now"),
    ("abroad", b"+989123456789"),
    ("without zero", b"(9123456789)"),
    ("in groups", b"0912 345 6789"),
    ("with dashes", b"0912-345-6789"),
    ("in Persian digits", "۰۹۱۲۳۴۵۶۷۸۹".as_bytes()),
    ("in Persian groups", "+۹۸ ۹۱۲ ۳۴۵ ۶۷۸۹".as_bytes()),
    ("in Arabic digits", "٠٩١٢٣٤٥٦٧٨٩".as_bytes()),
    ("in base64", b"dGVsIDA5MTIzNDU2Nzg5"),
    ("in base64, one later", b"dGUgMDkxMjM0NTY3ODku"),
    ("in base64, two later", b"dCAwOTEyMzQ1Njc4OQ=="),
    ("Persian digits in base64", b"eNuw27nbsduy27PbtNu127bbt9u427k="),
    ("in hex", b"\\x3039313233343536373839"),
    ("Persian digits in hex", b"DBB0DBB9DBB1DBB2DBB3DBB4DBB5DBB6DBB7DBB8DBB9"),
    ("in UTF-16LE", b"0\x009\x001\x002\x003\x004\x005\x006\x007\x008\x009\x00"),
    ("in UTF-16BE", b"\x000\x009\x001\x002\x003\x004\x005\x006\x007\x008\x009"),
    ("as a number", b"\x00\x02\x1f\xcc\xe7\x15"),
    ("an address in an address", b"/x?q=%DA%A9%D9%88%DA%86%D9%87%D9%94+%DA%AF%D9%84"),
    ("an address in JSON", b"\"\\u06a9\\u0648\\u0686\\u0647\\u0654\\u0020\\u06af\\u0644\""),
    ("an account in groups", b"IR05 0170 0000 0012 3456 7890 12"),
];

#[test]
fn what_is_planted_is_found_however_it_is_written() {
    let needles = Needles::new(&[
        Secret::phone("phone", "09123456789"),
        Secret::words("address", "کوچهٔ گل"),
        Secret::sheba("account", "IR050170000000123456789012"),
    ]);
    for (how, bytes) in PLANTED {
        let around = [b"before it \xff", *bytes, b"\x00 and after"].concat();
        assert!(!needles.found(&around).is_empty(), "{how} is overlooked");
    }
    let innocent = [b"09123456780 \xd8\xa7", &[7; 4_000][..]].concat();
    assert_eq!(needles.found(&innocent), Vec::<&str>::new());
}
