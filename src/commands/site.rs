//! `parlour site`: sites from the command line.

use std::fmt::Write as _;
use std::process::ExitCode;

use super::run;
use crate::actions::manage_sites::{SiteDraft, new_site};
use crate::actions::problem::Problem;
use crate::config::Config;
use crate::engines::records::Records;

/// Arguments of `parlour site add`.
#[derive(Debug, clap::Args)]
pub struct Add {
    /// The site's name.
    name: String,
    /// An origin its pages come from, as <https://shop.example>; may be given several times. None: any.
    #[arg(long = "origin", value_name = "URL")]
    origins: Vec<String>,
    /// The site's time zone.
    #[arg(long, default_value = "UTC", value_name = "ZONE")]
    time_zone: String,
}

/// Adds a site and prints its key. A running service knows it when it is started again.
pub fn add(config: Config, site: Add) -> ExitCode {
    run(async move {
        let records = super::records(&config).await?;
        let Add { name, origins, time_zone } = site;
        let site = new_site(SiteDraft { name, origins, time_zone, style: None, settings: None })?;
        records.add_site(&site).await?;
        records.close().await;
        Ok::<_, Problem>(format!("{}\n", site.key))
    })
}

/// Lists the sites: key, name, origins.
pub fn list(config: Config) -> ExitCode {
    run(async move {
        let records: Records = super::records(&config).await?;
        let mut said = String::new();
        for site in records.sites().await? {
            let origins = if site.origins.is_empty() { "any origin".to_owned() } else { site.origins.join(" ") };
            // Writing into a string cannot fail.
            let _ = writeln!(said, "{}\t{}\t{origins}", site.key, site.name);
        }
        records.close().await;
        Ok::<_, Problem>(said)
    })
}
