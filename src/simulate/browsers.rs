//! Browsers simulated visitors use, about as often as people do; a few are bots that run a page's scripts.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

/// A browser as it names itself.
#[derive(Debug)]
pub(super) struct Browser {
    weight: u32,
    screen: Screen,
    pub(super) user_agent: &'static str,
    brands: &'static str,
    platform: &'static str,
    platform_version: &'static str,
    pub(super) is_bot: bool,
}

#[derive(Debug, Clone, Copy)]
enum Screen {
    Desktop,
    Phone,
    Tablet,
}

impl Browser {
    /// The client hints it sends, as headers; none unless it is built on Chromium.
    pub(super) fn hints(&self) -> Vec<(&'static str, String)> {
        if self.brands.is_empty() {
            return Vec::new();
        }
        let mobile = if matches!(self.screen, Screen::Phone) { "?1" } else { "?0" };
        vec![
            ("sec-ch-ua", self.brands.to_owned()),
            ("sec-ch-ua-mobile", mobile.to_owned()),
            ("sec-ch-ua-platform", format!("\"{}\"", self.platform)),
            ("sec-ch-ua-platform-version", format!("\"{}\"", self.platform_version)),
        ]
    }

    /// Screens it is seen on.
    pub(super) const fn screens(&self) -> &'static [&'static str] {
        match self.screen {
            Screen::Desktop => {
                &["1920x1080", "1920x1080", "2560x1440", "1536x864", "1440x900", "1366x768", "3840x2160"]
            }
            Screen::Phone => &["393x852", "390x844", "412x915", "430x932", "360x800", "384x832"],
            Screen::Tablet => &["820x1180", "1024x1366", "800x1280"],
        }
    }
}

/// A browser by chance.
pub(super) fn choose(rng: &mut StdRng) -> &'static Browser {
    BROWSERS.choose_weighted(rng, |browser| browser.weight).unwrap_or(&BROWSERS[0])
}

const fn chromium(
    weight: u32,
    screen: Screen,
    user_agent: &'static str,
    brands: &'static str,
    [platform, platform_version]: [&'static str; 2],
) -> Browser {
    Browser { weight, screen, user_agent, brands, platform, platform_version, is_bot: false }
}

const fn other(weight: u32, screen: Screen, user_agent: &'static str) -> Browser {
    Browser { weight, screen, user_agent, brands: "", platform: "", platform_version: "", is_bot: false }
}

const fn bot(user_agent: &'static str) -> Browser {
    Browser { is_bot: true, ..other(1, Screen::Desktop, user_agent) }
}

#[rustfmt::skip]
static BROWSERS: [Browser; 49] = [
    chromium(9, Screen::Desktop, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "\"Chromium\";v=\"142\", \"Google Chrome\";v=\"142\", \"Not_A Brand\";v=\"99\"", ["Windows", "15.0.0"]),
    chromium(6, Screen::Desktop, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "\"Chromium\";v=\"142\", \"Google Chrome\";v=\"142\", \"Not_A Brand\";v=\"99\"", ["Windows", "19.0.0"]),
    chromium(3, Screen::Desktop, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "\"Chromium\";v=\"142\", \"Google Chrome\";v=\"142\", \"Not_A Brand\";v=\"99\"", ["Windows", "10.0.0"]),
    chromium(3, Screen::Desktop, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36", "\"Chromium\";v=\"141\", \"Google Chrome\";v=\"141\", \"Not_A Brand\";v=\"99\"", ["Windows", "15.0.0"]),
    chromium(1, Screen::Desktop, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "\"Chromium\";v=\"140\", \"Google Chrome\";v=\"140\", \"Not_A Brand\";v=\"99\"", ["Windows", ""]),
    chromium(4, Screen::Desktop, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "\"Chromium\";v=\"142\", \"Google Chrome\";v=\"142\", \"Not_A Brand\";v=\"99\"", ["macOS", "26.1.0"]),
    chromium(3, Screen::Desktop, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "\"Chromium\";v=\"142\", \"Google Chrome\";v=\"142\", \"Not_A Brand\";v=\"99\"", ["macOS", "15.6.1"]),
    chromium(1, Screen::Desktop, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36", "\"Chromium\";v=\"141\", \"Google Chrome\";v=\"141\", \"Not_A Brand\";v=\"99\"", ["macOS", "14.7.0"]),
    chromium(2, Screen::Desktop, "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "\"Chromium\";v=\"142\", \"Google Chrome\";v=\"142\", \"Not_A Brand\";v=\"99\"", ["Linux", "6.12.0"]),
    chromium(1, Screen::Desktop, "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "\"Chromium\";v=\"142\", \"Google Chrome\";v=\"142\", \"Not_A Brand\";v=\"99\"", ["Chrome OS", "16433.0.0"]),
    chromium(8, Screen::Phone, "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36", "\"Chromium\";v=\"142\", \"Google Chrome\";v=\"142\", \"Not_A Brand\";v=\"99\"", ["Android", "16.0.0"]),
    chromium(8, Screen::Phone, "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36", "\"Chromium\";v=\"142\", \"Google Chrome\";v=\"142\", \"Not_A Brand\";v=\"99\"", ["Android", "15.0.0"]),
    chromium(5, Screen::Phone, "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36", "\"Chromium\";v=\"142\", \"Google Chrome\";v=\"142\", \"Not_A Brand\";v=\"99\"", ["Android", "14.0.0"]),
    chromium(3, Screen::Phone, "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36", "\"Chromium\";v=\"141\", \"Google Chrome\";v=\"141\", \"Not_A Brand\";v=\"99\"", ["Android", "13.0.0"]),
    chromium(2, Screen::Phone, "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36", "\"Chromium\";v=\"138\", \"Google Chrome\";v=\"138\", \"Not_A Brand\";v=\"99\"", ["Android", "12.0.0"]),
    chromium(6, Screen::Desktop, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", "\"Chromium\";v=\"142\", \"Microsoft Edge\";v=\"142\", \"Not_A Brand\";v=\"99\"", ["Windows", "15.0.0"]),
    chromium(2, Screen::Desktop, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0", "\"Chromium\";v=\"141\", \"Microsoft Edge\";v=\"141\", \"Not_A Brand\";v=\"99\"", ["Windows", "19.0.0"]),
    chromium(1, Screen::Desktop, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", "\"Chromium\";v=\"142\", \"Microsoft Edge\";v=\"142\", \"Not_A Brand\";v=\"99\"", ["macOS", "15.6.1"]),
    chromium(1, Screen::Phone, "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36 EdgA/142.0.0.0", "\"Chromium\";v=\"142\", \"Microsoft Edge\";v=\"142\", \"Not_A Brand\";v=\"99\"", ["Android", "15.0.0"]),
    chromium(2, Screen::Desktop, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "\"Chromium\";v=\"142\", \"Brave\";v=\"142\", \"Not_A Brand\";v=\"99\"", ["Windows", "19.0.0"]),
    chromium(1, Screen::Desktop, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "\"Chromium\";v=\"142\", \"Brave\";v=\"142\", \"Not_A Brand\";v=\"99\"", ["macOS", "26.1.0"]),
    chromium(2, Screen::Desktop, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 OPR/123.0.0.0", "\"Chromium\";v=\"139\", \"Opera\";v=\"139\", \"Not_A Brand\";v=\"99\"", ["Windows", "15.0.0"]),
    chromium(1, Screen::Desktop, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Vivaldi/7.6.3797.63", "\"Chromium\";v=\"140\", \"Vivaldi\";v=\"140\", \"Not_A Brand\";v=\"99\"", ["Windows", "15.0.0"]),
    chromium(1, Screen::Desktop, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 YaBrowser/25.8.0.0 Safari/537.36", "\"Chromium\";v=\"138\", \"YaBrowser\";v=\"138\", \"Not_A Brand\";v=\"99\"", ["Windows", "10.0.0"]),
    chromium(4, Screen::Phone, "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36", "\"Chromium\";v=\"130\", \"Samsung Internet\";v=\"28\", \"Not_A Brand\";v=\"99\"", ["Android", "15.0.0"]),
    chromium(1, Screen::Tablet, "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "\"Chromium\";v=\"142\", \"Google Chrome\";v=\"142\", \"Not_A Brand\";v=\"99\"", ["Android", "15.0.0"]),
    other(9, Screen::Phone, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1"),
    other(5, Screen::Phone, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1"),
    other(6, Screen::Phone, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"),
    other(2, Screen::Phone, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1"),
    other(1, Screen::Phone, "Mozilla/5.0 (iPhone; CPU iPhone OS 16_7_10 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1"),
    other(2, Screen::Tablet, "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"),
    other(2, Screen::Phone, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.7444.77 Mobile/15E148 Safari/604.1"),
    other(1, Screen::Phone, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/145.0 Mobile/15E148 Safari/604.1"),
    other(1, Screen::Phone, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22G86 Instagram 403.0.0.28.79 (iPhone16,1; iOS 18_6; en_GB; en; scale=3.00; 1179x2556; 789)"),
    other(1, Screen::Phone, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22G86 [FBAN/FBIOS;FBAV/530.0.0.42.71;FBBV/789;FBDV/iPhone16,1;FBMD/iPhone;FBSN/iOS;FBSV/18.6;FBSS/3]"),
    other(4, Screen::Desktop, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15"),
    other(3, Screen::Desktop, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15"),
    other(1, Screen::Desktop, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15 Ddg/18.6"),
    other(4, Screen::Desktop, "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"),
    other(1, Screen::Desktop, "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"),
    other(2, Screen::Desktop, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0"),
    other(2, Screen::Desktop, "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"),
    other(2, Screen::Phone, "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0"),
    bot("Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.7390.122 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
    bot("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/136.0.0.0 Safari/537.36"),
    bot("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)"),
    bot("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36"),
    bot("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engines::user_agent::{ClientHints, UserAgents};

    #[test]
    fn people_are_read_as_people_and_bots_as_bots() {
        let readings = UserAgents::default();
        for browser in &BROWSERS {
            let read =
                readings.read(browser.user_agent, &ClientHints { brands: browser.brands, ..ClientHints::default() });
            assert_eq!(read.bot.is_some(), browser.is_bot, "{}", browser.user_agent);
        }
        assert!(BROWSERS.iter().filter(|browser| !browser.is_bot).count() >= 40);
    }
}
