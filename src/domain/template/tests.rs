//! What a visitor reads, and what can never happen.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::domain::moment::Moment;
use crate::domain::place::Place;
use crate::domain::presence::{Person, Presence, sample};
use crate::domain::site::{Site, SiteSettings};

fn site() -> Site {
    Site {
        key: "k".into(),
        name: "Harrow & Pine".into(),
        origins: Vec::new(),
        time_zone: "Europe/London".into(),
        style: None,
        settings: SiteSettings::default(),
    }
}

fn marta(name: &str) -> Presence {
    let person = Person { name: name.to_owned(), ..Person::default() };
    let place = Place { country: "PL".into(), city: "Kraków".into(), ..Place::default() };
    Presence { person: Some(Arc::new(person)), place: Arc::new(place), time_zone: "Europe/Warsaw".into(), ..sample(1) }
}

fn read(template: &str, visitor: &Presence) -> Rendered {
    let site = site();
    // 2026-11-21 17:42 UTC.
    render(template, &Facts { visitor, site: &site, operator: "Ada", group: "Sales", now: Moment(1_795_282_920_000) })
}

#[test]
fn a_visitor_reads_their_own_values() {
    for (template, reads) in [
        ("#greeting# #first_name|there#, I'm #operator#.", "Good evening Marta, I'm Ada."),
        ("It is #local_time# in #city#, #country#.", "It is 18:42 in Kraków, Poland."),
        ("From #company#: #page_title#", "From Harrow & Pine: Lamps"),
        ("#local_day# the #date#", "Saturday the 21 November 2026"),
        ("100 # and ## and #Not a name# stay", "100 # and ## and #Not a name# stay"),
    ] {
        assert_eq!(read(template, &marta("Marta Kowalska")).text, reads);
    }
}

#[test]
fn the_older_spelling_is_read_once() {
    for (template, name, reads) in [
        ("Hello %VISITOR%, I'm %OPERATOR%.", "Marta", "Hello Marta, I'm Ada."),
        ("%VISITOR%", "%OPERATOR%", "%OPERATOR%"),
        ("%VISITOR%", "#operator#", "#operator#"),
        ("#name#", "%VISITOR%", "%VISITOR%"),
        ("Hello %VISITOR%, 20 % off", "", "Hello, 20 % off"),
        ("%visitor% %VISITORS% 100%", "Marta", "%visitor% %VISITORS% 100%"),
        ("#a%OPERATOR%b#", "Marta", "#aAdab#"),
    ] {
        assert_eq!(read(template, &marta(name)).text, reads, "{template}");
    }
}

#[test]
fn a_missing_value_leaves_no_hole() {
    for (template, reads) in [
        ("Hello #first_name#, welcome", "Hello, welcome"),
        ("#first_name#, welcome", "welcome"),
        ("Hi #first_name# , there", "Hi, there"),
        ("Welcome #first_name# to the shop", "Welcome to the shop"),
        ("Welcome, #first_name#, to the shop", "Welcome, to the shop"),
        ("Good evening #first_name|there#", "Good evening there"),
        ("Good evening, #first_name#. I'm Ada.", "Good evening. I'm Ada."),
        ("Shall I, #first_name#?", "Shall I?"),
        ("Hello, #first_name#", "Hello"),
        ("Hello #first_name#", "Hello"),
        ("Line\n#first_name#, next", "Line\nnext"),
        ("#first_name# #phone# hello", "hello"),
    ] {
        assert_eq!(read(template, &marta("")).text, reads, "{template}");
    }
    assert_eq!(read("Hello #first_name#", &marta("")).empty, ["first_name"]);
}

#[test]
fn an_unknown_variable_is_named_with_what_was_meant() {
    for (written, meant) in [
        ("frist_name", Some("first_name")),
        ("citty", Some("city")),
        ("hit", Some("hits")),
        ("nonsense", None),
        // Two letters are all of it: nothing is near.
        ("ip", None),
        ("x", None),
    ] {
        let rendered = read(&format!("#{written}#"), &marta("Marta"));
        assert_eq!(rendered.unknown, [(written.to_owned(), meant)]);
    }
}

#[test]
fn every_variable_in_the_list_can_be_written() {
    let (site, visitor) = (site(), marta("Marta"));
    let facts = Facts { visitor: &visitor, site: &site, operator: "Ada", group: "Sales", now: Moment(0) };
    for variable in variables(&facts) {
        let rendered = render(&format!("#{}#", variable.name), &facts);
        assert_eq!(rendered.text, variable.value.unwrap_or_default(), "{}", variable.name);
        assert!(rendered.unknown.is_empty());
    }
}

proptest! {
    #[test]
    fn a_value_is_never_read_again(value in r"(#browser#|\{\{name\}\}|<img src=x onerror=y>|#|[a-z ]){1,12}") {
        let visitor = marta(&value);
        let cleaned = line(&value, LONGEST_VALUE);
        prop_assume!(!cleaned.is_empty());
        prop_assert_eq!(read("[#name#]", &visitor).text, format!("[{cleaned}]"));
    }

    #[test]
    fn no_template_is_too_strange(template in r"[#|a-z_. ,\n\u{1}]{0,60}") {
        let rendered = read(&template, &marta(""));
        prop_assert!(!rendered.text.contains(GAP));
    }
}
