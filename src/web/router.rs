//! Every route on one page.

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, map_response};
use axum::routing::{any, delete, get, post, put};
use axum::{Extension, Router};

use super::api::{
    agents, archive, asyncapi, blocks, canned, chat_parts, chats, departments, filters, goals, help, help_funnel,
    invitations, mails, offers, offline_messages, openapi, overview_file, own_pages_only, profile, report_views,
    reports, rewind, rooms, routing, rule_questions, rules, scheduled_reports, session, sites, templates, tokens,
    transcripts, visit_lists, visitors, visits, webhooks, whos_on,
};
use super::in_time::in_time;
use super::stop::Stop;
use super::visitor::polls::Polls;
use super::{answer, assets, beacon, console, demo, files, headers, health, hosted, visitor};
use crate::actions::change_profile::LARGEST_PHOTO;
use crate::app::App;
use crate::domain::upload::MOST_BYTES;

/// The service's routes.
pub fn router(app: App, stop: Stop, polls: Polls) -> Router {
    let pages = Router::new()
        .route("/demo", get(demo::home))
        .route("/demo/{slug}", get(demo::page))
        .route("/demo/assets/{name}", get(demo::asset))
        .route("/chat/{key}", get(hosted::page))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(health::metrics))
        .route("/console/socket", any(console::socket::open))
        .route("/console/{*file}", get(assets::console_file))
        .nest("/api/v1", api())
        .fallback(get(console::page::page))
        .layer(from_fn(in_time))
        .layer(map_response(headers::own));
    pages.merge(open()).layer(Extension(stop)).layer(Extension(polls)).merge(beacons()).with_state(app)
}

/// What other people's pages ask for.
fn open() -> Router<App> {
    Router::new()
        .route("/t.js", get(assets::tracker_core))
        .route("/t/{file}", get(assets::tracker_part))
        .route("/d", any(visitor::socket::open))
        .route("/d/poll", post(visitor::poll::poll))
        .route(
            "/d/files",
            post(visitor::upload::upload)
                .options(visitor::upload::may_ask)
                .layer(DefaultBodyLimit::max(visitor::upload::FORM)),
        )
        .route("/files/{id}/{token}", get(files::file))
        .route(
            "/d/transcript",
            post(visitor::transcript::save).layer(DefaultBodyLimit::max(4 * 1024)).layer(from_fn(in_time)),
        )
        .route(
            "/d/offline",
            post(visitor::offline::leave).layer(DefaultBodyLimit::max(16 * 1024)).layer(from_fn(in_time)),
        )
        .layer(map_response(headers::open))
}

/// Beacons come by the thousand, so no layer lies over them that they do not need.
fn beacons() -> Router<App> {
    Router::new()
        .route("/b", post(beacon::post))
        .route("/b.gif", get(beacon::picture))
        .layer(map_response(headers::open))
}

/// Described whole in `openapi.json`.
fn api() -> Router<App> {
    Router::new()
        .route("/openapi.json", get(openapi))
        .route("/asyncapi.json", get(asyncapi))
        .merge(whos_on())
        .merge(invitations())
        .merge(chats())
        .merge(between_agents())
        .merge(oneself())
        .merge(people())
        .merge(routing_rules())
        .merge(invitation_rules())
        .merge(sites())
        .merge(reports())
        .merge(outgoing())
        .fallback(|| async { answer::refuse(StatusCode::NOT_FOUND, "no such call; /api/v1/openapi.json has them all") })
        .layer(DefaultBodyLimit::max(64 * 1024))
        .layer(from_fn(own_pages_only))
}

/// Who is here, and who was.
fn whos_on() -> Router<App> {
    Router::new()
        .route("/whos-on", get(whos_on::list))
        .route("/visits", get(visit_lists::list))
        .route("/visits.csv", get(visit_lists::csv))
        .route("/visits.jsonl", get(visit_lists::jsonl))
        .route("/visits/{id}", get(visits::show))
        .route("/visitors/{name}", get(visitors::show).delete(visitors::erase))
        .route("/visitors/{name}/note", put(visitors::note))
        .route("/visitors/{name}/export", get(visitors::export))
        .route("/visitors/{name}/visits", get(visits::of_visitor))
        .route("/visitors/{name}/chats", get(archive::of_visitor))
        .route("/rewind", get(rewind::show))
        .route("/rewind/line", get(rewind::line))
        .route("/blocks", get(blocks::list))
        .route("/blocks/{id}", delete(blocks::lift))
}

fn invitations() -> Router<App> {
    Router::new()
        .route("/invitations", post(invitations::send))
        .route("/invitations/form", get(invitations::form))
        .route("/invitations/preview", post(invitations::preview))
        .route("/invitations/{id}", get(invitations::show))
        .route("/invitations/{id}/withdraw", post(invitations::withdraw))
        .route("/templates", get(templates::list).post(templates::add))
        .route("/templates/{id}", put(templates::change).delete(templates::delete))
        .route("/groups", get(templates::groups))
}

fn chats() -> Router<App> {
    Router::new()
        .route("/chats", get(archive::list))
        .route("/chats/{id}", get(chats::show))
        .route("/chats/{id}/accept", post(chats::accept))
        .route("/chats/{id}/decline", post(chats::decline))
        .route("/chats/{id}/leave", post(chats::leave))
        .route("/chats/{id}/end", post(chats::end))
        .route("/chats/{id}/offers", post(offers::make))
        .route("/chats/{id}/candidates", get(offers::candidates_of))
        .route("/chats/{id}/about", put(chat_parts::describe))
        .route("/chats/{id}/files", post(chat_parts::send).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .route("/chats/{id}/transcript", get(transcripts::save))
        .route("/chats/{id}/email", post(transcripts::mail))
        .route("/chats/{id}/block", post(blocks::block))
        .route("/canned", get(canned::list).post(canned::add))
        .route("/canned/preview", post(canned::preview))
        .route("/canned/{id}", put(canned::change).delete(canned::delete))
}

fn between_agents() -> Router<App> {
    Router::new()
        .route("/agents/present", get(offers::present))
        .route("/offers", get(offers::list))
        .route("/offers/{id}/accept", post(offers::accept))
        .route("/offers/{id}/decline", post(offers::decline))
        .route("/offers/{id}/withdraw", post(offers::withdraw))
        .route("/rooms", get(rooms::list).post(rooms::open))
        .route("/rooms/{id}", get(rooms::show))
}

/// The signed-in agent's own account.
fn oneself() -> Router<App> {
    // One more than is taken, so that the refusal says what is the matter.
    let photo = DefaultBodyLimit::max(LARGEST_PHOTO + 1);
    Router::new()
        .route("/session", post(session::open).get(session::show).delete(session::close))
        .route("/sessions", get(profile::sessions).delete(profile::delete_sessions))
        .route("/sessions/{id}", delete(profile::delete_session))
        .route("/agents/me", get(profile::show).put(profile::change))
        .route("/agents/me/password", put(profile::put_password))
        .route("/agents/me/photo", put(profile::put_photo).delete(profile::delete_photo).layer(photo))
        .route("/agents/me/second-factor", post(profile::offer).put(profile::confirm).delete(profile::remove))
        .route("/tokens", get(tokens::list).post(tokens::add))
        .route("/tokens/{id}", delete(tokens::delete))
}

fn people() -> Router<App> {
    Router::new()
        .route("/agents", get(agents::list).post(agents::add))
        .route("/agents/{id}", put(agents::change).delete(agents::delete))
        .route("/agents/{id}/second-factor/reset", post(agents::reset))
        .route("/seats", get(agents::seat_table))
        .route("/seats.csv", get(agents::seat_csv))
        .route("/audit", get(routing::audit))
}

/// How chats find their agents.
fn routing_rules() -> Router<App> {
    Router::new()
        .route("/departments", get(departments::list).post(departments::add))
        .route("/departments/{id}", put(departments::change).delete(departments::delete))
        .route("/routing", get(routing::show).put(routing::put))
        .route("/routing/try", post(routing::try_out))
        .route("/desk", get(routing::show_desk).put(routing::put_desk))
}

/// Rules that invite by themselves.
fn invitation_rules() -> Router<App> {
    Router::new()
        .route("/rules", get(rules::list).post(rules::add))
        .route("/rules/{id}", put(rules::change).delete(rules::delete))
        .route("/rules/order", put(rules::order))
        .route("/rules/fields", get(rules::fields))
        .route("/rules/try", post(rule_questions::try_out))
        .route("/rules/why-not", get(rule_questions::why_not))
        .route("/attention", get(rules::show_attention).put(rules::put_attention))
}

fn sites() -> Router<App> {
    Router::new()
        .route("/sites", get(sites::list).post(sites::add))
        .route("/sites/{key}", put(sites::change).delete(sites::delete))
        .route("/sites/{key}/installation", get(sites::installation))
}

fn reports() -> Router<App> {
    Router::new()
        .route("/goals", get(goals::list).post(goals::add))
        .route("/goals/{id}", put(goals::change).delete(goals::delete))
        .route("/funnels", get(goals::funnels).post(goals::put_up))
        .route("/funnels/{id}", put(goals::change_one).delete(goals::take_down))
        .route("/scheduled-reports", get(scheduled_reports::list).post(scheduled_reports::add))
        .route("/scheduled-reports/{id}", put(scheduled_reports::change).delete(scheduled_reports::delete))
        .route("/scheduled-reports/{id}/send", post(scheduled_reports::send))
        .route("/reports/overview", get(report_views::overview))
        .route("/reports/overview.csv", get(overview_file::csv))
        .route("/reports/hours", get(report_views::hours))
        .route("/reports/transitions", get(report_views::transitions))
        .route("/reports/funnels/{id}", get(report_views::funnel))
        .route("/reports/help", get(help::show))
        .route("/reports/help/funnel", get(help_funnel::show))
        .route("/reports/{report}", get(reports::show))
        .route("/filters", get(filters::list).post(filters::add))
        .route("/filters/{id}", put(filters::change).delete(filters::delete))
}

/// What was left for later, and what is on its way out.
fn outgoing() -> Router<App> {
    Router::new()
        .route("/offline-messages", get(offline_messages::list))
        .route("/offline-messages/{id}/handled", post(offline_messages::handle))
        .route("/mails", get(mails::list))
        .route("/mails/test", post(mails::test))
        .route("/mails/{id}/retry", post(mails::retry))
        .route("/webhooks", get(webhooks::list).post(webhooks::add))
        .route("/webhooks/{id}", put(webhooks::change).delete(webhooks::delete))
        .route("/webhooks/{id}/test", post(webhooks::test))
        .route("/webhooks/{id}/deliveries", get(webhooks::deliveries))
        .route("/deliveries/{id}/retry", post(webhooks::retry))
}
