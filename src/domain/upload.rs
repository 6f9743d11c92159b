//! A stranger's file: what it is called here, and what it is served as. Its own word for its type is not asked.

use super::text::line;

/// Bytes of one file.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;
/// Bytes of a name, which ends up in a header.
const LONGEST_NAME: usize = 120;
/// Served for everything that is not surely harmless.
pub const UNKNOWN: &str = "application/octet-stream";
const TEXT: &str = "text/plain; charset=utf-8";

/// What a file's first bytes may say it is. HTML and SVG are not among them.
const SERVED: [&str; 35] = [
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "image/avif",
    "image/bmp",
    "application/pdf",
    "application/zip",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
    "audio/mpeg",
    "audio/m4a",
    "audio/opus",
    "audio/ogg",
    "audio/x-flac",
    "audio/x-wav",
    "audio/aac",
    "audio/amr",
    "audio/midi",
    "audio/x-aiff",
    "video/mp4",
    "video/x-m4v",
    "video/webm",
    "video/x-matroska",
    "video/quicktime",
    "video/x-msvideo",
    "video/mpeg",
    "video/x-flv",
];

/// The media type a file of these bytes is served as.
pub fn media_type(bytes: &[u8]) -> &'static str {
    match infer::get(bytes) {
        Some(found) => SERVED.into_iter().find(|served| *served == found.mime_type()).unwrap_or(UNKNOWN),
        None if is_plain_text(bytes) => TEXT,
        None => UNKNOWN,
    }
}

/// Words, and not markup that a browser could take for a page.
fn is_plain_text(bytes: &[u8]) -> bool {
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    std::str::from_utf8(bytes).is_ok_and(|text| {
        let begins = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        !begins.is_empty() && !begins.starts_with('<') && !text.contains(control)
    })
}

/// A file name without a path, without hidden characters, and not too long; its ending stays.
pub fn file_name(said: &str) -> String {
    let last = said.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = line(last, usize::MAX).replace(['"', '<', '>', ':', '|', '?', '*'], "_");
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() { "file".to_owned() } else { shortened(name) }
}

fn shortened(name: &str) -> String {
    if name.len() <= LONGEST_NAME {
        return name.to_owned();
    }
    let (stem, ending) = name.rsplit_once('.').filter(|(_, ending)| ending.len() <= 10).unwrap_or((name, ""));
    let mut kept = LONGEST_NAME - ending.len() - 1;
    while !stem.is_char_boundary(kept) {
        kept -= 1;
    }
    let stem = &stem[..kept];
    if ending.is_empty() { stem.to_owned() } else { format!("{stem}.{ending}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_file_is_served_as() {
        let table: [(&[u8], &str); 14] = [
            (b"\x89PNG\r\n\x1a\n and more", "image/png"),
            (b"\xff\xd8\xff\xe0 and more", "image/jpeg"),
            (b"GIF89a and more", "image/gif"),
            (b"%PDF-1.7 and more", "application/pdf"),
            (b"PK\x03\x04 and more", "application/zip"),
            ("Grüße,\r\n\tMarta".as_bytes(), TEXT),
            (b"<!DOCTYPE html><script>alert(1)</script>", UNKNOWN),
            (b"  <html>", UNKNOWN),
            (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", UNKNOWN),
            (b"<?xml version='1.0'?><svg/>", UNKNOWN),
            ("\u{feff}<!-- --><svg/>".as_bytes(), UNKNOWN),
            (b"MZ\x90\0 a program", UNKNOWN),
            (b"\0\x01\x02\x03", UNKNOWN),
            (b"", UNKNOWN),
        ];
        for (bytes, served) in table {
            assert_eq!(media_type(bytes), served, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_name_is_only_a_name() {
        for (said, name) in [
            ("lamp.png", "lamp.png"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\Marta\\Zoë's lamp.png", "Zoë's lamp.png"),
            ("a\"b\r\nSet-Cookie: x.png", "a_bSet-Cookie_ x.png"),
            ("gpj.\u{202e}exe", "gpj.exe"),
            ("...", "file"),
            ("", "file"),
        ] {
            assert_eq!(file_name(said), name, "{said:?}");
        }
        let long = file_name(&format!("{}.docx", "ä".repeat(500)));
        assert!(long.len() <= LONGEST_NAME && long.ends_with("ä.docx"), "{long}");
    }

    proptest! {
        #[test]
        fn no_markup_is_served_as_anything(before in "[ \t\r\n\u{feff}]{0,4}", tag in "<[!?a-zA-Z][ -~]{0,40}") {
            let served = media_type(format!("{before}{tag}").as_bytes());
            prop_assert_eq!(served, UNKNOWN);
        }

        #[test]
        fn every_name_fits_a_header(said in "\\PC{0,200}") {
            let name = file_name(&said);
            prop_assert!((1..=LONGEST_NAME).contains(&name.len()) && !name.contains(['/', '\\', '"', '\n', '\r']));
        }
    }
}
