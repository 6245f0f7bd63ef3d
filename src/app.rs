//! The program as one value: everything a server or a test needs, and the actix app made of it.
use crate::accounts::door::Door;
use crate::accounts::forgotten::{self, FORGOTTEN};
use crate::catalogue::batches::jobs as batches;
use crate::catalogue::licences::jobs as licences;
use crate::catalogue::photos::{self, PhotoStore};
use crate::catalogue::take_off;
use crate::config::Config;
use crate::db::{self, Means, Pool};
use crate::error::AppError;
use crate::grants::import::uploads;
use crate::jobs::{self, Worker};
use crate::kernel::clock::Clock;
use crate::kernel::ids::IdSource;
use crate::kernel::lang::Lang;
use crate::kernel::secret::Keys;
use crate::messages::sms::{SEND_OF_ORDER, SEND_OF_WEEK, SEND_OF_WISH};
use crate::messages::{self, Gateway, Mailer};
use crate::orders::standing::due;
use crate::sales::anchors;
use crate::web::meters::Meters;
use crate::web::routes::get_or_head;
use crate::web::settings::Settings;
use crate::web::turns::Turns;
use crate::web::{Routes, State};
use crate::{
    accounts, areas, casework, catalogue, grants, home, households, moderation, orders, reports, reviews, sales,
    stalls, web as slice_web,
};
use actix_web::dev::{HttpServiceFactory, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, Error, HttpResponse, web};
use anyhow::Context;
use std::sync::Arc;
use std::time::Duration;

pub use crate::web::routes::Method;

/// The running program.
#[derive(Clone)]
pub struct Bazarche {
    state: State,
    photos: PhotoStore,
    mailer: Mailer,
    gateway: Gateway,
}

/// A picture of forty million pixels takes some two hundred megabytes while it is unpacked.
const PICTURES_AT_ONCE: usize = 2;
const PICTURE_PATIENCE: Duration = Duration::from_secs(15);
/// A list may take some hundred megabytes while it is read.
const LISTS_AT_ONCE: usize = 1;
const LIST_PATIENCE: Duration = Duration::from_secs(15);

/// A season takes a second or two of one core.
const RERUNS_AT_ONCE: usize = 1;
const RERUN_PATIENCE: Duration = Duration::from_secs(10);

/// What differs between real use, the demo and tests.
pub struct Setup {
    pub clock: Clock,
    pub keys: Keys,
    /// Makes ids, codes and tokens repeat; never in real use.
    pub seed: Option<u64>,
}

impl Bazarche {
    /// Opens the database, which must have the newest schema, the mailer and the gateway of SMS.
    ///
    /// # Errors
    /// When the database cannot be opened or the settings of mail or SMS cannot be used.
    pub fn open(config: Config, setup: Setup) -> anyhow::Result<Bazarche> {
        let means = Means { clock: setup.clock, keys: Arc::new(setup.keys), ids: Arc::new(IdSource::new(setup.seed)) };
        let pool = Pool::open(&config.database_url, means)?;
        let (mailer, gateway) = (Mailer::new(&config)?, Gateway::new(&config)?);
        let photos = PhotoStore::open(&config.photos).context("BAZARCHE_PHOTOS")?;
        let pictures = Turns::new(PICTURES_AT_ONCE, PICTURE_PATIENCE);
        let meters = Arc::new(Meters::new()?);
        let lists = Turns::new(LISTS_AT_ONCE, LIST_PATIENCE);
        let reruns = Turns::new(RERUNS_AT_ONCE, RERUN_PATIENCE);
        let (config, door) = (Arc::new(config), Door::new());
        let waits_for = moderation::access::waits_for;
        let state = State { pool, config, settings: Arc::default(), pictures, meters, door, lists, reruns, waits_for };
        Ok(Bazarche { state, photos, mailer, gateway })
    }

    pub fn pool(&self) -> &Pool {
        &self.state.pool
    }

    pub fn config(&self) -> &Config {
        &self.state.config
    }

    pub fn mailer(&self) -> &Mailer {
        &self.mailer
    }

    pub fn gateway(&self) -> &Gateway {
        &self.gateway
    }

    pub(crate) fn photos(&self) -> &PhotoStore {
        &self.photos
    }

    pub(crate) fn meters(&self) -> &Meters {
        &self.state.meters
    }

    /// The address of the page on which the first admin makes an account, if there is no admin yet.
    ///
    /// # Errors
    /// When the database cannot be written to.
    pub fn first_admin_address(&self) -> anyhow::Result<Option<String>> {
        self.admin_address(1)
    }

    /// The address of the page on which an admin makes an account that no other admin gave them, while there are fewer than
    /// `least` admins. Two are needed before anyone else can be given a role.
    ///
    /// # Errors
    /// When the database cannot be written to.
    pub fn admin_address(&self, least: usize) -> anyhow::Result<Option<String>> {
        let token = accounts::first_admin_link(&self.state.pool, least)?;
        let origin = &self.state.config.origin;
        Ok(token.map(|token| format!("{origin}{}", crate::urls::first_admin(Lang::Fa, &token))))
    }

    /// The worker of the durable jobs.
    pub(crate) fn worker(&self) -> Worker {
        let (mailer, origin) = (self.mailer.clone(), self.state.config.origin.clone());
        let (photos, forgetting) = (self.photos.clone(), self.photos.clone());
        Worker::new(self.state.pool.clone())
            .with(FORGOTTEN, Box::new(forgotten::answer))
            .with(
                messages::SEND,
                Box::new(move |pool, arg| {
                    let unit = pool.read_now(Settings::load)?.unit;
                    messages::send_due(pool, &mailer, &origin, unit, arg)
                }),
            )
            .with(SEND_OF_ORDER, {
                let (gateway, origin) = (self.gateway.clone(), self.state.config.origin.clone());
                Box::new(move |pool, arg| orders::texting::send(pool, &gateway, &origin, arg))
            })
            .with(SEND_OF_WEEK, {
                let (gateway, origin) = (self.gateway.clone(), self.state.config.origin.clone());
                Box::new(move |pool, arg| orders::texting::week::send(pool, &gateway, &origin, arg))
            })
            .with(SEND_OF_WISH, {
                let (gateway, origin) = (self.gateway.clone(), self.state.config.origin.clone());
                Box::new(move |pool, arg| catalogue::wish::send(pool, &gateway, &origin, arg))
            })
            .with(catalogue::wish::TELL, Box::new(catalogue::wish::tell))
            .every(
                catalogue::wish::FORGET_EVERY,
                catalogue::wish::FORGET,
                Box::new(|pool, _| catalogue::wish::forget(pool)),
            )
            .every(photos::EVERY, photos::SWEEP, Box::new(move |pool, _| photos::sweep(pool, &photos)))
            .with(take_off::CLEAR, Box::new(move |pool, good| take_off::clear(pool, &forgetting, good)))
            .with(batches::CLEAR, Box::new(batches::clear))
            .every(uploads::LOOK_EVERY, uploads::DROP, Box::new(|pool, _| uploads::drop_unconfirmed(pool)))
            .every(anchors::EVERY, anchors::ANCHOR, {
                let config = self.state.config.clone();
                Box::new(move |pool, _| anchors::anchor(pool, &config))
            })
            .with(anchors::SEND_ANCHORS, {
                let (mailer, config) = (self.mailer.clone(), self.state.config.clone());
                Box::new(move |_, lines| anchors::send(&mailer, &config, lines))
            })
            .with(licences::DUE, Box::new(licences::look_at))
            .with(licences::SETTLE, Box::new(licences::settle))
            .with(licences::TELL, Box::new(licences::tell_needed))
            .with(stalls::jobs::ASSIGN, Box::new(stalls::jobs::assign))
            .with(stalls::jobs::DAY_CHANGED, Box::new(orders::jobs::look_at_day))
            .every(batches::MAKE_EVERY, batches::MAKE, Box::new(|pool, _| batches::make(pool)))
            .with(areas::settings::HOLIDAYS_CHANGED, Box::new(|pool, _| batches::make(pool)))
            .with(orders::jobs::END, Box::new(orders::jobs::end))
            .every(due::LOOK_EVERY, due::LOOK, Box::new(|pool, _| due::look(pool)))
            .with(due::PLACE, Box::new(due::place))
            .every(orders::jobs::FORGET_EVERY, orders::jobs::FORGET, Box::new(|pool, _| orders::jobs::forget(pool)))
            .every(
                moderation::jobs::FORGET_EVERY,
                moderation::jobs::FORGET,
                Box::new(|pool, _| moderation::jobs::forget(pool)),
            )
            .every(jobs::FORGET_EVERY, jobs::FORGET, Box::new(|pool, _| jobs::forget(pool)))
    }

    /// Sees to it that the work of every day waits in the queue; for a server that starts.
    ///
    /// # Errors
    /// When the database cannot be written to.
    pub fn plan_daily_work(&self) -> anyhow::Result<()> {
        Ok(self.state.pool.change_now(|db| {
            photos::plan_sweep(db)?;
            uploads::plan_dropping(db)?;
            anchors::plan_anchoring(db)?;
            stalls::jobs::plan_missing(db)?;
            batches::plan_dating(db)?;
            orders::jobs::plan_forgetting(db)?;
            due::plan_looking(db)?;
            moderation::jobs::plan_forgetting(db)?;
            catalogue::wish::plan_forgetting(db)?;
            jobs::plan_forgetting(db)
        })?)
    }

    /// Does the jobs that are due now; gives how many were tried.
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub fn do_jobs(&self) -> anyhow::Result<usize> {
        Ok(self.worker().drain()?)
    }

    /// The actix app, for a server and for tests.
    pub fn app(
        &self,
    ) -> App<
        impl ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<impl actix_web::body::MessageBody + use<>>,
            Error = Error,
            InitError = (),
        > + use<>,
    > {
        App::new()
            .app_data(web::Data::new(self.state.clone()))
            .app_data(web::Data::new(self.photos.clone()))
            .wrap(from_fn(slice_web::refused::note))
            .wrap(from_fn(slice_web::origin_check::check))
            .wrap(from_fn(slice_web::error_pages::render))
            .wrap(from_fn(slice_web::security_headers::add))
            .wrap(Compress::default())
            .wrap(from_fn(slice_web::body_first::read))
            .wrap(from_fn(slice_web::request_log::log))
            .configure(|config| {
                configure(config);
            })
            .service(files())
            .default_service(web::to(not_found))
    }
}

/// Every route of the pages; each also stands under `/en`.
pub fn routes() -> Vec<(Method, &'static str)> {
    let mut listed = Vec::new();
    let _ = App::new().configure(|config| listed = configure(config));
    listed
}

fn configure(config: &mut web::ServiceConfig) -> Vec<(Method, &'static str)> {
    // The first pattern that fits is taken, so what is asked for most stands first.
    let mut routes = Routes::new(config);
    home::routes::configure(&mut routes);
    orders::routes::configure(&mut routes);
    sales::routes::configure(&mut routes);
    accounts::routes::configure(&mut routes);
    areas::routes::configure(&mut routes);
    households::routes::configure(&mut routes);
    grants::routes::configure(&mut routes);
    catalogue::routes::configure(&mut routes);
    moderation::routes::configure(&mut routes);
    reviews::routes::configure(&mut routes);
    stalls::routes::configure(&mut routes);
    casework::routes::configure(&mut routes);
    reports::routes::configure(&mut routes);
    routes.listed()
}

/// Files and what machines ask for: the same in both languages, and open to everyone.
fn files() -> impl HttpServiceFactory {
    (
        web::resource("/static/{tail:.*}").route(get_or_head().to(slice_web::assets::file)),
        web::resource(crate::urls::SERVICE_WORKER).route(get_or_head().to(slice_web::assets::service_worker)),
        web::resource(crate::urls::HEALTHZ).route(get_or_head().to(healthz)),
        web::resource(crate::urls::READYZ).route(get_or_head().to(readyz)),
    )
}

/// GET /healthz: the process runs.
async fn healthz() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

/// GET /readyz: the database answers and has the schema of this program.
async fn readyz(state: web::Data<State>) -> Result<HttpResponse, AppError> {
    if state.pool.read(|db| db::is_current(db.conn)).await? {
        Ok(HttpResponse::Ok().content_type("text/plain").body("ready\n"))
    } else {
        Err(AppError::Unavailable("the database has another schema".into()))
    }
}

async fn not_found() -> Result<HttpResponse, AppError> {
    Err(AppError::NotFound)
}
