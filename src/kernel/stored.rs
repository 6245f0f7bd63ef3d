//! Macros that make a kernel value storable, once for all engines: diesel's traits are written generically over the backend,
//! so either engine, and the connection that is one of them, share one implementation.

/// Stores a tuple struct over one number as the SQL type named; the struct derives `AsExpression` and `FromSqlRow` itself.
macro_rules! stored_number {
    ($name:ident, $inner:ty, $sql:ty) => {
        impl<DB> ::diesel::serialize::ToSql<$sql, DB> for $name
        where
            DB: ::diesel::backend::Backend,
            $inner: ::diesel::serialize::ToSql<$sql, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut ::diesel::serialize::Output<'b, '_, DB>) -> ::diesel::serialize::Result {
                ::diesel::serialize::ToSql::<$sql, DB>::to_sql(&self.0, out)
            }
        }

        impl<DB> ::diesel::deserialize::FromSql<$sql, DB> for $name
        where
            DB: ::diesel::backend::Backend,
            $inner: ::diesel::deserialize::FromSql<$sql, DB>,
        {
            fn from_sql(raw: DB::RawValue<'_>) -> ::diesel::deserialize::Result<Self> {
                <$inner as ::diesel::deserialize::FromSql<$sql, DB>>::from_sql(raw).map(Self)
            }
        }
    };
}
pub(crate) use stored_number;

/// Makes a plain enum whose variants are stored, sent and read as the text beside each of them.
///
/// Gives `ALL`, `as_str()` and `parse(&str) -> Option<Self>`; a text in the database that is none of them is a loading error.
macro_rules! text_enum {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $text:literal),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            ::serde::Serialize, ::serde::Deserialize,
            ::diesel::expression::AsExpression, ::diesel::deserialize::FromSqlRow,
        )]
        #[diesel(sql_type = ::diesel::sql_types::Text)]
        $vis enum $name {
            $($(#[$variant_meta])* #[serde(rename = $text)] $variant),+
        }

        impl $name {
            /// Every variant, in the order written.
            $vis const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stored text.
            $vis const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text),+
                }
            }

            /// The variant stored as `text`.
            $vis fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == text)
            }
        }

        impl<DB> ::diesel::serialize::ToSql<::diesel::sql_types::Text, DB> for $name
        where
            DB: ::diesel::backend::Backend,
            str: ::diesel::serialize::ToSql<::diesel::sql_types::Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut ::diesel::serialize::Output<'b, '_, DB>) -> ::diesel::serialize::Result {
                ::diesel::serialize::ToSql::<::diesel::sql_types::Text, DB>::to_sql(self.as_str(), out)
            }
        }

        impl<DB> ::diesel::deserialize::FromSql<::diesel::sql_types::Text, DB> for $name
        where
            DB: ::diesel::backend::Backend,
            String: ::diesel::deserialize::FromSql<::diesel::sql_types::Text, DB>,
        {
            fn from_sql(raw: DB::RawValue<'_>) -> ::diesel::deserialize::Result<Self> {
                let text = <String as ::diesel::deserialize::FromSql<::diesel::sql_types::Text, DB>>::from_sql(raw)?;
                Self::parse(&text).ok_or_else(|| format!("{text:?} is no {}", stringify!($name)).into())
            }
        }
    };
}
pub(crate) use text_enum;

#[cfg(test)]
mod tests {
    use diesel::prelude::*;

    use crate::kernel::calendar::YearMonth;
    use crate::kernel::ids::HouseholdId;
    use crate::kernel::money::Rial;
    use crate::kernel::quantity::{Quantity, SellUnit};

    diesel::table! {
        thing (id) {
            id -> BigInt,
            other -> Nullable<BigInt>,
            unit -> Text,
            price -> BigInt,
            stock -> BigInt,
            ym -> Integer,
        }
    }

    #[derive(diesel::MultiConnection)]
    enum Either {
        Sqlite(SqliteConnection),
        Postgres(PgConnection),
    }

    #[derive(Queryable, Selectable, Insertable, Debug, PartialEq, Clone)]
    #[diesel(table_name = thing)]
    struct Thing {
        id: HouseholdId,
        other: Option<HouseholdId>,
        unit: SellUnit,
        price: Rial,
        stock: Quantity,
        ym: YearMonth,
    }

    fn memory() -> Either {
        let mut connection = Either::Sqlite(SqliteConnection::establish(":memory:").unwrap());
        diesel::sql_query(
            "CREATE TABLE thing (id INTEGER PRIMARY KEY, other INTEGER, unit TEXT NOT NULL, price INTEGER NOT NULL,
             stock INTEGER NOT NULL, ym INTEGER NOT NULL) STRICT",
        )
        .execute(&mut connection)
        .unwrap();
        connection
    }

    fn a_thing() -> Thing {
        Thing {
            id: HouseholdId(7),
            other: None,
            unit: SellUnit::Packet,
            price: Rial(1_500_000),
            stock: Quantity(2_500),
            ym: YearMonth::new(1405, 9).unwrap(),
        }
    }

    #[test]
    fn kernel_values_come_back_from_a_connection_of_either_engine_as_they_went_in() {
        let mut connection = memory();
        let one = a_thing();
        let two = Thing { id: HouseholdId(8), other: Some(HouseholdId(7)), ..one.clone() };
        diesel::insert_into(thing::table).values(&one).execute(&mut connection).unwrap();
        diesel::insert_into(thing::table).values(&two).execute(&mut connection).unwrap();

        let loaded: Vec<Thing> = thing::table
            .filter(thing::unit.eq(SellUnit::Packet).and(thing::price.ge(Rial(1))))
            .filter(thing::id.eq_any([HouseholdId(7), HouseholdId(8)]))
            .order(thing::id)
            .select(Thing::as_select())
            .load(&mut connection)
            .unwrap();
        assert_eq!(loaded, [one, two]);
    }

    #[test]
    fn a_stored_text_that_is_no_variant_is_a_loading_error() {
        let mut connection = memory();
        diesel::insert_into(thing::table).values((&a_thing(),)).execute(&mut connection).unwrap();
        diesel::sql_query("UPDATE thing SET unit = 'bushel'").execute(&mut connection).unwrap();
        let loaded = thing::table.select(thing::unit).first::<SellUnit>(&mut connection);
        assert!(matches!(loaded, Err(diesel::result::Error::DeserializationError(_))), "{loaded:?}");
    }

    #[test]
    fn a_text_enum_reads_its_own_texts_and_no_others() {
        for unit in SellUnit::ALL {
            assert_eq!(SellUnit::parse(unit.as_str()), Some(*unit));
            assert_eq!(serde_json::to_string(unit).unwrap(), format!("{:?}", unit.as_str()));
        }
        assert_eq!(SellUnit::parse("Piece"), None);
    }
}
