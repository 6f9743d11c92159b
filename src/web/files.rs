//! `GET /files/{id}/{token}`: a file as what its bytes are, and never as a page.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::answer::answer;
use crate::app::App;
use crate::domain::ids::FileId;
use crate::engines::records::ServedFile;

/// Nothing in it may be loaded or run, wherever it is opened.
const POLICY: &str = "default-src 'none'; sandbox";
/// Short, because a message may be taken back.
const CACHE: &str = "private, max-age=300";

pub(crate) async fn file(State(app): State<App>, Path((id, token)): Path<(String, String)>) -> Response {
    let Ok(id) = id.parse::<FileId>() else { return gone() };
    match app.records.file(id, &token).await {
        Ok(Some(file)) => serve(file),
        Ok(None) => gone(),
        Err(error) => answer(&error.into()),
    }
}

fn gone() -> Response {
    (StatusCode::NOT_FOUND, "no such file, or it was taken back").into_response()
}

fn serve(file: ServedFile) -> Response {
    let place = if file.r#type.starts_with("image/") { "inline" } else { "attachment" };
    let headers = [
        (header::CONTENT_TYPE, file.r#type),
        (header::CONTENT_DISPOSITION, disposition(place, &file.name)),
        (header::CONTENT_SECURITY_POLICY, POLICY.to_owned()),
        (header::CACHE_CONTROL, CACHE.to_owned()),
    ];
    (headers, file.bytes).into_response()
}

/// The name twice: for old browsers without what is not ASCII, and whole (RFC 6266).
fn disposition(place: &str, name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii() && !matches!(c, '"' | '\\' | '%') { c } else { '_' }).collect();
    let whole: String = name.bytes().map(escaped).collect();
    format!("{place}; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

/// A byte as RFC 5987 writes it.
fn escaped(byte: u8) -> String {
    let plain = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    if plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_stays_inside_its_quotes() {
        let expected = "inline; filename=\"Zo_ a_b.png\"; filename*=UTF-8''Zo%C3%AB%20a%22b.png";
        assert_eq!(disposition("inline", "Zoë a\"b.png"), expected);
    }
}
