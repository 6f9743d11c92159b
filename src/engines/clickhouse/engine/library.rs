//! The `ClickHouse` engine as a loaded library. The only place with `unsafe`: a C interface cannot be called without.
//!
//! Each call opens a handle of its own and closes it: after an error a handle may still hold part of the failed answer.

#![expect(unsafe_code, reason = "the engine is a C library, loaded while running")]

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::path::Path;
use std::{ptr, slice};

type Connection = *mut c_void;
type Answer = *mut c_void;
type InsertStream = *mut c_void;

unsafe extern "C" {
    #[link_name = "_exit"]
    safe fn exit_at_once(code: c_int) -> !;
}

/// Ends the process without the library's own farewells, which crash while its threads are at work. What has been
/// acknowledged is on disk.
pub(super) fn leave() -> ! {
    exit_at_once(0)
}

/// The functions of the library that are used, as its header declares them.
struct Functions {
    set_signal_handlers: unsafe extern "C" fn(c_int),
    connect: unsafe extern "C" fn(c_int, *mut *mut c_char) -> *mut Connection,
    close: unsafe extern "C" fn(*mut Connection),
    query: unsafe extern "C" fn(
        Connection,
        *const c_char,
        usize,
        *const c_char,
        usize,
        *const *const c_char,
        *const usize,
        *const *const c_char,
        *const usize,
        usize,
    ) -> Answer,
    insert: unsafe extern "C" fn(Connection, *const c_char, usize, *const c_char, usize) -> InsertStream,
    append: unsafe extern "C" fn(InsertStream, *const c_void, usize) -> c_int,
    finish: unsafe extern "C" fn(InsertStream) -> Answer,
    insert_error: unsafe extern "C" fn(InsertStream) -> *const c_char,
    free_insert: unsafe extern "C" fn(InsertStream),
    buffer: unsafe extern "C" fn(Answer) -> *const u8,
    length: unsafe extern "C" fn(Answer) -> usize,
    error: unsafe extern "C" fn(Answer) -> *const c_char,
    free: unsafe extern "C" fn(Answer),
}

/// The engine, open on one data folder until the process ends.
pub(super) struct Engine {
    functions: Functions,
    path: String,
}

/// Names and values: settings or parameters.
pub(super) type Pairs = Vec<(String, String)>;

impl Engine {
    /// Loads `library` and opens `data` (an absolute path). Once in a process.
    pub(super) fn open(library: &Path, data: &Path) -> Result<Self, String> {
        let functions = Functions::load(library).map_err(|error| error.to_string())?;
        let engine = Self { functions, path: format!("--path={}", data.display()) };
        // SAFETY: takes a number; must come before the first connection, or the library keeps crashes from ending us.
        unsafe { (engine.functions.set_signal_handlers)(0) };
        // Closing the last handle would shut the engine down, so the first one stays open.
        std::mem::forget(engine.connect(&[])?);
        Ok(engine)
    }

    /// Runs a statement with `{name:Type}` parameters, and returns its answer in `format`.
    pub(super) fn query(&self, sql: &str, format: &str, settings: &[(String, String)], params: &[(String, String)]) -> Result<Vec<u8>, String> {
        let handle = self.connect(settings)?;
        let texts = |pick: fn(&(String, String)) -> &String| {
            params.iter().map(pick).map(|text| (text.as_ptr().cast(), text.len())).unzip()
        };
        let (names, name_lengths): (Vec<*const c_char>, Vec<usize>) = texts(|pair| &pair.0);
        let (values, value_lengths): (Vec<*const c_char>, Vec<usize>) = texts(|pair| &pair.1);
        // SAFETY: the handle is open and used by this thread alone; every pointer comes with its length or, in the arrays,
        // with the number of parameters, and all outlive the call.
        let answer = unsafe {
            (self.functions.query)(
                handle.connection(),
                sql.as_ptr().cast(),
                sql.len(),
                format.as_ptr().cast(),
                format.len(),
                names.as_ptr(),
                name_lengths.as_ptr(),
                values.as_ptr(),
                value_lengths.as_ptr(),
                params.len(),
            )
        };
        self.take(answer)
    }

    /// Runs `INSERT INTO …` without a `FORMAT` clause, with `rows` in `format`. All of them or none.
    pub(super) fn insert(&self, sql: &str, format: &str, settings: &[(String, String)], rows: &[u8]) -> Result<Vec<u8>, String> {
        let handle = self.connect(settings)?;
        // SAFETY: as in `query`. The stream is never null, and is freed below on every path, before its handle.
        let stream = unsafe {
            let (sql, sql_length) = (sql.as_ptr().cast(), sql.len());
            (self.functions.insert)(handle.connection(), sql, sql_length, format.as_ptr().cast(), format.len())
        };
        let inserted = self.fill(stream, rows);
        // SAFETY: the stream is not used after this.
        unsafe { (self.functions.free_insert)(stream) };
        inserted
    }

    fn fill(&self, stream: InsertStream, rows: &[u8]) -> Result<Vec<u8>, String> {
        // SAFETY: the stream is open; the library copies the rows before it returns.
        let taken = unsafe {
            (self.functions.insert_error)(stream).is_null()
                && (self.functions.append)(stream, rows.as_ptr().cast(), rows.len()) == 0
        };
        if !taken {
            // SAFETY: the text belongs to the stream, which is still there.
            let error = unsafe { text((self.functions.insert_error)(stream)) };
            return Err(error.unwrap_or_else(|| "the engine refused the rows".to_owned()));
        }
        // SAFETY: the stream is open and complete.
        self.take(unsafe { (self.functions.finish)(stream) })
    }

    fn connect(&self, settings: &[(String, String)]) -> Result<Handle<'_>, String> {
        let given = settings.iter().map(|(name, value)| format!("--{name}={value}"));
        let words = ["clickhouse".to_owned(), self.path.clone()].into_iter().chain(given);
        let words: Vec<_> = words.map(CString::new).collect::<Result<_, _>>().map_err(|error| error.to_string())?;
        let mut pointers: Vec<*mut c_char> = words.iter().map(|word| word.as_ptr().cast_mut()).collect();
        let count = c_int::try_from(pointers.len()).map_err(|error| error.to_string())?;
        // SAFETY: `count` pointers to texts that end with a zero; the library copies them.
        let connection = unsafe { (self.functions.connect)(count, pointers.as_mut_ptr()) };
        if connection.is_null() {
            return Err("Code: 115. the engine took no connection with these settings".to_owned());
        }
        Ok(Handle { functions: &self.functions, connection })
    }

    /// Copies an answer and frees it.
    fn take(&self, answer: Answer) -> Result<Vec<u8>, String> {
        if answer.is_null() {
            return Err("the engine gave neither an answer nor an error".to_owned());
        }
        // SAFETY: the answer is valid until it is freed; buffer and length belong together.
        unsafe {
            let error = text((self.functions.error)(answer));
            let (buffer, length) = ((self.functions.buffer)(answer), (self.functions.length)(answer));
            let bytes = if buffer.is_null() { &[] } else { slice::from_raw_parts(buffer, length) };
            let taken = error.map_or_else(|| Ok(bytes.to_vec()), Err);
            (self.functions.free)(answer);
            taken
        }
    }
}

/// An open connection, closed at the end of the call that opened it.
struct Handle<'a> {
    functions: &'a Functions,
    connection: *mut Connection,
}

impl Handle<'_> {
    fn connection(&self) -> Connection {
        // SAFETY: not null, and open until this is dropped.
        unsafe { ptr::read(self.connection) }
    }
}

impl Drop for Handle<'_> {
    fn drop(&mut self) {
        // SAFETY: closed once, here.
        unsafe { (self.functions.close)(self.connection) };
    }
}

impl Functions {
    fn load(path: &Path) -> Result<Self, libloading::Error> {
        // SAFETY: the library is the engine's; the types above are those of its header. It stays loaded for ever, so the
        // functions stay valid.
        unsafe {
            let library = libloading::Library::new(path)?;
            let functions = Self {
                set_signal_handlers: *library.get(c"chdb_set_signal_handlers_enabled")?,
                connect: *library.get(c"chdb_connect")?,
                close: *library.get(c"chdb_close_conn")?,
                query: *library.get(c"chdb_query_with_params_n")?,
                insert: *library.get(c"chdb_stream_insert_n")?,
                append: *library.get(c"chdb_stream_append")?,
                finish: *library.get(c"chdb_stream_done")?,
                insert_error: *library.get(c"chdb_stream_insert_error")?,
                free_insert: *library.get(c"chdb_destroy_insert_stream")?,
                buffer: *library.get(c"chdb_result_buffer")?,
                length: *library.get(c"chdb_result_length")?,
                error: *library.get(c"chdb_result_error")?,
                free: *library.get(c"chdb_destroy_query_result")?,
            };
            std::mem::forget(library);
            Ok(functions)
        }
    }
}

/// # Safety
/// `text` is null, or ends with a zero and is valid during the call.
unsafe fn text(text: *const c_char) -> Option<String> {
    // SAFETY: the caller's promise.
    (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned())
}
