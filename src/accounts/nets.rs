//! The nets that an address lies in. Whoever can use many addresses mostly holds one net of them.
use std::net::{IpAddr, Ipv6Addr};

/// The near net of an address, /24 or /48, and the wide one, /16 or /32; none for a device.
pub(super) fn nets(from: &str) -> Vec<String> {
    let bare = from.strip_suffix("/64").unwrap_or(from);
    match bare.parse() {
        Ok(IpAddr::V4(address)) => {
            let [a, b, c, _] = address.octets();
            vec![format!("{a}.{b}.{c}.0/24"), format!("{a}.{b}.0.0/16")]
        }
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, ..] = address.segments();
            let net = |c| Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0);
            vec![format!("{}/48", net(c)), format!("{}/32", net(0))]
        }
        Err(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::nets;

    #[test]
    fn an_address_lies_in_a_near_and_a_wide_net_and_a_device_in_none() {
        assert_eq!(nets("192.0.2.7"), ["192.0.2.0/24", "192.0.0.0/16"]);
        assert_eq!(nets("2001:db8:1:2::/64"), ["2001:db8:1::/48", "2001:db8::/32"]);
        assert!(nets("a device's mark").is_empty());
    }
}
