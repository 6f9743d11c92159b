//! Signing in with a code, and with what helps when the device is lost.

use parlour::domain::moment::MINUTE;
use reqwest::StatusCode;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

use super::sign_in;
use crate::support::{Agent, House};

const PASSWORD: &str = "correct horse battery";
const EMAIL: &str = "ben@parlour.example";

/// The code a device shows now.
fn code(house: &House, secret: &str) -> String {
    let secret = Secret::try_from_base32(secret).expect("base32");
    let device = Builder::new().with_secret(secret).build().expect("a device");
    let now = u64::try_from(house.clock.now().0 / 1_000).expect("after 1970");
    device.generate(now).to_string()
}

/// Ben adds a device; its secret and the recovery codes.
async fn enrolled(house: &House, ben: &Agent) -> (String, Vec<String>) {
    let (status, told) = ben.post("/agents/me/second-factor", &json!({"password": PASSWORD})).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    let secret = told["secret"].as_str().expect("a secret").to_owned();
    assert!(
        told["qr"].as_str().is_some_and(|path| path.starts_with('M')) && told["size"].as_i64() > Some(20),
        "{told}"
    );
    assert_eq!(ben.get("/agents/me").await["agent"]["second_factor"], false, "not before a code was shown");
    let (status, answer) = ben.put("/agents/me/second-factor", &json!({"code": code(house, &secret)})).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    (secret, serde_json::from_value(answer["recovery"].clone()).expect("codes"))
}

fn wanted(answer: &(StatusCode, Value)) -> bool {
    answer.0 == StatusCode::UNAUTHORIZED && answer.1["second_factor"] == true
}

#[tokio::test]
async fn a_code_opens_once() {
    let house = House::open().await;
    let ben = house.agent("Ben").await;
    let (secret, _) = enrolled(&house, &ben).await;
    assert!(wanted(&sign_in(&house, EMAIL, PASSWORD, None).await));
    assert_eq!(
        sign_in(&house, EMAIL, "a wrong password", None).await.0,
        StatusCode::FORBIDDEN,
        "nothing is told of codes"
    );
    let used = code(&house, &secret);
    assert!(wanted(&sign_in(&house, EMAIL, PASSWORD, Some(&used)).await), "it enrolled the device");
    house.clock.advance(MINUTE);
    let fresh = code(&house, &secret);
    assert_eq!(sign_in(&house, EMAIL, PASSWORD, Some(&fresh)).await.0, StatusCode::OK);
    assert!(wanted(&sign_in(&house, EMAIL, PASSWORD, Some(&fresh)).await), "a second time");
    house.close().await;
}

#[tokio::test]
async fn a_recovery_code_opens_once() {
    let house = House::open().await;
    let ben = house.agent("Ben").await;
    let (_, recovery) = enrolled(&house, &ben).await;
    assert_eq!(recovery.len(), 10);
    assert_eq!(sign_in(&house, EMAIL, PASSWORD, Some(&recovery[3].to_uppercase())).await.0, StatusCode::OK);
    assert!(wanted(&sign_in(&house, EMAIL, PASSWORD, Some(&recovery[3])).await));
    assert_eq!(sign_in(&house, EMAIL, PASSWORD, Some(&recovery[4])).await.0, StatusCode::OK);
    house.close().await;
}

#[tokio::test]
async fn codes_are_not_guessed() {
    let house = House::open().await;
    let ben = house.agent("Ben").await;
    enrolled(&house, &ben).await;
    let mut last = StatusCode::OK;
    for guess in 0..10 {
        last = sign_in(&house, EMAIL, PASSWORD, Some(&format!("00000{guess}"))).await.0;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    house.close().await;
}

#[tokio::test]
async fn the_device_goes_by_password_or_by_an_administrator() {
    let house = House::open().await;
    let (admin, ben) = (house.admin().await, house.agent("Ben").await);
    enrolled(&house, &ben).await;
    let again = ben.post("/agents/me/second-factor", &json!({"password": PASSWORD})).await;
    assert_eq!(again.0, StatusCode::CONFLICT, "first the old one goes");
    let own = |password: &str| json!({"password": password});
    let remove = async |password: &str| {
        ben.call(reqwest::Method::DELETE, "/agents/me/second-factor", Some(&own(password))).await.0
    };
    assert_eq!(remove("wrong").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(remove(PASSWORD).await, StatusCode::NO_CONTENT);
    assert_eq!(sign_in(&house, EMAIL, PASSWORD, None).await.0, StatusCode::OK);
    house.clock.advance(MINUTE);
    enrolled(&house, &ben).await;
    let (status, _) = admin.post(&format!("/agents/{}/second-factor/reset", ben.id()), &json!({})).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(sign_in(&house, EMAIL, PASSWORD, None).await.0, StatusCode::OK);
    assert_eq!(admin.get("/audit?action=agent.second_factor_reset").await["entries"][0]["about"], "Ben");
    house.close().await;
}
