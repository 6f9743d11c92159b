//! Settings: defaults < `parlour.toml` < environment < flags, parsed into types at once. Each remembers where it came from.

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use ipnet::IpNet;
use url::Url;

/// Everything that can be set, in the order it is printed: key, default, what it is.
const KEYS: [(&str, &str, &str); 13] = [
    ("listen", "127.0.0.1:8080", "address and port to answer on"),
    ("data", "./data", "folder for the spool and the embedded engines"),
    ("records", "sqlite", "sqlite (a file in the data folder), sqlite:PATH, or postgres://…"),
    ("visit_log", "embedded", "embedded, or the URL of a ClickHouse server"),
    ("bus", "in-process", "in-process"),
    ("geo", "", "city database files (.mmdb), separated by commas; empty: the installed DB-IP files"),
    ("trusted_proxies", "", "networks whose X-Forwarded-For is believed, separated by commas"),
    (
        "public_url",
        "",
        "the address people know this service by, for links in e-mails; empty: http:// and the listening address",
    ),
    (
        "mail",
        "",
        "smtp://, smtps:// or smtp+starttls:// with USER:PASSWORD@HOST:PORT; empty: e-mails are put into the data folder",
    ),
    ("mail_from", "Parlour <parlour@parlour.example>", "who our e-mails are from"),
    ("engine_library", "", "libchdb of the embedded engine; empty: the installed package"),
    ("admin_email", "admin@parlour.example", "the first administrator, for the first start only"),
    (
        "admin_password",
        "",
        "the first administrator's password, for the first start only; empty: one is made and printed",
    ),
];

/// Where a setting came from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the four layers")]
pub enum Source {
    Default,
    File(PathBuf),
    Environment,
    Flag,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Environment => f.write_str("environment"),
            Self::Flag => f.write_str("flag"),
        }
    }
}

/// What is wrong with the settings, in one line.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum ConfigError {
    #[error("{key} ({from}): “{value}” {why}")]
    Wrong { key: String, from: Source, value: String, why: String },
    #[error("{path}: {why}")]
    File { path: String, why: String },
    #[error("{path}: “{key}” is not a setting; known are {known}")]
    Unknown { path: String, key: String, known: String },
}

/// Where the visit log is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VisitLogPlace {
    /// The embedded engine, with its data beside the spool.
    Embedded,
    /// A `ClickHouse` server.
    Server(Url),
}

/// The settings in force.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the keys of `KEYS`")]
pub struct Config {
    pub listen: SocketAddr,
    pub data: PathBuf,
    /// A URL that `engines::records` understands.
    pub records: String,
    pub visit_log: VisitLogPlace,
    pub bus: String,
    pub geo: Vec<PathBuf>,
    pub trusted_proxies: Vec<IpNet>,
    /// Without a slash at its end.
    pub public_url: String,
    /// `None`: into the data folder.
    pub mail: Option<String>,
    pub mail_from: String,
    pub engine_library: Option<PathBuf>,
    pub admin_email: String,
    pub admin_password: Option<String>,
    layers: Layers,
}

type Layers = BTreeMap<&'static str, (String, Source)>;

/// The raw material of a configuration.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the three layers above the defaults")]
pub struct Sources {
    /// A settings file that must exist; without one `parlour.toml` in the working directory is read if it is there.
    pub file: Option<PathBuf>,
    pub environment: BTreeMap<String, String>,
    pub flags: BTreeMap<&'static str, String>,
}

impl Config {
    /// Reads all layers.
    ///
    /// # Errors
    /// One line that names the key, its value, where it came from, and what is wrong.
    pub fn read(sources: &Sources) -> Result<Self, ConfigError> {
        let mut layers: Layers =
            KEYS.iter().map(|(key, value, _)| (*key, ((*value).to_owned(), Source::Default))).collect();
        read_file(sources.file.as_deref(), &mut layers)?;
        for (key, _, _) in KEYS {
            if let Some(value) = sources.environment.get(&format!("PARLOUR_{}", key.to_uppercase())) {
                layers.insert(key, (value.clone(), Source::Environment));
            }
            if let Some(value) = sources.flags.get(key) {
                layers.insert(key, (value.clone(), Source::Flag));
            }
        }
        Self::parse(layers)
    }

    fn parse(layers: Layers) -> Result<Self, ConfigError> {
        let data = std::path::absolute(text(&layers, "data")).map_err(|error| wrong(&layers, "data", &error))?;
        Ok(Self {
            listen: text(&layers, "listen").parse().map_err(|_| wrong(&layers, "listen", &"is not ADDRESS:PORT"))?,
            records: records_url(&layers, &data)?,
            visit_log: visit_log(&layers)?,
            bus: text(&layers, "bus").to_owned(),
            geo: list(&layers, "geo").map(PathBuf::from).collect(),
            trusted_proxies: list(&layers, "trusted_proxies")
                .map(|one| network(&layers, one))
                .collect::<Result<_, _>>()?,
            public_url: public_url(&layers)?,
            mail: mail(&layers)?,
            mail_from: text(&layers, "mail_from").to_owned(),
            engine_library: Some(text(&layers, "engine_library")).filter(|path| !path.is_empty()).map(PathBuf::from),
            admin_email: email(&layers)?,
            admin_password: Some(text(&layers, "admin_password").to_owned()).filter(|password| !password.is_empty()),
            data,
            layers,
        })
    }

    /// The effective settings, a line each: key, value (secrets as `***`), where it came from.
    pub fn print(&self) -> String {
        let line = |(key, _, about): (&str, &str, &str)| {
            let (value, from) = &self.layers[key];
            format!("{key} = {:?}  # {from}; {about}\n", shown(key, value))
        };
        KEYS.into_iter().map(line).collect()
    }
}

fn read_file(named: Option<&Path>, layers: &mut Layers) -> Result<(), ConfigError> {
    let path = named.unwrap_or(Path::new("parlour.toml"));
    let problem = |why: &dyn fmt::Display| ConfigError::File { path: path.display().to_string(), why: why.to_string() };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(problem(&error)),
    };
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| problem(&error.message()))?;
    for (key, value) in table {
        let Some((known, _, _)) = KEYS.iter().find(|(known, _, _)| *known == key) else {
            let known = KEYS.map(|(key, _, _)| key).join(", ");
            return Err(ConfigError::Unknown { path: path.display().to_string(), key, known });
        };
        layers.insert(known, (plain(&value), Source::File(path.to_owned())));
    }
    Ok(())
}

fn plain(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

fn text<'a>(layers: &'a Layers, key: &str) -> &'a str {
    layers.get(key).map_or("", |(value, _)| value.trim())
}

fn list<'a>(layers: &'a Layers, key: &str) -> impl Iterator<Item = &'a str> {
    text(layers, key).split(',').map(str::trim).filter(|one| !one.is_empty())
}

fn wrong(layers: &Layers, key: &'static str, why: &dyn fmt::Display) -> ConfigError {
    let (value, from) = layers.get(key).cloned().unwrap_or((String::new(), Source::Default));
    ConfigError::Wrong { key: key.to_owned(), from, value: shown(key, &value), why: why.to_string() }
}

fn records_url(layers: &Layers, data: &Path) -> Result<String, ConfigError> {
    match text(layers, "records") {
        "sqlite" => Ok(format!("sqlite:{}", data.join("records.db").display())),
        url if ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) => {
            Ok(url.to_owned())
        }
        _ => Err(wrong(layers, "records", &"is not sqlite, sqlite:PATH or postgres://…")),
    }
}

fn visit_log(layers: &Layers) -> Result<VisitLogPlace, ConfigError> {
    match text(layers, "visit_log") {
        "embedded" => Ok(VisitLogPlace::Embedded),
        url => match Url::parse(url) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(VisitLogPlace::Server(url)),
            _ => {
                Err(wrong(layers, "visit_log", &"is neither “embedded” nor an http:// address of a ClickHouse server"))
            }
        },
    }
}

fn network(layers: &Layers, text: &str) -> Result<IpNet, ConfigError> {
    let parsed = text.parse::<IpNet>().or_else(|_| text.parse::<std::net::IpAddr>().map(IpNet::from));
    parsed.map_err(|_| wrong(layers, "trusted_proxies", &format!("has “{text}”, which is no address and no network")))
}

fn public_url(layers: &Layers) -> Result<String, ConfigError> {
    let url = match text(layers, "public_url") {
        "" => format!("http://{}", text(layers, "listen")),
        url => url.trim_end_matches('/').to_owned(),
    };
    let sound = Url::parse(&url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    if sound { Ok(url) } else { Err(wrong(layers, "public_url", &"is not an address like https://chat.shop.example")) }
}

fn mail(layers: &Layers) -> Result<Option<String>, ConfigError> {
    let url = text(layers, "mail");
    let known = |url: &Url| matches!(url.scheme(), "smtp" | "smtps" | "smtp+starttls") && url.has_host();
    match Url::parse(url) {
        _ if url.is_empty() => Ok(None),
        Ok(parsed) if known(&parsed) => Ok(Some(url.to_owned())),
        _ => Err(wrong(layers, "mail", &"is not an address like smtps://USER:PASSWORD@mail.shop.example")),
    }
}

fn email(layers: &Layers) -> Result<String, ConfigError> {
    let email = text(layers, "admin_email");
    let sound = email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    if sound { Ok(email.to_owned()) } else { Err(wrong(layers, "admin_email", &"is not an e-mail address")) }
}

fn shown(key: &str, value: &str) -> String {
    if key == "admin_password" && !value.is_empty() {
        return "***".to_owned();
    }
    match Url::parse(value) {
        Ok(mut url) if url.password().is_some() => {
            // Cannot fail: a URL with a password has a host.
            let _ = url.set_password(Some("***"));
            url.to_string()
        }
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests;
