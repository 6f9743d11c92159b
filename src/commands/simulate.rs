//! `parlour simulate`: visitors who walk the demo shop through the real endpoints.

use std::process::ExitCode;

use url::Url;

use crate::domain::site::DEMO_SITE;
use crate::simulate::Simulate;

/// Arguments of `parlour simulate`.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Where the service is. It must trust this machine as a proxy, since every visitor has an address of their own.
    #[arg(long, default_value = "http://127.0.0.1:8080")]
    url: Url,
    /// The key of the site they visit.
    #[arg(long, default_value = DEMO_SITE)]
    site: String,
    /// How many are there at once.
    #[arg(long, default_value_t = 120)]
    visitors: u32,
    /// How fast they are: 1 is a person's pace.
    #[arg(long, default_value_t = 1.0)]
    rate: f64,
    /// The same seed brings the same visitors.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// How many of those who are invited answer, 0 to 1.
    #[arg(long, default_value_t = 0.6)]
    answer_share: f64,
}

/// Runs until Ctrl-C.
pub fn run(options: Options) -> ExitCode {
    let Options { url, site, visitors, rate, seed, answer_share } = options;
    super::run(async move {
        crate::simulate::run(Simulate { url, site, visitors, rate, seed, answer_share }).await.map(|()| String::new())
    })
}
