//! An address an agent pushes to a visitor: http or https, and nothing that looks like one thing and is another.

use url::Url;

use super::text::line;

/// What browsers show as a picture, by the end of its address.
const PICTURES: [&str; 7] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp"];

/// Characters of an address.
const LONGEST: usize = 2_048;

/// Whether the address ends like a picture's.
pub fn looks_like_picture(url: &str) -> bool {
    let path = Url::parse(url).map_or_else(|_| String::new(), |url| url.path().to_ascii_lowercase());
    PICTURES.iter().any(|suffix| path.ends_with(suffix))
}

/// What relative addresses are relative to: an origin's root, or where a page stands. A wildcard is no address.
pub fn home(text: &str) -> Option<Url> {
    Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && !text.contains('*'))
}

/// The absolute address of what an agent typed; a relative one is taken relative to `base`, the site's own address.
///
/// # Errors
/// A sentence for the agent.
pub fn address(typed: &str, base: Option<&Url>) -> Result<Url, String> {
    let typed = typed.trim();
    if typed.is_empty() || typed.chars().count() > LONGEST {
        return Err(format!("A link has 1 to {LONGEST} characters."));
    }
    if line(typed, LONGEST) != typed || typed.contains([' ', '\\']) {
        return Err("A link has no spaces, backslashes or hidden characters in it.".to_owned());
    }
    if typed.starts_with("//") {
        return Err("Say http:// or https:// before the host.".to_owned());
    }
    let url = match Url::parse(typed) {
        Ok(url) => url,
        Err(url::ParseError::RelativeUrlWithoutBase) => relative(typed, base)?,
        Err(_) => return Err(format!("“{typed}” is not an address.")),
    };
    checked(url)
}

fn relative(typed: &str, base: Option<&Url>) -> Result<Url, String> {
    let base = base.ok_or("This site has no address of its own: type the whole link, with https://.")?;
    base.join(typed).map_err(|_| format!("“{typed}” is not an address."))
}

fn checked(url: Url) -> Result<Url, String> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("A link begins with http:// or https://, not with {}:", url.scheme()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("A link with a name or a password before the host is not sent: it hides where it goes.".to_owned());
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(typed: &str) -> Result<String, String> {
        address(typed, home("https://shop.example").as_ref()).map(String::from)
    }

    #[test]
    fn an_address_is_taken_as_it_was_meant() {
        for (typed, url) in [
            ("https://shop.example/lamps?a=1#b", "https://shop.example/lamps?a=1#b"),
            (" http://other.example ", "http://other.example/"),
            ("HTTPS://Shop.Example/A", "https://shop.example/A"),
            ("order.html", "https://shop.example/order.html"),
            ("/order/7?step=2", "https://shop.example/order/7?step=2"),
            ("?page=2", "https://shop.example/?page=2"),
            ("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(url), "{typed}");
        }
    }

    #[test]
    fn what_is_no_page_or_hides_where_it_goes_is_refused() {
        for typed in [
            "",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://shop.example/1",
            "mailto:a@shop.example",
            "//evil.example/lamps",
            "\\\\evil.example",
            "/\\evil.example",
            "https:\\\\evil.example",
            "https://shop.example@evil.example/",
            "https://a:b@evil.example/",
            "https://shop.example/a b",
            "https://",
            "https://shop.example/\u{202e}gpj.exe",
        ] {
            assert!(read(typed).is_err(), "{typed:?} became {:?}", read(typed));
        }
        assert!(read(&format!("/{}", "a".repeat(LONGEST))).is_err());
        assert!(address("order.html", None).is_err(), "relative to nothing");
    }

    #[test]
    fn a_picture_is_known_by_the_end_of_its_address() {
        for picture in ["https://shop.example/a/Lamp.JPG", "https://shop.example/lamp.webp?size=2#x"] {
            assert!(looks_like_picture(picture), "{picture}");
        }
        for page in ["https://shop.example/lamp", "https://shop.example/?a=.png", "https://shop.example/lamp.svg"] {
            assert!(!looks_like_picture(page), "{page}");
        }
    }

    #[test]
    fn a_wildcard_is_no_home() {
        assert_eq!(home("https://*.shop.example"), None);
        assert_eq!(home("about:blank"), None);
        assert_eq!(home("https://shop.example/lamps").map(String::from).as_deref(), Some("https://shop.example/lamps"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn whatever_is_typed_only_plain_pages_come_out(
            before in "[\\x00-\\x20/\\\\]{0,3}",
            scheme in "(javascript|JavaScript|data|vbscript|file|blob|http|https|HTTP|about|)",
            colon in "(:|:/|://|:\\\\\\\\|&colon;|%3a|)",
            rest in "[ -~\\x00-\\x1fäß\u{202e}]{0,24}",
        ) {
            let typed = format!("{before}{scheme}{colon}{rest}");
            if let Ok(url) = read(&typed) {
                let url = Url::parse(&url).expect("an address");
                prop_assert!(matches!(url.scheme(), "http" | "https"), "{typed:?} became {url}");
                prop_assert!(url.has_host() && url.username().is_empty() && url.password().is_none(), "{typed:?} became {url}");
                prop_assert!(!url.as_str().chars().any(|c| c.is_control() || c.is_whitespace()), "{typed:?} became {url}");
                let absolute = typed.trim().to_ascii_lowercase().starts_with("http");
                prop_assert!(absolute || url.host_str() == Some("shop.example"), "{typed:?} became {url}");
            }
        }
    }
}
