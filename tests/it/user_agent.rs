//! Browsers, systems, devices and bots as they name themselves.

use parlour::domain::device::DeviceKind;
use parlour::engines::user_agent::{ClientHints, UserAgents};

const CHROME: &str = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0";

#[test]
fn browsers_are_told_apart() {
    let table = include_str!("../fixtures/browsers.tsv");
    let readings = UserAgents::default();
    let mut wrong = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let [browser, version, system, kind, user_agent] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("five columns: {line}");
        };
        let read = readings.read(user_agent, &ClientHints::default());
        let device = &read.device;
        let found = (&*device.browser, &*device.browser_version, &*device.system, device.kind.word(), read.bot);
        if found != (browser, version, system, kind, None) {
            wrong.push(format!("{found:?}\n  {line}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(table.lines().count() > 60);
}

#[test]
fn bots_are_known_by_their_reason() {
    let table = include_str!("../fixtures/bots.tsv");
    let readings = UserAgents::default();
    let mut wrong = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let (reason, user_agent) = line.split_once('\t').expect("two columns");
        let found = readings.read(user_agent, &ClientHints::default()).bot;
        if found != Some(reason) {
            wrong.push(format!("{found:?}: {line}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn hints_correct_what_the_user_agent_hides() {
    let windows = format!("Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36");
    let android = format!("Mozilla/5.0 (Linux; Android 10; K) {CHROME} Safari/537.36");
    let mac = format!("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {CHROME} Safari/537.36");
    let brave = r#""Chromium";v="142", "Brave";v="141", "Not_A Brand";v="99""#;
    let chrome = r#""Google Chrome";v="142", "Chromium";v="142", "Not_A Brand";v="99""#;
    let cases = [
        (&windows, [chrome, "?0", r#""Windows""#, r#""15.0.0""#], ["Chrome", "142", "Windows 11"], DeviceKind::Desktop),
        (&windows, [chrome, "?0", r#""Windows""#, r#""10.0.0""#], ["Chrome", "142", "Windows 10"], DeviceKind::Desktop),
        (&windows, [brave, "?0", r#""Windows""#, ""], ["Brave", "141", "Windows"], DeviceKind::Desktop),
        (&mac, [chrome, "?0", r#""macOS""#, r#""26.1.0""#], ["Chrome", "142", "macOS 26"], DeviceKind::Desktop),
        (&android, [chrome, "?1", r#""Android""#, r#""16.0.0""#], ["Chrome", "142", "Android 16"], DeviceKind::Phone),
        (&android, [chrome, "?0", r#""Android""#, ""], ["Chrome", "142", "Android"], DeviceKind::Tablet),
    ];
    let readings = UserAgents::default();
    for (user_agent, [brands, mobile, platform, platform_version], [browser, version, system], kind) in cases {
        let read = readings.read(user_agent, &ClientHints { brands, mobile, platform, platform_version });
        let found = [&*read.device.browser, &*read.device.browser_version, &*read.device.system];
        assert_eq!((found, read.device.kind), ([browser, version, system], kind), "{brands} {platform_version}");
    }
    let headless = ClientHints { brands: r#""HeadlessChrome";v="142""#, ..ClientHints::default() };
    assert_eq!(readings.read(&windows, &headless).bot, Some("headless"));
}

#[test]
fn anything_at_all_may_be_sent() {
    let readings = UserAgents::default();
    for nonsense in
        ["Mozilla/5.0 (\u{1f98a}", "Mozilla/5.0 Chrome/", "Opera/", "Mozilla/5.0 ;v=,;v", &"ü".repeat(4_000)]
    {
        let hints = ClientHints { brands: nonsense, platform: nonsense, ..ClientHints::default() };
        let read = readings.read(nonsense, &hints);
        assert!(read.device.browser_version.len() < 20, "{nonsense}");
        assert_eq!(readings.read(nonsense, &hints), read);
    }
    for n in 0..25_000 {
        readings.read(&format!("Mozilla/5.0 Firefox/{n}.0"), &ClientHints::default());
    }
}
