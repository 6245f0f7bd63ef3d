//! The place of the photos' files: a folder, or a bucket of an S3-compatible store; and what can be wrong with it, told without
//! the key and without what the store answered.
use crate::config::{Bucket, Photos};
use object_store::aws::AmazonS3Builder;
use object_store::client::{HttpError, HttpErrorKind, SpawnedReqwestConnector};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{BackoffConfig, ClientOptions, Error, ObjectStore, RetryConfig};
use std::error::Error as _;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

/// Where the files lie, and below what.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub files: Arc<dyn ObjectStore>,
    pub root: Path,
}

/// A place that is used no more is told so with a sentence, and so is one that cannot be used just now.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    #[error("the store cannot be reached: look at endpoint and at the network")]
    Unreached,
    #[error("the store does not know the key: look at key_id and its secret")]
    WrongKey,
    #[error("the key may not do this: let it read, list, write and delete in the bucket")]
    MayNot,
    #[error("the store has no such bucket: make it, or look at bucket and region")]
    NoBucket,
    #[error("the store answers {0}")]
    Answer(String),
    #[error("{0}")]
    Disk(#[from] io::Error),
    #[error("{0} is longer than any photo")]
    TooLong(String),
    #[error("{0} is not the name of a photo")]
    NoPhoto(String),
}

/// A thread that sends the requests to a store, so that they outlive the thread that asks; it ends with the last who may ask.
#[derive(Debug)]
pub(super) struct Driver {
    pub handle: Handle,
    _stop: oneshot::Sender<()>,
}

impl Driver {
    pub fn start() -> io::Result<Driver> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel::<()>();
        let drive = move || {
            // The sender is never used: that it is gone is what is waited for.
            let _: Result<(), _> = runtime.block_on(stopped);
        };
        std::thread::Builder::new().name("photos".to_owned()).spawn(drive)?;
        Ok(Driver { handle, _stop: stop })
    }
}

impl Place {
    pub fn of(photos: &Photos, driver: &Driver) -> Result<Place, Fault> {
        match photos {
            Photos::Folder(folder) => {
                let root =
                    Path::from_absolute_path(std::path::absolute(folder)?).map_err(|error| fault_of(error.into()))?;
                Ok(Place { files: Arc::new(LocalFileSystem::new().with_fsync(true)), root })
            }
            Photos::Bucket(bucket) => {
                Ok(Place { files: Arc::new(open(bucket, driver)?), root: Path::from(bucket.prefix.as_str()) })
            }
        }
    }
}

/// So often a request is sent again that came to nothing.
const RETRIES: usize = 2;
const CONNECT: Duration = Duration::from_secs(3);

fn open(bucket: &Bucket, driver: &Driver) -> Result<impl ObjectStore, Fault> {
    // Whoever came first has installed the same one.
    let _: Result<(), _> = rustls::crypto::ring::default_provider().install_default();
    let endpoint = match bucket.endpoint.split_once("://") {
        Some((scheme, host)) if !bucket.is_in_path => format!("{scheme}://{}.{host}", bucket.name),
        _ => bucket.endpoint.clone(),
    };
    let patience = ClientOptions::new().with_timeout(bucket.timeout).with_connect_timeout(CONNECT.min(bucket.timeout));
    let backoff =
        BackoffConfig { init_backoff: Duration::from_millis(100), max_backoff: Duration::from_secs(1), base: 2. };
    let store = AmazonS3Builder::new()
        .with_client_options(patience.with_allow_http(endpoint.starts_with("http://")))
        .with_http_connector(SpawnedReqwestConnector::new(driver.handle.clone()))
        .with_retry(RetryConfig { backoff, max_retries: RETRIES, retry_timeout: bucket.timeout })
        .with_endpoint(endpoint)
        .with_bucket_name(&bucket.name)
        .with_virtual_hosted_style_request(!bucket.is_in_path)
        .with_region(&bucket.region)
        .with_access_key_id(&bucket.key_id)
        .with_secret_access_key(&bucket.secret)
        .build();
    store.map_err(fault_of)
}

/// What is wrong, in words of our own: what a store answers may hold the key and the address of a photo.
pub(super) fn fault_of(error: Error) -> Fault {
    let text = error.to_string();
    let code = text.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>")).map(|(code, _)| code);
    match (code, &error) {
        (Some("NoSuchBucket"), _) => Fault::NoBucket,
        (Some("InvalidAccessKeyId" | "SignatureDoesNotMatch"), _) | (_, Error::Unauthenticated { .. }) => {
            Fault::WrongKey
        }
        (_, Error::PermissionDenied { .. }) => Fault::MayNot,
        (Some(code), _) if code.len() < 40 && code.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            Fault::Answer(code.to_owned())
        }
        _ => inmost(&error),
    }
}

/// What a disk or the network says, if it was one of them.
fn inmost(error: &Error) -> Fault {
    let mut cause = error.source();
    while let Some(found) = cause {
        if let Some(error) = found.downcast_ref::<io::Error>() {
            return Fault::Disk(io::Error::new(error.kind(), error.to_string()));
        }
        if let Some(error) = found.downcast_ref::<HttpError>() {
            return match error.kind() {
                HttpErrorKind::Connect | HttpErrorKind::Timeout | HttpErrorKind::Interrupted => Fault::Unreached,
                kind => Fault::Answer(format!("what is not understood ({kind:?})")),
            };
        }
        cause = found.source();
    }
    Fault::Answer("what is not understood".to_owned())
}

/// The same, but for a file that is not there.
pub(super) fn if_there<T>(found: Result<T, Error>) -> Result<Option<T>, Fault> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(error) => match (matches!(error, Error::NotFound { .. }), fault_of(error)) {
            (_, Fault::NoBucket) => Err(Fault::NoBucket),
            (true, _) => Ok(None),
            // Something else stands where the folder was.
            (false, Fault::Disk(error)) if error.kind() == io::ErrorKind::NotADirectory => Ok(None),
            (false, fault) => Err(fault),
        },
    }
}
