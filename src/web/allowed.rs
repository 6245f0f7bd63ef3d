//! `Allowed<P>`: the one extractor of protected routes. Not signed in → sign-in; not allowed or not there → the same 404.
use crate::accounts::access::{Asking, PathIds, Proof};
use crate::error::AppError;
use crate::kernel::lang::Lang;
use crate::urls;
use crate::web::{State, Visit, request_log::RequestId};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::future::LocalBoxFuture;

/// A request whose sender may do what `P` proves.
pub(crate) struct Allowed<P> {
    pub proof: P,
    pub visit: Visit,
}

impl<P: Proof> FromRequest for Allowed<P> {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, Result<Self, AppError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let req = req.clone();
        Box::pin(async move {
            let visit = Visit::of(&req).await?;
            let Some(who) = visit.viewer.clone() else {
                return Err(AppError::SignInRequired { back: urls::in_lang(visit.lang, &visit.path) });
            };
            let state = web::Data::<State>::extract(&req).await.map_err(|_| missing_state())?;
            let path = path_ids(&req);
            let request = RequestId::of(&req).to_string();
            let proof = state
                .pool
                .read(move |db| P::check(db, Asking { who: &who, path: &path, request: &request }))
                .await?
                .ok_or(AppError::NotFound)?;
            Ok(Allowed { proof, visit })
        })
    }
}

fn path_ids(req: &HttpRequest) -> PathIds {
    PathIds(req.match_info().iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}

fn missing_state() -> AppError {
    AppError::Internal(anyhow::anyhow!("the app was built without its state"))
}

/// The language of a request, for answers made before anything else is known of it.
pub(crate) fn lang_of(req: &HttpRequest) -> Lang {
    Lang::of_path(req.path()).0
}
