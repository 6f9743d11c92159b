//! What visits and reports are asked with: a site, a period in its time zone, filters.

use std::convert::Infallible;
use std::str::FromStr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use url::form_urlencoded;

use super::answer::answer;
use crate::actions::know_filter::know_filter;
use crate::actions::list_visits::Which;
use crate::actions::problem::Problem;
use crate::app::App;
use crate::domain::ids::SiteKey;
use crate::domain::period::Period;
use crate::domain::site::Site;
use crate::domain::visit_filter::VisitFilter;

/// The query of such a call. Whoever asks is to be known before it is looked at.
pub(crate) struct Asked {
    /// Site, period and filter.
    pub(crate) which: Which,
    query: Words,
}

/// A query's words, in their order.
pub(crate) struct Words(Vec<(String, String)>);

impl Words {
    pub(crate) fn of(parts: &Parts) -> Self {
        Self(form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()).into_owned().collect())
    }

    /// What is said of `name`; the last word counts, an empty one is none.
    pub(crate) fn get<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).last().filter(|said| !said.is_empty())
    }

    /// What is said of `name`, read.
    ///
    /// # Errors
    /// A sentence that names it.
    pub(crate) fn read<T: FromStr>(&self, name: &'static str) -> Result<Option<T>, Problem> {
        let read = |said: &str| said.parse().map_err(|_| Problem::invalid(name, format!("“{said}” is no {name}.")));
        self.get(name).map(read).transpose()
    }

    fn site(&self, app: &App) -> Result<Arc<Site>, Problem> {
        let key = self.get("site").ok_or_else(|| Problem::invalid("site", "Which site? Its key is missing."))?;
        let site = app.live.sites.get(&SiteKey::from(key));
        site.ok_or_else(|| Problem::NotFound(format!("there is no site “{key}”")))
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(said, _)| said == name).map(|(_, value)| value.as_str())
    }
}

impl Asked {
    /// What else is said of `name`, read.
    ///
    /// # Errors
    /// A sentence that names it.
    pub(crate) fn read<T: FromStr>(&self, name: &'static str) -> Result<Option<T>, Problem> {
        self.query.read(name)
    }

    async fn of(app: &App, query: Words) -> Result<Self, Problem> {
        let site = query.site(app)?;
        let period = Period::read(query.get("from"), query.get("to"), &site.time_zone, app.clock.now());
        let period = period.map_err(|(field, why)| Problem::invalid(field, why))?;
        let filter = VisitFilter::parse(query.all("f")).map_err(|why| Problem::invalid("f", why))?;
        let filter = know_filter(app, &site, filter).await?;
        Ok(Self { which: Which { site, period, filter }, query })
    }
}

impl FromRequestParts<App> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        Self::of(app, Words::of(parts)).await.map_err(|problem| answer(&problem))
    }
}

/// The site that a call is about; its query says which.
pub(crate) struct OfSite(pub(crate) Arc<Site>);

impl FromRequestParts<App> for OfSite {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        Words::of(parts).site(app).map(Self).map_err(|problem| answer(&problem))
    }
}

impl FromRequestParts<App> for Words {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Self::Rejection> {
        Ok(Self::of(parts))
    }
}
