//! Addresses as an administrator writes them for URL routing: `shop.example`, `shop.example/lamps`, `*.shop.example/sale/*`.

use serde::{Deserialize, Serialize};

/// Characters of a pattern.
const LONGEST: usize = 300;

/// An address without scheme. `*` stands for any characters; without one at its end it is a prefix that ends at `/`, `?`, `#` or the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UrlPattern(String);

impl UrlPattern {
    /// The pattern somebody typed: the scheme and a slash at the end mean nothing, the host's capitals neither.
    ///
    /// # Errors
    /// A sentence for the screen.
    pub fn parse(typed: &str) -> Result<Self, String> {
        let typed = typed.trim();
        let bare = typed.split_once("://").map_or(typed, |(_, rest)| rest).trim_end_matches('/');
        if bare.is_empty() {
            return Err("A pattern is an address like shop.example/lamps.".to_owned());
        }
        if bare.chars().count() > LONGEST || bare.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(format!("A pattern has no spaces and at most {LONGEST} characters."));
        }
        let host = bare.find(['/', '?', '#']).unwrap_or(bare.len());
        Ok(Self(format!("{}{}", bare[..host].to_lowercase(), &bare[host..])))
    }

    /// The pattern as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the page at `url` fits. Time grows with the product of both lengths at most.
    pub fn fits(&self, url: &str) -> bool {
        let address = url.split_once("://").map_or(url, |(_, rest)| rest);
        let pattern: Vec<char> = self.0.chars().collect();
        // Where in the pattern one may stand after what was read of the address.
        let mut standing = vec![false; pattern.len() + 1];
        standing[0] = true;
        skip_stars(&pattern, &mut standing);
        for c in address.chars() {
            if standing[pattern.len()] && matches!(c, '/' | '?' | '#') {
                return true;
            }
            step(&pattern, &mut standing, c);
        }
        standing[pattern.len()]
    }
}

/// A star may stand for nothing.
fn skip_stars(pattern: &[char], standing: &mut [bool]) {
    for at in 0..pattern.len() {
        if standing[at] && pattern[at] == '*' {
            standing[at + 1] = true;
        }
    }
}

fn step(pattern: &[char], standing: &mut [bool], c: char) {
    for at in (0..=pattern.len()).rev() {
        let stays = at < pattern.len() && standing[at] && pattern[at] == '*';
        let moved = at > 0 && standing[at - 1] && pattern[at - 1] == c && c != '*';
        standing[at] = stays || moved;
    }
    skip_stars(pattern, standing);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pattern(text: &str) -> UrlPattern {
        UrlPattern::parse(text).expect("a pattern")
    }

    #[test]
    fn pages_fit_or_do_not() {
        for (typed, url, fits) in [
            ("shop.example", "https://shop.example/", true),
            ("shop.example", "https://shop.example/lamps?x#y", true),
            ("https://Shop.example/", "http://shop.example", true),
            ("shop.example", "https://shop.example.evil/", false),
            ("shop.example", "https://www.shop.example/", false),
            ("shop.example/lamps", "https://shop.example/lamps", true),
            ("shop.example/lamps/", "https://shop.example/lamps?colour=red", true),
            ("shop.example/lamps", "https://shop.example/lamps/floor", true),
            ("shop.example/lamps", "https://shop.example/lampshades", false),
            ("shop.example/lamps*", "https://shop.example/lampshades", true),
            ("shop.example/Lamps", "https://shop.example/lamps", false),
            ("*.shop.example/sale/*", "https://www.shop.example/sale/lamps", true),
            ("*.shop.example/sale/*", "https://shop.example/sale/lamps", false),
            ("*/sale", "https://any.example/sale#now", true),
            ("*/sale", "https://any.example/sales", false),
            ("*", "", true),
            ("shop.example/*/red", "https://shop.example/lamps/floor/red/large", true),
        ] {
            assert_eq!(pattern(typed).fits(url), fits, "{typed} {url}");
        }
        for wrong in ["", " ", "https://", "a b", "a\u{7}", &"x".repeat(301)] {
            assert!(UrlPattern::parse(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn an_address_fits_itself_and_what_is_below_it(address in "[a-z.]{1,20}(/[a-zA-Z0-9_-]{1,8}){0,4}", more in "[/?#][a-z*/?#]{0,20}") {
            let itself = pattern(&address);
            prop_assert!(itself.fits(&format!("https://{address}")), "itself");
            let below = format!("https://{address}{more}");
            prop_assert!(itself.fits(&below), "below");
            let beside = format!("https://{address}x{more}");
            prop_assert!(!itself.fits(&beside), "beside");
        }

        #[test]
        fn a_star_stands_for_whatever_was_there(before in "[a-z./]{1,12}", middle in ".{0,12}", after in "[a-z./]{0,8}[a-z]") {
            let typed = format!("x{before}*{after}");
            let url = format!("https://x{before}{middle}{after}");
            prop_assert!(pattern(&typed).fits(&url));
        }

        #[test]
        fn no_address_is_too_strange(typed in "\\PC{0,40}", url in "\\PC{0,200}") {
            if let Ok(pattern) = UrlPattern::parse(&typed) {
                pattern.fits(&url);
            }
        }
    }
}
