//! Operators: added, changed, deleted; what each role may; how they sign in and look after themselves.

mod operators;
mod profile;
mod roles;
mod second_factor;

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use crate::support::House;

/// Knocks at the door: status and answer.
async fn sign_in(house: &House, email: &str, password: &str, code: Option<&str>) -> (StatusCode, Value) {
    let request = Client::new().post(house.url("/api/v1/session")).header("origin", house.url(""));
    let answer = request.json(&json!({"email": email, "password": password, "code": code})).send().await;
    let answer = answer.expect("answered");
    (answer.status(), answer.json().await.expect("JSON"))
}
