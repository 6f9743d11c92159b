//! Addresses all over the world, drawn from the city databases themselves.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};

use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

use super::countries::{COUNTRIES, Country};
use crate::domain::place::Place;
use crate::engines::geo::Geo;

/// About so many networks are drawn, shared out among the countries by their weight.
const WANTED: u32 = 700;
/// Addresses tried. Some countries have so few that they end up with less than their share.
const MOST_TRIES: u32 = 400_000;

/// Networks to come from.
pub(super) struct Places(Vec<Home>);

/// A network of 256 addresses in one city.
#[derive(Debug, Clone, Copy)]
pub(super) struct Home {
    network: u32,
    pub(super) country: &'static Country,
    pub(super) time_zone: &'static str,
}

impl Places {
    /// Tries addresses by chance and keeps those each country still wants; no city has more than a fifth of its country.
    pub(super) fn draw(geo: &Geo, rng: &mut StdRng) -> Self {
        let mut wanted: HashMap<&str, u32> = COUNTRIES.iter().map(|country| (country.code, share(country))).collect();
        let mut cities: HashMap<(String, String), u32> = HashMap::new();
        let mut homes = Vec::new();
        for _ in 0..MOST_TRIES {
            let network = rng.random::<u32>() & 0xffff_ff00;
            let place = geo.locate(IpAddr::V4(Ipv4Addr::from_bits(network | 1)));
            let Some(home) = home(network, &place) else { continue };
            let left = wanted.entry(home.country.code).or_default();
            let in_city = cities.entry((place.country, place.city)).or_default();
            if *left > 0 && *in_city <= share(home.country) / 5 {
                *left -= 1;
                *in_city += 1;
                homes.push(home);
            }
            if wanted.values().all(|left| *left == 0) {
                break;
            }
        }
        Self(homes)
    }

    pub(super) fn choose(&self, rng: &mut StdRng) -> Home {
        let somewhere = Home { network: 0x0101_0100, country: &COUNTRIES[0], time_zone: "UTC" };
        self.0.choose(rng).copied().unwrap_or(somewhere)
    }
}

impl Home {
    pub(super) fn address(&self, rng: &mut StdRng) -> IpAddr {
        IpAddr::V4(Ipv4Addr::from_bits(self.network | rng.random_range(1..255)))
    }
}

fn share(country: &Country) -> u32 {
    let all: u32 = COUNTRIES.iter().map(|country| country.weight).sum();
    (WANTED * country.weight).div_ceil(all)
}

fn home(network: u32, place: &Place) -> Option<Home> {
    let (_, longitude) = place.coordinates.filter(|_| !place.city.is_empty())?;
    let country = COUNTRIES.iter().find(|country| country.code == place.country)?;
    Some(Home { network, country, time_zone: country.time_zone(longitude) })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use rand::SeedableRng;

    use super::*;
    use crate::engines::geo::find_city_files;

    #[test]
    fn visitors_come_from_everywhere() {
        let geo = Geo::open(&find_city_files()).expect("city databases");
        let places = Places::draw(&geo, &mut StdRng::seed_from_u64(1));
        let countries: HashSet<_> = places.0.iter().map(|home| home.country.code).collect();
        let networks: HashSet<_> = places.0.iter().map(|home| home.network).collect();
        assert!(networks.len() >= 500, "{}", networks.len());
        assert!(countries.len() * 10 >= COUNTRIES.len() * 9, "{} of {}", countries.len(), COUNTRIES.len());
    }
}
