//! The density map: visitors gathered by place.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::moment::Moment;
use super::presence::{Presence, Status};

/// Visitors named in one place; the rest are only counted.
pub const NAMED: usize = 50;

/// One place with the visitors who are there. `GeoIP` is city-level, so many share one.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the fields are the words of PROTOCOL")]
pub struct Spot {
    pub visitors: Vec<Arc<Presence>>,
    pub count: usize,
    pub idle: usize,
    pub invited: usize,
    pub ringing: usize,
    pub chatting: usize,
}

impl Spot {
    fn add(&mut self, row: Arc<Presence>, now: Moment) {
        self.count += 1;
        match row.status(now) {
            Status::Here => {}
            Status::Idle => self.idle += 1,
            Status::Invited => self.invited += 1,
            Status::Ringing => self.ringing += 1,
            Status::Chatting => self.chatting += 1,
        }
        self.visitors.push(row);
    }

    /// Those first who need somebody, then who arrived last; cut to [`NAMED`].
    fn settle(&mut self, now: Moment) {
        self.visitors.sort_by_key(|row| (row.status(now), std::cmp::Reverse(row.arrived), row.key));
        self.visitors.truncate(NAMED);
    }
}

/// A place's coordinates in hundred-thousandths of a degree: latitude, longitude.
pub type Point = (i32, i32);

/// All places, and those whose place is not known. Bots are not visitors.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct Density {
    pub spots: BTreeMap<Point, Spot>,
    pub without_place: Spot,
    pub total: usize,
}

impl Density {
    /// Gathers `rows` by place at `now`.
    pub fn of(rows: Vec<Arc<Presence>>, now: Moment) -> Self {
        let mut density = Self::default();
        for row in rows.into_iter().filter(|row| row.bot.is_none()) {
            density.total += 1;
            match row.place.coordinates.map(point) {
                Some(point) => density.spots.entry(point).or_default().add(row, now),
                None => density.without_place.add(row, now),
            }
        }
        density.spots.values_mut().chain([&mut density.without_place]).for_each(|spot| spot.settle(now));
        density
    }
}

#[expect(clippy::cast_possible_truncation, reason = "degrees × 100,000 fit into 32 bits")]
fn point((latitude, longitude): (f64, f64)) -> Point {
    ((latitude * 1e5).round() as i32, (longitude * 1e5).round() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::place::Place;
    use crate::domain::presence::sample;

    fn at(n: u8, coordinates: Option<(f64, f64)>) -> Arc<Presence> {
        Arc::new(Presence { place: Arc::new(Place { coordinates, ..Place::default() }), ..sample(n) })
    }

    #[test]
    fn visitors_of_one_city_share_a_place_and_the_placeless_are_counted_apart() {
        let lyon = Some((45.75, 4.85));
        let bot = Arc::new(Presence { bot: Some("declared"), ..sample(9) });
        let density =
            Density::of(vec![at(1, lyon), at(2, lyon), at(3, Some((48.85, 2.35))), at(4, None), bot], Moment(0));
        assert_eq!((density.spots.len(), density.without_place.count, density.total), (2, 1, 4));
        assert_eq!(density.spots[&(4_575_000, 485_000)].count, 2);
    }

    #[test]
    fn a_crowded_place_names_only_some_and_counts_all() {
        let rows = (0..80).map(|n| at(n, Some((1.0, 1.0)))).collect();
        let density = Density::of(rows, Moment(0));
        let spot = density.spots.values().next().expect("a place");
        assert_eq!((spot.count, spot.visitors.len()), (80, NAMED));
    }
}
