//! A city record in either layout: flat with 32-bit coordinates (DB-IP), or nested with 64-bit ones and names in many
//! languages (`GeoLite2`, `GeoIP2`).

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use crate::domain::place::Place;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Record {
    country_code: String,
    state1: String,
    latitude: Option<Degrees>,
    longitude: Option<Degrees>,
    city: City,
    country: Country,
    subdivisions: Vec<Subdivision>,
    location: Location,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Country {
    iso_code: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Subdivision {
    names: Names,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Names {
    en: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Location {
    latitude: Option<Degrees>,
    longitude: Option<Degrees>,
}

/// DB-IP adds the quarter in brackets (“Accra (Osu Klottey)”), which is closer than it knows.
fn plain(mut city: String) -> String {
    if let Some(at) = city.find(" (") {
        city.truncate(at);
    }
    city
}

/// A flat record has the city's name where a nested one has a map.
#[derive(Default)]
struct City(String);

/// The reader refuses a 32-bit float where a 64-bit one is asked for.
#[derive(Clone, Copy)]
struct Degrees(f64);

impl From<Record> for Place {
    fn from(record: Record) -> Self {
        let region = record.subdivisions.into_iter().next().map(|first| first.names.en);
        let latitude = record.latitude.or(record.location.latitude);
        let longitude = record.longitude.or(record.location.longitude);
        let country = if record.country_code.is_empty() { record.country.iso_code } else { record.country_code };
        Self {
            country: country.to_ascii_uppercase(),
            region: region.unwrap_or(record.state1),
            city: plain(record.city.0),
            coordinates: latitude.zip(longitude).map(|(lat, lon)| (lat.rounded(), lon.rounded())),
        }
    }
}

impl Degrees {
    /// To about ten metres: a city is not known better, and the same city must be the same point.
    fn rounded(self) -> f64 {
        (self.0 * 10_000.0).round() / 10_000.0
    }
}

impl<'de> Deserialize<'de> for Degrees {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl Visitor<'_> for Either {
            type Value = Degrees;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("degrees")
            }

            fn visit_f32<E: Error>(self, degrees: f32) -> Result<Degrees, E> {
                Ok(Degrees(f64::from(degrees)))
            }

            fn visit_f64<E: Error>(self, degrees: f64) -> Result<Degrees, E> {
                Ok(Degrees(degrees))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl<'de> Deserialize<'de> for City {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = City;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a city")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<City, E> {
                Ok(City(name.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<City, A::Error> {
                let mut city = City::default();
                while let Some(key) = map.next_key::<&str>()? {
                    match key {
                        "names" => city.0 = map.next_value::<Names>()?.en,
                        _ => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(city)
            }
        }
        deserializer.deserialize_any(Either)
    }
}
