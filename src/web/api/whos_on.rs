//! The live table without a socket.

use axum::Json;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::app::App;
use crate::domain::moment::Moment;
use crate::domain::window::{LARGEST, Totals, Window};
use crate::web::console::row::RowWire;
use crate::web::session::Signed;

#[derive(Serialize)]
struct Answer<'a> {
    rows: Vec<RowWire<'a>>,
    totals: Totals,
    now: Moment,
}

pub(crate) async fn list(State(app): State<App>, _: Signed, Query(mut window): Query<Window>) -> Response {
    let now = app.clock.now();
    window.size = window.size.clamp(1, LARGEST);
    window.site = window.site.filter(|site| !site.as_str().is_empty());
    let selection = app.live.whos_on.select(&window, now);
    let rows = selection.rows.iter().map(|(_, row)| RowWire::of(row, false, now)).collect();
    Json(Answer { rows, totals: selection.totals, now }).into_response()
}
