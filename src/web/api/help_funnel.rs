//! What became of lots and invitations. For administrators and marketers.

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use super::help::lots;
use crate::actions::read_help::{Became, read_help_funnel};
use crate::app::App;
use crate::domain::report::{By, Report};
use crate::web::answer::json;
use crate::web::asked::Asked;
use crate::web::session::Marketer;

#[derive(Serialize)]
struct HelpFunnel {
    steps: Vec<CountWire>,
    endings: Vec<EndingWire>,
    open: Vec<OpenWire>,
}

#[derive(Serialize)]
struct CountWire {
    key: &'static str,
    label: &'static str,
    count: Option<f64>,
    /// Of the step before.
    share: Option<f64>,
}

#[derive(Serialize)]
struct EndingWire {
    key: &'static str,
    label: &'static str,
    count: Option<f64>,
    share_of_viewed: Option<f64>,
}

#[derive(Serialize)]
struct OpenWire {
    key: &'static str,
    label: &'static str,
    count: Option<f64>,
}

/// The report's figures that are steps, and endings.
const STEPS: [&str; 8] = ["eligible", "assigned", "sent", "delivered", "viewed", "accepted", "answered", "goals"];
const ENDINGS: [&str; 6] = ["accepted", "declined", "expired", "undelivered", "withdrawn", "superseded"];
/// What has not ended.
const OPEN: [(&str, &str); 3] = [("sent", "Sent"), ("delivered", "Delivered"), ("viewed", "Seen")];

impl HelpFunnel {
    fn of(became: &Became) -> Self {
        let columns = Report::Invitations(By::Rule).columns();
        let find = |key: &str| columns.iter().zip(&became.figures).find(|(column, _)| column.key == key);
        let of_whole = |count: Option<f64>, whole: Option<f64>| Some(count? / whole.filter(|whole| *whole > 0.0)?);
        let viewed = find("viewed").and_then(|(_, count)| *count);
        let ending = |key: &&str| {
            let (column, count) = find(key)?;
            let (key, label) = (column.key, column.label);
            Some(EndingWire { key, label, count: *count, share_of_viewed: of_whole(*count, viewed) })
        };
        let open = |((key, label), count): (&(&'static str, &'static str), &Option<f64>)| OpenWire {
            key,
            label,
            count: *count,
        };
        let mut before = None;
        let mut step = |key: &&str| {
            let (column, count) = find(key)?;
            let share = of_whole(*count, before.replace(*count).flatten());
            Some(CountWire { key: column.key, label: column.label, count: *count, share })
        };
        Self {
            steps: STEPS.iter().filter_map(&mut step).collect(),
            endings: ENDINGS.iter().filter_map(ending).collect(),
            open: OPEN.iter().zip(&became.open).map(open).collect(),
        }
    }
}

pub(crate) async fn show(State(app): State<App>, _: Marketer, asked: Asked) -> Response {
    let read = async { read_help_funnel(&app, &asked.which, lots(&asked)?).await };
    json(read.await.map(|became| HelpFunnel::of(&became)))
}
