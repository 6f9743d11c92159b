//! The demo shop as its visitors know it: pages, and the ways that lead there.

use std::sync::LazyLock;

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use serde::Deserialize;
use url::Url;

/// A page of the shop.
#[derive(Debug, Deserialize)]
pub(super) struct ShopPage {
    slug: String,
    template: String,
    data: OnPage,
}

#[derive(Debug, Deserialize)]
struct OnPage {
    title: String,
    price: Option<u32>,
}

static PAGES: LazyLock<Vec<ShopPage>> = LazyLock::new(|| {
    let pages = serde_json::from_str(include_str!("../engines/documents/demo/pages.json"));
    pages.unwrap_or_else(|error| unreachable!("the shop's pages are read in a test: {error}"))
});

/// Where they come from: a referring page and what the landing address carries. Empty: typed in.
const WAYS: [(&str, &str); 14] = [
    ("", ""),
    ("", ""),
    ("", ""),
    ("https://www.google.com/", ""),
    ("https://www.google.com/", ""),
    ("https://www.google.com/", "utm_source=google&utm_medium=cpc&utm_campaign=reading-lamps"),
    ("https://www.bing.com/", ""),
    ("https://duckduckgo.com/", ""),
    ("https://www.instagram.com/", "utm_source=instagram&utm_medium=social&utm_campaign=oak-season"),
    ("https://www.pinterest.com/", "utm_source=pinterest&utm_medium=social"),
    ("https://www.reddit.com/", ""),
    ("https://quiet-interiors.example/small-rooms", ""),
    ("https://old-house-letters.example/issue-41", ""),
    ("", "utm_source=letter&utm_medium=email&utm_campaign=autumn-lamps"),
];

impl ShopPage {
    pub(super) fn title(&self) -> String {
        self.data.title.clone()
    }

    /// In whole currency, when it can be bought here.
    pub(super) fn price(&self) -> Option<u32> {
        self.data.price
    }

    pub(super) fn url(&self, base: &Url) -> Url {
        address(base, format!("demo/{}", self.slug).trim_end_matches('/'))
    }

    /// How much more often than another it is looked at.
    fn appeal(&self) -> u32 {
        match self.template.as_str() {
            "home" | "list" => 4,
            "product" => 3,
            _ => 1,
        }
    }
}

/// `path` below the address where Parlour answers.
pub(super) fn address(base: &Url, path: &str) -> Url {
    let mut address = base.clone();
    address.set_query(None);
    address.set_path(&format!("{}/{path}", base.path().trim_end_matches('/')));
    address
}

/// The page to begin with, and where from.
pub(super) fn landing(base: &Url, rng: &mut StdRng) -> (&'static ShopPage, Url, &'static str) {
    let page = some_page(rng, |_| true);
    let (referrer, query) = *WAYS.choose(rng).unwrap_or(&WAYS[0]);
    let mut url = page.url(base);
    url.set_query((!query.is_empty()).then_some(query));
    (page, url, referrer)
}

/// Another page than `from`.
pub(super) fn next(rng: &mut StdRng, from: &ShopPage) -> &'static ShopPage {
    some_page(rng, |page| page.slug != from.slug)
}

fn some_page(rng: &mut StdRng, is_it: impl Fn(&ShopPage) -> bool) -> &'static ShopPage {
    PAGES.choose_weighted(rng, |page| if is_it(page) { page.appeal() } else { 0 }).unwrap_or(&PAGES[0])
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn the_shop_can_be_walked() {
        let base = Url::parse("http://127.0.0.1:8080/below/").expect("an address");
        let mut rng = StdRng::seed_from_u64(1);
        let (mut page, ..) = landing(&base, &mut rng);
        for _ in 0..100 {
            let another = next(&mut rng, page);
            assert_ne!(another.slug, page.slug);
            assert!(another.url(&base).as_str().starts_with("http://127.0.0.1:8080/below/demo"));
            page = another;
        }
        assert_eq!(PAGES[0].url(&base).path(), "/below/demo");
        assert!(PAGES.iter().any(|page| page.price().is_some()));
    }
}
