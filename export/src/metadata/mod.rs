//! What describes the catalogue to other programs: for harvesters of open-data portals (DCAT-AP), readers of tables
//! (Frictionless, CSVW), search engines (schema.org) and people (the codebook). Pure functions from facts to documents:
//! the same facts give the same bytes.

mod about;
mod authority;
/// How the catalogue is cited.
pub mod citation;
mod codebook;
mod codebook_words;
mod counted;
mod csvw;
mod datapackage;
mod dcat;
mod files;
mod schema_org;
mod words;

pub use about::{About, CODE_LICENCE, Holdings, Licence, PUBLISHER, Place, licence_text};
pub use codebook::codebook;
pub use counted::{Counts, counted};
pub use csvw::{csvw_group, csvw_of};
pub use datapackage::{Measured, data_package};
pub use dcat::catalog;
pub use schema_org::{schema_org, script};
pub(crate) use words::keywords;
pub use words::{Words, title};
