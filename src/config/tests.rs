//! Layers, and what is said when one of them is wrong.

use super::*;

fn read(environment: &[(&str, &str)], flags: &[(&'static str, &str)]) -> Result<Config, ConfigError> {
    let environment = environment.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let flags = flags.iter().map(|(key, value)| (*key, (*value).to_owned())).collect();
    Config::read(&Sources { file: None, environment, flags })
}

#[test]
fn the_later_layer_wins_and_is_named() {
    let config = read(&[("PARLOUR_LISTEN", "0.0.0.0:1")], &[("listen", "0.0.0.0:2")]).expect("sound");
    assert_eq!(config.listen.port(), 2);
    assert!(config.print().contains("listen = \"0.0.0.0:2\"  # flag"));
    assert!(config.print().contains("bus = \"in-process\"  # default"));
}

#[test]
fn a_wrong_value_is_one_clear_line() {
    for (key, value, says) in [
        ("PARLOUR_LISTEN", "8080", "listen (environment): “8080” is not ADDRESS:PORT"),
        ("PARLOUR_RECORDS", "mysql://x", "is not sqlite, sqlite:PATH or postgres://"),
        ("PARLOUR_VISIT_LOG", "ftp://x", "is neither"),
        ("PARLOUR_TRUSTED_PROXIES", "10.0.0.0/8,elsewhere", "has “elsewhere”"),
        ("PARLOUR_MAIL", "mail.shop.example:25", "is not an address like smtps://"),
        ("PARLOUR_MAIL", "http://mail.shop.example", "is not an address like smtps://"),
        ("PARLOUR_PUBLIC_URL", "chat.shop.example", "is not an address like https://"),
        ("PARLOUR_ADMIN_EMAIL", "nobody", "is not an e-mail address"),
    ] {
        let error = read(&[(key, value)], &[]).expect_err(key).to_string();
        assert!(error.contains(says), "{error}");
        assert_eq!(error.lines().count(), 1);
    }
}

#[test]
fn secrets_print_as_stars() {
    let config = read(
        &[
            ("PARLOUR_RECORDS", "postgres://me:secret@db/x"),
            ("PARLOUR_ADMIN_PASSWORD", "secret"),
            ("PARLOUR_MAIL", "smtp+starttls://me:secret@mail.shop.example:587"),
        ],
        &[],
    );
    let printed = config.expect("sound").print();
    assert!(!printed.contains("secret"), "{printed}");
    assert!(printed.contains("postgres://me:***@db/x"));
    assert!(printed.contains("smtp+starttls://me:***@mail.shop.example:587"));
    let broken = read(&[("PARLOUR_MAIL", "http://me:secret@mail.shop.example")], &[]).expect_err("http").to_string();
    assert!(!broken.contains("secret"), "{broken}");
}

#[test]
fn a_file_with_an_unknown_key_is_refused() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("parlour.toml");
    std::fs::write(&path, "listen = \"127.0.0.1:9\"\ntypo = 1\n").expect("written");
    let error = Config::read(&Sources { file: Some(path.clone()), ..Sources::default() }).expect_err("typo");
    assert!(error.to_string().contains("“typo” is not a setting"), "{error}");
    std::fs::write(&path, "trusted_proxies = [\"10.0.0.0/8\", \"::1\"]\n").expect("written");
    let config = Config::read(&Sources { file: Some(path), ..Sources::default() }).expect("sound");
    assert_eq!(config.trusted_proxies.len(), 2);
}
