//! Places from both record layouts.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use parlour::domain::place::Place;
use parlour::engines::geo::{Geo, find_city_files};

fn ip(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

#[test]
fn nested_records_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("nested.mmdb");
    std::fs::write(&path, city_file(Ipv4Addr::new(192, 0, 2, 0), 24, &nested_record())).expect("a file");
    let geo = Geo::open(&[path]).expect("a city database");
    let krakow = Place {
        country: "PL".into(),
        region: "Lesser Poland".into(),
        city: "Krakow".into(),
        coordinates: Some((50.0614, 19.9366)),
    };
    assert_eq!(geo.locate(ip("192.0.2.77")), krakow);
    assert_eq!(geo.locate(ip("::ffff:192.0.2.77")), krakow);
    assert_eq!(geo.locate(ip("192.0.3.1")), Place::default());
    assert_eq!(geo.locate(ip("2001:db8::1")), Place::default());
}

#[test]
fn a_record_without_a_city_keeps_its_country() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("country.mmdb");
    let record = Value::map([("country", Value::map([("iso_code", Value::Text("NZ"))]))]);
    std::fs::write(&path, city_file(Ipv4Addr::new(198, 51, 100, 0), 24, &record)).expect("a file");
    let place = Geo::open(&[path]).expect("a city database").locate(ip("198.51.100.1"));
    assert_eq!(place, Place { country: "NZ".into(), ..Place::default() });
}

#[test]
fn flat_records_are_read_from_the_package() {
    let files = find_city_files();
    assert_eq!(files.len(), 2, "npm ci installs the city databases");
    let geo = Geo::open(&files).expect("city databases");
    for (address, country, city) in [
        ("8.8.8.8", "US", "Mountain View"),
        ("::ffff:8.8.8.8", "US", "Mountain View"),
        ("193.0.6.139", "NL", "Amsterdam"),
        ("2a01:4f8::1", "DE", "Nuremberg"),
    ] {
        let place = geo.locate(ip(address));
        assert_eq!(place.country, country, "{address}");
        assert!(place.city.starts_with(city), "{address} {}", place.city);
        let (lat, lon) = place.coordinates.expect("coordinates");
        assert!((lat * 1e4 - (lat * 1e4).round()).abs() < 1e-6 && lon.abs() <= 180.0, "{address} {lat} {lon}");
    }
    for private in ["10.0.0.1", "127.0.0.1", "::1"] {
        assert_eq!(geo.locate(ip(private)).city, "", "{private}");
    }
}

#[test]
fn what_is_no_database_is_refused_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("not.mmdb");
    std::fs::write(&path, b"not a database").expect("a file");
    let why = Geo::open(std::slice::from_ref(&path)).expect_err("no database").to_string();
    assert!(why.contains("not.mmdb"), "{why}");
    assert!(Geo::open(&[PathBuf::from("missing.mmdb")]).is_err());
    assert_eq!(Geo::none().locate(ip("8.8.8.8")), Place::default());
}

/// What `GeoLite2` and `GeoIP2` City say of an address, with parts Parlour does not read.
fn nested_record() -> Value {
    let named = |en, de| Value::map([("names", Value::map([("de", Value::Text(de)), ("en", Value::Text(en))]))]);
    Value::map([
        ("city", named("Krakow", "Krakau")),
        ("continent", Value::map([("code", Value::Text("EU"))])),
        ("country", Value::map([("iso_code", Value::Text("PL"))])),
        (
            "location",
            Value::map([
                ("accuracy_radius", Value::Short(20)),
                ("latitude", Value::Double(50.061_43)),
                ("longitude", Value::Double(19.936_58)),
                ("time_zone", Value::Text("Europe/Warsaw")),
            ]),
        ),
        ("subdivisions", Value::List(vec![named("Lesser Poland", "Kleinpolen"), named("Powiat", "Kreis")])),
    ])
}

/// What a `MaxMind` DB holds, as far as a city record needs it.
enum Value {
    Text(&'static str),
    Double(f64),
    Short(u16),
    Number(u32),
    Long(u64),
    List(Vec<Self>),
    Map(BTreeMap<&'static str, Self>),
}

impl Value {
    fn map<const N: usize>(entries: [(&'static str, Self); N]) -> Self {
        Self::Map(entries.into())
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Text(text) => {
                control(2, text.len(), out);
                out.extend(text.as_bytes());
            }
            Self::Double(number) => {
                control(3, 8, out);
                out.extend(number.to_be_bytes());
            }
            Self::Short(number) => {
                control(5, 2, out);
                out.extend(number.to_be_bytes());
            }
            Self::Number(number) => {
                control(6, 4, out);
                out.extend(number.to_be_bytes());
            }
            Self::Long(number) => {
                control(9, 8, out);
                out.extend(number.to_be_bytes());
            }
            Self::List(values) => {
                control(11, values.len(), out);
                for value in values {
                    value.write(out);
                }
            }
            Self::Map(entries) => {
                control(7, entries.len(), out);
                for (key, value) in entries {
                    Self::Text(key).write(out);
                    value.write(out);
                }
            }
        }
    }
}

/// Type and size; sizes from 29 to 284 take one byte more.
fn control(kind: u8, size: usize, out: &mut Vec<u8>) {
    let short = u8::try_from(size.min(29)).expect("at most 29");
    if kind > 7 {
        out.extend([short, kind - 7]);
    } else {
        out.push((kind << 5) | short);
    }
    if short == 29 {
        out.push(u8::try_from(size - 29).expect("short texts only"));
    }
}

/// A `MaxMind` DB that knows one IPv4 network: a tree of one node a bit, then the data, then what the file is.
fn city_file(network: Ipv4Addr, bits: u32, record: &Value) -> Vec<u8> {
    let mut file = Vec::new();
    for bit in 0..bits {
        let next = if bit + 1 == bits { bits + 16 } else { bit + 1 };
        let is_right = network.to_bits() >> (31 - bit) & 1 == 1;
        let children = if is_right { [bits, next] } else { [next, bits] };
        for child in children {
            file.extend(&child.to_be_bytes()[1..]);
        }
    }
    file.extend([0; 16]);
    record.write(&mut file);
    file.extend(b"\xab\xcd\xefMaxMind.com");
    Value::map([
        ("binary_format_major_version", Value::Short(2)),
        ("binary_format_minor_version", Value::Short(0)),
        ("build_epoch", Value::Long(1_700_000_000)),
        ("database_type", Value::Text("Test-City")),
        ("description", Value::map([("en", Value::Text("One network"))])),
        ("ip_version", Value::Short(4)),
        ("languages", Value::List(vec![Value::Text("en")])),
        ("node_count", Value::Number(bits)),
        ("record_size", Value::Short(24)),
    ])
    .write(&mut file);
    file
}
