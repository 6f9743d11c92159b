//! An address an agent pushes to a visitor: http or https, and nothing that looks like one thing and is another.

use url::Url;

/// What browsers show as a picture, by the end of its address.
const PICTURES: [&str; 7] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp"];

/// Characters of an address.
const LONGEST: usize = 2_048;

/// Whether the address ends like a picture's.
pub fn looks_like_picture(url: &str) -> bool {
    let path = Url::parse(url).map_or_else(|_| String::new(), |url| url.path().to_ascii_lowercase());
    PICTURES.iter().any(|suffix| path.ends_with(suffix))
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
    if typed.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\') {
        return Err("A link has no spaces, control characters or backslashes in it.".to_owned());
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
