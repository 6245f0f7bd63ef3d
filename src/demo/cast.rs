//! Invented people: names that are common in Mazandaran, numbers that belong to nobody.

pub(super) const WOMEN: [&str; 20] = [
    "مریم",
    "زهرا",
    "فاطمه",
    "سکینه",
    "معصومه",
    "رقیه",
    "لیلا",
    "سمیه",
    "خدیجه",
    "طاهره",
    "نرگس",
    "اعظم",
    "صدیقه",
    "هاجر",
    "مهری",
    "پروین",
    "کبری",
    "شهربانو",
    "گل‌نسا",
    "ربابه",
];
pub(super) const MEN: [&str; 12] =
    ["رضا", "حسین", "علی", "محمد", "عباس", "رحمان", "قاسم", "یوسف", "ابراهیم", "مصطفی", "نعمت", "اسماعیل"];
pub(super) const CHILDREN: [&str; 10] =
    ["آرش", "نازنین", "امیرعلی", "هستی", "مبینا", "پارسا", "ریحانه", "ابوالفضل", "یسنا", "مهدی"];
pub(super) const FAMILIES: [&str; 40] = [
    "رضایی",
    "یزدانی",
    "کاظمی",
    "نوری",
    "صادقی",
    "عبدی",
    "فلاح",
    "ملکی",
    "نصیری",
    "قاسمی",
    "باقری",
    "تقوی",
    "شعبانی",
    "عسگری",
    "مهدوی",
    "پورعلی",
    "اکبری",
    "رستمی",
    "جعفری",
    "حسینی",
    "طالبی",
    "شریفی",
    "احمدی",
    "غلامی",
    "کریمی",
    "صفری",
    "بابایی",
    "یحیی‌زاده",
    "اسفندیاری",
    "درزی",
    "خلیلی",
    "حیدری",
    "میرزایی",
    "رحیمی",
    "شیخی",
    "جوادی",
    "منصوری",
    "زارع",
    "گرجی",
    "دهقان",
];

/// A phone number of nobody: 0999 000 0000 and up.
pub(super) fn phone(number: usize) -> String {
    format!("0999{number:07}")
}

/// A national ID of nobody, with a right check digit: a prefix that no office gives out.
pub(super) fn national_id(number: usize) -> String {
    let first: String = format!("9990{:05}", number % 100_000);
    let sum: u32 =
        first.chars().zip((2..=10).rev()).map(|(digit, weight)| digit.to_digit(10).unwrap_or(0) * weight).sum();
    let rest = sum % 11;
    let check = if rest < 2 { rest } else { 11 - rest };
    format!("{first}{check}")
}

#[cfg(test)]
mod tests {
    use super::{national_id, phone};
    use crate::kernel::contact::{Mobile, NationalId};

    #[test]
    fn invented_numbers_have_the_shape_of_real_ones() {
        for number in 0..500 {
            assert!(NationalId::parse(&national_id(number)).is_ok());
            assert!(Mobile::parse(&phone(number)).is_ok());
        }
    }
}
