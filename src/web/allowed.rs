//! `Allowed<P>`: the one extractor of protected routes. Not signed in → sign-in; not allowed or not there → the same 404.
use crate::accounts::access::{Asking, PathIds, Proof};
use crate::accounts::trail::{self, Attempt, CaseProof, Showing, Trace};
use crate::db::Db;
use crate::error::AppError;
use crate::kernel::digest::hex;
use crate::kernel::lang::Lang;
use crate::kernel::secret::Indexed;
use crate::urls;
use crate::web::{State, Visit, client_address::client_address, request_log::RequestId};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use diesel::QueryResult;
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
            let mut visit = Visit::of(&req).await?;
            let Some(who) = visit.viewer.clone() else {
                return Err(AppError::SignInRequired { back: urls::in_lang(visit.lang, &visit.path) });
            };
            let state = web::Data::<State>::extract(&req).await.map_err(|_| missing_state())?;
            let path = path_ids(&req);
            let request = RequestId::of(&req).to_string();
            let (asker, address) = (who.clone(), marked_address(&req, &state));
            if P::GUARDS_CASES {
                let asking = Asking { who: &who, path: &path, request: &request, address: &address, rule: P::RULE };
                req.extensions_mut().insert(Attempt::of(&asking));
            }
            let waits_for = state.waits_for;
            let (proof, waiting) = state
                .pool
                .read(move |db| {
                    let asking =
                        Asking { who: &asker, path: &path, request: &request, address: &address, rule: P::RULE };
                    Ok((P::check(db, asking)?, waits_for(db, &asker)?))
                })
                .await?;
            visit.waiting = waiting;
            Ok(Allowed { proof: proof.ok_or_else(|| P::refusal(&who))?, visit })
        })
    }
}

impl<P: CaseProof> Allowed<P> {
    /// Reads for a page of a case file, and leaves the row that says so; see [`look`].
    pub async fn look<T, F>(&self, state: &State, showing: Showing, read: F) -> Result<T, AppError>
    where
        F: Fn(&mut Db, &P, &mut Trace) -> QueryResult<T> + Send + 'static,
        T: Send + 'static,
    {
        look(state, &self.proof, showing, read).await
    }
}

/// The one way in which pages of case files are read: in the transaction that writes the row of the trail, before anything
/// is sent. Without the row there is no page.
pub(crate) async fn look<P, T, F>(state: &State, by: &P, showing: Showing, read: F) -> Result<T, AppError>
where
    P: CaseProof,
    F: Fn(&mut Db, &P, &mut Trace) -> QueryResult<T> + Send + 'static,
    T: Send + 'static,
{
    let (proof, chain) = (by.clone(), by.chain());
    state.pool.look(chain, move |db| trail::look(db, &proof, showing, &read)).await
}

/// The address a request comes from as the trail keeps it: who has the key can ask whether two rows, or a row and an address,
/// belong together; who has the rows alone learns where nobody was.
fn marked_address(req: &HttpRequest, state: &State) -> String {
    let index = state.pool.keys().blind_index(Indexed::Address, &client_address(req));
    hex(&index).chars().take(16).collect()
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
