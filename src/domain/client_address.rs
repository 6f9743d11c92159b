//! Whose address a request comes from, when proxies stand between.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use ipnet::IpNet;

/// The visitor's address. `forwarded_for` and `forwarded` are the lines of `X-Forwarded-For` and `Forwarded` in the
/// order they came. They are believed only when `peer` is one of the `trusted` proxies: the right-most hop that is not
/// itself trusted; the left-most when all are. A header that cannot be read, or two that disagree (one of them was
/// passed through from a stranger), leave the peer.
pub fn client_address(peer: IpAddr, forwarded_for: &[&str], forwarded: &[&str], trusted: &[IpNet]) -> IpAddr {
    let peer = peer.to_canonical();
    if !is_trusted(peer, trusted) {
        return peer;
    }
    let plain = origin_of(forwarded_for, trusted, parse_hop);
    let standard = origin_of(forwarded, trusted, parse_element);
    match (plain, standard) {
        (Origin::At(a), Origin::At(b)) if a != b => peer,
        (Origin::Unreadable, _) | (_, Origin::Unreadable) | (Origin::Absent, Origin::Absent) => peer,
        (Origin::At(address), _) | (_, Origin::At(address)) => address,
    }
}

enum Origin {
    Absent,
    Unreadable,
    At(IpAddr),
}

fn origin_of(lines: &[&str], trusted: &[IpNet], parse: fn(&str) -> Option<IpAddr>) -> Origin {
    let hops = lines.iter().flat_map(|line| line.split(',')).map(str::trim).rev();
    let mut origin = Origin::Absent;
    for hop in hops {
        match parse(hop) {
            None => return Origin::Unreadable,
            Some(address) if is_trusted(address, trusted) => origin = Origin::At(address),
            Some(address) => return Origin::At(address),
        }
    }
    origin
}

fn is_trusted(address: IpAddr, trusted: &[IpNet]) -> bool {
    trusted.iter().any(|net| net.contains(&address))
}

/// `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:80`.
fn parse_hop(hop: &str) -> Option<IpAddr> {
    let bare = hop.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(hop);
    let address = bare.parse::<IpAddr>().ok().or_else(|| hop.parse::<SocketAddr>().ok().map(|socket| socket.ip()));
    address.map(|address| address.to_canonical())
}

/// The `for` of `for=192.0.2.60;proto=http` or `For="[2001:db8::17]:4711"`.
fn parse_element(element: &str) -> Option<IpAddr> {
    let pairs = element.split(';').filter_map(|pair| pair.trim().split_once('='));
    let named = pairs.into_iter().find(|(name, _)| name.eq_ignore_ascii_case("for"))?;
    parse_hop(named.1.trim_matches('"'))
}

/// The address as the visit log has it: whole where the site says so and the visitor may be known, else [`truncate`]d.
pub fn kept(address: IpAddr, whole_addresses: bool, privacy: bool) -> String {
    if whole_addresses && !privacy { address.to_canonical().to_string() } else { truncate(address) }
}

/// The address as it may be stored: the last octet of an IPv4 one and all after the first 48 bits of an IPv6 one are 0.
pub fn truncate(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => Ipv4Addr::from_bits(v4.to_bits() & 0xffff_ff00).to_string(),
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 80)).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let trusted: Vec<IpNet> = ["10.0.0.0/8", "fd00::/8"].iter().map(|net| net.parse().expect("a net")).collect();
        let cases: &[(&str, &[&str], &[&str], &str)] = &[
            ("203.0.113.9", &["192.0.2.1"], &[], "203.0.113.9"),
            ("203.0.113.9", &[], &["for=192.0.2.1"], "203.0.113.9"),
            ("10.0.0.1", &[], &[], "10.0.0.1"),
            ("10.0.0.1", &["192.0.2.1"], &[], "192.0.2.1"),
            ("::ffff:10.0.0.1", &["192.0.2.1"], &[], "192.0.2.1"),
            ("fd00::1", &["2001:db8::1"], &[], "2001:db8::1"),
            ("10.0.0.1", &["6.6.6.6, 192.0.2.1, 10.0.0.2"], &[], "192.0.2.1"),
            ("10.0.0.1", &["6.6.6.6", "192.0.2.1"], &[], "192.0.2.1"),
            ("10.0.0.1", &["nonsense, 192.0.2.1"], &[], "192.0.2.1"),
            ("10.0.0.1", &["192.0.2.1, nonsense"], &[], "10.0.0.1"),
            ("10.0.0.1", &[""], &[], "10.0.0.1"),
            ("10.0.0.1", &["10.0.0.7, 10.0.0.2"], &[], "10.0.0.7"),
            ("10.0.0.1", &["192.0.2.1:8080"], &[], "192.0.2.1"),
            ("10.0.0.1", &["[2001:db8::1]:8080"], &[], "2001:db8::1"),
            ("10.0.0.1", &["[2001:db8::1]"], &[], "2001:db8::1"),
            ("10.0.0.1", &["::ffff:192.0.2.1"], &[], "192.0.2.1"),
            ("10.0.0.1", &[], &["for=192.0.2.60;proto=http;by=203.0.113.43"], "192.0.2.60"),
            ("10.0.0.1", &[], &["For=\"[2001:db8:cafe::17]:4711\""], "2001:db8:cafe::17"),
            ("10.0.0.1", &[], &["for=6.6.6.6, proto=https;for=192.0.2.1"], "192.0.2.1"),
            ("10.0.0.1", &[], &["for=unknown"], "10.0.0.1"),
            ("10.0.0.1", &[], &["for=_hidden"], "10.0.0.1"),
            ("10.0.0.1", &[], &["proto=https"], "10.0.0.1"),
            ("10.0.0.1", &["192.0.2.1"], &["for=192.0.2.1"], "192.0.2.1"),
            ("10.0.0.1", &["192.0.2.1"], &["for=6.6.6.6"], "10.0.0.1"),
        ];
        for (peer, forwarded_for, forwarded, expected) in cases {
            let found = client_address(ip(peer), forwarded_for, forwarded, &trusted);
            assert_eq!(found, ip(expected), "{peer} {forwarded_for:?} {forwarded:?}");
        }
    }

    #[test]
    fn stored_addresses_are_cut() {
        assert_eq!(truncate(ip("203.0.113.77")), "203.0.113.0");
        assert_eq!(truncate(ip("::ffff:203.0.113.77")), "203.0.113.0");
        assert_eq!(truncate(ip("2001:db8:1:2:3:4:5:6")), "2001:db8:1::");
    }

    #[test]
    fn an_address_is_kept_whole_only_where_the_site_says_so() {
        let address = ip("::ffff:203.0.113.77");
        assert_eq!(kept(address, true, false), "203.0.113.77");
        for (whole, privacy) in [(false, false), (true, true), (false, true)] {
            assert_eq!(kept(address, whole, privacy), "203.0.113.0", "{whole} {privacy}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_header_is_too_strange(header in r#"((for|For)?=?"?\[?[0-9a-f.:]{0,12}\]?(:[0-9]{0,6})?"?[,; ]?){0,3}"#) {
            let trusted = ["10.0.0.0/8".parse().expect("a net")];
            client_address(ip("10.0.0.1"), &[&header], &[&header], &trusted);
            let stranger = client_address(ip("192.0.2.1"), &[&header], &[&header], &trusted);
            proptest::prop_assert_eq!(stranger, ip("192.0.2.1"));
        }
    }
}
