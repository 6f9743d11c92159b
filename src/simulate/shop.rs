//! The demo shop as its visitors know it: pages, and the ways that lead there.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use url::Url;

/// A page of the shop. `price` is there when it can be bought, in whole currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ShopPage {
    pub(super) path: &'static str,
    pub(super) title: &'static str,
    pub(super) price: Option<u32>,
}

const fn page(path: &'static str, title: &'static str) -> ShopPage {
    ShopPage { path, title, price: None }
}

const fn product(path: &'static str, title: &'static str, price: u32) -> ShopPage {
    ShopPage { path, title, price: Some(price) }
}

const PAGES: [ShopPage; 12] = [
    page("demo", "Harrow & Pine"),
    page("demo/lamps", "Lamps"),
    product("demo/lamps/brass-reading-lamp", "Brass reading lamp", 189),
    product("demo/lamps/linen-shades", "Linen shades", 48),
    page("demo/chairs", "Chairs"),
    product("demo/chairs/settle-armchair", "Settle armchair", 640),
    page("demo/delivery", "Delivery and returns"),
    page("demo/basket", "Your basket"),
    page("demo/workshop", "The workshop"),
    page("demo/trade", "Trade accounts"),
    page("demo/journal/reading-nook", "Making a reading nook"),
    page("demo/journal/oiling-oak", "Oiling oak"),
];

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

/// `path` below the address where Parlour answers.
pub(super) fn address(base: &Url, path: &str) -> Url {
    let mut address = base.clone();
    address.set_query(None);
    address.set_path(&format!("{}/{path}", base.path().trim_end_matches('/')));
    address
}

/// The page to begin with (the first one for many), and where from.
pub(super) fn landing(base: &Url, rng: &mut StdRng) -> (ShopPage, Url, &'static str) {
    let page =
        *[PAGES[0], PAGES[0], PAGES[0], next(rng, PAGES[0]), next(rng, PAGES[0])].choose(rng).unwrap_or(&PAGES[0]);
    let (referrer, query) = *WAYS.choose(rng).unwrap_or(&WAYS[0]);
    let mut url = address(base, page.path);
    url.set_query((!query.is_empty()).then_some(query));
    (page, url, referrer)
}

/// Another page than `from`.
pub(super) fn next(rng: &mut StdRng, from: ShopPage) -> ShopPage {
    let others: Vec<_> = PAGES.into_iter().filter(|page| page.path != from.path).collect();
    others.choose(rng).copied().unwrap_or(PAGES[0])
}
