//! The address a request came from, for throttling and, as a keyed digest, for the trail; it is never stored or logged in the clear.
use crate::web::State;
use actix_web::http::header::HeaderMap;
use actix_web::{HttpRequest, web};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// The peer's address, or the one the trusted proxy wrote last into X-Forwarded-For.
pub(crate) fn client_address(req: &HttpRequest) -> String {
    let trusted = req.app_data::<web::Data<State>>().is_some_and(|state| state.config.behind_proxy);
    let forwarded = if trusted { last_forwarded(req.headers()) } else { None };
    let address = forwarded.or_else(|| req.peer_addr().map(|peer| peer.ip()));
    address.map(counted).unwrap_or_default()
}

/// The last address of all header lines: a proxy may add a line of its own below one that the sender made up.
fn last_forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").last()?.to_str().ok()?.rsplit(',').next()?.trim();
    last.parse().or_else(|_| last.parse().map(|with_port: SocketAddr| with_port.ip())).ok()
}

/// The address as attempts are counted: one of IPv6 by its /64, which is one line of one home.
fn counted(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{counted, last_forwarded};
    use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};

    fn forwarded(lines: &[&'static str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(HeaderName::from_static("x-forwarded-for"), HeaderValue::from_static(line));
        }
        last_forwarded(&headers).map(counted)
    }

    #[test]
    fn the_proxys_own_line_counts_and_not_the_senders() {
        assert_eq!(forwarded(&["198.51.100.7", "10.0.0.1, 192.0.2.1"]).as_deref(), Some("192.0.2.1"));
        assert_eq!(forwarded(&["198.51.100.7:4711"]).as_deref(), Some("198.51.100.7"));
        assert_eq!(forwarded(&["192.0.2.1, unknown"]), None);
        assert_eq!(forwarded(&[]), None);
    }

    #[test]
    fn addresses_of_one_ipv6_line_count_as_one() {
        assert_eq!(forwarded(&["2001:db8:1:2:3:4:5:6"]), forwarded(&["2001:db8:1:2::9"]));
        assert_ne!(forwarded(&["2001:db8:1:2::9"]), forwarded(&["2001:db8:1:3::9"]));
        assert_eq!(forwarded(&["::ffff:192.0.2.1"]).as_deref(), Some("192.0.2.1"));
    }
}
