//! What is counted while the program serves, in the words of Prometheus. A route is named by its pattern, so that no label
//! says who asked or for whom.
use prometheus::{HistogramOpts, HistogramVec, IntCounterVec, IntGauge, Opts, Registry, TextEncoder};
use std::time::Duration;

/// Answers by route and kind of status, how long they took, and how many are being made just now.
pub(crate) struct Meters {
    registry: Registry,
    answers: IntCounterVec,
    seconds: HistogramVec,
    running: IntGauge,
}

/// The upper ends of the classes of answer times, in seconds.
const SECONDS: [f64; 7] = [0.005, 0.02, 0.05, 0.1, 0.5, 2.0, 10.0];

impl Meters {
    /// # Errors
    /// When two meters have one name.
    pub fn new() -> prometheus::Result<Meters> {
        let registry = Registry::new();
        let answers = IntCounterVec::new(
            Opts::new("bazarche_answers_total", "Answers by route and kind of status."),
            &["route", "status"],
        )?;
        let seconds = HistogramVec::new(
            HistogramOpts::new("bazarche_answer_seconds", "How long answers took, by route.").buckets(SECONDS.to_vec()),
            &["route"],
        )?;
        let running = IntGauge::new("bazarche_requests_running", "Requests that are not answered yet.")?;
        registry.register(Box::new(answers.clone()))?;
        registry.register(Box::new(seconds.clone()))?;
        registry.register(Box::new(running.clone()))?;
        Ok(Meters { registry, answers, seconds, running })
    }

    /// Counts a request as running until what is given back is dropped.
    pub fn begin(&self) -> Running {
        self.running.inc();
        Running(self.running.clone())
    }

    /// Counts an answer. What belongs to no route is one route, whatever was asked for.
    pub fn answered(&self, route: Option<&str>, status: u16, took: Duration) {
        let route = route.unwrap_or("none");
        let class = match status / 100 {
            2 => "2xx",
            3 => "3xx",
            4 => "4xx",
            5 => "5xx",
            _ => "other",
        };
        self.answers.with_label_values(&[route, class]).inc();
        self.seconds.with_label_values(&[route]).observe(took.as_secs_f64());
    }

    /// Everything counted so far, as Prometheus reads it.
    ///
    /// # Errors
    /// When a meter cannot be written down.
    pub fn text(&self) -> prometheus::Result<String> {
        TextEncoder::new().encode_to_string(&self.registry.gather())
    }
}

/// A request that is not answered yet.
pub(crate) struct Running(IntGauge);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.dec();
    }
}

#[cfg(test)]
mod tests {
    use super::Meters;
    use std::time::Duration;

    #[test]
    fn answers_are_counted_by_route_and_kind_and_a_request_runs_until_it_is_answered() {
        let meters = Meters::new().unwrap();
        let running = meters.begin();
        meters.answered(Some("/p/{code}"), 200, Duration::from_millis(3));
        meters.answered(Some("/p/{code}"), 404, Duration::from_millis(30));
        meters.answered(None, 404, Duration::ZERO);
        let said = meters.text().unwrap();
        for line in [
            r#"bazarche_answers_total{route="/p/{code}",status="2xx"} 1"#,
            r#"bazarche_answers_total{route="none",status="4xx"} 1"#,
            r#"bazarche_answer_seconds_bucket{route="/p/{code}",le="0.02"} 1"#,
            r#"bazarche_answer_seconds_count{route="/p/{code}"} 2"#,
            "bazarche_requests_running 1",
        ] {
            assert!(said.lines().any(|found| found == line), "{line} in {said}");
        }
        drop(running);
        assert!(meters.text().unwrap().contains("bazarche_requests_running 0"));
    }
}
