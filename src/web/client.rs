//! Who asks: address, browser, privacy signals, as the headers say it.

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;
use axum::http::header::{self, AsHeaderName};

use super::session::is_own_page;
use crate::actions::admit::Envelope;
use crate::app::App;
use crate::domain::client_address::client_address;
use crate::engines::user_agent::ClientHints;

/// A header as text; empty when absent or not text.
pub(super) fn text(headers: &HeaderMap, name: impl AsHeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The address of the client: the peer's, or what a trusted proxy says.
pub(super) fn address(app: &App, peer: SocketAddr, headers: &HeaderMap) -> IpAddr {
    let peer = peer.ip().to_canonical();
    if app.config.trusted_proxies.is_empty() {
        return peer;
    }
    let lines = |name: &str| headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect::<Vec<_>>();
    client_address(peer, &lines("x-forwarded-for"), &lines("forwarded"), &app.config.trusted_proxies)
}

/// All that a request says of its client beside its body.
pub(super) fn envelope<'a>(app: &App, peer: SocketAddr, headers: &'a HeaderMap) -> Envelope<'a> {
    let signal = |name: &str| text(headers, name) == "1";
    Envelope {
        address: address(app, peer, headers),
        origin: headers.get(header::ORIGIN).and_then(|value| value.to_str().ok()),
        own_page: is_own_page(headers),
        user_agent: text(headers, header::USER_AGENT),
        hints: ClientHints {
            brands: text(headers, "sec-ch-ua"),
            platform: text(headers, "sec-ch-ua-platform"),
            platform_version: text(headers, "sec-ch-ua-platform-version"),
            mobile: text(headers, "sec-ch-ua-mobile"),
        },
        privacy: signal("sec-gpc") || signal("dnt"),
    }
}

/// An [`Envelope`] that outlives its request, for a doorway's first frame.
pub(super) struct Caller {
    address: IpAddr,
    origin: String,
    own_page: bool,
    user_agent: String,
    hints: [String; 4],
    privacy: bool,
}

impl Caller {
    pub(super) fn of(app: &App, peer: SocketAddr, headers: &HeaderMap) -> Self {
        let Envelope { address, origin, own_page, user_agent, hints, privacy } = envelope(app, peer, headers);
        let hints = [hints.brands, hints.platform, hints.platform_version, hints.mobile].map(str::to_owned);
        Self {
            address,
            origin: origin.unwrap_or_default().to_owned(),
            own_page,
            user_agent: user_agent.to_owned(),
            hints,
            privacy,
        }
    }

    pub(super) fn envelope(&self) -> Envelope<'_> {
        let [brands, platform, platform_version, mobile] = self.hints.each_ref().map(String::as_str);
        Envelope {
            address: self.address,
            origin: Some(&self.origin),
            own_page: self.own_page,
            user_agent: &self.user_agent,
            hints: ClientHints { brands, mobile, platform, platform_version },
            privacy: self.privacy,
        }
    }
}
