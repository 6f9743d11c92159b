//! How far something on its way out has come: e-mails and deliveries have the same columns for it.

use sqlx::Any;
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;

use super::row::{Read, moment, number, text_or_none, word};
use crate::domain::dispatch::{Dispatch, State};

/// How far a row's thing has come.
pub(super) fn dispatch(row: &AnyRow) -> Read<Dispatch> {
    Ok(Dispatch {
        state: word(row, "state", State::of_word)?,
        tries: number(row, "tries")?,
        next_try: moment(row, "next_try")?,
        error: text_or_none(row, "error")?,
    })
}

/// Binds the first seven of an update that moves the row of this id from `before` to `after`: `$1` to `$3` are where it stood, `$4` to
/// `$7` where it stands.
pub(super) fn moving<'q>(
    update: Query<'q, Any, AnyArguments>,
    id: String,
    before: &Dispatch,
    after: &Dispatch,
) -> Query<'q, Any, AnyArguments> {
    update
        .bind(id)
        .bind(before.state.word())
        .bind(before.tries)
        .bind(after.state.word())
        .bind(after.tries)
        .bind(after.next_try.0)
        .bind(after.error.clone())
}
