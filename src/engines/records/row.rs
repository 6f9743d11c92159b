//! Between a row's columns and the words of the domain.

use std::str::FromStr;

use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::RecordsError;
use crate::domain::moment::Moment;

pub(super) type Read<T> = Result<T, RecordsError>;

pub(super) fn text(row: &AnyRow, column: &'static str) -> Read<String> {
    Ok(row.try_get(column)?)
}

pub(super) fn text_or_none(row: &AnyRow, column: &'static str) -> Read<Option<String>> {
    Ok(row.try_get(column)?)
}

pub(super) fn number(row: &AnyRow, column: &'static str) -> Read<i64> {
    Ok(row.try_get(column)?)
}

pub(super) fn number_or_none(row: &AnyRow, column: &'static str) -> Read<Option<i64>> {
    Ok(row.try_get(column)?)
}

pub(super) fn real_or_none(row: &AnyRow, column: &'static str) -> Read<Option<f64>> {
    Ok(row.try_get(column)?)
}

pub(super) fn count(row: &AnyRow, column: &'static str) -> Read<u32> {
    u32::try_from(number(row, column)?).map_err(|_| RecordsError::Unreadable(column))
}

pub(super) fn moment(row: &AnyRow, column: &'static str) -> Read<Moment> {
    number(row, column).map(Moment)
}

pub(super) fn moment_or_none(row: &AnyRow, column: &'static str) -> Read<Option<Moment>> {
    Ok(number_or_none(row, column)?.map(Moment))
}

/// An id.
pub(super) fn id<T: FromStr>(row: &AnyRow, column: &'static str) -> Read<T> {
    text(row, column)?.parse().map_err(|_| RecordsError::Unreadable(column))
}

pub(super) fn id_or_none<T: FromStr>(row: &AnyRow, column: &'static str) -> Read<Option<T>> {
    let read = |text: String| text.parse().map_err(|_| RecordsError::Unreadable(column));
    text_or_none(row, column)?.map(read).transpose()
}

/// One of a few words.
pub(super) fn word<T>(row: &AnyRow, column: &'static str, of_word: fn(&str) -> Option<T>) -> Read<T> {
    of_word(&text(row, column)?).ok_or(RecordsError::Unreadable(column))
}

pub(super) fn word_or_none<T>(row: &AnyRow, column: &'static str, of_word: fn(&str) -> Option<T>) -> Read<Option<T>> {
    let read = |text: String| of_word(&text).ok_or(RecordsError::Unreadable(column));
    text_or_none(row, column)?.map(read).transpose()
}

/// A document kept as JSON.
pub(super) fn document<T: DeserializeOwned>(row: &AnyRow, column: &'static str) -> Read<T> {
    serde_json::from_str(&text(row, column)?).map_err(|_| RecordsError::Unreadable(column))
}

pub(super) fn document_or_none<T: DeserializeOwned>(row: &AnyRow, column: &'static str) -> Read<Option<T>> {
    let read = |text: String| serde_json::from_str(&text).map_err(|_| RecordsError::Unreadable(column));
    text_or_none(row, column)?.map(read).transpose()
}

/// A document to keep.
pub(super) fn json<T: Serialize>(document: &T) -> Read<String> {
    serde_json::to_string(document).map_err(|_| RecordsError::Unreadable("a document"))
}
