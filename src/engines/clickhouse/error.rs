//! What can go wrong with the visit log, as far as it decides what to do next.

use clickhouse::error::Error;

/// Why the visit log did not do it.
#[derive(Debug, thiserror::Error)]
pub enum VisitLogError {
    /// Down, overloaded, or not sure: it may or may not have been done, and may work later.
    #[error("the visit log is away: {0}")]
    Away(String),
    /// These rows will never be taken. Nothing was done.
    #[error("the visit log refuses the rows: {0}")]
    Refused(String),
}

/// What the server answers when the rows themselves are wrong, and will be for ever.
const WRONG_ROWS: [u32; 12] = [
    6,   // CANNOT_PARSE_TEXT
    27,  // CANNOT_PARSE_INPUT_ASSERTION_FAILED
    33,  // CANNOT_READ_ALL_DATA
    53,  // TYPE_MISMATCH
    69,  // ARGUMENT_OUT_OF_BOUND
    70,  // CANNOT_CONVERT_TYPE
    117, // INCORRECT_DATA
    131, // TOO_LARGE_STRING_SIZE
    321, // VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE
    349, // CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN
    407, // DECIMAL_OVERFLOW
    469, // VIOLATED_CONSTRAINT
];

impl From<Error> for VisitLogError {
    fn from(error: Error) -> Self {
        let wrong = match &error {
            Error::BadResponse(text) => code_of(text).is_some_and(|code| WRONG_ROWS.contains(&code)),
            _ => false,
        };
        if wrong { Self::Refused(error.to_string()) } else { Self::Away(error.to_string()) }
    }
}

/// The number in a server's `Code: 60. DB::Exception: …`.
pub(super) fn code_of(text: &str) -> Option<u32> {
    let (_, rest) = text.split_once("Code: ")?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_wrong_rows_are_refused_for_ever() {
        let told = |text: &str| VisitLogError::from(Error::BadResponse(text.to_owned()));
        assert!(matches!(told("Code: 469. DB::Exception: Constraint"), VisitLogError::Refused(_)));
        assert!(matches!(told("Code: 241. DB::Exception: Memory limit"), VisitLogError::Away(_)));
        assert!(matches!(told("garbage"), VisitLogError::Away(_)));
        assert!(matches!(Error::TimedOut.into(), VisitLogError::Away(_)));
    }
}
