//! Moments as people of one place read them.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::moment::Moment;

/// A day and an hour with their zone: `21 Nov 2026, 12:35 GMT`.
pub fn written(at: Moment, zone: &str) -> String {
    local(at, zone).strftime("%-d %b %Y, %H:%M %Z").to_string()
}

/// A day: `21 Nov 2026`.
pub fn day(at: Moment, zone: &str) -> String {
    local(at, zone).strftime("%-d %b %Y").to_string()
}

/// An hour: `12:35`.
pub fn hour(at: Moment, zone: &str) -> String {
    local(at, zone).strftime("%H:%M").to_string()
}

/// A day as files are named: `2026-11-21`.
pub fn date(at: Moment, zone: &str) -> String {
    local(at, zone).strftime("%Y-%m-%d").to_string()
}

/// To the second, as programs read it: `2026-11-21T12:35:09+00:00`.
pub fn stamp(at: Moment, zone: &str) -> String {
    local(at, zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// The beginning of the day.
pub fn day_began(at: Moment, zone: &str) -> Moment {
    local(at, zone).start_of_day().map_or(at, |midnight| Moment(midnight.timestamp().as_millisecond()))
}

/// The beginning of the day after: midnight, or what comes first on a day whose clocks skip it.
pub fn midnight_after(at: Moment, zone: &str) -> Moment {
    let next = local(at, zone).tomorrow().and_then(|tomorrow| tomorrow.start_of_day());
    // Fails only where calendars end.
    next.map_or(at, |midnight| Moment(midnight.timestamp().as_millisecond()))
}

/// A zone nobody knows, or a moment no calendar has, is read as UTC's first.
fn local(at: Moment, zone: &str) -> Zoned {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(zone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::moment::HOUR;

    fn at(text: &str) -> Moment {
        Moment(text.parse::<Timestamp>().expect("a moment").as_millisecond())
    }

    #[test]
    fn a_day_ends_at_its_own_midnight() {
        for (now, zone, midnight, hours) in [
            ("2026-11-21T12:00:00Z", "Europe/London", "2026-11-22T00:00:00Z", 12),
            ("2026-11-21T23:00:00Z", "Asia/Tokyo", "2026-11-22T15:00:00Z", 16),
            // Clocks go forward: this day has 23 hours, the one in autumn 25.
            ("2026-03-28T23:00:00Z", "Europe/Berlin", "2026-03-29T22:00:00Z", 23),
            ("2026-10-24T22:00:00Z", "Europe/Berlin", "2026-10-25T23:00:00Z", 25),
            // The clocks skip midnight itself: the day begins at one.
            ("2026-09-05T16:00:00Z", "America/Santiago", "2026-09-06T04:00:00Z", 12),
            // Exactly midnight is the beginning of a day, not its end.
            ("2026-11-22T00:00:00Z", "UTC", "2026-11-23T00:00:00Z", 24),
            ("2026-11-22T13:00:00Z", "Nowhere/City", "2026-11-23T00:00:00Z", 11),
        ] {
            assert_eq!(midnight_after(at(now), zone), at(midnight), "{now} {zone}");
            assert_eq!(at(midnight).since(at(now)), i64::from(hours) * HOUR, "{now} {zone}");
        }
    }

    #[test]
    fn moments_are_written_for_their_place() {
        let noon = at("2026-07-01T10:05:00Z");
        assert_eq!(written(noon, "Europe/London"), "1 Jul 2026, 11:05 BST");
        assert_eq!((day(noon, "UTC").as_str(), hour(noon, "Asia/Tokyo").as_str()), ("1 Jul 2026", "19:05"));
        assert_eq!(date(noon, "Pacific/Auckland"), "2026-07-01");
        assert_eq!(stamp(noon, "Europe/London"), "2026-07-01T11:05:00+01:00");
    }

    proptest::proptest! {
        #[test]
        fn the_next_midnight_is_after_now_and_at_most_a_day_and_some_away(ms in 0_i64..4_000_000_000_000, zone in 0_usize..6) {
            let zone = ["UTC", "Europe/Berlin", "America/Sao_Paulo", "Asia/Beirut", "Pacific/Apia", "Africa/Cairo"][zone];
            let midnight = midnight_after(Moment(ms), zone);
            proptest::prop_assert!(midnight > Moment(ms) && midnight.since(Moment(ms)) <= 49 * HOUR);
        }
    }
}
