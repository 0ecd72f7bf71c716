//! What an operator sets.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use axum::http::Uri;
use inovasi_export::Patience;
use inovasi_export::release::Store;

use super::rate::RateLimit;

/// The settings of a service; none has to be set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How many requests one client may send.
    pub limit: RateLimit,
    /// Where the files of releases are.
    pub releases: Store,
    /// Folder in which the files of a revision are made, and workbooks spooled.
    pub files: PathBuf,
    /// How long is waited for those who take a file slowly.
    pub patience: Patience,
    /// Address under which the service is reached; else each answer has the one that its caller used.
    pub public_url: Option<PublicUrl>,
    /// Where people reach the operator; else descriptions name none.
    pub contact: Option<Contact>,
}

impl Default for Settings {
    fn default() -> Self {
        let releases = Store::folder("releases".as_ref());
        let files = std::env::temp_dir().join("inovasi-files");
        let patience = Patience::default();
        Self { limit: RateLimit::default(), releases, files, patience, public_url: None, contact: None }
    }
}

impl From<RateLimit> for Settings {
    fn from(limit: RateLimit) -> Self {
        Self { limit, ..Self::default() }
    }
}

/// Scheme and host of the service, `https://data.example.org`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(Arc<str>);

/// A web address, or `mailto:` and an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact(Arc<str>);

impl FromStr for PublicUrl {
    type Err = String;

    fn from_str(said: &str) -> Result<Self, Self::Err> {
        let refused = |why: &str| format!("{said:?} {why}, write scheme and host, such as https://data.example.org");
        let url: Uri = said.parse().map_err(|_| refused("is no web address"))?;
        let scheme = url.scheme_str().filter(|scheme| ["http", "https"].contains(scheme));
        let (Some(scheme), Some(host)) = (scheme, url.authority().filter(|host| !host.as_str().contains('@'))) else {
            return Err(refused("is no web address"));
        };
        // The service's own links begin at the root.
        if url.path() != "/" || url.query().is_some() || said.contains('#') {
            return Err(refused("has more than a host"));
        }
        Ok(Self(format!("{scheme}://{host}").into()))
    }
}

impl FromStr for Contact {
    type Err = String;

    fn from_str(said: &str) -> Result<Self, Self::Err> {
        let sound = said.chars().all(|sign| sign.is_ascii_graphic() && !"<>\"{}|\\^`".contains(sign));
        let mail = said.strip_prefix("mailto:").and_then(|rest| rest.split_once('@'));
        let mail = mail.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
        let web = ["https://", "http://"].iter().any(|scheme| said.len() > scheme.len() && said.starts_with(scheme));
        if sound && (mail || web) {
            return Ok(Self(said.into()));
        }
        Err(format!("{said:?} is no contact, write a web address, or mailto: before an e-mail address"))
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Contact, PublicUrl};

    #[test]
    fn a_public_address_is_scheme_and_host() {
        let read = |text: &str| text.parse::<PublicUrl>().map(|url| url.to_string());
        assert_eq!(read("https://data.example.org/"), Ok("https://data.example.org".into()));
        assert_eq!(read("http://127.0.0.1:8080"), Ok("http://127.0.0.1:8080".into()));
        for wrong in
            ["", "data.example.org", "ftp://a.b", "https://", "https://a.b/c", "https://a.b/?c", "https://u@a.b"]
        {
            assert!(read(wrong).is_err_and(|error| error.contains("https://data.example.org")), "{wrong}");
        }
    }

    #[test]
    fn a_contact_is_a_web_address_or_mail() {
        for right in ["mailto:data@example.org", "https://example.org/contact"] {
            assert!(right.parse::<Contact>().is_ok_and(|contact| contact.to_string() == right), "{right}");
        }
        for wrong in ["", "data@example.org", "mailto:", "mailto:@", "https://", "https://a.b/\"><x", "tel:123"] {
            assert!(wrong.parse::<Contact>().is_err_and(|error| error.contains("mailto:")), "{wrong}");
        }
    }
}
