//! The list of the settings: the README's table and the help of `serve` are made from it.

/// A setting: its variable, its key in the TOML file, and what it is for.
pub struct Setting {
    pub variable: &'static str,
    pub key: &'static str,
    pub meaning: &'static str,
}

/// Every setting there is; the README's table and `serve --help` are made from this list.
pub const SETTINGS: [Setting; 16] = [
    Setting {
        variable: "DATABASE_URL",
        key: "database_url",
        meaning: "Path of an SQLite file, or postgres://user:password@host/name, or with a standby postgres://user:password@one,two/name. Default: bazarche.db in the data folder.",
    },
    Setting {
        variable: "BAZARCHE_DATA",
        key: "data",
        meaning: "Folder of the database, photos and keys. Default: data.",
    },
    Setting {
        variable: "BAZARCHE_LISTEN",
        key: "listen",
        meaning: "Address and port to listen on. Default: 127.0.0.1:8080.",
    },
    Setting {
        variable: "BAZARCHE_ORIGIN",
        key: "origin",
        meaning: "What visitors type, such as https://bazarche.example. Default: http:// and the listen address; anything but a loopback address must be https.",
    },
    Setting {
        variable: "BAZARCHE_KEY_FILE",
        key: "key_file",
        meaning: "File of the master key, readable by its owner only; keep a copy elsewhere. Default: master.key in the data folder.",
    },
    Setting {
        variable: "BAZARCHE_PHOTOS",
        key: "photos",
        meaning: "file:PATH of the file that names a bucket of an S3-compatible store, or folder. Default: folder, which is photos in the data folder.",
    },
    Setting {
        variable: "BAZARCHE_PHOTOS_SECRET",
        key: "photos_secret",
        meaning: "The secret of that store's key, unless the file names a secret_file. Default: none.",
    },
    Setting {
        variable: "BAZARCHE_MAIL",
        key: "mail",
        meaning: "smtp://user:password@host:587, smtps://…, or file:FOLDER, or none. Default: none.",
    },
    Setting {
        variable: "BAZARCHE_MAIL_FROM",
        key: "mail_from",
        meaning: "The sender of e-mail, such as Bazarche <no-reply@bazarche.example>. Needed with smtp.",
    },
    Setting {
        variable: "BAZARCHE_SMS",
        key: "sms",
        meaning: "file:PATH of the template by which a gateway is asked to send SMS, or none. Default: none.",
    },
    Setting {
        variable: "BAZARCHE_SMS_SECRET",
        key: "sms_secret",
        meaning: "What stands for {secret} in that template, unless the template names a secret_file. Default: none.",
    },
    Setting {
        variable: "BAZARCHE_ANCHOR_EMAIL",
        key: "anchor_email",
        meaning: "Where the daily anchors of the audit trail and the ledger are sent, such as an auditor of another office. Default: none.",
    },
    Setting {
        variable: "BAZARCHE_BEHIND_PROXY",
        key: "behind_proxy",
        meaning: "true when a reverse proxy of yours sets X-Forwarded-For. Default: false.",
    },
    Setting {
        variable: "BAZARCHE_WORKERS",
        key: "workers",
        meaning: "Number of worker threads. Default: one for each core.",
    },
    Setting {
        variable: "BAZARCHE_METRICS",
        key: "metrics",
        meaning: "Address and port for Prometheus, which visitors cannot reach, such as 127.0.0.1:9464. Default: none.",
    },
    Setting {
        variable: "BAZARCHE_LOG",
        key: "log",
        meaning: "What to log, such as info or bazarche=debug. Default: info.",
    },
];
