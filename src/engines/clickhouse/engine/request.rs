//! One request of `ClickHouse`'s HTTP interface, as far as its Rust client speaks it.

use url::form_urlencoded;

use super::library::Pairs;

/// A statement and what belongs to it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Request {
    /// The statement, without the `FORMAT` clause of an `INSERT`.
    pub sql: String,
    /// The format of the rows, in either direction.
    pub format: String,
    pub settings: Pairs,
    /// Values for `{name:Type}`.
    pub params: Pairs,
    /// Two inserts with the same one never run at once.
    pub query_id: String,
    /// The rows of an `INSERT`; `None` for everything else.
    pub rows: Option<Vec<u8>>,
}

impl Request {
    /// Reads a request from its query string, its content type and its body.
    pub(super) fn read(query: &str, content_type: &str, body: Vec<u8>) -> Result<Self, String> {
        let mut request = Self { format: "TabSeparated".to_owned(), ..Self::default() };
        form_urlencoded::parse(query.as_bytes()).for_each(|(name, value)| request.field(&name, value.into_owned()));
        if let Some(boundary) = content_type.strip_prefix("multipart/form-data; boundary=") {
            let body = String::from_utf8(body).map_err(|error| error.to_string())?;
            parts(&body, boundary).for_each(|(name, value)| request.field(name, value.to_owned()));
        } else if request.sql.is_empty() {
            request.sql = String::from_utf8(body).map_err(|error| error.to_string())?;
        } else {
            request.rows = Some(body);
            request.split_format()?;
        }
        Ok(request)
    }

    fn field(&mut self, name: &str, value: String) {
        match name {
            "query" => self.sql = value,
            "default_format" => self.format = value,
            "query_id" => self.query_id = value,
            "database" | "session_id" | "role" | "wait_end_of_query" | "decompress" | "compress" => {}
            _ => match name.strip_prefix("param_") {
                Some(param) => self.params.push((param.to_owned(), value)),
                None if is_setting(name) => self.settings.push((name.to_owned(), value)),
                None => {}
            },
        }
    }

    fn split_format(&mut self) -> Result<(), String> {
        let (sql, format) = self.sql.rsplit_once(" FORMAT ").ok_or("an INSERT without a FORMAT")?;
        (self.format, self.sql) = (format.trim().to_owned(), sql.to_owned());
        Ok(())
    }
}

/// A name that can only be a setting's, and not another option of the engine (`path` would open other data).
fn is_setting(name: &str) -> bool {
    name.contains('_') || name == "readonly"
}

fn parts<'a>(body: &'a str, boundary: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let delimiter = format!("--{boundary}");
    let pieces: Vec<_> = body.split(&*delimiter).collect();
    pieces.into_iter().filter_map(|piece| {
        let (head, value) = piece.split_once("\r\n\r\n")?;
        let (_, name) = head.split_once("name=\"")?;
        Some((name.split('"').next()?, value.strip_suffix("\r\n")?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_select_with_parameters_is_multipart() {
        let body = "--b\r\nContent-Disposition: form-data; name=\"query\"\r\n\r\nSELECT {x:String}\r\n\
                    --b\r\nContent-Disposition: form-data; name=\"param_x\"\r\n\r\na\r\n\r\nb\r\n--b--\r\n";
        let query = "default_format=RowBinary&readonly=1&database=parlour&path=%2Fetc";
        let read = Request::read(query, "multipart/form-data; boundary=b", body.into()).expect("well-formed");
        assert_eq!(read.sql, "SELECT {x:String}");
        assert_eq!(read.format, "RowBinary");
        assert_eq!(read.params, [("x".to_owned(), "a\r\n\r\nb".to_owned())]);
        assert_eq!(read.settings, [("readonly".to_owned(), "1".to_owned())]);
        assert_eq!(read.rows, None);
    }

    #[test]
    fn an_insert_has_its_statement_in_the_address() {
        let query = "query=INSERT+INTO+t%28a%29+FORMAT+RowBinary&query_id=7";
        let read = Request::read(query, "", vec![10, 10]).expect("well-formed");
        assert_eq!((read.sql.as_str(), read.format.as_str()), ("INSERT INTO t(a)", "RowBinary"));
        assert_eq!((read.query_id.as_str(), read.rows), ("7", Some(vec![10, 10])));
        assert!(Request::read("query=INSERT", "", vec![]).is_err());
    }
}
