//! An agent's own tokens for the agent interface.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::{Body, Id};
use crate::actions::keep_tokens::{add_token, delete_token};
use crate::actions::problem::Problem;
use crate::app::App;
use crate::domain::ids::TokenId;
use crate::domain::moment::Moment;
use crate::engines::records::ApiToken;
use crate::web::answer::{answer, json, with};
use crate::web::session::Signed;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TokenBody {
    name: String,
}

#[derive(Serialize)]
struct TokenWire {
    id: TokenId,
    name: String,
    made: Moment,
    last_used: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
}

#[derive(Serialize)]
struct Tokens {
    tokens: Vec<TokenWire>,
}

impl From<ApiToken> for TokenWire {
    fn from(token: ApiToken) -> Self {
        Self { id: token.id, name: token.name, made: token.made, last_used: token.last_used, token: None }
    }
}

pub(crate) async fn list(State(app): State<App>, signed: Signed) -> Response {
    let tokens = app.records.tokens_of(signed.agent.id).await.map_err(Problem::from);
    json(tokens.map(|tokens| Tokens { tokens: tokens.into_iter().map(TokenWire::from).collect() }))
}

pub(crate) async fn add(State(app): State<App>, signed: Signed, Body(body): Body<TokenBody>) -> Response {
    if let Some(refused) = signed.refuse_programs() {
        return refused;
    }
    let added = add_token(&app, &signed.agent, &body.name).await;
    with(StatusCode::CREATED, added.map(|(token, secret)| TokenWire { token: Some(secret), ..token.into() }))
}

pub(crate) async fn delete(State(app): State<App>, signed: Signed, Id(id): Id<TokenId>) -> Response {
    if let Some(refused) = signed.refuse_programs() {
        return refused;
    }
    match delete_token(&app, &signed.agent, id).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(problem) => answer(&problem),
    }
}
