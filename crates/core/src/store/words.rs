//! Enums as they are stored: one fixed word per variant, whatever the window calls it.

/// Stores an enum as a word. A word that is not listed cannot be read, and costs the row it stands in.
macro_rules! stored_as_words {
    ($type:ty { $($variant:ident = $word:literal),* $(,)? }) => {
        impl rusqlite::ToSql for $type {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                let word = match self {
                    $(Self::$variant => $word,)*
                };
                Ok(word.into())
            }
        }

        impl rusqlite::types::FromSql for $type {
            fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                match value.as_str()? {
                    $($word => Ok(Self::$variant),)*
                    _ => Err(rusqlite::types::FromSqlError::InvalidType),
                }
            }
        }
    };
}

pub(super) use stored_as_words;
