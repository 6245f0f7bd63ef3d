//! The address of a PostgreSQL database, with what the client library needs to be told so that a server that is gone is
//! noticed soon. What the address says itself stands.

/// Parameters of the client library: a host that does not answer is given up after three seconds, and a connection whose
/// other end fell silent after five to ten.
const SOON: [(&str, &str); 5] = [
    ("connect_timeout", "3"),
    ("tcp_user_timeout", "5000"),
    ("keepalives_idle", "5"),
    ("keepalives_interval", "2"),
    ("keepalives_count", "2"),
];
/// Of several hosts the one that takes writes is meant.
const THE_WRITER: (&str, &str) = ("target_session_attrs", "read-write");

/// The address with the parameters that it does not name itself.
pub(super) fn that_notices_soon(url: &str) -> String {
    let (place, query) = url.split_once('?').unwrap_or((url, ""));
    let hosts = place.split("://").nth(1).unwrap_or_default();
    let hosts = hosts.split('/').next().unwrap_or_default();
    let hosts = hosts.rsplit('@').next().unwrap_or_default();
    let is_named = |name: &str| query.split('&').any(|pair| pair.split('=').next() == Some(name));
    let mut pairs: Vec<String> = query.split('&').filter(|pair| !pair.is_empty()).map(str::to_owned).collect();
    let wanted = SOON.into_iter().chain(hosts.contains(',').then_some(THE_WRITER));
    pairs.extend(wanted.filter(|(name, _)| !is_named(name)).map(|(name, value)| format!("{name}={value}")));
    format!("{place}?{}", pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use super::that_notices_soon;

    #[test]
    fn of_several_hosts_the_one_that_takes_writes_is_asked_for() {
        let one = that_notices_soon("postgres://u:p@10.0.0.1:5432/office");
        assert!(one.starts_with("postgres://u:p@10.0.0.1:5432/office?connect_timeout=3&"), "{one}");
        assert!(!one.contains("target_session_attrs"));
        let two = that_notices_soon("postgres://u:p,q@10.0.0.1:5432,10.0.0.2:5432/office");
        assert!(two.ends_with("&target_session_attrs=read-write"), "{two}");
    }

    #[test]
    fn what_the_address_says_itself_stands() {
        let url = "postgres://a:1,b:2/office?target_session_attrs=any&connect_timeout=9";
        let told = that_notices_soon(url);
        assert!(told.starts_with(url) && told.matches("connect_timeout").count() == 1, "{told}");
        assert!(!told.contains("read-write"));
    }
}
