//! Rules about many rows at once, asked of the database: each question gives the ids of what breaks it.
use super::Verified;
use crate::db::Db;
use crate::db::schema::period;
use crate::kernel::money::Rial;
use crate::sales::close_month::totals;
use crate::sales::model::Month;
use diesel::sql_types::BigInt;
use diesel::{QueryDsl, QueryResult, RunQueryDsl};

#[derive(diesel::QueryableByName)]
struct Broken {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// A rule: the table whose rows it names, what is wrong with them, and the question.
struct Rule {
    table: &'static str,
    what: &'static str,
    query: &'static str,
}

/// Whether one row was surely there before another: ids begin with milliseconds, and two servers may differ by a minute.
macro_rules! before {
    ($one:literal, $other:literal) => {
        concat!("((", $one, ".id >> 20) + 60000 < (", $other, ".id >> 20))")
    };
}

const RULES: [Rule; 22] = [
    Rule {
        table: "product",
        what: "its stock is not the sum of its moves",
        query: "SELECT p.id FROM product AS p WHERE p.stock_milli <> \
            (SELECT COALESCE(SUM(m.qty_milli), 0) FROM stock_move AS m WHERE m.product_id = p.id)",
    },
    Rule {
        table: "product",
        what: "what is kept of it is not what open orders wait for",
        query: "SELECT p.id FROM product AS p WHERE p.held_milli <> \
            (SELECT COALESCE(SUM(l.qty_milli), 0) FROM order_line AS l JOIN placed_order AS o ON o.id = l.order_id \
            LEFT JOIN batch AS b ON b.id = l.batch_id \
            WHERE l.product_id = p.id AND l.dropped_at IS NULL AND o.state IN ('asked', 'accepted', 'ready') AND (b.id IS NULL OR b.state <> 'planned'))",
    },
    Rule {
        table: "batch",
        what: "what is kept of it is not what open orders wait for",
        query: "SELECT b.id FROM batch AS b WHERE b.state = 'planned' AND b.held_milli <> \
            (SELECT COALESCE(SUM(l.qty_milli), 0) FROM order_line AS l JOIN placed_order AS o ON o.id = l.order_id \
            WHERE l.batch_id = b.id AND l.dropped_at IS NULL AND o.state IN ('asked', 'accepted', 'ready'))",
    },
    Rule {
        table: "batch",
        what: "what came to the stock with it is not what was counted",
        query: "SELECT b.id FROM batch AS b WHERE b.state <> 'called_back' AND COALESCE(b.real_milli, 0) <> \
            (SELECT COALESCE(SUM(m.qty_milli), 0) FROM stock_move AS m WHERE m.batch_id = b.id)",
    },
    Rule {
        table: "sale_line",
        what: "the stock that it took is not what it sold",
        query: "SELECT x.id FROM sale_line AS x WHERE -x.qty_milli <> \
            (SELECT COALESCE(SUM(m.qty_milli), 0) FROM stock_move AS m WHERE m.sale_line_id = x.id AND m.kind = 'sold')",
    },
    Rule {
        table: "sale_line",
        what: "it is counted in another unit than its good",
        query: "SELECT x.id FROM sale_line AS x JOIN product AS p ON p.id = x.product_id WHERE x.unit <> p.unit",
    },
    Rule {
        table: "sale_line",
        what: "it has no row in the ledger",
        query: "SELECT x.id FROM sale_line AS x WHERE NOT EXISTS \
            (SELECT 1 FROM ledger AS l WHERE l.sale_line_id = x.id AND l.kind = 'sale' AND l.amount_irr = x.net_irr)",
    },
    Rule {
        table: "attribution of ledger row",
        what: "the ledger row is missing",
        query: "SELECT DISTINCT a.ledger_id AS id FROM attribution AS a WHERE NOT EXISTS \
            (SELECT 1 FROM ledger AS l WHERE l.id = a.ledger_id)",
    },
    Rule {
        table: "sale_line",
        what: "more came back of it than was sold",
        query: "SELECT l.sale_line_id AS id FROM ledger AS l WHERE l.sale_line_id IS NOT NULL \
            GROUP BY l.sale_line_id HAVING SUM(l.qty_milli) < 0 OR SUM(l.amount_irr) < 0",
    },
    Rule {
        table: "sale_line",
        what: "a payer's total on it is negative",
        query: "SELECT DISTINCT l.sale_line_id AS id FROM attribution AS a JOIN ledger AS l ON l.id = a.ledger_id \
            WHERE l.sale_line_id IS NOT NULL \
            GROUP BY l.sale_line_id, a.equipment_id, a.funding_id HAVING SUM(a.amount_irr) < 0",
    },
    Rule {
        table: "sale_line",
        what: "nothing is left of it, but something is still attributed",
        query: "SELECT DISTINCT l.sale_line_id AS id FROM attribution AS a JOIN ledger AS l ON l.id = a.ledger_id \
            WHERE l.sale_line_id IN (SELECT o.sale_line_id FROM ledger AS o WHERE o.sale_line_id IS NOT NULL \
                GROUP BY o.sale_line_id HAVING SUM(o.qty_milli) = 0) \
            GROUP BY l.sale_line_id, a.equipment_id, a.funding_id HAVING SUM(a.amount_irr) <> 0",
    },
    Rule {
        table: "ledger",
        what: "it takes back a row of another institution",
        query: "SELECT l.id FROM ledger AS l JOIN ledger AS o ON o.id = l.reverses \
            WHERE l.institution_id IS DISTINCT FROM o.institution_id",
    },
    Rule {
        table: "ledger",
        what: "it is attributed to a machine out of the household's reach on the day of production",
        query: "SELECT DISTINCT l.id FROM attribution AS a JOIN ledger AS l ON l.id = a.ledger_id \
            JOIN sale_line AS x ON x.id = l.sale_line_id \
            WHERE a.equipment_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM equipment_within_reach AS r \
                WHERE r.equipment_id = a.equipment_id AND r.household_id = l.household_id \
                AND r.starts_on <= x.produced_on AND (r.ends_on IS NULL OR r.ends_on > x.produced_on))",
    },
    Rule {
        table: "sale_line",
        what: "its weights are not those in force for its good on the day of production",
        query: concat!(
            "SELECT x.id FROM sale_line AS x LEFT JOIN weight_set AS w ON w.id = x.set_id WHERE (x.set_id IS NOT NULL \
                AND (w.id IS NULL OR w.product_id <> x.product_id OR NOT w.sealed OR w.starts_on > x.produced_on)) \
            OR EXISTS (SELECT 1 FROM weight_set AS s WHERE s.product_id = x.product_id AND s.sealed \
                AND s.starts_on <= x.produced_on AND ",
            before!("s", "x"),
            " AND (w.id IS NULL OR s.starts_on > w.starts_on OR (s.starts_on = w.starts_on AND s.id > w.id)))"
        ),
    },
    Rule {
        table: "ledger",
        what: "a machine of its weights got no part of it, though the household had it on the day of production",
        query: concat!(
            "SELECT DISTINCT l.id FROM ledger AS l JOIN sale_line AS x ON x.id = l.sale_line_id \
            JOIN weight_line AS w ON w.set_id = x.set_id AND w.equipment_id IS NOT NULL \
            WHERE l.kind = 'sale' AND NOT EXISTS (SELECT 1 FROM attribution AS a \
                WHERE a.ledger_id = l.id AND a.equipment_id = w.equipment_id) \
            AND (EXISTS (SELECT 1 FROM custody AS c WHERE c.equipment_id = w.equipment_id \
                AND c.household_id = l.household_id AND c.starts_on <= x.produced_on \
                AND (c.ends_on IS NULL OR c.ends_on > x.produced_on) AND ",
            before!("c", "l"),
            ") OR EXISTS (SELECT 1 FROM use_right AS u WHERE u.equipment_id = w.equipment_id \
                AND u.household_id = l.household_id AND u.starts_on <= x.produced_on \
                AND (u.ends_on IS NULL OR u.ends_on > x.produced_on) AND ",
            before!("u", "l"),
            "))"
        ),
    },
    Rule {
        table: "ledger",
        what: "it is no sale, and not put down to the household's own means alone",
        query: "SELECT DISTINCT l.id FROM ledger AS l JOIN attribution AS a ON a.ledger_id = l.id \
            WHERE l.sale_line_id IS NULL AND (a.ord <> 0 OR a.equipment_id IS NOT NULL)",
    },
    Rule {
        table: "sale",
        what: "its seller was no member of the household on that day",
        query: "SELECT s.id FROM sale AS s WHERE NOT EXISTS (SELECT 1 FROM household_member AS m \
            WHERE m.person_id = s.seller_person_id AND m.household_id = s.household_id \
            AND m.starts_on <= s.sold_on AND (m.ends_on IS NULL OR m.ends_on > s.sold_on))",
    },
    Rule {
        table: "handover",
        what: "its receiver was no member of the household on that day",
        query: "SELECT h.id FROM handover AS h WHERE NOT EXISTS (SELECT 1 FROM household_member AS m \
            WHERE m.person_id = h.receiver_person_id AND m.household_id = h.household_id \
            AND m.starts_on <= h.handed_on AND (m.ends_on IS NULL OR m.ends_on > h.handed_on))",
    },
    Rule {
        table: "custody",
        what: "two holders answer for the machine on one day",
        query: "SELECT c.id FROM custody AS c JOIN custody AS o ON o.equipment_id = c.equipment_id AND o.id <> c.id \
            WHERE c.starts_on >= o.starts_on AND (o.ends_on IS NULL OR o.ends_on > c.starts_on) \
            AND (c.ends_on IS NULL OR c.ends_on > c.starts_on)",
    },
    Rule {
        table: "custody",
        what: "nobody answered for the machine before it",
        query: "SELECT c.id FROM custody AS c JOIN equipment AS e ON e.id = c.equipment_id \
            WHERE c.starts_on <> e.acquired_on AND NOT EXISTS \
            (SELECT 1 FROM custody AS o WHERE o.equipment_id = c.equipment_id AND o.ends_on = c.starts_on)",
    },
    Rule {
        table: "equipment",
        what: "it was handed over once, and nobody answers for it now",
        query: "SELECT DISTINCT c.equipment_id AS id FROM custody AS c WHERE NOT EXISTS \
            (SELECT 1 FROM custody AS o WHERE o.equipment_id = c.equipment_id AND o.ends_on IS NULL)",
    },
    Rule {
        table: "grant_award",
        what: "the shares of its households are not the whole of it on every day",
        query: "SELECT g.id FROM grant_award AS g WHERE EXISTS (SELECT 1 FROM \
            (SELECT g.awarded_on AS day UNION SELECT t.starts_on FROM grant_household AS t WHERE t.grant_id = g.id \
                UNION SELECT t.ends_on FROM grant_household AS t WHERE t.grant_id = g.id) AS turn \
            WHERE turn.day >= g.awarded_on AND 10000 <> (SELECT COALESCE(SUM(s.share_bp), 0) FROM grant_household AS s \
                WHERE s.grant_id = g.id AND s.starts_on <= turn.day AND (s.ends_on IS NULL OR s.ends_on > turn.day)))",
    },
];

pub(super) fn rules(db: &mut Db, found: &mut Verified) -> QueryResult<()> {
    for rule in &RULES {
        let broken: Vec<Broken> = diesel::sql_query(rule.query).load(db.conn)?;
        for row in broken {
            found.fault(|| format!("{} {}", rule.table, row.id), rule.what);
        }
    }
    Ok(())
}

/// Closed months still have the total and the rows they were closed with.
pub(super) fn periods(db: &mut Db, found: &mut Verified) -> QueryResult<()> {
    let closed: Vec<(Month, Rial, Vec<u8>)> = period::table
        .order((period::ym, period::area_id, period::institution_id))
        .select(((period::institution_id, period::area_id, period::ym), period::total_irr, period::digest))
        .load(db.conn)?;
    for (month, total, digest) in closed {
        let now = totals(db, month)?;
        let place =
            || format!("month {} of area {}, institution {}", month.month.number(), month.area, month.institution);
        if now.0 != Some(total) {
            found.fault(place, "its net sales are not those it was closed with");
        } else if now.1 != digest {
            found.fault(place, "its rows are not those it was closed with");
        }
    }
    Ok(())
}
