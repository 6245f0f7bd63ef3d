//! What browsers send of payments, and why one was not noted, in words.
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::money::{AmountError, Rial};
use crate::kernel::persian::ascii_digits;
use crate::orders::model::PayWay;
use crate::orders::pay::{NewPayment, PayRefusal};
use crate::ui::Problem;
use crate::ui::form::key;

/// Reads a payment; without an amount it is everything that is still due.
pub(crate) fn payment(fields: &Fields, locale: &Locale) -> Result<NewPayment, Problem> {
    let idem = key(fields, locale)?;
    let Some(way) = PayWay::parse(fields.text("way")) else {
        return Err(Problem { field: "way", sentence: locale.text.orders_way_missing() });
    };
    let amount = match fields.text("amount") {
        "" => None,
        _ => Some(amount(fields, locale)?),
    };
    let (last4, trace) = match way {
        PayWay::Terminal => slip(fields, locale)?,
        PayWay::Cash | PayWay::Transfer | PayWay::Credit => (String::new(), String::new()),
    };
    Ok(NewPayment { idem, way, amount, last4, trace })
}

/// The last four digits of the card and the number of the slip; both may be left out.
fn slip(fields: &Fields, locale: &Locale) -> Result<(String, String), Problem> {
    let digits =
        |name: &str| ascii_digits(fields.text(name)).chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (last4, trace) = (digits("last4"), digits("trace"));
    if !is_digits(&last4) || !(last4.is_empty() || last4.len() == 4) {
        return Err(Problem { field: "last4", sentence: locale.text.orders_last4_wrong() });
    }
    if !is_digits(&trace) || trace.len() > 20 {
        return Err(Problem { field: "trace", sentence: locale.text.orders_trace_wrong() });
    }
    Ok((last4, trace))
}

fn amount(fields: &Fields, locale: &Locale) -> Result<Rial, Problem> {
    let sentence = match locale.read_amount(fields, "amount") {
        Ok(amount) if amount > Rial::ZERO => return Ok(amount),
        Err(AmountError::OtherUnit(_) | AmountError::NoUnit) => locale.text.orders_amount_unit(locale.unit_word()),
        Ok(_) | Err(AmountError::NotWholeRials | AmountError::Number(_)) => {
            locale.text.orders_amount_unread(locale.unit_word())
        }
    };
    Err(Problem { field: "amount", sentence })
}

/// Why a payment was not noted, in words.
pub(crate) fn pay_problem(refusal: PayRefusal, locale: &Locale) -> Problem {
    let sentence = match refusal {
        PayRefusal::NotOwed => locale.text.orders_pay_not_owed(),
        PayRefusal::NoAmount => locale.text.orders_pay_nothing_due(),
        PayRefusal::Over { left } => locale.text.orders_pay_over(locale.money(left)),
        PayRefusal::Unknown => locale.text.orders_pay_unknown(),
        PayRefusal::OldForm => locale.text.orders_pay_old_form(),
    };
    Problem { field: "amount", sentence }
}

#[cfg(test)]
mod tests {
    use super::payment;
    use crate::i18n::Locale;
    use crate::kernel::fields::Fields;
    use crate::kernel::lang::Lang;
    use crate::kernel::money::MoneyUnit;
    use crate::orders::model::PayWay;

    fn locale() -> Locale {
        Locale::new(Lang::Fa, MoneyUnit::Toman, crate::testing::now().date())
    }

    #[test]
    fn a_slip_belongs_to_a_terminal_and_has_digits() {
        let sent = |way: &str, last4: &str| {
            Fields::default().with("idem", "key-of-a-form").with("way", way).with("last4", last4).with("trace", "۱۲ ۳۴")
        };
        let paid = payment(&sent("terminal", "۴۳۲۱"), &locale()).unwrap();
        assert_eq!((paid.way, paid.last4.as_str(), paid.trace.as_str()), (PayWay::Terminal, "4321", "1234"));
        assert_eq!(payment(&sent("cash", "4321"), &locale()).unwrap().last4, "");
        assert_eq!(payment(&sent("terminal", "432"), &locale()).unwrap_err().field, "last4");
        assert_eq!(payment(&sent("gold", ""), &locale()).unwrap_err().field, "way");
    }
}
