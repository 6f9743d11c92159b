//! Visitors who are not there: a program that walks the demo shop from addresses all over the world, through the same
//! beacons and doorways as anybody, so that a fresh installation has something to look at. All are marked as simulated.

mod agenda;
mod beacons;
mod browsers;
mod countries;
mod doorway;
mod people;
mod places;
mod profile;
mod shop;
mod talk;
mod tally;
mod visitor;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::task::JoinSet;
use url::Url;

use crate::engines::geo::{Geo, GeoError, find_city_files};
use beacons::Beacons;
use places::Places;
use profile::Profile;
use tally::Tally;
use visitor::Visitor;

/// Seconds a visitor stays, on average.
const MEAN_STAY: f64 = 240.0;
/// Seconds over which the first visitors come.
const FIRST_COME_WITHIN: f64 = 15.0;
/// Visitors who left and may come back.
const MOST_REMEMBERED: usize = 1_000;
const SAY_EVERY: Duration = Duration::from_secs(10);

/// What to simulate.
#[derive(Debug, Clone)]
pub struct Simulate {
    /// Where Parlour answers, `http` only: `http://127.0.0.1:8080/`.
    pub url: Url,
    /// The site's public key.
    pub site: String,
    /// How many visitors are there at a time, about.
    pub visitors: u32,
    /// How fast they live: 1 is a person's pace, 10 ten times that; from 0.01 to 1,000.
    pub rate: f64,
    /// The same seed makes the same visitors, who are then back for another visit.
    pub seed: u64,
    /// How many of the invited reply, from 0 to 1. Half of the others decline; the rest let it be.
    pub answer_share: f64,
}

/// Why there is nothing to simulate with.
#[derive(Debug, thiserror::Error)]
pub enum SimulateError {
    /// Without the city databases nobody has an address.
    #[error("the city databases are missing: run `npm ci` where the program is")]
    NoPlaces,
    /// The city databases are there, but cannot be used.
    #[error(transparent)]
    Geo(#[from] GeoError),
    /// The HTTP client cannot be made.
    #[error("no HTTP client")]
    Http(#[from] reqwest::Error),
}

/// What all visitors share.
struct World {
    options: Simulate,
    places: Places,
    beacons: Beacons,
    tally: Tally,
    gone: Mutex<Vec<Profile>>,
}

/// Lets visitors come and go until Ctrl-C, and says every ten seconds how it goes.
///
/// # Errors
/// There is nothing to simulate with.
pub async fn run(mut options: Simulate) -> Result<(), SimulateError> {
    options.rate = options.rate.clamp(0.01, 1_000.0);
    let files = find_city_files();
    if files.is_empty() {
        return Err(SimulateError::NoPlaces);
    }
    let geo = Geo::open(&files)?;
    let mut rng = StdRng::seed_from_u64(options.seed);
    let places = Places::draw(&geo, &mut rng);
    let beacons = Beacons::new(&options)?;
    let world = Arc::new(World { options, places, beacons, tally: Tally::default(), gone: Mutex::default() });
    tokio::select! {
        () = come_and_go(world.clone(), rng) => {}
        () = say_how_it_goes(&world) => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    Ok(())
}

/// The first visitors within seconds, then as many as leave, at moments of their own: a Poisson process.
async fn come_and_go(world: Arc<World>, mut rng: StdRng) {
    let mut visitors = JoinSet::new();
    let wanted = f64::from(world.options.visitors.max(1));
    let mean_gap = MEAN_STAY / world.options.rate / wanted;
    let first_gap = FIRST_COME_WITHIN / wanted;
    let mut first = world.options.visitors;
    loop {
        let gap = if first > 0 { first_gap } else { mean_gap };
        first = first.saturating_sub(1);
        tokio::time::sleep(exponential(&mut rng, gap)).await;
        visitors.spawn(live(world.clone(), StdRng::seed_from_u64(rng.random())));
        while visitors.try_join_next().is_some() {}
    }
}

/// One visit, from coming to going. A fourth of those who come have been here before.
async fn live(world: Arc<World>, mut rng: StdRng) {
    let back = if rng.random_bool(0.25) { world.somebody_gone(&mut rng) } else { None };
    let profile = back.unwrap_or_else(|| Profile::draw(&world.places, &mut rng));
    world.tally.come();
    Visitor::new(world.clone(), profile.clone(), rng).visit().await;
    world.tally.go();
    world.remember(profile);
}

async fn say_how_it_goes(world: &World) {
    loop {
        tokio::time::sleep(SAY_EVERY).await;
        #[expect(clippy::print_stdout, reason = "this is what the command is watched by")]
        {
            println!("{}", world.tally);
        }
    }
}

impl World {
    fn somebody_gone(&self, rng: &mut StdRng) -> Option<Profile> {
        let mut gone = self.gone.lock().unwrap_or_else(PoisonError::into_inner);
        let at = (!gone.is_empty()).then(|| rng.random_range(0..gone.len()))?;
        Some(gone.swap_remove(at))
    }

    fn remember(&self, profile: Profile) {
        let mut gone = self.gone.lock().unwrap_or_else(PoisonError::into_inner);
        if gone.len() < MOST_REMEMBERED {
            gone.push(profile);
        }
    }
}

/// A span whose end is as likely at any moment, of `mean` seconds.
fn exponential(rng: &mut StdRng, mean: f64) -> Duration {
    let share: f64 = rng.random_range(f64::EPSILON..1.0);
    Duration::from_secs_f64(-share.ln() * mean)
}
