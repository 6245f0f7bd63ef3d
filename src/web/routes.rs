//! The route table: each route stands once, serves both languages, and is listed for the access matrix.
use crate::kernel::lang::Lang;
use actix_web::{FromRequest, Handler, Responder, Route, guard, web};

/// The method of a route; GET never changes anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    Get,
    Post,
}

/// Collects the routes of the slices and registers each under both languages.
pub(crate) struct Routes<'a> {
    config: &'a mut web::ServiceConfig,
    listed: Vec<(Method, &'static str)>,
}

impl<'a> Routes<'a> {
    pub fn new(config: &'a mut web::ServiceConfig) -> Self {
        Routes { config, listed: Vec::new() }
    }

    pub fn get<F, Args>(&mut self, pattern: &'static str, handler: F) -> &mut Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::Get, pattern, handler)
    }

    pub fn post<F, Args>(&mut self, pattern: &'static str, handler: F) -> &mut Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::Post, pattern, handler)
    }

    fn add<F, Args>(&mut self, method: Method, pattern: &'static str, handler: F) -> &mut Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        for lang in Lang::BOTH {
            let route = match method {
                Method::Get => get_or_head(),
                Method::Post => web::post(),
            };
            let path = format!("{}{pattern}", lang.prefix());
            self.config.route(&path, route.to(handler.clone()));
        }
        self.listed.push((method, pattern));
        self
    }

    /// Every route registered so far.
    pub fn listed(self) -> Vec<(Method, &'static str)> {
        self.listed
    }
}

/// A route for GET that answers HEAD with the same head; the server leaves the body out.
pub(crate) fn get_or_head() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}
