//! User-agent client hints: what Chromium browsers say beside a user agent that no longer says it.

/// The `Sec-CH-UA…` headers as sent; each empty when it was not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct ClientHints<'a> {
    /// `Sec-CH-UA`: `"Chromium";v="142", "Brave";v="142", "Not_A Brand";v="99"`.
    pub brands: &'a str,
    /// `Sec-CH-UA-Mobile`: `?0` or `?1`.
    pub mobile: &'a str,
    /// `Sec-CH-UA-Platform`: `"Windows"`.
    pub platform: &'a str,
    /// `Sec-CH-UA-Platform-Version`: `"15.0.0"`; sent only where it was asked for.
    pub platform_version: &'a str,
}

impl<'a> ClientHints<'a> {
    /// Each cut to a length no browser reaches.
    pub(super) fn cut(&self) -> Self {
        let cut = |text: &'a str| &text[..text.floor_char_boundary(256)];
        let [brands, mobile, platform, platform_version] = self.parts().map(cut);
        Self { brands, mobile, platform, platform_version }
    }

    pub(super) const fn parts(&self) -> [&'a str; 4] {
        [self.brands, self.mobile, self.platform, self.platform_version]
    }

    /// The major version of `brand`, when it is among the brands.
    pub(super) fn version_of(&self, brand: &str) -> Option<&'a str> {
        let mut brands = self.brands.split(',').filter_map(|each| each.split_once(";v="));
        let (_, version) = brands.find(|(name, _)| unquoted(name) == brand)?;
        Some(super::leading_digits(unquoted(version)))
    }

    pub(super) fn platform(&self) -> &'a str {
        unquoted(self.platform)
    }

    /// The leading number of the platform's version.
    pub(super) fn platform_major(&self) -> Option<u32> {
        super::leading_digits(unquoted(self.platform_version)).parse().ok()
    }
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches('"')
}
