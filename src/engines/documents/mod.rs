//! Documents we write: the console's page, the demo shop. Handlebars, escaped; each has a sample and is rendered in a test.
/// All documents.
pub struct Documents;
