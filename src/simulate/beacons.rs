//! Beacons over HTTP, as the tracker sends them.

use std::time::Duration;

use reqwest::{Client, RequestBuilder};
use serde_json::{Map, Value, json};
use url::Url;

use super::Simulate;
use super::profile::Profile;
use super::tally::Tally;
use crate::engines::clock::Clock;

/// The way beacons go.
pub(super) struct Beacons {
    client: Client,
    address: Url,
    site: String,
    clock: Clock,
}

impl Beacons {
    pub(super) fn new(options: &Simulate) -> Result<Self, reqwest::Error> {
        let client = Client::builder().timeout(Duration::from_secs(10)).build()?;
        let address = super::shop::address(&options.url, "b");
        Ok(Self { client, address, site: options.site.clone(), clock: Clock::system() })
    }

    /// Sends what `said` holds, beside what every beacon holds, and returns the beacon's id.
    pub(super) async fn send(&self, profile: &Profile, said: Value, tally: &Tally) -> String {
        let id = self.clock.id().to_string();
        let mut beacon = Map::from_iter([
            ("site".to_owned(), json!(self.site)),
            ("id".to_owned(), json!(id)),
            ("simulated".to_owned(), json!(true)),
        ]);
        match &profile.visitor {
            Some(visitor) => beacon.insert("visitor".to_owned(), json!(visitor)),
            None => beacon.insert("privacy".to_owned(), json!(true)),
        };
        if let Value::Object(said) = said {
            beacon.extend(said);
        }
        let request = self.client.post(self.address.clone()).body(Value::Object(beacon).to_string());
        let answer = self.as_browser(request, profile).send().await;
        tally.beacon(answer.map(|answer| answer.status().as_u16()).ok());
        id
    }

    fn as_browser(&self, request: RequestBuilder, profile: &Profile) -> RequestBuilder {
        let hints = profile.browser.hints().into_iter();
        let request = hints.fold(request, |request, (name, value)| request.header(name, value));
        request
            .header("content-type", "text/plain;charset=UTF-8")
            .header("origin", self.address.origin().ascii_serialization())
            .header("user-agent", profile.browser.user_agent)
            .header("x-forwarded-for", profile.address.to_string())
    }
}
