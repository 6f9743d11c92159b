//! The operating system, as people say it.

use super::{ClientHints, Parsed, found, leading_digits, major_after};

/// The system with its version where it is really told. Chromium, Firefox and Safari freeze it in the user agent:
/// Windows 11 says 10, macOS says 10.15, Android says 10, and Safari 26 on iOS says 18. A frozen one is left out.
pub(super) fn read(user_agent: &str, parsed: &Parsed<'_>, hints: &ClientHints<'_>) -> String {
    let name = name(user_agent, parsed, hints);
    let version = match name {
        "Windows" => windows(user_agent, hints),
        "macOS" => macos(user_agent, hints),
        "iOS" | "iPadOS" => ios(user_agent),
        "Android" => android(user_agent, hints),
        _ => String::new(),
    };
    format!("{name} {version}").trim_end().to_owned()
}

fn name<'a>(user_agent: &str, parsed: &Parsed<'a>, hints: &ClientHints<'a>) -> &'a str {
    let says = |word: &str| user_agent.contains(word);
    match (hints.platform(), found(parsed.os)) {
        _ if says("Windows Phone") => "Windows Phone",
        _ if says("iPad") => "iPadOS",
        _ if says("iPhone") || says("iPod") => "iOS",
        _ if says("Tizen") => "Tizen",
        _ if says("Web0S") => "webOS",
        _ if says("KAIOS") => "KaiOS",
        _ if says("PlayStation") => "PlayStation",
        _ if says("Nintendo") => "Nintendo",
        ("Windows", _) => "Windows",
        ("macOS", _) => "macOS",
        ("Android", _) => "Android",
        ("Chrome OS" | "Chromium OS", _) => "ChromeOS",
        ("Linux", _) => "Linux",
        _ if says("CrOS") => "ChromeOS",
        _ if says("Android") => "Android",
        _ if says("Windows") => "Windows",
        _ if says("Macintosh") || says("Mac OS X") => "macOS",
        _ if says("FreeBSD") => "FreeBSD",
        _ if says("OpenBSD") => "OpenBSD",
        _ if says("Linux") || says("X11") => "Linux",
        (_, other) => other,
    }
}

fn windows(user_agent: &str, hints: &ClientHints<'_>) -> String {
    let told = hints.platform_major().map(|major| if major >= 13 { "11" } else { "10" });
    let numbers = [("NT 6.3", "8.1"), ("NT 6.2", "8"), ("NT 6.1", "7"), ("NT 6.0", "Vista"), ("NT 5", "XP")];
    let old = numbers.iter().find(|(number, _)| user_agent.contains(number)).map(|(_, said)| *said);
    old.or(told).unwrap_or_default().to_owned()
}

fn macos(user_agent: &str, hints: &ClientHints<'_>) -> String {
    if let Some(major) = hints.platform_major() {
        return major.to_string();
    }
    let version = user_agent.split_once("Mac OS X 10").map(|(_, rest)| rest.trim_start_matches(['_', '.']));
    match version.map(leading_digits) {
        None | Some("" | "15") => String::new(),
        Some(minor) => format!("10.{minor}"),
    }
}

fn ios(user_agent: &str) -> String {
    let number = |token| major_after(user_agent, token).and_then(|digits| digits.parse::<u32>().ok());
    let system = number(" OS ").unwrap_or_default();
    let safari = number("Version/").filter(|version| *version >= 26).unwrap_or_default();
    let version = system.max(safari);
    if version == 0 { String::new() } else { version.to_string() }
}

fn android(user_agent: &str, hints: &ClientHints<'_>) -> String {
    if let Some(major) = hints.platform_major() {
        return major.to_string();
    }
    let is_frozen = user_agent.contains("Android 10; K)");
    if is_frozen { String::new() } else { major_after(user_agent, "Android ").unwrap_or_default().to_owned() }
}
