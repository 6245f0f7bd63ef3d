//! Data keys as they are stored: one row a household or account. A destroyed key opens nothing any more.
use super::schema::data_key;
use super::{Db, on_each};
use crate::kernel::ids::KeyId;
use crate::kernel::secret::{DataKey, Field, SecretError};
use diesel::result::Error;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// Makes and stores a new data key.
pub(crate) fn new_key(db: &mut Db) -> QueryResult<(KeyId, DataKey)> {
    let id: KeyId = db.id();
    let (key, wrapped) = db.keys.new_data_key(id).map_err(sealing)?;
    diesel::insert_into(data_key::table)
        .values((
            data_key::id.eq(id),
            data_key::wrapped.eq(wrapped),
            data_key::master_version.eq(db.keys.master_version()),
        ))
        .execute(db.conn)?;
    Ok((id, key))
}

/// Makes and stores so many new data keys at once.
pub(crate) fn new_keys(db: &mut Db, count: usize) -> QueryResult<Vec<(KeyId, DataKey)>> {
    let version = db.keys.master_version();
    let (mut keys, mut rows) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for _ in 0..count {
        let id: KeyId = db.id();
        let (key, wrapped) = db.keys.new_data_key(id).map_err(sealing)?;
        keys.push((id, key));
        rows.push((data_key::id.eq(id), data_key::wrapped.eq(wrapped), data_key::master_version.eq(version)));
    }
    on_each!(db.conn, |conn| diesel::insert_into(data_key::table).values(&rows).execute(conn))?;
    Ok(keys)
}

/// A stored data key; nothing if it was destroyed.
pub(crate) fn key(db: &mut Db, id: KeyId) -> QueryResult<Option<DataKey>> {
    let wrapped: Option<Vec<u8>> =
        data_key::table.find(id).select(data_key::wrapped).first(db.conn).optional()?.flatten();
    unwrap(db, id, wrapped.as_deref())
}

/// A data key out of a row that was read with others; nothing if it was destroyed.
pub(crate) fn unwrap(db: &Db, id: KeyId, wrapped: Option<&[u8]>) -> QueryResult<Option<DataKey>> {
    wrapped.map(|wrapped| db.keys.data_key(id, wrapped).map_err(opening)).transpose()
}

/// Wraps some of the data keys anew that an older master key still wraps; tells how many. None are left when it is none.
pub(crate) fn rewrap_some(db: &mut Db) -> QueryResult<usize> {
    let newest = db.keys.master_version();
    let old: Vec<(KeyId, Option<Vec<u8>>)> = data_key::table
        .filter(data_key::master_version.lt(newest))
        .filter(data_key::wrapped.is_not_null())
        .order(data_key::id)
        .limit(500)
        .select((data_key::id, data_key::wrapped))
        .load(db.conn)?;
    for (id, wrapped) in &old {
        let wrapped = wrapped.as_deref().map(|wrapped| db.keys.rewrap(*id, wrapped).map_err(opening)).transpose()?;
        diesel::update(data_key::table.find(id))
            .set((data_key::wrapped.eq(wrapped), data_key::master_version.eq(newest)))
            .execute(db.conn)?;
    }
    Ok(old.len())
}

/// The versions of master keys that wrap data keys here and that the key file does not have, or has otherwise.
pub(crate) fn versions_that_do_not_open(db: &mut Db) -> QueryResult<Vec<i32>> {
    let newest: Vec<(i32, Option<i64>)> = data_key::table
        .filter(data_key::wrapped.is_not_null())
        .group_by(data_key::master_version)
        .select((data_key::master_version, diesel::dsl::max(data_key::id)))
        .load(db.conn)?;
    let mut foreign = Vec::new();
    for (version, id) in newest {
        let Some(id) = id.map(KeyId) else { continue };
        let wrapped: Option<Vec<u8>> = data_key::table.find(id).select(data_key::wrapped).first(db.conn)?;
        if wrapped.is_some_and(|wrapped| db.keys.data_key(id, &wrapped).is_err()) {
            foreign.push(version);
        }
    }
    Ok(foreign)
}

/// Seals a text for a field; an empty text is kept as nothing.
pub(crate) fn seal(key: &DataKey, field: &Field, text: &str) -> QueryResult<Option<Vec<u8>>> {
    if text.is_empty() { Ok(None) } else { key.seal(field, text).map(Some).map_err(sealing) }
}

/// Opens a sealed field; nothing when it is empty or its key was destroyed.
pub(crate) fn open(key: Option<&DataKey>, field: &Field, sealed: Option<&[u8]>) -> QueryResult<Option<String>> {
    match (key, sealed) {
        (Some(key), Some(sealed)) => key.open(field, sealed).map(Some).map_err(opening),
        _ => Ok(None),
    }
}

/// Seals bytes for a field.
pub(crate) fn seal_bytes(key: &DataKey, field: &Field, bytes: &[u8]) -> QueryResult<Vec<u8>> {
    key.seal_bytes(field, bytes).map_err(sealing)
}

/// Opens sealed bytes; nothing when their key was destroyed.
pub(crate) fn open_bytes(key: Option<&DataKey>, field: &Field, sealed: &[u8]) -> QueryResult<Option<Vec<u8>>> {
    key.map(|key| key.open_bytes(field, sealed).map(|plain| plain.to_vec()).map_err(opening)).transpose()
}

fn sealing(error: SecretError) -> Error {
    Error::SerializationError(error.into())
}

fn opening(error: SecretError) -> Error {
    Error::DeserializationError(error.into())
}
